"""What a rule or an expectation speaks of."""

from __future__ import annotations

from collections import Counter

from planner.domain.rule import Dimension, Selection
from planner.domain.scenario import Scenario
from planner.languages.saying import say

NOUNS: dict[Dimension, str] = {
    "id": "request",
    "team": "team",
    "product": "product",
    "kind": "kind",
    "accelerator": "accelerator",
    "pool": "pool",
    "region": "region",
    "period": "period",
}
"""What each dimension of a selection tells apart, in the order in which it is said."""


def titles(scenario: Scenario, dimension: Dimension) -> dict[str, str]:
    """What each name of a dimension is called for people; of two that are called alike, each with its id."""
    found = {name: name for name in scenario.names(dimension)}
    if dimension == "id":
        found = {request.id: request.title for request in scenario.requests}
    elif dimension == "pool":
        found = {pool.id: pool.title for pool in scenario.pools}
    often = Counter(found.values())
    return {name: title if often[title] == 1 else f"{title} ({name})" for name, title in found.items()}


def narrowed(of: Selection, scenario: Scenario) -> dict[Dimension, list[str]]:
    """By dimension that narrows a selection: those it selects, as people call them."""
    found: dict[Dimension, list[str]] = {}
    for dimension in NOUNS:
        if (names := of.names(dimension)) is not None:
            called = titles(scenario, dimension)
            found[dimension] = [called.get(name, name) for name in names]
    return found


def selection_words(of: Selection, scenario: Scenario) -> str:
    """``team research or apps, pool H100 in Virginia``; nothing for everything."""
    parts = narrowed(of, scenario).items()
    return say(", ").join(f"{say(NOUNS[dimension])} {say(' or ').join(names)}" for dimension, names in parts)
