"""A rule as a sentence: [cost] of [everything] [in each period] [at most] [900,000 USD]."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass

from planner.desktop.look.numbers import number_text, percent_text
from planner.desktop.look.words import tr
from planner.domain.rule import UNITS, Dimension, Expectation, Limit, Measure, Rule, Selection
from planner.domain.scenario import Scenario

DIMENSIONS: tuple[Dimension, ...] = ("id", "team", "product", "kind", "accelerator", "pool", "region", "period")
MEASURES: dict[Measure, str] = {
    "cost": "cost",
    "gpu_hours": "GPU-hours",
    "gpu_share": "share of the GPU-hours",
    "value": "value",
    "funded": "number funded",
    "energy_kwh": "energy",
    "carbon_kg": "carbon",
}
JOINED: dict[Dimension, str] = {"accelerator": "on", "pool": "on", "region": "in", "period": "in"}
"""Before what narrows a selection further."""
SIDES = {"at_least": "at least", "at_most": "at most"}
OUTCOMES = {"funds": "is served", "declines": "is not served"}
"""What may be expected of a request."""
SHOWN = 3
"""Names that a sentence tells; of more it says how many."""


@dataclass(frozen=True)
class Phrase:
    """Some words of a sentence; those with a key can be changed."""

    text: str
    key: str = ""
    """measure, of, of.team, narrow, each, side, at_least or at_most; request or kind where one is expected"""


def sentence(rule: Rule, scenario: Scenario) -> str:
    """What a rule says."""
    each = f" {each_text(rule.each)}" if rule.each else ""
    return f"{_measured(rule.measure, rule.of, scenario)}{each}: {limit_text(rule.measure, rule, scenario)}"


def parts(limit: Rule | Expectation, scenario: Scenario, typed: Container[str] = ()) -> Iterator[Phrase]:
    """The sentence of a rule or an expectation, piece by piece.

    What it does not narrow or divide is said too, so that it can be, and what it lacks where that was ``typed`` for.
    """
    if isinstance(limit, Expectation) and limit.measure is None:
        yield from _outcome(limit, scenario)
        return
    assert limit.measure is not None
    yield Phrase(_started(tr(MEASURES[limit.measure])), "measure")
    yield Phrase(tr("of"))
    narrowed = [each for each in DIMENSIONS if limit.of.names(each) is not None or f"of.{each}" in typed]
    for at, dimension in enumerate(narrowed):
        if at:
            yield Phrase(tr(JOINED.get(dimension, "and")))
        yield Phrase(_narrowed(limit.of, dimension, scenario), f"of.{dimension}")
    yield Phrase("+", "narrow") if narrowed else Phrase(tr("everything"), "of")
    if isinstance(limit, Rule):
        yield Phrase(each_text(limit.each), "each")
    sides = [side for side in SIDES if getattr(limit, side) is not None or side in typed]
    for at, side in enumerate(sides):
        if at:
            yield Phrase(tr("and"))
        yield Phrase(tr(SIDES[side]), "side" if len(sides) == 1 else "")
        yield Phrase(amount_text(limit.measure, getattr(limit, side) or 0.0, scenario.currency), side)


def _outcome(expected: Expectation, scenario: Scenario) -> Iterator[Phrase]:
    """That a request is served, or is not."""
    kind = "declines" if expected.funds is None else "funds"
    name = getattr(expected, kind)
    yield Phrase(titles(scenario, "id").get(name, name), "request")
    yield Phrase(tr(OUTCOMES[kind]), "kind")


def titles(scenario: Scenario, dimension: Dimension) -> dict[str, str]:
    """What each name of a dimension is called for people; of two that are called alike, each with its id."""
    found = {name: name for name in scenario.names(dimension)}
    if dimension == "id":
        found = {request.id: request.title for request in scenario.requests}
    elif dimension == "pool":
        found = {pool.id: pool.title for pool in scenario.pools}
    often = Counter(found.values())
    return {name: title if often[title] == 1 else f"{title} ({name})" for name, title in found.items()}


def selection_text(of: Selection, scenario: Scenario) -> str:
    """``everything``, or what narrows it: ``team research, accelerator H100-SXM``."""
    narrowed = (_narrowed(of, dimension, scenario) for dimension in DIMENSIONS if of.names(dimension) is not None)
    return ", ".join(narrowed) or tr("everything")


def dimension_text(dimension: str) -> str:
    return tr("request") if dimension == "id" else tr(dimension)


def each_text(dimension: str | None) -> str:
    """For what a limit holds: everything together, or each for itself."""
    return tr("in each {dimension}", dimension=dimension_text(dimension)) if dimension else tr("in total")


def limit_text(measure: Measure, limit: Limit, scenario: Scenario) -> str:
    said = [
        f"{tr(word)} {amount_text(measure, amount, scenario.currency)}"
        for side, word in SIDES.items()
        if (amount := getattr(limit, side)) is not None
    ]
    return tr(" and ").join(said)


def amount_text(measure: Measure, amount: float, currency: str) -> str:
    if measure == "gpu_share":
        return percent_text(amount)
    return f"{number_text(amount)} {UNITS[measure] or currency}"


def _measured(measure: Measure, of: Selection, scenario: Scenario) -> str:
    return " ".join((_started(tr(MEASURES[measure])), tr("of"), selection_text(of, scenario)))


def _narrowed(of: Selection, dimension: Dimension, scenario: Scenario) -> str:
    """``team research or apps``"""
    called = titles(scenario, dimension)
    names = [called.get(name, name) for name in of.names(dimension) or ()]
    more = [tr("{count} more", count=len(names) - SHOWN)] if len(names) > SHOWN + 1 else []
    shown = (names[:SHOWN] if more else names) + more
    return f"{dimension_text(dimension)} {tr(' or ').join(shown) or tr('none')}"


def _started(text: str) -> str:
    """The text with a capital first letter; GPU stays GPU."""
    return text[:1].upper() + text[1:]
