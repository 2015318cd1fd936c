"""From metrics to points."""

from __future__ import annotations

from planner.domain.scenario import Scenario

POINTS = 100.0
"""What all requests together are worth on the ``share`` scale."""


def points(scenario: Scenario) -> dict[str, float]:
    """V_r: points that each request brings when it is served in full [points].

    ``share``: V_r = 100 · Σ_m (weight_m / Σ weights) · metric_{r,m} / Σ_r metric_{r,m}, over the metrics that
    some request has; where a metric has negative figures, only the positive ones make up its sum.
    ``raw``: V_r = Σ_m weight_m · metric_{r,m}.
    """
    factors = factors_of(scenario)
    return {
        r.id: sum(factors.get(metric, 0.0) * amount for metric, amount in sorted(r.metrics.items()))
        for r in scenario.requests
    }


def factors_of(scenario: Scenario) -> dict[str, float]:
    """Points for one unit of each metric [points per unit]."""
    sums: dict[str, float] = {}
    for request in sorted(scenario.requests, key=lambda r: r.id):
        for metric, amount in request.metrics.items():
            sums[metric] = sums.get(metric, 0.0) + max(amount, 0.0)
    weights = scenario.value.weights or dict.fromkeys(sorted(sums), 1.0)
    if scenario.value.scale == "raw":
        return dict(weights)
    counted = {metric: weight for metric, weight in weights.items() if sums.get(metric, 0.0) > 0}
    total = sum(counted[metric] for metric in sorted(counted))
    if total == 0:
        return {}
    return {metric: POINTS * weight / total / sums[metric] for metric, weight in counted.items()}
