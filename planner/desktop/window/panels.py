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
PANELS = ("Scenarios", "Why?", "Problems", "What if?", "Details")


class Panels:
    """Each panel, and the docks that hold them."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        self.tree = WorkspaceTree(session)
        self.why = WhyPanel(session.shown, session.jobs)
        self.problems = ProblemList()
        self.whatif = WhatIfPanel(session.shown)
        self.details = DetailsPanel(session.shown)
        self.docks: list[QDockWidget] = []
        for title, (name, widget, area) in zip(
            PANELS,
            (
                ("workspace", self.tree, AREA.LeftDockWidgetArea),
                ("why", self.why, AREA.RightDockWidgetArea),
                ("problems", self.problems, AREA.BottomDockWidgetArea),
                ("what-if", self.whatif, AREA.LeftDockWidgetArea),
                ("details", self.details, AREA.RightDockWidgetArea),
            ),
            strict=True,
        ):
            dock = QDockWidget(tr(title), window)
            dock.setObjectName(name)
            dock.setWidget(widget)
            widget.setMinimumWidth(LEAST)
            window.addDockWidget(area, dock)
            self.docks.append(dock)
        window.tabifyDockWidget(self.docks[4], self.docks[1])
        self.docks[4].visibilityChanged.connect(self.details.set_in_front)
        window.resizeDocks(self.docks[:2], [290, 310], Qt.Orientation.Horizontal)
        window.resizeDocks(self.docks[2:3], [PROBLEMS], Qt.Orientation.Vertical)
        window.resizeDocks([self.docks[0], self.docks[3]], [260, 330], Qt.Orientation.Vertical)
        window.setCorner(Qt.Corner.BottomLeftCorner, AREA.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, AREA.RightDockWidgetArea)
        self.problems.counted.connect(self._count)

    def _count(self, errors: int) -> None:
        self.docks[2].setWindowTitle(tr("Problems ({count})", count=errors) if errors else tr("Problems"))
