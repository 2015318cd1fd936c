"""Requests that stand or fall together, priced together."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from planner.domain.request import Request
from planner.program.formulation.together import required_by
from planner.program.optimum.prices import Opportunity


def bundles(
    by_id: Mapping[str, Request], served: Collection[str], alone: Mapping[str, Opportunity]
) -> dict[str, tuple[str, ...]]:
    """By request: what it requires and must earn the GPUs of.

    That is what does not earn its own, and no other that is served needs. ``alone``: each request's best way at the
    going prices, by itself. What is worth nothing has no bundle: nobody would serve others for its sake.
    """
    needs = {name: set(required_by(request, by_id)) for name, request in by_id.items()}
    needing: dict[str, set[str]] = {name: set() for name in by_id}
    for name in served:
        for needed in needs[name]:
            needing[needed].add(name)

    def bundle(name: str, needed: set[str]) -> tuple[str, ...]:
        own = needed | {name}
        return tuple(sorted(q for q in needed if alone[q].value < alone[q].cost and needing[q] <= own))

    return {name: bundle(name, needed) if alone[name].value > 0 else () for name, needed in needs.items()}


def together(parts: Collection[Opportunity]) -> Opportunity:
    """What several bring together, and what that takes from others."""
    return Opportunity(sum(part.cost for part in parts), sum(part.value for part in parts))
