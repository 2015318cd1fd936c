"""Grids: each row is the optimum of its figures, and nothing is solved twice."""

from __future__ import annotations

import pytest

from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.tradeoffs.many_solves.grid import Axis, axis, points, sweep
from planner.tradeoffs.parallel.processes import CHUNK, Crew, Settings
from tests.tradeoffs.one_scenario.test_truth import value

ONE = Crew(workers=1)


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
    long, wide = (Axis(name, tuple(map(str, range(1000)))) for name in "ab")
    with pytest.raises(InputError, match="larger steps"):
        points([long, wide])


def test_a_path_that_leads_nowhere_is_told_before_anything_is_solved(small: Scenario) -> None:
    solved: list[int] = []
    crew = Crew(workers=1, on_done=lambda done, total: solved.append(done))
    with pytest.raises(InputError, match="Budgit"):
        list(sweep(small, [axis("rules.Budgit.at_most=1,2")], crew=crew))
    assert not solved
