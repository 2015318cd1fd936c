"""Which requests hang together by what they require and rule out: beyond that they only share limits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from planner.program.formulation.assembly import Program

SHARED = -1
"""The group of what belongs to none, or to several."""


def groups_of_requests(program: Program) -> dict[str, int]:
    """Requests that require each other, or rule each other out, and those beyond them: numbered from 0."""
    requests = program.grid.requests
    near: dict[str, set[str]] = {request.id: set(request.conflicts) | set(request.requires) for request in requests}
    for request in requests:
        for other in (*request.conflicts, *request.requires):
            near[other].add(request.id)
    found: dict[str, int] = {}
    count = 0
    for request in requests:
        waiting = [] if request.id in found else [request.id]
        count += len(waiting)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = count - 1
                waiting += near[name]
    return found


def groups_of_columns(program: Program, group: Mapping[str, int]) -> np.ndarray:
    """The group of requests that each column is of; ``group`` is that of each request."""
    v = program.variables
    found = np.full(v.count, SHARED)
    for request, ways in v.by_request.items():
        times = (*v.earliest.get(request, {}).values(), *v.worked.get(request, {}).values())
        found[[*times, *(column for w in ways for column in (*w.columns, *w.pieces))]] = group[request]
    return found


def groups_of_rows(program: Program, of_columns: np.ndarray) -> np.ndarray:
    """The group of which all columns of a row are; what several have columns in is shared."""
    starts = np.asarray(program.starts)
    filled = np.flatnonzero(np.diff(starts))
    found = np.full(len(starts) - 1, SHARED)
    if len(filled):
        here = of_columns[np.asarray(program.columns)]
        least, most = (of.reduceat(here, starts[filled]) for of in (np.minimum, np.maximum))
        found[filled] = np.where(least == most, least, SHARED)
    return found
