"""Whether a change has a request served, and what the plan spends then."""

from __future__ import annotations

from planner.domain.scenario import Scenario
from planner.errors import StoppedError
from planner.program.again.what_if import Result
from planner.program.formulation.grid import Grid
from planner.program.reading.served import cost_of
from planner.tradeoffs.one_scenario.changes import Changes
from planner.tradeoffs.one_scenario.study import Study, heeded

WHOLE = 1 - 1e-6
"""The share from which on a request counts as served in full."""


def wants_whole(study: Study, request: str) -> bool:
    """Whether what is left to wish for is the rest: it is served in part."""
    return study.base.decision(request) == "trim" and study.base.served[request].share < WHOLE


def serves(study: Study, request: str, changes: Changes) -> bool:
    """Whether the best plan with some changes serves a request; one that is trimmed now: in full."""
    try:
        if wants_whole(study, request):
            found = study.what_if(changes)
            return found.feasible and found.served[request].share >= WHOLE
        return bool(decided(study, study.varied(changes), request))
    except StoppedError:  # no plan was found; the study has noted it
        return False


def decided(study: Study, scenario: Scenario, request: str) -> bool | None:
    """Whether the best plan of a scenario that has been varied serves a request; None: there is no plan.

    Raises StoppedError where a limit came before any plan.
    """
    if (known := study.standing.serves(scenario, request)) is not None:
        return known
    try:
        result = heeded(study, study.standing.solve(scenario, settle=False))
    except StoppedError:
        study.doubts += 1
        raise
    return result.funds(request) if result.feasible else None


def spent(study: Study, changes: Changes, result: Result) -> float:
    """What a plan with some changes spends more than the plan does [currency]."""
    return cost_of(Grid(study.varied(changes)), result.served) - cost_of(study.resolver.grid, study.base.served)
