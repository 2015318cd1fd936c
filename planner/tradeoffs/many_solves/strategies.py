"""Simple ways to share out GPUs, within the same limits as the optimum: the difference is what optimising is worth.

Every strategy but the last works down a list: each request in turn takes the most that is left for it, on the fewest
GPUs, and keeps them. Committed requests come first in each. What is worth nothing by itself is on no list, and comes
in where others need it. Limits, promises and requirements hold throughout, and what is left open at the end (who grows
where there is room, when work is done) is settled for the most value, so that a list is blamed for its order only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from planner.domain.reason import Decision
from planner.domain.scenario import Scenario
from planner.domain.worth import captured, more
from planner.errors import NoPlan
from planner.program import Control
from planner.program.again.queue import promised
from planner.program.again.what_if import Edit, Result, WhatIf
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.tradeoffs.one_scenario.rankings import Ranking, rankings
from planner.tradeoffs.one_scenario.study import raise_conflict
from planner.tradeoffs.parallel.threads import Steps, each_done, stop_if
from planner.words.amounts import behind

OPTIMUM = "best plan"
EQUAL = "equal parts"
COLUMNS = ("strategy", "points", "lost_points", "part_of_optimum", "behind", "funded", "rule", "status", "gap")


@dataclass(frozen=True)
class Strategy:
    """One way to share out, and what it comes to."""

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
    metrics: dict[str, float]
    """What it captures more of each metric than the optimum; below 0: less."""
    decisions: dict[str, Decision]
    shares: dict[str, float]
    """Part of its demand that each request is given, 0 to 1."""
    unknown: tuple[str, ...] = ()
    """Requests that lack a figure which the list goes by; they come last."""
    status: str = "optimal"
    """How far it is proved that this is what it comes to (see ``Certificate``)."""
    gap: float = 0.0
    """|bound − objective| ÷ |objective|; of a list 0, as it asks for no better plan than its own."""

    @property
    def funded(self) -> int:
        """Requests that are served, in full or in part."""
        return sum(decision != "decline" for decision in self.decisions.values())


@dataclass(frozen=True)
class Strategies:
    """The optimum and every strategy, the best first."""

    scenario: Scenario
    optimum: Strategy
    others: tuple[Strategy, ...]
    error: float
    """How much more than its plan the optimum may be [points]; 0: proved."""
    stopped: tuple[str, ...] = ()
    """Strategies that were not worked out, because the run was cancelled."""

    @property
    def frame(self) -> pd.DataFrame:
        """One row a strategy, the optimum first."""
        best = self.optimum.points
        rows = [
            (
                o.name, o.points, o.lost, o.points / best if best > 0 else math.nan, o.behind, o.funded, o.rule,
                o.status, o.gap,
            )
            for o in (self.optimum, *self.others)
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @property
    def requests(self) -> pd.DataFrame:
        """One row a request, its share under every strategy side by side."""
        titles = {r.id: r.title for r in self.scenario.requests}
        shares = {o.name: [o.shares[request] for request in titles] for o in (self.optimum, *self.others)}
        return pd.DataFrame({"id": list(titles), "name": list(titles.values())} | shares)


def strategies(
    scenario: Scenario,
    *,
    work: float | None = ONE_OF_FEW,
    workers: int | None = None,
    control: Control | None = None,
    on_step: Steps | None = None,
) -> Strategies:
    """Share out by every strategy and compare with the optimum, in points; whatever the objective, value is compared.

    When cancelled it keeps the strategies that are done; raises StoppedError where the optimum is not among them, and
    InfeasibleError where no plan keeps all rules and commitments.
    """
    asked = scenario.model_copy(update={"objective": "value"})
    lists = dict(rankings(asked))

    def run(name: str) -> Result:
        what_if = WhatIf(asked, work=work, control=control)
        if name == OPTIMUM:
            return what_if.solve(settle=True)
        return equal_parts(what_if) if name == EQUAL else what_if.fill(lists[name].order)

    names = [OPTIMUM, *lists, EQUAL]
    try:
        results = each_done(run, names, workers=workers, control=control, on_step=on_step)
    except NoPlan:
        raise_conflict(asked, control)
    found = {name: result for name, result in zip(names, results, strict=True) if result is not None}
    if OPTIMUM not in found:
        stop_if(control)
    if not found[OPTIMUM].feasible:
        raise_conflict(asked, control)
    best = found[OPTIMUM]
    proved = "the best plan there is, proved" if best.status == "optimal" else "the best plan found"
    nothing = Ranking(proved, (), ())
    spread = Ranking(
        "an equal part of every pool for everyone who can use it; what one leaves is not passed on", (), ()
    )
    outcomes = {name: _outcome(asked, name, {OPTIMUM: nothing, EQUAL: spread} | lists, found, best) for name in found}
    return Strategies(
        scenario=scenario,
        optimum=outcomes.pop(OPTIMUM),
        others=tuple(sorted(outcomes.values(), key=lambda o: -o.points)),
        error=max(best.bound - best.points, 0.0),
        stopped=tuple(name for name in names if name not in found),
    )


def _outcome(
    scenario: Scenario, name: str, lists: dict[str, Ranking], found: dict[str, Result], best: Result
) -> Strategy:
    result, listed = found[name], lists[name]
    lost = best.points - result.points
    metrics = more(captured(scenario, result.parts), captured(scenario, best.parts))
    return Strategy(
        name=name,
        rule=listed.rule,
        order=listed.order,
        points=result.points,
        lost=lost,
        behind=behind(scenario, -lost, metrics) if lost > 1e-9 * max(abs(best.points), 1.0) else "",
        metrics=metrics,
        decisions={r.id: result.decision(r.id) for r in scenario.requests},
        shares={r.id: result.served[r.id].share for r in scenario.requests},
        unknown=listed.unknown,
        status=result.status,
        gap=result.gap,
    )


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
