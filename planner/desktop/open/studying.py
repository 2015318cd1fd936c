"""A study of a plan that is proved."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.program import Control
from planner.tradeoffs.one_scenario.study import Study

PROVED = 1e-9
"""A gap up to which a plan is the one that a study would find again."""


def study_of(plan: Plan, control: Control) -> Study:
    """A study of a plan's scenario, which need not find the plan again where it is proved as far as a study wants."""
    return Study(plan.scenario, plan=plan if plan.certificate.gap <= PROVED else None, control=control)
