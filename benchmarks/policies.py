"""Gavel's policies in CVXPY beside ours, end to end from the same data in memory: processor time, optima, ratios.

    python benchmarks/policies.py [--jobs 100 300 1000 2000] [--policies sum max-min] [--runs 3] [--solver HIGHS]

Each job runs on any of three kinds of GPU at the speed that Gavel measured (Narayanan et al., Heterogeneity-aware
cluster scheduling policies for deep learning workloads, OSDI 2020; its tables are read from beside the checkout).
*sum*: the most steps per second in all. *max-min*: the least of what each job gets of its throughput with an equal part
of the cluster is as large as can be; ours is a ``fair`` scenario in which each job is a team. CVXPY gets the arrays, we
get the document of a scenario. Runs take turns in one process; each figure is the fastest of its runs. Needs the extra
``benchmark``; nothing passes or fails.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cvxpy
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import planner  # noqa: E402  (the checkout's own, installed or not)

MEASURED = ROOT.parent / "shared" / "data" / "gavel_throughputs.csv"
KINDS = ("v100", "p100", "k80")
EACH = 0.25
"""GPUs of each kind for a job: fewer than jobs in all, so that no equal part is more than a job can use."""
EQUAL = 1e-9
"""Part of an optimum within which two are the same."""


@dataclass(frozen=True)
class Cluster:
    """Jobs and GPUs, as arrays."""

    throughputs: np.ndarray
    """Of each job on each kind [steps per second]."""
    gpus: np.ndarray
    """That each job takes at a time."""
    workers: np.ndarray
    """GPUs of each kind."""


def cluster(jobs: int, seed: int) -> Cluster:
    """As many jobs as wanted, drawn from those measured."""
    measured: dict[tuple[str, int], dict[str, float]] = {}
    with MEASURED.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["table"] == "gavel-simulation" and row["gpu"] in KINDS:
                job = measured.setdefault((row["job"], int(row["scale_factor"])), {})
                job[row["gpu"]] = float(row["steps_per_second"])
    known = sorted(key for key, speeds in measured.items() if all(speeds.get(kind, 0.0) > 0 for kind in KINDS))
    drawn = random.Random(seed).choices(known, k=jobs)
    throughputs = np.array([[measured[key][kind] for kind in KINDS] for key in drawn])
    return Cluster(throughputs, np.array([gpus for _, gpus in drawn]), np.full(len(KINDS), max(EACH * jobs, 1.0)))


# -- theirs -------------------------------------------------------------------------------------------------------


def theirs(given: Cluster, policy: str, solver: str) -> tuple[float, str]:
    """Gavel's policy as it is written there: the optimum, and the solver's word."""
    x = cvxpy.Variable(given.throughputs.shape)
    gpus = given.gpus.reshape(-1, 1)
    constraints = [
        x >= 0,
        cvxpy.sum(x, axis=1) <= 1,
        cvxpy.sum(cvxpy.multiply(gpus * np.ones(x.shape), x), axis=0) <= given.workers,
    ]
    if policy == "sum":
        goal = cvxpy.sum(cvxpy.multiply(given.throughputs, x))
    else:
        alone = (given.throughputs * given.workers / len(given.gpus)).sum(axis=1, keepdims=True)
        goal = cvxpy.min(cvxpy.sum(cvxpy.multiply(given.throughputs / alone * gpus, x), axis=1))
    problem = cvxpy.Problem(cvxpy.Maximize(goal), constraints)
    problem.solve(solver=solver)
    return float(problem.value), str(problem.status)


# -- ours ---------------------------------------------------------------------------------------------------------


def document(given: Cluster, policy: str) -> dict[str, Any]:
    """The same as a scenario: a job's throughput at its fastest is its worth, and each job is a team."""
    best = given.throughputs.max(axis=1)
    speeds = (given.throughputs / best[:, None]).tolist()
    requests = [
        {
            "id": f"job-{k:05}",
            "team": f"job-{k:05}",
            "metrics": {"steps": worth},
            "demand": {"gpus": gpus, "max_gpus": gpus},
            "runs_on": dict(zip(KINDS, speeds[k], strict=True)),
        }
        for k, (worth, gpus) in enumerate(zip(best.tolist(), given.gpus.tolist(), strict=True))
    ]
    return {
        "format": 1,
        "calendar": {"start": "2027-01-04", "periods": 1, "unit": "week"},
        "accelerators": {kind: {"speed": 1} for kind in KINDS},
        "pools": [
            {"id": kind, "accelerator": kind, "gpus": amount}
            for kind, amount in zip(KINDS, given.workers.tolist(), strict=True)
        ],
        "requests": requests,
        "value": {"scale": "raw", "weights": {"steps": 1}},
        "objective": "value" if policy == "sum" else "fair",
        "solver": {"gap": 0},
    }


def ours(given: Cluster, policy: str, **how: Any) -> tuple[float, str]:
    """The planner's plan: its optimum, and what is proved of it."""
    plan = planner.solve(planner.parse(document(given, policy)), **how)
    assert not plan.certificate.violations
    return plan.certificate.objective, plan.certificate.status


# -- side by side -------------------------------------------------------------------------------------------------


@dataclass
class Timed:
    """What came of some runs."""

    processor: float = float("inf")
    wall: float = float("inf")
    optimum: float = float("nan")
    status: str = ""

    def add(self, work: Callable[[], tuple[float, str]]) -> None:
        """Run once more, and keep the fastest [s]."""
        processor, wall = time.process_time(), time.perf_counter()
        self.optimum, self.status = work()
        self.processor = min(self.processor, time.process_time() - processor)
        self.wall = min(self.wall, time.perf_counter() - wall)


def measure(given: Cluster, policy: str, solver: str, runs: int) -> dict[str, Timed]:
    """All three, turn by turn."""
    ways: dict[str, Callable[[], tuple[float, str]]] = {
        "CVXPY": lambda: theirs(given, policy, solver),
        "quick": lambda: ours(given, policy, quick=True),
        "all": lambda: ours(given, policy),
    }
    found = {name: Timed() for name in ways}
    for _ in range(runs):
        for name, work in ways.items():
            found[name].add(work)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Gavel's policies beside ours.")
    parser.add_argument("--jobs", type=int, nargs="+", default=[100, 300, 1000, 2000])
    parser.add_argument("--policies", nargs="+", choices=("sum", "max-min"), default=["sum", "max-min"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--solver", default="HIGHS", help="of CVXPY")
    given = parser.parse_args()
    print(f"CVXPY {cvxpy.__version__} with {given.solver}; processor time [s], wall [s], times that of CVXPY")
    print("policy    jobs  way      processor     wall  processor ×  wall ×  status      optimum")
    for policy in given.policies:
        for jobs in given.jobs:
            found = measure(cluster(jobs, given.seed), policy, given.solver, given.runs)
            other = found["CVXPY"]
            for name, one in found.items():
                same = abs(one.optimum - other.optimum) <= EQUAL * max(abs(other.optimum), 1.0)
                print(
                    f"{policy:7} {jobs:6}  {name:6} {one.processor:10.3f} {one.wall:9.3f}"
                    f" {one.processor / other.processor:11.2f} {one.wall / other.wall:8.2f}"
                    f"   {one.status:10} {one.optimum:.10g}{'' if same else '  NOT THE SAME'}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
