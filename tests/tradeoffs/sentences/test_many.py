"""Sentences about many solves: how often of how many, and by whose name."""

from __future__ import annotations

import math

from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.weights import Stable
from planner.tradeoffs.sentences.many import served_words, stable_sentence


def test_how_often_is_said_of_how_many() -> None:
    assert [served_words(part, 20) for part in (1.0, 0.35, 0.0)] == ["20 of 20", "7 of 20", "0 of 20"]


def test_who_is_decided_otherwise_is_called_by_name(small: Scenario) -> None:
    named = small.requests[0].model_copy(update={"name": "Search"})
    found = Stable("daily_users", 30.0, 29.8, math.inf, ("r0",), (), exact=True)
    said = stable_sentence(found, small.replacing(named))
    assert said == (
        "Daily users: the weight is 30, and the plan stays the same from 29.8 to any larger one that was tried; "
        "below that Search is decided otherwise."
    )
