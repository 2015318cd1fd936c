"""Where the time goes: each stage of a solve, and all but the solver against HiGHS alone on the same problem.

    python benchmarks/pipeline.py [--sizes 50 200 1000 4000] [--pools 6] [--periods 12] [--seed 1]

Prints seconds and ratios of one run on this machine; nothing passes or fails.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generate import ROOT, Size, generate
from stages import solve_in_stages

import planner
from planner.domain.plan import Plan
from planner.files.export import write_plan

STAGES = ("read", "build", "hand over", "solve", "read back", "write")
STARTS = 3


def timed[T](work: Callable[[], T]) -> tuple[T, float]:
    """What a piece of work returns, and how long it took [s]."""
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


@dataclass(frozen=True)
class Alone:
    """What HiGHS makes of a problem by itself."""

    way: str
    status: str
    seconds: float
    gap: float


def highs_alone(scenario: Any, folder: Path) -> Alone:
    """HiGHS at its best on the same problem, read from a file, to the same gap, one thread: the faster of two ways."""
    import highspy

    file = folder / "problem.mps"
    planner.write_problem(scenario, file)
    found = []
    for way in ("on", "off"):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("presolve", way)
        highs.setOptionValue("mip_rel_gap", scenario.solver.gap)
        if scenario.solver.time_limit is not None:
            highs.setOptionValue("time_limit", float(scenario.solver.time_limit))
        highs.readModel(str(file))
        seconds = timed(highs.run)[1]
        status = highs.modelStatusToString(highs.getModelStatus())
        found.append(Alone(way, status, seconds, highs.getInfo().mip_gap))
    return min(found, key=lambda alone: alone.seconds)


def measure(size: Size, folder: Path, limit: float) -> tuple[dict[str, float], Alone, Plan]:
    """Seconds of each stage, HiGHS alone, and the plan."""
    file = folder / f"{size.requests}.yaml"
    planner.save(planner.parse(generate(size)), file)
    scenario, read = timed(lambda: planner.load(file, [f"solver.time_limit={limit:g}"]))
    plan, stages = solve_in_stages(scenario)
    _, write = timed(lambda: write_plan(plan, folder / "plan.csv"))
    alone = highs_alone(scenario, folder)
    return {"read": read, **stages, "write": write}, alone, plan


def cold_start(arguments: list[str], folder: Path) -> float:
    """The fastest of a few runs of the command in a process of its own [s]."""
    command = [sys.executable, "-c", "from planner.cli import main; main()", *arguments]
    runs = (timed(lambda: subprocess.run(command, cwd=folder, capture_output=True, check=True)) for _ in range(STARTS))
    return min(seconds for _, seconds in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure each stage of a solve.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 200, 1000, 4000])
    parser.add_argument("--pools", type=int, default=6)
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=120, help="of each solve [s]")
    given = parser.parse_args()
    heads = [*(f"{stage} [s]" for stage in STAGES), "HiGHS alone [s]", "all but solve / HiGHS", "solve / HiGHS"]
    print("requests  " + "  ".join(heads))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for requests in given.sizes:
            size = Size(requests, given.pools, given.periods, given.seed)
            stages, alone, plan = measure(size, folder, given.time_limit)
            around = sum(stages[stage] for stage in STAGES if stage != "solve")
            cells = [*(stages.get(stage, 0.0) for stage in STAGES), alone.seconds]
            figures = [f"{cell:.3f}" for cell in cells]
            figures += [f"{around / alone.seconds:.2f}", f"{stages['solve'] / alone.seconds:.2f}"]
            print(
                f"{requests:8}  " + "  ".join(f"{f:>{len(h)}}" for f, h in zip(figures, heads, strict=True)), flush=True
            )
            ours = f"ours: {plan.certificate.status}, gap {plan.certificate.gap:.1e}"
            print(f"{'':8}  {ours}; HiGHS (presolve {alone.way}): {alone.status}, gap {alone.gap:.1e}", flush=True)
        sample = str(ROOT / "scenarios" / "baseline.yaml")
        seconds = cold_start(["solve", sample, "-o", "plan.csv"], folder)
        print(f"gpu-planner solve scenarios/baseline.yaml, cold start, fastest of {STARTS}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
