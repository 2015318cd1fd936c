"""Whether a change has a request served, and what the plan spends then."""

from __future__ import annotations

from planner.errors import StoppedError
from planner.program.again.what_if import Result
from planner.program.formulation.grid import Grid
from planner.program.reading.served import cost_of
from planner.tradeoffs.one_scenario.changes import Changes
from planner.tradeoffs.one_scenario.room import has_promises, more_is_room
from planner.tradeoffs.one_scenario.study import MATTERS, Study

ROOM = frozenset({"pools", "people", "rules"})
"""What can be changed to give a plan more room."""


def serves(study: Study, request: str, changes: Changes) -> bool:
    """Whether the best plan with some changes, which give it more room, serves a request."""
    if not _may_serve(study, request, changes):
        return False
    try:
        result = study.what_if(changes)
    except StoppedError:  # no plan was found; the study has noted it
        return False
    return result.feasible and result.funds(request)


def spent(study: Study, changes: Changes, result: Result) -> float:
    """What a plan with some changes spends more than the plan does [currency]."""
    return cost_of(Grid(study.varied(changes)), result.served) - cost_of(study.resolver.grid, study.base.served)


def _may_serve(study: Study, request: str, changes: Changes) -> bool:
    """Whether a plan that is given more room may serve a request; False is certain, and known from a relaxation.

    With more room the best plan without the request is no worse than it is now; where not even the relaxation with the
    request in reaches that, it stays declined. More GPUs are more room only where nobody is promised a share of them,
    and nobody pays for those that stand idle.
    """
    whole = any(way.minimum > 0 for way in study.resolver.grid.ways[request])
    if not whole or not study.is_plain_value or has_promises(study.scenario):
        return True
    if not ROOM.issuperset(changes) or ("pools" in changes and not more_is_room(study.scenario)):
        return True
    top = study.standing.ceiling(study.varied(changes), request)
    return top >= study.without(request).objective - MATTERS * study.scale
