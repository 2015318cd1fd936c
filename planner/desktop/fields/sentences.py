"""A rule as a sentence: [cost] of [everything] [in each period] [at most] [900,000 USD]."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from planner.desktop.look.numbers import number_text, percent_text
from planner.desktop.look.words import tr
from planner.domain.rule import Dimension, Expectation, Limit, Rule, Selection
from planner.domain.scenario import Scenario
from planner.words.measures import SIDES, noun_of, unit_of
from planner.words.names import started
from planner.words.selections import NOUNS, titles

JOINED: dict[Dimension, str] = {"accelerator": "on", "pool": "on", "region": "in", "period": "in"}
"""Before what narrows a selection further."""
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
    yield Phrase(started(tr(noun_of(limit.measure).title)), "measure")
    yield Phrase(tr("of"))
    narrowed = [each for each in NOUNS if limit.of.names(each) is not None or f"of.{each}" in typed]
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


def selection_text(of: Selection, scenario: Scenario) -> str:
    """``everything``, or what narrows it: ``team research, accelerator H100-SXM``."""
    narrowed = (_narrowed(of, dimension, scenario) for dimension in NOUNS if of.names(dimension) is not None)
    return ", ".join(narrowed) or tr("everything")


def each_text(dimension: Dimension | None) -> str:
    """For what a limit holds: everything together, or each for itself."""
    return tr("in each {dimension}", dimension=tr(NOUNS[dimension])) if dimension else tr("in total")


def limit_text(measure: str, limit: Limit, scenario: Scenario) -> str:
    said = [
        f"{tr(word)} {amount_text(measure, amount, scenario.currency)}"
        for side, word in SIDES.items()
        if (amount := getattr(limit, side)) is not None
    ]
    return tr(" and ").join(said)


def amount_text(measure: str, amount: float, currency: str) -> str:
    if measure == "gpu_share":
        return percent_text(amount)
    return f"{number_text(amount)} {unit_of(measure, currency)}"


def _measured(measure: str, of: Selection, scenario: Scenario) -> str:
    return " ".join((started(tr(noun_of(measure).title)), tr("of"), selection_text(of, scenario)))


def _narrowed(of: Selection, dimension: Dimension, scenario: Scenario) -> str:
    """``team research or apps``"""
    called = titles(scenario, dimension)
    names = [called.get(name, name) for name in of.names(dimension) or ()]
    more = [tr("{count} more", count=len(names) - SHOWN)] if len(names) > SHOWN + 1 else []
    shown = (names[:SHOWN] if more else names) + more
    return f"{tr(NOUNS[dimension])} {tr(' or ').join(shown) or tr('none')}"
