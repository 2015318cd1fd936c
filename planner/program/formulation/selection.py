"""Which requests, lanes and periods a rule's selection means."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.rule import PLACE_DIMENSIONS, REQUEST_DIMENSIONS, Rule, Selection, by_period, called
from planner.program.formulation.grid import Grid


@dataclass(frozen=True)
class Chosen:
    """A selection, resolved."""

    requests: frozenset[str]
    lanes: frozenset[int]
    periods: frozenset[int]
    of_requests: bool
    """Whether it leaves any request out by what it says (and not only by chance)."""
    of_places: bool


def choose(selection: Selection, grid: Grid) -> Chosen:
    """Resolve a selection on a grid."""
    of_requests, of_places = selection.among(REQUEST_DIMENSIONS), selection.among(PLACE_DIMENSIONS)
    pools = {pool.id for pool in grid.scenario.pools if selection.admits(pool)}
    return Chosen(
        # most select all requests, or all places: those are not asked one by one
        frozenset(r.id for r in grid.requests if not of_requests or selection.selects(r)),
        frozenset(lane.index for lane in grid.lanes if not of_places or lane.pool.id in pools),
        frozenset(selection.periods(grid.scenario.calendar)),
        of_requests,
        of_places,
    )


def usable_hours(grid: Grid, chosen: Chosen) -> float:
    """Σ C[p,t]·h_t of the selected pools' own GPUs   [GPU·h]"""
    own = [lane for lane in grid.lanes if not lane.rented and lane.index in chosen.lanes]
    return sum(lane.gpus[t] * grid.hours[t] for lane in own for t in sorted(chosen.periods))


def each(rule: Rule, grid: Grid) -> list[tuple[str, Selection]]:
    """The selections of one rule, by what tells them apart: ``[("", …)]``, or one for each period, team …

    Of a power, one for each period in any case: it can't be added up over them.
    """
    named = _named(rule, grid)
    is_power = rule.measure == "power_kw" and rule.each != "period"
    return by_period(named, grid.scenario.calendar) if is_power else named


def _named(rule: Rule, grid: Grid) -> list[tuple[str, Selection]]:
    if rule.each is None:
        return [("", rule.of)]
    within = rule.of.names(rule.each)
    found = [name for name in _names(rule.each, grid) if within is None or name in within]
    if rule.each == "period":
        periods = choose(rule.of, grid).periods
        found = [grid.labels[t] for t in sorted(periods)]
    return [(name, rule.of.model_copy(update={rule.each: name})) for name in found]


def _names(dimension: str, grid: Grid) -> list[str]:
    if dimension in REQUEST_DIMENSIONS:
        return sorted({called(request, dimension) for request in grid.requests})
    return sorted({called(lane.pool, dimension) for lane in grid.lanes if dimension in PLACE_DIMENSIONS})
