"""Hundreds of futures: how often each request is funded, how the value spreads, and which guess to check first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from planner.domain.digest import digest
from planner.domain.plan import SOLVED, Plan
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.worth import captured, more, points
from planner.errors import Fault, InfeasibleError, InputError, StoppedError
from planner.program import solve
from planner.tradeoffs.many_solves.known import known_rows, number, status, text, whole
from planner.tradeoffs.many_solves.scaling import Input, Scaled, scaled
from planner.tradeoffs.one_scenario.changed import scaled_demand, valued
from planner.tradeoffs.parallel.processes import CHUNK, Crew, Variation, Varied, solved

SURE = 0.9
"""A decision that holds in so many of the draws holds."""
UNKNOWN = ""
"""The decision of a plan that was not found."""
QUANTILES = (10, 50, 90)
DRAW_COLUMNS = ("draw", "run", "status", "gap", "points", "cost")
"""Of the table of draws, before every request's share."""
FAR = 1.2816
"""Standard deviations from the middle at which one of ten lies beyond on either side."""


@dataclass(frozen=True)
class Spread:
    """How far guesses may be off."""

    value: float = 0.2
    """Relative standard deviation of a value that one is sure of; a confidence of 0.8 adds 0.2 to it."""
    demand: float = 0.1
    """Relative standard deviation of a demand."""
    late: float = 0.2
    """Chance that a delivery slips a period, and then another, and so on."""

    @classmethod
    def of(cls, scenario: Scenario) -> Spread:
        """How far the guesses of a scenario may be off, as it says itself."""
        assumed = scenario.assumptions
        return cls(assumed.value, assumed.demand, assumed.late)

    def of_value(self, request: Request) -> float:
        """The relative standard deviation of one request's value."""
        return self.value + (1.0 - request.confidence if self.value > 0 else 0.0)


@dataclass(frozen=True)
class Draw:
    """One future, wholly told by its seed and number: the same on every machine and in every order of work.

    Values and demands are log-normal around the guess (their mean is the guess), lateness is geometric.
    """

    seed: int
    number: int
    spread: Spread

    def applied(self, scenario: Scenario) -> Scenario:
        rng = np.random.default_rng([self.seed, self.number])
        changed: dict[str, Request] = {}
        for request in sorted(scenario.requests, key=lambda r: r.id):
            value, demand = (float(z) for z in rng.standard_normal(2))
            drawn = valued(request, _log_normal(value, self.spread.of_value(request)))
            changed[request.id] = scaled_demand(drawn, _log_normal(demand, self.spread.demand))
        gpus = {pool.id: _delivered(scenario.calendar.over(pool.gpus), rng, self.spread.late)
                for pool in sorted(scenario.pools, key=lambda p: p.id)}  # fmt: skip
        return scenario.changed(
            requests=tuple(changed[r.id] for r in scenario.requests),
            pools=tuple(p.model_copy(update={"gpus": gpus[p.id]}) for p in scenario.pools),
        )


def _log_normal(z: float, relative: float) -> float:
    """A factor with mean 1 and the given relative standard deviation."""
    variance = math.log1p(relative * relative)
    return math.exp(math.sqrt(variance) * z - variance / 2)


def _delivered(gpus: tuple[float, ...], rng: np.random.Generator, late: float) -> tuple[float, ...]:
    """GPUs by period where each delivery (a rise) slips by so many periods."""
    found = list(gpus)
    for t in range(1, len(gpus)):
        rise = gpus[t] - gpus[t - 1]
        if rise > 0:
            slip = int(rng.geometric(1.0 - late)) - 1 if late > 0 else 0
            for later in range(t, min(t + slip, len(gpus))):
                found[later] -= rise
    return tuple(max(amount, 0.0) for amount in found)


@dataclass(frozen=True)
class Guess:
    """What knowing one uncertain input before deciding would add, all others being as guessed."""

    input: Input
    points: float
    """Expected gain [points]."""
    metrics: dict[str, float]
    """Expected gain of each metric."""


@dataclass(frozen=True)
class Robustness:
    """What the draws say."""

    scenario: Scenario
    spread: Spread
    seed: int
    base: Varied
    draws: tuple[Varied, ...]
    asked: int
    """Draws that were asked for; fewer are there where the run was stopped."""
    guesses: tuple[Guess, ...] = ()
    """The guess that is most worth checking first."""

    @property
    def solved(self) -> tuple[Varied, ...]:
        return tuple(draw for draw in self.draws if draw.feasible)

    def against(self, plan: Plan) -> Robustness:
        """The same draws, held against the decisions of another plan of the scenario."""
        return replace(self, base=_today(plan))

    @property
    def held(self) -> dict[str, tuple[int, int]]:
        """By request: in how many draws it is served, or not served, as today, and how many are solved."""
        solved, today = self.solved, self.base.decisions
        return {
            name: (sum((draw.decisions[name] == "decline") is (now == "decline") for draw in solved), len(solved))
            for name, now in today.items()
            if solved
        }

    @property
    def frame(self) -> pd.DataFrame:
        """One row a request: how often it is served, its standard error, mean share, and whether that holds.

        Where no plan of today is known nothing can hold: its decision is empty, and how often it is the same nan.
        """
        solved, rows = self.solved, []
        n = max(len(solved), 1)
        for request in self.scenario.requests:
            served = sum(draw.decisions[request.id] != "decline" for draw in solved) / n
            share = sum(draw.shares[request.id] for draw in solved) / n
            now = self.base.decisions.get(request.id, UNKNOWN)
            same = math.nan if now == UNKNOWN else 1.0 - served if now == "decline" else served
            error = math.sqrt(served * (1 - served) / n)
            rows.append((request.id, request.title, request.team, now, served, error, share, same, same >= SURE))
        names = ["id", "name", "team", "decision", "served", "standard_error", "mean_share", "same_decision", "holds"]
        return pd.DataFrame(rows, columns=names).sort_values(
            ["served", "id"], ascending=[False, True], ignore_index=True
        )

    @property
    def proof(self) -> dict[str, Any]:
        """How many draws are proved how far, by their status, and the largest gap."""
        counts = Counter(draw.status for draw in self.draws)
        return dict(sorted(counts.items())) | {"largest_gap": max((d.gap for d in self.solved), default=math.nan)}

    @property
    def value(self) -> dict[str, float]:
        """Mean, standard deviation and quantiles of the value captured over the draws [points]."""
        points = np.array([draw.points for draw in self.solved])
        if not len(points):
            return {}
        deviation = float(points.std(ddof=1)) if len(points) > 1 else 0.0
        found = {"mean": float(points.mean()), "standard_deviation": deviation,
                 "standard_error": deviation / math.sqrt(len(points))}  # fmt: skip
        return found | {f"p{q}": float(np.percentile(points, q)) for q in QUANTILES}

    @property
    def draw_frame(self) -> pd.DataFrame:
        """One row a draw: its number, status, value and cost, and every request's share."""
        mark = _mark(self.scenario, self.seed, self.spread)
        names = [request.id for request in self.scenario.requests]
        rows = [
            (d.index, mark, d.status, d.gap, d.points, d.cost, *(d.shares.get(name, math.nan) for name in names))
            for d in self.draws
        ]
        return pd.DataFrame(rows, columns=[*DRAW_COLUMNS, *names])


def robustness(
    scenario: Scenario,
    draws: int = 200,
    *,
    seed: int = 0,
    spread: Spread | None = None,
    gap: float = 1e-3,
    time_limit: float | None = None,
    guesses: int = 8,
    known: pd.DataFrame | None = None,
    plan: Plan | None = None,
    crew: Crew | None = None,
) -> Robustness:
    """Solve so many futures; the same seed gives the same answer on any number of workers.

    Every draw decides with full knowledge of its future, so what it captures is an upper limit of what a plan made
    today can. ``plan``: whose decisions are held against the draws; left out: the one that a solve gives.
    ``spread``: how far guesses may be off; left out: as far as the scenario assumes. ``guesses``: for how many of the
    most valuable requests it is worked out what knowing them is worth. ``known``: the ``draw_frame`` of a run that was
    stopped, which is gone on with. Raises InputError where that is of another scenario, seed or spread.
    """
    spread = spread or Spread.of(scenario)
    checked = list(_guessed(scenario, spread, guesses))
    work: list[tuple[int, Variation]] = [(k + 1, Draw(seed, k, spread)) for k in range(draws)]
    work += [(draws + 1 + k, Scaled(((which, factor),))) for k, (which, factor) in enumerate(checked)]
    done = {} if known is None else _known(known, scenario, _mark(scenario, seed, spread), draws)
    kept = {k: outcome for k, outcome in done.items() if all(j in done for j in together(k, draws))}
    left = [(k, variation) for k, variation in work if k not in kept]
    found = kept | solved(scenario, left, gap, time_limit, crew)
    today = _today(plan) if plan is not None else _solved_today(scenario, time_limit, crew)
    drawn = tuple(found[k + 1] for k in range(draws) if k + 1 in found)
    tried = [(which, factor, found.get(draws + 1 + k)) for k, (which, factor) in enumerate(checked)]
    return Robustness(scenario, spread, seed, today, drawn, draws, tuple(_worth_checking(scenario, today, tried)))


def _today(plan: Plan) -> Varied:
    """A plan as it is held against others."""
    proof, names = plan.certificate, ("id", "decision", "share", "value_points", "captured_points")
    rows = [*plan.tables.requests.rows(*names)]
    return Varied(
        0,
        proof.status,
        plan.value,
        proof.objective,
        proof.bound,
        proof.gap,
        plan.kpi("cost"),
        decisions={name: decision for name, decision, *_ in rows},
        shares={name: share for name, _, share, *_ in rows},
        captured={name: captured for name, *_, captured in rows},
        parts={name: captured / worth if worth else 0.0 for name, *_, worth, captured in rows},
    )


def _solved_today(scenario: Scenario, time_limit: float | None, crew: Crew | None) -> Varied:
    """The plan that a solve of the scenario gives, or why there is none."""
    try:
        return _today(solve(scenario, time_limit=time_limit, control=crew.control if crew is not None else None))
    except InfeasibleError:
        return Varied(0, "infeasible")
    except StoppedError:
        return Varied(0, "stopped")


def together(number: int, draws: int) -> range:
    """The draws that are solved one after another with this one, by one solver."""
    first = number // CHUNK * CHUNK
    return range(max(first, 1), min(first + CHUNK, draws + 1))


def check_known(known: pd.DataFrame, scenario: Scenario, draws: int, seed: int, spread: Spread) -> None:
    """Raise what ``robustness`` would raise for draws that are there."""
    _known(known, scenario, _mark(scenario, seed, spread), draws)


def _mark(scenario: Scenario, seed: int, spread: Spread) -> str:
    """What tells one run from another."""
    return f"{digest(scenario)[:12]}-{seed}-{spread.value:g}-{spread.demand:g}-{spread.late:g}"


def _known(known: pd.DataFrame, scenario: Scenario, mark: str, draws: int) -> dict[int, Varied]:
    """The draws of a run that was stopped."""
    names = [request.id for request in scenario.requests]
    headed = [*DRAW_COLUMNS, *names]
    readers = [whole, text, status, number, number, number, *[number] * len(names)]
    found: dict[int, Varied] = {}
    for line, (draw, run, ended, gap, value, cost, *shares) in known_rows(known, headed, readers, "scenario"):
        if run != mark:
            message = "The draws that are there are of another scenario, seed or spread. Name a new file."
            raise InputError([Fault(message, line=line, column="run")])
        if not 1 <= draw <= draws:
            message = f"There are more draws there than the {draws:,} that are asked for. Name a new file."
            raise InputError([Fault(message, line=line, column="draw")])
        given = dict(zip(names, shares, strict=True)) if ended in SOLVED else {}
        decided = {name: "fund" if share > 0 else "decline" for name, share in given.items()}
        found[draw] = Varied(draw, ended, value, gap=gap, cost=cost, decisions=decided, shares=given)
    return found


def _guessed(scenario: Scenario, spread: Spread, most: int) -> Iterator[tuple[Input, float]]:
    """The values that matter most, each at the point that one in ten is below, and above."""
    worth = points(scenario)
    ranked = sorted(scenario.requests, key=lambda r: (-worth[r.id] * spread.of_value(r), r.id))
    for request in ranked[:most]:
        if worth[request.id] > 0 and spread.of_value(request) > 0:
            for z in (-FAR, FAR):
                yield Input("value", request.id), _log_normal(z, spread.of_value(request))


def _worth_checking(
    scenario: Scenario, today: Varied, known: list[tuple[Input, float, Varied | None]]
) -> Iterator[Guess]:
    """The expected gain of deciding with one value known: the best plan then, less today's plan in the same future.

    Today's plan earns a request's captured points times the factor; three equally likely futures (low, as guessed,
    high) stand for all. As guessed, knowing adds nothing.
    """
    gains: dict[Input, Guess] = {}
    for which, factor, then in known:
        if then is None or not then.feasible or not today.feasible:
            continue
        future, before = scaled(scenario, which, factor), gains.get(which, Guess(which, 0.0, {}))
        kept = today.points + (factor - 1.0) * today.captured[which.name]
        better = more(captured(future, then.parts), captured(future, today.parts)) if then.points > kept else {}
        metrics = {m: before.metrics.get(m, 0.0) + better.get(m, 0.0) / 3 for m in before.metrics | better}
        gains[which] = Guess(which, before.points + max(then.points - kept, 0.0) / 3, metrics)
    yield from sorted(gains.values(), key=lambda guess: (-guess.points, guess.input.name))
