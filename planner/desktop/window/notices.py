"""Messages inside the window that wait for an answer without stopping the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.labels import Text
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE, current
from planner.desktop.look.words import tr

type Answer = tuple[str, Callable[..., object]]
"""A button's text, and what it does."""


class Notice(QFrame):
    """One message with its answers."""

    def __init__(self, text: str, answers: Sequence[Answer], close: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setAccessibleName(text)
        self.label = Text(text)
        self.label.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        self._sign = QLabel()
        self.redraw()
        row = row_of(self._sign, (self.label, 1), inside=self, margins=(SPACE + 4, SPACE - 2, SPACE, SPACE - 2))
        for name, answer in answers:
            button = QPushButton(name)
            button.clicked.connect(close)
            button.clicked.connect(answer)
            self.buttons[name] = button
            row.addWidget(button)
        dismiss = QToolButton()
        dismiss.setText("×")
        dismiss.setAutoRaise(True)
        dismiss.setToolTip(tr("Dismiss"))
        dismiss.setAccessibleName(tr("Dismiss"))
        dismiss.clicked.connect(close)
        row.addWidget(dismiss)

    def redraw(self) -> None:
        """The sign in the theme's colour."""
        self._sign.setPixmap(icon("warning", current().warn).pixmap(18, 18))


class NoticeBoard(QWidget):
    """The notices that stand, the newest below; one a subject."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column_of(inside=self, gap=SPACE // 2, margins=(SPACE, SPACE, SPACE, 0))
        self.notices: dict[str, Notice] = {}
        self.hide()

    def put(self, subject: str, text: str, answers: Sequence[Answer] = ()) -> Notice:
        """Show a notice in place of the one on the same subject."""
        self.take_down(subject)
        notice = Notice(text, answers, lambda: self.take_down(subject))
        self.notices[subject] = notice
        self._box.addWidget(notice)
        self.show()
        return notice

    def redraw(self) -> None:
        for notice in self.notices.values():
            notice.redraw()

    def clear(self) -> None:
        """Take down every notice."""
        for subject in list(self.notices):
            self.take_down(subject)

    def take_down(self, subject: str) -> None:
        if notice := self.notices.pop(subject, None):
            notice.hide()
            self._box.removeWidget(notice)
            notice.deleteLater()
        self.setVisible(bool(self.notices))
