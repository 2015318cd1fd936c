"""What a point is, in words."""

from __future__ import annotations

from planner.domain.scenario import Scenario
from planner.domain.worth import factors_of
from planner.languages.saying import say
from planner.words.amounts import brought_words, metric_unit, short
from planner.words.names import listed

DIGITS = 3


def yardstick_words(scenario: Scenario) -> str:
    """``1 point = 3.07 M USD revenue, 354 k daily active users or 0.418 market share``; empty: nothing counts."""
    parts = []
    for metric, factor in sorted(factors_of(scenario).items(), key=lambda item: scenario.metrics.index(item[0])):
        if factor > 0:
            unit = metric_unit(scenario, metric)
            parts.append(f"{short(1 / factor, DIGITS)} {unit}{brought_words(scenario, metric)}")
    return say("1 point = {parts}", parts=listed(parts, "or")) if parts else ""
