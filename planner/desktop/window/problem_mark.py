"""Problems in the status bar: how many there are; a click shows them, or puts them away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QToolButton, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.theme import current
from planner.desktop.look.words import counted, tr
from planner.desktop.panels.problems import ProblemList


class ProblemMark(QToolButton):
    """Stands at the left of the status bar's lasting marks."""

    def __init__(self, problems: ProblemList, dock: QDockWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dock, self._found = dock, (0, 0)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(tr("Show the problems, or put them away"))
        self.clicked.connect(lambda: dock.setVisible(not dock.isVisible()))
        problems.counted.connect(self._count)
        self._count(0, 0)

    def redraw(self) -> None:
        self._count(*self._found)

    def _count(self, errors: int, warnings: int) -> None:
        self._found = errors, warnings
        parts = [
            *([counted(errors, "{count} problem", "{count} problems")] if errors else []),
            *([counted(warnings, "{count} warning", "{count} warnings")] if warnings else []),
        ]
        theme, name = current(), "error" if errors else "warning" if warnings else "solved"
        self.setIcon(icon(name, {"error": theme.bad, "warning": theme.warn, "solved": theme.good}[name]))
        self.setText(" · ".join(parts) or tr("No problems"))
