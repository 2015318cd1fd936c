"""Fields that the wheel turns only while someone is at work in them: else it scrolls what they stand in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


def scrolls_past(*fields: QWidget) -> None:
    """Let combo boxes, spin boxes and sliders leave the wheel to the form that they stand in, unless they have focus.

    Nor does the wheel give them the focus.
    """
    for field in fields:
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(_Guard(field))


class _Guard(QObject):
    """Belongs to its field, and goes with it."""

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(field, QWidget) and not field.hasFocus():
            event.ignore()  # so that Qt goes on to what the field stands in
            return True
        return False
