"""The list of questions: what each answers, under the heading of its group."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.pages.tradeoffs.questions import Question

KEY = Qt.ItemDataRole.UserRole


class QuestionList(QListWidget):
    """Questions to choose from; headings can't be."""

    def __init__(self, questions: Iterable[Question]) -> None:
        super().__init__()
        self.setSpacing(2)
        self.setAccessibleName(tr("Charts and questions"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        group = ""
        for question in questions:
            if question.group != group:
                group = question.group
                self._add_heading(tr(group))
            entry = QListWidgetItem(question.title)
            entry.setData(KEY, question.key)
            entry.setToolTip(question.hint)
            self.addItem(entry)
        widest = max(self.fontMetrics().horizontalAdvance(self.item(row).text()) for row in range(self.count()))
        self.setFixedWidth(widest + 4 * SPACE)

    @property
    def key(self) -> str:
        """The question that is chosen, or the first below a heading that is."""
        below = (self.item(row).data(KEY) for row in range(max(self.currentRow(), 0), self.count()))
        return str(next(key for key in below if key))

    def choose(self, key: str) -> None:
        """Put a question in front, by its key."""
        self.setCurrentItem(next(self.item(row) for row in range(self.count()) if self.item(row).data(KEY) == key))

    def _add_heading(self, text: str) -> None:
        heading = QListWidgetItem(text)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        heading.setFont(font)
        self.addItem(heading)
