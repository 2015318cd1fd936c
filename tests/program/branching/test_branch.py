"""Branch and bound finds what trying everything finds, and what it says on the way holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.domain.scenario import Scenario
from planner.errors import StoppedError
from planner.program.branching.branch import branch
from planner.program.branching.plans import Plans
from planner.program.branching.pseudocosts import Pseudocosts
from planner.program.branching.relaxed import Relaxed
from planner.program.branching.tree import Tree
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded, Outcome
from planner.program.optimum.optimise import Effort, load
from planner.program.optimum.search import are_whole, reaches, relax
from planner.program.solving import build
from tests.strategies import scenarios
from tests.test_samples import SCENARIOS

FEW = 9
"""Binaries up to which all of their values are tried."""
CLOSE = 1e-6


def loaded(scenario: Scenario) -> Loaded:
    effort = Effort(0.0)
    found = load(build(scenario, effort), effort)
    found.require_whole(False)
    found.aim(found.program.goals[0])
    return found


def best_of_all(solver: Loaded) -> float:
    """The best of all whole numbers, each tried; in the solver's scale."""
    relaxed, best = Relaxed(solver), -np.inf
    for values in product((0.0, 1.0), repeat=len(solver.whole)):
        held = np.array(values)
        if np.all((held >= relaxed.low) & (held <= relaxed.high)) and relaxed.held(held):
            best = max(best, relaxed.reached)
    relaxed.release()
    return float(best)


def grown(solver: Loaded) -> tuple[Tree, Iterator[None]]:
    relaxed = Relaxed(solver)
    tree = Tree(relaxed, Pseudocosts(len(solver.whole)), Plans(relaxed, -np.inf, 0.0))
    return tree, tree.grow()


@settings(max_examples=30)
@given(scenarios())
def test_it_finds_the_best_of_all_whole_plans_and_its_bounds_are_never_crossed(scenario: Scenario) -> None:
    solver = loaded(scenario)
    if not 0 < len(solver.whole) <= FEW:
        return
    truth = best_of_all(solver)
    slack = CLOSE * max(abs(truth), 1.0) if np.isfinite(truth) else 0.0
    tree, steps = grown(solver)
    for _ in steps:
        assert tree.plans.best - slack <= truth <= tree.bound + slack
    assert tree.is_done
    assert tree.plans.best == pytest.approx(truth, abs=slack)
    assert (tree.plans.plan is None) == (truth == -np.inf)


@settings(max_examples=20)
@given(scenarios(), st.integers(1, 6))
def test_it_can_be_stopped_at_any_node_and_leaves_the_program_as_it_was(scenario: Scenario, steps: int) -> None:
    solver = loaded(scenario)
    if not len(solver.whole) or relax_or_none(solver) is None:
        return
    before = relax_or_none(solver)
    tree, growing = grown(solver)
    for _ in islice(growing, steps):
        pass
    tree.relaxed.release()
    assert relax_or_none(solver) == pytest.approx(before, rel=CLOSE, abs=CLOSE)
    whole, _ = grown(solver)
    for _ in whole.grow():
        pass
    slack = CLOSE * max(abs(whole.plans.best), 1.0) if np.isfinite(whole.plans.best) else 0.0
    assert tree.plans.best - slack <= whole.plans.best <= tree.bound + slack


def relax_or_none(solver: Loaded) -> float | None:
    found = solver.run()
    return found.objective if found.proved else None


@settings(max_examples=20)
@given(scenarios(), st.floats(0.5, 1.5))
def test_a_figure_is_reached_where_the_best_plan_is_beyond_it(scenario: Scenario, part: float) -> None:
    solver = loaded(scenario)
    goal = solver.program.goals[0]
    if not len(solver.whole) or relax_or_none(solver) is None:
        return
    best = branch(solver, goal)
    if best.values is None or abs(part - 1) < 1e-3:
        return
    figure = best.objective * part - goal.sign * 1e-3
    assert reaches(solver, goal, figure) == ((best.objective - figure) * goal.sign > 0)


@settings(max_examples=20)
@given(scenarios())
def test_highs_and_branching_agree(scenario: Scenario) -> None:
    solver = loaded(scenario)
    goal = solver.program.goals[0]
    own = branch(solver, goal)
    solver.require_whole(True)
    solver.limit(0.0)
    other = solver.run()
    if own.values is None or other.values is None:
        assert own.outcome is other.outcome is Outcome.INFEASIBLE
        return
    assert own.objective == pytest.approx(other.objective, rel=CLOSE, abs=CLOSE)
    assert are_whole(own.values[solver.whole])
    assert goal.figure(float(solver.program.costs(goal) @ own.values)) == pytest.approx(own.objective, rel=1e-9)


def a_hard_one() -> Loaded:
    return loaded(planner.load(SCENARIOS / "baseline.yaml"))


def test_a_cancel_is_heard_and_nothing_unproved_is_called_proved() -> None:
    control = Control()
    solver = a_hard_one()
    solver.control = control
    control.cancel()
    with pytest.raises(StoppedError):
        relax(solver, solver.program.goals[0])
    assert branch(solver, solver.program.goals[0]).outcome is Outcome.INTERRUPTED


def test_a_search_without_work_left_says_so_and_keeps_plan_and_bound() -> None:
    solver = a_hard_one()
    whole = branch(solver, solver.program.goals[0])
    solver.budget.grant(20.0 * len(solver.program.columns))  # twenty solves of the relaxation
    stopped = branch(solver, solver.program.goals[0])
    assert stopped.outcome is Outcome.NODE_LIMIT
    assert stopped.objective < whole.objective < stopped.bound


def test_the_same_program_has_the_same_plan_to_the_last_digit_whatever_was_asked_before() -> None:
    first, second = a_hard_one(), a_hard_one()
    goal = second.program.goals[0]
    reaches(second, goal, 1.0)
    a, b = branch(first, first.program.goals[0]), branch(second, goal)
    assert a.values is not None
    assert b.values is not None
    assert a.objective == pytest.approx(b.objective, rel=1e-12)
    assert np.array_equal(np.round(a.values[first.whole]), np.round(b.values[second.whole]))
