"""What-ifs, as a variant's file writes them.

Every what-if is a change of the scenario that the user could write (design §4.6): what is said of it is by construction
what a variant or ``--set`` gives. Standing costs, and the denominators of shares and promises, move along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from planner.domain.calendar import Calendar, always, falling, span
from planner.domain.request import Demand, Option, Request
from planner.domain.rule import REQUEST_DIMENSIONS, Rule
from planner.domain.scenario import Scenario
from planner.domain.ways import Way, ways

DAY = timedelta(days=1)

type Changes = dict[str, Any]
"""The ``changes`` of a variant's file."""


def together(*changes: Changes) -> Changes:
    """Several changes made at once; of two to one figure the later one counts."""
    found: Changes = {}
    for change in changes:
        for key, value in change.items():
            old = found.get(key)
            found[key] = together(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return found


# -- GPUs and people ----------------------------------------------------------------------------------------------


def more_gpus(scenario: Scenario, pool: str, by: float, periods: Iterable[int] | None = None) -> Changes:
    """So many GPUs more in a pool, or fewer, but not below none; in all periods or some [GPU]."""
    return {"pools": {pool: {"gpus": _raised(scenario, scenario.pool_by_id[pool].gpus, by, periods)}}}


def more_people(scenario: Scenario, role: str, by: float, periods: Iterable[int] | None = None) -> Changes:
    """So many full-time people of a role more, or fewer, but not below none [FTE]."""
    return {"people": {role: {"fte": _raised(scenario, scenario.role_by_id[role].fte, by, periods)}}}


def _raised(scenario: Scenario, series: Any, by: float, periods: Iterable[int] | None) -> list[float]:
    among = range(len(scenario.calendar)) if periods is None else frozenset(periods)
    return [max(have + by, 0.0) if t in among else have for t, have in enumerate(scenario.calendar.over(series))]


# -- rules --------------------------------------------------------------------------------------------------------


def switched(rule: Rule, on: bool) -> Changes:
    """A rule switched on or off."""
    return {"rules": {rule.name: {"enabled": on}}}


def limit_moved(rule: Rule, by: float) -> Changes:
    """All limits of a rule moved by an amount, in its own unit."""
    sides = {side: getattr(rule, side) for side in ("at_least", "at_most")}
    return {"rules": {rule.name: {side: limit + by for side, limit in sides.items() if limit is not None}}}


def paid_on_top(scenario: Scenario, pool: str, by: float, periods: Iterable[int] | None = None) -> Changes:
    """Budgets raised by what so many GPUs more of a pool can cost; empty where none counts them.

    A budget is a limit on the cost of all requests, over all its periods or in each. GPUs that are paid always cost all
    their hours, others those that can be used.
    """
    p, calendar = scenario.pool_by_id[pool], scenario.calendar
    among, available = frozenset(range(len(calendar)) if periods is None else periods), calendar.over(p.availability)
    found: Changes = {}
    for rule in scenario.rules:
        if rule.at_most is None or not is_budget(rule) or not rule.of.admits(p):
            continue
        hours = [calendar.hours[t] * (1.0 if p.paid == "always" else available[t])
                 for t in rule.of.periods(calendar) if t in among]  # fmt: skip
        counted = max(hours, default=0.0) if rule.each == "period" else sum(hours)
        if cost := by * counted * p.cost_per_gpu_hour:
            found[rule.name] = {"at_most": rule.at_most + cost}
    return {"rules": found} if found else {}


def is_budget(rule: Rule) -> bool:
    spends = rule.enabled and rule.measure == "cost" and not rule.of.among(REQUEST_DIMENSIONS)
    return spends and rule.each in (None, "period")


# -- commitments --------------------------------------------------------------------------------------------------


def opened(request: Request) -> Changes:
    """A request's commitment given up."""
    return {"requests": {request.id: {"commitment": "open"}}}


def ruled_out(request: Request) -> Changes:
    """A request that nobody may serve."""
    return {"requests": {request.id: {"commitment": "out"}}}


def committed(request: Request, *, whole: bool = False) -> Changes:
    """A request that must be served: at its minimum at least, in full without one; ``whole``: in full in any case."""
    least = least_share(request, lambda own: 1.0) if whole else {}
    return {"requests": {request.id: {"commitment": "must"} | least}}


# -- a request's own figures --------------------------------------------------------------------------------------


def worth_times(request: Request, factor: float) -> Changes:
    """A request that brings so many times its metrics."""
    return {"requests": {request.id: {"metrics": {name: amount * factor for name, amount in request.metrics.items()}}}}


def asking_times(request: Request, factor: float) -> Changes:
    """A request that asks for so many times its GPUs."""

    def asking(of: Request | Option) -> Changes:
        return {} if of.demand is None else {"demand": _demand_times(of.demand, factor)}

    return {"requests": {request.id: asking(request) | _by_option(request, asking)}}


def _demand_times(demand: Demand, factor: float) -> Changes:
    written = demand.model_dump(mode="json", exclude_none=True)
    match written:
        case {"gpus": series}:
            return {"gpus": _times(series, factor)}
        case {"gpu_hours": amount}:
            return {"gpu_hours": amount * factor}
        case {"train": {"tokens": amount}}:
            return {"train": {"tokens": amount * factor}}
        case {"serve": {"users": series}}:
            return {"serve": {"users": _times(series, factor)}}
    return {}


def _times(series: Any, factor: float) -> Any:
    """A quantity over time, as a file holds it, so many times as large."""
    if isinstance(series, dict):
        return {when: amount * factor for when, amount in series.items()}
    return [amount * factor for amount in series] if isinstance(series, list) else series * factor


def content_with(request: Request, least: float) -> Changes:
    """A request that is content with a lesser share."""
    return {"requests": {request.id: least_share(request, lambda own: None if own is None else min(own, least))}}


def without_minimum(request: Request) -> Changes:
    """A request of which any share will do."""
    return {"requests": {request.id: least_share(request, lambda own: None)}}


def least_share(request: Request, change: Callable[[float | None], float | None]) -> Changes:
    """The minimums of a request and its options, each changed; what stays as it was is not written."""

    def least(of: Request | Option) -> Changes:
        after = change(of.minimum)
        return {} if after == of.minimum else {"minimum": after}

    return least(request) | _by_option(request, least)


def _by_option(request: Request, change: Callable[[Option], Changes]) -> Changes:
    changed = {option.id: found for option in request.options if (found := change(option))}
    return {"options": changed} if changed else {}


def moved_in_time(scenario: Scenario, request: Request, by: int) -> Changes | None:
    """A request's window so many periods later, with its demand, its people and what it costs once; None where that
    leaves the calendar.
    """
    calendar = scenario.calendar
    way = ways(request, scenario)[0]
    first, last = way.first + by, way.last + by
    if first < 0 or last >= len(calendar) or way.first > way.last:
        return None

    def moved(series: Any) -> list[float]:
        each = calendar.over(series)
        return [each[min(max(t - by, 0), len(each) - 1)] for t in range(len(each))]

    def asking(demand: Demand | None) -> Changes:
        if demand is None or demand.serve is None:
            gpus = demand.gpus if demand else None
            return {"gpus": moved(gpus)} if isinstance(gpus, dict | tuple) else {}
        found = {
            name: moved(series if name == "users" else always(series))
            for name, series in demand.serve.figures.items()
            if isinstance(series, dict | tuple)
        }
        return {"serve": found} if found else {}

    def later(of: Request | Option) -> Changes:
        people = {role: moved(fte) for role, fte in of.people.items() if isinstance(fte, dict | tuple)}
        found: Changes = {"demand": asking(of.demand), "people": people}
        if isinstance(of.cost, dict | tuple):
            due = falling(calendar, of.cost, way.first)
            found["cost"] = [due.get(t - by, 0.0) for t in range(len(calendar))]
        return {name: change for name, change in found.items() if change}

    changes: Changes = {"window": _days(calendar, way, by)}
    if request.latest_start is not None:
        changes["latest_start"] = calendar.labels[min(way.latest + by, last)]
    return {"requests": {request.id: changes | later(request) | _by_option(request, later)}}


def _days(calendar: Calendar, way: Way, by: int) -> list[str]:
    """A way's window so many periods later: as long within its first and last one, named as these where it is all of
    them. A week is called by its Monday, which at an end would be that day alone.
    """
    first, last = calendar.steps[way.first + by], calendar.steps[way.last + by]
    begin = min(first.start + (way.begin - calendar.steps[way.first].start), first.end - DAY)
    end = max(last.end - (calendar.steps[way.last].end - way.end), last.start + DAY)
    return [
        first.label if span(first.label)[0] == begin else begin.isoformat(),
        last.label if span(last.label)[1] == end else (end - DAY).isoformat(),
    ]
