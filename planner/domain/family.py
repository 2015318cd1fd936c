"""What a scenario shares with the one that it is a change of: the sums that points are parts of."""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.base import Noun


class Family(Noun):
    """What a scenario has in common with the one that it is a change of, so that their points are worth the same.

    A variant is a change of what it extends, a what-if of the scenario as it was loaded.
    """

    sums: dict[str, float]
    """S_m: what points are parts of, by metric; of one that came with a later change, what it brought there."""
    whole: tuple[str, ...]
    """Metrics of the scenario that all are changes of: their weights add up to the 100 points."""


def extended(family: Family | None, metrics: Mapping[str, Mapping[str, float]]) -> Family:
    """A family with the metrics that it lacks, by the request that has them; without one, the family of a root.

    S_m = Σ_r max(metric_{r,m}, 0).
    """
    own: dict[str, float] = {}
    for request in sorted(metrics):
        for metric, amount in metrics[request].items():
            own[metric] = own.get(metric, 0.0) + max(amount, 0.0)
    sums = {metric: own[metric] for metric in sorted(own)}
    new = Family(sums=sums, whole=tuple(metric for metric, amount in sums.items() if amount > 0))
    return joined(family, new) if family is not None else new


def joined(family: Family, other: Family) -> Family:
    """A family with the metrics of another one that it lacks."""
    names = sorted(family.sums.keys() | other.sums.keys())
    sums = {metric: family.sums.get(metric) or other.sums.get(metric, 0.0) for metric in names}
    return Family(sums=sums, whole=family.whole or other.whole)
