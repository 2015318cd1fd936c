"""Requests that stand or fall together, priced together."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from planner.domain.request import Request
from planner.program.formulation.together import required_by
from planner.program.optimum.prices import Opportunity


def bundle(
    request: Request,
    by_id: Mapping[str, Request],
    served: Collection[str],
    alone: Mapping[str, Opportunity],
) -> tuple[str, ...]:
    """What a request requires and must earn the GPUs of: what does not earn its own, and no other that is served needs.

    ``alone``: each request's best way at the going prices, by itself. What is worth nothing has no bundle: nobody would
    serve others for its sake.
    """
    if not alone[request.id].value > 0:
        return ()
    needed = required_by(request, by_id)
    if not needed:
        return ()
    apart = [by_id[name] for name in served if name != request.id and name not in needed]
    shared = {name for other in apart for name in required_by(other, by_id)}
    return tuple(sorted(name for name in needed if name not in shared and alone[name].value < alone[name].cost))


def together(parts: Collection[Opportunity]) -> Opportunity:
    """What several bring together, and what that takes from others."""
    return Opportunity(sum(part.cost for part in parts), sum(part.value for part in parts))
