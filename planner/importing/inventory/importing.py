"""Clusters and price lists from files into a scenario, in Python as on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files import read
from planner.files.amending import amended
from planner.importing.backlog.importing import new_scenario
from planner.importing.inventory.answers import NO_RENT, read_answers, unanswered
from planner.importing.inventory.proposing import Found, Proposed, proposed, wants_rented
from planner.importing.inventory.reading import KINDS, read_inventory


def import_inventory(
    files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    into: str | os.PathLike[str] | Scenario | None = None,
    *,
    accelerators: Mapping[str, str] | None = None,
    rent: float | None = None,
    overwrite: bool = False,
) -> Proposed:
    """The pools of clusters and price lists in a scenario: ``import_inventory("nodes.json").after`` is a new one.

    ``into`` is a scenario, or its file, that they come into; ``accelerators`` says what a card is that nobody knows
    (``{"G2": "H100-SXM"}``, or ``{"G2": "{memory_gb: 32, speed: 0.4}"}``), ``rent`` how many GPUs of each offer can be
    had where only prices begin a scenario. ``overwrite``: what was edited gives way. It writes nothing.

    Raises InputError where a file can't be read, is no inventory, or leaves something open.
    """
    paths = [files] if isinstance(files, str | os.PathLike) else [*files]
    found = {os.fspath(path): _read(os.fspath(path)) for path in paths}
    scenario = new_scenario("") if into is None else into if isinstance(into, Scenario) else read(into).scenario
    answers = read_answers((f"{name}={said}" for name, said in (accelerators or {}).items()), scenario.hardware)
    if rent is None and wants_rented(scenario, found):
        raise InputError(NO_RENT)
    made = proposed(scenario, found, answers, rent, overwrite)
    if made.grouped.asked:
        raise unanswered(made.grouped.asked)
    made.after = amended(scenario, made.proposal.changes)
    return made


def _read(name: str) -> Found:
    path, _, sheet = name.partition("#")
    found = read_inventory(Path(path), sheet)
    if found is None:
        raise InputError([Fault(f"is no inventory: wanted is {KINDS}", file=path)])
    return found
