"""From which scenario to which: what the causes of a difference are told of."""

from __future__ import annotations

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QWidget

from planner.desktop.look.combo import Combo
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.pages.compare.compared import Compared

WIDEST = 24
"""Letters of a name that have room; longer ones are cut."""


class PairChoice(QWidget):
    """Two names to choose, never the same one twice, and a button that lets them change places."""

    def __init__(self, compared: Compared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared = compared
        self.first, self.second = Combo(tr("From"), WIDEST), Combo(tr("to"), WIDEST)
        row = row_of(inside=self, gap=SPACE)
        for box in (self.first, self.second):
            label = QLabel(box.accessibleName())
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            box.activated.connect(self._choose)
        self.swap = QPushButton(tr("Swap"))
        self.swap.setToolTip(tr("Tell what caused the difference the other way round"))
        self.swap.clicked.connect(self._swap)
        row.addWidget(self.swap)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        compared.changed.connect(self._follow)

    def _follow(self) -> None:
        pair = self._compared.pair
        for box, chosen, other in zip((self.first, self.second), pair, reversed(pair), strict=True):
            if [box.itemText(k) for k in range(box.count())] != [*self._compared.names]:
                box.clear()
                box.addItems(self._compared.names)
            box.setCurrentIndex(chosen)
            _forbid(box, other)

    def _choose(self) -> None:
        self._compared.choose((self.first.currentIndex(), self.second.currentIndex()))

    def _swap(self) -> None:
        first, second = self._compared.pair
        self._compared.choose((second, first))


def _forbid(box: QComboBox, forbidden: int) -> None:
    """Let all entries be chosen but the one that is chosen beside it; keys and wheel pass over it."""
    content = box.model()
    assert isinstance(content, QStandardItemModel)
    for k in range(box.count()):
        content.item(k).setEnabled(k != forbidden)
