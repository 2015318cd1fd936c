"""What sentences about trade-offs are made of: points, what they stand for, and requests by their titles.

Figures carry no more digits than their proof bears; a figure that is only known to lie between two others says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from planner.words.amounts import behind, figure
from planner.words.names import listed, plural, some

NAMED = 3
"""Requests that are named before the others are counted together."""
THOUSAND = 1000.0
"""GPU-hours that a price is said for: that of one has too many zeros to be read aloud."""


def points(amount: Interval | float) -> str:
    """``3.1 points``, or ``between 2.9 and 3.4 points`` where no more is proved."""
    interval = amount if isinstance(amount, Interval) else Interval(amount, amount)
    if not interval.known:
        return "no plan"
    if interval.exact():
        return f"{figure(interval.middle)} {plural('point', interval.middle)}"
    return f"between {figure(interval.low)} and {figure(interval.high)} points"


def meaning(scenario: Scenario, change: float, metrics: Mapping[str, float]) -> str:
    """`` (about 4.2 M revenue)``: what a difference is in that metric, behind its points; empty: it says no more."""
    text = behind(scenario, change, metrics)
    return f" ({text})" if text else ""


def names(study: Study, requests: Sequence[str], most: int = NAMED) -> str:
    """``A``, ``A and B``, ``A, B and 3 others``"""
    return listed(some([study.request(request).title for request in requests], most))
