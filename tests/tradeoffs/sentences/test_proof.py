"""What is not proved is never called the best: each row says how far it is proved, and so does what is said of all."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from matplotlib.text import Text

from planner.charts.catalogue import draw
from planner.domain.scenario import Scenario
from planner.program import solve
from planner.tradeoffs.many_solves.frontier import frontier
from planner.tradeoffs.many_solves.gaming import gaming
from planner.tradeoffs.many_solves.grid import axis, sweep
from planner.tradeoffs.many_solves.robustness import Spread, robustness
from planner.tradeoffs.many_solves.strategies import strategies
from planner.tradeoffs.many_solves.tornado import tornado
from planner.tradeoffs.many_solves.weights import weights
from planner.tradeoffs.parallel import processes
from planner.tradeoffs.parallel.processes import Crew
from planner.tradeoffs.sentences.compare import plan_sentence, regret_sentence, strategies_sentence
from planner.tradeoffs.sentences.many import (
    frontier_sentences,
    gaming_sentences,
    robustness_sentences,
    stable_sentence,
    tornado_sentences,
)
from planner.tradeoffs.sentences.proof import proof_sentence, proof_words
from planner.tradeoffs.several_scenarios.compare import compared
from planner.tradeoffs.several_scenarios.regret import regret
from tests.program.formulation.hard_scenarios import LITTLE, knapsack

ALONE = Crew(workers=1)
BEST = re.compile(r"\b[Tt]he best plan(?! found)\b|\boptimal\b|\bexact\b|all that can be had")
"""What may be said of what is proved, and of nothing else."""
UNPROVED = ("node limit", "within gap", "time limit")


@pytest.fixture(scope="module")
def hard() -> Scenario:
    """Half as many requests take a tenth of the time, and are as far from proved."""
    return knapsack(requests=[r.model_dump(exclude_none=True) for r in knapsack().requests[:30]])


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "ONE_OF_FEW", LITTLE / 2)


def many(hard: Scenario) -> dict[str, tuple[Any, list[str], Any]]:
    """Of each kind of many solves: its table's rows, what is said of it, and what its chart is drawn of."""
    along = frontier(hard, "pools", [0.9, 1.1], gap=0.0, crew=ALONE)
    hung = tornado(hard, 0.1, top=1, gap=0.0, crew=ALONE)
    firm = robustness(hard, 3, spread=Spread(), gap=0.0, guesses=0, crew=ALONE)
    told = gaming(hard, gap=0.0, crew=ALONE)
    return {
        "frontier": (along.frame, [*frontier_sentences(along)], along),
        "tornado": (hung.frame.rename(columns={"low_status": "status", "low_gap": "gap"}), [*tornado_sentences(hung)],
                    hung),
        "robustness": (firm.draw_frame, [*robustness_sentences(firm)], firm),
        "gaming": (told.frame, [*gaming_sentences(told)], None),
    }  # fmt: skip


@pytest.mark.usefixtures("hasty")
def test_many_solves_that_are_cut_short_say_so_in_every_row_sentence_and_chart(hard: Scenario) -> None:
    for kind, (frame, said, drawn) in many(hard).items():
        assert set(frame["status"]) & set(UNPROVED), kind
        for status, gap in zip(frame["status"], frame["gap"], strict=True):
            assert (gap > 0) is (status != "optimal"), (kind, status, gap)
        text = " ".join(said)
        assert not BEST.search(text), text
        assert re.search("cut short by the node limit: (its plan is|their plans are) proved to be within", text), text
        if drawn is not None:
            chart = draw(kind, [drawn])
            assert not BEST.search(chart.title), chart.title
            assert "cut short" in " ".join(text.get_text() for text in chart.figure.findobj(Text)), kind


def test_a_solve_within_its_gap_is_not_called_the_best(hard: Scenario) -> None:
    along = frontier(hard, "pools", [0.9], gap=0.05, crew=ALONE)
    assert set(along.frame["status"]) == {"within gap"}
    text = " ".join(frontier_sentences(along))
    assert not BEST.search(text), text
    assert re.search(r"Each plan is proved to be within .* of the best\.", text)
    *_, swept = sweep(hard, [axis("pools.h.availability=0.8,0.9")], gap=0.05, crew=ALONE)
    assert set(swept.frame["status"]) == {"within gap"}
    assert (swept.frame["gap"] > 0).all()


def test_what_is_proved_is_called_the_best_and_nothing_more_is_said(hard: Scenario) -> None:
    small = knapsack(requests=[r.model_dump(exclude_none=True) for r in hard.requests[:5]])
    along = frontier(small, "pools", [0.5], gap=0.0, crew=ALONE)
    assert set(along.frame["status"]) == {"optimal"}
    assert "the best plan captures" in " ".join(frontier_sentences(along))
    assert proof_sentence((p.outcome for p in along.points), "level") == ""


def test_plans_side_by_side_say_how_far_each_is_proved(hard: Scenario) -> None:
    plans = [solve(s, gap=0.0, work=LITTLE / 2) for s in (hard, hard.model_copy(update={"name": "Other"}))]
    said = plan_sentence(compared(("A", "B"), plans), 0)
    assert "; proved within" in said and "node limit" in said
    found = regret(plans, ("A", "B"), work=LITTLE / 2, workers=1)
    assert found.error > 0
    assert (found.frame["error"] > 0).all()
    assert "no loss is further off than" in regret_sentence(found)


def test_lists_are_compared_with_the_best_plan_found(hard: Scenario) -> None:
    found = strategies(hard, work=LITTLE / 2, workers=1)
    assert found.optimum.status == "node limit"
    assert found.frame["gap"][0] > 0
    text = strategies_sentence(found)
    assert not BEST.search(text), text
    assert "no plan captures more than" in text


def test_weights_that_were_not_searched_to_the_end_are_only_found(hard: Scenario, monkeypatch: Any) -> None:
    monkeypatch.setattr("planner.tradeoffs.many_solves.weights.ONE_OF_FEW", LITTLE / 2)
    (found,) = weights(hard, workers=1)
    assert not found.exact
    assert "was found to stay the same" in stable_sentence(found, hard)


def test_words_of_a_proof_name_the_gap_and_what_cut_it_short() -> None:
    assert proof_words("optimal", 0.0) == proof_words("infeasible", float("nan")) == ""
    assert proof_words("within gap", 1e-4) == "within 0.01 %"
    assert proof_words("time limit", 0.02) == "within 2 %: time limit"
    assert proof_words("claimed", 0.02) == "within 2 %: nearer by the word of the solver alone"


def test_a_plan_that_is_called_the_best_by_another_solver_was_not_cut_short() -> None:
    told = proof_sentence([SimpleNamespace(status="claimed", gap=0.02)], "level")
    assert told == "Each plan is proved to be within 2 % of the best."
