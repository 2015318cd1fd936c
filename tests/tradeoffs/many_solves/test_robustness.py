"""Draws: the same ones everywhere, as likely as they are said to be."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import planner
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.tradeoffs.many_solves.robustness import Draw, Spread, robustness
from planner.tradeoffs.parallel.processes import CHUNK, Crew, Varied
from planner.tradeoffs.sentences.many import robustness_sentences
from tests.tradeoffs.one_scenario.test_truth import TINY, value

ONE = Crew(workers=1)


def test_the_same_seed_gives_the_same_answer_on_any_number_of_workers(small: Scenario) -> None:
    one, two = (robustness(small, 40, seed=5, crew=Crew(workers=n)) for n in (1, 2))
    assert one.frame.equals(two.frame)
    assert one.value == two.value
    assert one.guesses == two.guesses
    assert robustness(small, 40, seed=6, crew=ONE).value != one.value


def test_draws_go_on_where_they_stopped_and_are_not_taken_for_those_of_another_run(small: Scenario) -> None:
    whole = robustness(small, 2 * CHUNK + 3, seed=5, guesses=0, crew=ONE)
    half = whole.draw_frame.head(CHUNK + 2)
    solved: list[int] = []
    crew = Crew(workers=1, on_done=lambda done, total: solved.append(total))
    resumed = robustness(small, 2 * CHUNK + 3, seed=5, guesses=0, known=half, crew=crew)
    assert set(solved) == {CHUNK + 4}, "the draws of chunks that were not whole"
    assert resumed.frame.equals(whole.frame)
    with pytest.raises(InputError, match="Name a new file"):
        robustness(small, 8, seed=6, guesses=0, known=half, crew=ONE)


def test_without_any_spread_every_draw_is_the_plan(small: Scenario) -> None:
    found = robustness(small, 4, spread=Spread(0.0, 0.0, 0.0), crew=ONE)
    assert {round(draw.points, 6) for draw in found.draws} == {round(value(small) or 0.0, 6)}
    assert set(found.frame["served"]) <= {0.0, 1.0}
    assert all(guess.points == pytest.approx(0.0, abs=TINY) for guess in found.guesses)


def test_a_draw_is_solved_as_the_scenario_that_it_draws(small: Scenario) -> None:
    found = robustness(small, 6, seed=2, gap=0.0, crew=ONE)
    for draw in found.draws:
        drawn = Draw(2, draw.index - 1, Spread()).applied(small)
        assert draw.points == pytest.approx(value(drawn), abs=TINY)


def test_drawn_values_are_right_in_the_mean_and_spread_with_lacking_confidence(small: Scenario) -> None:
    drawn = [Draw(1, k, Spread(0.2, 0.0, 0.0)).applied(small) for k in range(3000)]
    for name in ("r0", "r7"):
        factors = [d.request_by_id[name].metrics["users"] / small.request_by_id[name].metrics["users"] for d in drawn]
        mean = sum(factors) / len(factors)
        deviation = math.sqrt(sum((f - mean) ** 2 for f in factors) / len(factors))
        assert mean == pytest.approx(1.0, abs=0.05)
        assert deviation == pytest.approx(0.2 + 1 - small.request_by_id[name].confidence, rel=0.15)


def test_late_deliveries_never_bring_gpus_early(small: Scenario) -> None:
    planned = small.calendar.over(small.pools[0].gpus)
    late = 0
    for k in range(200):
        drawn = small.calendar.over(Draw(1, k, Spread(0, 0, 0.5)).applied(small).pools[0].gpus)
        assert all(there <= expected for there, expected in zip(drawn, planned, strict=True))
        late += drawn != planned
    assert late / 200 == pytest.approx(0.5, abs=0.1)


def test_decisions_are_those_of_the_plan_that_is_given_and_of_none_nothing_holds(small: Scenario) -> None:
    plan = planner.solve(small, gap=0.0)
    name = next(r.id for r in small.requests if plan.decisions()[r.id] != "decline" and r.commitment == "open")
    without = planner.solve(planner.vary(small, {"requests": {name: {"commitment": "out"}}}))
    own = robustness(small, 6, plan=plan, guesses=0, crew=ONE)
    against = own.against(replace(without, scenario=small))
    assert own.held[name][0] + against.held[name][0] == 6, (
        "it is declined there: what held does not, and what did not does"
    )
    unknown = replace(own, base=Varied(0, "stopped"))
    assert not unknown.frame["holds"].any() and set(unknown.frame["decision"]) == {""}
    said = " ".join(robustness_sentences(unknown))
    assert "declined today" not in said and "The plan of today was not found" in said
