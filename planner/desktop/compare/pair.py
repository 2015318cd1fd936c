"""From which scenario to which: what the causes of a difference are told of."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from planner.desktop.compare.compared import Compared
from planner.desktop.theme import SPACE
from planner.desktop.wheel import scrolls_past
from planner.desktop.words import tr

WIDEST = 24
"""Letters of a name that have room; longer ones are cut."""


class PairChoice(QWidget):
    """Two names to choose; a name that is chosen on both sides changes places with the other."""

    def __init__(self, compared: Compared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared = compared
        self.first, self.second = QComboBox(), QComboBox()
        scrolls_past(self.first, self.second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        for text, box in ((tr("From"), self.first), (tr("to"), self.second)):
            label = QLabel(text)
            label.setBuddy(box)
            box.setAccessibleName(text)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(WIDEST)
            row.addWidget(label)
            row.addWidget(box)
            box.activated.connect(self._choose)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        compared.changed.connect(self._follow)

    def _follow(self) -> None:
        for box, chosen in zip((self.first, self.second), self._compared.pair, strict=True):
            if [box.itemText(k) for k in range(box.count())] != [*self._compared.names]:
                box.clear()
                box.addItems(self._compared.names)
            box.setCurrentIndex(chosen)

    def _choose(self) -> None:
        before, pair = self._compared.pair, (self.first.currentIndex(), self.second.currentIndex())
        if pair[0] == pair[1]:
            pair = (before[1], before[0])
        self._compared.choose(pair)
        self._follow()
