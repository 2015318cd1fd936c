"""The tabs in the centre."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QTabWidget

from planner.desktop.fields.request_columns import request_columns
from planner.desktop.look.words import tr
from planner.desktop.open.firmness import Firmness
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.settings import Settings
from planner.desktop.open.shown import Shown
from planner.desktop.pages.compare.page import ComparePage
from planner.desktop.pages.plan.page import PlanPage
from planner.desktop.pages.rules.page import RulesPage
from planner.desktop.pages.tables.inventory import InventoryPage
from planner.desktop.pages.tables.page import TablePage
from planner.desktop.pages.tradeoffs.page import TradeoffsPage

TABS = ("Plan", "Requests", "Inventory", "Rules and weights", "Trade-offs", "Compare")


class Pages(QTabWidget):
    """Plan, requests, inventory, rules, trade-offs and comparison; the plan is in front at the start."""

    def __init__(self, shown: Shown, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.setAccessibleName(tr("Scenario"))
        self.requests = TablePage(
            "requests", request_columns, shown, settings, filters=("team", "product", "plan.decision"),
            hint=tr("No requests yet. Press Ctrl+Return for the first one, or paste rows from a spreadsheet."),
        )  # fmt: skip
        self.inventory = InventoryPage(shown, settings)
        self.firmness = Firmness(shown, jobs, self)
        self.rules, self.plan = RulesPage(shown, jobs), PlanPage(shown, self.firmness)
        self.tradeoffs, self.compare = TradeoffsPage(shown, jobs, settings), ComparePage(jobs, settings)
        pages = (self.plan, self.requests, self.inventory, self.rules, self.tradeoffs, self.compare)
        for page, title in zip(pages, TABS, strict=True):
            self.addTab(page, tr(title))
        self.currentChanged.connect(self._go_on)

    @property
    def tables(self) -> tuple[TablePage, ...]:
        return (self.requests, *self.inventory.tables)

    @property
    def table(self) -> TablePage | None:
        """The table in front, if one is."""
        page = self.currentWidget()
        if isinstance(page, InventoryPage):
            return page.table
        return page if isinstance(page, TablePage) else None

    @property
    def selected(self) -> tuple[str, str]:
        """The collection of the table in front, and the id in its current row; nothing where there is none."""
        return (self.table.collection, self.table.view.current_name()) if self.table is not None else ("", "")

    def redraw(self) -> None:
        """Icons and decisions in the theme's colours."""
        self.compare.redraw()
        self.plan.show_plan()
        self.tradeoffs.show_plan()
        self.rules.redraw()
        for page in self.tables:
            page.redraw()

    def go_to(self, tab: int) -> None:
        """Put a tab in front, and the keyboard in it."""
        self.setCurrentIndex(tab % self.count())
        self.take_focus()

    def take_focus(self) -> None:
        """Let the keyboard go on in the table in front; in a tab without one where it was there last."""
        page, focused = self.currentWidget(), QApplication.focusWidget()
        if isinstance(page, TablePage | InventoryPage | PlanPage):
            page.take_focus()
        elif focused is None or not page.isAncestorOf(focused):
            page.setFocus()

    def _go_on(self) -> None:
        if not self.tabBar().hasFocus():  # else its arrow keys go on to the next tab
            self.take_focus()

    def show_table(self, page: TablePage) -> None:
        """Put a table in front."""
        if page in self.inventory.tables:
            self.setCurrentWidget(self.inventory)
            self.inventory.setCurrentWidget(page)
        else:
            self.setCurrentWidget(page)

    def show_place(self, path: tuple[str | int, ...]) -> None:
        """Go to a place in the scenario: the cell of a request, pool, role or accelerator, a rule."""
        collection, name = str(path[0]), str(path[1]) if len(path) > 1 else ""
        page = next((page for page in self.tables if page.collection == collection), None)
        if page is None:
            self.setCurrentWidget(self.rules)
            self.rules.show_place(path)
            return
        self.show_table(page)
        if not page.view.show_cell(name, path[2:]):
            page.bar.clear()
            page.view.show_cell(name, path[2:])
        page.view.setFocus()
