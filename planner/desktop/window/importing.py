"""Importing: what becomes of each column, what changes and what can't be read, before anything is done."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QTabWidget, QWidget

from planner.desktop.look.agreeing import YES, agreeing
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import Remark, label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.text_table import TextTable
from planner.desktop.look.words import counted, tr
from planner.desktop.open.document import Document
from planner.desktop.open.importing import Importing
from planner.desktop.window.import_columns import ColumnTable
from planner.files.cells import cell_text
from planner.importing.backlog.proposing import Proposal

SIZE = (900, 640)
"""At the start [px]."""
MOST = 2000
"""Rows of changes that are listed."""
SHOWN = 6
"""Sentences that stand below the tables."""
NEW, HERE = "new", "here"


class ImportDialog(QDialog):
    """Asks whether to import; ``proposal`` is what to do, once that is agreed to."""

    def __init__(self, tables: Importing, document: Document | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        self.resize(*SIZE)
        self.tables, self._document = tables, document
        self.into, self.decimal, self.order = Combo(tr("Into")), Combo(tr("Decimals")), Combo(tr("Dates"))
        here = [(HERE, document.name)] if document is not None else []
        self.into.offer([*here, (NEW, tr("a new scenario"))])
        self.decimal.offer([("", tr("has to be answered")), (".", "1,234.5"), (",", "1.234,5")])
        self.order.offer(
            [("", tr("has to be answered")), ("dmy", tr("day, month, year")), ("mdy", tr("month, day, year"))]
        )
        self.into.activated.connect(self._go_into)
        self.decimal.activated.connect(lambda: self._say(decimal=self.decimal.value))
        self.order.activated.connect(lambda: self._say(order=self.order.value))
        self._form = QFormLayout()
        for text, box in ((tr("Into"), self.into), (tr("Decimals"), self.decimal), (tr("Dates"), self.order)):
            self._form.addRow(text, box)
        self.columns = [ColumnTable() for _ in tables.sources]
        tabs = QTabWidget()
        for k, (source, table) in enumerate(zip(tables.sources, self.columns, strict=True)):
            table.chosen.connect(partial(self._say_field, k))
            tabs.addTab(table, source.table.label.rpartition("/")[2])
        heads = (tr("Request or cell"), tr("Field"), tr("Is"), tr("Becomes"))
        self.changes = TextTable(tr("Changes"), heads, stretched=3, widths={0: 240, 1: 180, 2: 200})
        self.summary, self.fault, self.said = label(), Remark("bad"), label(role="quiet")
        self.buttons = agreeing(self, tr("Import"))
        column_of(
            self._form, (tabs, 3), self.summary, (self.changes, 2), self.said, self.fault, self.buttons,
            inside=self, margins=None,
        )  # fmt: skip
        self._asked = {question.about for question in tables.questions}
        self._show()

    @property
    def proposal(self) -> Proposal | None:
        return self.tables.proposal

    @property
    def is_new(self) -> bool:
        return self.tables.into is None

    def _go_into(self) -> None:
        self.tables.go_into(None if self.into.value == NEW else self._document)
        self._show()

    def _say(self, *, decimal: str | None = None, order: str | None = None) -> None:
        self.tables.say_notation(decimal=decimal, order=order)
        self._show()

    def _say_field(self, table: int, heading: str, field: str) -> None:
        self.tables.say_field(table, heading, field)
        self._show()

    def _show(self) -> None:
        """Columns, changes and sentences as they are now."""
        questions = self.tables.questions
        self._asked |= {question.about for question in questions}
        self._form.setRowVisible(self.decimal, "decimal" in self._asked)
        self._form.setRowVisible(self.order, "order" in self._asked)
        for source, table in zip(self.tables.sources, self.columns, strict=True):
            table.show_mapping(source.mapping, {question.index for question in source.questions})
        found = self.proposal
        open_texts = [f"{each.heading}: {each.text.partition(': --')[0]}" for each in questions]
        self.fault.say("\n".join([*open_texts, self.tables.fault]).strip())
        rows = [*_rows(found)] if found else []
        self.changes.show_rows(rows[:MOST])
        self.summary.setText(_summary(found))
        self.said.setText("\n".join(_sentences(found)))
        self.buttons.button(YES).setEnabled(found is not None and bool(found.fresh))


def _rows(found: Proposal) -> Iterator[tuple[str, str, str, str]]:
    """What can't be read first, then what stays as it was edited, what changes, and what is new."""
    for cell in found.requests.unread:
        yield f"{cell.cell} {cell.heading}", tr("not read"), cell.text, tr("a note: {why}", why=cell.why)
    for kept in found.update.kept:
        there = tr("stays; the file has {value}", value=_brief(kept.there, kept.field))
        yield kept.request, kept.field, _brief(kept.here, kept.field), there
    for change in found.update.told:
        yield change.request, change.field, _brief(change.before, change.field), _brief(change.after, change.field)
    for name in found.update.removed_here:
        yield name, "", tr("was taken out here"), tr("stays out")
    for name in found.update.added:
        made = found.fresh[name]
        parts = [_brief(made[key], key) for key in ("metrics", "demand", "window") if key in made]
        yield name, tr("new"), "", " · ".join([made.get("name", name), *parts])


def _summary(found: Proposal | None) -> str:
    if found is None:
        return ""
    new, changed = len(found.update.added), len({change.request for change in found.update.told})
    parts = [
        counted(new, "{count} request is new", "{count} requests are new"),
        counted(changed, "{count} changes", "{count} change"),
    ]
    if unread := len(found.requests.unread):
        parts.append(counted(unread, "{count} cell is kept as a note", "{count} cells are kept as notes"))
    return f"{', '.join(parts)}."


def _sentences(found: Proposal | None) -> list[str]:
    lines = [*found.said, *found.requests.doubts] if found else []
    more = len(lines) - SHOWN
    return lines[:SHOWN] + ([tr("… and {count} more.", count=more)] if more > 0 else [])


def _brief(value: Any, field: str) -> str:
    return "–" if value is None else cell_text(value, tuple(field.split(".")))
