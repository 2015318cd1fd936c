"""The columns of a table that is about to come in: a sample of each, what it becomes, to be corrected, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget

from planner.desktop.look.combo import Combo
from planner.desktop.look.text_table import laid_out, text_item
from planner.desktop.look.words import tr
from planner.desktop.open.incoming import ShownColumn
from planner.importing.backlog.headings import ATTRIBUTE, FIELDS, IGNORE, METRIC, NOTE
from planner.importing.backlog.mapping import SAID
from planner.importing.backlog.recognising import slug
from planner.importing.inventory import columns as lists
from planner.importing.inventory.reading import FIELDS as LISTED
from planner.importing.sorting import REQUESTS

HEADINGS = ("Column", "Sample", "Becomes", "Why")
WIDTHS = (200, 180, 220)
"""Of all but the last, which takes what is left [px]."""
MORE = {"confidence/10": "confidence, of 10", "confidence/100": "confidence, of 100"}


class ColumnTable(QTableWidget):
    """One row a column."""

    chosen = Signal(str, str)
    """A column by its heading, and the field that it is."""

    def __init__(self) -> None:
        super().__init__()
        heads = [tr(text) for text in HEADINGS]
        laid_out(self, tr("Columns"), heads, stretched=len(WIDTHS), widths=dict(enumerate(WIDTHS)))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._boxes: list[Combo] = []
        self._laid: tuple[str, ...] = ()
        """The kind of the table and its headings, for which boxes are there."""

    def show_columns(self, kind: str, columns: Sequence[ShownColumn]) -> None:
        """Show what each column of a table of this kind becomes."""
        if self._laid != (laid := (kind, *(column.heading for column in columns))):
            self._laid = laid
            self._lay_out(kind, columns)
        for row, (column, box) in enumerate(zip(columns, self._boxes, strict=True)):
            if box.findData(column.field) < 0:
                box.addItem(column.words or column.field, column.field)
            box.blockSignals(True)
            box.choose(column.field)
            box.blockSignals(False)
            why = tr("has to be answered first") if column.is_open else tr(column.why)
            for place, text in ((0, column.heading), (1, column.sample), (3, why)):
                self.setItem(row, place, text_item(text))

    def box(self, heading: str) -> Combo:
        """The box that says what a column becomes."""
        return self._boxes[self._laid.index(heading, 1) - 1]

    def _lay_out(self, kind: str, columns: Sequence[ShownColumn]) -> None:
        self.setRowCount(len(columns))
        self._boxes = []
        for row, column in enumerate(columns):
            box = Combo(tr("What {column} becomes", column=column.heading))
            box.offer(_fields(column.heading) if kind == REQUESTS else _listed(kind))
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.activated.connect(partial(self._tell, column.heading, box))
            self._boxes.append(box)
            self.setCellWidget(row, 2, box)

    def _tell(self, heading: str, box: Combo, _: int) -> None:
        self.chosen.emit(heading, box.value)


def _fields(heading: str) -> Iterator[tuple[str, str]]:
    """What a column of a backlog may become, with words for it."""
    metric = METRIC + slug(heading)
    yield metric, tr("metric {name}", name=slug(heading))
    yield ATTRIBUTE + slug(heading), tr("attribute {name}", name=slug(heading))
    for field in (NOTE, IGNORE, *FIELDS):
        text = SAID.get(field, field)
        yield field, tr(text if not field.startswith("wsjf.") else f"{text}: {field.removeprefix('wsjf.')}")
    for field, text in MORE.items():
        yield field, tr(text)


def _listed(kind: str) -> Iterator[tuple[str, str]]:
    """The same of a list of nodes or prices."""
    yield lists.IGNORE, tr("left out")
    for field, text in LISTED[kind].items():
        yield field, tr(text)
