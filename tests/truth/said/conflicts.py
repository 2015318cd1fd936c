"""What is said where no plan keeps all limits: what can't hold together, and the least that mends it."""

from __future__ import annotations

from planner.domain.scenario import CostObjective, Scenario
from planner.errors import Conflict
from tests.truth.claims import Changes, Impossible, Possible, Statement, Statements
from tests.truth.said.reasons import ENDLESS, pool_without_end
from tests.truth.writing import merged


def of_conflict(scenario: Scenario, conflict: Conflict) -> Statements:
    """The members of a conflict alone leave no plan, and none of them is there in vain; each repair leaves one."""
    for repair in conflict.repairs:
        yield Statement("repair", repair.sentence, repair.changes, (Possible(),))
    aside = _pools_can_be_set_aside(scenario)
    others = [each for each in _named(scenario) if each not in conflict.keys and (aside or each[0] != "pool")]
    apart = merged(*(_without(scenario, each) for each in others))
    yield Statement("conflict", "alone", apart, (Impossible(),))
    for member in conflict.keys if aside and not conflict.stopped else ():
        rest = merged(apart, _without(scenario, member))
        yield Statement("conflict", f"without {' '.join(member)}", rest, (Possible(),))


def _pools_can_be_set_aside(scenario: Scenario) -> bool:
    """Whether more GPUs change nothing but what there is of them."""
    shares = any(rule.enabled and rule.measure == "gpu_share" for rule in scenario.rules)
    return not shares and all(pool.paid == "used" for pool in scenario.pools)


def _named(scenario: Scenario) -> list[tuple[str, str]]:
    """Everything that can be in a conflict."""
    found = [("rule", rule.name) for rule in scenario.rules if rule.enabled]
    found += [("must", request.id) for request in scenario.requests if request.commitment == "must"]
    found += [("pool", pool.id) for pool in scenario.pools] + [("people", role.role) for role in scenario.people]
    return found + ([("target", "")] if isinstance(scenario.objective, CostObjective) else [])


def _without(scenario: Scenario, member: tuple[str, str]) -> Changes:
    match member:
        case ("rule", name):
            return {"rules": {name: {"enabled": False}}}
        case ("must", name):
            return {"requests": {name: {"commitment": "open"}}}
        case ("pool", name):
            return pool_without_end(scenario, name)
        case ("people", name):
            return {"people": {name: {"fte": ENDLESS}}}
    return {"objective": "value"}
