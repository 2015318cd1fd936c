"""HiGHS's workers belong to the thread: no order of solves in one may fail, whoever was there before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import highspy
import pytest

import planner
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.test_samples import SCENARIOS


def with_threads(count: int) -> Scenario:
    return planner.vary(planner.load(SCENARIOS / "baseline.yaml"), {"solver": {"threads": count}})


def in_one_thread[T](work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def plain(threads: int) -> highspy.HighsModelStatus:
    """What somebody else's HiGHS says of a program of one column."""
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", threads)
    column = highs.addVariable(0, 1)
    highs.maximize(column)
    return highs.getModelStatus()


def same(plans: list[Plan]) -> bool:
    first, *others = (plan.requests.to_csv() for plan in plans)
    return all(each == first for each in others)


@pytest.mark.parametrize("counts", [(1, 2, 1), (2, 1, 2)])
def test_scenarios_with_other_numbers_of_threads_are_solved_in_one_thread(counts: tuple[int, ...]) -> None:
    assert same(in_one_thread(lambda: [planner.solve(with_threads(count)) for count in counts]))


def test_what_is_somebody_elses_is_in_nobodys_way() -> None:
    def work() -> tuple[list[highspy.HighsModelStatus], list[Plan]]:
        statuses, plans = [plain(2)], [planner.solve(with_threads(1))]
        statuses.append(plain(0))
        plans.append(planner.solve(with_threads(2)))
        return statuses, plans

    statuses, plans = in_one_thread(work)
    assert statuses == [highspy.HighsModelStatus.kOptimal] * 2
    assert same(plans)


def test_two_threads_at_once_ask_for_what_they_want() -> None:
    with ThreadPoolExecutor(2) as pool:
        assert same(list(pool.map(lambda count: planner.solve(with_threads(count)), (1, 2, 2, 1))))


def test_a_comparison_solves_scenarios_with_other_numbers_of_threads() -> None:
    found = in_one_thread(lambda: planner.compare([with_threads(1), with_threads(2)]))
    assert same(list(found.plans))
