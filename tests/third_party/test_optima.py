"""Published optima, reached through ordinary scenario files.

Where an optimum is only the best known, or a proof takes longer than a test may, the published value must lie between
the plan's value and its bound.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from planner.domain.plan import Plan
from planner.files import read
from planner.program import solve
from tests.third_party import adapters

pytestmark = pytest.mark.skipif(not adapters.answers(), reason=adapters.MISSING)
ENOUGH, MORE = 1e6, 4e6
"""Work of a search: with more of it a knapsack of many limits proves little more in many times as long."""


def solved(document: adapters.Document, folder: Path, *, work: float | None = None) -> Plan:
    file = folder / "instance.yaml"
    file.write_text(yaml.dump(document, sort_keys=False, Dumper=yaml.CSafeDumper), encoding="utf-8")
    plan = solve(read(file).scenario, work=work)
    assert plan.certificate.violations == ()
    return plan


def agrees(plan: Plan, name: str, total: float | None = None) -> None:
    """The published optimum is the plan's value, or lies between it and the plan's bound."""
    published = float(adapters.answers()[name]["optimum"])
    value = plan.value if total is None else total - plan.value
    bound = plan.certificate.bound if total is None else total - plan.certificate.bound
    slack = 1e-6 * abs(published)
    if plan.certificate.status == "optimal" and plan.certificate.gap < 1e-9:
        assert value == pytest.approx(published, abs=slack)
    else:
        assert min(value, bound) - slack <= published <= max(value, bound) + slack


@pytest.mark.parametrize("name", adapters.names("mkp"))
def test_a_knapsack_over_weeks_reaches_its_optimum(name: str, tmp_path: Path) -> None:
    agrees(solved(adapters.knapsack_as_pool(adapters.instance(name), 1), tmp_path, work=ENOUGH), name)


@pytest.mark.parametrize("name", adapters.names("mkp"))
def test_a_divisible_knapsack_equals_its_lp_bound(name: str, tmp_path: Path) -> None:
    plan = solved(adapters.knapsack_as_pool(adapters.instance(name), 0), tmp_path)
    assert plan.value == pytest.approx(float(adapters.answers()[name]["lp_bound"]), rel=1e-6)


@pytest.mark.parametrize("name", [name for name in adapters.names("mkp") if "-cb-" not in name])
def test_a_knapsack_of_people_reaches_the_same_optimum(name: str, tmp_path: Path) -> None:
    agrees(solved(adapters.knapsack_as_people(adapters.instance(name)), tmp_path, work=ENOUGH), name)


@pytest.mark.parametrize("name", adapters.names("gap"))
def test_an_assignment_by_options_reaches_its_optimum(name: str, tmp_path: Path) -> None:
    document, total = adapters.assignment(adapters.instance(name))
    agrees(solved(document, tmp_path, work=MORE), name, total or None)


@pytest.mark.parametrize("name", adapters.names("mmkp"))
def test_a_multiple_choice_by_options_reaches_its_optimum(name: str, tmp_path: Path) -> None:
    agrees(solved(adapters.multiple_choice(adapters.instance(name)), tmp_path), name)


@pytest.mark.parametrize("name", adapters.names("nrp"))
def test_a_next_release_by_requirements_reaches_its_optimum(name: str, tmp_path: Path) -> None:
    plan = solved(adapters.next_release(adapters.instance(name), float(name.split("@")[1])), tmp_path)
    assert plan.value == pytest.approx(float(adapters.answers()[name]["optimum"]), rel=1e-9)


@pytest.mark.parametrize("name", adapters.names("closure"))
def test_an_open_mine_by_requirements_reaches_its_optimum(name: str, tmp_path: Path) -> None:
    agrees(solved(adapters.closure(adapters.instance(name)), tmp_path), name)


@pytest.mark.parametrize("name", adapters.names("gpu"))
def test_a_production_cluster_by_pools_reaches_its_optimum(name: str, tmp_path: Path) -> None:
    agrees(solved(adapters.cluster(adapters.instance(name)), tmp_path), name)
