"""Which requests, lanes and periods a rule's selection means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.domain.request import Request
from planner.domain.rule import PLACE_DIMENSIONS, REQUEST_DIMENSIONS, Rule, Selection
from planner.program.formulation.grid import Grid, Lane


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
    calendar = grid.scenario.calendar
    named, end = selection.names("period"), len(calendar) - 1
    periods = set(grid.periods)
    if named is not None:
        periods = {t for name in named for t in range(max(calendar.first(name), 0), min(calendar.last(name), end) + 1)}
    return Chosen(
        frozenset(r.id for r in _fitting(selection, REQUEST_DIMENSIONS, grid.requests, request_names)),
        frozenset(lane.index for lane in _fitting(selection, PLACE_DIMENSIONS, grid.lanes, _lane_names)),
        frozenset(periods),
        selection.among(REQUEST_DIMENSIONS),
        selection.among(PLACE_DIMENSIONS),
    )


def request_names(request: Request) -> dict[str, str]:
    """What a request is called in each dimension."""
    return {"id": request.id, "team": request.team, "product": request.product, "kind": request.kind}


def _lane_names(lane: Lane) -> dict[str, str]:
    return {"accelerator": lane.pool.accelerator, "pool": lane.pool.id, "region": lane.pool.region}


def _fitting[Thing](
    selection: Selection,
    dimensions: tuple[str, ...],
    things: Iterable[Thing],
    called: Callable[[Thing], dict[str, str]],
) -> Iterable[Thing]:
    """The things that a selection does not leave out."""
    wanted = {d: names for d in dimensions if (names := selection.names(d)) is not None}
    if not wanted:
        return things
    return (thing for thing in things if all(called(thing)[d] in names for d, names in wanted.items()))


def each(rule: Rule, grid: Grid) -> list[tuple[str, Selection]]:
    """The selections of one rule, by what tells them apart: ``[("", …)]``, or one for each period, team …"""
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
        return sorted({request_names(r)[dimension] for r in grid.requests})
    return sorted({_lane_names(lane)[dimension] for lane in grid.lanes if dimension in PLACE_DIMENSIONS})
