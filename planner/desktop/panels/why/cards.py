"""What stands at the head of an explanation: a title, the state in a few words, and figures."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from planner.desktop.fields.sentences import sentence
from planner.desktop.look.numbers import compact, index_text, number_text, whole_percent
from planner.desktop.look.words import tr
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.limits import Supply, people_supply, pool_supply, rule_kept
from planner.words.names import counted
from planner.words.prices import block_for

Kind = Literal["request", "pool", "people", "rule"]


@dataclass(frozen=True)
class Subject:
    """What is explained."""

    kind: Kind
    name: str
    """Its id; of a rule its name."""

    def is_in(self, scenario: Scenario) -> bool:
        known: dict[Kind, Callable[[], Any]] = {
            "request": lambda: scenario.request_by_id,
            "pool": lambda: scenario.pool_by_id,
            "people": lambda: scenario.role_by_id,
            "rule": lambda: scenario.rule_by_name,
        }
        return self.name in known[self.kind]()


@dataclass(frozen=True)
class Card:
    """The head of an explanation."""

    title: str
    state: str
    colour: str
    """Of the state: a decision, or the name of a colour of the theme."""
    figures: tuple[tuple[str, str], ...]
    said: str = ""
    """What a rule says."""


def card(plan: Plan, subject: Subject) -> Card:
    """The head for a subject that the plan knows."""
    match subject.kind:
        case "request":
            return _request(plan.row(subject.name))
        case "rule":
            return _rule(plan, subject.name)
        case "pool":
            return _supply(plan, pool_supply(plan, subject.name))
        case "people":
            return _supply(plan, people_supply(plan, subject.name))


def _request(row: dict[str, Any]) -> Card:
    words = {
        "fund": tr("Funded"),
        "trim": tr("Trimmed to {share}", share=whole_percent(row["share"])),
        "defer": tr("Deferred"),
        "decline": tr("Declined"),
    }
    option = f" · {row['option']}" if row["option"] else ""
    figures = (
        (tr("Value"), tr("{value} points", value=f"{row['value_points']:.2f}")),
        (tr("Captured"), tr("{value} points", value=f"{row['captured_points']:.2f}")),
        (tr("Opportunity cost"), _cost(row["opportunity_cost_points"])),
        (tr("Scarcity index"), index_text(row["scarcity_index"])),
        (tr("Given"), f"{row['given_gpu_hours']:,.0f} GPU·h"),
    )
    return Card(str(row["name"] or row["id"]), words[row["decision"]] + option, row["decision"], figures)


def _cost(points: float) -> str:
    """What others would earn with its GPUs; endless where there are none for it."""
    if math.isinf(points):
        return tr("no pool fits it")
    return "–" if math.isnan(points) else tr("{value} points", value=f"{points:.2f}")


def _supply(plan: Plan, supply: Supply) -> Card:
    state, colour = _fullness(plan, supply)
    prices = [use.price for use in supply.uses]
    figures = [(tr("Used"), whole_percent(supply.part))]
    if supply.kind == "pool":
        figures += [
            (tr("Usable"), f"{sum(use.limit for use in supply.uses):,.0f} GPU·h"),
            (tr("Rented on top"), f"{supply.rented:,.0f} GPU·h"),
            (tr("Cost"), f"{compact(supply.cost)} {plan.scenario.currency}"),
            (tr("Shadow price"), _priced(plan, supply)),
        ]
    else:
        limits = [use.limit for use in supply.uses]
        figures += [
            (tr("Available"), f"{_range(limits)} FTE"),
            (tr("Shadow price"), tr("{range} points per FTE", range=_range(prices))),
        ]
    return Card(supply.title, state, colour, tuple(figures))


def _priced(plan: Plan, supply: Supply) -> str:
    """What so many GPUs more would earn in a period, at the margin, from the cheapest period to the dearest."""
    calendar = plan.scenario.calendar
    hours = dict(zip(calendar.labels, calendar.hours, strict=True))
    prices = [use.price * hours[use.label] for use in supply.uses]
    block = block_for(prices)
    points = _range([float(f"{price * block:.2g}") for price in prices])
    some = tr("a GPU") if block == 1 else counted(block, "GPU")
    return tr("{points} points for {some} in a {unit}", points=points, some=some, unit=tr(calendar.unit))


def _fullness(plan: Plan, supply: Supply) -> tuple[str, str]:
    """How full it is, and the colour of that; of what there is nothing, whether anybody would want it."""
    if not any(use.limit > 0 for use in supply.uses):
        nothing = tr("No GPUs in it") if supply.kind == "pool" else tr("Nobody available")
        is_wanted = any(use.price > 0 for use in supply.uses)
        return (tr("{nothing} · binds", nothing=nothing), "warn") if is_wanted else (nothing, "quiet")
    full, all_of_them = len(supply.full), len(supply.uses)
    if not full:
        return tr("Room to spare"), "good"
    unit = tr(plan.scenario.calendar.unit) if all_of_them == 1 else tr(f"{plan.scenario.calendar.unit}s")
    return tr("Full in {full} of {all} {unit}", full=full, all=all_of_them, unit=unit), "warn"


def _range(numbers: list[float]) -> str:
    low, high = (
        number_text(float(f"{number:.3g}"), 6) for number in (min(numbers, default=0), max(numbers, default=0))
    )
    return low if low == high else f"{low} – {high}"


def _rule(plan: Plan, name: str) -> Card:
    kept = rule_kept(plan, name)
    state, colour = (tr("Binds"), "warn") if kept.prices else (tr("Kept with room"), "good")
    if not kept.rule.enabled:
        state, colour = tr("Off"), "quiet"
    return Card(name, state, colour, (), sentence(kept.rule, plan.scenario))
