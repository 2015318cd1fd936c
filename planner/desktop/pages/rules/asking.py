"""A dialog that says why it can't be confirmed while that is so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QWidget

from planner.desktop.look.agreeing import YES, agreeing
from planner.desktop.look.keyboard import order_tabs
from planner.desktop.look.labels import label
from planner.desktop.look.layouts import column_of

WIDTH = 420
"""[px]"""


class Asking(QDialog):
    """A form with a reason below it; gone as soon as it is answered."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.form, self.reason = QFormLayout(), label(role="bad")
        self.buttons = agreeing(self)
        column_of(self.form, self.reason, ..., self.buttons, inside=self, margins=None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        order_tabs(self)

    def judge(self, reason: str, *, can: bool) -> None:
        """Say what is wrong, and whether it can be confirmed."""
        self.reason.setText(reason)
        self.buttons.button(YES).setEnabled(can)
