"""The page of the documentation that lists every column."""

from __future__ import annotations

from planner.files.inputs.dictionary import TITLES, Documented, documented

_HEAD = """\
# Columns of tables

Every column that a table of a [scenario](scenario-format.md#tables) can have, as the types in `planner/domain` have it;
`gpu-planner tables --columns` prints this page. The first row of a table names its columns; a unit may stand behind a
name in brackets (`demand.gpus [GPU]`), and says nothing to the planner. METRIC, ATTRIBUTE, ROLE and ACCELERATOR are
names of your own. An empty cell leaves its field out: then what stands under *empty* holds, or what the meaning says.
"""
_ABOUT = {
    "pools": "A row for each pool of GPUs that can be shared out.",
    "people": "A row for each profession.",
    "requests": "A row for each request, and below it one for each way to serve it, with its name under `option`. *In* "
    "says in whose rows a column counts.",
    "rules": "A row for each limit or promise.",
}


def columns_page() -> str:
    """All tables with all of their columns, as Markdown."""
    parts = [_HEAD]
    for table, title in TITLES.items():
        parts += [f"\n## {title}\n", _ABOUT[table], "", *_table(documented(table), table == "requests")]
    return "\n".join(parts) + "\n"


def _table(columns: tuple[Documented, ...], has_rows: bool) -> list[str]:
    heads = ["column", "meaning", "unit", "a cell holds", "empty", "example"] + ["in"] * has_rows
    lines = [_line(heads), _line(["---"] * len(heads))]
    for each in columns:
        cell = " · ".join(f"`{choice}`" for choice in each.choices) or each.cell
        cells = [f"`{each.name}`", each.meaning, each.unit, cell, each.default, f"`{each.example}`"]
        lines.append(_line(cells + [each.rows] * has_rows))
    return lines


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '\\|') for cell in cells)} |"
