"""What holds a request in the plan although something else would earn its GPUs more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.languages.saying import say
from planner.words.amounts import CUT

HELD = {"rule": "promised", "commitment": "committed", "requirement": "needed"}
"""What such a request is, by what holds it first."""
_LIMIT = re.compile(rf"(?:^|; )(?={'|'.join(HELD)}: )")


def held_word(held_by: str, index: float) -> str:
    """``promised`` for a request below the cut line, by its row's ``held_by``; empty where it needs no holding."""
    kind = held_by.partition(":")[0]
    return HELD[kind] if kind and not index >= CUT else ""


def held_words(held_by: str, titles: Mapping[str, str]) -> str:
    """``held by the rule Research protected, and needed by Video studio``; ``titles`` says what requests are called."""
    limits = [limit.split(": ", 1) for limit in _LIMIT.split(held_by) if limit]
    names: dict[str, list[str]] = {kind: [] for kind in HELD}
    for kind, name in limits:
        names[kind].append(name)
    said = []
    if rules := names["rule"]:
        one = "held by the rule {rules}"
        said.append(say(one if len(rules) == 1 else "held by the rules {rules}", rules=say(" and ").join(rules)))
    if names["commitment"]:
        said.append(say("held by its commitment"))
    if others := names["requirement"]:
        called = say(" and ").join(titles.get(name, name) for name in others)
        said.append(say("needed by {requests}", requests=called))
    return say(", and ").join(said)
