"""The Plan tab: decisions in priority order, with the cut line; greyed while a newer plan is on its way."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData, QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from planner.desktop.canvas.no_plan import NoPlan
from planner.desktop.look.labels import Remark, hint
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import counted, tr
from planner.desktop.open.document import Document
from planner.desktop.open.firmness import Firmness
from planner.desktop.open.shown import Shown
from planner.desktop.open.standing import awaited, untried
from planner.desktop.pages.plan.decisions import DecisionTable
from planner.desktop.pages.plan.receipt import ReceiptBand
from planner.desktop.pages.plan.view import DecisionView
from planner.domain.plan import Plan
from planner.errors import InfeasibleError
from planner.files.clipboard import write_cells


class PlanPage(QWidget):
    """What the plan decides of every request."""

    chosen = Signal(str)
    """The id of the request under the cursor."""

    def __init__(self, shown: Shown, firmness: Firmness, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown, self._firmness = shown, firmness
        self.table = DecisionTable()
        self.view = DecisionView(self.table)
        self.banner, self._empty, self.no_plan = Remark("quiet"), hint(), NoPlan()
        self._stack = QStackedLayout()
        for part in (self.view, self._empty, self.no_plan):
            self._stack.addWidget(part)
        self.receipt = ReceiptBand()
        column_of(self.receipt, self.banner, self._stack, inside=self, gap=SPACE, margins=(SPACE, 4, SPACE, SPACE))
        self.view.selectionModel().currentChanged.connect(self._say_chosen)
        shown.switched.connect(self.show_plan)
        shown.planned.connect(self.show_plan)
        shown.changed.connect(self._show_state)
        shown.tried.connect(self._show_state)
        firmness.found_more.connect(self._show_firmness)

    def show_plan(self) -> None:
        """The plan of what is shown, and how it stands to that."""
        document = self._shown.document
        chosen = self.table.request(self.view.currentIndex().row()) if self.view.currentIndex().isValid() else ""
        self.table.show_plan(document.shown_plan, _earlier(document))
        self._stack.setCurrentWidget(self._found(document))
        self._show_state()
        if chosen:
            self.show_request(chosen)

    def _show_firmness(self) -> None:
        """In how many futures each decision holds, as far as that is known."""
        found = self._firmness.found
        self.table.show_firmness(found.held if found is not None else {})

    def _found(self, document: Document) -> QWidget:
        """What there is to show: a plan, why there is none and what would mend that, or that it is on its way."""
        if self.table.rowCount():
            return self.view
        if document.error is not None:
            self.no_plan.show_error(document.error)
            return self.no_plan
        self._empty.setText(awaited(document))
        return self._empty

    @property
    def current_request(self) -> str:
        """The id of the request under the cursor; nothing where there is none."""
        row = self.view.current_row
        return str(row["id"]) if row is not None else ""

    def take_focus(self) -> None:
        """Let the keyboard go on in the rows."""
        self.view.setFocus()

    def _show_state(self) -> None:
        """Only how the plan stands to what is open."""
        self.table.set_stale(self._shown.document.is_stale)
        self.banner.say(_state(self._shown.document) if self.table.rowCount() else "")
        self.receipt.show_state(self._shown.document)

    def show_request(self, request: str) -> None:
        """Put the cursor on a request, without telling anyone."""
        row = self.table.row_of(request)
        if row >= 0 and row != self.view.currentIndex().row():
            blocked = self.view.selectionModel().blockSignals(True)
            self.view.selectRow(row)
            self.view.selectionModel().blockSignals(blocked)
            self.view.viewport().update()

    def copy_as_table(self, note: str = "") -> None:
        """The whole plan on the clipboard: as cells for spreadsheets, as a table for mails and slides.

        ``note``: what whoever reads it there must know of it.
        """
        titles, rows = self.view.texts([*range(len(self.table.rows))])
        data = QMimeData()
        data.setText(write_cells([*([[note]] if note else []), titles, *rows]))
        data.setHtml(
            (f"<p>{escape(note, quote=False)}</p>" if note else "")
            + html_table(titles, rows, [column.at_right for column in self.table.columns])
        )
        QGuiApplication.clipboard().setMimeData(data)

    def _say_chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and now.row() != before.row():
            self.chosen.emit(self.table.request(now.row()))


def html_table(titles: list[str], rows: list[list[str]], at_right: list[bool]) -> str:
    """A table that mail programs and slides take."""
    sides = ["right" if right else "left" for right in at_right]

    def line(tag: str, cells: list[str]) -> str:
        inner = "".join(
            f'<{tag} align="{side}">{escape(cell, quote=False)}</{tag}>'
            for cell, side in zip(cells, sides, strict=True)
        )
        return f"<tr>{inner}</tr>"

    body = "".join(line("td", row) for row in rows)
    return f'<table border="1" cellspacing="0" cellpadding="4">{line("th", titles)}{body}</table>'


def _earlier(document: Document) -> Plan | None:
    """The plan that the one on screen is looked at against: without the trial, or before the last edit."""
    return document.previous_plan if document.trial is None else untried(document)


def _state(document: Document) -> str:
    if isinstance(document.error, InfeasibleError):
        return str(document.error)
    if document.error is not None:
        return str(document.error)
    if document.draft.refused:
        text = "{count} typed values are not understood; the plan uses the values before them."
        one = "{count} typed value is not understood; the plan uses the value before it."
        return counted(len(document.draft.refused), one, text)
    if document.shown_plan is None or not document.scenario.requests:
        return ""
    if document.is_stale:
        return tr("A new plan is on its way; this one is of the input before.")
    return ""
