"""What no field can know by itself: names that must exist, dates that must fit, curves that must be concave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from planner.domain.inventory_checks import inventory_faults
from planner.domain.names import suggestion
from planner.domain.request_checks import KnownRequests, request_faults
from planner.domain.rule_checks import expectation_faults, rule_faults
from planner.domain.scenario import CostObjective, Scenario
from planner.domain.scope import ALL, Scope, calendar_faults
from planner.domain.worth import POINTS
from planner.errors import Fault


def faults(
    scenario: Scenario,
    unreadable: Mapping[str, frozenset[str]] | None = None,
    known: KnownRequests | None = None,
) -> list[Fault]:
    """Everything that is wrong, or suspicious (``warning``), in a scenario whose fields are right one by one.

    ``unreadable`` names what there is, yet could not be read, by collection (``*``: all of it), so that nobody is told
    that it is missing. ``known`` saves looking again at requests of a scenario that differs little from the last one.
    """
    unreadable = unreadable or {}
    undated = [] if "calendar" in unreadable else list(calendar_faults(scenario.calendar))
    if undated:
        unreadable = {**unreadable, "calendar": frozenset({ALL})}
    scope = Scope(scenario, unreadable)
    return [
        *undated,
        *duplicates(scope),
        *inventory_faults(scope),
        *request_faults(scope, known),
        *rule_faults(scope),
        *expectation_faults(scope),
        *value_faults(scope),
        *entitlement_faults(scope),
    ]


def duplicates(scope: Scope) -> Iterator[Fault]:
    """Two elements of a collection with one name."""
    s = scope.scenario
    yield from _twice("requests", "id", (r.id for r in s.requests))
    yield from _twice("pools", "id", (p.id for p in s.pools))
    yield from _twice("people", "role", (p.role for p in s.people))
    yield from _twice("rules", "name", (r.name for r in s.rules))


def _twice(collection: str, key: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            yield Fault(f"the {key} is used {times} times; each needs one of its own", (collection, name))


def value_faults(scope: Scope) -> Iterator[Fault]:
    """Weights that weigh nothing, and targets beyond reach."""
    s = scope.scenario
    metrics = {metric for r in s.requests for metric in r.metrics}
    for metric in s.value.weights:
        if metric not in metrics and not scope.hides("requests"):
            message = f"no request has the metric '{metric}'{suggestion(metric, metrics)}"
            yield Fault(message, ("value", "weights", metric), warning=True)
    if s.value.weights and not any(s.value.weights.values()):
        yield Fault("all weights are 0, so that every request is worth nothing", ("value", "weights"), warning=True)
    if isinstance(s.objective, CostObjective) and s.value.scale == "share" and s.objective.cost.target_value > POINTS:
        message = f"is above {POINTS:g}, what all requests are worth together; no plan reaches it"
        yield Fault(message, ("objective", "cost", "target_value"), warning=True)


def entitlement_faults(scope: Scope) -> Iterator[Fault]:
    """Teams that nobody is in, and more than all there is promised."""
    s = scope.scenario
    for team in s.entitlements:
        if team not in s.teams and not scope.hides("requests"):
            message = f"no request has the team '{team}'{suggestion(team, s.teams)}"
            yield Fault(message, ("entitlements", team))
    total = sum(s.entitlements.values())
    if total > 1 + 1e-9:
        yield Fault(f"must add up to 1 at most, not {total:.6g}", ("entitlements",))
