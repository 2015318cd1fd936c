"""The panels around the centre: scenarios, reasons, problems; they can be moved and hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from planner.desktop.look.words import tr
from planner.desktop.open.session import Session
from planner.desktop.panels.details.panel import DetailsPanel
from planner.desktop.panels.problems import ProblemList
from planner.desktop.panels.scenarios import WorkspaceTree
from planner.desktop.panels.whatif.panel import WhatIfPanel
from planner.desktop.panels.why.panel import WhyPanel

AREA = Qt.DockWidgetArea
LEAST = 230
"""Width that a panel keeps in a small window, so that its sentences can be read [px]."""
PROBLEMS = 136
"""Height of the list of problems: some three of them; more take room from the table that they speak of [px]."""
PANELS = {
    "workspace": "Scenarios", "why": "Why?", "problems": "Problems", "what-if": "What if?", "details": "Details",
}  # fmt: skip
"""Each panel's name, by which a layout knows it, and its title; in the order of their keys."""


class Panels:
    """Each panel, and the docks that hold them."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        self.tree = WorkspaceTree(session)
        self.why = WhyPanel(session.shown, session.jobs)
        self.problems = ProblemList()
        self.whatif = WhatIfPanel(session.shown)
        self.details = DetailsPanel(session.shown)
        self.docks: dict[str, QDockWidget] = {}
        for name, widget, area in (
            ("workspace", self.tree, AREA.LeftDockWidgetArea),
            ("why", self.why, AREA.RightDockWidgetArea),
            ("problems", self.problems, AREA.BottomDockWidgetArea),
            ("what-if", self.whatif, AREA.LeftDockWidgetArea),
            ("details", self.details, AREA.RightDockWidgetArea),
        ):
            dock = self.docks[name] = QDockWidget(tr(PANELS[name]), window)
            dock.setObjectName(name)
            dock.setWidget(widget)
            widget.setMinimumWidth(LEAST)
            window.addDockWidget(area, dock)
        workspace, why, problems, whatif, details = (self.docks[name] for name in PANELS)
        window.tabifyDockWidget(details, why)
        details.visibilityChanged.connect(self.details.set_in_front)
        window.resizeDocks([workspace, why], [290, 310], Qt.Orientation.Horizontal)
        window.resizeDocks([problems], [PROBLEMS], Qt.Orientation.Vertical)
        window.resizeDocks([workspace, whatif], [260, 330], Qt.Orientation.Vertical)
        window.setCorner(Qt.Corner.BottomLeftCorner, AREA.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, AREA.RightDockWidgetArea)
        self.problems.counted.connect(self._count)
        self._any = False
        """Whether there is an error."""
        self.docks["problems"].hide()

    def bring_up(self, name: str) -> None:
        """Bring a panel to the front, wherever it is."""
        self.docks[name].show()
        self.docks[name].raise_()

    def restored(self) -> None:
        """A layout from another time says nothing of the problems of today."""
        self.docks["problems"].setVisible(self._any)

    def _count(self, errors: int, _warnings: int) -> None:
        """The list comes with the first error, and goes with the last one; between it is the user's."""
        title = tr("Problems ({count})", count=errors) if errors else tr("Problems")
        self.docks["problems"].setWindowTitle(title)
        if (is_any := errors > 0) is not self._any:
            self._any = is_any
            self.docks["problems"].setVisible(is_any)
