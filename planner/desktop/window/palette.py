"""The command palette: everything that can be done or gone to, found by a few letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.desktop.look.elided import elided
from planner.desktop.look.index import AT_RIGHT, Index
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE, current
from planner.desktop.look.words import tr

MOST = 80
"""Entries that are shown at once."""
ROW, ICON = 28, 18
"""Height of an entry and side of its icon [px]."""
PLACE, KEYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Offer:
    """One thing to do, or to go to."""

    text: str
    do: Callable[[], object]
    keys: str = ""
    icon: QIcon = field(default_factory=QIcon)
    also: str = ""
    """Other words by which it is found."""
    only: str = ""
    """Words by which alone it is found, where its text speaks of something else, too."""


class Palette(QDialog):
    """Shows what fits the letters typed, best first; ``chosen`` is what was picked."""

    def __init__(self, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Commands"))
        self.resize(600, 440)
        self.chosen: Offer | None = None
        self._offers = list(offers)
        self.search = QLineEdit(placeholderText=tr("Type a command, or what to go to"))
        self.search.setAccessibleName(tr("Type a command"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Commands"))
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(ICON, ICON))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_OfferDelegate(self.list))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._pick)
        self.list.itemClicked.connect(self._pick)
        column_of(self.search, self.list, inside=self, margins=None)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and return in the line move and pick in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.setCurrentRow((self.list.currentRow() + step) % max(self.list.count(), 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        self.list.clear()
        blank = QPixmap(ICON, ICON)
        blank.fill(Qt.GlobalColor.transparent)  # so that all texts begin at one place
        for place in found(text, self._offers)[:MOST]:
            offer = self._offers[place]
            item = QListWidgetItem(QIcon(blank) if offer.icon.isNull() else offer.icon, offer.text)
            item.setData(PLACE, place)
            item.setData(KEYS, offer.keys)
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen = self._offers[item.data(PLACE)]
            self.accept()


class _OfferDelegate(QStyledItemDelegate):
    """Writes the keys at the right."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        taken = ICON + 4 * SPACE + option.fontMetrics.horizontalAdvance(str(index.data(KEYS) or ""))
        room = option.rect.width() - taken
        option.text = elided(option.text, option.fontMetrics, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(QColor(current().quiet))
        painter.drawText(option.rect.adjusted(0, 0, -SPACE, 0), AT_RIGHT, str(index.data(KEYS) or ""))
        painter.restore()


def found(typed: str, offers: Sequence[Offer]) -> list[int]:
    """The places of those that fit, the best first; where words fit, single letters don't count."""
    ranks = {place: rank(typed, offer) for place, offer in enumerate(offers)}
    words = [place for place in ranks if 0 <= ranks[place] < LETTERS]
    fitting = words or [place for place in ranks if ranks[place] == LETTERS]
    return sorted(fitting, key=lambda place: ranks[place])


LETTERS = 4
"""The rank of what has only the letters, in their order."""


def rank(typed: str, offer: Offer) -> int:
    """How well an offer fits; -1 where it does not.

    0 it begins so, 1 words of it do, 2 so do words by which it is found too, 3 words have it in them.
    """
    text, wanted = (offer.only or offer.text).casefold(), typed.casefold().split()
    words, also = (re.split(r"[\W_]+", each) for each in (text, offer.also.casefold()))
    if text.startswith(" ".join(wanted)):
        return 0
    if all(any(word.startswith(part) for word in words) for part in wanted):
        return 1
    if all(any(word.startswith(part) for word in (*words, *also)) for part in wanted):
        return 2
    if all(any(part in word for word in (*words, *also)) for part in wanted):
        return 3
    rest = iter(text)
    return LETTERS if all(letter in rest for letter in "".join(wanted)) else -1
