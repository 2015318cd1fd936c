"""What more, or less, of something is worth, and what each promise costs."""

from __future__ import annotations

from planner.domain.worth import factors_of
from planner.tradeoffs.one_scenario.limits import limit_moved, one_more_person
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import Promise, ladder, price_of_promises, two_sided
from tests.truth.claims import Changes, Gains, Statement, Statements, exactly, gains
from tests.truth.writing import least, more_gpus, more_people

BLOCKS = (8.0, 64.0)


def of_pools(study: Study) -> Statements:
    scenario = study.scenario
    for pool in scenario.pools:
        for block in BLOCKS:
            found = two_sided(study, pool.id, block)
            for by, gain in ((block, found.more), (-block, found.fewer)):
                yield Statement("worth", f"{by:+g} {pool.id}", more_gpus(scenario, pool.id, by), gains(gain))
            if found.on_top is not None:
                raised = {"rules": {name: {"at_most": limit} for name, limit in found.budgets.items()}}
                changes = more_gpus(scenario, pool.id, block) | raised
                yield Statement("worth on top", f"{block:+g} {pool.id}", changes, gains(found.on_top))
            yield from in_metrics(study, "worth", more_gpus(scenario, pool.id, block), found.metrics)
        for rung in ladder(study, pool.id):
            grown = more_gpus(scenario, pool.id, rung.gpus)
            yield Statement("ladder", f"+{rung.gpus:g} {pool.id}", grown, gains(rung.gain))


def of_people(study: Study) -> Statements:
    for role in study.scenario.people:
        found = one_more_person(study, role.role)
        for by, gain in zip(found.amounts, (found.more, found.fewer), strict=True):
            changes = more_people(study.scenario, role.role, by)
            yield Statement("people", f"{by:+g} {role.role}", changes, gains(gain))


def of_rules(study: Study) -> Statements:
    for rule in study.scenario.rules:
        if not rule.enabled:
            continue
        found = limit_moved(study, rule.name)
        side = "at_least" if rule.at_most is None else "at_most"
        for limit, gain in zip(found.amounts, (found.more, found.fewer), strict=True):
            yield Statement("limit", f"{rule.name} {limit:g}", {"rules": {rule.name: {side: limit}}}, gains(gain))


def of_promises(study: Study) -> Statements:
    for promise in price_of_promises(study):
        changes = _without(study, promise)
        gain = promise.price if study.better > 0 else -promise.price
        yield Statement(f"price of {promise.kind}", promise.name, changes, gains(gain))
        yield from in_metrics(study, promise.name, changes, promise.metrics)


def _without(study: Study, promise: Promise) -> Changes:
    match promise.kind:
        case "rule":
            return {"rules": {promise.name: {"enabled": False}}}
        case "must":
            return {"requests": {promise.name: {"commitment": "open"}}}
        case _:
            return {"requests": {promise.name: least(study.request(promise.name), lambda own: None)}}


def in_metrics(study: Study, about: str, changes: Changes, metrics: dict[str, float]) -> Statements:
    """A difference that is said in metrics is, at what a unit of each counts, the one in points."""
    if study.is_plain_value and metrics:
        factors = factors_of(study.scenario)
        total = sum(factors.get(metric, 0.0) * amount for metric, amount in metrics.items())
        yield Statement("in metrics", about, changes, (Gains(exactly(total)),))
