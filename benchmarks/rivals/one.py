"""One way from one file to one plan, in a process of its own: what came of it goes to a file as JSON.

    python benchmarks/rivals/one.py WAY SCENARIO SMALL GAP LIMIT OUTPUT

A small scenario is planned first, so that everything is imported before the clock starts.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from rivals.answer import Answer, Limits  # noqa: E402  (the checkout's own)

PATIENCE = 20.0
"""Seconds by the clock that a solver is told for each of the processor: it counts those of others, too."""

type Way = Callable[[Path, float, float], Answer]

WAYS = {
    "linopy": ("linopy", "solve"),
    "cvxpy": ("cvxpy", "solve"),
    "pyomo": ("pyomo", "solve"),
    "pulp": ("pulp", "solve"),
    "highs": ("highs", "solve"),
    "highs-no-presolve": ("highs", "solve_without_presolve"),
    "highs-file": ("highs", "solve_through_a_file"),
    "scip": ("scip", "solve"),
}
"""By name: the module, and its function."""


def ours(quick: bool) -> Way:
    """The planner: checked input, plan, and unless quick its prices, reasons and ties; audited either way."""
    import planner

    def plan(file: Path, gap: float, limit: float) -> Answer:
        found = planner.solve(planner.load(file), gap=gap, time_limit=PATIENCE * limit, quick=quick)
        proof = found.certificate
        stopped = proof.status not in ("optimal", "within gap")
        return Answer(proof.status, stopped, proof.objective, proof.bound, found.allocation)

    return plan


def theirs(name: str) -> Way:
    """A library: plain YAML, its own program, its plan."""
    module, function = WAYS[name]
    solve = getattr(import_module(f"rivals.with_{module}"), function)
    from rivals.reading import read

    def plan(file: Path, gap: float, limit: float) -> Answer:
        found: Answer = solve(read(file), Limits(gap, PATIENCE * limit))
        return found

    return plan


def main() -> None:
    name, file, small, gap, limit, output = sys.argv[1:]
    way = ours(name == "ours-quick") if name.startswith("ours") else theirs(name)
    way(Path(small), float(gap), float(limit))
    start, wall = time.process_time(), time.perf_counter()
    resource.setrlimit(resource.RLIMIT_CPU, (round(start + float(limit)), resource.RLIM_INFINITY))
    answer = way(Path(file), float(gap), float(limit))
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {
        "status": answer.status,
        "is_stopped": answer.is_stopped,
        "objective": answer.objective,
        "bound": answer.bound,
        "lines": len(answer.allocation),
        "start": start,
        "processor": used.ru_utime + used.ru_stime - start,
        "wall": time.perf_counter() - wall,
        "memory": used.ru_maxrss / 1024,
    }
    Path(output).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
