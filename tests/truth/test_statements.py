"""A few hundred statements about scenarios made at random, tried by the user's door; ``benchmarks/truth.py`` tries more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.tradeoffs.one_scenario.interval import Interval
from tests.truth.generator import scenario
from tests.truth.statements import Claim, Gains, statements
from tests.truth.trial import Court

SEEDS = (1, 3, 6, 8, 13, 18)
"""Scenarios that have a plan, of which some three hundred statements are made."""


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_a_scenario_is_what_a_variant_that_says_so_gives(seed: int, tmp_path: Path) -> None:
    court = Court(tmp_path, scenario(seed))
    tried = [verdict for each in statements(court.scenario) for verdict in court.try_all(each)]
    assert [f"{v.statement.about}: {v.claim} but {v.found}" for v in tried if not v.true] == []
    assert len(tried) > 30


def test_a_false_statement_is_found_out(tmp_path: Path) -> None:
    """The court itself: gains that are said to be larger than they are, and decisions turned round, are not so."""
    court = Court(tmp_path, scenario(SEEDS[0]))
    told = [replace(each, claims=tuple(_turned(claim) for claim in each.claims)) for each in statements(court.scenario)]
    tried = [verdict for each in told for verdict in court.try_all(each) if isinstance(verdict.claim, Gains)]
    assert len(tried) > 10
    assert not any(verdict.true for verdict in tried)


def _turned(claim: Claim) -> Claim:
    return Gains(Interval(claim.by.low + 1.0, claim.by.high + 1.0)) if isinstance(claim, Gains) else claim
