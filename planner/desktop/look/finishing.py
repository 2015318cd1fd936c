"""Taking over what stands in an open editor before something is done with the scenario."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget


def finish_editing(window: QWidget) -> None:
    """Enter what is being typed in a window, as leaving the field would; the field is left only for a moment."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit | QAbstractSpinBox | QPlainTextEdit) or field.window() is not window:
        return
    field.clearFocus()
    if shiboken6.isValid(field) and field.isVisible() and QApplication.focusWidget() is None:
        field.setFocus()
