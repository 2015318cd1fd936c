"""What is wrong with a scenario, looked for once: an edit asks before and after, and so does the list of problems."""

from __future__ import annotations

from collections import OrderedDict

from planner.domain.checks import faults
from planner.domain.request_checks import KnownRequests
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError

KEPT = 8
"""Scenarios whose faults are remembered."""
_requests = KnownRequests()
_known: OrderedDict[int, tuple[Scenario, tuple[Fault, ...]]] = OrderedDict()


def sound(before: Scenario, after: Scenario) -> Scenario:
    """The scenario after a change. Raises InputError with the errors that it has and the one before has not."""
    known = {(fault.path, fault.message) for fault in faults_of(before)}
    wrong = [f for f in faults_of(after) if not f.warning and (f.path, f.message) not in known]
    if wrong:
        raise InputError(wrong)
    return after


def faults_of(scenario: Scenario) -> tuple[Fault, ...]:
    """The faults of a frozen scenario; of one seen lately they are at hand."""
    known = _known.get(id(scenario))
    if known is None or known[0] is not scenario:
        known = _known[id(scenario)] = (scenario, tuple(faults(scenario, known=_requests)))
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return known[1]
