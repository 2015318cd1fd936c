"""What is said of one request: what it displaces, and what would change it."""

from __future__ import annotations

from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.tradeoffs.explanations.request import explaining
from planner.tradeoffs.one_scenario.flips import Flip
from planner.tradeoffs.one_scenario.ledger import BreakEven, Ledger
from planner.tradeoffs.one_scenario.slips import Slip
from planner.tradeoffs.one_scenario.study import Study
from tests.truth.claims import (
    Changes,
    Claim,
    Decides,
    Gains,
    Impossible,
    Serves,
    Statement,
    Statements,
    gains,
)
from tests.truth.said.worths import in_metrics
from tests.truth.writing import demand_times, late, least, more_gpus, shifted, whole

JUST = 0.01
"""Part by which a figure lies beside a break-even."""


def of_request(study: Study, request: Request) -> Statements:
    *_, found = explaining(study, request.id)
    name = request.id
    if found.ledger is not None:
        yield from _of_ledger(study, request, found.ledger)
    if found.break_even is not None:
        yield from _of_break_even(request, found.break_even)
    for flip in found.flips:
        yield from _of_flip(study, request, flip)
    for slip in found.slips:
        yield from _of_slip(study, request, slip)
    for move in found.moves:
        claims = (Serves(name, True, in_full=found.facts.decision == "trim"), Gains(move.gain))
        yield Statement(f"move of {move.kind}", f"{name}: {move.what}", move.changes, claims)


def _of_ledger(study: Study, request: Request, found: Ledger) -> Statements:
    commitment: Changes = {"commitment": "out" if found.forced == "out" else "must"}
    changes = {"requests": {request.id: commitment | (whole(request) if found.forced == "in whole" else {})}}
    about = f"{request.id} {found.forced}"
    yield Statement("displacement", about, changes, gains(found.net) if found.feasible else (Impossible(),))
    yield from in_metrics(study, about, changes, found.metrics)


def _of_break_even(request: Request, even: BreakEven) -> Statements:
    if even.factor is None or not even.exact or request.commitment != "open":
        return
    for times, served in ((1 + JUST, True), (1 - JUST, False)):
        factor = even.factor * times
        if factor > 0:
            metrics = {metric: amount * factor for metric, amount in request.metrics.items()}
            changes = {"requests": {request.id: {"metrics": metrics}}}
            yield Statement("break-even", f"{request.id} × {factor:.4g}", changes, (Serves(request.id, served),))


def _of_flip(study: Study, request: Request, flip: Flip) -> Statements:
    if flip.at is None:
        return
    now = study.base.decision(request.id) != "decline"
    there: Claim = Impossible() if flip.decision == "infeasible" else Serves(request.id, not now)
    for at, claim in ((flip.at, there), (flip.last, Serves(request.id, now))):
        changes = _flipped(study.scenario, request, flip.field, at)
        if at != flip.before and changes is not None:
            about = f"{request.id} {flip.field} {at:.6g}"
            yield Statement(f"flip of {flip.field.partition(':')[0]}", about, changes, (claim,))


def _flipped(scenario: Scenario, request: Request, name: str, at: float) -> Changes | None:
    match name.partition(":"):
        case ("demand", _, _):
            return {"requests": {request.id: demand_times(request, at)}}
        case ("minimum", _, _):
            return {"requests": {request.id: least(request, lambda own: min(own, at))}}
        case ("gpus", _, pool):
            return more_gpus(scenario, pool, at)
        case ("window" | "delay", _, _):
            return {"requests": {request.id: shifted(scenario, request, round(at))}}
    return None


def _of_slip(study: Study, request: Request, slip: Slip) -> Statements:
    tried: list[tuple[int, str | None]] = [(slip.tolerated, None)] if slip.tolerated else []
    if slip.lost_at is not None:
        tried.append((slip.lost_at, slip.decision))
    before = study.base.decision(request.id)
    for by, decision in tried:
        about = f"{request.id}: {slip.delivery.pool} {slip.delivery.label} +{by}"
        changes = late(study.scenario, slip.delivery.pool, slip.delivery.period, slip.delivery.gpus, by)
        claim = Impossible() if decision == "infeasible" else Decides(request.id, decision or before)
        yield Statement("slip", about, changes, (claim,))
