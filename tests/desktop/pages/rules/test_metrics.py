"""Metrics are added, described, renamed and removed in the window, each as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

import planner
from planner.desktop.open.editing.draft import Refused
from planner.desktop.open.editing.metrics import added_metric, changed_metric, removed_metric, weighted, weights_of
from planner.desktop.pages.rules.describing import MetricForm
from planner.domain.scenario import Metric
from planner.domain.worth import points
from planner.errors import InputError
from planner.files import dump, dump_variant
from tests.desktop.driving import cell, open_variant, settle, type_in, wheel


@pytest.fixture
def weights(window):
    window.pages.setCurrentWidget(window.pages.rules)
    return window.pages.rules.weights


@pytest.fixture
def scenario(window):
    return lambda: window.session.document.scenario


def fill(weights, name, unit="", notes=""):
    """Type into the form that is open, and press Enter."""
    form = weights.findChild(MetricForm)
    form.name.selectAll()
    QTest.keyClicks(form.name, name)
    QTest.keyClicks(form.unit, unit)
    form.notes.setPlainText(notes)
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    return form


def test_a_metric_is_added_with_its_unit_weighs_like_the_others_and_has_its_column(window, qtbot, weights, scenario):
    weights.add.click()
    fill(weights, "Market share", "%", "Of the home market")
    assert scenario().value.metrics == {"Market share": Metric(unit="%", notes="Of the home market")}
    assert scenario().value.weights == {"revenue": 60, "daily_active_users": 40, "Market share": 50}
    assert weights.rows["Market share"].name.text() == "Market share [%]"
    table = window.pages.requests.table
    column = cell(window, scenario().requests[0].id, "metrics", "Market share").column()
    assert table.headerData(column, Qt.Orientation.Horizontal) == "Market share [%]"
    assert not window.pages.requests.view.isColumnHidden(column)
    assert window.actions_by_name["undo"].text() == "Undo Add metric"
    window.run("undo")
    assert "Market share" not in weights.rows and "Market share" not in scenario().metrics
    settle(qtbot, window)


def test_a_metric_called_otherwise_keeps_its_figures_its_weight_and_what_was_typed(window, qtbot, weights, scenario):
    before, document = scenario(), window.session.document
    asked = before.requests[0].id
    document.replace_draft(document.draft.refusing(("requests", asked, ("metrics", "revenue")), Refused("x", "no")), "")
    weights.rows["revenue"].change.click()
    fill(weights, "Turnover")
    assert scenario().requests[0].metrics["Turnover"] == before.requests[0].metrics["revenue"]
    assert scenario().value.weights == {"Turnover": 60, "daily_active_users": 40}
    assert list(document.draft.refused) == [("requests", asked, ("metrics", "Turnover"))]
    assert list(weights.rows) == ["Turnover", "daily_active_users"]
    window.run("undo")
    assert scenario() == before
    settle(qtbot, window)


def test_a_metric_is_described_without_being_called_otherwise(window, qtbot, weights, scenario):
    weights.rows["daily_active_users"].change.click()
    fill(weights, "Daily active users", "users")
    assert scenario().value.metrics == {"daily_active_users": Metric(unit="users")}
    assert weights.rows["daily_active_users"].name.text() == "Daily active users [users]"
    settle(qtbot, window)


def test_removing_a_metric_asks_only_where_figures_would_go(window, qtbot, weights, scenario, monkeypatch):
    asked = []

    def answer(button):
        return lambda *said: asked.append(said[2]) or button

    monkeypatch.setattr(QMessageBox, "question", answer(QMessageBox.StandardButton.Cancel))
    weights.rows["revenue"].remove.click()
    assert "requests say how much revenue they bring" in asked.pop()
    assert "revenue" in scenario().metrics
    monkeypatch.setattr(QMessageBox, "question", answer(QMessageBox.StandardButton.Yes))
    weights.rows["revenue"].remove.click()
    assert asked.pop() and scenario().metrics == ("daily_active_users",)
    assert not any("revenue" in request.metrics for request in scenario().requests)
    window.run("undo")
    assert "revenue" in scenario().requests[0].metrics
    weights.add.click()
    fill(weights, "Goodwill")
    weights.rows["Goodwill"].remove.click()
    assert not asked and "Goodwill" not in scenario().metrics
    settle(qtbot, window)


def test_a_name_that_is_taken_is_refused_while_it_is_typed(window, qtbot, weights):
    weights.add.click()
    form = fill(weights, "daily Active users")
    assert form.isVisible() and "already" in form.reason.text()
    assert not form.buttons.button(form.buttons.StandardButton.Ok).isEnabled()
    form.reject()


def type_weight(weights, metric, text):
    return type_in(weights.rows[metric].weight, text)


@pytest.mark.parametrize(("text", "weight"), [("0.26", 0.26), ("1e-6", 1e-6), ("250", 250), ("40 %", 40)])
def test_a_weight_of_any_size_is_typed_and_shown(window, qtbot, weights, scenario, text, weight):
    field = type_weight(weights, "revenue", text)
    assert scenario().value.weights["revenue"] == weight
    weights.rows["daily_active_users"].weight.setFocus()
    assert float(field.typed()) == float(field.text()) == weight
    settle(qtbot, window)


def test_a_weight_that_is_none_stays_where_it_was_typed_and_is_a_problem(window, qtbot, weights, scenario):
    field = type_weight(weights, "revenue", "-3")
    assert scenario().value.weights["revenue"] == 60
    assert field.reason == "must be 0 or more, not -3" and field.text() == "-3"
    assert any("“-3” is not taken" in problem.text for problem in window.panels.problems.shown)
    window.run("undo")
    assert field.typed() == "60" and not field.reason
    settle(qtbot, window)


def test_the_wheel_leaves_weights_alone_that_nobody_is_at(window, qtbot, weights, scenario):
    row = weights.rows["revenue"]
    window.pages.setFocus()
    for part in (row.slider, row.weight):
        assert not wheel(part, 120)
    assert scenario().value.weights["revenue"] == 60


@pytest.fixture(scope="module")
def small():
    from tests.desktop.conftest import SCENARIOS

    return planner.load(SCENARIOS / "baseline.yaml")


def test_what_weighed_the_same_goes_on_to_when_a_metric_comes_or_goes(small):
    equal = small.model_copy(update={"value": small.value.model_copy(update={"weights": {}})})
    assert set(weights_of(added_metric(equal, "x", Metric())).values()) == {33.3, 100 / 3}
    assert set(weights_of(removed_metric(equal, "revenue")).values()) == {50}


def test_what_is_said_of_a_metric_is_in_the_file_and_in_a_variants_changes(small, tmp_path):
    told = changed_metric(small, "revenue", "revenue", Metric(unit="USD", notes="Booked"))
    file = tmp_path / "told.yaml"
    file.write_text(dump(told), encoding="utf-8")
    assert planner.load(file) == told
    other = changed_metric(told, "revenue", "turnover", Metric(unit="EUR"))
    (tmp_path / "other.yaml").write_text(dump_variant(told, other, "told.yaml"), encoding="utf-8")
    assert planner.load(tmp_path / "other.yaml") == other.as_change_of(told)


def test_a_metric_needs_a_name_of_its_own(small):
    with pytest.raises(InputError, match="needs a name"):
        added_metric(small, "", Metric())
    with pytest.raises(InputError, match="already"):
        changed_metric(small, "revenue", "Market share", Metric())


def test_what_was_typed_for_a_metric_that_is_gone_is_no_problem_any_longer(window, qtbot, weights, scenario):
    before = scenario()
    type_weight(weights, "revenue", "-3")
    window.session.document.replace(removed_metric(before, "revenue"), "")
    assert not window.session.document.draft.refused
    settle(qtbot, window)


def test_a_weight_that_a_variant_changes_is_bold_and_says_the_parents(window, qtbot, weights, scenario):
    open_variant(window, qtbot)
    assert not weights.rows["revenue"].name.font().bold()
    type_weight(weights, "revenue", "30")
    assert weights.rows["revenue"].name.font().bold()
    assert weights.rows["revenue"].name.toolTip() == "In the parent scenario: 60"
    settle(qtbot, window)


# -- what a point is -------------------------------------------------------------------------------------------------


def test_the_card_says_what_a_point_is_in_each_metric(weights, scenario):
    said = weights.measured_by.said.text()
    assert said.startswith("By these weights: 1 point = ") and " revenue or " in said


def test_a_scenario_states_its_own_yardstick_with_one_click_and_no_request_is_worth_more(
    window, qtbot, weights, scenario
):
    before = scenario()
    weights.measured_by.own.click()
    stated = scenario()
    assert stated.yardstick and points(stated) == pytest.approx(points(before))
    assert "weights are not used" in weights.measured_by.said.text()
    weights.measured_by.own.click()
    assert scenario() == before
    window.run("undo")
    assert scenario() == stated
    settle(qtbot, window)


def test_a_variant_is_measured_as_its_parent(window, qtbot, weights):
    open_variant(window, qtbot)
    assert weights.measured_by.said.text().startswith(
        f"As in {window.session.document.parent_scenario.name}: 1 point = "
    )


def test_a_variant_with_other_weights_says_so(window, qtbot, weights, scenario):
    open_variant(window, qtbot)
    document = window.session.document
    document.replace(weighted(scenario(), "revenue", 7.0), "other weights")
    assert weights.measured_by.said.text().startswith("By the weights of this variant: ")
    settle(qtbot, window)
