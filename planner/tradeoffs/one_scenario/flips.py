"""The nearest change of a request at which its decision changes (design §4.6).

With whole numbers the answer need not be monotone, so what is found is the *nearest* flip on the way that is searched:
outward in steps, then halved until it is known to a hundredth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.ways import ways
from planner.errors import PlannerError, StoppedError
from planner.tradeoffs.one_scenario.changes import Changes, asking_times, content_with, more_gpus, moved_in_time
from planner.tradeoffs.one_scenario.room import has_promises
from planner.tradeoffs.one_scenario.serving import decided, serves
from planner.tradeoffs.one_scenario.study import Study, marked, peak

STEPS = (0.9, 0.75, 0.5, 0.25, 0.1)
"""Parts of a figure that are tried on the way down; on the way up, their inverses."""
ROOM = (1, 4, 16)
"""Times the GPUs that would serve a request alone that are tried: others take some of what is added."""
BETTER = 1e-5
"""Part of the value by which a plan with a request must beat the best one without it."""
SERVED, DECLINED, NO_PLAN, UNKNOWN = "served", "declined", "no plan", "unknown"
"""What comes of a request in a what-if."""
FINE = 0.01
"""How finely a flip is located, as a part of the figure."""


@dataclass(frozen=True)
class Flip:
    """A change of one figure at which a request's decision changes."""

    field: str
    """value, demand, minimum, window, or gpus:<pool>"""
    before: float
    last: float
    """The nearest figure tried that still leaves the decision as it is."""
    at: float | None
    """The nearest figure found at which the decision changes; None where none was found."""
    decision: str
    """What it changes to."""
    unit: str
    proved: bool = True
    """Whether all that it rests on was searched to its end; else there may be one nearer, or where none was found."""

    @property
    def found(self) -> bool:
        return self.at is not None


def served(decision: str) -> bool:
    """Whether a decision gives the request anything."""
    return decision != "decline"


@marked
def demand_flip(study: Study, request: str) -> Flip:
    """How much less a declined request must ask for to be served, or how much more costs a served one its place."""
    asked = study.request(request)
    return _search(study, request, "demand", 1.0, "× its demand", lambda factor: asking_times(asked, factor))


@marked
def minimum_flip(study: Study, request: str) -> Flip:
    """What least share a declined request would have to accept to be served."""
    asked = study.request(request)
    before = max(way.minimum for way in ways(asked, study.scenario))
    if before == 0 or served(study.base.decision(request)):
        return Flip("minimum", before, before, None, "", "of its demand")
    return _search(
        study, request, "minimum", before, "of its demand", lambda least: content_with(asked, least), down=True
    )


@marked
def start_flip(study: Study, request: str) -> Flip:
    """By how many periods, earlier or later, its window must move for its decision to change; the nearest."""
    asked, now = study.request(request), _now(study, request)
    last = {1: 0.0, -1: 0.0}
    for step in range(1, len(study.scenario.calendar)) if _matters(study, request) else ():
        for way in last:
            changes = moved_in_time(study.scenario, asked, way * step)
            became = _outcome(study, asked, changes) if changes is not None else UNKNOWN
            if became not in (now, UNKNOWN):
                decision = _decided(study, request, changes, became)
                return Flip("window", 0.0, last[way], float(way * step), decision, "periods")
            last[way] = float(way * step) if became == now else last[way]
    return Flip("window", 0.0, max(last.values(), key=abs), None, "", "periods")


@marked
def least_delay(study: Study, request: str) -> Flip:
    """By how many periods a declined request must wait to be served."""
    asked = study.request(request)
    for step in range(1, len(study.scenario.calendar)) if _matters(study, request) else ():
        changes = moved_in_time(study.scenario, asked, step)
        if changes is not None and _outcome(study, asked, changes) == SERVED:
            decision = _decided(study, request, changes, SERVED)
            return Flip("delay", 0.0, float(step - 1), float(step), decision, "periods")
    return Flip("delay", 0.0, 0.0, None, "", "periods")


def extra_gpus(study: Study, request: str) -> tuple[Flip, ...]:
    """The fewest GPUs more, in all periods, of each pool that can serve a declined request, with which it is served."""
    asked = study.request(request)
    speeds: dict[str, float] = {}
    for way in ways(asked, study.scenario) if _matters(study, request) else ():
        for pool, sigma in way.speeds.items():
            speeds[pool] = max(speeds.get(pool, 0.0), sigma)

    def found() -> tuple[Flip, ...]:
        return tuple(_extra(study, request, pool, _peak(study, asked) / speeds[pool]) for pool in sorted(speeds))

    return study.answered.once(study, ("extra", request), found)


def _extra(study: Study, request: str, pool: str, enough: float) -> Flip:
    """Halve between no GPU more and as many as serve the request alone."""

    def enough_are(gpus: int) -> bool:
        return serves(study, request, more_gpus(study.scenario, pool, gpus))

    few, many = 0, 0
    for times in ROOM:
        few, many = many, max(math.ceil(times * enough), 1)
        if enough_are(many):
            break
    else:
        return Flip(f"gpus:{pool}", 0.0, float(many), None, "", "GPUs")
    while many - few > max(1, int(FINE * many)):
        middle = (few + many) // 2
        few, many = (few, middle) if enough_are(middle) else (middle, many)
    became = _decided(study, request, more_gpus(study.scenario, pool, many), SERVED)
    return Flip(f"gpus:{pool}", 0.0, float(few), float(many), became, "GPUs")


def _peak(study: Study, request: Request) -> float:
    """The most reference GPUs that a request can make use of at once."""
    return max((peak(way, study.scenario.calendar.hours) for way in study.resolver.grid.ways[request.id]), default=0.0)


def _search(
    study: Study, request: str, field: str, before: float, unit: str, change: Callable[[float], Changes], *,
    down: bool | None = None,
) -> Flip:  # fmt: skip
    """Outward in steps until the decision changes, then halve the step."""
    asked, now = study.request(request), _now(study, request)
    shrinks = now == DECLINED if down is None else down
    last = before
    for step in _path(before, shrinks) if _matters(study, request) else ():
        if _outcome(study, asked, change(step)) not in (now, UNKNOWN):
            return _halved(study, asked, Flip(field, before, last, step, "", unit), change, now)
        last = step
    return Flip(field, before, last, None, "", unit)


def _matters(study: Study, request: str) -> bool:
    """Whether it makes a difference that a request is served: what is worth nothing by itself never flips."""
    return study.resolver.grid.worth[request] > 0


def _path(before: float, shrinks: bool) -> Sequence[float]:
    if shrinks:
        return [*(before * step for step in STEPS), *([0.0] if before < 1 else [])]
    return [before / step for step in STEPS]


def _halved(study: Study, asked: Request, flip: Flip, change: Callable[[float], Changes], now: str) -> Flip:
    last, at = flip.last, flip.at or 0.0
    while abs(at - last) > FINE * max(flip.before, abs(at)):
        middle = (last + at) / 2
        if _outcome(study, asked, change(middle)) in (now, UNKNOWN):
            last = middle
        else:
            at = middle
    became = _outcome(study, asked, change(at))
    return replace(flip, last=last, at=at, decision=_decided(study, asked.id, change(at), became))


def _now(study: Study, request: str) -> str:
    return SERVED if study.base.funds(request) else DECLINED


def _decided(study: Study, request: str, changes: Changes | None, became: str) -> str:
    """The decision that an outcome means."""
    if became != SERVED:
        return "infeasible" if became == NO_PLAN else "decline"
    found = _decision(study, request, changes or {})
    # a plan with it that is just as good as one without may be found at the very edge: it counts as not served
    return found if served(found or "decline") else "fund"


def _decision(study: Study, request: str, changes: Changes) -> str:
    """What becomes of a request when it is changed; empty where there is no plan, or none is found in time."""
    try:
        result = study.what_if(changes)
    except PlannerError:
        return ""
    return result.decision(request) if result.feasible else ""


def _outcome(study: Study, asked: Request, changes: Changes) -> str:
    """What comes of a request that is changed: served, declined, no plan left, or unknown.

    The best plan without it does not depend on its own figures. So where it is served whole or not at all, one has only
    to know whether any plan with it in is better than that: the first one found, or a proof, is enough.
    """
    try:
        if not _counts_alone(study, asked):
            is_served = decided(study, study.varied(changes), asked.id)
            return NO_PLAN if is_served is None else SERVED if is_served else DECLINED
        # better by more than the solver's tolerance: a plan that earns nothing with it is no reason to serve it
        margin = BETTER * max(study.scale, study.resolver.grid.worth[asked.id])
        beaten = study.without(asked.id).objective + margin
        reached = _reaches(study, study.varied(changes), beaten, asked.id)
        return SERVED if reached else DECLINED
    except PlannerError:
        return UNKNOWN


def _reaches(study: Study, scenario: Scenario, objective: float, serving: str) -> bool:
    try:
        return study.standing.reaches(scenario, objective, serving)
    except StoppedError:
        study.doubts += 1
        raise


def _counts_alone(study: Study, asked: Request) -> bool:
    """Whether the best plan without a request is the same whatever its figures are, and it is served whole or not."""
    wholes = [way.minimum > 0 for way in study.resolver.grid.ways[asked.id]]
    freely = asked.commitment == "open" and study.without(asked.id).feasible
    return study.is_plain_value and freely and all(wholes) and not has_promises(study.scenario)
