"""A rule as a sentence: [cost] of [everything] [each period] at most [900,000] USD."""

from __future__ import annotations

from planner.desktop.numbers import number_text, percent_text
from planner.desktop.words import tr
from planner.domain.rule import UNITS, Dimension, Expectation, Limit, Measure, Rule, Selection
from planner.domain.scenario import Scenario

DIMENSIONS: tuple[Dimension, ...] = ("id", "team", "product", "kind", "accelerator", "pool", "region", "period")
MEASURES: dict[Measure, str] = {
    "cost": "cost",
    "gpu_hours": "GPU-hours",
    "gpu_share": "share of the GPU-hours",
    "value": "value",
    "funded": "number funded",
    "energy_kwh": "energy",
    "carbon_kg": "carbon",
}


def sentence(rule: Rule, currency: str) -> str:
    """What a rule says."""
    each = f" {tr('in each {dimension}', dimension=dimension_text(rule.each))}" if rule.each else ""
    return f"{_measured(rule.measure, rule.of)}{each}: {limit_text(rule.measure, rule, currency)}"


def expectation_text(expected: Expectation, scenario: Scenario) -> str:
    """What an expectation says."""
    titles = {request.id: request.title for request in scenario.requests}
    if expected.funds is not None:
        return tr("{request} is served", request=titles.get(expected.funds, expected.funds))
    if expected.declines is not None:
        return tr("{request} is not served", request=titles.get(expected.declines, expected.declines))
    assert expected.measure is not None
    return f"{_measured(expected.measure, expected.of)}: {limit_text(expected.measure, expected, scenario.currency)}"


def _measured(measure: Measure, of: Selection) -> str:
    return " ".join((_started(tr(MEASURES[measure])), tr("of"), selection_text(of)))


def selection_text(of: Selection) -> str:
    """``everything``, or what narrows it: ``team research on H100-SXM``."""
    parts = []
    for dimension in DIMENSIONS:
        names = of.names(dimension)
        if names is not None:
            parts.append(f"{dimension_text(dimension)} {tr(' or ').join(names)}")
    return ", ".join(parts) or tr("everything")


def dimension_text(dimension: str) -> str:
    return tr("request") if dimension == "id" else tr(dimension)


def limit_text(measure: Measure, limit: Limit | Expectation, currency: str) -> str:
    parts = []
    if limit.at_least is not None:
        parts.append(tr("at least {amount}", amount=amount_text(measure, limit.at_least, currency)))
    if limit.at_most is not None:
        parts.append(tr("at most {amount}", amount=amount_text(measure, limit.at_most, currency)))
    return tr(" and ").join(parts)


def amount_text(measure: Measure, amount: float, currency: str) -> str:
    if measure == "gpu_share":
        return percent_text(amount)
    return f"{number_text(amount)} {UNITS[measure] or currency}"


def _started(text: str) -> str:
    """The text with a capital first letter; GPU stays GPU."""
    return text[:1].upper() + text[1:]
