"""How much of each period is left to a service that waits in it for jobs to be done."""

from __future__ import annotations

from collections.abc import Sequence

from planner.program.formulation.earliest import behind, closes_first, ends, head, opens, takes
from planner.program.formulation.variables import Terms, Variables, WayColumns


def left(v: Variables, w: WayColumns, values: Sequence[float]) -> dict[int, float]:
    """The part of a service's time in each period, of those in which it may have to wait, in which it can be served."""
    if not w.waits:
        return {}
    request, known, found = w.way.request, dict[tuple[str, int], float](), dict[int, float]()
    for t in w.way.periods:
        for required in request.requires:
            if t in v.earliest.get(required, {}) and not closes_first(v, request.id, required, t):
                passed = ends(v.grid, w.way, t)[1] - _done(v, required, t, values, known)
                open_ = passed / w.way.inside[t] + _sum(head(v, required, t), values)
                found[t] = min(max(open_, 0.0), found.get(t, 1.0))
    return found


def _done(v: Variables, request: str, t: int, values: Sequence[float], known: dict[tuple[str, int], float]) -> float:
    """The part of a period that passes until a job is done: the least that the rows for E allow, whatever E is."""
    if (request, t) not in known:
        begins = [opens(v, request, t)]
        for required, _, ahead in behind(v, request, t):
            begins.append(_done(v, required, t, values, known) - _sum(ahead, values))
        known[request, t] = max(begins) + max((_sum(terms, values) for _, terms in takes(v, request, t)), default=0.0)
    return known[request, t]


def _sum(terms: Terms, values: Sequence[float]) -> float:
    return sum(values[column] * part for column, part in terms)
