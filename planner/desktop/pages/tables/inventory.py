"""The Inventory tab: pools, people, and hardware of the scenario's own, each a table of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from planner.desktop.fields.people_columns import accelerator_columns, people_columns
from planner.desktop.fields.pool_columns import pool_columns
from planner.desktop.look.words import tr
from planner.desktop.open.settings import Settings
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.page import TablePage


class InventoryPage(QTabWidget):
    """What there is to share out."""

    pool_chosen = Signal(str)
    role_chosen = Signal(str)

    def __init__(self, shown: Shown, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(tr("Inventory"))
        self.pools = TablePage(
            "pools", pool_columns, shown, settings,
            hint=tr("No pools yet. Press Ctrl+Return for the first one: GPUs of one kind in one place."),
        )  # fmt: skip
        self.people = TablePage(
            "people", people_columns, shown, settings,
            hint=tr("No people are counted. Press Ctrl+Return for the first role, if engineers are scarce, too."),
        )  # fmt: skip
        self.accelerators = TablePage(
            "accelerators", accelerator_columns, shown, settings,
            hint=tr("All hardware is as in the catalogue. Press Ctrl+Return for a kind that it lacks or gets wrong."),
        )  # fmt: skip
        self.addTab(self.pools, tr("Pools"))
        self.addTab(self.people, tr("People"))
        self.addTab(self.accelerators, tr("Own accelerators"))
        self.currentChanged.connect(self._go_on)
        self.pools.view.chosen.connect(self.pool_chosen)
        self.people.view.chosen.connect(self.role_chosen)

    @property
    def tables(self) -> tuple[TablePage, ...]:
        return (self.pools, self.people, self.accelerators)

    @property
    def table(self) -> TablePage:
        """The table in front."""
        return self.tables[self.currentIndex()]

    def take_focus(self) -> None:
        """Let the keyboard go on in the table in front."""
        self.table.take_focus()

    def _go_on(self) -> None:
        if not self.tabBar().hasFocus():  # else its arrow keys go on to the next table
            self.take_focus()
