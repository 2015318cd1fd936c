"""What moves when one request is given more: it, and all that it requires."""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.request import Request
from planner.program.formulation.variables import Variables, WayColumns


def required_by(request: Request, by_id: Mapping[str, Request]) -> list[str]:
    """All that a request requires, and what those require in turn."""
    found: list[str] = []
    todo = list(request.requires)
    while todo:
        name = todo.pop()
        if name not in found:
            found.append(name)
            todo += by_id[name].requires
    return found


def own_columns(v: Variables, way: WayColumns) -> set[int]:
    """The columns of one way, and of all that its request requires."""
    found = {*way.columns, *way.pieces}
    for required in required_by(way.way.request, v.grid.scenario.request_by_id):
        for other in v.by_request[required]:
            found |= {*other.columns, *other.pieces}
    return found
