"""From metrics to points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.domain.scenario import Scenario

POINTS = 100.0
"""What all requests together are worth on the ``share`` scale, in a scenario that is a change of no other."""
ALIKE = 1e-9
"""Part of a yardstick's figure below which two are the same."""


def points(scenario: Scenario, yardstick: Mapping[str, float] | None = None) -> dict[str, float]:
    """V_r = Σ_m points of a unit_m · metric_{r,m}: what each request brings when it is served in full [points].

    By the scenario's own yardstick, or by another one. Where confidence discounts, metrics are expected values:
    confidence_r · metric_{r,m}.
    """
    factors = factors_of(scenario) if yardstick is None else yardstick
    return {
        r.id: sum(factors.get(metric, 0.0) * amount for metric, amount in sorted(scenario.value.brought(r).items()))
        for r in scenario.requests
    }


def factors_of(scenario: Scenario) -> dict[str, float]:
    """The yardstick: points for one unit of each metric [points per unit].

    What the scenario states, or else: ``share``: 100 · (w_m / Σ w) / S_m, where S_m = Σ_r max(metric_{r,m}, 0) of the
    scenario that this one is a change of (the root of its variants, or the scenario before a what-if; of expected
    values, where confidence discounts), and Σ w is taken over its metrics, so that a unit is worth the same in all
    of them; a metric that only this one has takes its own S_m. ``raw``: w_m.
    """
    if scenario.yardstick:
        return dict(scenario.yardstick)
    family = scenario.own_family
    weights = scenario.value.weights or dict.fromkeys(family.sums, 1.0)
    if scenario.value.scale == "raw":
        return dict(weights)
    counted = {metric: weight for metric, weight in weights.items() if family.sums.get(metric, 0.0) > 0}
    total = sum(counted.get(metric, 0.0) for metric in sorted(family.whole))
    total = total or sum(counted[metric] for metric in sorted(counted))
    if total == 0:
        return {}
    return {metric: POINTS * weight / total / family.sums[metric] for metric, weight in counted.items()}


def inherited(scenario: Scenario) -> dict[str, float]:
    """The yardstick where it is not the one that the scenario would have by itself; else nothing."""
    if scenario.family is None or scenario.yardstick:
        return {}
    found = factors_of(scenario)
    own = factors_of(scenario.model_copy(update={"family": None}))
    return {} if points(scenario, found) == points(scenario, own) else found


def alone(scenario: Scenario) -> Scenario:
    """The scenario as it can stand by itself: it states the yardstick that it has from another one."""
    return scenario.model_copy(update={"family": None, "yardstick": inherited(scenario) or scenario.yardstick})


def common(scenarios: Sequence[Scenario]) -> dict[str, float]:
    """The yardstick on which scenarios are compared: the first one's.

    What only other members of its family have counts as the first of those says.
    """
    first, *others = scenarios
    found, known = factors_of(first), {*first.own_family.sums}
    for other in others:
        if _is_related(first, other):
            found |= {m: factor for m, factor in factors_of(other).items() if m not in known and m not in found}
    return found


def _is_related(first: Scenario, other: Scenario) -> bool:
    """Whether two scenarios are changes of one."""
    a, b = first.own_family, other.own_family
    return a.whole == b.whole and all(a.sums[metric] == b.sums.get(metric) for metric in a.whole)


def is_measured_by(scenario: Scenario, yardstick: Mapping[str, float]) -> bool:
    """Whether a yardstick counts every request's points as the scenario does."""
    factors = factors_of(scenario)
    if all(factors.get(metric, 0.0) == yardstick.get(metric, 0.0) for metric in scenario.own_family.sums):
        return True
    own, other = points(scenario), points(scenario, yardstick)
    return all(
        abs(other[request] - worth) <= ALIKE * max(abs(worth), abs(other[request])) for request, worth in own.items()
    )


def leading(scenario: Scenario) -> str:
    """The metric that sentences speak of: the headline, else the one with the largest weight, or where a yardstick is
    stated with most points; empty: there is none.
    """
    if scenario.value.headline:
        return scenario.value.headline
    factors, sums = factors_of(scenario), scenario.own_family.sums
    weights = scenario.value.weights or dict.fromkeys(factors, 1.0)
    if scenario.yardstick:
        weights = {metric: factor * sums.get(metric, 0.0) for metric, factor in factors.items()}
    named = [metric for metric in factors if factors[metric] > 0]
    return max(named, key=lambda metric: (weights.get(metric, 0.0), metric), default="")


def money(scenario: Scenario) -> str:
    """The metric that is said to be counted in the scenario's currency, of several the leading one; empty: none is."""
    described = scenario.value.metrics
    counted = {metric: factor for metric, factor in factors_of(scenario).items() if factor > 0}
    named = [metric for metric in counted if metric in described and described[metric].unit == scenario.currency]
    first = leading(scenario)
    return first if first in named else max(named, key=lambda metric: (counted[metric], metric), default="")


def captured(scenario: Scenario, parts: Mapping[str, float]) -> dict[str, float]:
    """What is captured of every metric that requests have, in its own unit; ``parts``: of each request's worth.

    Expected values, where confidence discounts.
    """
    found = dict.fromkeys(sorted({metric for request in scenario.requests for metric in request.metrics}), 0.0)
    for request in sorted(scenario.requests, key=lambda r: r.id):
        for metric, amount in scenario.value.brought(request).items():
            found[metric] += parts.get(request.id, 0.0) * amount
    return found


def asked(scenario: Scenario, metric: str) -> float:
    """What all requests together would bring of a metric, in its own unit; those that take from it left aside."""
    return sum(max(scenario.value.brought(request).get(metric, 0.0), 0.0) for request in scenario.requests)


def more(after: Mapping[str, float], before: Mapping[str, float]) -> dict[str, float]:
    """How much more is captured of each metric; what is rounding counts as nothing."""
    found = {}
    for metric in sorted(after.keys() | before.keys()):
        a, b = after.get(metric, 0.0), before.get(metric, 0.0)
        found[metric] = a - b if abs(a - b) > 1e-7 * max(abs(a), abs(b)) else 0.0
    return found
