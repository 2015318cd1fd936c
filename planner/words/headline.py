"""The metric that sentences say first, where a scenario names one: amounts are those of plans, never points turned."""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.worth import asked
from planner.languages.saying import say
from planner.words.amounts import brought_words, metric_unit, short

DIGITS = 3


def headline_words(scenario: Scenario, amount: float) -> str:
    """``117 M USD revenue``; nothing where the scenario names no headline metric."""
    metric = scenario.value.headline
    return f"{short(amount, DIGITS)} {metric_unit(scenario, metric)}{brought_words(scenario, metric)}" if metric else ""


def beside(scenario: Scenario, metrics: Mapping[str, float]) -> str:
    """What some points stand for, behind them: `` (117 M USD revenue)``; empty where no headline metric is named."""
    words = headline_words(scenario, metrics.get(scenario.value.headline, 0.0))
    return say(" ({aside})", aside=words) if words else ""


def captured_words(plan: Plan) -> str:
    """``117 M of 154 M USD revenue``: what a plan captures of the headline metric, and what is asked; empty: none."""
    metric = plan.scenario.value.headline
    return captured_of(plan, metric) if metric and metric in plan.scenario.metrics else ""


def captured_of(plan: Plan, metric: str) -> str:
    """The same of any metric that the scenario weighs."""
    scenario = plan.scenario
    amount, whole = short(plan.kpi(f"metric:{metric}"), DIGITS), short(asked(scenario, metric), DIGITS)
    named = f"{metric_unit(scenario, metric)}{brought_words(scenario, metric)}"
    return say("{amount} of {whole} {metric}", amount=amount, whole=whole, metric=named)
