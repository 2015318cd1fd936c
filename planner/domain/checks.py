"""What no field can know by itself: names that must exist, dates that must fit, curves that must be concave."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from planner.domain.date_checks import date_faults
from planner.domain.inventory_checks import inventory_faults
from planner.domain.magnitudes import magnitude_faults
from planner.domain.names import suggestion
from planner.domain.request_checks import KnownRequests, request_faults, unservable
from planner.domain.rule_checks import expectation_faults, rule_faults
from planner.domain.scenario import KEYS, CostObjective, Scenario
from planner.domain.scope import ALL, Scope, calendar_faults
from planner.domain.worth import POINTS, points
from planner.errors import Fault

FEW = 2
"""Requests from which on it is strange that one has half of all value."""


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
    found = [
        *undated,
        *duplicates(scope),
        *inventory_faults(scope),
        *date_faults(scope),
        *request_faults(scope, known),
        *rule_faults(scope),
        *expectation_faults(scope),
        *value_faults(scope),
        *rate_faults(scope),
        *entitlement_faults(scope),
    ]
    if any(not fault.warning for fault in found):
        return found
    return [*found, *unservable(scope), *magnitude_faults(scope)]


def duplicates(scope: Scope) -> Iterator[Fault]:
    """Two elements of a collection with one name."""
    for collection, key in KEYS.items():
        for name, times in Counter(getattr(each, key) for each in getattr(scope.scenario, collection)).items():
            if times > 1:
                yield Fault(
                    f"the {key} is used {times} times; each needs one of its own", (collection, name), code="used-twice"
                )


def value_faults(scope: Scope) -> Iterator[Fault]:
    """What counts by metrics that no request has, or counts for nothing; and targets beyond reach."""
    s = scope.scenario
    for path, noun, figures in ((("value", "weights"), "weights", s.value.weights),
                                (("yardstick",), "figures", s.yardstick)):  # fmt: skip
        yield from _unknown_metrics(scope, path, figures)
        if figures and not any(figures.values()):
            yield Fault(
                f"all {noun} are 0, so that every request is worth nothing", path, warning=True, code="no-effect"
            )
    if s.value.headline:
        yield from _unknown_metrics(scope, ("value", "headline"), [s.value.headline], is_field=True)
    yield from _outweighing(scope)
    if s.yardstick and s.value.weights:
        message = "no weight is used: the yardstick says what one unit of each metric is worth"
        yield Fault(message, ("value", "weights"), warning=True, code="no-effect")
    if isinstance(s.objective, CostObjective) and s.objective.cost.target_value > (whole := _whole(scope)):
        message = f"is above {whole:.6g}, what all requests are worth together; no plan reaches it"
        yield Fault(message, ("objective", "cost", "target_value"), warning=True, code="out-of-reach")


def rate_faults(scope: Scope) -> Iterator[Fault]:
    """A rate of the scenario's own currency that is not 1."""
    own = scope.scenario.currency
    if (rate := scope.scenario.rates.get(own, 1.0)) != 1.0:
        yield Fault(f"must be 1, not {rate:g}: one {own} is one {own}", ("rates", own))


def _outweighing(scope: Scope) -> Iterator[Fault]:
    """A request of nobody and for nothing that has half of all value: a row of totals, or a slip in a figure."""
    s = scope.scenario
    plain = [r for r in s.requests if not (r.team or r.product or r.demand or r.options)]
    if not plain or len(s.requests) < FEW or len(plain) == len(s.requests) or scope.hides("requests"):
        return
    worth = points(s)
    whole = math.fsum(max(worth[r.id], 0.0) for r in s.requests)
    for request in plain:
        if whole > 0 and worth[request.id] >= (0.5 - 1e-9) * whole:
            message = "has half of all value or more, and no team, product and demand; is it a row of totals?"
            yield Fault(message, ("requests", request.id), warning=True, code="table")


def _whole(scope: Scope) -> float:
    """What all requests are worth together at the most [points]; inf where that can't be known."""
    s = scope.scenario
    if scope.hides("requests") or (s.value.scale == "raw" and not s.yardstick):
        return math.inf
    worth = points(s)
    best = (worth[r.id] * max((o.value for o in r.options), default=1.0) for r in s.requests)
    whole = math.fsum(max(amount, 0.0) for amount in best)
    return whole if s.yardstick or s.family else max(whole, POINTS)


def _unknown_metrics(
    scope: Scope, path: tuple[str, ...], figures: Iterable[str], *, is_field: bool = False
) -> Iterator[Fault]:
    """Metrics that no request has; ``is_field``: the one metric is the value of the field itself."""
    metrics = {metric for r in scope.scenario.requests for metric in r.metrics}
    for metric in figures:
        if metric not in metrics and not scope.hides("requests"):
            message = f"no request has the metric '{metric}'{suggestion(metric, metrics)}"
            yield Fault(message, path if is_field else (*path, metric), warning=True, code="unknown-name")


def entitlement_faults(scope: Scope) -> Iterator[Fault]:
    """Teams that nobody is in, and more than all there is promised."""
    s = scope.scenario
    for team in s.entitlements:
        if team not in s.teams and not scope.hides("requests"):
            message = f"no request has the team '{team}'{suggestion(team, s.teams)}"
            yield Fault(message, ("entitlements", team), code="unknown-name")
    total = sum(s.entitlements.values())
    if total > 1 + 1e-9:
        yield Fault(f"must add up to 1 at most, not {total:.6g}", ("entitlements",))
