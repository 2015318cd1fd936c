"""What the owners of a request could do themselves to have it served: ask for less, bring more, be content, move it.

Each is said as a variant would write it, in figures that a leader says: whole per cents, and amounts of three digits. A
rounded figure is solved again; where it does not do, the figure that was found stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from planner.domain.request import Request
from planner.domain.worth import factors_of
from planner.tradeoffs.one_scenario.changes import Changes, asking_times, content_with, moved_in_time, worth_times
from planner.tradeoffs.one_scenario.flips import demand_flip, minimum_flip, start_flip
from planner.tradeoffs.one_scenario.ledger import break_even
from planner.tradeoffs.one_scenario.serving import serves, wants_whole
from planner.tradeoffs.one_scenario.study import Study

HALVINGS = 5
"""Steps by which the least concession of a request that is served in part is narrowed down."""
DEAREST = 16.0
"""Times its value that a request which is served in part is tried at."""
DIGITS = 3
"""Digits of an amount that is to be brought."""
EDGE = 1e-6
"""Part of a figure by which it must be better than where a plan with the request is just as good as one without."""


@dataclass(frozen=True)
class Concession:
    """One figure of a request, changed so that it is served."""

    kind: str
    """demand, minimum, window or value"""
    amount: float
    """Times its demand or its value, the share that it is content with, or periods later."""
    ease: float
    """How much is given up, as a part of what is asked for: 0 is nothing."""
    changes: Changes


def concessions(study: Study, request: str) -> Iterator[Concession]:
    """The least change found of each figure that has a declined request served, or one that is trimmed in full."""
    asked = study.request(request)
    if asked.commitment == "out":
        return
    for found in (_less(study, asked), _content(study, asked), _moved(study, asked), _more(study, asked)):
        if found is not None:
            yield found


def _less(study: Study, asked: Request) -> Concession | None:
    """Fewer GPUs."""

    def asking(times: float) -> Changes:
        return asking_times(asked, times)

    if wants_whole(study, asked.id):
        share = study.base.served[asked.id].share
        at = _narrowed(study, asked, asking, low=share, high=1.0)
    else:
        at = demand_flip(study, asked.id).at
    return _rounded(study, asked, Concession("demand", at, 1 - at, asking(at)), asking, _down(at)) if at else None


def _content(study: Study, asked: Request) -> Concession | None:
    """Any share, or a lesser one than its least; what is served in part has that already."""

    def content(least: float) -> Changes:
        return content_with(asked, least)

    flip = minimum_flip(study, asked.id)
    if flip.at is None or wants_whole(study, asked.id):
        return None
    found = Concession("minimum", flip.at, 1 - flip.at, content(flip.at))
    return _rounded(study, asked, found, content, _down(flip.at))


def _moved(study: Study, asked: Request) -> Concession | None:
    """Another time."""
    periods = len(study.scenario.calendar)
    if not wants_whole(study, asked.id):
        at = start_flip(study, asked.id).at
        steps: Iterable[int] = () if at is None else (int(at),)
    else:
        steps = (way * step for step in range(1, periods) for way in (1, -1))
    for step in steps:
        changes = moved_in_time(study.scenario, asked, step)
        if changes is not None and serves(study, asked.id, changes):
            return Concession("window", float(step), abs(step) / periods, changes)
    return None


def _more(study: Study, asked: Request) -> Concession | None:
    """More of what it brings, all of it alike."""

    def bringing(times: float) -> Changes:
        return worth_times(asked, times)

    if study.resolver.grid.worth[asked.id] <= 0:
        return None
    if wants_whole(study, asked.id):
        at = _narrowed(study, asked, bringing, low=DEAREST, high=1.0)
    else:
        at = break_even(study, asked.id).factor
    if at is None or at <= 1:
        return None
    at *= 1 + EDGE
    found = Concession("value", at, 1 - 1 / at, bringing(at))
    return _rounded(study, asked, found, bringing, _up(study, asked, at))


def _narrowed(
    study: Study, asked: Request, change: Callable[[float], Changes], *, low: float, high: float
) -> float | None:
    """The factor nearest to ``high`` that does, where ``low`` does; None where that does not either."""
    if not serves(study, asked.id, change(low)):
        return None
    for _ in range(HALVINGS):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if serves(study, asked.id, change(middle)) else (low, middle)
    return low


def _rounded(
    study: Study, asked: Request, found: Concession, change: Callable[[float], Changes], amount: float
) -> Concession | None:
    """The concession with an amount that can be said, where that does; else as it was found, where that does."""
    for figure in dict.fromkeys((amount, found.amount)):
        changes = change(figure)
        if serves(study, asked.id, changes):
            return replace(found, amount=figure, changes=changes)
    return None


def _down(amount: float) -> float:
    """To whole per cents, on the side that gives up more."""
    return math.floor(100 * amount + 1e-9) / 100


def brings(study: Study, asked: Request) -> str:
    """The one metric that counts of a request; empty where several do."""
    factors = factors_of(study.scenario)
    counting = [name for name, amount in asked.metrics.items() if amount and factors.get(name)]
    return counting[0] if len(counting) == 1 else ""


def _up(study: Study, asked: Request, times: float) -> float:
    """To three digits of what it brings, or where that is of several kinds, to whole per cents more."""
    if not (metric := brings(study, asked)):
        return math.ceil(100 * times - 1e-9) / 100
    now = asked.metrics[metric]
    unit = 10.0 ** (math.floor(math.log10(now * times)) - DIGITS + 1)
    return math.ceil(now * times / unit - 1e-9) * unit / now
