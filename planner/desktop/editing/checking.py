"""What is wrong with a scenario, looked for once: an edit asks before and after, and so does the list of problems."""

from __future__ import annotations

from collections import OrderedDict

from planner.domain.checks import faults
from planner.domain.scenario import Scenario
from planner.errors import Fault

KEPT = 8
"""Scenarios whose faults are remembered."""
_known: OrderedDict[int, tuple[Scenario, tuple[Fault, ...]]] = OrderedDict()


def faults_of(scenario: Scenario) -> tuple[Fault, ...]:
    """The faults of a frozen scenario; of one seen lately they are at hand."""
    known = _known.get(id(scenario))
    if known is None or known[0] is not scenario:
        known = _known[id(scenario)] = (scenario, tuple(faults(scenario)))
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return known[1]
