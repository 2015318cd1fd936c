"""Tables on their way into a scenario: read again whenever something is said of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.desktop.open.document import Document
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files.sheets import Sheet
from planner.importing.backlog.deciding import Answers, Question
from planner.importing.backlog.importing import as_said_before, new_scenario
from planner.importing.backlog.proposing import Proposal, Source, proposed, understood
from planner.importing.backlog.remembering import keep_corrections, known_corrections, last_import

type Named = tuple[str, Sheet]
"""What a table is called, and what is in it."""


class Importing:
    """Some tables, what was said of them, and what they would make of a scenario."""

    def __init__(self, tables: Sequence[Named], document: Document | None) -> None:
        """Raises InputError for a table with nothing below its headings. ``document``: None makes a new scenario."""
        self._tables, self.into = tables, document
        self.answers = Answers()
        self._said: list[dict[str, str]] = [{} for _ in tables]
        self._known: list[dict[str, str]] = [{} for _ in tables]
        """What was said of such tables before."""
        self.sources: list[Source] = []
        self.proposal: Proposal | None = None
        self.fault = ""
        """Why there is no proposal, where it is not that something is open."""
        for k, (label, sheet) in enumerate(tables):
            self._known[k] = known_corrections(understood(sheet, label, {}, self.answers).table.signature)
        self.look()

    @property
    def questions(self) -> list[Question]:
        return [question for source in self.sources for question in source.questions]

    def say_field(self, table: int, heading: str, field: str) -> None:
        """What a column is."""
        self._said[table][heading] = field
        self.look()

    def say_notation(self, *, decimal: str | None = None, order: str | None = None) -> None:
        """What stands before decimals, or in which order dates are, where a column leaves it open."""
        kept = self.answers
        self.answers = replace(
            kept,
            decimal=kept.decimal if decimal is None else decimal,
            order=kept.order if order is None else order,
        )
        self.look()

    def go_into(self, document: Document | None) -> None:
        """Another scenario; None: a new one."""
        self.into = document
        self.look()

    def look(self) -> None:
        """Read the tables as they are said to be."""
        self.proposal, self.fault = None, ""
        try:
            self.sources = [
                as_said_before(understood(sheet, label, known | said, self.answers), known.keys() - said.keys())
                for (label, sheet), known, said in zip(self._tables, self._known, self._said, strict=True)
            ]
            if not self.questions:
                self.proposal = proposed(self._scenario, self.sources, self._before, is_new=self.into is None)
        except InputError as error:
            self.fault = str(error)

    def remember(self) -> None:
        """Keep what was said of the columns for the next tables of their kinds."""
        for source, known, said in zip(self.sources, self._known, self._said, strict=True):
            if said:
                keep_corrections(source.mapping, known | said)

    @property
    def _scenario(self) -> Scenario:
        return new_scenario(Path(self._tables[0][0]).stem) if self.into is None else self.into.scenario

    @property
    def _before(self) -> dict[str, dict[str, Any]]:
        """What was imported last, in its file or since."""
        if self.into is None:
            return {}
        here = self.into.scenario.request_by_id  # what was taken back since is not remembered
        return last_import(self.into.file) | {name: each for name, each in self.into.imported.items() if name in here}
