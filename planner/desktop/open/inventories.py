"""Clusters and price lists on their way into a scenario: laid over it again with every answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.amending import amended
from planner.importing.inventory.answers import Answers, add_answer
from planner.importing.inventory.grouping import Asked, Group
from planner.importing.inventory.proposing import Found, Proposed, proposed, wants_rented
from planner.importing.inventory.reading import KINDS, read_inventory


def read_files(files: Sequence[Path]) -> dict[str, Found]:
    """What files say of a cluster or of prices, by their names. Raises InputError for one that says neither."""
    found = {file.name: read_inventory(file) for file in files}
    if strange := [name for name, said in found.items() if said is None]:
        raise InputError([Fault(f"is no inventory: wanted is {KINDS}", file=name) for name in strange])
    return {name: said for name, said in found.items() if said is not None}


class Inventories:
    """Some inventories, what was said of them, and what they would make of a scenario."""

    def __init__(self, found: Mapping[str, Found], scenario: Scenario) -> None:
        self._found, self.scenario = found, scenario
        self.answers = Answers()
        self.rent = 0.0
        """GPUs of each offer that can be had, where only prices are there [GPU]."""
        self.after: Scenario | None = None
        """The scenario as it would be; None while something is open."""
        self.fault = ""
        """Why it can't be so."""
        self.made = self._look()
        self.asked: list[Asked] = self.made.grouped.asked
        """The cards that nobody knew at first."""

    @property
    def wants_rent(self) -> bool:
        return wants_rented(self.scenario, self._found)

    def say_card(self, name: str, accelerator: str) -> None:
        """Which accelerator a card is; nothing takes the answer back."""
        self.answers.named.pop(name, None)
        self.answers.own.pop(name, None)
        if accelerator:
            add_answer(self.answers, name, accelerator, self.scenario.hardware)
        self.made = self._look()

    def say_rent(self, gpus: float) -> None:
        """How many GPUs of each offer can be had."""
        self.rent = gpus
        self.made = self._look()

    def pools(self) -> Iterator[tuple[str, Group, float | None]]:
        """Of each pool: its id, what the files count, and the GPUs that it has now; None: it is new."""
        for group in self.made.grouped.groups:
            name = self.made.proposal.pools[group.id]
            pool = self.scenario.pool_by_id.get(name)
            yield name, group, max(self.scenario.calendar.over(pool.gpus)) if pool else None

    def stays(self, pool: str) -> bool:
        """Whether a pool's GPUs stay as they are, whatever the files count."""
        return pool in self.made.proposal.held

    def _look(self) -> Proposed:
        made = proposed(self.scenario, self._found, self.answers, self.rent)
        self.after, self.fault = None, ""
        try:
            after = amended(self.scenario, made.proposal.changes)
        except InputError as error:
            self.fault = str(error)
        else:
            self.after = None if made.grouped.asked else after
        return made
