"""What a dialog that asks ends with: yes, by a name of its own, or no."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox

YES, NO = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel


def agreeing(dialog: QDialog, yes: str = "") -> QDialogButtonBox:
    """The buttons of a dialog, which they close; without a name, yes is the system's."""
    found = QDialogButtonBox(YES | NO)
    if yes:
        found.button(YES).setText(yes)
    found.accepted.connect(dialog.accept)
    found.rejected.connect(dialog.reject)
    return found
