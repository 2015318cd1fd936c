"""The arrays of a program are one matrix, whichever way it is multiplied."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from tests.strategies import scenarios


def dense(program: Program) -> np.ndarray:
    found = np.zeros((len(program.keys), program.variables.count))
    for row in range(len(program.keys)):
        for place in range(program.starts[row], program.starts[row + 1]):
            found[row, program.columns[place]] += program.coefficients[place]
    return found


@given(scenarios(), st.integers(0, 2**32 - 1))
def test_rows_add_up_over_columns_and_columns_over_rows(scenario, seed):
    program, dice = Program(Grid(scenario)), np.random.default_rng(seed)
    x, y = dice.uniform(size=program.variables.count), dice.uniform(size=len(program.keys))
    assert program.activities(x) == pytest.approx(dense(program) @ x)
    assert program.weighed(y) == pytest.approx(y @ dense(program))


@given(scenarios(), scenarios())
def test_programs_have_the_same_shape_where_only_figures_differ(scenario, other):
    a, b = Program(Grid(scenario)), Program(Grid(other))
    pools = tuple(p.model_copy(update={"cost_per_gpu_hour": 2 * p.cost_per_gpu_hour + 1}) for p in scenario.pools)
    assert a.has_shape_of(Program(Grid(scenario)))
    assert Program(Grid(scenario.model_copy(update={"pools": pools, "rules": ()}))).has_shape_of(
        Program(Grid(scenario.model_copy(update={"rules": ()})))
    )
    assert a.has_shape_of(b) == b.has_shape_of(a)
    if a.keys != b.keys or a.variables.count != b.variables.count:
        assert not a.has_shape_of(b)
