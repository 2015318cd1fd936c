"""The decision in words is true: what it says of the next step is done to the scenario's file and solved anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings

import planner
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import InfeasibleError
from planner.program import solve
from planner.tradeoffs.explanations.decision import deciding
from planner.tradeoffs.one_scenario.steps import steps
from planner.tradeoffs.one_scenario.study import Study
from planner.words.decision import decision_sentences
from tests.strategies import scenarios

NONSENSE = ("nan", "inf ", "None", "no figure", "  ", " ,", " .", "..", "()", "{", "}", "np.")


def everything(scenario: Scenario) -> tuple[Plan, tuple[str, ...]]:
    plan = solve(scenario, gap=0.0)
    *_, said = deciding(Study(scenario), plan)
    return plan, said


def resolved(scenario: Scenario, folder: Path, change) -> Plan:
    """The plan of the scenario's own file after it was edited by hand."""
    file = folder / "edited.yaml"
    planner.save(scenario, file)
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(written)
    file.write_text(yaml.safe_dump(written), encoding="utf-8")
    return planner.solve(planner.load(file))


def dearer(written) -> None:
    (budget,) = written["rules"]
    budget["at_most"] = 1.1 * 120_000


def test_the_best_next_step_brings_what_is_said_once_the_file_says_so(small: Scenario, tmp_path: Path) -> None:
    plan, said = everything(small)
    (sentence,) = (each for each in said if each.startswith("Best next step"))
    assert sentence.startswith("Best next step: 10 % more of Budget (12 k USD) brings ")
    brought = float(re.search(r"brings ([\d.]+) point", sentence)[1])
    assert resolved(small, tmp_path, dearer).value - plan.value == pytest.approx(brought, rel=6e-3)


def test_no_other_step_that_is_tried_brings_more(small: Scenario, tmp_path: Path) -> None:
    def larger(written) -> None:
        (pool,) = written["pools"]
        pool["gpus"] = {"2027-01": 40 + 64, "2027-02": 70 + 64}

    base, best = planner.solve(small).value, steps(Study(small)).best
    gains = {change: resolved(small, tmp_path, change).value - base for change in (dearer, larger)}
    assert best is not None and best.gain.low == pytest.approx(max(gains.values()), abs=1e-6)
    assert gains[dearer] != pytest.approx(gains[larger])


def test_the_list_by_contribution_per_gpu_captures_as_much_less_as_is_said(small: Scenario) -> None:
    plan, said = everything(small)
    (row,) = (each.points for each in planner.strategies(small).others if each.name == "contribution per GPU")
    less = re.search(r"captures ([\d.]+) points less", said[-1])
    if less is None:
        assert "gives, too" in said[-1] and row == pytest.approx(plan.value)
    else:
        assert plan.value - row == pytest.approx(float(less[1]), rel=6e-3)


def test_what_everybody_gets_is_limited_by_nothing(small: Scenario) -> None:
    pools = tuple(pool.model_copy(update={"gpus": 10_000.0}) for pool in small.pools)
    said = decision_sentences(solve(small.model_copy(update={"pools": pools, "rules": ()}), gap=0.0))
    assert "Nothing limits it: everything is funded." in said
    assert not any("loses most" in each for each in said)


def test_a_request_that_is_ruled_out_loses_nothing(small: Scenario) -> None:
    largest = max(planner.solve(small).requests.to_dict("records"), key=lambda row: row["value_points"])["id"]
    out = small.replacing(small.request_by_id[largest].model_copy(update={"commitment": "out"}))
    assert not any(each.startswith(f"{largest} loses") for each in decision_sentences(solve(out, gap=0.0)))


@settings(max_examples=15, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenarios())
def test_every_sentence_reads_well_and_counts_every_request(scenario: Scenario) -> None:
    try:
        _, said = everything(scenario)
    except InfeasibleError:
        assume(False)
    for sentence in said:
        assert not any(each in sentence for each in NONSENSE), sentence
        assert sentence.endswith(".")
    if said:
        (counts,) = (each for each in said if re.match(r"\d+ of \d+ request", each))
        funded, asked, *others = (int(number) for number in re.findall(r"\d+", counts))
        assert funded + sum(others) == asked == len(scenario.requests)
