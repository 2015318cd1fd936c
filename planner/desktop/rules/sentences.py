"""A rule as a sentence: [cost] of [everything] [each period] at most [900,000] USD."""

from __future__ import annotations

from planner.desktop.tables.columns import number_text, percent_text
from planner.desktop.words import tr
from planner.domain.rule import UNITS, Limit, Measure, Rule, Selection

DIMENSIONS = ("id", "team", "product", "kind", "accelerator", "pool", "region", "period")
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
    parts = [_started(tr(MEASURES[rule.measure])), tr("of"), selection_text(rule.of)]
    if rule.each:
        parts.append(tr("in each {dimension}", dimension=dimension_text(rule.each)))
    return f"{' '.join(parts)}: {limit_text(rule, currency)}"


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


def limit_text(rule: Limit, currency: str) -> str:
    parts = []
    if rule.at_least is not None:
        parts.append(tr("at least {amount}", amount=amount_text(rule.measure, rule.at_least, currency)))
    if rule.at_most is not None:
        parts.append(tr("at most {amount}", amount=amount_text(rule.measure, rule.at_most, currency)))
    return tr(" and ").join(parts)


def amount_text(measure: Measure, amount: float, currency: str) -> str:
    if measure == "gpu_share":
        return percent_text(amount)
    return f"{number_text(amount)} {UNITS[measure] or currency}"


def _started(text: str) -> str:
    """The text with a capital first letter; GPU stays GPU."""
    return text[:1].upper() + text[1:]
