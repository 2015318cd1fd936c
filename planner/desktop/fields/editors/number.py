"""Numbers: stepped with keys and wheel, their unit behind them, digits in groups while they are only looked at."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.editors.bounds import Bounds
from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.notation import Check, Notation, anything, entry_of

MORE = 10
"""Steps that one key takes with Shift."""
LARGE = 1e5
"""From here on a step is one of the number's third digit."""
HUGE = 1e9
"""From here on powers of ten are easier to take in than digits in groups."""
NOTCH = 120
"""What a wheel turns by one notch [1/8 degree]."""


class NumberField(Field):
    """Edits one number."""

    def __init__(
        self,
        notation: Notation,
        parent: QWidget | None = None,
        *,
        check: Check = anything,
        bounds: Bounds | None = None,
        step: float = 1.0,
    ) -> None:
        super().__init__(parent, check=check, unit="" if notation.percent else notation.unit)
        self._bounds = bounds or Bounds()
        self.write_as(notation, step)
        self._turned = 0
        self._plain: str | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self._forget_plain)

    def write_as(self, notation: Notation, step: float = 1.0) -> None:
        """Read and write numbers in this notation from now on."""
        self._notation, self._step = notation, 0.01 if notation.percent else step

    def typed(self) -> str:
        """The text as it is edited, also while it is shown with its digits in groups."""
        return self.text() if self._plain is None else self._plain

    def put_text(self, text: str) -> None:
        if self.hasFocus():
            super().put_text(text)
        else:
            super().put_text(self._grouped(text))
            self._plain = text

    def step_by(self, steps: int) -> None:
        """Make the number larger or smaller; what is no number stays."""
        value = self._number(self.typed() or "0")
        if value is None:
            return
        after = round(value + steps * step_of(value, self._step), 10)
        self.setText(self._notation.typed(self._bounds.nearest(after, value)))
        self.judge_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if way and not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            is_more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_by(way * (MORE if is_more else 1))
            event.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()  # the wheel scrolls the form
            return
        is_more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        if notches:
            self.step_by(notches * (MORE if is_more else 1))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._plain is not None:
            self.setText(self._plain)
            self._plain = None
            self.selectAll()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.is_touched:
            self.put_text(self._known)

    def _forget_plain(self) -> None:
        self._plain = None

    def _number(self, text: str) -> float | None:
        value = entry_of(self._notation, text)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def _grouped(self, text: str) -> str:
        value = self._number(text)
        if value is None or abs(value) >= HUGE or not self._bounds.allow(value):
            return text
        return self._notation.shown(value)


def step_of(value: float, step: float) -> float:
    """How much one step changes a number: by ``step``, or one of the third digit of a large one."""
    if not math.isfinite(value) or abs(value) < LARGE:
        return step
    return max(step, 10.0 ** (math.floor(math.log10(abs(value))) - 2))
