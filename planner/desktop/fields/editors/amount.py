"""A spin box that shows numbers as everything else in the app does, and takes back what it shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QToolTip, QWidget

from planner.desktop.fields.editors.field import is_for_window
from planner.desktop.look.numbers import number_text
from planner.desktop.look.words import tr
from planner.files.numerals import number_of

State = QValidator.State


class AmountBox(QDoubleSpinBox):
    """Edits an amount: ``6,500,000 USD``, ``6.5 M``. A text that is no amount is never taken for another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)  # a budget does not grow dollar by dollar
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)

    def event(self, event: QEvent) -> bool:
        """Undo and Redo are the window's where nothing is being typed."""
        line = self.lineEdit()
        is_typed = line.text() != self._whole(self.value())
        if is_for_window(event, is_typed and line.isUndoAvailable(), is_typed and line.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def textFromValue(self, value: float) -> str:
        return number_text(value, self.decimals())

    def valueFromText(self, text: str) -> float:
        found = number_of(self._bare(text), percent=False)
        return self.value() if found is None else found

    def validate(self, text: str, place: int) -> tuple[State, str, int]:
        """Any text may be typed; only what is an amount, and in range, can be entered."""
        return State.Intermediate if self._reason(text) else State.Acceptable, text, place

    def fixup(self, text: str) -> str:
        """What was entered is no amount: the one before stays, and why is said."""
        before = self._whole(self.value())
        said = tr("{reason}; {value} stays.", reason=self._reason(text), value=before)
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), said, self)
        return before

    def _reason(self, text: str) -> str:
        """Why a text can't be the amount; nothing where it can."""
        value = number_of(self._bare(text), percent=False)
        if value is None:
            return tr("“{text}” is no number such as 1,234.5 or 6.5 M", text=self._bare(text))
        if not self.minimum() <= value <= self.maximum():
            least, most = self._whole(self.minimum()), self._whole(self.maximum())
            return tr("It must be from {least} to {most}", least=least, most=most)
        if not self.decimals() and not value.is_integer():
            return tr("It must be a whole number")
        return ""

    def _whole(self, value: float) -> str:
        return self.textFromValue(value) + self.suffix()

    def _bare(self, text: str) -> str:
        """What is typed before the unit, which may be left out or typed once more."""
        bare, unit = text.strip(), self.suffix().strip()
        while unit and bare.endswith(unit):
            bare = bare.removesuffix(unit).rstrip()
        return bare
