"""The certificate: a plan's frames checked against its scenario by code that shares nothing with the formulation.

What is served, given and earned is taken from the frames; what may be is taken from the scenario; every difference
beyond the tolerance is a violation.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from planner.domain.audit.account import Account
from planner.domain.audit.dependence import commitments, conflicts, options, requirements
from planner.domain.audit.given import demands, minimums, people, pools, windows
from planner.domain.audit.money import consumption, decisions, target, values
from planner.domain.audit.promises import rules
from planner.domain.audit.records import strays, summaries, units
from planner.domain.plan import Violation
from planner.domain.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

TOLERANCE = 1e-6
CHECKS = (
    *(strays, units, summaries),
    *(pools, demands, windows, minimums, people),
    *(options, requirements, conflicts, commitments),
    *(rules, target, values, consumption, decisions),
)


def findings(
    scenario: Scenario, requests: pd.DataFrame, allocation: pd.DataFrame, served: pd.DataFrame
) -> tuple[Violation, ...]:
    """Every excess over a limit, however small, as a part of the limit."""
    account = Account(scenario, requests, allocation, served)
    found: Iterator[Violation] = chain.from_iterable(check(account) for check in CHECKS)
    return tuple(violation for violation in found if violation.amount > 0)


def audit(
    scenario: Scenario, requests: pd.DataFrame, allocation: pd.DataFrame, served: pd.DataFrame
) -> tuple[Violation, ...]:
    """What the plan does and must not, beyond a millionth of the limit; empty for a sound plan."""
    found = findings(scenario, requests, allocation, served)
    return tuple(violation for violation in found if violation.amount > TOLERANCE)


def largest(scenario: Scenario, requests: pd.DataFrame, allocation: pd.DataFrame, served: pd.DataFrame) -> float:
    """The largest excess over any limit, as a part of the limit, within the tolerance or not."""
    return max((v.amount for v in findings(scenario, requests, allocation, served)), default=0.0)


__all__ = ["TOLERANCE", "audit", "findings", "largest"]
