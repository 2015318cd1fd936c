"""The columns of a table that is about to come in: a sample of each, what it becomes, to be corrected, and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget

from planner.desktop.look.combo import Combo
from planner.desktop.look.text_table import laid_out, text_item
from planner.desktop.look.words import tr
from planner.importing.backlog.headings import FIELDS, IGNORE, METRIC, NOTE
from planner.importing.backlog.mapping import SAID, Mapped, Mapping
from planner.importing.backlog.recognising import slug

HEADINGS = ("Column", "Sample", "Becomes", "Why")
WIDTHS = (200, 180, 190)
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
        self._headings: list[str] = []

    def show_mapping(self, mapping: Mapping, open_columns: set[int]) -> None:
        """Show what each column becomes; ``open_columns`` are those of which something is asked."""
        if self.rowCount() != len(mapping.columns):
            self._lay_out(mapping)
        for row, (mapped, box) in enumerate(zip(mapping.columns, self._boxes, strict=True)):
            known = box.findData(mapped.field)
            if known < 0:
                box.addItem(mapped.becomes, mapped.field)
            box.blockSignals(True)
            box.choose(mapped.field)
            box.blockSignals(False)
            why = tr("has to be answered first") if mapped.index in open_columns else tr(mapped.why)
            for column, text in ((0, mapped.heading), (1, mapped.sample), (3, why)):
                self.setItem(row, column, text_item(text))

    def box(self, heading: str) -> Combo:
        """The box that says what a column becomes."""
        return self._boxes[self._headings.index(heading)]

    def _lay_out(self, mapping: Mapping) -> None:
        self.setRowCount(len(mapping.columns))
        self._boxes, self._headings = [], [mapped.heading for mapped in mapping.columns]
        for row, mapped in enumerate(mapping.columns):
            box = Combo(tr("What {column} becomes", column=mapped.heading))
            box.offer(_fields(mapped))
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.activated.connect(partial(self._tell, mapped.heading, box))
            self._boxes.append(box)
            self.setCellWidget(row, 2, box)

    def _tell(self, heading: str, box: Combo, _: int) -> None:
        self.chosen.emit(heading, box.value)


def _fields(mapped: Mapped) -> Iterator[tuple[str, str]]:
    """What a column may become, with words for it."""
    metric = METRIC + slug(mapped.heading)
    yield metric, tr("metric {name}", name=slug(mapped.heading))
    for field in (NOTE, IGNORE, *FIELDS):
        text = SAID.get(field, field)
        yield field, tr(text if not field.startswith("wsjf.") else f"{text}: {field.removeprefix('wsjf.')}")
    for field, text in MORE.items():
        yield field, tr(text)
