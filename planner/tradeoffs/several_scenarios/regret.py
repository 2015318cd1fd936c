"""What each scenario's plan would earn if another scenario came true, and which plan is regretted least.

A plan is *held* under another scenario: what it declines stays declined, an option stays the option, a service is
served in no period more than the plan serves it, a job is done no more than in the plan and begins no sooner. Within
that, GPUs are given out anew for the most value, as whoever runs the plan would do, and what can't be served any more
is cut: to less, or, below its minimum, to nothing. Periods are matched by date; behind the plan's calendar, or the
window that a request had, a service goes on with the share it had last. What the plan does not know is declined.

The other scenario's own commitments and promises are kept, also where the plan did not foresee them: then as few
requests as it takes may be served beyond the plan, of those that the scenario's own best plan serves more: committed
ones first, then those that promises speak of, by the scenario's priorities. Every value is thus that of a plan which is
feasible in the other scenario, so that regret, the optimum less the value, is never below 0.

Points count by one yardstick, the first scenario's. A scenario that weighs metrics otherwise is solved by it too: what
a plan loses is lost against the best that could be had by that yardstick, also by the scenario's own plan, which was
made by another one. Only where rules limit points, of the scenario's own kind, is that best not known, but bounded.

The choice is the plan whose largest regret is the smallest (Savage 1951, The Theory of Statistical Decision).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.domain.plan import Plan
from planner.domain.scenario import CostObjective, Scenario
from planner.domain.worth import common, is_measured_by, points
from planner.errors import PlannerError
from planner.program import Control
from planner.program.again.queue import promised
from planner.program.again.what_if import Edit, Result, WhatIf
from planner.program.formulation.variables import WayColumns
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.tradeoffs.parallel.threads import Steps, each, stop_if

SLACK = 1e-6
"""What a share may exceed that of the plan held: the solver's rounding."""
COLUMNS = ("plan", "came_true", "value", "optimum", "regret", "error", "beyond")


@dataclass(frozen=True)
class Cell:
    """One plan under one scenario."""

    plan: str
    """Name of the scenario whose plan is held."""
    came_true: str
    value: float
    """What it reaches, in the objective of the scenario that came true: points by the first's yardstick, or money."""
    optimum: float
    """What the best plan of that scenario reaches."""
    regret: float
    """What is lost by holding on to the plan."""
    error: float
    """What is not proved of it: it is no further off than this, in the same unit."""
    beyond: tuple[str, ...]
    """Requests that are served beyond the plan, because commitments or promises of the scenario ask for it."""


@dataclass(frozen=True)
class Regret:
    """Every plan under every scenario."""

    names: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    """By plan held, then by scenario that came true."""
    unit: str
    """points or a currency; empty where scenarios pursue different things, which can't be compared."""

    @property
    def error(self) -> float:
        """What is not proved of the plans: no regret is further off than this."""
        return max(cell.error for row in self.cells for cell in row)

    @property
    def matrix(self) -> np.ndarray:
        """Regret, a row for each plan held, a column for each scenario that came true."""
        return np.array([[cell.regret for cell in row] for row in self.cells])

    @property
    def worst(self) -> tuple[float, ...]:
        """Each plan's largest regret."""
        return tuple(float(regret) for regret in self.matrix.max(axis=1))

    @property
    def choice(self) -> int | None:
        """Whose largest regret is the smallest, the first of those alike; None where regrets can't be compared."""
        if not self.unit:
            return None
        least = min(self.worst) + 1e-6 * max(1.0, max(abs(cell.optimum) for row in self.cells for cell in row))
        return next(k for k, regret in enumerate(self.worst) if regret <= least)

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each plan and scenario."""
        cells = [cell for row in self.cells for cell in row]
        rows = [(c.plan, c.came_true, c.value, c.optimum, c.regret, c.error, " ".join(c.beyond)) for c in cells]
        return pd.DataFrame(rows, columns=list(COLUMNS))


def regret(
    plans: Sequence[Plan],
    names: Sequence[str] = (),
    *,
    work: float | None = ONE_OF_FEW,
    workers: int | None = None,
    control: Control | None = None,
    on_step: Steps | None = None,
) -> Regret:
    """Hold every plan under every plan's scenario; names default to the scenarios' own.

    Raises StoppedError when cancelled.
    """
    called = tuple(names) or tuple(plan.scenario.name for plan in plans)
    yardstick = common([plan.scenario for plan in plans])

    def column(came_true: int) -> _Column:
        other = _Other(plans[came_true], yardstick, work, control)
        found = []
        for plan in plans:
            stop_if(control)
            result, beyond = other.holding(plan)
            found.append(_Held(other.reached(result), other.open(result), beyond))
        return _Column(other.reached(other.best), other.open(other.best), found)

    columns = each(column, range(len(plans)), workers=workers, control=control, on_step=on_step)
    cells: list[list[Cell]] = [[] for _ in plans]
    for came_true, found in enumerate(columns):
        sign = -1.0 if isinstance(plans[came_true].scenario.objective, CostObjective) else 1.0
        # a plan that is held is a plan of this scenario, too: where the effort ran out it may be the best known
        optimum = sign * max(sign * value for value in (found.best, *(held.value for held in found.held)))
        for name, row, held in zip(called, cells, found.held, strict=True):
            error = max(found.open - sign * (optimum - found.best), held.open, 0.0)
            lost = sign * (optimum - held.value)
            row.append(Cell(name, called[came_true], held.value, optimum, lost, error, held.beyond))
    scenarios = [plan.scenario for plan in plans]
    return Regret(called, tuple(map(tuple, cells)), _unit(scenarios))


def _unit(scenarios: Sequence[Scenario]) -> str:
    kinds = {"cost" if isinstance(s.objective, CostObjective) else s.objective for s in scenarios}
    if kinds == {"value"}:
        return "points"
    currencies = {s.currency for s in scenarios}
    return currencies.pop() if kinds == {"cost"} and len(currencies) == 1 else ""


@dataclass(frozen=True)
class _Held:
    """What a plan comes to that is held, by how much more that might be, and who goes beyond it."""

    value: float
    open: float
    beyond: tuple[str, ...]


@dataclass(frozen=True)
class _Column:
    """One scenario that came true: what its own plan reaches, by how much more a better one might, and those held."""

    best: float
    open: float
    held: list[_Held]


def _measured(scenario: Scenario, yardstick: Mapping[str, float]) -> Scenario:
    """The scenario with its points by a yardstick; itself where that makes no difference, or it pursues no points."""
    if scenario.objective != "value" or is_measured_by(scenario, yardstick):
        return scenario
    return scenario.model_copy(update={"yardstick": dict.fromkeys(scenario.metrics, 0.0) | dict(yardstick)})


class _Other:
    """The scenario that came true, in the solver, its points by the one yardstick."""

    def __init__(self, plan: Plan, yardstick: Mapping[str, float], work: float | None, control: Control | None) -> None:
        self.plan = plan
        own, measured = plan.scenario, _measured(plan.scenario, yardstick)
        is_limited = any(rule.enabled and rule.measure == "value" for rule in own.rules)
        self._worth: dict[str, float] | None = None
        self._most = math.inf
        """No plan reaches more, by the yardstick, where the scenario has to be solved by its own."""
        if measured is not own and is_limited:
            self._worth = points(own, yardstick)
            free = measured.model_copy(update={"rules": tuple(r for r in own.rules if r.measure != "value")})
            self._most = WhatIf(free, work=work, control=control).solve().bound
            measured = own
        self.what_if = WhatIf(measured, work=work, control=control)
        self.best = self.what_if.solve()
        musts = {r.id for r in own.requests if r.commitment == "must"}
        self.musts = own.with_required(musts)
        self.promised = own.with_required(promised(self.what_if.program))

    def reached(self, result: Result) -> float:
        """What a plan reaches; points by the one yardstick."""
        if self._worth is None:
            return result.objective
        return sum(self._worth[request] * part for request, part in result.parts.items())

    def open(self, result: Result) -> float:
        """How much better the best plan may be than the one found."""
        return abs(result.bound - result.objective) if self._worth is None else self._most - self.reached(result)

    def holding(self, held: Plan) -> tuple[Result, tuple[str, ...]]:
        """The best that can be made of a plan, and who had to be served beyond it."""
        bounds = dict(self._bounds(held))
        found = self._solved(bounds, ())
        if found.feasible:
            return found, ()
        # in the scenario's own plan everything has room, so that letting go of all that it serves more is enough
        ranked = sorted((r for r in self.plan.tables.requests["id"] if self._more(r, held)), key=self._standing)
        enough = next((n for n in range(len(ranked)) if self._loose(bounds, ranked[:n])), len(ranked))
        least = ranked[:enough]
        for request in reversed(ranked[:enough]):
            fewer = [r for r in least if r != request]
            least = fewer if self._loose(bounds, fewer) else least
        for beyond in (least, *(ranked[:n] for n in range(enough, len(ranked) + 1)), [*bounds]):
            found = self._solved(bounds, beyond)
            if found.feasible:
                return found, tuple(r for r in beyond if self._exceeds(bounds[r], found))
        raise PlannerError(f"{self.plan.scenario.name}: no plan keeps all rules and commitments")

    def _standing(self, request: str) -> int:
        """Commitments first, then promises, then all others."""
        return 0 if request in self.musts else 1 if request in self.promised else 2

    def _loose(self, bounds: dict[str, dict[int, float]], beyond: Sequence[str]) -> bool:
        """Whether the relaxation has a plan where some requests may go beyond."""
        return not math.isnan(self.what_if.ceiling(self._edit(bounds, beyond)))

    def _exceeds(self, most: dict[int, float], found: Result) -> bool:
        assert found.values is not None
        return any(found.values[column] > limit + SLACK for column, limit in most.items())

    def _more(self, request: str, held: Plan) -> bool:
        known = held.scenario.request_by_id
        return request not in known or self.plan.row(request)["share"] > held.row(request)["share"] + SLACK

    def _solved(self, bounds: dict[str, dict[int, float]], beyond: Sequence[str]) -> Result:
        return self.what_if.solve(self._edit(bounds, beyond))

    def _edit(self, bounds: dict[str, dict[int, float]], beyond: Sequence[str]) -> Edit:
        """The plan's bounds for all requests but some."""
        return Edit(
            columns={c: (0.0, most) for r in sorted(bounds.keys() - set(beyond)) for c, most in bounds[r].items()}
        )

    def _bounds(self, held: Plan) -> Iterator[tuple[str, dict[int, float]]]:
        """By request: the most of every column that the plan leaves it."""
        served: dict[str, tuple[str, dict[int, float]]] = {}
        rows = (held.served[column].tolist() for column in ("request", "option", "period", "share"))
        for request, option, period, share in zip(*rows, strict=True):
            served.setdefault(request, (option, {}))[1][held.scenario.calendar.first(period)] = share
        for request, ways in self.what_if.program.variables.by_request.items():
            option, shares = served.get(request, ("", {}))
            if request in served and held.row(request)["decision"] == "decline":
                shares = {}
            total = held.row(request)["share"] if request in served else 0.0
            yield (
                request,
                {
                    column: most
                    for w in ways
                    for column, most in self._of_way(w, shares if w.way.option == option else {}, total, held).items()
                },
            )

    def _of_way(self, w: WayColumns, shares: dict[int, float], total: float, held: Plan) -> dict[int, float]:
        if not shares:
            return dict.fromkeys(w.share.values(), 0.0)
        if w.way.is_job:
            begins = min(shares)
            early = [c for t in w.active if self._then(t, held) < begins for c, _, _ in w.given(t)]
            early += [c for t, c in w.complete.items() if self._then(t, held) < begins and c != w.total]
            return dict.fromkeys(early, 0.0) | {w.total: min(total + SLACK, 1.0)}
        found: dict[int, float] = {}
        last = max(shares)
        for t, column in w.share.items():
            then = self._then(t, held)
            behind = then > last and then > self._last(w, held)
            most = min((shares[last] if behind else shares.get(then, 0.0)) + SLACK, 1.0)
            found[column] = min(most, found.get(column, 1.0))
        return found

    def _then(self, t: int, held: Plan) -> int:
        """The period of the held plan's calendar in which a period begins; behind its end: the first one after."""
        return held.scenario.calendar.first(self.what_if.scenario.calendar.steps[t].start.isoformat())

    def _last(self, w: WayColumns, held: Plan) -> int:
        """The last period in which the held plan could serve a request."""
        calendar, asked = held.scenario.calendar, held.scenario.request_by_id[w.way.request.id]
        end = len(calendar) - 1
        return end if asked.window is None else min(calendar.last(asked.window[1]), end)
