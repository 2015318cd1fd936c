"""Several names, written with commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.editors.completion import Completion
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
        self._choices, self._completion = choices, Completion(self, self._complete)
        self._completion.setWidget(self)
        self._completion.activated.connect(self._complete)
        self.textEdited.connect(self._offer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._completion.know(self._choices())
        super().focusInEvent(event)

    def _offer(self, text: str) -> None:
        word = entries(text)[-1].strip().strip("\"'")
        self._completion.setCompletionPrefix(word)
        is_whole = self._completion.currentCompletion() == word
        if word and not is_whole and self._completion.completionCount() and self.popup is None:
            self._completion.complete()
        elif (popup := self._completion.popup()) is not None:
            popup.hide()

    def _complete(self, choice: str) -> None:
        before = [entry.strip() for entry in entries(self.text())[:-1]]
        self.setText(", ".join((*before, cell_text([choice], ("names",)))))
        self.judge()


def entries(text: str) -> list[str]:
    """What stands between the commas of a list; one inside of quotes is a part of a name."""
    return _ENTRY.findall(text) or [""]
