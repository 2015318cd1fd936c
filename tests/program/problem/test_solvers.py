"""Any solver that PuLP finds searches for the same plan; what is proved of it is proved here."""

from __future__ import annotations

from functools import cache

import pytest

import planner
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError, InputError, StoppedError
from planner.program.problem.solvers import called, chosen, installed
from tests.program.formulation.golden_scenarios import FAMILIES, OBJECTIVES
from tests.program.formulation.hard_scenarios import knapsack
from tests.program.highs.test_matrix import scenario_of
from tests.test_samples import SCENARIOS

INSTALLED = installed()
NAMES = ("scip", "glpk", "cbc", "gurobi", "cplex", "copt", "xpress")
GAP = 1e-4


def other(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(name not in INSTALLED, reason=f"the solver {name} is not installed here")


OTHERS = [pytest.param(name, marks=other(name)) for name in NAMES]


@cache
def sample() -> Scenario:
    return planner.load(SCENARIOS / "baseline.yaml")


@cache
def of_highs() -> Plan:
    return planner.solve(sample())


def says(plan: Plan) -> list[str]:
    return [repr(table.columns) for table in vars(plan.tables).values()]


@pytest.mark.parametrize("name", OTHERS)
def test_it_finds_the_plan_that_highs_finds_with_its_prices_ties_and_reasons(name: str) -> None:
    plan = planner.solve(sample(), solver=name)
    assert says(plan) == says(of_highs())
    assert plan.certificate.status == "optimal" and plan.certificate.violations == ()
    assert name in map(called, plan.certificate.solver.split(", ")), plan.certificate.solver
    assert of_highs().certificate.solver in plan.certificate.solver


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(pytest.param("scip", kind, marks=other("scip")) for kind in FAMILIES),
        *(pytest.param(name, kind, marks=other(name)) for name in ("scip", "glpk", "cbc") for kind in OBJECTIVES),
    ],
)
def test_every_kind_of_limit_and_every_objective_is_kept_to(name: str, kind: str) -> None:
    scenario = scenario_of(kind)
    found, ours = planner.solve(scenario, solver=name), planner.solve(scenario, gap=0.0)
    assert found.certificate.objective == pytest.approx(ours.certificate.objective, rel=GAP)
    assert found.certificate.violations == ()
    assert found.certificate.is_whole


@pytest.mark.parametrize("name", OTHERS[:2])
def test_a_scenario_names_its_solver(name: str) -> None:
    scenario = planner.vary(sample(), {"solver": {"name": name.upper()}})
    plan = planner.solve(scenario)
    assert name in map(called, plan.certificate.solver.split(", "))
    assert says(planner.solve(scenario, solver="highs")) == says(plan)


@pytest.mark.parametrize("name", OTHERS[:2])
def test_a_quick_plan_is_searched_for_by_it_as_well(name: str) -> None:
    proof = planner.solve(sample(), solver=name, quick=True).certificate
    assert proof.objective == pytest.approx(of_highs().certificate.objective, rel=GAP)
    assert proof.is_whole and name in map(called, proof.solver.split(", "))


@pytest.mark.parametrize("name", OTHERS[:2])
def test_a_conflict_is_explained_as_always(name: str) -> None:
    scenario = planner.vary(sample(), {"rules": {"Budget": {"at_most": 1.0}}})
    with pytest.raises(InfeasibleError) as ours:
        planner.solve(scenario)
    with pytest.raises(InfeasibleError) as found:
        planner.solve(scenario, solver=name)
    assert str(found.value) == str(ours.value)


@pytest.mark.parametrize("name", OTHERS[:2])
def test_a_limit_of_time_is_kept_to_and_said(name: str) -> None:
    """Some solvers do not heed it, and are stopped."""
    try:
        proof = planner.solve(knapsack(), solver=name, gap=0.0, time_limit=2.0).certificate
    except StoppedError as stopped:
        assert "time limit" in str(stopped)
    else:
        assert proof.status == "time limit" and proof.violations == ()
        assert proof.bound > proof.objective


def test_a_name_is_read_whatever_its_case_and_highs_needs_no_other() -> None:
    assert chosen("HiGHS") is None and chosen("highs") is None
    for name in set(INSTALLED) - {"highs"}:
        meant = chosen(name)
        assert meant is not None and called(meant) == name
        assert chosen(name.upper()) == chosen(name.title()) == meant
        assert chosen(meant.lower()) == meant


@pytest.mark.parametrize("name", ["scpi", "", "HiGHS 2", "mosek"])
def test_a_solver_that_is_not_here_is_refused_with_those_that_are(name: str) -> None:
    if name in INSTALLED:
        pytest.skip(f"the solver {name} is installed here")
    with pytest.raises(InputError, match="installed here") as caught:
        planner.solve(sample(), solver=name)
    message = str(caught.value)
    assert f"'{name}'" in message and all(each in message for each in INSTALLED)
    assert message.endswith("did you mean 'scip'?") is (name == "scpi")
