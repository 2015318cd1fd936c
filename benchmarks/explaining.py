"""What explanations cost: warm re-solves against cold ones, one whole explanation, and all break-evens.

    python benchmarks/explaining.py [--requests 200] [--pools 6] [--periods 12] [--seed 1] [--explained 10]
    python benchmarks/explaining.py --scenario scenarios/baseline.yaml

Prints seconds and ratios of one run on this machine; nothing passes or fails. Explanations are compared with the solve
by processor time: their parts are worked out side by side.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterable

from generate import Size, generate

import planner
from planner.domain.scenario import Scenario
from planner.program.optimum.optimise import ONE_OF_MANY
from planner.tradeoffs.explanations.request import explaining
from planner.tradeoffs.one_scenario.changes import more_gpus
from planner.tradeoffs.one_scenario.ledger import break_even
from planner.tradeoffs.one_scenario.study import Study


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes [s]."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def processor(work: Callable[[], object]) -> float:
    """The processor time that a piece of work takes, on all threads [s]."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def divisible(scenario: Scenario) -> Scenario:
    """The same scenario as a pure LP: any share of each request will do, and nothing is one-off."""
    requests = tuple(
        r.model_copy(update={"minimum": None, "cost": 0.0, "options": (), "requires": (), "conflicts": ()})
        for r in scenario.requests
        if not r.options
    )
    return scenario.model_copy(update={"requests": requests})


def warm_and_cold(scenario: Scenario, blocks: Iterable[float]) -> tuple[float, float]:
    """Median seconds of a re-solve with some GPUs more, warm in the live solver and cold from the scenario."""
    study = Study(scenario)
    pool = scenario.pools[0]
    study.what_if({})
    warm, cold = [], []
    for block in blocks:
        warm.append(seconds(lambda block=block: study.what_if(more_gpus(scenario, pool.id, block))))
        more = tuple(gpus + block for gpus in scenario.calendar.over(pool.gpus))
        pools = (pool.model_copy(update={"gpus": more}), *scenario.pools[1:])
        changed = scenario.model_copy(update={"pools": pools})
        cold.append(seconds(lambda changed=changed: planner.solve(changed, gap=0.0, work=ONE_OF_MANY)))
    return statistics.median(warm), statistics.median(cold)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure explanations.")
    for name, default in (("requests", 200), ("pools", 6), ("periods", 12), ("seed", 1), ("explained", 10)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--scenario", help="a scenario's file in place of a generated one")
    given = parser.parse_args()
    made = generate(Size(given.requests, given.pools, given.periods, given.seed))
    scenario = planner.load(given.scenario) if given.scenario else planner.parse(made)
    for name, asked in (("pure LP", divisible(scenario)), ("mixed", scenario)):
        warm, cold = warm_and_cold(asked, (8.0, 16.0, -8.0, 24.0, -16.0))
        print(f"{name}: warm re-solve {warm:.4f} s, cold solve {cold:.4f} s, ratio {warm / cold:.2f}", flush=True)
    study = Study(scenario, work=ONE_OF_MANY / 5)
    decisions = study.plan.decisions()
    chosen = sorted(decisions)[:: max(len(decisions) // given.explained, 1)][: given.explained]
    solve = statistics.median(processor(lambda: planner.solve(scenario, gap=0.0)) for _ in range(3))
    study.base  # noqa: B018  the plan to compare with is found once for all that is asked
    first, whole, work = [], [], []
    for request in chosen:
        begun, before = time.perf_counter(), time.process_time()
        parts = explaining(study, request)
        next(parts)
        first.append(time.perf_counter() - begun)
        for _ in parts:
            pass
        whole.append(time.perf_counter() - begun)
        work.append((time.process_time() - before) / solve)
    facts, all_of_it = statistics.median(first), statistics.median(whole)
    print(f"explanation of one request: first facts {facts:.3f} s, whole {all_of_it:.2f} s", end=" ")
    print(f"(median of {len(chosen)}, longest {max(whole):.2f} s)")
    ratios = " ".join(f"{ratio:.1f}" for ratio in sorted(work))
    print(
        f"processor time: {statistics.median(work):.1f} solves to a gap of 0 ({solve:.2f} s) each: {ratios}", flush=True
    )
    lp = Study(divisible(scenario))
    alone = seconds(lambda: planner.solve(lp.scenario, gap=0.0))
    everything = seconds(lambda: [break_even(lp, request.id) for request in lp.scenario.requests])
    count = len(lp.scenario.requests)
    ratio = everything / (count * alone)
    print(f"break-evens of all {count} (pure LP): {everything:.2f} s, {ratio:.2f} of {count} cold solves")


if __name__ == "__main__":
    main()
