"""A field with a button at its right end from which a larger editor drops down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from planner.desktop.fields.editors.field import Field
from planner.desktop.fields.editors.notation import Check, anything
from planner.desktop.look.popup import Panel, Popup
from planner.desktop.look.words import tr

BUTTON = 18
"""Width of the button [px]."""


class PopupField(Field):
    """Edits one text, as a line or in a panel; both show the same all the time."""

    def __init__(
        self, make_panel: Callable[[], Panel], parent: QWidget | None = None, *, check: Check = anything, unit: str = ""
    ) -> None:
        super().__init__(parent, check=check, unit=unit)
        self._make_panel = make_panel
        self.popup: Popup | None = None
        self._before = ""
        self.button = QToolButton(self)
        self.button.setArrowType(Qt.ArrowType.DownArrow)
        self.button.setAutoRaise(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.setToolTip(tr("Choose (Alt+↓)"))
        self.button.setAccessibleName(tr("Choose"))
        self.button.clicked.connect(self.open)
        self.textEdited.connect(self._show_typed)
        self._make_room()

    @property
    def is_busy(self) -> bool:
        return self.hasFocus() or self.popup is not None

    def open(self) -> None:
        """Let the panel drop down."""
        if self.popup is not None:
            return
        self._before = self.text()
        panel = self._make_panel()
        panel.show_text(self.typed())
        panel.edited.connect(self._take_edit)
        self.popup = Popup(panel, self)
        self.popup.closed.connect(self._close)
        self.judged.connect(self.popup.show_reason)
        self.popup.open()

    def open_soon(self) -> None:
        """Let the panel drop down as soon as the field stands in its place."""
        QTimer.singleShot(0, self, self.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if is_down or event.key() == Qt.Key.Key_F4:
            self.open()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.button.setGeometry(self.width() - BUTTON - 1, 1, BUTTON, self.height() - 2)

    def _kept_right(self) -> int:
        return BUTTON

    def _take_edit(self, text: str) -> None:
        self.setText(text)
        self.judge_soon()

    def _show_typed(self, text: str) -> None:
        if self.popup is not None:
            self.popup.panel.show_text(text)

    def _close(self, is_taken: bool, is_enter: bool) -> None:
        self.popup = None
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if is_taken:
            self.taken.emit(is_enter)
        else:
            self.setText(self._before)
            self.judge()
            self.given_up.emit()
