"""Rules, commitments, expectations, weights and the scenario's own fields, edited in the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QStyleOptionButton

from planner.desktop.look.elided import NamedSwitch
from planner.desktop.open.editing.properties import with_property
from planner.desktop.open.editing.rules import with_rule
from planner.desktop.pages.rules.commitments import CommitDialog
from planner.desktop.pages.rules.page import ABREAST
from planner.desktop.pages.rules.prices import COMMITMENT, RULE
from planner.errors import InputError
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import price_of_rule
from tests.desktop.driving import open_variant, settle, type_in, wheel


@pytest.fixture
def rules(window):
    window.pages.setCurrentWidget(window.pages.rules)
    return window.pages.rules


def priced(qtbot, rules, *keys):
    qtbot.waitUntil(lambda: all(key in rules.prices.known for key in keys), timeout=30_000)


def test_rules_are_sentences_with_a_switch_that_can_be_taken_back(window, qtbot, rules):
    card = rules.rules.rows["Budget"]
    assert card.said.text() == "Cost of everything in total at most 1,200,000 USD"
    card.switch.click()
    assert not window.session.document.scenario.rules[0].enabled
    assert window.actions_by_name["undo"].text() == "Undo Switch off Budget"
    window.run("undo")
    assert card.switch.isChecked()
    settle(qtbot, window)


def test_beside_each_rule_stands_what_it_costs_and_beside_one_that_is_off_what_it_would(window, qtbot, rules):
    names = [rule.name for rule in window.session.document.scenario.rules]
    priced(qtbot, rules, *((RULE, name) for name in names))
    study = Study(window.session.document.scenario)
    for name in names:
        price = price_of_rule(study, name).price
        shown = rules.rules.rows[name].state.text()
        assert ("costs nothing" in shown) is (not study.matters(price)), (shown, price)
    rules.rules.rows[names[0]].switch.click()
    settle(qtbot, window)
    priced(qtbot, rules, (RULE, names[0]))
    assert rules.rules.rows[names[0]].state.text().startswith("would cost ")


def test_prices_are_not_worked_out_while_nobody_looks(window, qtbot, rules):
    window.pages.setCurrentWidget(window.pages.requests)
    rules.prices.stop()
    known = dict(rules.prices.known)
    qtbot.wait(600)
    assert rules.prices.known == known
    assert window.session.jobs.running("prices") is None


def test_a_commitment_is_made_priced_and_switched_open_again(window, qtbot, rules):
    qtbot.mouseClick(rules.commitments.add, Qt.MouseButton.LeftButton)
    dialog = rules.commitments.findChild(CommitDialog)
    dialog.who.setCurrentIndex(dialog.who.findData("notebooks"))
    dialog.how.setCurrentIndex(dialog.how.findData("out"))
    dialog.because.setText("The board said no")
    dialog.accept()
    assert window.session.document.scenario.request_by_id["notebooks"].commitment == "out"
    assert rules.commitments.rows["notebooks"].notes.text() == "The board said no"
    assert window.actions_by_name["undo"].text() == "Undo Commitment of Notebooks for research"
    settle(qtbot, window)
    priced(qtbot, rules, (COMMITMENT, "notebooks"))
    card = rules.commitments.rows["notebooks"]
    assert "costs" in card.state.text()
    card.switch.click()
    assert window.session.document.scenario.request_by_id["notebooks"].commitment == "open"
    assert not card.switch.isChecked(), "what was switched open stays listed"
    card.switch.click()
    assert window.session.document.scenario.request_by_id["notebooks"].commitment == "out"
    settle(qtbot, window)


def test_a_variants_rule_is_bold_and_goes_back_to_the_parents(window, qtbot, rules):
    open_variant(window, qtbot)
    card = rules.rules.rows["Budget"]
    assert not card.switch.font().bold() and not card.parent_value.isVisible()
    card.switch.click()
    assert card.switch.font().bold()
    assert "In the parent scenario: Cost of everything" in card.switch.toolTip()
    qtbot.mouseClick(card.parent_value, Qt.MouseButton.LeftButton)
    assert window.session.document.scenario.rules == window.session.document.parent_scenario.rules
    assert not card.switch.font().bold()
    settle(qtbot, window)


def test_a_drag_of_a_weight_is_one_step(window, qtbot, rules):
    slider = rules.weights.rows["revenue"].slider
    slider.setSliderDown(True)
    slider.sliderPressed.emit()
    for value in (50, 40, 30):
        slider.setValue(value)
    slider.setSliderDown(False)
    assert window.session.document.scenario.value.weights["revenue"] == 30
    window.run("undo")
    assert window.session.document.scenario.value.weights["revenue"] == 60
    settle(qtbot, window)


def test_keys_on_the_slider_of_one_weight_in_a_row_are_one_step(window, qtbot, rules):
    def press(metric):
        for _ in range(5):
            QTest.keyClick(rules.weights.rows[metric].slider, Qt.Key.Key_Right)

    document = window.session.document
    before = document.scenario.value.weights
    first, second = list(before)[:2]
    for metric in (first, second, first):
        press(metric)
    assert document.undo_stack.count() == 3
    assert document.scenario.value.weights == before | {first: before[first] + 10, second: before[second] + 5}
    window.run("undo")
    assert document.scenario.value.weights == before | {first: before[first] + 5, second: before[second] + 5}
    settle(qtbot, window)


def enter(field, text):
    type_in(field.editor, text)


def clear_and_enter(field, text):
    field.editor.setFocus()
    field.editor.selectAll()
    QTest.keyClick(field.editor, Qt.Key.Key_Delete)
    enter(field, text)


def test_the_calendar_is_edited_and_what_does_not_fit_stays_with_its_reason(window, qtbot, rules):
    periods = rules.properties.fields["calendar", "periods"]
    enter(periods, "8")
    assert len(window.session.document.scenario.calendar) == 8
    assert window.actions_by_name["undo"].text() == "Undo Number of periods of the scenario"
    enter(periods, "soon")
    assert periods.reason.text() and periods.editor.text() == "soon"
    assert len(window.session.document.scenario.calendar) == 8
    assert [p.where for p in window.panels.problems.shown if "“soon”" in p.text] == ["Number of periods"]
    window.run("undo")
    assert periods.editor.text() == "8" and not periods.reason.text()
    window.run("redo")
    assert periods.editor.text() == "soon", "nothing typed is lost"
    settle(qtbot, window)


@pytest.mark.parametrize("text", ["2027-13", "2027-W60", "2027-Q9", "2027-02-31", "9999-12", "0000", "soon", ""])
@pytest.mark.parametrize("unit", ["month", "week"])
def test_a_first_period_that_is_no_date_is_refused_where_it_is_typed(window, qtbot, rules, unit, text):
    document = window.session.document
    document.replace(with_property(document.scenario, ("calendar", "unit"), unit), "")
    before, start = document.scenario, rules.properties.fields["calendar", "start"]
    clear_and_enter(start, text)
    assert document.scenario is before and start.editor.text() == text
    assert start.reason.text().startswith("must be "), start.reason.text()
    settle(qtbot, window)


@pytest.mark.parametrize("text", ["0", "-1", "1e9", "2.5", "1e400", "nan", ""])
def test_a_number_of_periods_that_is_none_is_refused_where_it_is_typed(window, qtbot, rules, text):
    before, periods = window.session.document.scenario, rules.properties.fields["calendar", "periods"]
    clear_and_enter(periods, text)
    assert window.session.document.scenario is before
    assert periods.reason.text().startswith("must be "), periods.reason.text()
    settle(qtbot, window)


def test_steps_that_share_a_longer_period_count_by_their_hours_there(window, qtbot, rules):
    document = window.session.document
    role = document.scenario.people[0].model_copy(update={"fte": {"2027-01": 1.0, "2027-03": 2.0}})
    document.replace(document.scenario.model_copy(update={"people": (role,)}), "")
    unit = rules.properties.fields["calendar", "unit"]
    QTest.keyClicks(unit.editor, "q")
    assert not document.draft.refused
    calendar = document.scenario.calendar
    assert calendar.over(role.fte)[0] == pytest.approx((1.0 * 59 + 2.0 * 31) / 90)
    settle(qtbot, window)


def test_a_calendar_that_goes_on_behind_all_dates_is_refused(baseline):
    late = with_property(baseline, ("calendar", "start"), "9998-01")
    with pytest.raises(InputError, match="must end before the year 9999"):
        with_property(late, ("calendar", "periods"), 1000)


def test_what_is_not_taken_stays_with_the_scenario_that_it_was_typed_for(window, qtbot, rules):
    name, currency = rules.properties.fields["name",], rules.properties.fields["currency",]
    enter(currency, "dollars")
    name.editor.setFocus()
    name.editor.selectAll()
    QTest.keyClicks(name.editor, "Half typed")
    open_variant(window, qtbot)
    assert (currency.editor.text(), currency.reason.text()) == ("USD", "")
    assert name.editor.text() == window.session.document.scenario.name != "Half typed"
    assert not any("dollars" in problem.text for problem in window.panels.problems.shown)
    window.session.open(window.session.workspace.folder / "baseline.yaml")
    assert currency.editor.text() == "dollars" and "three letters" in currency.reason.text()
    assert window.session.document.scenario.name == "Half typed"
    settle(qtbot, window)


def test_a_click_on_a_problem_goes_to_the_field_that_it_is_about(window, qtbot, rules):
    enter(rules.properties.fields["currency",], "dollars")
    window.pages.setCurrentWidget(window.pages.requests)
    window.panels.problems.itemClicked.emit(window.panels.problems.topLevelItem(0), 0)
    assert window.pages.currentWidget() is rules
    assert rules.properties.fields["currency",].editor.hasFocus()


@pytest.mark.parametrize(("path", "text", "field", "value"), [
    (("solver", "threads"), "2", "threads", 2),
    (("solver", "seed"), "7", "seed", 7),
])  # fmt: skip
def test_every_setting_of_the_solver_can_be_reached(window, qtbot, rules, path, text, field, value):
    enter(rules.properties.fields[path], text)
    assert getattr(window.session.document.scenario.solver, field) == value
    settle(qtbot, window)


def test_the_wheel_scrolls_past_choices(window, qtbot, rules):
    before = window.session.document.scenario
    window.pages.setFocus()
    for box in rules.findChildren(QComboBox):
        assert not wheel(box, -120), box.accessibleName()
    assert window.session.document.scenario is before


def test_a_choice_and_a_limit_of_the_solver_are_edited(window, qtbot, rules):
    unit = rules.properties.fields["calendar", "unit"].editor
    QTest.keyClicks(unit, "q")
    assert window.session.document.scenario.calendar.unit == "quarter"
    enter(rules.properties.fields["solver", "gap"], "0.5 %")
    assert window.session.document.scenario.solver.gap == 0.005
    settle(qtbot, window)


def test_a_calendar_that_breaks_a_list_of_numbers_is_refused(baseline):
    pool = baseline.pools[0].model_copy(update={"gpus": (1.0,) * len(baseline.calendar)})
    listed = baseline.model_copy(update={"pools": (pool, *baseline.pools[1:])})
    with pytest.raises(InputError, match="must have 7 numbers"):
        with_property(listed, ("calendar", "periods"), 7)
    with pytest.raises(InputError, match="three letters"):
        with_property(baseline, ("currency",), "dollars")


def test_the_parts_of_teams_are_edited_for_a_fair_plan_and_too_much_is_refused(window, qtbot, rules):
    aims = rules.aims
    assert not aims.entitlements.isVisible()
    QTest.keyClicks(aims.objective, "f")
    assert aims.entitlements.isVisible()
    assert list(aims.entitlements.numbers) == ["apps", "research", "search"]
    type_in(aims.entitlements.numbers["apps"], "60 %")
    assert window.session.document.scenario.entitlements == {"apps": 0.6}
    type_in(aims.entitlements.numbers["search"], "70 %")
    assert "must add up to 1" in aims.entitlements.fault.text()
    type_in(aims.entitlements.numbers["search"], "7")
    assert aims.entitlements.fault.text() == "700 % is more than all there is; write 7 % for a part of it"
    assert window.session.document.scenario.entitlements == {"apps": 0.6}
    for _ in range(3):
        window.run("undo")
    assert aims.entitlements.numbers["apps"].text() == "" and not aims.entitlements.fault.text()
    settle(qtbot, window)


def test_the_value_that_the_cheapest_plan_captures_is_typed(window, qtbot, rules):
    QTest.keyClicks(rules.aims.objective, "l")
    type_in(rules.aims.target, "42.5")
    assert window.session.document.scenario.objective.cost.target_value == 42.5
    settle(qtbot, window)


def also(window, *names):
    """Rules like the first one, with other names."""
    document = window.session.document
    for name in names:
        rule = document.scenario.rules[0].model_copy(update={"name": name})
        document.replace(with_rule(document.scenario, rule), "")


def test_tab_goes_through_the_tab_from_top_to_bottom(window, qtbot, rules):
    also(window, "Last")
    first, last = rules.rules.rows["Budget"], rules.rules.rows["Last"]
    found, at = [], rules.rules.add
    while at is not rules.properties.fields["solver", "seed"].editor:
        found.append(at)
        at = at.nextInFocusChain()
        while not (at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible()):
            at = at.nextInFocusChain()
    wanted = [
        rules.rules.add, first.switch, first.change, first.remove, first.said.buttons["measure"],
        first.said.buttons["at_most"], last.switch, last.remove, last.said.buttons["each"], rules.commitments.add, rules.expectations.add,
        rules.aims.objective, rules.weights.add, rules.weights.rows["revenue"].slider,
        rules.weights.rows["revenue"].weight, rules.properties.fields["name",].editor,
    ]  # fmt: skip
    places = [found.index(each) for each in wanted]
    assert places == sorted(places)
    settle(qtbot, window)


def test_the_keyboard_stays_where_it_is_when_rules_come_and_go(window, qtbot, rules):
    also(window, "Second", "Third")
    names = list(rules.rules.rows)
    rules.rules.rows[names[1]].remove.setFocus()
    rules.rules.rows[names[0]].remove.click()
    assert rules.rules.rows[names[1]].remove.hasFocus()
    QTest.keyClick(rules.rules.rows[names[1]].remove, Qt.Key.Key_Space)
    assert rules.rules.rows["Third"].remove.hasFocus(), "the next rule has it"
    QTest.keyClick(rules.rules.rows["Third"].remove, Qt.Key.Key_Space)
    assert rules.rules.add.hasFocus()
    window.run("undo")
    settle(qtbot, window)


@pytest.mark.parametrize("width", [1100, 1440, 2560])
def test_nothing_is_cut_off_at_the_side(window, qtbot, rules, width):
    also(window, "A " + (10 * "very long name ").strip())
    window.resize(width, 700)
    QApplication.processEvents()
    inside = rules.viewport().width()
    for part in (rules.rules, rules.aims, rules.weights, rules.properties, *rules.rules.rows.values()):
        assert part.mapTo(rules.widget(), part.rect().topRight()).x() < inside, part
    is_stacked = rules.aims.mapTo(rules.widget(), QPoint(0, 0)).y() > rules.expectations.y()
    assert is_stacked is (inside < ABREAST)
    assert rules.widget().height() == max(rules.widget().heightForWidth(inside), rules.viewport().height())
    settle(qtbot, window)


def test_no_price_is_shown_that_is_of_another_input(window, qtbot, rules):
    priced(qtbot, rules, (RULE, "Budget"))
    card = rules.rules.rows["Budget"]
    known = card.state.text()
    assert "costs" in known
    card.switch.click()
    assert card.state.text() == "" and not rules.prices.known
    settle(qtbot, window)
    priced(qtbot, rules, (RULE, "Budget"))
    window.run("undo")
    settle(qtbot, window)
    assert card.state.text() == known, "what is known of a plan is not worked out again"


def test_a_name_with_an_ampersand_is_not_cut_where_there_is_room(qtbot):
    switch = NamedSwitch()
    qtbot.addWidget(switch)
    switch.setText("R&&D, Q&&A && more")
    switch.resize(switch.sizeHint())
    option = QStyleOptionButton()
    switch.initStyleOption(option)
    assert option.text == "R&&D, Q&&A && more"


def test_a_click_on_a_rules_name_chooses_it_and_one_on_its_box_switches_it(window, qtbot, rules):
    card = rules.rules.rows["Budget"]
    name, box = QPoint(60, card.switch.height() // 2), QPoint(8, card.switch.height() // 2)
    with qtbot.waitSignal(rules.rule_chosen) as chosen:
        qtbot.mouseClick(card.switch, Qt.MouseButton.LeftButton, pos=name)
    assert chosen.args == ["Budget"]
    assert window.session.document.scenario.rule_by_name["Budget"].enabled and card.switch.isChecked()
    qtbot.mouseClick(card.switch, Qt.MouseButton.LeftButton, pos=box)
    assert not window.session.document.scenario.rule_by_name["Budget"].enabled
    QTest.keyClick(card.switch, Qt.Key.Key_Space)
    assert window.session.document.scenario.rule_by_name["Budget"].enabled
    settle(qtbot, window)


def test_an_unknown_request_can_not_be_committed(window, qtbot, rules):
    rules.commitments.add.click()
    dialog = rules.commitments.findChild(CommitDialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    dialog.who.setEditText("Notebooks for reserch")
    assert not ok.isEnabled()
    assert "did you mean 'Notebooks for research'" in dialog.reason.text()
    dialog.who.setEditText("notebooks for Research")
    assert ok.isEnabled() and dialog.request == "notebooks" and not dialog.reason.text()
    dialog.reject()


def test_what_is_typed_into_the_dialog_of_commitments_names_another_request(window, qtbot, rules):
    rules.commitments.add.click()
    dialog = rules.commitments.findChild(CommitDialog)
    QTest.keyClicks(dialog.who.lineEdit(), "search")
    assert dialog.who.lineEdit().text().startswith("search")
    dialog.reject()
