"""The strip of figures above the tabs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QGridLayout, QLabel, QSizePolicy, QWidget

from planner.desktop.look.elided import ElidedLabel
from planner.desktop.look.labels import enlarge
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE, give_role
from planner.desktop.look.words import tr
from planner.desktop.open.figures import Figure, figures, no_figures
from planner.desktop.open.standing import provisional
from planner.domain.plan import Plan

STALE_OPACITY = 0.75
"""So that the faintest of it can still be read."""
STRETCH = (3, 6, 3, 3, 3, 6)
"""How wide the tiles are beside each other: the second and the last hold words."""


class Strip(QWidget):
    """One tile a figure; greyed while the plan is not of what is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Key figures"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tiles = [Tile() for _ in STRETCH]
        stretched = list(zip(self.tiles, STRETCH, strict=True))
        row_of(*stretched, inside=self, gap=SPACE, margins=(2, 3, 2, 3))
        self._opacity = QGraphicsOpacityEffect(self)
        self._opacity.setOpacity(1.0)
        self.setGraphicsEffect(self._opacity)
        self._opacity.setEnabled(False)
        self._shown: tuple[Plan | None, Plan | None, str, str] | None = None
        self.show_plan(None, None, is_stale=True)

    def show_plan(
        self, plan: Plan | None, other: Plan | None, *, is_stale: bool, alike: str = "", against: str = ""
    ) -> None:
        """A plan's figures, each with its difference to another plan's; ``against`` says more of that."""
        self._opacity.setOpacity(STALE_OPACITY)
        self._opacity.setEnabled(is_stale and plan is not None)
        if (plan, other, alike, against) == self._shown:
            return
        self._shown = plan, other, alike, against
        found = figures(plan, other, alike) if plan is not None else no_figures()
        for tile, figure in zip(self.tiles, found, strict=True):
            tile.show_figure(_unsettled(figure, alike, against) if against else figure)


def _unsettled(figure: Figure, alike: str, against: str) -> Figure:
    """A figure whose difference is none to what the other scenario is on screen, which is said."""
    tip = f"{figure.tip}\n{against}"
    if figure.difference == alike:
        return replace(figure, tip=tip)
    return replace(figure, tip=tip, difference=provisional(figure.difference), is_better=None)


class Tile(QFrame):
    """A title, a figure with its unit, and its difference to the parent scenario."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._title, self._text, self._unit = (ElidedLabel(narrowest=1, says_whole=False) for _ in range(3))
        self._difference = QLabel()
        self._title.setProperty("role", "caption")
        self._unit.setProperty("role", "quiet")
        self._text.setProperty("role", "figure")
        enlarge(self._text, 1.4, is_bold=False)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE + 2, 4, SPACE + 2, 4)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(SPACE - 2)
        grid.addWidget(self._title, 0, 0, 1, 2)
        grid.addWidget(self._difference, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._text, 1, 0)
        grid.addWidget(self._unit, 1, 1, 1, 2, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(1, 1)

    def show_figure(self, figure: Figure) -> None:
        self._title.setText(figure.title)
        self._text.setText(figure.text)
        self._unit.setText(figure.unit)
        self._difference.setText(figure.difference)
        role = "quiet" if figure.is_better is None else "good" if figure.is_better else "bad"
        give_role(self._difference, role)
        for part in (self, self._text, self._unit, self._title):
            part.setToolTip(figure.tip)  # what is cut says itself first
        self.setAccessibleName(f"{figure.title}: {figure.text} {figure.unit} {figure.difference}")
