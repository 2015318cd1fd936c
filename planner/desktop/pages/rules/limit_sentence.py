"""The sentence of a rule or an expectation, with what was typed for its parts and is not taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from planner.desktop.fields.sentences import parts
from planner.desktop.open.document import Document
from planner.desktop.open.editing.draft import Refused
from planner.desktop.open.editing.limits import Key, limit_at
from planner.desktop.pages.rules.part_cells import typed_parts
from planner.desktop.pages.rules.part_editing import PartEditing
from planner.desktop.pages.rules.sentence_view import SentenceView


class LimitSentence(SentenceView):
    """Shows a limit, and lets each part of it be changed."""

    given_up = Signal()
    """Escape was pressed while no part was open."""

    def __init__(self, subject: Callable[[], tuple[Document, Key]]) -> None:
        super().__init__()
        self.editing = PartEditing(self, subject)
        self._shown: tuple[object, ...] = (None,) * 4
        self._typed: dict[str, Refused] = {}

    def show_limit(self, document: Document, key: Key, *, is_off: bool = False) -> None:
        """What it says, made anew only where that is something else than before."""
        scenario, typed = document.scenario, typed_parts(document.draft, key)
        shown = (limit_at(scenario, key), scenario.requests, scenario.pools, scenario.currency)
        if typed != self._typed or any(known is not now for known, now in zip(self._shown, shown, strict=True)):
            self._shown, self._typed = shown, typed
            self.show_parts(tuple(parts(shown[0], scenario, typed)), typed, is_off=is_off)

    def choose_first(self) -> None:
        """Let its first part be changed."""
        first, button = next(iter(self.buttons.items()))
        button.setFocus()
        self.editing.change(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
