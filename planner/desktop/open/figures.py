"""The figures of a plan that leaders look at first, and how they differ from the parent scenario's."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from planner.desktop.look.numbers import NOISE, compact, compact_difference, signed
from planner.desktop.look.words import tr
from planner.domain.plan import Plan
from planner.tradeoffs.several_scenarios.measuring import beside
from planner.words.decision import OTHERS
from planner.words.headline import captured_words
from planner.words.limits import dearest_limits

BINDING = "What binds"


@dataclass(frozen=True)
class Figure:
    """One KPI: what it is called, its text, and its difference to the parent where there is one."""

    title: str
    text: str
    unit: str
    tip: str
    difference: str = ""
    is_better: bool | None = None


@dataclass(frozen=True)
class _Kind:
    title: str
    tip: str
    value: Callable[[Plan], float]
    shown: Callable[[float], str]
    difference: Callable[[float, float], float]
    """Between two values as they are shown; none where they are shown alike."""
    difference_shown: Callable[[float], str]
    unit: Callable[[Plan], str]
    more_is_better: bool | None


def figures(plan: Plan, other: Plan | None, alike: str = "") -> list[Figure]:
    """The strip of KPIs, from left to right; ``alike`` is said where a figure is that of the other plan."""
    return [_figure(kind, plan, other, alike or tr("as parent")) for kind in _KINDS] + [_binding(plan)]


def no_figures() -> list[Figure]:
    """What the strip is to show where there is no plan yet."""
    blank = [Figure(tr(kind.title), "–", "", tr(kind.tip)) for kind in _KINDS]
    return [*blank, Figure(tr(BINDING), "–", "", tr("What is scarcest, the dearest first"))]


def _figure(kind: _Kind, plan: Plan, other: Plan | None, alike: str) -> Figure:
    value, unit = kind.value(plan), kind.unit(plan)
    text = kind.shown(value) if math.isfinite(value) else "–"
    if other is None:
        return Figure(tr(kind.title), text, unit, tr(kind.tip))
    change = kind.difference(kind.value(beside(plan, other)), kind.value(other))
    if not abs(change) > NOISE:
        return Figure(tr(kind.title), text, unit, tr(kind.tip), alike)
    better = None if kind.more_is_better is None else (change > 0) == kind.more_is_better
    return Figure(tr(kind.title), text, unit, tr(kind.tip), signed(kind.difference_shown(change), change), better)


def _binding(plan: Plan) -> Figure:
    """The scarcest things: what binds, the dearest first, each once."""
    names = dearest_limits(plan)
    tip = "\n".join(dict.fromkeys(plan.tables.binding["sentence"][:12])) or tr("No limit binds.")
    shown = tr(", ").join(names[:2]) or tr("nothing")
    return Figure(tr(BINDING), shown, tr("and {count} more", count=len(names) - 2) if len(names) > 2 else "", tip)


def _budget(plan: Plan) -> float:
    """The tightest limit on all money over the whole calendar [currency]; inf where there is none."""
    limits = [
        rule.at_most
        for rule in plan.scenario.rules
        if rule.enabled and rule.measure == "cost" and rule.at_most is not None and rule.each is None
        if rule.of == type(rule.of)()
    ]
    return min(limits, default=math.inf)


def _spend_unit(plan: Plan) -> str:
    budget = _budget(plan)
    currency = plan.scenario.currency
    return currency if math.isinf(budget) else tr("of {budget} {currency}", budget=compact(budget), currency=currency)


def _others(plan: Plan) -> str:
    """``of 41 · 12 trimmed, 1 deferred, 6 declined``"""
    of = tr("of {count}", count=round(plan.kpi("requests")))
    rest = [tr("{count} {decided}", count=round(plan.kpi(name)), decided=tr(name)) for name in OTHERS if plan.kpi(name)]
    return f"{of} · {tr(', ').join(rest)}" if rest else of


def _value_of(plan: Plan) -> str:
    """Of how many points, and what is captured of the headline metric."""
    whole = tr("of {all} points", all=compact(plan.kpi("value_asked")))
    return f"{whole} · {first}" if (first := captured_words(plan)) else whole


def _rounded(places: int) -> Callable[[float, float], float]:
    return lambda value, other: round(value, places) - round(other, places)


def _percent(value: float) -> str:
    return f"{value * 100:.1f}".removesuffix(".0") + " %"


_KINDS = (
    _Kind(
        "Value captured",
        "Points that the plan captures, of what all requests together are worth",
        lambda p: p.value,
        lambda v: f"{v:,.1f}",
        _rounded(1),
        lambda v: f"{v:,.1f}",
        _value_of,
        True,
    ),
    _Kind(
        "Funded",
        "Requests that are served in full, and what becomes of the others",
        lambda p: p.kpi("funded"),
        lambda v: f"{v:,.0f}",
        _rounded(0),
        lambda v: f"{v:,.0f}",
        _others,
        True,
    ),
    _Kind(
        "GPU utilisation",
        "GPU-hours used, as a part of the usable ones",
        lambda p: p.kpi("gpu_utilisation"),
        _percent,
        _rounded(3),
        lambda v: tr("{points} pct. points", points=f"{v * 100:.1f}"),
        lambda p: tr("of GPU·h"),
        None,
    ),
    _Kind(
        "Cost",
        "Compute, rented GPUs and one-off costs",
        lambda p: p.kpi("cost"),
        compact,
        compact_difference,
        compact,
        _spend_unit,
        False,
    ),
    _Kind(
        "Carbon",
        "Carbon of the electricity that the plan uses",
        lambda p: p.kpi("carbon_kg") / 1000,
        compact,
        compact_difference,
        compact,
        lambda p: "t CO2e",
        False,
    ),
)
