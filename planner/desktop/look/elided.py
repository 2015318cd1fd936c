"""Names of any length: what does not fit ends in dots, and is said whole where the mouse rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QToolTip, QWidget

from planner.desktop.look.labels import Text
from planner.desktop.look.words import literal, unmarked

NARROWEST = 48
"""Width to which a name may be cut [px]."""
AROUND = 4
"""Beside the box of a switch, where a click still switches [px]."""


def elided(text: str, metrics: QFontMetrics, room: int) -> str:
    """As much of a text as there is room for [px]."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


class ElidedLabel(Text):
    """A name in one line."""

    def __init__(self, text: str = "", *, narrowest: int = NARROWEST, says_whole: bool = True) -> None:
        super().__init__(text)
        self._narrowest, self._says_whole = narrowest, says_whole
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), self._narrowest), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = elided(self.text(), self.fontMetrics(), self.width())
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()

    @property
    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QHelpEvent)
            and self._says_whole
            and self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        ):
            return _say_whole(self, self.text(), event)
        return super().event(event)


class NamedSwitch(QCheckBox):
    """A check box whose name may be longer than there is room; a click on the name chooses, and does not switch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), 2 * NARROWEST), whole.height())

    def hitButton(self, pos: QPoint) -> bool:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        return box.adjusted(-AROUND, -AROUND, AROUND, AROUND).contains(pos)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        option.text = literal(elided(unmarked(option.text), self.fontMetrics(), room))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.sizeHint().width() > self.width():
            return _say_whole(self, unmarked(self.text()), event)
        return super().event(event)


def _say_whole(widget: QWidget, name: str, event: QHelpEvent) -> bool:
    """Say a name that is cut, with the widget's hint below it."""
    QToolTip.showText(event.globalPos(), "\n".join(filter(None, (name, widget.toolTip()))), widget)
    return True
