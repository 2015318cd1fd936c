"""``value: {discount: confidence}``: what a request brings counts by how sure it is."""

import pytest

import planner
from planner.domain.audit import audit
from planner.domain.carrying import carried
from planner.domain.digest import digest
from planner.domain.worth import points
from planner.files.reading import adjust
from planner.tradeoffs.several_scenarios.differences import differences

SCENARIO = """\
format: 1
currency: USD
calendar: {start: 2027-01, periods: 1}
pools: [{id: h100, accelerator: H100-SXM, gpus: 10}]
value: {metrics: {revenue: {unit: USD}}%s}
requests:
  - {id: bold, metrics: {revenue: 10_000_000}, confidence: 0.3, demand: {gpus: 10}, minimum: 1}
  - {id: sure, metrics: {revenue: 4_000_000}, demand: {gpus: 10}, minimum: 1}
"""
DISCOUNTED = SCENARIO % ", discount: confidence"


def loaded(folder, text):
    file = folder / "scenario.yaml"
    file.write_text(text, encoding="utf-8")
    return planner.load(file)


def test_a_sure_request_is_preferred_to_a_bold_one_where_confidence_discounts(tmp_path):
    plain, expected = (planner.solve(loaded(tmp_path, text)) for text in (SCENARIO % "", DISCOUNTED))
    assert plain.decisions() == {"bold": "fund", "sure": "decline"}
    assert expected.decisions() == {"bold": "decline", "sure": "fund"}
    assert audit(expected.scenario, expected.requests, expected.allocation, expected.served) == ()


def test_all_requests_are_worth_100_points_and_metrics_are_expected_values(tmp_path):
    scenario = loaded(tmp_path, DISCOUNTED)
    assert points(scenario) == {"bold": pytest.approx(300 / 7), "sure": pytest.approx(400 / 7)}
    both = planner.solve(adjust(scenario, ["pools.h100.gpus=20"]))
    assert both.kpi("value_captured") == pytest.approx(100)
    assert both.kpi("metric:revenue") == pytest.approx(7e6)


def test_turning_it_on_keeps_what_a_unit_is_worth(tmp_path):
    plain = loaded(tmp_path, SCENARIO % "")
    (tmp_path / "variant.yaml").write_text(
        "format: 1\nextends: scenario.yaml\nchanges: {value: {discount: confidence}}\n", encoding="utf-8"
    )
    tried = adjust(plain, ["value.discount=confidence"])
    changed = plain.changed(value=plain.value.model_copy(update={"discount": "confidence"}))
    for each in (planner.load(tmp_path / "variant.yaml"), tried, changed):
        assert points(each) == {"bold": pytest.approx(300 / 14), "sure": pytest.approx(400 / 14)}


def test_a_variant_counts_on_the_expected_sums_of_its_root(tmp_path):
    loaded(tmp_path, DISCOUNTED)
    (tmp_path / "variant.yaml").write_text(
        "format: 1\nextends: scenario.yaml\nchanges: {requests: {bold: {confidence: 0.6}}}\n", encoding="utf-8"
    )
    assert points(planner.load(tmp_path / "variant.yaml")) == {
        "bold": pytest.approx(600 / 7), "sure": pytest.approx(400 / 7)
    }  # fmt: skip


def test_another_confidence_needs_another_plan_only_where_it_discounts(tmp_path):
    for text, is_kept in ((SCENARIO % "", True), (DISCOUNTED, False)):
        plan = planner.solve(loaded(tmp_path, text))
        surer = plan.scenario.replacing(plan.scenario.request_by_id["bold"].model_copy(update={"confidence": 0.9}))
        assert (carried(plan, surer) is not None) == is_kept
        assert digest(surer) != digest(plan.scenario)


def test_sentences_say_that_values_are_expected(tmp_path):
    plan = planner.solve(loaded(tmp_path, DISCOUNTED))
    said = " ".join(sentence for _, sentence in planner.explain(plan, "bold").sentences)
    assert "at its confidence of 30 %" in said
    assert "USD expected revenue" in said


def test_differences_tell_that_a_plan_depends_on_confidence(tmp_path):
    for text, is_idle in ((SCENARIO % "", True), (DISCOUNTED, False)):
        first = loaded(tmp_path, text)
        second = adjust(first, ["requests.bold.confidence=0.9"])
        (change,) = (row for each in differences(first, second) for row in each.rows if row.field == "confidence")
        assert change.idle == is_idle
