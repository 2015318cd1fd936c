"""A scenario's inputs as a workbook: a sheet for each table, drop-downs, and a dictionary of all columns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from planner.domain.scenario import Scenario
from planner.domain.worth import alone
from planner.errors import Fault, InputError
from planner.files.books import SCENARIO
from planner.files.export import FORMULA_STARTS, LONGEST, NARROWEST, without_time
from planner.files.inputs.dictionary import TITLES, documented
from planner.files.inputs.fields import field_rows
from planner.files.inputs.layout import Choices, blank, choices, heading, laid_out, meaning
from planner.files.inputs.rows import Rows
from planner.files.writing import data_of

DICTIONARY, CHOICES, HOW_TO = "Dictionary", "Choices", "How to fill in"
SPARE = 500
"""Empty rows below a table in which cells are offered their choices."""
WIDEST = 48
"""Widest column [characters]."""
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f]")
_LONE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_TEAMS = """\
One row is one request: something that your team wants GPUs for.
Give each a short id of its own, and a name. Under metrics stands what it brings when it is served in full.
What it needs is either demand.gpus, held from window.from to window.to, or demand.gpu_hours of work done in between.
Under runs_on.H100-SXM and the like stands how much work one hour of each card does; 1 is the card that demand counts.
Another way to serve the same request is a row below it: the same id, and a name for that way under option.
Cells of lists have semicolons between their words. Numbers are plain: 14000000, 0.5. Dates are 2027-03 or 2027-03-15.
Leave empty what you don't know. The note on each heading, and the sheet Dictionary, say what a column means.
"""


def inputs_book(scenario: Scenario) -> bytes:
    """A workbook that is read as this scenario. Raises InputError for a text that no cell can hold."""
    data = data_of(alone(scenario))
    writer = _Writer(scenario)
    writer.fields(data)
    for collection, title in TITLES.items():
        writer.table(title, laid_out(collection, data, scenario))
    writer.dictionary(TITLES)
    return writer.made()


def tables_book(scenario: Scenario) -> bytes:
    """The same without what stands in no table: for a scenario file that names its sheets."""
    writer, data = _Writer(scenario), data_of(alone(scenario))
    for collection, title in TITLES.items():
        writer.table(title, laid_out(collection, data, scenario))
    writer.dictionary(TITLES)
    return writer.made()


def template_book(scenario: Scenario, team: str = "") -> bytes:
    """A workbook for a team to fill in: its own requests as they are, and empty rows; all cards, roles and metrics.

    Without a team it holds no requests. Raises InputError as ``inputs_book`` does.
    """
    own = [each for each in data_of(scenario).get("requests", ()) if team and each.get("team") == team]
    writer = _Writer(scenario, team)
    writer.table(TITLES["requests"], blank(scenario, own))
    writer.lines(HOW_TO, _TEAMS.splitlines())
    writer.dictionary(["requests"])
    return writer.made()


class _Writer:
    """A workbook, while it is written."""

    def __init__(self, scenario: Scenario, team: str = "") -> None:
        from openpyxl import Workbook  # heavy, and only this needs it

        self._scenario, self._team = scenario, team
        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._offered: dict[tuple[str, ...], str] = {}
        """Lists of choices, by the range that holds them."""

    def fields(self, data: dict[str, Any]) -> None:
        rows = field_rows(data)
        sheet = self._sheet(SCENARIO, ["field", "value", "unit", "meaning"], rows)
        _freeze(sheet, "B2")

    def table(self, title: str, rows: Rows) -> None:
        """A table with its units in the headings, notes on them, and drop-downs below."""
        from openpyxl.comments import Comment
        from openpyxl.styles import Font

        heads = [heading(rows.collection, column, self._scenario) for column in rows.columns]
        body = [[row.get(column.name) for column in rows.columns] for row in rows.cells]
        sheet = self._sheet(title, heads, body)
        _freeze(sheet, "C2" if rows.collection == "requests" else "B2")
        for index, column in enumerate(rows.columns, start=1):
            if said := meaning(rows.collection, column, self._scenario):
                note = Comment(
                    said, "GPU Planner", width=360, height=40 + 18 * (len(said) // 50 + said.count("\n") + 1)
                )
                sheet.cell(1, index).comment = note
            self._offer(sheet, index, len(body), self._choices(rows.collection, column))
        for number, row in enumerate(rows.cells, start=2):
            if "option" in row:
                sheet.cell(number, 1).font = Font(color="FF888888")

    def dictionary(self, tables: Iterable[str]) -> None:
        """All columns of the tables, those too that these have not."""
        heads = ["table", "column", "meaning", "unit", "a cell holds", "choices", "empty", "example"]
        body = [
            (
                *(TITLES[table], each.name, each.meaning, each.unit.replace("currency", self._scenario.currency)),
                *(each.cell, "; ".join(each.choices), each.default, each.example),
            )
            for table in tables
            for each in documented(table)
        ]
        _freeze(self._sheet(DICTIONARY, heads, body, wrap=3), "C2")

    def lines(self, title: str, lines: Sequence[str]) -> None:
        sheet = self._book.create_sheet(title)
        for number, line in enumerate(lines, start=1):
            _fill(sheet, number, 1, line)
        sheet.column_dimensions["A"].width = 120

    def made(self) -> bytes:
        self._list_choices()
        memory = io.BytesIO()
        self._book.save(memory)
        return without_time(memory.getvalue())

    def _choices(self, collection: str, column: Any) -> Choices | None:
        if self._team and column.name == "team":
            return Choices((self._team,), open=False)
        return choices(collection, column, self._scenario)

    def _sheet(self, title: str, heads: Sequence[str], body: Sequence[Sequence[Any]], wrap: int = 0) -> Any:
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(title)
        for index, name in enumerate(heads, start=1):
            cell = _fill(sheet, 1, index, name)
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFE8EEF4")
            cell.alignment = Alignment(vertical="top", wrap_text=len(name) > WIDEST)
        for number, values in enumerate(body, start=2):
            for index, value in enumerate(values, start=1):
                if value is not None and value != "":
                    cell = _fill(sheet, number, index, value)
                    cell.alignment = Alignment(vertical="top", wrap_text=index == wrap)
        for index, name in enumerate(heads, start=1):
            longest = max([len(name), *(len(str(row[index - 1] or "")) for row in body)])
            sheet.column_dimensions[get_column_letter(index)].width = min(max(longest + 2, NARROWEST), WIDEST)
        return sheet

    def _offer(self, sheet: Any, index: int, rows: int, offered: Choices | None) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        if offered is None or not offered.words:
            return
        words = tuple(word for word in dict.fromkeys(offered.words) if word.isprintable())
        name = self._offered.setdefault(words, f"{get_column_letter(len(self._offered) + 1)}")
        rule = DataValidation("list", f"{CHOICES}!${name}$2:${name}${len(words) + 1}", allow_blank=True)
        rule.showErrorMessage = not offered.open
        rule.errorTitle, rule.error = "Not one of the choices", f"Choose from the list in the sheet {CHOICES}."
        letter = get_column_letter(index)
        rule.add(f"{letter}2:{letter}{rows + 1 + SPARE}")
        sheet.add_data_validation(rule)

    def _list_choices(self) -> None:
        if not self._offered:
            return
        sheet = self._book.create_sheet(CHOICES)
        for index, words in enumerate(self._offered, start=1):
            _fill(sheet, 1, index, f"list {index}")
            for number, word in enumerate(words, start=2):
                _fill(sheet, number, index, word)
        sheet.sheet_state = "hidden"


def _freeze(sheet: Any, cell: str) -> None:
    sheet.freeze_panes = cell
    if sheet.max_row > 1:
        sheet.auto_filter.ref = sheet.dimensions


def _fill(sheet: Any, row: int, column: int, value: Any) -> Any:
    """A cell that gives back what is put in; a text is one, whatever it begins with."""
    cell = sheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 and value:
            cell.value = int(value)
        elif isinstance(value, float) and float(f"{value:.16g}") != value:
            cell._value = repr(value)  # openpyxl would write 16 digits; a number may need 17
        return cell
    if len(value) > LONGEST:
        raise InputError(
            [Fault(f"a cell of a workbook holds {LONGEST:,} letters, not {len(value):,}", file=f"{sheet.title}")]
        )
    cell.value = _in_xml(value)
    cell.data_type = "s"
    if value.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    return cell


def _in_xml(text: str) -> str:
    """A text with its control characters written as workbooks do, so that all of it comes back."""
    escaped = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped))
