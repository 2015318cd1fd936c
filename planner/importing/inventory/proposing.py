"""Everything that some files say of clusters and prices, as one proposal for a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.domain.inventory import Accelerator
from planner.domain.scenario import Scenario
from planner.files.card_names import card_names
from planner.importing.inventory.answers import Answers
from planner.importing.inventory.applying import Proposal, with_groups, with_prices
from planner.importing.inventory.grouping import Cards, Grouped, grouped
from planner.importing.inventory.nodes import Node, Nodes
from planner.importing.inventory.prices import Offer, Prices
from planner.words.names import counted

SPEEDLESS = "no speed: only requests that name it under runs_on with a speed can use it"
_SPEEDS = {"speed", "training_speed", "inference_speed"}

type Found = Nodes | Prices
"""What one file says."""


@dataclass(slots=True)
class Proposed:
    """What an import would do, and what it makes of the files."""

    grouped: Grouped
    proposal: Proposal
    notes: list[str] = field(default_factory=list)
    """What the user should know of the files, a sentence each."""
    offers: int = 0
    """Prices that are listed for known cards."""
    after: Scenario | None = None
    """The scenario as it would be, once that is asked for."""


def proposed(
    scenario: Scenario,
    found: Mapping[str, Found],
    answers: Answers,
    rented: float | None,
    overwrite: bool = False,
) -> Proposed:
    """What files, by their names, make of a scenario. What is asked for stands in ``grouped.asked``."""
    hardware = scenario.hardware | dict.fromkeys(answers.own.keys() - scenario.hardware.keys(), Accelerator())
    cards = Cards(card_names(), hardware, answers.named, answers.out)
    notes = [str(doubt.at(file=doubt.file or file)) for file, said in found.items() for doubt in said.doubts]
    nodes = [*_once(found, notes)]
    groups = grouped(nodes, cards, hardware)
    notes += [f"'{name}' {note}" for name, note in groups.notes.items()]
    notes += [f"{name}: {own.notes.rstrip('.')}, with {own.memory_gb:g} GB" for name, own in groups.own.items()]
    notes += [f"{name} has {SPEEDLESS}" for name, figures in answers.own.items() if not _SPEEDS & figures.keys()]
    proposal = with_groups(scenario, groups, answers.own, overwrite) if nodes else Proposal()
    offers = [*_priced(scenario, found, cards, proposal, notes)]
    if offers:
        with_prices(proposal, scenario, offers, rented, overwrite)
    notes += [f"--accelerator {name}=…: the files have no such card" for name in _idle(answers, cards)]
    return Proposed(groups, proposal, notes, len(offers))


def wants_rented(scenario: Scenario, found: Mapping[str, Found]) -> bool:
    """Whether there are only prices, and no pools that they could be for."""
    return not scenario.pools and not any(isinstance(each, Nodes) for each in found.values())


def _once(found: Mapping[str, Found], notes: list[str]) -> Iterator[Node]:
    """All nodes; one that several files name is counted once, as the first of them has it."""
    known: dict[str, str] = {}
    again = 0
    for file, said in found.items():
        for node in said.nodes if isinstance(said, Nodes) else ():
            if node.name and known.setdefault(node.name, file) != file:
                again += 1
            else:
                yield node
    if again:
        notes.append(f"in several files: {counted(again, 'node')}, counted as the first of them says")


def _priced(
    scenario: Scenario, found: Mapping[str, Found], cards: Cards, proposal: Proposal, notes: list[str]
) -> Iterator[tuple[str, Offer]]:
    """The offers of known cards, in the scenario's currency."""
    unknown: dict[str, int] = {}
    currency = _currency(scenario, found)
    if currency != scenario.currency:
        proposal.changes["currency"] = currency
    for file, said in found.items():
        if not isinstance(said, Prices):
            continue
        rate = 1.0 if said.currency in ("", currency) else scenario.rates.get(said.currency)
        if rate is None:
            advice = f"give it rates: {{{said.currency}: …}}"
            notes.append(f"{file}: prices in {said.currency} are left out: the scenario counts in {currency}; {advice}")
            continue
        if rate != 1.0:
            notes.append(f"{file}: prices in {said.currency} are turned into {currency}, {rate:g} for one")
        for offer in (each.at_rate(rate) for each in said.offers):
            if cards.are_out(offer.names):
                continue
            if accelerator := cards.of(offer.names, offer.memory_gb).accelerator:
                yield accelerator, offer
            else:
                unknown[offer.names[0]] = unknown.get(offer.names[0], 0) + 1
    if unknown:
        many, named = sum(unknown.values()), ", ".join(sorted(unknown))
        notes.append(f"no price is taken of cards that the catalogue lacks ({counted(many, 'offer')}): {named}")


def _currency(scenario: Scenario, found: Mapping[str, Found]) -> str:
    """The scenario's currency; where it says nothing of money yet, that of the first price list that names one."""
    if scenario.pools or scenario.requests or scenario.rules:
        return scenario.currency
    said = (each.currency for each in found.values() if isinstance(each, Prices) and each.currency)
    return next(said, scenario.currency)


def _idle(answers: Answers, cards: Cards) -> list[str]:
    return [name for name in (*answers.named, *sorted(answers.out)) if name.casefold() not in cards.answered]
