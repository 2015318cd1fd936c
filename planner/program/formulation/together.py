"""What moves when one request is given more: it, and all that it requires."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from planner.domain.request import Request
from planner.program.formulation.variables import Variables, WayColumns


def required_by(request: Request, by_id: Mapping[str, Request], aside: Collection[str] = ()) -> list[str]:
    """All that a request requires, but for what is set aside, and what those require in turn."""
    found: dict[str, None] = {}
    todo = [name for name in request.requires if name not in aside]
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = None
            todo += by_id[name].requires
    return list(found)


def own_columns(v: Variables, way: WayColumns, aside: Collection[str] = ()) -> set[int]:
    """The columns of one way, and of all that its request requires but for what is set aside."""
    found = {*way.columns, *way.pieces, *_times(v, way.way.request.id)}
    for required in required_by(way.way.request, v.grid.scenario.request_by_id, aside):
        found |= _times(v, required)
        for other in v.by_request[required]:
            found |= {*other.columns, *other.pieces}
    return found


def _times(v: Variables, request: str) -> set[int]:
    """E and B of a job."""
    return {*v.earliest.get(request, {}).values(), *v.worked.get(request, {}).values()}
