"""What no plan beats, worked out without the solver: safe by any duals, tight by the best ones."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.formulation.limits import bounded, limits_of
from planner.program.formulation.safe_bound import safe_bound
from planner.program.highs.loaded import Loaded, Outcome
from planner.program.optimum.optimise import Effort, load
from planner.program.optimum.search import relax
from tests.strategies import scenarios


def relaxed(scenario: Scenario) -> tuple[Program, Loaded, float] | None:
    """A program in the solver, and the optimum of its relaxation; None where there is none."""
    program = Program(Grid(scenario))
    loaded = load(program, Effort(0.0))
    loaded.require_whole(False)
    loaded.aim(program.goals[0])
    found = loaded.run()
    return (program, loaded, found.objective) if found.outcome is Outcome.OPTIMAL else None


def exactly(program: Program, duals: np.ndarray) -> Fraction:
    """Weak duality in exact numbers, for duals whose limits are finite."""
    within, goal = bounded(program, limits_of(program)), program.goals[0]
    reduced = [Fraction(float(cost)) for cost in program.costs(goal)]
    total = Fraction(goal.constant)
    for row, column, amount in zip(program.rows, program.columns, program.coefficients, strict=True):
        reduced[column] -= Fraction(float(duals[row])) * Fraction(amount)
    for row, dual in enumerate(duals.tolist()):
        if dual:
            total += Fraction(dual) * Fraction(float(within.high[row] if dual > 0 else within.low[row]))
    for column, each in enumerate(reduced):
        if each:
            total += each * Fraction(float(within.ceiling[column] if each > 0 else within.floor[column]))
    return total


def signed(program: Program, duals: np.ndarray) -> np.ndarray:
    low, high = np.asarray(program.low), np.asarray(program.high)
    return np.where(np.isfinite(np.where(duals > 0, high, low)), duals, 0.0)


@given(scenarios(), st.integers(0, 2**32 - 1), st.sampled_from((1e-9, 1e-4, 0.1, 3.0)))
def test_no_duals_however_wrong_make_the_bound_less_than_they_prove(
    scenario: Scenario, seed: int, wrong: float
) -> None:
    found = relaxed(scenario)
    if found is None:
        return
    program, loaded, optimum = found
    best = loaded.row_duals()
    duals = best + wrong * max(float(np.abs(best).max(initial=0.0)), 1e-3) * np.random.default_rng(seed).normal(
        size=len(best)
    )
    bound = safe_bound(program, program.goals[0], duals).amount
    assert bound >= optimum - 1e-7 * max(abs(optimum), 1.0)
    if np.isfinite(bound):
        assert Fraction(bound) >= exactly(program, signed(program, duals))


@given(scenarios())
def test_the_best_duals_prove_the_optimum_of_the_relaxation(scenario: Scenario) -> None:
    found = relaxed(scenario)
    if found is None:
        return
    program, loaded, optimum = found
    bound = safe_bound(program, program.goals[0], loaded.row_duals())
    assert bound.amount == pytest.approx(optimum, rel=1e-8, abs=1e-7)


@given(scenarios())
def test_a_column_without_a_bound_is_given_one_that_no_plan_needs_to_cross(scenario: Scenario) -> None:
    found = relaxed(scenario)
    if found is None:
        return
    program, loaded, _ = found
    within = bounded(program, limits_of(program))
    values = relax(loaded, program.goals[0]).values
    assert values is not None
    assert np.all(values <= within.ceiling + 1e-6 * np.maximum(np.abs(within.ceiling), 1.0))
