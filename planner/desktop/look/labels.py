"""Texts in a form or on a page, drawn as what they are: a heading, a hint, a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from planner.letters import isolated


class Text(QLabel):
    """A text, which may be another one later; a name in it that is written from the right turns nothing around."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(isolated(text), parent)

    def setText(self, text: str) -> None:
        super().setText(isolated(text))


def label(text: str = "", role: str = "", *, selectable: bool = False) -> Text:
    """A text that goes on in the next line where it is long; the roles are those of the style sheet."""
    found = Text(text)
    found.setProperty("role", role)
    found.setWordWrap(True)
    if selectable:
        found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return found


def heading(text: str) -> Text:
    """The title of a part of a page, in one line."""
    found = label(text, "heading")
    found.setWordWrap(False)
    return found


def hint(text: str = "") -> Text:
    """What stands in the middle of a page that is empty otherwise."""
    found = label(text, "quiet")
    found.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return found


class Remark(Text):
    """Is there only while it has something to say."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.hide()

    def say(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))


def enlarge(shown: QWidget, times: float, *, is_bold: bool = True) -> None:
    """Write in larger letters."""
    font = shown.font()
    font.setPointSizeF(font.pointSizeF() * times)
    font.setBold(is_bold)
    shown.setFont(font)


def embolden(shown: QWidget, is_bold: bool) -> None:
    """Write in bold letters, as what is otherwise than in the scenario that is extended, or in plain ones."""
    font = shown.font()
    if font.bold() is not is_bold:
        font.setBold(is_bold)
        shown.setFont(font)
