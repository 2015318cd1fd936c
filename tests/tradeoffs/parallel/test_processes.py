"""Many solves: the same answers with any number of workers, and none that a cancel cut short."""

from __future__ import annotations

import itertools
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.program import Control
from planner.program.again.sweeping import Sweeping
from planner.tradeoffs.many_solves.robustness import Draw, Spread
from planner.tradeoffs.many_solves.scaling import Scaled, inputs, scaled
from planner.tradeoffs.parallel.processes import CHUNK, Crew, Settings, chunks, solve_all, solve_chunk
from tests.strategies import scenarios
from tests.tradeoffs.one_scenario.test_truth import FEW, TINY, value


@FEW
@given(st.lists(scenarios(musts=False), min_size=1, max_size=2), st.sampled_from((0.5, 0.9, 1.3)))
def test_a_solver_that_goes_on_finds_what_a_cold_one_finds(found: list[Scenario], factor: float) -> None:
    sweeping = Sweeping(0.0, None)
    for scenario in found:
        varied = [scenario, *(scaled(scenario, which, factor) for which in list(inputs(scenario))[:4]), scenario]
        for each in varied:
            result, cold = sweeping.solve(each), value(each)
            assert result.feasible is (cold is not None)
            if cold is not None and each.objective == "value":
                assert result.points == pytest.approx(cold, abs=TINY * max(1.0, abs(cold)))


def test_answers_do_not_depend_on_the_number_of_workers(small: Scenario) -> None:
    varied = [(k, Draw(3, k, Spread())) for k in range(2 * CHUNK + 3)]
    one, two = (
        sorted(solve_all(chunks(small, varied, 0.0, None), Crew(workers=n)), key=lambda o: o.index) for n in (1, 2)
    )
    assert one == two
    assert [o.index for o in one] == list(range(2 * CHUNK + 3))


def test_a_solve_that_a_cancel_cut_short_is_no_outcome(small: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    control, solve_one, begun = Control(), Sweeping.solve, itertools.count(1)

    def solved(sweeping: Sweeping, scenario: Scenario) -> Any:
        if next(begun) == 3:
            control.cancel()
        return solve_one(sweeping, scenario)

    monkeypatch.setattr(Sweeping, "solve", solved)
    variations = [(k, Settings((f"pools.a.gpus={k + 20}",))) for k in range(8)]
    (chunk,) = chunks(small, variations, 0.0, None)
    assert [found.index for found in solve_chunk(chunk, control)] == [0, 1]


def test_a_cancel_keeps_what_is_done(small: Scenario) -> None:
    control = Control()
    varied = [(k, Settings((f"rules.Budget.at_most={90_000 + k}",))) for k in range(3 * CHUNK)]
    found = []
    for outcome in solve_all(chunks(small, varied, 0.0, None), Crew(workers=1, control=control)):
        found.append(outcome)
        control.cancel()
    assert len(found) == CHUNK


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as found:
        yield found


@pytest.mark.filterwarnings("default")
def test_a_cluster_gives_the_same_answers_also_when_a_worker_dies(cluster: Any, small: Scenario) -> None:
    varied = [(k, Draw(3, k, Spread())) for k in range(12 * CHUNK)]
    work = chunks(small, varied, 0.0, None)
    expected = sorted(solve_all(work, Crew(workers=2)), key=lambda o: o.index)
    victim = next(iter(cluster.workers.values())).pid

    def kill() -> None:
        time.sleep(0.3)
        os.kill(victim, signal.SIGKILL)

    murder = threading.Thread(target=kill)
    murder.start()
    found = sorted(solve_all(work, Crew(cluster=cluster.scheduler_address)), key=lambda o: o.index)
    murder.join()
    assert found == expected


def test_a_cluster_that_is_not_there_is_told(small: Scenario) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(PlannerError, match="no Dask scheduler answers"):
        list(solve_all(chunks(small, [(0, Scaled(()))], 0.0, None), Crew(cluster="tcp://127.0.0.1:1")))
