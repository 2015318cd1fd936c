"""What a search could not prove is a range that holds the truth, and more of something never costs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner import vary
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError
from planner.program import solve
from planner.tradeoffs.one_scenario.alternatives import alternatives
from planner.tradeoffs.one_scenario.changes import (
    Changes,
    committed,
    limit_moved,
    more_gpus,
    more_people,
    opened,
    ruled_out,
    switched,
    without_minimum,
)
from planner.tradeoffs.one_scenario.flips import demand_flip
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.ledger import break_even
from planner.tradeoffs.one_scenario.room import EITHER, LESS, MORE, room
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import GpusOrPeople, ladder, two_sided
from planner.tradeoffs.sentences.request import as_proved, no_move_sentence
from planner.tradeoffs.sentences.worth import block_sentence, cell, rung_sentence, scarce_sentence
from tests.program.formulation.golden_scenarios import BOTH, request, scenario
from tests.program.formulation.hard_scenarios import LITTLE, knapsack
from tests.strategies import scenarios

FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])


def value(asked: Scenario) -> float:
    """What the objective reaches, more being better; below everything where there is no plan."""
    try:
        found = solve(asked, gap=0.0).certificate.objective
    except InfeasibleError:
        return float("-inf")
    return -found if asked.objective not in ("value", "fair") else found


@st.composite
def changed(draw: st.DrawFn) -> tuple[Scenario, Changes]:
    """A scenario, and one change of it."""
    asked = draw(scenarios())
    one = draw(st.sampled_from(asked.requests))
    by = draw(st.sampled_from((-60.0, -8.0, 8.0, 200.0)))
    ways = [
        more_gpus(asked, draw(st.sampled_from(asked.pools)).id, by),
        *(more_people(asked, role.role, by / 8) for role in asked.people),
        *(switched(rule, on=not rule.enabled) for rule in asked.rules),
        *(limit_moved(rule, by / 1000) for rule in asked.rules),
        opened(one), committed(one), ruled_out(one), without_minimum(one),
    ]  # fmt: skip
    return asked, draw(st.sampled_from(ways))


@FEW
@given(changed())
def test_more_room_never_makes_the_best_plan_worse_and_less_never_better(what: tuple[Scenario, Changes]) -> None:
    asked, changes = what
    way = room(asked, changes)
    assume(way != EITHER)
    before, after = value(asked), value(vary(asked, changes))
    slack = 1e-6 * max(abs(before), abs(after), 1.0) if min(before, after) > float("-inf") else 0.0
    assert after >= before - slack if way == MORE else after <= before + slack


def test_gpus_that_are_promised_or_paid_for_while_idle_are_no_room_for_certain() -> None:
    free = scenario(requests=[request("s")])
    assert room(free, more_gpus(free, "h", 8.0)) == MORE
    assert room(free, more_gpus(free, "h", -8.0)) == LESS
    promise = {"name": "P", "measure": "gpu_share", "at_least": 0.1}
    paid = scenario(requests=[request("s")], pools=BOTH)
    for bound in (scenario(requests=[request("s")], rules=[promise]), paid):
        assert room(bound, more_gpus(bound, "h", 8.0)) == EITHER


@pytest.fixture(scope="module")
def hasty() -> Study:
    """A study whose re-solves end long before their proof."""
    return Study(knapsack(), work=LITTLE)


def test_a_block_that_is_not_proved_to_bring_anything_never_costs(hasty: Study) -> None:
    for block in (1.0, 64.0):
        found = two_sided(hasty, "h", block)
        assert found.more.low >= 0 >= found.fewer.high
        assert not found.more.exact()
        more, _, fewer = block_sentence(hasty, found).partition(";")
        assert "take away" not in more
        assert "bring" not in fewer


def test_ranges_hold_what_a_search_to_the_end_finds() -> None:
    whole = knapsack()
    few = [request.model_dump(exclude_none=True) for request in whole.requests[:14]]
    half = [0.3 * gpus for gpus in whole.calendar.over(whole.pools[0].gpus)]
    small = knapsack(requests=few, pools=[{"id": "h", "accelerator": "H", "gpus": half}])
    exact, rough = Study(small, work=None), Study(small, work=LITTLE / 20)
    for by in (64.0, -64.0):
        changes = more_gpus(small, "h", by)
        truth, said = (study.difference(study.what_if(changes), changes) for study in (exact, rough))
        assert truth.exact(exact.scale)
        assert not said.exact(rough.scale)
        assert said.low - 1e-6 <= truth.low <= said.high + 1e-6


def test_a_ladder_that_is_not_proved_never_falls_and_shows_no_midpoint(hasty: Study) -> None:
    rungs = ladder(hasty, "h", 64.0)
    assert all(rung.step.low >= 0 for rung in rungs)
    for rung in rungs:
        shown = cell(hasty, rung.gain)
        assert rung.gain.exact(hasty.scale) or "–" in shown or shown == "0", shown
        assert "take away" not in rung_sentence(hasty, "h", rung)


def test_a_rack_in_people_is_a_range_where_either_is_one(hasty: Study) -> None:
    rack, person = Interval(2.0, 3.0), Interval(0.5, 1.0)
    found = GpusOrPeople((), rack, "h", person, "engineer")
    assert found.exchange == Interval(2.0, 6.0)
    assert GpusOrPeople((), rack, "h", Interval(0.0, 1.0), "engineer").exchange is None
    assert "a rack is worth between 2.0 and 6.0 of them" in scarce_sentence(hasty, found)


def test_what_rests_on_a_search_that_was_stopped_is_marked_and_says_so(hasty: Study) -> None:
    declined = [name for name, decision in hasty.plan.decisions().items() if decision == "decline"]
    found = break_even(hasty, declined[0])
    assert not found.proved
    flip = demand_flip(hasty, declined[0])
    assert not flip.proved
    assert as_proved("It would be so.", flip.proved).endswith("Not all that this rests on was searched to its end.")


def test_not_found_is_not_none(hasty: Study) -> None:
    declined = [name for name, decision in hasty.plan.decisions().items() if decision == "decline"]
    said = no_move_sentence(hasty, declined[0], proved=False)
    assert "was found that would have it served" in said
    assert "would have it served" in no_move_sentence(hasty, declined[0])


def test_what_was_searched_to_its_end_is_not_marked() -> None:
    study = Study(
        scenario(requests=[request("a", 20.0, minimum=1.0), request("b", 10.0, minimum=1.0, demand={"gpus": 80.0})])
    )
    (declined,) = [name for name, decision in study.plan.decisions().items() if decision == "decline"]
    assert break_even(study, declined).proved
    assert demand_flip(study, declined).proved
    assert study.doubts == 0


def test_an_unproved_answer_is_the_same_whatever_was_asked_before() -> None:
    """Threads take questions as they become free, so that the clock decides which solver has answered what before."""
    asked = [8.0, 1.0, 64.0, 8.0]
    one = Study(knapsack(), work=LITTLE)
    in_a_row = [two_sided(one, "h", block) for block in asked]
    alone = [two_sided(Study(knapsack(), work=LITTLE), "h", block) for block in asked]
    assert not any(found.more.exact() for found in alone)
    assert [(found.more, found.fewer) for found in in_a_row] == [(found.more, found.fewer) for found in alone]


def test_other_plans_are_looked_for_with_little_effort_and_none_is_worse_than_allowed(hasty: Study) -> None:
    for other in alternatives(hasty, 2, within=0.05):
        assert other.points >= 0.95 * hasty.base.points - 1e-3
        assert other.rows
