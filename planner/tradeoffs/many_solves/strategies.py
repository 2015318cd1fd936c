"""Simple ways to share out GPUs, within the same limits as the optimum: the difference is what optimising is worth.

Every strategy but the last works down a list: each request in turn takes the most that is left for it, on the fewest
GPUs, and keeps them. Committed requests come first in each. What is worth nothing by itself is on no list, and comes
in where others need it. Limits, promises and requirements hold throughout, and what is left open at the end (who grows
where there is room, when work is done) is settled for the most value, so that a list is blamed for its order only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from planner.domain.plan import Decision
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.errors import NoPlan
from planner.program import Control, solve
from planner.program.again.edits import Edit
from planner.program.again.queue import promised
from planner.program.again.what_if import Result, WhatIf
from planner.program.formulation.grid import Grid
from planner.tradeoffs.parallel.threads import Steps, each_done, stop_if
from planner.words.amounts import behind

OPTIMUM = "optimum"
EQUAL = "equal parts"
PATIENCE = 20.0
"""Longest single solve [s]."""
COLUMNS = ("strategy", "points", "lost_points", "part_of_optimum", "behind", "funded", "rule")


@dataclass(frozen=True)
class Outcome:
    """What one strategy comes to."""

    name: str
    rule: str
    """How it goes about it, in a few words."""
    order: tuple[str, ...]
    """Its list, the first one first; empty where it has none."""
    points: float
    """Value captured [points]."""
    lost: float
    """What the optimum captures more [points]."""
    behind: str
    """The loss in the metric with the largest weight: ``about 4.2 M revenue``; empty where there is none."""
    decisions: dict[str, Decision]
    shares: dict[str, float]
    """Part of its demand that each request is given, 0 to 1."""
    unknown: tuple[str, ...] = ()
    """Requests that lack a figure which the list goes by; they come last."""

    @property
    def funded(self) -> int:
        """Requests that are served, in full or in part."""
        return sum(decision != "decline" for decision in self.decisions.values())


@dataclass(frozen=True)
class Strategies:
    """The optimum and every strategy, the best first."""

    scenario: Scenario
    optimum: Outcome
    others: tuple[Outcome, ...]
    error: float
    """How much more than its plan the optimum may be [points]; 0: proved."""
    stopped: tuple[str, ...] = ()
    """Strategies that were not worked out, because the run was cancelled."""

    @property
    def frame(self) -> pd.DataFrame:
        """One row a strategy, the optimum first."""
        best = self.optimum.points
        rows = [
            (o.name, o.points, o.lost, o.points / best if best > 0 else math.nan, o.behind, o.funded, o.rule)
            for o in (self.optimum, *self.others)
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @property
    def requests(self) -> pd.DataFrame:
        """One row a request, its share under every strategy side by side."""
        titles = {r.id: r.title for r in self.scenario.requests}
        shares = {o.name: [o.shares[request] for request in titles] for o in (self.optimum, *self.others)}
        return pd.DataFrame({"id": list(titles), "name": list(titles.values())} | shares)


type _Key = Callable[[Request], float]


def strategies(
    scenario: Scenario,
    *,
    patience: float = PATIENCE,
    workers: int | None = None,
    control: Control | None = None,
    on_step: Steps | None = None,
) -> Strategies:
    """Share out by every strategy and compare with the optimum, in points; whatever the objective, value is compared.

    When cancelled it keeps the strategies that are done; raises StoppedError where the optimum is not among them, and
    InfeasibleError where no plan keeps all rules and commitments.
    """
    asked = scenario.model_copy(update={"objective": "value"})
    lists = dict(_lists(asked))

    def run(name: str) -> Result:
        what_if = WhatIf(asked, time_limit=patience, control=control)
        if name == OPTIMUM:
            return what_if.solve(settle=True)
        return equal_parts(what_if) if name == EQUAL else what_if.fill(lists[name].order)

    names = [OPTIMUM, *lists, EQUAL]
    try:
        results = each_done(run, names, workers=workers, control=control, on_step=on_step)
    except NoPlan:
        solve(asked, gap=0.0, control=control)  # which says what is in conflict
        raise
    found = {name: result for name, result in zip(names, results, strict=True) if result is not None}
    if OPTIMUM not in found:
        stop_if(control)
    if not found[OPTIMUM].feasible:
        solve(asked, gap=0.0, control=control)
    best = found[OPTIMUM]
    nothing = _List("the best plan there is, proved", (), ())
    spread = _List("an equal part of every pool for everyone who can use it; what one leaves is not passed on", (), ())
    outcomes = {name: _outcome(asked, name, {OPTIMUM: nothing, EQUAL: spread} | lists, found, best) for name in found}
    return Strategies(
        scenario=scenario,
        optimum=outcomes.pop(OPTIMUM),
        others=tuple(sorted(outcomes.values(), key=lambda o: -o.points)),
        error=max(best.bound - best.points, 0.0),
        stopped=tuple(name for name in names if name not in found),
    )


@dataclass(frozen=True)
class _List:
    rule: str
    order: tuple[str, ...]
    unknown: tuple[str, ...]


def _outcome(scenario: Scenario, name: str, lists: dict[str, _List], found: dict[str, Result], best: Result) -> Outcome:
    result, listed = found[name], lists[name]
    lost = best.points - result.points
    return Outcome(
        name=name,
        rule=listed.rule,
        order=listed.order,
        points=result.points,
        lost=lost,
        behind=behind(scenario, lost) if lost > 1e-9 * max(abs(best.points), 1.0) else "",
        decisions={r.id: result.decision(r.id) for r in scenario.requests},
        shares={r.id: result.served[r.id].share for r in scenario.requests},
        unknown=listed.unknown,
    )


def _lists(scenario: Scenario) -> Iterator[tuple[str, _List]]:
    """Every list: its name, how it is made, and the requests in its order."""
    grid = Grid(scenario)
    value = grid.worth
    size = {r.id: min(way.asked_hours(grid.hours) for way in grid.ways[r.id]) for r in grid.requests}
    place = {r.id: k for k, r in enumerate(scenario.requests)}
    keys: list[tuple[str, str, _Key]] = [
        ("contribution per GPU", "value ÷ GPU-hours, the largest first", lambda r: -_ratio(grid, r)),
        ("highest value first", "the largest value first, whatever it needs", lambda r: -value[r.id]),
        ("smallest first", "the fewest GPU-hours first", lambda r: size[r.id]),
        ("first come, first served", "in the order of the file", lambda r: place[r.id]),
    ]
    if any(rice(r) is not None for r in scenario.requests):
        text = "reach × impact × confidence ÷ effort, the largest first"
        keys.append(("RICE", text, lambda r: math.inf if (score := rice(r)) is None else -score))
    for name, rule, key in keys:
        order = _ordered(grid, key)
        unknown = tuple(r for r in order if rice(scenario.request_by_id[r]) is None) if name == "RICE" else ()
        yield name, _List(rule, order, unknown)


def by_contribution(grid: Grid) -> tuple[str, ...]:
    """Requests by value ÷ GPU-hours of their best option, highest first: the list that a spreadsheet makes.

    Committed ones come first. What is worth nothing by itself is no part of it. Source: P. Garg, contribution per GPU
    (2023).
    """
    return _ordered(grid, lambda request: -_ratio(grid, request))


def _ordered(grid: Grid, key: _Key) -> tuple[str, ...]:
    valued = [r for r in grid.scenario.requests if grid.worth[r.id] > 0 and r.commitment != "out"]
    return tuple(r.id for r in sorted(valued, key=lambda r: (r.commitment != "must", key(r), r.id)))


def _ratio(grid: Grid, request: Request) -> float:
    """Points per GPU-hour asked for."""
    ways = [(grid.worth[request.id] * w.factor, w.asked_hours(grid.hours)) for w in grid.ways[request.id]]
    return max(points / hours if hours > 0 else math.inf for points, hours in ways)


def rice(request: Request) -> float | None:
    """Reach × impact × confidence ÷ effort; None where one of them is not given, or the effort is 0.

    Source: S. McBride, RICE: Simple prioritization for product managers (Intercom, 2018).
    """
    if request.reach is None or request.impact is None or not request.effort:
        return None
    return request.reach * request.impact * request.confidence / request.effort


def equal_parts(what_if: WhatIf) -> Result:
    """The best plan in which nobody has more than an equal part of a pool: C[p,t] ÷ those who can use it in t.

    Commitments and promises that ask for more are exempt where there is no plan otherwise. Raises NoPlan where
    there is none even then.
    """
    standing = {r.id for r in what_if.scenario.requests if r.commitment == "must"}
    exempt = standing | promised(what_if.program)
    for spared in (set[str](), *map(what_if.scenario.with_required, (standing, exempt))):
        found = what_if.solve(_parts(what_if, spared), settle=True)
        if found.feasible:
            return found
    raise NoPlan


def _parts(what_if: WhatIf, spared: set[str]) -> Edit:
    """No more than an equal part of every lane and period for every request that is not spared."""
    users: dict[tuple[int, int], set[str]] = {}
    cells: list[tuple[int, tuple[int, int], float]] = []
    for request, ways in what_if.program.variables.by_request.items():
        for w in ways:
            for t in w.active:
                for column, lane, _ in w.given(t):
                    users.setdefault((lane.index, t), set()).add(request)
                    if request not in spared:
                        cells.append((column, (lane.index, t), lane.gpus[t]))
    return Edit(columns={column: (0.0, gpus / len(users[cell])) for column, cell, gpus in cells})
