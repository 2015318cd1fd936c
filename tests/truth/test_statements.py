"""A few hundred statements about scenarios made at random, tried by the user's door; ``benchmarks/truth.py`` tries more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from tests.truth.claims import Claim, Gains
from tests.truth.generator import pressed, scenario
from tests.truth.statements import statements
from tests.truth.trial import Court

SEEDS = (4, 5, 9, 13, 18, 23)
"""Scenarios that have a plan, by all three objectives, of which some four hundred statements are made."""
PRESSED = (2, 4, 5, 7, 1000)
"""Scenarios that have none, once more is asked of them."""


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_a_scenario_is_what_a_variant_that_says_so_gives(seed: int, tmp_path: Path) -> None:
    tried = [*Court(tmp_path, scenario(seed)).tried()]
    assert [f"{v.statement.about}: {v.claim} but {v.found}" for v in tried if not v.true] == []
    assert len(tried) > 30


@pytest.mark.parametrize("seed", PRESSED)
def test_what_is_said_to_be_in_conflict_is_and_what_is_said_to_mend_it_does(seed: int, tmp_path: Path) -> None:
    tried = [*Court(tmp_path, pressed(seed)).tried()]
    assert [f"{v.statement.about}: {v.claim} but {v.found}" for v in tried if not v.true] == []
    assert {v.statement.family for v in tried} == {"conflict", "repair"}


def test_a_certificate_claims_no_more_than_the_plan_captures(tmp_path: Path) -> None:
    """Whole numbers that are nearly whole make the search claim more, where a limit lies just beside the plan."""
    limit = {"measure": "gpu_share", "at_most": 0.25498916851441245, "of": {"team": "red"}}
    plan = Court(tmp_path, scenario(204)).changed({"rules": {"As measured": limit}})
    assert plan.certificate.objective == pytest.approx(plan.value, rel=1e-9)
    assert plan.certificate.bound >= plan.certificate.objective
    assert plan.certificate.status == "optimal"


def test_what_is_chosen_by_a_rounding_is_not_served(tmp_path: Path) -> None:
    """A search with whole numbers that are nearly whole leaves 0.2 millionths of a request that no plan has room for."""
    court = Court(tmp_path, scenario(310))
    changes = {"pools": {"p0": {"gpus": 183}}}
    assert (
        Study(court.scenario).what_if(changes).decision("r4") == "decline" == court.changed(changes).decisions()["r4"]
    )


def test_a_false_statement_is_found_out(tmp_path: Path) -> None:
    """The court itself: gains that are said to be larger than they are, and decisions turned round, are not so."""
    court = Court(tmp_path, scenario(SEEDS[-1]))
    told = [replace(each, claims=tuple(_turned(claim) for claim in each.claims)) for each in statements(court.scenario)]
    tried = [verdict for each in told for verdict in court.try_all(each) if isinstance(verdict.claim, Gains)]
    assert len(tried) > 10
    assert not any(verdict.true for verdict in tried)


def _turned(claim: Claim) -> Claim:
    return Gains(Interval(claim.by.low + 1.0, claim.by.high + 1.0)) if isinstance(claim, Gains) else claim
