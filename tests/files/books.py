"""XLSX workbooks as other programs write them: by hand, so that they can be wrong in any way."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>'
    '<numFmt numFmtId="165" formatCode="mmm\\-yy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="9"/></cellXfs></styleSheet>'
)
"""Cell style 1 shows a day, 2 a month, 3 a day with its time, 4 a part of a hundred."""
GENERAL, DAY, MONTH, MOMENT, PERCENT = range(5)


def cell(value: object, style: int = GENERAL, name: str = "", formula: str = "") -> str:
    """The XML of one cell; without a name it stands behind the one before."""
    at = f' r="{name}"' if name else ""
    written = f"<f>{formula}</f>" if formula else ""
    if isinstance(value, str):
        kind = "str" if formula else "inlineStr"
        return f'<c{at} t="{kind}">{written}{f"<v>{value}</v>" if formula else f"<is><t>{value}</t></is>"}</c>'
    return f'<c{at} s="{style}">{written}{"" if value is None else f"<v>{value}</v>"}</c>'


def row(*values: object, more: str = "") -> str:
    """The XML of a row; what is a text that begins with ``<c`` is the XML of a cell."""
    cells = (value if isinstance(value, str) and value.startswith("<c") else cell(value) for value in values)
    return f"<row{more}>{''.join(cells)}</row>"


def sheet(rows: Sequence[str], size: str = "", merged: Sequence[str] = (), columns: str = "") -> str:
    """The XML of a sheet that states a size of its own."""
    states = f'<dimension ref="{size}"/>' if size else ""
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    joined = f"<mergeCells>{areas}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{MAIN}">{states}{columns}<sheetData>{"".join(rows)}</sheetData>{joined}</worksheet>'


def write_book(
    path: Path | IO[bytes], sheets: Mapping[str, str], hidden: Sequence[str] = (), properties: str = ""
) -> None:
    """A workbook of these sheets, by their name."""
    numbered = list(enumerate(sheets.items(), start=1))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{k}" r:id="r{k}"{" state='hidden'" if name in hidden else ""}/>'
        for k, (name, _) in numbered
    )
    links = "".join(
        f'<Relationship Id="r{k}" Type="{LINKS}/worksheet" Target="worksheets/s{k}.xml"/>' for k, _ in numbered
    )
    links += f'<Relationship Id="s" Type="{LINKS}/styles" Target="styles.xml"/>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}<sheets>{listed}</sheets></workbook>'
    parts = {
        "_rels/.rels": _relations(f'<Relationship Id="b" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/_rels/workbook.xml.rels": _relations(links),
        "xl/workbook.xml": book,
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/s{k}.xml": text for k, (_, text) in numbered},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)


def _relations(links: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'
