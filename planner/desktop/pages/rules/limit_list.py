"""A list of rules or expectations, the one that is begun among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from planner.desktop.look.section import Section
from planner.desktop.open.document import Document
from planner.desktop.open.editing.limits import Key, Limited, with_limit
from planner.desktop.pages.rules.begun import Begun
from planner.desktop.pages.rules.limit_sentence import LimitSentence
from planner.domain.scenario import Scenario
from planner.errors import InputError


class LimitList(Section):
    """One card a limit; a new one is a card whose first part is open, and is added once nothing is missing."""

    begun = Signal(LimitSentence)
    """Of one that is new, and stands in its place in a moment."""

    def __init__(self, document: Document, title: str, add: str, hint: str, new: Callable[[Scenario], Limited]) -> None:
        super().__init__(title, add, hint)
        self.document, self._new = document, new
        self._begun: Begun | None = None
        self.add.clicked.connect(self.begin)

    def sentences(self) -> Sequence[LimitSentence]:
        """Those of all cards, from top to bottom."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Show what the document says."""
        raise NotImplementedError

    def added(self, key: Key) -> str:
        """What it is called to add one."""
        raise NotImplementedError

    def open(self, document: Document) -> None:
        for sentence in self.sentences():
            sentence.editing.finish()
        self._forget()
        self.document = document
        self.catch_up()

    def begin(self) -> None:
        """Let a new one be said, or go back to the one that is begun."""
        if self._begun is None:
            begun = self._begun = Begun(self.document.scenario, self._new(self.document.scenario), self)
            begun.changed.connect(self._show_begun)
            begun.completed.connect(self._take_in)
            self.catch_up()
        self.begun.emit(self.sentences()[-1])

    def give_up(self, key: Key) -> bool:
        """Drop the one that is begun, if that is meant."""
        if self.holder(key) is self.document:
            return False
        self._forget()
        self.catch_up()
        return True

    def holder(self, key: Key) -> Document:
        """Where one stands: in the document, or beside it."""
        return self._begun if self._begun is not None and self._begun.key == key else self.document

    def subject(self, key: Key) -> tuple[Document, Key]:
        return self.holder(key), key

    def follow(self) -> Sequence[Key]:
        """The key of the one that is begun, in the scenario that is open now."""
        try:
            if self._begun is not None:
                self._begun.follow(self.document.scenario)
        except InputError:  # what it speaks of is gone
            self._forget()
        return [] if self._begun is None else [self._begun.key]

    def _show_begun(self) -> None:
        if self._begun is not None:
            self.catch_up()

    def _take_in(self) -> None:
        if self._begun is None:
            return
        try:
            after, key = with_limit(self.document.scenario, self._begun.limit)
        except InputError:  # what it speaks of is gone, and so is it at the next look
            return
        self._forget()
        self.document.replace_draft(self.document.draft.with_scenario(after), self.added(key))

    def _forget(self) -> None:
        if self._begun is not None:
            self._begun.deleteLater()
            self._begun = None
