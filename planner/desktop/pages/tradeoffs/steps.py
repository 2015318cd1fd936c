"""Plans in a table, one a row: the swaps that lead from a list to the best plan, plans that are nearly as good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from planner.desktop.look.layouts import column_of
from planner.desktop.look.words import tr

BESIDE, PADDING, LINE = 12, 12, 32
"""Room beside and around a sentence, and the least height of a row, which holds a button [px]."""

OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
VARIANT = Qt.ItemDataRole.UserRole


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


class Wrapped(QStyledItemDelegate):
    """A sentence takes as many lines as it needs in its column."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = QRect(0, 0, max(self._tree.columnWidth(0) - BESIDE, 80), 10_000)
        needed = option.fontMetrics.boundingRect(lines, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(lines.width(), max(needed.height() + PADDING, LINE))


class StepTable(QTreeWidget):
    """Plans as rows, each with a button that opens it as a variant."""

    variant_asked = Signal(dict, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Plans"))
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegateForColumn(0, Wrapped(self))
        self.header().sectionResized.connect(lambda: self.scheduleDelayedItemsLayout())  # it wraps at another place

    def show_steps(self, steps: Steps) -> None:
        self.clear()
        self.setHeaderLabels([tr("What it does"), *steps.titles, tr("As variant")])
        last = len(steps.titles) + 1
        for step in steps.rows:
            item = QTreeWidgetItem(self, [step.said, *step.figures, ""])
            item.setToolTip(0, step.said)
            item.setData(0, VARIANT, step.variant)
            for column in range(1, last):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if step.variant.changes is not None:
                self.setItemWidget(item, last, _centred(self._button(step.variant, step.said)))
        self._lay_out(steps.titles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the row that the keys are on."""
        item = self.currentItem()
        if event.key() in OPEN and item is not None and item.data(0, VARIANT).changes is not None:
            self._open(item.data(0, VARIANT))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on to the buttons of the rows, and not from row to row, which the arrows do."""
        return QWidget.focusNextPrevChild(self, forward)

    def _button(self, variant: Variant, said: str) -> QPushButton:
        button = QPushButton(tr("Open"))
        hint = tr("A scenario that extends this one, serves whom this row serves, and captures as much.")
        if variant.value:
            button.setText(tr("Open: {value}", value=variant.value))
            hint = tr(
                "A scenario that extends this one and serves whom this row serves. It comes to {value} points, as some "
                "of them make more of the same GPU-hours than the row's plan does.",
                value=variant.value,
            )
        button.setToolTip(hint)
        button.setAccessibleName(f"{button.text()}: {said}")
        button.clicked.connect(partial(self._open, variant))
        return button

    def _open(self, variant: Variant) -> None:
        self.variant_asked.emit(dict(variant.changes or {}), variant.name)

    def _lay_out(self, titles: Sequence[str]) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(titles) + 1):
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _centred(button: QPushButton) -> QWidget:
    """A button in a row that may be higher than it."""
    holder = QWidget()
    column_of(button, inside=holder, margins=(4, 0, 4, 0)).setAlignment(button, Qt.AlignmentFlag.AlignVCenter)
    return holder
