"""A sentence of which some words can be changed where they stand, by a click or by the keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QToolTip,
    QWidget,
)

from planner.desktop.fields.sentences import Phrase
from planner.desktop.look.elided import elided
from planner.desktop.look.labels import Text
from planner.desktop.look.layouts import FlowLayout
from planner.desktop.look.words import literal, tr
from planner.desktop.open.editing.draft import Refused

TIPS = {
    "measure": "What is measured: click to choose another measure",
    "of": "What is counted: click to narrow it",
    "narrow": "Narrow it further",
    "each": "For what the limit holds: all together, or each for itself",
    "side": "At least or at most",
    "at_least": "Lower limit: click to type another one",
    "at_most": "Upper limit: click to type another one",
    "request": "Which request: click to choose another one",
    "kind": "Served or not",
}
NOTHING = "…"
"""In the place of a text that is missing."""
ROOM = 4
"""Above and below the words [px]."""
NARROWEST = 40
"""Width to which a word may be cut [px]."""


class SentenceView(QWidget):
    """Shows the parts of a sentence; those with a key are buttons."""

    wanted = Signal(str)
    """The key of a part that shall be changed."""
    rearranged = Signal()
    """There are other buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._parts: tuple[Phrase, ...] = ()
        self.buttons: dict[str, PartButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The sentence as it can be read."""
        return " ".join(part.text for part in self._parts if part.key != "narrow")

    def show_parts(self, parts: Sequence[Phrase], refused: Mapping[str, Refused], *, is_off: bool) -> None:
        """Show a sentence, in grey where it is off, and in it the texts that were typed for parts and are not taken."""
        shown = tuple(Phrase(refused[p.key].text or NOTHING, p.key) if p.key in refused else p for p in parts)
        if [part.key for part in shown] != [part.key for part in self._parts]:
            self._rebuild(shown)
        self._parts = shown
        for at, part in enumerate(shown):
            widget = self._widget(at)
            if isinstance(widget, PartButton):
                found = refused.get(part.key)
                widget.show_text(part.text, found.reason if found else "")
            elif isinstance(widget, QLabel):
                widget.setText(part.text)
            if widget is not None:
                mark(widget, "off", is_off)

    def focus_part(self, *keys: str) -> None:
        """Give the keyboard to the first of some parts that there is."""
        if found := [self.buttons[key] for key in keys if key in self.buttons]:
            found[0].setFocus()

    def say(self, reason: str) -> None:
        """Why a change was not made."""
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), reason, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else what it stands on has the release

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click between the words that can be changed is meant for the nearest of them."""
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(at) and self.buttons:
            by_hand = {key: button for key, button in self.buttons.items() if key != "narrow"} or self.buttons
            min(by_hand.values(), key=lambda button: _distance(at, button.geometry())).click()

    def _rebuild(self, parts: Sequence[Phrase]) -> None:
        """Make words anew; the keyboard stays at the part where it is."""
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), None)
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for part in parts:
            if part.key:
                button = self.buttons[part.key] = PartButton(part.key)
                button.clicked.connect(partial(self.wanted.emit, part.key))
                self._flow.addWidget(button)
                button.show()  # at once, so that it can be given the keyboard
            else:
                label = Text(part.text)
                label.setFixedHeight(label.fontMetrics().height() + ROOM)
                self._flow.addWidget(label)
        if focused is not None:
            self.focus_part(focused, "narrow", "measure")
        self.rearranged.emit()

    def _widget(self, at: int) -> QWidget | None:
        item = self._flow.itemAt(at)
        return item.widget() if item is not None else None


def _distance(at: QPoint, rect: QRect) -> tuple[int, int]:
    """How far a point is from a rectangle, in lines first [px]."""
    down = max(rect.top() - at.y(), at.y() - rect.bottom(), 0)
    return down, max(rect.left() - at.x(), at.x() - rect.right(), 0)


def mark(widget: QWidget, state: str, is_so: bool) -> None:
    """Draw a widget as the style sheet says for a state."""
    if bool(widget.property(state)) is not is_so:
        widget.setProperty(state, is_so)
        widget.style().polish(widget)


class PartButton(QToolButton):
    """Some words with a line below them."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = tr(TIPS[key.partition(".")[0]])
        self.setProperty("role", "part")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def show_text(self, text: str, reason: str) -> None:
        """``reason``: why the text is not taken."""
        if text != self.text():
            self.setText(literal(text))
            self.updateGeometry()
        self.setToolTip(reason or f"{text}\n{self._tip}")
        self.setAccessibleName(text)
        self.setAccessibleDescription(reason or self._tip)
        mark(self, "refused", bool(reason) and text != NOTHING)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.accessibleName()) + 2, metrics.height() + ROOM)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), NARROWEST), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:
        """Words that are longer than the line end in dots."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = elided(option.text, self.fontMetrics(), self.width())
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.end()
