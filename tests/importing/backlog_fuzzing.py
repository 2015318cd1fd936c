"""Backlogs that nobody would export, made at random from those that tools do."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import strategies as st

import planner
from planner.errors import InputError
from planner.files.yaml_tree import read_yaml
from planner.importing.backlog import headings
from planner.importing.backlog.proposing import Proposal
from tests.files.fuzzing import WORDS
from tests.importing import exports

EXPORTS = (
    exports.JIRA, exports.AHA, exports.PRODUCTBOARD, exports.AIRFOCUS, exports.LINEAR, exports.GITHUB, exports.RICE,
    exports.ICE, exports.WSJF, exports.HAND, exports.GERMAN,
)  # fmt: skip
HEADINGS = sorted(
    {names[0] for group in (headings.FIELDS, headings.METRICS, headings.SCORES) for names in group.values()}
)
ODD = [
    *WORDS, "96x H100", "180k GPU-hours", "64 A100 80GB for 6 weeks", "8xA100", "0 GPUs", "-5 GPUs", "4x8 H100", "1e9 H100",
    "$1.2M", "€1.234,56", "12,34,567", "(5)", "80 %", "150%", "Must", "Won't", "High", "P0", "Done", "Q1 2027", "H1 2027",
    "Feb-Apr 2027", "03/04/2027", "31/12/9999", "29.02.2027", "0001-01-01", "6 weeks", "1e3 years", "Total", "gruß", "½",
    "٣", "１２", "²", "1 000", "1'000", "1_0", "--", "..", "1.2.3", "0,000", "000", "x" * 5000, "A;B", "r1", "r2\nr3", "'27",
]  # fmt: skip


@st.composite
def backlogs(draw: st.DrawFn) -> str:
    """An export with a few cells said otherwise, or any cells below headings that are known."""
    if draw(st.booleans()):
        text = draw(st.sampled_from(EXPORTS))
        separator = "\t" if "\t" in text else ";" if ";" in text.split("\n")[0] else ","
        rows = [*csv.reader(io.StringIO(text), delimiter=separator)]
    else:
        head = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8))
        cells = st.one_of(st.sampled_from(ODD), st.integers(-3, 2000).map(str), st.text(max_size=4))
        rows = [["title", *head], *([f"r{k}", *(draw(cells) for _ in head)] for k in range(draw(st.integers(0, 5))))]
        separator = draw(st.sampled_from(",;\t"))
    for _ in range(draw(st.integers(0, 4))):
        row = draw(st.sampled_from(rows))
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(ODD))
    memory = io.StringIO()
    csv.writer(memory, delimiter=separator).writerows(rows)
    text = memory.getvalue()
    return text[: draw(st.integers(0, len(text)))] if draw(st.integers(0, 9)) == 0 else text


def read_as_backlog(folder: Path, text: str) -> bool:
    """Whether a file becomes requests; anything but that or an error with words is a fault of ours."""
    file = folder / "backlog.csv"
    file.write_bytes(text.encode("utf-8", "replace"))
    try:
        found = _imported(file)
    except InputError as error:
        assert error.faults and all(str(fault) and not fault.warning for fault in error.faults)
        return False
    assert found.after is not None
    assert planner.parse(read_yaml(planner.dump(found.after))) == found.after
    (source,) = found.sources
    passed = sum(f"{source.table.label}:{row.number}: " in line and ("neither" in line or "row of sums" in line)
                 for row in source.table.rows for line in found.requests.doubts)  # fmt: skip
    assert len(found.after.requests) + passed == len(source.table.rows), "a row is lost"
    return bool(found.after.requests)


def _imported(file: Path) -> Proposal:
    try:
        return planner.import_requests(file, decimal=".", dates="dmy")
    except InputError as error:
        asked = {f.column: "confidence/10" if "of 10" in f.message else "demand.gpus" for f in error.faults if f.column}
        return planner.import_requests(file, decimal=".", dates="dmy", columns=asked)
