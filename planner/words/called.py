"""What people call the parts of a scenario, and which one they mean."""

from __future__ import annotations

from planner.domain.names import meant
from planner.domain.scenario import KEYS, Scenario

NOUNS = {"requests": "request", "pools": "pool", "people": "role", "rules": "rule"}


def called(scenario: Scenario, collection: str, name: str) -> str:
    """The id of a request or pool, the role or the rule, that is meant by an id, a title, or a part of one.

    Raises InputError where it is none, with the nearest names, or could be several.
    """
    return meant(name, titles(scenario, collection), NOUNS[collection])


def titles(scenario: Scenario, collection: str) -> dict[str, str]:
    """What each element of a collection is called, by its id."""
    key = KEYS[collection]
    elements = getattr(scenario, collection)
    return {getattr(each, key): getattr(each, "title", "") or getattr(each, key) for each in elements}
