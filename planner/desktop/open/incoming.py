"""A table on its way into a scenario: what it lists, and what its columns are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.errors import InputError
from planner.files.sheets import Sheet
from planner.importing.backlog.deciding import Answers
from planner.importing.backlog.importing import as_said_before
from planner.importing.backlog.proposing import Source, understood
from planner.importing.backlog.remembering import keep_corrections, known_corrections
from planner.importing.inventory.columns import Layout
from planner.importing.inventory.proposing import Found
from planner.importing.inventory.reading import inventory_of_table, layout_of, remember_fields, remembered_fields
from planner.importing.sorting import REQUESTS, kind_of_table


class ShownColumn(NamedTuple):
    """One column, and what it becomes."""

    heading: str
    sample: str
    field: str
    why: str
    is_open: bool = False
    """Whether something has to be said of it first."""
    words: str = ""
    """The field in words, where it is none that every table offers."""


class IncomingTable:
    """A table, what is said of it, and what it says then."""

    def __init__(self, label: str, sheet: Sheet) -> None:
        self.label, self.sheet = label, sheet
        self._kind = kind_of_table(sheet)
        self._said: dict[str, dict[str, str]] = {}
        self._known: dict[str, dict[str, str]] = {}
        """What was said of such tables before; each by the kind."""
        self.source: Source | None = None
        self.found: Found | None = None
        self.fault = ""
        self._layout = Layout(0)

    @property
    def kind(self) -> str:
        """``requests``, ``nodes`` or ``prices``."""
        return self._kind

    @kind.setter
    def kind(self, kind: str) -> None:
        self._kind = kind

    @property
    def said(self) -> dict[str, str]:
        """What columns are, by their headings, as the user says."""
        return self._said.setdefault(self._kind, {})

    def read(self, answers: Answers) -> None:
        """Read it as it is said to be; why it can't be stands in ``fault``."""
        self.source, self.found, self.fault = None, None, ""
        try:
            if self._kind == REQUESTS:
                self._read_requests(answers)
            else:
                self._read_list()
        except InputError as error:
            self.fault = str(error)

    def columns(self) -> Iterator[ShownColumn]:
        """All columns as they are understood."""
        if self._kind != REQUESTS:
            for listed in self._layout.columns:
                yield ShownColumn(listed.heading, listed.sample, listed.field, listed.why)
        elif self.source is not None:
            asked = {question.index for question in self.source.questions}
            for each in self.source.mapping.columns:
                yield ShownColumn(each.heading, each.sample, each.field, each.why, each.index in asked, each.becomes)

    def remember(self) -> None:
        """Keep what was said of the columns for the next table of its kind."""
        if not self.said:
            return
        told = self._known.get(self._kind, {}) | self.said
        if self._kind != REQUESTS:
            remember_fields(self._kind, self._layout, told)
        elif self.source is not None:
            keep_corrections(self.source.table.signature, told)

    def _read_requests(self, answers: Answers) -> None:
        plain = understood(self.sheet, self.label, {}, answers)
        known = self._known.setdefault(REQUESTS, known_corrections(plain.table.signature))
        told = known | self.said
        source = understood(self.sheet, self.label, told, answers) if told else plain
        self.source = as_said_before(source, known.keys() - self.said.keys())

    def _read_list(self) -> None:
        known = self._known.get(self._kind)
        if known is None:
            known = self._known[self._kind] = remembered_fields(self._kind, self.sheet)
        told = known | self.said
        self._layout = layout_of(self._kind, self.sheet, told)
        self.found = inventory_of_table(self.sheet, self.label, told, self._kind)
        if self.found is not None:
            self.found.doubts[:0] = self.sheet.doubts
