"""Every statement about a scenario in its data form: what to change in the file, and what it says comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.tradeoffs.explanations.request import explaining
from planner.tradeoffs.one_scenario.flips import Flip
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.limits import limit_moved, one_more_person
from planner.tradeoffs.one_scenario.slips import Slip
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import Promise, ladder, price_of_promises, two_sided

type Changes = dict[str, Any]
"""As the ``changes`` of a variant's file."""


@dataclass(frozen=True)
class Gains:
    """The objective changes by so much: points more or less, money more or less spent."""

    by: Interval


@dataclass(frozen=True)
class Serves:
    """A request is given something, or nothing."""

    request: str
    served: bool


@dataclass(frozen=True)
class Decides:
    """A request is decided so."""

    request: str
    decision: str


@dataclass(frozen=True)
class Impossible:
    """No plan is left."""


type Claim = Gains | Serves | Decides | Impossible


@dataclass(frozen=True)
class Statement:
    """One thing that is said."""

    family: str
    about: str
    changes: Changes
    claims: tuple[Claim, ...]
    sentence: str = field(default="", compare=False)


def statements(scenario: Scenario) -> Iterator[Statement]:
    """Everything that is said of one scenario that has a plan."""
    study = Study(scenario)
    yield from _of_pools(study)
    yield from _of_people(study)
    yield from _of_rules(study)
    yield from (_of_promise(study, promise) for promise in price_of_promises(study))
    for request in scenario.requests:
        yield from _of_request(study, request)


# -- what more, or less, of something is worth --------------------------------------------------------------------


def _of_pools(study: Study) -> Iterator[Statement]:
    scenario = study.scenario
    for pool in scenario.pools:
        for block in (8.0, 64.0):
            found = two_sided(study, pool.id, block)
            for by, gain in ((block, found.more), (-block, found.fewer)):
                yield Statement("worth", f"{by:+g} {pool.id}", _gpus(scenario, pool.id, by), _gains(gain))
        for rung in ladder(study, pool.id):
            yield Statement(
                "ladder", f"+{rung.gpus:g} {pool.id}", _gpus(scenario, pool.id, rung.gpus), _gains(rung.gain)
            )


def _of_people(study: Study) -> Iterator[Statement]:
    for role in study.scenario.people:
        found = one_more_person(study, role.role)
        for by, gain in zip(found.amounts, (found.more, found.fewer), strict=True):
            fte = [max(have + by, 0.0) for have in study.scenario.calendar.over(role.fte)]
            yield Statement("people", f"{by:+g} {role.role}", {"people": {role.role: {"fte": fte}}}, _gains(gain))


def _of_rules(study: Study) -> Iterator[Statement]:
    for rule in study.scenario.rules:
        if not rule.enabled:
            continue
        found = limit_moved(study, rule.name)
        side = "at_least" if rule.at_most is None else "at_most"
        for limit, gain in zip(found.amounts, (found.more, found.fewer), strict=True):
            yield Statement("limit", f"{rule.name} {limit:g}", {"rules": {rule.name: {side: limit}}}, _gains(gain))


def _of_promise(study: Study, promise: Promise) -> Statement:
    match promise.kind:
        case "rule":
            changes: Changes = {"rules": {promise.name: {"enabled": False}}}
        case "must":
            changes = {"requests": {promise.name: {"commitment": "open"}}}
        case _:
            changes = {"requests": {promise.name: _without_minimum(study.request(promise.name))}}
    gain = promise.price if study.resolver.unit == "points" else -promise.price
    return Statement(f"price of {promise.kind}", promise.name, changes, _gains(gain))


def _gains(gain: Interval) -> tuple[Claim, ...]:
    return (Gains(gain),) if gain.known else (Impossible(),)


# -- one request --------------------------------------------------------------------------------------------------


def _of_request(study: Study, request: Request) -> Iterator[Statement]:
    *_, found = explaining(study, request.id)
    name = request.id
    if found.ledger is not None:
        forced = found.ledger.forced
        changes = {"commitment": "out" if forced == "out" else "must"}
        if forced == "in whole":
            changes |= _whole(request)
        claims = _gains(found.ledger.net) if found.ledger.feasible else (Impossible(),)
        yield Statement("displacement", f"{name} {forced}", {"requests": {name: changes}}, claims)
    even = found.break_even
    if even is not None and even.at is not None and even.factor is not None and even.exact:
        for times, served in ((1.01, True), (0.99, False)):
            factor = even.factor * times
            if factor > 0 and request.commitment == "open":
                metrics = {metric: amount * factor for metric, amount in request.metrics.items()}
                changes = {"requests": {name: {"metrics": metrics}}}
                yield Statement("break-even", f"{name} × {factor:.4g}", changes, (Serves(name, served),))
    for flip in found.flips:
        yield from _of_flip(study, request, flip)
    for slip in found.slips:
        yield from _of_slip(study, request, slip)
    for move in found.moves:
        claims = (Serves(name, True), Gains(move.gain))
        yield Statement(f"move of {move.kind}", f"{name}: {move.what}", move.changes, claims)


def _of_flip(study: Study, request: Request, flip: Flip) -> Iterator[Statement]:
    if flip.at is None:
        return
    now = study.base.decision(request.id) != "decline"
    there: Claim = Impossible() if flip.decision == "infeasible" else Serves(request.id, not now)
    for at, claim in ((flip.at, there), (flip.last, Serves(request.id, now))):
        if at == flip.before:
            continue
        changes = _flipped(study.scenario, request, flip.field, at)
        if changes is not None:
            yield Statement(f"flip of {flip.field.partition(':')[0]}", f"{request.id} {flip.field} {at:.6g}", changes,
                            (claim,))  # fmt: skip


def _flipped(scenario: Scenario, request: Request, name: str, at: float) -> Changes | None:
    match name.partition(":"):
        case ("demand", _, _):
            return {"requests": {request.id: _demand_times(request, at)}}
        case ("minimum", _, _):
            return {"requests": {request.id: _minimum(request, at)}}
        case ("gpus", _, pool):
            return _gpus(scenario, pool, at)
        case ("window" | "delay", _, _):
            return {"requests": {request.id: _shifted(scenario, request, round(at))}}
    return None


def _of_slip(study: Study, request: Request, slip: Slip) -> Iterator[Statement]:
    tried = [(slip.tolerated, None)] if slip.tolerated else []
    if slip.lost_at is not None:
        tried.append((slip.lost_at, slip.decision))
    before = study.base.decision(request.id)
    for by, decision in tried:
        about = f"{request.id}: {slip.delivery.pool} {slip.delivery.label} +{by}"
        changes = _late(study.scenario, slip.delivery.pool, slip.delivery.period, slip.delivery.gpus, by)
        claim = Impossible() if decision == "infeasible" else Decides(request.id, decision or before)
        yield Statement("slip", about, changes, (claim,))


# -- changes, as they would be written ----------------------------------------------------------------------------


def _gpus(scenario: Scenario, pool: str, by: float) -> Changes:
    have = scenario.calendar.over(scenario.pool_by_id[pool].gpus)
    return {"pools": {pool: {"gpus": [max(gpus + by, 0.0) for gpus in have]}}}


def _late(scenario: Scenario, pool: str, period: int, gpus: float, by: int) -> Changes:
    have = list(scenario.calendar.over(scenario.pool_by_id[pool].gpus))
    for t in range(period, min(period + by, len(have))):
        have[t] = max(have[t] - gpus, 0.0)
    return {"pools": {pool: {"gpus": have}}}


def _whole(request: Request) -> Changes:
    return {"minimum": 1.0} | _each_option(request, lambda option: {"minimum": 1.0})


def _without_minimum(request: Request) -> Changes:
    def none(own: float | None) -> Changes:
        return {} if own is None else {"minimum": None}

    return none(request.minimum) | _each_option(request, lambda option: none(option["minimum"]))


def _minimum(request: Request, at: float) -> Changes:
    def least(own: float | None) -> Changes:
        return {} if own is None else {"minimum": min(own, at)}

    return least(request.minimum) | _each_option(request, lambda option: least(option["minimum"]))


def _demand_times(request: Request, factor: float) -> Changes:
    def scaled(demand: Any) -> Changes:
        return (
            {}
            if demand is None
            else {"demand": {k: v * factor for k, v in demand.items() if k in ("gpus", "gpu_hours")}}
        )

    own = request.demand.model_dump(exclude_none=True) if request.demand else None
    return scaled(own) | _each_option(request, lambda option: scaled(option["demand"]))


def _each_option(request: Request, change: Any) -> Changes:
    if not request.options:
        return {}
    changed = {
        o.id: change(
            o.model_dump(exclude_none=False, exclude_unset=False)
            | {"demand": o.demand.model_dump(exclude_none=True) if o.demand else None}
        )
        for o in request.options
    }
    changed = {name: what for name, what in changed.items() if what}
    return {"options": changed} if changed else {}


def _shifted(scenario: Scenario, request: Request, by: int) -> Changes:
    labels = scenario.calendar.labels
    first, last = request.window if request.window else (labels[0], labels[-1])
    at = {label: t for t, label in enumerate(labels)}
    changes: Changes = {"window": [labels[at[first] + by], labels[at[last] + by]]}
    return changes
