"""``value: {headline: revenue}``: sentences say that metric beside points, as the plans capture it."""

import pytest

import planner
from planner.cli.figures import key_figures
from planner.desktop.open.editing.metrics import changed_metric, removed_metric
from planner.domain.carrying import carried
from planner.domain.scenario import Metric
from planner.report.answers import answers
from planner.tradeoffs.one_scenario.chain import chain
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.compare import plan_sentence
from planner.tradeoffs.sentences.plans import chain_sentence
from planner.words.decision import decision_sentences

SCENARIO = """\
format: 1
calendar: {start: 2027-01, periods: 1}
pools: [{id: h100, accelerator: H100-SXM, gpus: 10}]
value: {weights: {users: 80, revenue: 20}, metrics: {revenue: {unit: USD}}%s}
requests:
  - {id: maps, team: a, metrics: {revenue: 2_000_000, users: 8000}, demand: {gpus: 6}, minimum: 1}
  - {id: ads, team: b, metrics: {revenue: 6_000_000, users: 2000}, demand: {gpus: 10}, minimum: 1}
"""


@pytest.fixture
def load(tmp_path):
    def loaded(more=", headline: revenue"):
        (tmp_path / "scenario.yaml").write_text(SCENARIO % more, encoding="utf-8")
        return planner.load(tmp_path / "scenario.yaml")

    return loaded


def test_the_head_of_a_plan_says_it_first(load):
    plan = planner.solve(load())
    assert decision_sentences(plan)[0] == (
        "2 M of 8 M USD revenue (69.0 of 100 points) are captured, and no plan captures more points."
    ).replace("2 M", "2.00 M").replace("8 M", "8.00 M")
    first, *_ = key_figures(plan, 200)
    assert first.startswith("2.00 M of 8.00 M USD revenue captured  ·  69.0 of 100.0 points")


def test_without_one_the_heaviest_metric_is_said_behind_points(load):
    said = decision_sentences(planner.solve(load("")))[0]
    assert said.startswith("69.0 of 100 points (8.00 k of 10.0 k users) are captured")


def test_a_request_is_worth_what_it_brings_of_it(load):
    plan = planner.solve(load())
    said = " ".join(sentence for _, sentence in planner.explain(plan, "ads").sentences)
    assert "It is worth 31.0 points (6.00 M USD revenue)" in said
    assert "though 4.0 M USD more revenue" in said, "where it goes the other way than points, that is said"


def test_comparisons_swaps_and_answers_say_it(load):
    plan = planner.solve(scenario := load())
    other = planner.vary(scenario, {"requests": {"maps": {"commitment": "out"}}})
    assert "captures 31.0 points (6.00 M USD revenue)" in plan_sentence(planner.compare([scenario, other]), 1)
    study = Study(scenario)
    assert "USD revenue" in chain_sentence(study, chain(study)) or not chain(study).swaps
    assert study.plan.decisions() == plan.decisions()
    text = str([page.blocks[0] for page in answers(study)])
    assert "brings 69.0 points (2.00 M USD revenue)" in text


def test_it_changes_no_plan_and_goes_along_with_its_metric(load):
    plan = planner.solve(load(""))
    assert carried(plan, load()) is not None
    assert changed_metric(load(), "revenue", "sales", Metric(unit="USD")).value.headline == "sales"
    assert removed_metric(load(), "revenue").value.headline == ""


def test_a_metric_that_nothing_has_is_doubtful(load, tmp_path):
    load(", headline: revenu")
    (warning,) = planner.read(tmp_path / "scenario.yaml").warnings
    assert "did you mean 'revenue'?" in str(warning)
