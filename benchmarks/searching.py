"""The search for whole numbers against HiGHS alone, at its best, on the same arrays.

    python benchmarks/searching.py [--requests 200] [--seeds 1 2 3] [--gaps 1e-3 1e-4 0] [--limit 60] [--edits 4]

For each seed: the relaxation; then for each gap our search (the relaxation included) and HiGHS with and without
presolve, one thread each; then our search again after each of some edits of a pool, warm, against HiGHS's best way.
Prints status, objective, bound and gap of every run, and ratios of processor time. Nothing passes or fails. A run that
the limit has stopped is no result, and marked.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from generate import Size, generate

import planner
from planner.domain.scenario import Scenario
from planner.program.again.sweeping import Sweeping
from planner.program.formulation.assembly import Program
from planner.program.highs.loading import hand_over
from planner.program.optimum.optimise import Effort, load, reoptimise
from planner.program.optimum.search import relax
from planner.program.solving import build


@dataclass(frozen=True)
class Run:
    """What one run has found, and what it took."""

    name: str
    status: str
    objective: float
    bound: float
    processor: float
    wall: float

    @property
    def gap(self) -> float:
        return abs(self.bound - self.objective) / max(abs(self.objective), 1e-9)

    @property
    def is_stopped(self) -> bool:
        return self.status.lower() not in ("optimal", "within gap")

    def __str__(self) -> str:
        mark = "  (stopped: no result)" if self.is_stopped else ""
        return (
            f"  {self.name:32} {self.processor:8.2f} s of processor, {self.wall:8.2f} s  {self.status:12} "
            f"{self.objective:.6f} .. {self.bound:.6f}  gap {self.gap:.1e}{mark}"
        )


def ours(program: Program, gap: float, limit: float) -> Run:
    """Our search, from nothing."""
    processor, wall = time.process_time(), time.perf_counter()
    effort = Effort(gap, limit, break_ties=False)
    found = reoptimise(load(program, effort), program.goals, effort)
    status = "optimal" if found.gap <= 1e-9 else "within gap" if found.proved else found.outcome.value
    spent = time.process_time() - processor, time.perf_counter() - wall
    return Run(f"ours, gap {gap:g}", status, found.objective, found.bound, *spent)


def alone(program: Program, gap: float, limit: float, presolve: str) -> Run:
    """HiGHS, as it comes."""
    processor, wall = time.process_time(), time.perf_counter()
    highs: Any = hand_over(program, 1, 0)
    goal, whole = program.goals[0], np.asarray(program.integers, dtype=np.int32)
    costs = program.costs(goal)
    highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
    highs.changeColsIntegrality(len(whole), whole, np.full(len(whole), highspy.HighsVarType.kInteger))
    for name, value in (("presolve", presolve), ("mip_rel_gap", gap), ("mip_abs_gap", 0.0), ("time_limit", limit)):
        highs.setOptionValue(name, value)
    highs.run()
    info = highs.getInfo()
    spent = time.process_time() - processor, time.perf_counter() - wall
    status = str(highs.modelStatusToString(highs.getModelStatus()))
    reached, bound = (goal.figure(figure) for figure in (info.objective_function_value, info.mip_dual_bound))
    return Run(f"HiGHS, presolve {presolve}, gap {gap:g}", status, reached, bound, *spent)


def edited(scenario: Scenario, edits: int) -> list[Scenario]:
    """The same with some GPUs more, or fewer, in the first pool."""
    pool = scenario.pools[0]
    each = scenario.calendar.over(pool.gpus)
    blocks = [8.0 * (k // 2 + 1) * (-1) ** k for k in range(edits)]
    changed = (pool.model_copy(update={"gpus": tuple(max(gpus + more, 0.0) for gpus in each)}) for more in blocks)
    return [scenario.model_copy(update={"pools": (first, *scenario.pools[1:])}) for first in changed]


def resolved(scenario: Scenario, edits: int, limit: float) -> None:
    """Re-solves to a gap of zero, warm, beside HiGHS's best way on each."""
    sweeping, total, other = Sweeping(0.0, limit, settle=False), 0.0, 0.0
    sweeping.solve(scenario)
    for number, changed in enumerate(edited(scenario, edits), start=1):
        processor, wall = time.process_time(), time.perf_counter()
        found = sweeping.solve(changed)
        spent = time.process_time() - processor, time.perf_counter() - wall
        run = Run(f"ours, edit {number}, warm", str(found.status), found.objective, found.bound, *spent)
        program = build(changed, Effort(0.0))
        best = min((alone(program, 0.0, limit, way) for way in ("on", "off")), key=lambda each: each.processor)
        print(run, best, sep="\n", flush=True)
        total, other = total + run.processor, other + best.processor
    print(f"  re-solves: {total / other:.3f} of HiGHS at its best", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search for whole numbers.")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--pools", type=int, default=6)
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--gaps", type=float, nargs="+", default=[1e-3, 1e-4, 0.0])
    parser.add_argument("--limit", type=float, default=60.0, help="of each run [s]")
    parser.add_argument("--edits", type=int, default=4)
    given = parser.parse_args()
    for seed in given.seeds:
        scenario = planner.parse(generate(Size(given.requests, given.pools, given.periods, seed)))
        program = build(scenario, Effort(0.0))
        begun = time.process_time()
        relaxed = relax(load(program, Effort(0.0)), program.goals[0])
        relaxation = time.process_time() - begun
        print(
            f"{given.requests} requests, seed {seed}: relaxation {relaxation:.2f} s, {relaxed.objective:.6f}",
            flush=True,
        )
        for gap in given.gaps:
            own = ours(program, gap, given.limit)
            others = [alone(program, gap, given.limit, way) for way in ("on", "off")]
            print(own, *others, sep="\n")
            best = min(each.processor for each in others)
            print(
                f"  {own.processor / best:.3f} of HiGHS at its best, {own.processor / relaxation:.1f} relaxations",
                flush=True,
            )
        if given.edits:
            resolved(scenario, given.edits, given.limit)


if __name__ == "__main__":
    main()
