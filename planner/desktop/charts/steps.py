"""Plans in a table, one a row: the swaps that lead from a list to the best plan, plans that are nearly as good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.words import tr

BESIDE, PADDING, LINE = 12, 12, 32
"""Room beside and around a sentence, and the least height of a row, which holds a button [px]."""


@dataclass(frozen=True)
class Step:
    """One row: what it changes, its figures, and the variant that it stands for."""

    said: str
    figures: tuple[str, ...]
    changes: Mapping[str, Any] | None = None
    """None: it is the scenario itself."""
    name: str = ""
    """Of the variant."""


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
        self.setHeaderLabels([tr("What it does"), *steps.titles, ""])
        last = len(steps.titles) + 1
        for step in steps.rows:
            item = QTreeWidgetItem(self, [step.said, *step.figures, ""])
            item.setToolTip(0, step.said)
            for column in range(1, last):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if step.changes is not None:
                self.setItemWidget(item, last, _centred(self._button(step)))
        self._lay_out(steps.titles)

    def _button(self, step: Step) -> QPushButton:
        button = QPushButton(tr("Open as variant"))
        button.setToolTip(tr("A scenario that extends this one, and whose best plan is at least as good as this row"))
        button.clicked.connect(partial(self.variant_asked.emit, dict(step.changes or {}), step.name))
        return button

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
    box = QVBoxLayout(holder)
    box.setContentsMargins(4, 0, 4, 0)
    box.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder
