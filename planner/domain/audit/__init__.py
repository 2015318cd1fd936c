"""The certificate: a plan's tables checked against its scenario by code that shares nothing with the formulation.

What is served, given and earned is taken from the tables; what may be is taken from the scenario; every difference
beyond the tolerance is a violation.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from planner.domain.audit.account import Account
from planner.domain.audit.dependence import commitments, conflicts, options, requirements, waits
from planner.domain.audit.given import demands, minimums, people, pools, windows, within
from planner.domain.audit.money import consumption, decisions, target, values
from planner.domain.audit.promises import rules
from planner.domain.audit.records import strays, summaries, units
from planner.domain.plan import Violation
from planner.domain.scenario import Scenario
from planner.domain.table import Columns

TOLERANCE = 1e-6
CHECKS = (
    *(strays, units, summaries),
    *(pools, within, demands, windows, minimums, people),
    *(options, requirements, waits, conflicts, commitments),
    *(rules, target, values, consumption, decisions),
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What an audit found."""

    violations: tuple[Violation, ...]
    """What the plan does and must not, beyond a millionth of the limit; empty for a sound plan."""
    largest: float
    """The largest excess over any limit, as a part of the limit, within the tolerance or not."""


def findings(scenario: Scenario, requests: Columns, allocation: Columns, served: Columns) -> Findings:
    """Every limit of the scenario held against the tables of a plan."""
    account = Account(scenario, requests, allocation, served)
    violations, largest = list[Violation](), 0.0
    for amount, family, where in chain.from_iterable(check(account) for check in CHECKS):
        if amount > largest:
            largest = amount
        if amount > TOLERANCE:
            violations.append(Violation(family, " ".join(where), amount))
    return Findings(tuple(violations), largest)


def audit(scenario: Scenario, requests: Columns, allocation: Columns, served: Columns) -> tuple[Violation, ...]:
    """The violations alone."""
    return findings(scenario, requests, allocation, served).violations


def largest(scenario: Scenario, requests: Columns, allocation: Columns, served: Columns) -> float:
    """The largest excess alone."""
    return findings(scenario, requests, allocation, served).largest


__all__ = ["TOLERANCE", "Findings", "audit", "findings", "largest"]
