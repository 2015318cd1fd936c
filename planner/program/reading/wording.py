"""Limits in the user's words."""

from __future__ import annotations

from planner.domain.rule import UNITS, Rule, Selection
from planner.domain.scenario import CostObjective
from planner.program.formulation.assembly import Program

_MEASURES = {
    "cost": "the cost",
    "gpu_hours": "GPU-hours",
    "gpu_share": "the part of usable GPU-hours",
    "value": "the value captured",
    "funded": "the number funded",
    "energy_kwh": "the energy",
    "carbon_kg": "the carbon",
}


def group_words(program: Program, kind: str, name: str) -> str:
    """One member of a conflict as a sentence without its stop."""
    scenario = program.grid.scenario
    if kind == "rule":
        return rule_words(next(r for r in scenario.rules if r.name == name), scenario.currency)
    if kind == "must":
        request = scenario.request_by_id[name]
        least = request.minimum
        return f"{request.title} is a must" + (f" (at least {least:.0%} of it)" if least and least < 1 else "")
    if kind == "pool":
        pool = scenario.pool_by_id[name]
        usable = next(lane.gpus for lane in program.grid.lanes_of[name] if not lane.rented)
        low, high = min(usable), max(usable)
        return f"{pool.title} has {low:,.0f}{f' to {high:,.0f}' if high > low else ''} usable GPUs"
    if kind == "people":
        fte = scenario.calendar.over(scenario.role_by_id[name].fte)
        return f"there are {min(fte):,.1f}{f' to {max(fte):,.1f}' if max(fte) > min(fte) else ''} full-time {name}"
    assert isinstance(scenario.objective, CostObjective)
    return f"the plan is to capture {scenario.objective.cost.target_value:,.4g} points"


def rule_words(rule: Rule, currency: str) -> str:
    """``Budget: the cost of everything is at most 3,500,000 USD``"""
    unit = "" if rule.measure in ("gpu_share", "funded") else f" {UNITS[rule.measure] or currency}"
    limits = [
        f"{word} {amount_words(rule, amount)}{unit}"
        for word, amount in (("at least", rule.at_least), ("at most", rule.at_most))
        if amount is not None
    ]
    part = f" in each {rule.each}" if rule.each == "period" else f" for each {rule.each}" if rule.each else ""
    return f"{rule.name}: {_MEASURES[rule.measure]} of {selection_words(rule.of)}{part} is {' and '.join(limits)}"


def amount_words(rule: Rule, amount: float) -> str:
    """A limit of a rule without its unit: ``3,500,000``, or ``15 %`` of a share."""
    return (
        f"{100 * amount:.4g} %"
        if rule.measure == "gpu_share"
        else f"{amount:,.0f}"
        if abs(amount) >= 1000
        else f"{amount:,.4g}"
    )


def selection_words(selection: Selection) -> str:
    """``team research`` or ``everything``"""
    parts = [
        f"{dimension} {' or '.join(names)}"
        for dimension in type(selection).model_fields
        if (names := selection.names(dimension)) is not None
    ]
    return ", ".join(parts) or "everything"
