"""Inventories: how the command asks about them, and what it prints."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from planner.cli.console import a_console, print_sentence, print_table, say
from planner.cli.importing.target import Target
from planner.errors import Fault, InputError
from planner.files.encodings import encoded
from planner.files.sheets import sheet_of
from planner.files.standard_input import LABEL, NAME, standard_input
from planner.importing.backlog.mapping import corrections_of
from planner.importing.inventory import reading
from planner.importing.inventory.answers import NO_RENT, Answers, add_answer, read_answers, unanswered
from planner.importing.inventory.columns import headings_held
from planner.importing.inventory.grouping import Asked as Unknown
from planner.importing.inventory.nodes import Nodes
from planner.importing.inventory.proposing import Found, Proposed, proposed, wants_rented
from planner.words.names import counted

KINDS = reading.KINDS
ACCELERATOR = (
    "Which accelerator a card is that the catalogue does not know: G2=H100-SXM, or 'G2={memory_gb: 32, speed: 0.4}';"
    " G2=out leaves it out; may be repeated."
)
RENT = "How many GPUs of each offer in a price list can be had at once, where it begins a scenario."
FIELDS = {
    "cost_per_gpu_hour": "price per GPU·h",
    "on_demand.cost_per_gpu_hour": "price per GPU·h on demand",
    "on_demand.gpus": "GPUs on demand",
}


@dataclass(frozen=True)
class Asked:
    """What the user says of the files."""

    accelerators: tuple[str, ...] = ()
    rent: float | None = None
    overwrite: bool = False
    maps: tuple[str, ...] = ()


class Inventory:
    """The pools of some files, as a part of an import."""

    def __init__(self, found: Mapping[str, Found], made: Proposed, told: Mapping[str, str]) -> None:
        self._found, self._made, self._told = found, made, told

    @property
    def changes(self) -> dict[str, Any]:
        return self._made.proposal.changes

    def show(self) -> None:
        """The pools, what is in none of them and why, what changes, and what should be known."""
        console, groups = a_console(), self._made.grouped
        for sentence in self._sentences():
            console.print(sentence, style="bold")
        if groups.groups:
            console.print()
            print_table(console, ("pool", "accelerator", "where", "nodes", "GPUs", "before"), self._pools(), texts=3)
        if groups.left_out:
            console.print("\nLeft out", style="bold")
            print_table(console, ("card", "where", "why", "nodes", "GPUs"), self._left_out(), texts=3)
        if prices := [change for change in self._made.proposal.told if change.field != "gpus"]:
            console.print("\nPrices and GPUs on demand", style="bold")
            rows = [(c.pool, FIELDS.get(c.field, c.field), _figure(c.before), _figure(c.after)) for c in prices]
            print_table(console, ("pool", "what", "before", "now"), rows, texts=2)
        if notes := [*self._made.notes, *self._made.proposal.kept]:
            console.print()
            for note in notes:
                print_sentence(console, f"– {note}.")

    def document(self) -> dict[str, Any]:
        groups = self._made.grouped
        return {
            "kind": "inventory",
            "nodes": groups.nodes,
            "gpus": groups.gpus,
            "pools": [
                {
                    "pool": self._made.proposal.pools[group.id],
                    "accelerator": group.accelerator,
                    "where": group.place,
                    "nodes": group.nodes,
                    "gpus": group.gpus,
                }
                for group in groups.groups
            ],
            "left_out": [
                {"card": each.card, "where": each.place, "why": each.why, "nodes": each.nodes, "gpus": each.gpus}
                for each in groups.left_out
            ],
            "prices": self._made.offers,
            "changes": [change._asdict() for change in self._made.proposal.told],
            "notes": [*self._made.notes, *self._made.proposal.kept],
        }

    def done(self) -> None:
        """The notes of its pools say what was imported; what was said of columns is kept for the next list."""
        for said in self._found.values():
            if said.layout is not None and (held := headings_held(said.layout, self._told)):
                kind = reading.NODES if isinstance(said, Nodes) else reading.PRICES
                mine = {each: self._told[each] for each in held if reading.is_listed(kind, self._told[each])}
                reading.remember_fields(kind, said.layout, mine)

    def _sentences(self) -> list[str]:
        groups, sources = self._made.grouped, []
        for file, found in self._found.items():
            if isinstance(found, Nodes):
                sources.append(f"{found.source} of {file}")
            else:
                sources.append(f"Prices of {file}: {counted(len(found.offers), 'offer')}")
        if not groups.nodes:
            return sources
        sliced = ", each slice counted as one" if groups.own else ""
        inside, outside = sum(g.gpus for g in groups.groups), sum(each.gpus for each in groups.left_out)
        return [
            *sources,
            f"{counted(groups.nodes, 'node')} with {counted(groups.gpus, 'GPU')}: {inside:,.0f} in"
            f" {counted(len(groups.groups), 'pool')}, {outside:,.0f} left out{sliced}",
        ]

    def _pools(self) -> list[tuple[str, ...]]:
        changed = {change.pool: change for change in self._made.proposal.told if change.field == "gpus"}
        rows: list[tuple[str, ...]] = []
        for group in self._made.grouped.groups:
            name = self._made.proposal.pools[group.id]
            change = changed.get(name)
            same = "stays" if name in self._made.proposal.held else "as it is"
            before = same if change is None else "new" if change.before is None else _figure(change.before)
            rows.append((name, group.accelerator, group.place, f"{group.nodes:,}", _figure(group.gpus), before))
        return rows

    def _left_out(self) -> list[tuple[str, ...]]:
        return [
            (each.card or "–", each.place or "–", each.why, f"{each.nodes:,}", _figure(each.gpus))
            for each in self._made.grouped.left_out
        ]


def taken(files: Sequence[str], told: Mapping[str, str], kind: str = "") -> dict[str, Found]:
    """What those of the files say that are inventories; ``told``: what columns are, ``kind``: what tables list.

    Raises InputError for one that is broken.
    """
    found = {file: _read(file, told, kind) for file in files}
    return {file: said for file, said in found.items() if said is not None}


def headings_told(found: Mapping[str, Found], told: Mapping[str, str]) -> set[str]:
    """Of the columns that are said to be something, those that lists have."""
    layouts = [said.layout for said in found.values() if said.layout is not None]
    return {each for layout in layouts for each in headings_held(layout, told)}


def part(target: Target, found: Mapping[str, Found], asked: Asked) -> Inventory:
    """What inventories would change. Raises InputError where that needs an answer first, and nobody is there to ask."""
    answers = read_answers(asked.accelerators, target.scenario.hardware)
    rent = asked.rent
    if rent is None and wants_rented(target.scenario, found):
        rent = _prompted_rent()
    made = proposed(target.scenario, found, answers, rent, asked.overwrite)
    if made.grouped.asked:
        if not _is_somebody_there():
            raise unanswered(made.grouped.asked)
        _ask(made.grouped.asked, answers, target)
        made = proposed(target.scenario, found, answers, rent, asked.overwrite)
    return Inventory(found, made, corrections_of(asked.maps))


def _read(file: str, told: Mapping[str, str], kind: str) -> Found | None:
    if file == NAME:
        data = standard_input()
        said = None if kind or data.startswith(b"PK") else reading.inventory_of_text(_text(data), LABEL)
        faults: list[Fault] = []
        if said is None:
            sheet = sheet_of(data, LABEL, "", faults)
            said = reading.inventory_of_table(sheet, LABEL, told, kind, remembered=True)
        if said is not None:
            said.doubts[:0] = faults
        return said
    path, _, name = file.partition("#")
    return reading.read_inventory(Path(path), name, told, kind, remembered=True)


def _text(data: bytes) -> str:
    return encoded(data, LABEL).text


def _is_somebody_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(unknown: Sequence[Unknown], answers: Answers, target: Target) -> None:
    """Ask for each card that nobody knows until an accelerator is named."""
    for each in unknown:
        maybe = f", {' or '.join(each.candidates)}" if each.candidates else ""
        question = f"Which accelerator is '{each.name}' ({each.size}){maybe}"
        while each.name not in (*answers.named, *answers.out):
            said = typer.prompt(question, err=True)
            try:
                add_answer(answers, each.name, said.strip(), target.scenario.hardware)
            except InputError as error:
                say(str(error), err=True)


def _prompted_rent() -> float:
    if not _is_somebody_there():
        raise InputError(NO_RENT)
    return float(typer.prompt("How many GPUs of each offer can be had at once?", type=float, err=True))


def _figure(value: Any) -> str:
    return "–" if value is None else f"{value:,.6g}" if isinstance(value, int | float) else str(value)
