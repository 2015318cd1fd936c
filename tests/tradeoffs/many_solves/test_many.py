"""Many solves: warm and cold alike, on any number of workers, resumed, and on a cluster of real processes."""

from __future__ import annotations

import itertools
import math
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import planner
from planner.domain.inventory import Role
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, InputError, PlannerError
from planner.program import Control, solve
from planner.program.again.sweeping import Sweeping
from planner.tradeoffs.many_solves.frontier import axes, frontier, parts
from planner.tradeoffs.many_solves.gaming import gaming
from planner.tradeoffs.many_solves.grid import Axis, axis, points, sweep
from planner.tradeoffs.many_solves.robustness import Draw, Spread, robustness
from planner.tradeoffs.many_solves.scaling import Input, Scaled, inputs, pinned, scaled
from planner.tradeoffs.many_solves.tornado import tornado
from planner.tradeoffs.many_solves.weights import weights
from planner.tradeoffs.parallel.processes import CHUNK, Crew, Settings, chunks, solve_all, solve_chunk
from tests.strategies import scenarios
from tests.tradeoffs.one_scenario.test_truth import FEW, TINY, near

ONE = Crew(workers=1)


def value(scenario: Scenario) -> float | None:
    try:
        return solve(scenario, gap=0.0).value
    except InfeasibleError:
        return None


@pytest.mark.parametrize(
    ("which", "title"),
    [
        (Input("limit", "Spend limit now"), "limit of Spend limit now"),
        (Input("fte", "limit engineer"), "people: limit engineer"),
        (Input("gpus", ""), "GPUs of all pools"),
        (Input("value", "r1"), "value of r1"),
    ],
)
def test_an_input_is_called_as_the_scenario_calls_it(small: Scenario, which: Input, title: str) -> None:
    assert which.title(small) == title


@pytest.fixture
def small() -> Scenario:
    asked: list[dict[str, Any]] = [
        {
            "id": f"r{k}",
            "team": "red" if k % 2 else "blue",
            "metrics": {"revenue": 10.0 + 7 * k % 5, "users": 3.0 + (5 * k) % 7},
            "confidence": 0.5 + 0.05 * k,
            "demand": {"gpus": 10.0 + 3 * k},
            "runs_on": {"A": 1.0},
            "minimum": 1.0 if k % 3 else None,
        }
        for k in range(8)
    ]
    return Scenario.model_validate(
        {
            "name": "Small",
            "calendar": {"start": "2027-01", "periods": 3},
            "accelerators": {"A": {"speed": 1.0}},
            "pools": [
                {"id": "a", "accelerator": "A", "gpus": {"2027-01": 40, "2027-02": 70}, "cost_per_gpu_hour": 1.0}
            ],
            "requests": asked,
            "value": {"weights": {"revenue": 60, "users": 40}},
            "rules": [{"name": "Budget", "measure": "cost", "at_most": 120_000}],
            "solver": {"gap": 0.0},
        }
    )


# -- warm ----------------------------------------------------------------------------------------------------------


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


# -- chunks --------------------------------------------------------------------------------------------------------


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


# -- grids ---------------------------------------------------------------------------------------------------------


def test_a_grid_has_a_row_for_every_combination_and_each_is_the_optimum(small: Scenario) -> None:
    axes = [axis("pools.a.gpus=30:90:30"), axis("rules.Budget.at_most=5e4,2e5")]
    *_, found = sweep(small, axes, crew=ONE)
    assert found.complete
    assert len(found.frame) == 6
    for row in found.frame.to_dict("records"):
        settings = [f"{a.path}={row[a.path]}" for a in axes]
        assert row["value_points"] == pytest.approx(value(Settings(tuple(settings)).applied(small)))


def test_a_grid_goes_on_where_it_stopped_and_solves_nothing_twice(small: Scenario) -> None:
    axes = [Axis("rules.Budget.at_most", tuple(str(50_000 + 1000 * k) for k in range(2 * CHUNK + 5)))]
    tables = list(sweep(small, axes, crew=ONE))
    whole, half = tables[-1].frame, tables[1].frame
    assert len(half) == CHUNK
    solved: list[int] = []
    crew = Crew(workers=1, on_done=lambda done, total: solved.append(total))
    *_, resumed = sweep(small, axes, known=half, crew=crew)
    assert set(solved) == {len(whole) - CHUNK}
    assert resumed.frame.astype(str).equals(whole.astype(str))


def test_the_table_of_another_grid_is_not_gone_on_with(small: Scenario) -> None:
    *_, found = sweep(small, [axis("rules.Budget.at_most=5e4,6e4")], crew=ONE)
    other = small.model_copy(update={"requests": small.requests[1:]})
    with pytest.raises(InputError, match="Name a new file"):
        list(sweep(other, [axis("rules.Budget.at_most=5e4,6e4")], known=found.frame, crew=ONE))
    with pytest.raises(InputError, match="Name a new file"):
        list(sweep(small, [axis("rules.Budget.at_most=5e4,7e4")], known=found.frame, crew=ONE))


@pytest.mark.parametrize("text", ["x", "x=", "=3", "x=1:2", "x=1:2:0", "x=2:1:1", "x=a:b:c", "x=0:1:1e-9", "x=0:inf:1"])
def test_a_wrong_axis_is_told_with_what_it_should_be(text: str) -> None:
    with pytest.raises(InputError, match="--vary"):
        axis(text)


def test_a_grid_that_is_too_large_is_told_before_it_is_built() -> None:
    long = Axis("a", tuple(map(str, range(1000))))
    with pytest.raises(InputError, match="larger steps"):
        points([long, long])


def test_a_path_that_leads_nowhere_is_told_before_anything_is_solved(small: Scenario) -> None:
    solved: list[int] = []
    crew = Crew(workers=1, on_done=lambda done, total: solved.append(done))
    with pytest.raises(InputError, match="Budgit"):
        list(sweep(small, [axis("rules.Budgit.at_most=1,2")], crew=crew))
    assert not solved


# -- frontier ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("along", ["rules.Budget.at_most", "pools.a.gpus", "pools", "cost"])
def test_a_frontier_rises_and_holds_the_present_plan(small: Scenario, along: str) -> None:
    found = frontier(small, along, crew=ONE)
    values = [p.outcome.points for p in found.points]
    assert all(b >= a - TINY for a, b in itertools.pairwise(values))
    assert found.current is not None
    assert found.current.outcome.points == pytest.approx(value(small))
    assert sum(p.knee for p in found.points) <= 1
    for point in found.points:
        assert point.outcome.points == pytest.approx(value(point.variation.applied(small)))


def test_fairness_costs_value_and_its_frontier_keeps_every_team_at_its_level(small: Scenario) -> None:
    found = frontier(small, "worst-off", [0.0, 0.5, 1.0], crew=ONE)
    values = [p.outcome.points for p in found.points if p.outcome.feasible]
    assert values == sorted(values, reverse=True)


def test_every_axis_that_is_offered_can_be_run_along_and_none_that_there_is_nothing_of(small: Scenario) -> None:
    rules = [
        *small.rules,
        Rule(name="v1.5, soft", measure="energy_kwh", at_most=9e9),
        Rule(name="off", measure="cost", at_most=1.0, enabled=False),
    ]
    people = [Role(role="engineer", fte=2.0), Role(role="nobody", fte=0.0)]
    more = small.model_copy(update={"rules": tuple(rules), "people": tuple(people)})
    offered = list(axes(more))
    assert offered == [
        "rules.Budget.at_most", "rules.v1.5, soft.at_most", "pools", "pools.a.gpus", "people.engineer.fte",
        "cost", "carbon", "energy", "worst-off",
    ]  # fmt: skip
    assert parts(offered[1]) == ("rules", "v1.5, soft", "at_most")
    for along in offered:
        assert frontier(more, along, [0.5], crew=ONE).points


def test_what_can_not_be_varied_is_told(small: Scenario) -> None:
    for path in ("rules.Nope.at_most", "pools.x.gpus", "nonsense", "people.x.fte"):
        with pytest.raises(InputError, match="--vary"):
            frontier(small, path, crew=ONE)


# -- tornado, weights, gaming ----------------------------------------------------------------------------------------


def test_every_bar_is_what_solving_with_the_input_so_gives(small: Scenario) -> None:
    found = tornado(small, 0.2, crew=ONE)
    assert found.complete
    held = pinned(small)
    for bar in found.bars:
        for end, factor in ((bar.low, 0.8), (bar.high, 1.2)):
            assert end.points == pytest.approx(value(scaled(held, bar.input, factor)), abs=TINY)
    assert [bar.swing for bar in found.bars] == sorted((bar.swing for bar in found.bars), reverse=True)


def test_pinned_points_are_the_points() -> None:
    baseline = planner.load("scenarios/baseline.yaml")
    assert solve(pinned(baseline)).value == pytest.approx(solve(baseline).value, rel=1e-4)


@FEW
@given(scenarios(musts=False))
def test_within_its_interval_a_weight_leaves_the_plan_the_best_and_beyond_it_does_not(scenario: Scenario) -> None:
    assume(scenario.objective == "value" and value(scenario) is not None)
    for stable in weights(scenario):
        plan = solve(scenario, gap=0.0)
        assert stable.low <= stable.weight + TINY
        assert stable.high >= stable.weight - TINY
        if math.isfinite(stable.high) and stable.high > stable.weight + 1e-3:
            inside = (stable.weight + stable.high) / 2
            raised = scenario.model_copy(
                update={"value": scenario.value.model_copy(update={"weights": {stable.metric: inside}})}
            )
            after = solve(raised, gap=0.0)
            assert after.value == pytest.approx(plan.value * inside / stable.weight, abs=near(after))


def test_a_weight_beyond_its_interval_changes_the_plan(small: Scenario) -> None:
    plan = solve(small)
    for stable in weights(small):
        for edge, step in ((stable.low, -0.02), (stable.high, 0.02)):
            if not 0 < edge < math.inf:
                continue
            for factor, same in ((1 + step, False), (1 - step, True)):
                moved = dict(small.value.weights) | {stable.metric: edge * factor}
                there = small.model_copy(update={"value": small.value.model_copy(update={"weights": moved})})
                shares = dict(zip(*(solve(there).requests[c] for c in ("id", "share")), strict=True))
                before = dict(zip(*(plan.requests[c] for c in ("id", "share")), strict=True))
                assert all(abs(shares[r] - before[r]) < 1e-6 for r in shares) is same, (stable, factor)


def test_a_tale_gains_at_the_true_value(small: Scenario) -> None:
    found = gaming(small, 0.3, crew=ONE)
    assert {(t.team, t.tale) for t in found.temptations} == {
        (team, tale) for team in ("red", "blue") for tale in ("overstates value", "understates GPUs")
    }
    honest = value(small)
    assert honest is not None
    for told in found.temptations:
        if told.tale == "overstates value":
            # at true values nobody's tale makes the whole better than the best plan
            assert told.gain - told.others <= TINY


# -- robustness ------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_answer_on_any_number_of_workers(small: Scenario) -> None:
    one, two = (robustness(small, 40, seed=5, crew=Crew(workers=n)) for n in (1, 2))
    assert one.frame.equals(two.frame)
    assert one.value == two.value
    assert one.guesses == two.guesses
    assert robustness(small, 40, seed=6, crew=ONE).value != one.value


def test_draws_go_on_where_they_stopped_and_are_not_taken_for_those_of_another_run(small: Scenario) -> None:
    whole = robustness(small, 2 * CHUNK + 3, seed=5, guesses=0, crew=ONE)
    half = whole.draw_frame.head(CHUNK + 2)
    solved: list[int] = []
    crew = Crew(workers=1, on_done=lambda done, total: solved.append(total))
    resumed = robustness(small, 2 * CHUNK + 3, seed=5, guesses=0, known=half, crew=crew)
    assert set(solved) == {1 + CHUNK + 4}, "the present plan, and the draws of chunks that were not whole"
    assert resumed.frame.equals(whole.frame)
    with pytest.raises(InputError, match="Name a new file"):
        robustness(small, 8, seed=6, guesses=0, known=half, crew=ONE)


def test_without_any_spread_every_draw_is_the_plan(small: Scenario) -> None:
    found = robustness(small, 4, spread=Spread(0.0, 0.0, 0.0), crew=ONE)
    assert {round(draw.points, 6) for draw in found.draws} == {round(value(small) or 0.0, 6)}
    assert set(found.frame["served"]) <= {0.0, 1.0}
    assert all(guess.points == pytest.approx(0.0, abs=TINY) for guess in found.guesses)


def test_a_draw_is_solved_as_the_scenario_that_it_draws(small: Scenario) -> None:
    found = robustness(small, 6, seed=2, gap=0.0, crew=ONE)
    for draw in found.draws:
        drawn = Draw(2, draw.index - 1, Spread()).applied(pinned(small))
        assert draw.points == pytest.approx(value(drawn), abs=TINY)


def test_drawn_values_are_right_in_the_mean_and_spread_with_lacking_confidence(small: Scenario) -> None:
    drawn = [Draw(1, k, Spread(0.2, 0.0, 0.0)).applied(small) for k in range(3000)]
    for name in ("r0", "r7"):
        factors = [d.request_by_id[name].metrics["users"] / small.request_by_id[name].metrics["users"] for d in drawn]
        mean = sum(factors) / len(factors)
        deviation = math.sqrt(sum((f - mean) ** 2 for f in factors) / len(factors))
        assert mean == pytest.approx(1.0, abs=0.05)
        assert deviation == pytest.approx(0.2 + 1 - small.request_by_id[name].confidence, rel=0.15)


def test_late_deliveries_never_bring_gpus_early(small: Scenario) -> None:
    planned = small.calendar.over(small.pools[0].gpus)
    late = 0
    for k in range(200):
        drawn = small.calendar.over(Draw(1, k, Spread(0, 0, 0.5)).applied(small).pools[0].gpus)
        assert all(there <= expected for there, expected in zip(drawn, planned, strict=True))
        late += drawn != planned
    assert late / 200 == pytest.approx(0.5, abs=0.1)


# -- a cluster -------------------------------------------------------------------------------------------------------


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
