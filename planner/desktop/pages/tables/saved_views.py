"""Views of a table that have a name: what is looked for, by what is grouped and sorted, and which columns are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton

from planner.desktop.look.words import literal, tr
from planner.desktop.open.settings import SavedView, Settings
from planner.desktop.pages.tables.filter_bar import FilterBar
from planner.desktop.pages.tables.groups import Grouping
from planner.desktop.pages.tables.view import TableView

LONGEST = 60
"""Letters of a name."""


class ViewsButton(QToolButton):
    """A menu of the views that are kept; one is taken up again by a click."""

    def __init__(self, view: TableView, bar: FilterBar, grouping: Grouping, settings: Settings) -> None:
        super().__init__(view)
        self._view, self._bar, self._grouping, self._settings = view, bar, grouping, settings
        self._table = view.table.collection
        self.setText(tr("Views"))
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(tr("Keep what is filtered, grouped, sorted and shown under a name, and come back to it"))
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """The menu as of now."""
        menu, views = self.menu(), self._settings.views(self._table)
        menu.clear()
        for view in views:
            menu.addAction(literal(view.name)).triggered.connect(lambda *_, view=view: self.show_view(view))
        menu.addSeparator()
        menu.addAction(tr("Keep this view…")).triggered.connect(self._ask)
        if views:
            gone = menu.addMenu(tr("Remove"))
            for view in views:
                gone.addAction(literal(view.name)).triggered.connect(lambda *_, view=view: self.remove(view.name))

    def keep(self, name: str) -> None:
        """Keep the view as it is now, in place of one of the same name."""
        others = [view for view in self._settings.views(self._table) if view.name != name]
        self._settings.remember_views(self._table, [*others, self._as_view(name)])

    def show_view(self, view: SavedView) -> None:
        """Take up a view again, as far as the scenario has what it speaks of."""
        self._bar.show_view(view.text, view.wanted)
        self._view.restore_columns(view.columns)
        column = next((k for k, each in enumerate(self._view.table.columns) if each.key == view.sorted_by), -1)
        order = Qt.SortOrder.DescendingOrder if view.is_descending else Qt.SortOrder.AscendingOrder
        self._view.horizontalHeader().setSortIndicator(column, order)
        self._grouping.by.choose(view.group)

    def _as_view(self, name: str) -> SavedView:
        """The view as it is, under a name."""
        header, columns = self._view.horizontalHeader(), self._view.table.columns
        at, is_descending = header.sortIndicatorSection(), header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return SavedView(
            name,
            self._bar.search.text(),
            self._view.filtered.wanted,
            self._grouping.by.value,
            columns[at].key if 0 <= at < len(columns) else "",
            is_descending,
            tuple(self._view.column_state()),
        )

    def remove(self, name: str) -> None:
        others = [view for view in self._settings.views(self._table) if view.name != name]
        self._settings.remember_views(self._table, others)

    def _ask(self) -> None:
        name, done = QInputDialog.getText(self, tr("Keep this view"), tr("What it is called"))
        if done and (name := " ".join(name.split())[:LONGEST]):
            self.keep(name)
