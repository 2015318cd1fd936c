"""Each shipped scenario is read without a warning, solved, and audited."""

from pathlib import Path

import pytest

from planner.domain.digest import digest
from planner.domain.worth import alone
from planner.files import read
from planner.files.saving import save
from planner.program import solve

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
FILES = sorted(SCENARIOS.glob("*.yaml"))
VARIANTS = ("late-delivery", "budget-cut", "research-protected", "double-growth", "cpu-first")
_plans = {}


def plan_of(name):
    if name not in _plans:
        _plans[name] = solve(read(SCENARIOS / f"{name}.yaml").scenario)
    return _plans[name]


def test_the_samples_are_all_there():
    assert {path.stem for path in FILES} >= {"baseline", "alibaba-cluster", *VARIANTS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_read_without_a_warning(path):
    assert [str(warning) for warning in read(path).warnings] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_solved_to_its_gap_and_passes_the_audit(path):
    plan = plan_of(path.stem)
    proof = plan.certificate
    assert proof.is_whole
    assert proof.gap <= plan.scenario.solver.gap * 1.001
    assert proof.violations == ()
    assert proof.largest_violation <= 1e-6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_explains_every_number_that_was_chosen(path):
    scenario = read(path).scenario
    without = [
        *(f"pool {pool.id}" for pool in scenario.pools if not pool.notes),
        *(f"role {role.role}" for role in scenario.people if not role.notes),
        *(f"request {request.id}" for request in scenario.requests if not request.notes),
        *(f"rule {rule.name}" for rule in scenario.rules if not rule.notes),
    ]
    assert scenario.notes
    assert without == []


def test_the_sample_company_has_the_size_that_it_claims():
    scenario = read(SCENARIOS / "baseline.yaml").scenario
    assert 36 <= len(scenario.requests) <= 44
    assert len({request.product for request in scenario.requests}) == 8
    assert (len(scenario.pools), len(scenario.calendar)) == (6, 6)


def test_the_sample_company_is_short_of_gpus_and_every_decision_occurs():
    plan = plan_of("baseline")
    assert 55 <= plan.value <= 80
    assert {"fund", "trim", "defer", "decline"} == set(plan.requests["decision"])


def test_h100_is_the_sample_companys_bottleneck():
    pools = plan_of("baseline").pools
    worth = (pools["price_points_per_gpu_hour"] * pools["usable_gpu_hours"]).groupby(pools["accelerator"]).sum()
    assert worth["H100-SXM"] > 0.5 * worth.sum()


@pytest.mark.parametrize("name", ["late-delivery", "budget-cut", "research-protected"])
def test_a_scarcer_variant_is_worth_less_than_the_baseline(name):
    assert plan_of(name).value < plan_of("baseline").value


def test_the_public_clusters_inventory_is_the_published_one():
    pools = read(SCENARIOS / "alibaba-cluster.yaml").scenario.pools
    counts = sorted((int(pool.gpus) for pool in pools), reverse=True)
    assert counts == [4392, 842, 312, 265, 204, 195, 2]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_saved_and_read_again_is_the_same_scenario(path, tmp_path):
    scenario = read(path).scenario
    save(scenario, tmp_path / "saved.yaml")
    again = read(tmp_path / "saved.yaml").scenario
    assert again == alone(scenario), "a whole file is a change of no other, and states what its points are"
    assert digest(again) == digest(scenario)
