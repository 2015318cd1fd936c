"""A tab with a table: a filter above it, buttons for rows, and a hint where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QWidget,
)

from planner.desktop.fields.columns import Column
from planner.desktop.fields.places import Places
from planner.desktop.look.icons import icon
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import literal, tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.collections import rows_text, title_of
from planner.desktop.open.editing.structure import added, brought_back, duplicated, left_out, removed
from planner.desktop.open.settings import Settings
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.column_menu import StayingMenu
from planner.desktop.pages.tables.filter_bar import FilterBar
from planner.desktop.pages.tables.groups import Grouping
from planner.desktop.pages.tables.saved_views import ViewsButton
from planner.desktop.pages.tables.selected_cells import SelectedCells
from planner.desktop.pages.tables.table import ElementTable
from planner.desktop.pages.tables.view import TableView, merged
from planner.domain.scenario import Scenario
from planner.errors import InputError, said_of
from planner.words.names import started


class TablePage(QWidget):
    """The requests or the inventory of the open document."""

    def __init__(
        self,
        collection: str,
        columns: Callable[[Scenario], tuple[Column, ...]],
        shown: Shown,
        settings: Settings,
        *,
        filters: Sequence[str] = (),
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.collection, self._settings = collection, settings
        self.table = ElementTable(collection, columns, shown, self)
        self.view = TableView(self.table, self)
        self.cells = SelectedCells(self.view)
        self.view.clear_wanted.connect(self.cells.clear)
        self.view.setAccessibleName(tr(started(collection)))
        self.bar = FilterBar(self.view.filtered, filters, self)
        self._hint = QLabel(hint)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setProperty("role", "quiet")
        self._hint.setObjectName("hint")
        self._hint.setWordWrap(True)
        self._hint.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # rows can be pasted here, too
        self.left_out = QLabel()
        self.left_out.setProperty("role", "quiet")
        self.bring_back = QPushButton(tr("Bring back"))
        self.bring_back.setToolTip(tr("Take in again what this variant leaves out"))
        self.bring_back.clicked.connect(self._bring_back)
        self.bar.left.connect(self._go_to_table)
        self.grouping = Grouping(self.view.filtered, self)
        self.grouping.view.chosen.connect(self.view.chosen)
        self.views = ViewsButton(self.view, self.bar, self.grouping, settings)
        self._lay_out()
        self.grouping.changed.connect(lambda: self._stack.setCurrentWidget(self._wanted()))
        self.view.horizontalHeader().customContextMenuRequested.connect(self._offer_columns)
        for signal in (self.table.modelReset, self.table.rowsInserted, self.table.rowsRemoved):
            signal.connect(self._refresh)
        self.table.modelAboutToBeReset.connect(self.remember)
        self.table.modelReset.connect(self._set_up_columns)
        self._keys: list[str] = []
        self._set_up_columns()
        self._refresh()

    @property
    def document(self) -> Document:
        return self.table.document

    def take_focus(self) -> None:
        """Let the keyboard go on in the rows, or in the hint that stands in their place."""
        self._wanted().setFocus()

    def _wanted(self) -> QWidget:
        """The rows, their groups, or the hint that stands in their place."""
        if not self.table.rowCount():
            return self._hint
        return self.grouping.view if self.grouping.is_on else self.view

    def add(self) -> None:
        """A new row behind the current one, which can be named at once."""
        at = self.table.row_of(self.view.current_name())
        scenario, name = added(self.document.scenario, self.collection, at if at >= 0 else None)
        self._put(scenario, [name], tr("New row"))

    def duplicate(self) -> None:
        """A copy of each selected row, the first of which can be named at once."""
        names = self.cells.names()
        scenario, made = duplicated(self.document.scenario, self.collection, names)
        self._put(
            scenario, made, tr("Duplicate {what}", what=rows_text(self.document.scenario, self.collection, names))
        )

    def remove(self) -> str:
        """Take the selected rows away; returns the reason where that can't be."""
        names = self.cells.names()
        if names:
            try:
                scenario = removed(self.document.scenario, self.collection, names)
            except InputError as error:
                fault = error.faults[0]
                return said_of(Places(self.document.scenario).spoken(fault.path), fault.message)
            self.document.replace(
                scenario, tr("Delete {what}", what=rows_text(self.document.scenario, self.collection, names))
            )
        return ""

    def redraw(self) -> None:
        """The icons in the theme's colours."""
        self.bar.redraw()
        self._chooser.setIcon(icon("columns"))

    def column_actions(self, owner: QWidget) -> list[QAction]:
        """One switch a column; the first column always stays."""
        found = []
        for k, column in enumerate(self.table.columns):
            action = QAction(literal(tr(column.title)), owner, checkable=True, checked=not self.view.isColumnHidden(k))
            action.setEnabled(k > 0)
            action.setToolTip(tr(column.tip))
            action.toggled.connect(lambda shown, k=k: self._show_column(k, shown))
            found.append(action)
        return found

    def reset_columns(self) -> None:
        """Every column in its own place and width, and none on show that has to be asked for."""
        self.view.set_up_columns()
        self.remember()

    def remember(self) -> None:
        """Keep the columns as they are for the next run; those of other scenarios are kept, too."""
        now = {each.key: each for each in self.view.column_state()}
        known = {each.key: each for each in self._settings.columns(self.collection)}
        order = merged(list(now), list(known))
        self._settings.remember_columns(self.collection, [now.get(key) or known[key] for key in order])

    def _put(self, scenario: Scenario, made: Sequence[str], text: str) -> None:
        """Open a scenario with new rows; what is filtered out otherwise is shown, too."""
        self.grouping.end()
        self.view.filtered.keep(made)
        self.document.replace(scenario, text)
        self.view.setFocus()
        self.view.show_cell(made[0], ("name",))
        self.view.edit(self.view.currentIndex())

    def _go_to_table(self) -> None:
        """Let the keyboard go on in the rows, if there are any."""
        if self.view.filtered.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.view.filtered.index(0, 0))
            self.view.setFocus()
            self.view.scrollTo(self.view.currentIndex())

    def _bring_back(self) -> None:
        parent = self.document.parent_scenario
        if parent is not None:
            after = brought_back(self.document.scenario, parent, self.collection)
            self.document.replace(after, tr("Bring back what was left out"))

    def _show_column(self, column: int, shown: bool) -> None:
        self.view.setColumnHidden(column, not shown)
        self.remember()

    def _lay_out(self) -> None:
        chooser = self._chooser = QToolButton()
        chooser.setIcon(icon("columns"))
        chooser.setObjectName("columns")
        chooser.setAutoRaise(True)
        chooser.setToolTip(tr("Choose columns"))
        chooser.setAccessibleName(tr("Choose columns"))
        chooser.clicked.connect(lambda: self._column_menu().popup(chooser.mapToGlobal(QPoint(0, chooser.height()))))
        by = self.grouping.by
        bar = row_of(self.bar, by, ..., self.left_out, self.bring_back, self.views, chooser, gap=SPACE)
        by.setVisible(bool(self.bar.boxes))
        self._stack = QStackedLayout()
        for part in (self.view, self._hint, self.grouping.view):
            self._stack.addWidget(part)
        column_of(bar, self._stack, self.bar.astray, inside=self, gap=SPACE, margins=SPACE)

    def _refresh(self) -> None:
        """The choices of the filters, the count of rows, and the hint instead of an empty table."""
        self.bar.refresh()
        had_focus = self.view.hasFocus() or self._hint.hasFocus()
        self._stack.setCurrentWidget(self._wanted())
        if had_focus:
            self.take_focus()
        parent = self.document.parent_scenario
        names = left_out(self.document.scenario, parent, self.collection) if parent else []
        self.left_out.setText(tr("{count} left out of the parent's", count=len(names)) if names else "")
        self.left_out.setToolTip(", ".join(title_of(parent, self.collection, name) for name in names) if parent else "")
        self.bring_back.setVisible(bool(names))

    def _offer_columns(self, at: QPoint) -> None:
        self._column_menu().popup(self.view.horizontalHeader().mapToGlobal(at))

    def _column_menu(self) -> StayingMenu:
        menu = StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.column_actions(menu))
        menu.addSeparator()
        menu.addAction(tr("Reset columns"), self.reset_columns)
        return menu

    def _set_up_columns(self) -> None:
        """Other columns have come, of the metrics and roles of another scenario: each as it was left."""
        keys = [column.key for column in self.table.columns]
        if keys != self._keys:
            self._keys = keys
            self.view.set_up_columns()
            self.view.restore_columns(self._settings.columns(self.collection))
