"""What if: sliders that act at once, and leave the scenario as it is until what they show is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import planner
from planner.desktop.open.editing.structure import removed
from planner.desktop.panels.whatif.kinds import KINDS, tried
from planner.tradeoffs.many_solves.scaling import Input
from tests.desktop.driving import open_variant, settle, wheel
from tests.strategies import scenarios


def lever(window, kind):
    return window.panels.whatif.levers[kind]


def test_a_slider_shows_another_plan_and_the_scenario_stays(window, qtbot):
    document = window.session.document
    scenario, plan = document.scenario, document.plan
    lever(window, "gpus").slider.setValue(0)
    assert document.is_stale
    assert window.pages.plan.table.is_stale
    settle(qtbot, window)
    assert document.shown_plan.value < plan.value
    assert (document.scenario, document.plan) == (scenario, plan)
    assert not document.is_edited
    assert window.strip.tiles[0].accessibleName().count("−") == 1
    assert "points" in window.panels.whatif.said.text()


def test_a_typed_amount_is_the_amount_that_is_solved(window, qtbot):
    document, capacity = window.session.document, lever(window, "gpus")
    pool = capacity.which.name
    capacity.number.setValue(37)
    assert max(document.trial.calendar.over(document.trial.pool_by_id[pool].gpus)) == 37
    settle(qtbot, window)
    assert document.shown_plan.value == pytest.approx(planner.solve(document.trial, gap=0.0).value, rel=2e-3)


def test_the_wheel_moves_a_lever_only_while_it_has_the_keyboard(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.pages.requests.view.setFocus()
    capacity = lever(window, "gpus")
    for part in (capacity.subject, capacity.slider, capacity.number, window.pages.requests.bar.boxes["team"]):
        assert not wheel(part, -120)
        assert not part.hasFocus()
    assert window.session.document.trial is None
    capacity.slider.setFocus()
    assert wheel(capacity.slider, -120)
    assert window.session.document.trial is not None


@pytest.mark.parametrize(
    ("text", "amount"),
    [("6,500,000", 6_500_000), ("6.5 M", 6_500_000), ("5e6", 5_000_000), ("5M", 5_000_000), ("720.7k USD", 720_700)],
)
def test_an_amount_is_typed_as_it_is_shown(window, qtbot, text, amount):
    number = lever(window, "limit").number
    type_into(number, text)
    assert number.value() == amount
    assert number.text() == f"{amount:,.0f} USD"
    trial = window.session.document.trial
    assert next(rule.at_most for rule in trial.rules if rule.measure == "cost") == pytest.approx(amount)
    assert f"→ {amount:,.0f} USD" in window.panels.whatif.said.text()


@pytest.mark.parametrize("text", ["5x6", "1,5", "40 %", "lots", "-5", "6 5"])
def test_what_is_no_amount_leaves_the_one_before(window, qtbot, text):
    number = lever(window, "limit").number
    before = number.text()
    type_into(number, text)
    assert number.text() == before
    assert window.session.document.trial is None


def type_into(number, text):
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, text)
    QTest.keyClick(number, Qt.Key.Key_Return)


def test_undo_is_the_windows_as_soon_as_an_amount_is_entered(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    document, number = window.session.document, lever(window, "limit").number
    before, shown = document.scenario, number.text()
    type_into(number, "6M")
    for keys in ("Ctrl+Shift+K", "Ctrl+Z"):
        assert document.scenario is not before or keys != "Ctrl+Z"
        QTest.keySequence(number, keys)
    assert number.hasFocus()
    assert document.scenario is before
    assert number.text() == shown
    QTest.keyClicks(number, "7")
    QTest.keySequence(number, "Ctrl+Z")
    assert number.text() == shown, "what is being typed is the box's own to take back"
    assert document.undo_stack.canRedo()
    settle(qtbot, window)


def test_to_drop_it_brings_the_plan_back_without_solving(window, qtbot):
    document = window.session.document
    before, worth = document.plan, lever(window, "value").number.value()
    lever(window, "value").slider.setValue(40)
    settle(qtbot, window)
    assert document.shown_plan is not before
    qtbot.mouseClick(window.panels.whatif.drop, Qt.MouseButton.LeftButton)
    assert document.shown_plan is before
    assert not window.session.live.is_running
    assert lever(window, "value").number.value() == worth
    assert not window.panels.whatif.keep.isEnabled()


def test_to_keep_it_is_one_step_that_undo_takes_back(window, qtbot):
    document = window.session.document
    before = document.scenario
    for step in (10, 8, 6):
        lever(window, "gpus").slider.setValue(step)
    settle(qtbot, window)
    shown = document.shown_plan
    window.run("keep_trial")
    assert document.plan is shown
    assert document.trial is None
    assert document.is_edited
    assert window.actions_by_name["undo"].text().startswith("Undo What if: GPUs of")
    window.run("undo")
    assert document.scenario is before
    assert not document.is_edited


def test_what_is_tried_opens_as_a_variant(window, qtbot):
    first = window.session.document
    lever(window, "gpus").slider.setValue(10)
    settle(qtbot, window)
    asked = first.trial
    window.run("trial_as_variant")
    settle(qtbot, window)
    second = window.session.document
    assert second.extends == first.file
    assert second.scenario.pools == asked.pools
    assert first.trial is None
    assert not first.is_edited


def test_an_edit_drops_what_is_tried_and_says_so(window, qtbot):
    document = window.session.document
    lever(window, "gpus").slider.setValue(10)
    document.replace(document.scenario.model_copy(update={"notes": "typed"}), "Notes")
    assert document.trial is None
    assert lever(window, "gpus").slider.value() == 20
    said = window.statusBar().currentMessage()
    assert said.startswith("What if: GPUs of") and said.endswith("dropped, as the scenario was edited.")


def test_another_scenario_drops_what_is_tried_and_says_so(window, qtbot):
    lever(window, "gpus").slider.setValue(10)
    open_variant(window, qtbot)
    assert "dropped, as another scenario is open" in window.statusBar().currentMessage()


def test_what_is_kept_or_dropped_by_the_user_is_not_said_to_be_lost(window, qtbot):
    lost = []
    window.panels.whatif.lost.connect(lost.append)
    lever(window, "gpus").slider.setValue(10)
    window.run("drop_trial")
    lever(window, "gpus").slider.setValue(10)
    qtbot.mouseClick(window.panels.whatif.drop, Qt.MouseButton.LeftButton)
    lever(window, "gpus").slider.setValue(10)
    window.run("keep_trial")
    assert lost == []
    lever(window, "gpus").slider.setValue(10)
    window.run("trial_as_variant")
    assert "kept in “What if" in window.statusBar().currentMessage()


def test_more_value_of_one_request_is_read_with_a_word_on_what_keeping_it_does(window, qtbot):
    lever(window, "value").slider.setValue(60)
    settle(qtbot, window)
    assert "worth 100 again" in window.panels.whatif.said.text()
    window.run("drop_trial")
    lever(window, "gpus").slider.setValue(40)
    settle(qtbot, window)
    assert "worth 100 again" not in window.panels.whatif.said.text()
    window.run("drop_trial")
    open_variant(window, qtbot)
    lever(window, "value").slider.setValue(60)
    settle(qtbot, window)
    assert "worth 100 again" not in window.panels.whatif.said.text(), "a variant goes on counting as its parent does"


def test_what_is_kept_has_no_noise_of_fractions(baseline):
    rule = next(rule for rule in baseline.rules if rule.at_most).model_copy(update={"at_most": 0.15})
    scenario = baseline.model_copy(update={"rules": (rule,)})
    assert tried(scenario, {Input("limit", rule.name): 3.0}).rules[0].at_most == 0.45
    name = baseline.requests[0].id
    metrics = {"revenue": 0.1}
    one = baseline.requests[0].model_copy(update={"metrics": metrics})
    scenario = baseline.model_copy(update={"requests": (one, *baseline.requests[1:])})
    assert tried(scenario, {Input("value", name): 3.0}).requests[0].metrics == {"revenue": 0.3}


def test_a_pool_that_grows_keeps_its_course_and_that_is_said(window, qtbot):
    document, capacity = window.session.document, lever(window, "gpus")
    capacity.choose("h100")
    assert (
        document.scenario.pool_by_id["h100"].gpus == {"2027-01": 96, "2027-04": 160} and capacity.number.value() == 160
    )
    type_into(capacity.number, "224")
    assert document.trial.pool_by_id["h100"].gpus == {"2027-01": 160, "2027-04": 224}
    settle(qtbot, window)
    said = window.panels.whatif.said.text().splitlines()[0]
    assert said == "GPUs of h100: 64 more in every period (96 to 160 → 160 to 224 GPU)"
    type_into(capacity.number, "40")
    assert document.trial.pool_by_id["h100"].gpus == {"2027-01": 0, "2027-04": 40}
    said = window.panels.whatif.said.text().splitlines()[0]
    assert said == "GPUs of h100: 120 fewer in every period, but never below none (96 to 160 → 0 to 40 GPU)"
    settle(qtbot, window)


def test_what_is_moved_may_be_deleted_while_it_is_tried_out(window, qtbot):
    capacity, said = lever(window, "gpus"), []
    capacity.choose("a100")
    capacity.number.setValue(10)
    settle(qtbot, window)
    window.panels.whatif.lost.connect(said.append)
    document = window.session.document
    document.replace(removed(document.scenario, "pools", ["a100"]), "Delete a100")
    assert said == ["What if: GPUs of a100 – dropped, as the scenario was edited."] and document.trial is None
    settle(qtbot, window)


def test_no_difference_is_told_to_a_plan_from_before_an_edit(window, qtbot):
    document = window.session.document
    document.replace(planner.vary(document.scenario, {"requests": {"notebooks": {"commitment": "must"}}}), "commit")
    lever(window, "gpus").number.setValue(224)
    settle(qtbot, window)
    assert document.shown_plan.scenario is document.trial and document.plan.scenario is not document.scenario
    assert "points" not in window.panels.whatif.said.text() and "not solved yet" in window.panels.whatif.said.text()
    assert "−" not in window.strip.tiles[0].accessibleName() and "+" not in window.strip.tiles[0].accessibleName()
    window.run("drop_trial")
    settle(qtbot, window)


def test_the_value_that_is_offered_is_that_of_the_selected_request(window):
    for request in ("assistant", window.session.document.scenario.requests[-1].id):
        window.choose.request(request)
        assert lever(window, "value").which == Input("value", request)


def test_nothing_is_exported_while_a_what_if_is_shown(window, qtbot, monkeypatch):
    lever(window, "gpus").slider.setValue(10)
    settle(qtbot, window)
    window.run("export")
    assert "what-if" in window.statusBar().currentMessage()


def test_a_what_if_without_a_plan_says_so_and_dropping_it_forgets_that(window, qtbot):
    document = window.session.document
    must = document.scenario.requests[0].model_copy(update={"commitment": "must", "minimum": 1.0})
    requests = (must, *document.scenario.requests[1:])
    document.replace(document.scenario.model_copy(update={"requests": requests}), "Commit")
    settle(qtbot, window)
    assert document.error is None
    for pool in document.scenario.pools:
        lever(window, "gpus").choose(pool.id)
        lever(window, "gpus").slider.setValue(0)
    settle(qtbot, window)
    assert document.error is not None
    window.run("drop_trial")
    assert document.error is None
    assert not document.is_stale


@given(scenarios(), st.floats(0.0, 3.0), st.data())
def test_what_is_tried_moves_nothing_but_its_input_and_gpus_stay_whole(scenario, factor, data):
    kind = data.draw(st.sampled_from(KINDS))
    subjects = kind.subjects(scenario)
    if not subjects:
        return
    name, _ = data.draw(st.sampled_from(subjects))
    after = tried(scenario, {Input(kind.key, name): factor})
    fields = {"gpus": "pools", "limit": "rules", "value": "requests"}
    others = fields.keys() - {kind.key}
    assert all(getattr(after, fields[other]) == getattr(scenario, fields[other]) for other in others)
    assert kind.amount(scenario, name) > 0
    if kind.key == "gpus":
        series = after.calendar.over(after.pool_by_id[name].gpus)
        assert all(amount == round(amount) for amount in series)
        before, by = after.calendar.over(scenario.pool_by_id[name].gpus), max(series) - kind.amount(scenario, name)
        assert series == pytest.approx(
            [max(amount + by, 0.0) if amount else amount for amount in before], abs=0.5 + 1e-9
        )
    elif kind.key == "limit":
        assert kind.amount(after, name) == pytest.approx(factor * kind.amount(scenario, name))
