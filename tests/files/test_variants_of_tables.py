"""One table as Excel, LibreOffice and Google Sheets write it: each is read as the same scenario, with one digest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner
from planner.domain.digest import digest
from planner.errors import InputError
from tests.files.books import DAY, LINKS, MAIN, MONTH, PERCENT, cell, row, sheet, write_book

SCENARIO = """\
format: 1
calendar: {start: 2027-01, periods: 6}
pools: [{id: p, accelerator: H100-SXM, gpus: 9, region: us}]
people: [{role: eng, fte: 2}]
requests:
  - {id: "007", name: Généré "a; b", team: ads, metrics: {revenue: 14_000_000, share: 0.125}, confidence: 0.8,
     window: [2027-02-15, 2027-05], latest_start: 2027-03, demand: {gpus: 3}, minimum: 0.5, shards: true,
     regions: [us, eu]}
  - {id: bot, metrics: {revenue: 5_000}, window: [2027-01, 2027-06], demand: {gpus: 1.5}, shards: false, requires: ["007"]}
"""
PLAIN = SCENARIO.partition("requests:")[0]
HEADS = [
    *(
        "id",
        "name",
        "team",
        "metrics.revenue",
        "metrics.share",
        "confidence",
        "window.from",
        "window.to",
        "latest_start",
    ),
    *("demand.gpus", "minimum", "shards", "regions", "requires"),
]
TEXTS = [
    ["007", 'Généré "a; b"', "ads", "14000000", "0.125", "0.8", "2027-02-15", "2027-05", "2027-03", "3", "0.5", "TRUE",
     "us; eu", ""],
    ["bot", "", "", "5000", "", "", "2027-01", "2027-06", "", "1.5", "", "FALSE", "", "007"],
]  # fmt: skip
SERIALS = {"2027-01": 46388, "2027-02-15": 46433, "2027-03": 46447, "2027-05": 46508, "2027-06": 46539}
"""Days as spreadsheets count them; of a month, its first."""


def csv_of(separator: str = ",", end: str = "\n", quoted: bool = False, spare: int = 0) -> str:
    lines = []
    for cells in [HEADS, *TEXTS, *([[""] * len(HEADS)] * spare)]:
        cells = [*cells, *([""] * spare)]
        odd = [quoted or separator in each or '"' in each for each in cells]
        told = (
            f'"{each.replace(chr(34), chr(34) * 2)}"' if is_odd else each
            for each, is_odd in zip(cells, odd, strict=True)
        )
        lines.append(separator.join(told))
    return end.join(lines) + end


def xml(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;")


def typed(heading: str, text: str) -> object:
    """A cell as spreadsheets type what was entered: numbers, dates and truth as such."""
    if not text:
        return None
    if text in SERIALS and heading in ("window.from", "window.to", "latest_start"):
        return cell(SERIALS[text], DAY if len(text) > 7 else MONTH)
    if text in ("TRUE", "FALSE"):
        return f'<c t="b"><v>{int(text == "TRUE")}</v></c>'
    if heading.startswith(("metrics", "demand", "confidence", "minimum")):
        return float(text) if "." in text else int(text)
    return xml(text)


def excel(make: Callable[[str, str], object] = typed, spare: int = 0, more: str = "") -> bytes:
    rows = [row(*HEADS, *([None] * spare))]
    rows += [
        row(*(make(h, t) for h, t in zip(HEADS, texts, strict=True)), *([None] * spare), more=more) for texts in TEXTS
    ]
    rows += [row(*([None] * (len(HEADS) + spare)))] * spare
    memory = io.BytesIO()
    write_book(memory, {"Sheet1": sheet(rows, "A1:XFD1048576" if spare else "")})
    return memory.getvalue()


def as_text(heading: str, text: str) -> object:
    return xml(text) if text else None


def calculated(heading: str, text: str) -> object:
    """A formula with the result that was stored with it."""
    found = typed(heading, text)
    if isinstance(found, str) and not found.startswith("<c"):
        return cell(found, formula="T(Z1)")
    return found if isinstance(found, str) or found is None else cell(found, formula="Z1*1")


def boolean_as_formula(heading: str, text: str) -> object:
    """Google Sheets exports a tick box as a formula."""
    if text in ("TRUE", "FALSE"):
        return f'<c t="b"><f>{text}()</f><v>{int(text == "TRUE")}</v></c>'
    return typed(heading, text)


def percent(heading: str, text: str) -> object:
    return cell(float(text), PERCENT) if text and heading in ("confidence", "minimum") else typed(heading, text)


def shared() -> bytes:
    """Texts apart from the cells, in runs of letters, as Excel has them; prefixes before the names of elements."""
    texts: list[str] = []

    def make(heading: str, text: str) -> object:
        found = typed(heading, text)
        if not isinstance(found, str) or found.startswith("<c"):
            return found
        texts.append(found)
        return f'<c t="s"><v>{len(texts) - 1}</v></c>'

    source = zipfile.ZipFile(io.BytesIO(excel(make)))
    parts = {name: source.read(name).decode() for name in source.namelist()}
    link = f'<Relationship Id="t" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace("</Relationships>", link)
    runs = "".join(f"<si><r><t>{text[:1]}</t></r><r><rPr><b/></rPr><t>{text[1:]}</t></r></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{runs}</sst>'
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return memory.getvalue()


def by_script() -> bytes:
    """With openpyxl, as scripts write workbooks."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(HEADS)
    for texts in TEXTS:
        page.append([_in_python(heading, text) for heading, text in zip(HEADS, texts, strict=True)])
    for cells in page.iter_rows(min_row=2):
        for each in cells:
            if isinstance(each.value, date):
                each.number_format = "yyyy-mm-dd" if each.value.day > 1 else "mmm yyyy"
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def _in_python(heading: str, text: str) -> object:
    if not text:
        return None
    if heading in ("window.from", "window.to", "latest_start"):
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    return float(text) if heading.startswith(("metrics", "demand", "confidence", "minimum")) else text


VARIANTS: dict[str, tuple[str, bytes]] = {
    "CSV": ("csv", csv_of().encode()),
    "CSV of Excel: a mark, semicolons": ("csv", csv_of(";", "\r\n").encode("utf-8-sig")),
    "CSV of Excel in UTF-16: tabs": ("csv", csv_of("\t", "\r\n").encode("utf-16")),
    "CSV of Windows": ("csv", csv_of(";", "\r\n").encode("cp1252")),
    "CSV of LibreOffice: all quoted": ("csv", csv_of(",", "\n", quoted=True).encode()),
    "CSV of Google Sheets: no line end": ("csv", csv_of(",", "\r\n").rstrip().encode()),
    "CSV with empty rows and columns": ("csv", csv_of(spare=3).encode()),
    "TSV": ("tsv", csv_of("\t").encode()),
    "Excel: numbers, dates, truth": ("xlsx", excel()),
    "Excel: shared texts": ("xlsx", shared()),
    "Excel: empty rows and columns": ("xlsx", excel(spare=4)),
    "all as text": ("xlsx", excel(as_text)),
    "formulas with results": ("xlsx", excel(calculated)),
    "Google Sheets: tick boxes": ("xlsx", excel(boolean_as_formula)),
    "percent formats": ("xlsx", excel(percent)),
    "heights and spans": ("xlsx", excel(more=' spans="1:14" ht="15" customHeight="1"')),
    "openpyxl": ("xlsx", by_script()),
}


def read(folder: Path, ending: str, data: bytes) -> planner.Scenario:
    (folder / f"r.{ending}").write_bytes(data)
    (folder / "s.yaml").write_text(f"{PLAIN}requests: r.{ending}\n", encoding="utf-8")
    return planner.load(folder / "s.yaml")


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("right") / "s.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    return digest(planner.load(file))


@pytest.mark.parametrize("name", VARIANTS)
def test_every_program_s_own_way_gives_one_digest(tmp_path: Path, right: str, name: str) -> None:
    assert digest(read(tmp_path, *VARIANTS[name])) == right


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_damaged_one_is_an_error_with_words_or_says_what_it_says(tmp_path_factory, data):
    """Bytes lost or changed in what any of them writes: never a traceback."""
    ending, whole = VARIANTS[data.draw(st.sampled_from([*VARIANTS]))]
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(damaged))) if data.draw(st.booleans()) else len(damaged)
    try:
        read(tmp_path_factory.getbasetemp(), ending, bytes(damaged[:cut]))
    except InputError as error:
        assert error.faults and all(map(str, error.faults))
