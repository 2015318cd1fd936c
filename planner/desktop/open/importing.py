"""Files on their way into a scenario: read again whenever something is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planner.desktop.open.document import Document
from planner.desktop.open.incoming import IncomingTable
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files.amending import amended
from planner.files.sheets import Sheet
from planner.importing.backlog.deciding import Answers, Question
from planner.importing.backlog.importing import new_scenario
from planner.importing.backlog.proposing import Proposal, Source
from planner.importing.backlog.proposing import proposed as proposed_requests
from planner.importing.backlog.remembering import last_import
from planner.importing.inventory import answers as cards
from planner.importing.inventory.grouping import Asked, Group
from planner.importing.inventory.nodes import Nodes
from planner.importing.inventory.proposing import Found, Proposed, wants_rented
from planner.importing.inventory.proposing import proposed as proposed_pools
from planner.importing.sorting import together

type Named = tuple[str, Sheet | Found]
"""What a file is called, and its table, or what some program has printed into it."""
OWN = "own"
"""A card that is no accelerator of the catalogue, and becomes one of the scenario's own, without a speed."""


@dataclass(frozen=True)
class UnknownCard:
    """A card that nobody knows, and what is asked of it."""

    name: str
    candidates: tuple[str, ...]
    nodes: Asked | None = None
    """The nodes that have it; None: none has, so that it may stay unknown."""
    cells: int = 0
    """Cells of requests that name it."""


class Importing:
    """Some files, what was said of them, and what they would make of a scenario."""

    def __init__(self, files: Sequence[Named], document: Document | None) -> None:
        """Raises InputError for a table with nothing below its headings. ``document``: None makes a new scenario."""
        self.into = document
        self.names = [name for name, _ in files]
        self.tables = [IncomingTable(name, held) for name, held in files if isinstance(held, Sheet)]
        self._held = {name: held for name, held in files if not isinstance(held, Sheet)}
        self.notation, self.cards = Answers(), cards.Answers()
        self.rent = 0.0
        """GPUs of each offer that can be had, where only prices are there [GPU]."""
        self.unknown: dict[str, UnknownCard] = {}
        """Cards that were not known at some time, by their names in small letters."""
        self.proposal: Proposal | None = None
        """What becomes of the requests; None: there are none, or something is open."""
        self.made: Proposed | None = None
        """What becomes of the pools; None: no file speaks of them."""
        self.after: Scenario | None = None
        """The scenario as it would be; None while something is open."""
        self.fault = ""
        """Why it can't be so, where it is not that something is open."""
        self.look()

    @property
    def sources(self) -> list[Source]:
        return [table.source for table in self.tables if table.source is not None]

    @property
    def questions(self) -> list[Question]:
        return [question for source in self.sources for question in source.questions]

    @property
    def open_cards(self) -> list[UnknownCard]:
        """Cards of nodes of which has to be said what they are."""
        asked = {each.name.casefold() for each in self.made.grouped.asked} if self.made else set()
        return [card for key, card in self.unknown.items() if key in asked]

    @property
    def wants_rent(self) -> bool:
        return bool(self._found) and wants_rented(self.scenario, self._found)

    @property
    def scenario(self) -> Scenario:
        """What the files come into."""
        return new_scenario(Path(self.names[0]).stem) if self.into is None else self.into.scenario

    @property
    def has_changes(self) -> bool:
        return bool(
            self.after and ((self.proposal and self.proposal.fresh) or (self.made and self.made.proposal.changes))
        )

    def say_kind(self, table: int, kind: str) -> None:
        """What a table lists: ``requests``, ``nodes`` or ``prices``."""
        self.tables[table].kind = kind
        self.unknown.clear()
        self.cards = cards.Answers()
        self.look()

    def say_field(self, table: int, heading: str, field: str) -> None:
        """What a column is."""
        self.tables[table].said[heading] = field
        self.look()

    def say_notation(self, *, decimal: str | None = None, order: str | None = None) -> None:
        """What stands before decimals, or in which order dates are, where a column leaves it open."""
        kept = self.notation
        self.notation = replace(
            kept,
            decimal=kept.decimal if decimal is None else decimal,
            order=kept.order if order is None else order,
        )
        self.look()

    def say_card(self, name: str, said: str) -> None:
        """Which accelerator a card is: one of the catalogue, ``own``, ``out`` to leave it out, or nothing as yet."""
        self.cards.forget(name)
        if said:
            cards.add_answer(self.cards, name, name if said == OWN else said, self.scenario.hardware)
        self.look()

    def say_rent(self, gpus: float) -> None:
        """How many GPUs of each offer can be had."""
        self.rent = gpus
        self.look()

    def go_into(self, document: Document | None) -> None:
        """Another scenario; None: a new one."""
        self.into = document
        self.look()

    def look(self) -> None:
        """Read the files as they are said to be."""
        self.proposal = self.made = self.after = None
        self.fault = ""
        named = tuple((name.casefold(), accelerator) for name, accelerator in self.cards.named.items())
        for table in self.tables:
            table.read(replace(self.notation, cards=named))
        faults = [table.fault for table in self.tables if table.fault]
        try:
            self._look(self.scenario, is_whole=not faults)
        except InputError as error:
            faults.append(str(error))
        self.fault = "\n".join(faults)

    def pools(self) -> Iterator[tuple[str, Group, float | None]]:
        """Of each pool: its id, what the files count, and the GPUs that it has now; None: it is new."""
        scenario = self.scenario
        for group in self.made.grouped.groups if self.made else ():
            name = self.made.proposal.pools[group.id] if self.made else ""
            pool = scenario.pool_by_id.get(name)
            yield name, group, max(scenario.calendar.over(pool.gpus)) if pool else None

    def remember(self) -> None:
        """Keep what was said of the columns for the next tables of their kinds."""
        for table in self.tables:
            table.remember()

    @property
    def printed(self) -> dict[str, Nodes]:
        """What other programs have printed of clusters, by the names of the files."""
        return {name: held for name, held in self._held.items() if isinstance(held, Nodes)}

    @property
    def _found(self) -> dict[str, Found]:
        """What the files say of clusters and of prices."""
        listed = {table.label: table.found for table in self.tables if table.found is not None}
        return {name: (self._held | listed)[name] for name in self.names if name in self._held | listed}

    def _look(self, scenario: Scenario, *, is_whole: bool) -> None:
        if self.sources and not self.questions:
            own = {name: figures for name, figures in self.cards.own.items() if name not in scenario.accelerators}
            self.proposal = proposed_requests(scenario, self.sources, self._before, is_new=self.into is None, own=own)
            for card in self.proposal.requests.unknown.values():
                self.unknown[card.name] = UnknownCard(card.name, card.candidates, cells=card.cells)
        if self._found:
            base = amended(scenario, self.proposal.changes) if self.proposal else scenario
            self.made = proposed_pools(base, self._found, self.cards, self.rent)
            for asked in self.made.grouped.asked:
                self.unknown[asked.name.casefold()] = UnknownCard(asked.name, asked.candidates, asked)
        if is_whole and not self.questions and not self.open_cards:
            requests, pools = self.proposal, self.made
            parts = [requests.changes if requests else {}, pools.proposal.changes if pools else {}]
            self.after = amended(scenario, together(parts))

    @property
    def _before(self) -> dict[str, dict[str, Any]]:
        """What was imported last, in its file or since."""
        if self.into is None:
            return {}
        here = self.into.scenario.request_by_id  # what was taken back since is not remembered
        return last_import(self.into.file) | {name: each for name, each in self.into.imported.items() if name in here}
