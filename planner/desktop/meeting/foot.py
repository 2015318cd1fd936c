"""The quiet line below a slide: what can be done, by which key; what was done; which slide it is; that more comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from planner.desktop.look.labels import label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.meeting.view import LARGER, write_at


class Foot(QWidget):
    """Keys to press, or to click; a line of progress above them while more is being worked out."""

    def __init__(self, keys: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__()
        self.progress, self.said, self.number = QProgressBar(), label(role="quiet"), label(role="quiet")
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(3)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(tr("More is being worked out"))
        room = self.progress.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(room)
        for quiet in (self.said, self.number):
            quiet.setWordWrap(False)
        buttons = [_button(text, do) for text, do in keys]
        row = row_of(*buttons, self.said, (..., 1), self.number, gap=SPACE, margins=(3 * SPACE, 0, 4 * SPACE, SPACE))
        column_of(self.progress, row, inside=self, gap=0)

    def write_at(self, type_px: float) -> None:
        """Be small beside slides with type of this size, and still be read."""
        write_at(self, type_px / LARGER)

    def show_place(self, number: int, count: int) -> None:
        """Which slide it is, of how many."""
        self.number.setText(tr("{number} of {count}", number=number, count=count))

    def show_progress(self, is_awaited: bool, done: int = 0, whole: int = 0) -> None:
        """Whether more is being worked out, and how much of it is done where that is known."""
        self.progress.setVisible(is_awaited)
        self.progress.setRange(0, whole)
        self.progress.setValue(done)


def _button(text: str, do: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setFlat(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(lambda: do())
    return button
