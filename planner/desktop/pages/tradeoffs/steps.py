"""Plans in a table, one a row: the swaps that lead from a list to the best plan, plans that are nearly as good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QWidget

from planner.desktop.look.layouts import column_of
from planner.desktop.look.read_table import ReadColumn, ReadTable
from planner.desktop.look.read_view import ReadList
from planner.desktop.look.words import tr
from planner.desktop.look.wrapped import Roomy

PADDING, LINE = 12, 32
"""Room above and below a sentence, and the least height of a row, which holds a button [px]."""

OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Variant:
    """What a row opens as."""

    changes: Mapping[str, Any] | None = None
    """None: nothing, as it is the scenario itself."""
    name: str = ""
    value: str = ""
    """What it comes to, where that is more than the row says [points]."""


@dataclass(frozen=True)
class Step:
    """One row: what it changes, its figures, and the variant that it stands for."""

    said: str
    figures: tuple[str, ...]
    variant: Variant = Variant()


@dataclass(frozen=True)
class Steps:
    """A table of plans."""

    summary: str
    titles: tuple[str, ...]
    """Of the figures, with their unit."""
    rows: tuple[Step, ...]


class StepTable(ReadList[Step]):
    """Plans as rows, each with a button that opens it as a variant."""

    variant_asked = Signal(dict, str)

    def __init__(self) -> None:
        super().__init__(ReadTable(), tr("Plans"))
        self.setWordWrap(True)
        self.setItemDelegate(Roomy(self, above=PADDING, least=LINE))
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.sectionResized.connect(lambda: rows.resizeSections(rows.ResizeMode.ResizeToContents))  # it wraps anew

    def show_steps(self, steps: Steps) -> None:
        figures = [_figure(title, k) for k, title in enumerate(steps.titles)]
        said = ReadColumn[Step](tr("What it does"), _whole, hint=_whole)
        self.table.show_rows([said, *figures, ReadColumn[Step](tr("As variant"), lambda step: "")], steps.rows)
        last = len(figures) + 1
        for row, step in enumerate(steps.rows):
            if step.variant.changes is not None:
                self.setIndexWidget(self.table.index(row, last), _centred(self._button(step.variant, step.said)))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the row that the keys are on."""
        step = self.current_row
        if event.key() in OPEN and step is not None and step.variant.changes is not None:
            self._open(step.variant)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on to the buttons of the rows, and not from row to row, which the arrows do."""
        return QWidget.focusNextPrevChild(self, forward)

    def _button(self, variant: Variant, said: str) -> QPushButton:
        button = QPushButton(tr("Open"))
        hint = tr("A scenario that extends this one, serves whom this row serves, and captures as much.")
        if variant.value:
            hint = tr("A scenario that extends this one and serves whom this row serves. {why}", why=_more(variant))
        button.setToolTip(hint)
        button.setAccessibleName(f"{button.text()}: {said}")
        button.clicked.connect(partial(self._open, variant))
        return button

    def _open(self, variant: Variant) -> None:
        self.variant_asked.emit(dict(variant.changes or {}), variant.name)


def _whole(step: Step) -> str:
    """What a row does, and why it opens as a plan of another value, where it does."""
    return f"{step.said.removesuffix('.')}. {_more(step.variant)}" if step.variant.value else step.said


def _more(variant: Variant) -> str:
    return tr(
        "Opened, it comes to {value} points: some of those whom it serves make more of the same GPU-hours there.",
        value=variant.value,
    )


def _figure(title: str, k: int) -> ReadColumn[Step]:
    return ReadColumn(title, lambda step: step.figures[k], at_right=True)


def _centred(button: QPushButton) -> QWidget:
    """A button in a row that may be higher than it."""
    holder = QWidget()
    column_of(button, inside=holder, margins=(4, 0, 4, 0)).setAlignment(button, Qt.AlignmentFlag.AlignVCenter)
    return holder
