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
from planner.importing.backlog.mapping import corrected
from planner.importing.inventory.answers import NO_RENT, read_answers, unanswered
from planner.importing.inventory.columns import IGNORE
from planner.importing.inventory.proposing import Found, Proposed, proposed, wants_rented
from planner.importing.inventory.reading import FIELDS, KINDS, is_listed, read_inventory


def import_inventory(
    files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    into: str | os.PathLike[str] | Scenario | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    kind: str = "",
    accelerators: Mapping[str, str] | None = None,
    rent: float | None = None,
    overwrite: bool = False,
) -> Proposed:
    """The pools of clusters and price lists in a scenario: ``import_inventory("nodes.json").after`` is a new one.

    ``into`` is a scenario, or its file, that they come into; ``columns`` says what a column of a list is
    (``{"Karte": "card"}``), ``kind`` whether tables list ``nodes`` or ``prices`` where their headings don't show it,
    ``accelerators`` what a card is that nobody knows (``{"G2": "H100-SXM"}``, ``{"G2": "{memory_gb: 32, speed: 0.4}"}``
    or, to leave it out, ``{"G2": "out"}``), ``rent`` how many GPUs of each offer can be had where only prices begin a
    scenario. ``overwrite``: what was edited gives way. It writes nothing.

    Raises InputError where a file can't be read, is no inventory, or leaves something open.
    """
    paths = [files] if isinstance(files, str | os.PathLike) else [*files]
    check_fields(columns or {})
    found = {os.fspath(path): _read(os.fspath(path), columns or {}, kind) for path in paths}
    check_headings(columns or {}, found.values())
    scenario = new_scenario("") if into is None else into if isinstance(into, Scenario) else read(into).scenario
    answers = read_answers((f"{name}={said}" for name, said in (accelerators or {}).items()), scenario.hardware)
    if rent is None and wants_rented(scenario, found):
        raise InputError(NO_RENT)
    made = proposed(scenario, found, answers, rent, overwrite)
    if made.grouped.asked:
        raise unanswered(made.grouped.asked)
    made.after = amended(scenario, made.proposal.changes)
    return made


def check_fields(told: Mapping[str, str]) -> None:
    """Raises InputError where a column is said to be what no list has."""
    for heading, field in told.items():
        if not any(is_listed(kind, field) for kind in FIELDS):
            named = ", ".join(dict.fromkeys(name for fields in FIELDS.values() for name in fields))
            raise InputError(f"{heading}={field}: a list has no such column; wanted is {named} or {IGNORE}")


def check_headings(told: Mapping[str, str], found: Iterable[Found]) -> None:
    """Raises InputError where a column is said to be something, and no list has it."""
    layouts = [each.layout for each in found if each.layout is not None]
    for heading in told:
        corrected([column.heading for layout in layouts for column in layout.columns], {heading: ""})


def _read(name: str, told: Mapping[str, str], kind: str) -> Found:
    path, _, sheet = name.partition("#")
    found = read_inventory(Path(path), sheet, told, kind)
    if found is None:
        raise InputError([Fault(f"is no inventory: wanted is {KINDS}", file=path)])
    return found
