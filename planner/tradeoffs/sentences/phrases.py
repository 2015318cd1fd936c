"""What sentences about trade-offs are made of: points, what they stand for, and requests by their titles.

Figures carry no more digits than their proof bears; a figure that is only known to lie between two others says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from planner.domain.scenario import Scenario
from planner.languages.saying import say
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from planner.words.amounts import behind, figure, points_figure
from planner.words.names import counted, listed, plural, some
from planner.words.names import server as server_of

NOTHING = "would change nothing"
NAMED = 3
"""Requests that are named before the others are counted together."""


def points(amount: Interval | float) -> str:
    """``3.1 points``, or ``between 2.9 and 3.4 points`` where no more is proved."""
    interval = amount if isinstance(amount, Interval) else Interval(amount, amount)
    if not interval.known:
        return say("no plan")
    said = ranged(interval, points_figure)
    return f"{said} {plural('point', interval.low) if interval.exact() else say('points')}"


def ranged(amount: Interval, worded: Callable[[float], str] = figure) -> str:
    """``12,300``, or as much as is proved of it: ``between 12,000 and 13,000``, ``at least 12,000``."""
    low, high = (worded(end).replace("-", "−") for end in (amount.low, amount.high))
    if low == high or amount.exact():
        return low
    if math.isinf(amount.high):
        return say("at least {low}", low=low)
    if math.isinf(amount.low):
        return say("at most {high}", high=high)
    return say("between {low} and {high}", low=low, high=high)


def span(amount: Interval) -> str:
    """The same where there is little room: ``12,300``, ``12,000–13,000``, ``not proved`` where not even its sign is."""
    if not amount.known:
        return say("no plan")
    if amount.straddles and not amount.exact():
        return say("not proved")
    low, high = (figure(end).replace("-", "−") for end in (amount.low, amount.high))
    return low if low == high or amount.exact() else f"{low}–{high}"


def meaning(scenario: Scenario, change: float, metrics: Mapping[str, float]) -> str:
    """`` (about 4.2 M revenue)``: what a difference is in that metric, behind its points; empty: it says no more."""
    text = behind(scenario, change, metrics)
    return say(" ({aside})", aside=text) if text else ""


def names(study: Study, requests: Sequence[str], most: int = NAMED) -> str:
    """``A``, ``A and B``, ``A, B and 3 others``"""
    return listed(some([study.request(request).title for request in requests], most))


def change(study: Study, by: Interval, nothing: str = NOTHING) -> str:
    """``would bring 0.3 points``, ``would save 12,300 USD``: what a change of the objective means, in its own unit."""
    if not by.known:
        return say("would leave no plan")
    if not study.matters(by):
        return say(nothing)
    if by.straddles:
        return say("is not proved to change anything")
    gain = by if study.better > 0 else -by
    better = gain.low >= 0
    size = gain if better else -gain
    more, less = "would bring {amount}" if study.is_plain_value else "would add {amount}", "would take away {amount}"
    if study.better < 0:
        more, less = "would save {amount}", "would cost {amount}"
    return say(more if better else less, amount=amount(study, size))


def gained(study: Study, gain: Interval, nothing: str = "would bring nothing") -> str:
    """The same of a gain: points more, or money less."""
    return change(study, gain if study.better > 0 else -gain, nothing)


def amount(study: Study, size: Interval) -> str:
    """``2.75 points``, ``12,300 USD``, ``1.2 percentage points of the worst-off team's entitlement``."""
    if not size.known:
        return say("no plan")
    if study.is_plain_value:
        return points(size)
    if study.better < 0:
        return f"{ranged(size)} {study.resolver.unit}"
    return say("{number} percentage points of the worst-off team's entitlement", number=ranged(size.scaled(100.0)))


def servers(study: Study, pool: str) -> str:
    """What a pool consists of: GPUs, or CPU servers."""
    return say(f"{server(study, pool)}s")


def server(study: Study, pool: str) -> str:
    """One of what a pool consists of."""
    return server_of(study.scenario, pool)


def gpus(study: Study, pool: str, number: float) -> str:
    """``1 GPU``, ``64 GPUs``, ``480 CPU servers``: so many of what a pool consists of."""
    return counted(number, server(study, pool))


def pool_title(study: Study, pool: str) -> str:
    """What people call a pool."""
    return study.scenario.pool_by_id[pool].title
