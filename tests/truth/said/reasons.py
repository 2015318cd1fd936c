"""Why each request is decided so: what a reason names is set aside in the file (a pool without end, a rule off)."""

from __future__ import annotations

from typing import Any

from planner.domain.plan import Plan
from planner.domain.reason import Limit, Reason
from planner.domain.request import Option, Request
from planner.domain.scenario import Scenario
from planner.program.formulation.together import required_by
from tests.truth.claims import Changes, GivesMore, Statement, Statements
from tests.truth.writing import merged, out

ENDLESS = 1_000.0
"""GPUs, or people, of which there are as many as anybody could use."""


def of_reasons(plan: Plan) -> Statements:
    """With all that a reason names set aside, and nothing else, the request is given more.

    What nothing could serve now is no rival then.
    """
    impossible = [name for name, reason in plan.reasons.items() if reason.kind == "impossible"]
    for name, reason in plan.reasons.items():
        if reason.kind == "limits" and can_be_set_aside(plan.scenario, reason):
            kinds = "+".join(sorted(limit.kind for limit in reason.limits))
            limits = ", ".join(limit.name for limit in reason.limits)
            more = GivesMore(name, float(plan.row(name)["share"]))
            changes = merged(out(impossible), set_aside(plan.scenario, reason))
            yield Statement(f"reason of {kinds}", f"{name}: {limits}", changes, (more,))


def set_aside(scenario: Scenario, reason: Reason) -> Changes:
    """The changes of a variant in which nothing that a reason names stands in the request's way."""
    found: Changes = {}
    for limit in reason.limits:
        found = merged(found, _without(scenario, scenario.request_by_id[reason.request], limit))
    return found


def can_be_set_aside(scenario: Scenario, reason: Reason) -> bool:
    """Whether that changes nothing else.

    Shares and entitlements are of all GPUs; nobody is promised more than he could use, so that who can use more is
    promised more; and more GPUs of a pool that is paid always weigh on a budget that counts them used or not.
    """
    kinds = {limit.kind for limit in reason.limits}
    rules = [rule for rule in scenario.rules if rule.enabled]
    shared = [rule for rule in rules if rule.measure in ("gpu_share", "gpu_hours")]
    if any(rule.at_least is not None for rule in shared) and kinds & {"pool", "max_gpus", "conflict", "commitment"}:
        return False
    paid = any(limit.kind == "pool" and scenario.pool_by_id[limit.name].paid == "always" for limit in reason.limits)
    if paid and any(rule.measure == "cost" for rule in rules):
        return False
    return "pool" not in kinds or not (
        any(rule.measure == "gpu_share" for rule in rules) or scenario.objective == "fair"
    )


def _without(scenario: Scenario, request: Request, limit: Limit) -> Changes:
    match limit.kind:
        case "rule":
            return {"rules": {limit.name: {"enabled": False}}}
        case "people":
            return {"people": {limit.name: {"fte": ENDLESS}}}
        case "pool":
            return pool_without_end(scenario, limit.name)
        case "region" | "memory" | "window":
            field = {"region": "regions", "memory": "memory_gb", "window": "window"}[limit.kind]
            return {"requests": {request.id: _each(request, {field: None})}}
        case "max_gpus":
            owner = scenario.request_by_id[limit.name]
            return {"requests": {owner.id: _without_parallelism(owner)}}
        case "requirement":
            left = [name for name in request.requires if name != limit.name]
            return {"requests": {request.id: {"requires": left}}}
        case "conflict":
            return {"requests": _without_conflicts(scenario, request, limit.name)}
        case "commitment":
            return {"requests": {limit.name: {"commitment": "open"}}}
    raise AssertionError(limit)


def pool_without_end(scenario: Scenario, name: str) -> Changes:
    """Another pool beside one, like it but for its size, and paid for the hours used."""
    pool = scenario.pool_by_id[name].model_dump(mode="json", exclude_none=True, exclude_unset=True)
    more = {k: v for k, v in pool.items() if k not in ("id", "name", "on_demand", "paid")}
    return {"pools": {f"{name}-without-end": more | {"gpus": ENDLESS, "availability": 1.0}}}


def _without_conflicts(scenario: Scenario, request: Request, rival: str) -> dict[str, Any]:
    by_id = scenario.request_by_id
    own = {request.id, *required_by(request, by_id)}
    changed = {name: [c for c in by_id[name].conflicts if c != rival] for name in own}
    changed[rival] = [c for c in by_id[rival].conflicts if c not in own]
    return {name: {"conflicts": left} for name, left in changed.items() if left != list(by_id[name].conflicts)}


def _without_parallelism(request: Request) -> dict[str, Any]:
    def none(of: Request | Option) -> dict[str, Any]:
        capped = of.demand is not None and of.demand.max_gpus is not None
        return ({"demand": {"max_gpus": None}} if capped else {}) | (
            {"max_gpus": None} if getattr(of, "max_gpus", None) is not None else {}
        )

    options = {option.id: changed for option in request.options if (changed := none(option))}
    return none(request) | ({"options": options} if options else {})


def _each(request: Request, change: Changes) -> dict[str, Any]:
    """A change of the request and of each option that says something of its own there."""
    own = {k: v for k, v in change.items() if getattr(request, k) is not None}
    options = {
        option.id: {k: v for k, v in change.items() if getattr(option, k, None) is not None}
        for option in request.options
    }
    return own | ({"options": options} if any(options.values()) else {})
