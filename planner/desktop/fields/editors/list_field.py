"""Several names, written with commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from planner.desktop.fields.editors.notation import Check, anything
from planner.desktop.fields.editors.popup_field import PopupField
from planner.desktop.look.popup import Panel
from planner.files.cells import cell_text

_ENTRY = re.compile(r"""(?:^|(?<=,))(?:\s*"[^"]*"?|\s*'[^']*'?|[^,]*)[^,]*""")


class ListField(PopupField):
    """A line that completes the entry being written, and leaves those before it alone."""

    def __init__(
        self,
        choices: Callable[[], Sequence[str]],
        make_panel: Callable[[], Panel],
        parent: QWidget | None = None,
        *,
        check: Check = anything,
    ) -> None:
        super().__init__(make_panel, parent, check=check)
        self._choices, self._names = choices, QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._offer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._names.setStringList(list(self._choices()))
        super().focusInEvent(event)

    def _offer(self, text: str) -> None:
        word = entries(text)[-1].strip().strip("\"'")
        self._completer.setCompletionPrefix(word)
        is_whole = self._completer.currentCompletion() == word
        if word and not is_whole and self._completer.completionCount() and self.popup is None:
            self._completer.complete()
        elif (popup := self._completer.popup()) is not None:
            popup.hide()

    def _complete(self, choice: str) -> None:
        before = [entry.strip() for entry in entries(self.text())[:-1]]
        self.setText(", ".join((*before, cell_text([choice], ("names",)))))
        self.judge()


def entries(text: str) -> list[str]:
    """What stands between the commas of a list; one inside of quotes is a part of a name."""
    return _ENTRY.findall(text) or [""]
