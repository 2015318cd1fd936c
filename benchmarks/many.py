"""What many solves cost: draws warm against cold solves, one worker against two, and a grid.

    python benchmarks/many.py [--requests 200] [--pools 6] [--periods 12] [--seed 1] [--draws 48] [--points 1000]

Prints seconds and ratios of one run on this machine; nothing passes or fails.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from generate import Size, generate

import planner
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.tradeoffs.many_solves.grid import Axis, sweep
from planner.tradeoffs.many_solves.robustness import Draw, Spread
from planner.tradeoffs.parallel.processes import Crew, chunks, solve_all

GAP = 1e-3


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes [s]."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure many solves.")
    sizes = (("requests", 200), ("pools", 6), ("periods", 12), ("seed", 1), ("draws", 48), ("points", 1000))
    for name, default in sizes:
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    scenario = planner.parse(generate(Size(given.requests, given.pools, given.periods, given.seed)))
    drawn = [(k, Draw(given.seed, k, Spread())) for k in range(given.draws)]
    work = chunks(scenario, drawn, GAP, None, ONE_OF_FEW)

    cold = seconds(lambda: [planner.solve(d.applied(scenario), gap=GAP, work=ONE_OF_FEW) for _, d in drawn])
    one = seconds(lambda: list(solve_all(work, Crew(workers=1))))
    two = seconds(lambda: list(solve_all(work, Crew(workers=2))))
    print(f"{given.draws} draws of {given.requests} requests, gap {GAP:g}")
    print(f"  cold solves            {cold:8.1f} s")
    print(f"  warm, one worker       {one:8.1f} s   {one / cold:.2f} of the cold ones")
    print(f"  warm, two workers      {two:8.1f} s   {one / two:.2f} × as fast as one")

    sample = planner.parse(generate(Size(40, 4, 6, given.seed)))
    pool = sample.pools[0].id
    steps = max(int(given.points**0.5), 1)
    axes = [
        Axis(f"pools.{pool}.gpus", tuple(str(16 + 8 * k) for k in range(steps))),
        Axis(f"pools.{sample.pools[1].id}.gpus", tuple(str(16 + 8 * k) for k in range(-(-given.points // steps)))),
    ]
    grid = seconds(lambda: list(sweep(sample, axes, gap=GAP, crew=Crew(workers=2))))
    count = len(axes[0].values) * len(axes[1].values)
    print(f"a grid of {count:,} points, 40 requests, two workers: {grid:.1f} s, {1000 * grid / count:.0f} ms a point")


if __name__ == "__main__":
    main()
