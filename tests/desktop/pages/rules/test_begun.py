"""A new rule or expectation is a card whose first part is open: a part of the scenario once nothing is missing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from planner.desktop.fields.request_columns import request_columns
from planner.desktop.fields.subject import Subject
from planner.desktop.open.editing.limits import UNSAID, changed_limit
from planner.desktop.open.editing.rules import with_rule
from planner.desktop.pages.rules.describing import RuleForm
from planner.desktop.pages.rules.naming import AttributeForm
from planner.domain.rule import Expectation, Selection
from planner.words.expectations import failures
from tests.desktop.driving import begun, choose, pick, settle, type_in

Key = Qt.Key


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.pages.rules)
    return window.pages.rules


@pytest.fixture
def scenario(window):
    return lambda: window.session.document.scenario


def also(window, name, **fields):
    """A rule like the first one, with another name and other fields."""
    document = window.session.document
    rule = document.scenario.rules[0].model_copy(update={"name": name, **fields})
    document.replace(with_rule(document.scenario, rule), "")


def say(card, part, text):
    """Type into the place of a part."""
    card.said.buttons[part].click()
    return type_in(card.said.editing.field, text)


def line_of(card, monkeypatch):
    """The line from which names drop down, once it is clicked so that it can be typed into."""
    field = card.said.editing.field
    monkeypatch.setattr(
        "planner.desktop.pages.rules.part_editing.QCursor.pos", lambda: field.mapToGlobal(field.rect().center())
    )
    field.popup.close()
    assert card.said.editing.field is field and field.hasFocus()
    return field


def dropped(menu):
    return [action.text() for action in menu.actions()]


def test_a_rule_is_said_part_by_part_and_is_one_only_once_it_makes_sense(window, qtbot, page, scenario):
    before = scenario()
    window.run("new_rule")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    card = page.rules.rows["New rule"]
    pick("share of the GPU-hours")
    field = card.said.editing.field
    assert field.hasFocus(), "its limit is asked for next"
    QTest.keyClick(field, Key.Key_Escape)
    choose(card.said, "of", "only some teams…")
    card.said.editing.field.popup.panel.toggle(0)
    card.said.editing.field.popup.take()
    assert scenario() is before and card.said.text() == "Share of the GPU-hours of team apps in total at most …"
    card.change.click()
    form = page.rules.findChild(RuleForm)
    form.name.setText("Apps capped")
    form.owner.setText("Finance")
    form.accept()
    card = page.rules.rows["Apps capped"]
    say(card, "at_most", "5")
    assert scenario() is before and "write 5 %" in card.said.buttons["at_most"].toolTip()
    say(card, "at_most", "40 %")
    assert card.said.text() == "Share of the GPU-hours of team apps in total at most 40 %"
    rule = scenario().rules[-1]
    assert (rule.name, rule.measure, rule.of, rule.at_most) == ("Apps capped", "gpu_share", Selection(team="apps"), 0.4)
    assert rule.owner == card.notes.text() == "Finance"
    assert page.rules.rows["Apps capped"] is card and card.said.buttons["at_most"].hasFocus()
    settle(qtbot, window)


def test_all_that_is_said_of_a_new_rule_is_one_step_called_by_its_name_once(window, qtbot, page, scenario):
    before, stack = scenario(), window.session.document.undo_stack
    card = begun(qtbot, page.rules)
    pick("GPU-hours")
    QTest.keyClick(card.said.editing.field, Key.Key_Escape)
    choose(card.said, "each", "in each team")
    choose(card.said, "side", "at least")
    assert not stack.count()
    say(card, "at_least", "5 k")
    assert (stack.count(), stack.undoText()) == (1, "Add rule New rule")
    rule = scenario().rules[-1]
    assert (rule.measure, rule.each, rule.at_least, rule.at_most) == ("gpu_hours", "team", 5000, None)
    window.run("undo")
    assert scenario() == before and "New rule" not in page.rules.rows
    settle(qtbot, window)


@pytest.mark.parametrize("with_text", [False, True])
def test_a_new_rule_is_given_up_by_escape_without_a_trace(window, qtbot, page, scenario, with_text):
    before, rows = scenario(), list(page.rules.rows)
    card = begun(qtbot, page.rules)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
    if with_text:
        say(card, "at_most", "lots")
    QTest.keyClick(card.said.buttons["at_most"], Key.Key_Escape)
    document = window.session.document
    assert scenario() is before and list(page.rules.rows) == rows
    assert not document.undo_stack.count() and not document.draft.refused and not document.is_edited


def test_a_new_rule_is_given_up_by_its_button_too(window, qtbot, page, scenario):
    before = scenario()
    card = begun(qtbot, page.rules)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
    card.remove.click()
    assert scenario() is before and "New rule" not in page.rules.rows
    assert not window.session.document.undo_stack.count()


def test_a_rule_is_begun_once_and_goes_with_the_scenario_that_it_is_for(window, qtbot, page):
    begun(qtbot, page.rules)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
    rows = list(page.rules.rows)
    begun(qtbot, page.rules)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
    assert list(page.rules.rows) == rows and rows[-1] == "New rule"
    window.session.open(window.session.workspace.folder / "late-delivery.yaml")
    assert "New rule" not in page.rules.rows
    settle(qtbot, window)


def test_what_is_begun_stays_while_something_else_is_edited(window, qtbot, page, scenario):
    rule, expected = begun(qtbot, page.rules), None
    pick("GPU-hours")
    QTest.keyClick(rule.said.editing.field, Key.Key_Escape)
    document, count = window.session.document, len(scenario().expect)
    document.replace(changed_limit(scenario(), "Budget", {"at_most": 7.0}), "")
    expected = begun(qtbot, page.expectations)
    pick("cost")
    QTest.keyClick(expected.said.editing.field, Key.Key_Escape)
    say(rule, "at_most", "9")
    say(expected, "at_least", "3")
    assert [each.at_most for each in (scenario().rules[0], scenario().rules[-1])] == [7, 9]
    assert scenario().expect[count] == Expectation(measure="cost", at_least=3)
    settle(qtbot, window)


def test_a_second_new_rule_has_a_name_of_its_own(window, qtbot, page, scenario):
    for _ in range(2):
        card = begun(qtbot, page.rules)
        pick("cost")
        type_in(card.said.editing.field, "5 M")
    assert [rule.name for rule in scenario().rules[-2:]] == ["New rule", "New rule-2"]
    settle(qtbot, window)


def test_a_name_that_is_taken_is_refused_while_it_is_typed(window, qtbot, page, scenario):
    also(window, "Last")
    page.rules.rows["Budget"].change.click()
    form = page.rules.findChild(RuleForm)
    form.name.setText("Last")
    assert "already" in form.reason.text()
    assert not form.buttons.button(form.buttons.StandardButton.Ok).isEnabled()
    form.reject()
    settle(qtbot, window)


def test_a_rule_is_called_otherwise_and_noted_in_one_step(window, qtbot, page, scenario):
    before = scenario().rules
    page.rules.rows["Budget"].change.click()
    form = page.rules.findChild(RuleForm)
    form.name.setText("Spend")
    form.notes.setPlainText("As agreed")
    form.accept()
    assert scenario().rules == (before[0].model_copy(update={"name": "Spend", "notes": "As agreed"}), *before[1:])
    assert page.rules.rows["Spend"].notes.text() == "As agreed"
    assert window.actions_by_name["undo"].text() == "Undo Change rule Spend"
    window.run("undo")
    assert scenario().rules == before
    settle(qtbot, window)


def test_a_rule_is_narrowed_one_dimension_at_a_time(window, qtbot, page, scenario):
    accelerator = scenario().pools[0].accelerator
    also(window, "Research", of=Selection(team="research", accelerator=accelerator))
    card = page.rules.rows["Research"]
    assert [key for key in card.said.buttons if key.startswith("of")] == ["of.team", "of.accelerator"]
    choose(card.said, "narrow", "only some regions…")
    field = card.said.editing.field
    field.popup.panel.toggle(0)
    qtbot.keyClick(field.popup.panel.filter, Key.Key_Return)
    region = sorted({pool.region for pool in scenario().pools})[0]
    assert scenario().rules[-1].of == Selection(team="research", accelerator=accelerator, region=region)
    card.said.buttons["narrow"].click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and not {"only some regions…", "only some teams…"} & set(dropped(menu))
    menu.close()
    settle(qtbot, window)


def test_a_rule_has_a_limit_on_both_sides_and_loses_one_where_it_is_emptied(window, qtbot, page, scenario):
    card = page.rules.rows["Budget"]
    choose(card.said, "side", "at least and at most…")
    type_in(card.said.editing.field, "lots")
    assert card.said.text() == "Cost of everything in total at least lots and at most 1,200,000 USD"
    say(card, "at_least", "9 M")
    assert "at_most at or above at_least" in card.said.buttons["at_least"].toolTip()
    say(card, "at_least", "100,000")
    assert (scenario().rules[0].at_least, scenario().rules[0].at_most) == (1e5, 1.2e6)
    card.said.buttons["at_most"].click()
    card.said.editing.field.clear()
    QTest.keyClick(card.said.editing.field, Key.Key_Return)
    assert (scenario().rules[0].at_least, scenario().rules[0].at_most) == (1e5, None)
    settle(qtbot, window)


def test_a_measure_that_can_have_no_upper_limit_is_begun_with_a_lower_one(window, qtbot, page, scenario):
    curved = scenario().requests[0].model_copy(update={"value_curve": ((0.5, 0.8), (1.0, 1.0))})
    document = window.session.document
    document.replace(scenario().model_copy(update={"requests": (curved, *scenario().requests[1:])}), "")
    card = begun(qtbot, page.rules)
    pick("value")
    assert card.said.text() == "Value of everything in total at least …"
    type_in(card.said.editing.field, "20")
    assert (scenario().rules[-1].measure, scenario().rules[-1].at_least) == ("value", 20)
    settle(qtbot, window)


def test_an_expectation_says_whether_it_holds_and_a_broken_one_is_a_problem(window, qtbot, page, scenario):
    count = len(scenario().expect)
    card = begun(qtbot, page.expectations)
    pick("value")
    type_in(card.said.editing.field, "99.9")
    assert window.actions_by_name["undo"].text() == "Undo New expectation"
    settle(qtbot, window)
    assert len(page.expectations.rows) == count + 1
    (failed,) = failures(window.session.document.plan)
    assert card.fault.text() == failed
    assert any(problem.text[1:-1] == failed[1:] for problem in window.panels.problems.shown)
    qtbot.mouseClick(card.remove, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert not any("expected" in problem.text for problem in window.panels.problems.shown)


@pytest.mark.parametrize(("kind", "said"), [("funds", "is served"), ("declines", "is not served")])
def test_what_is_expected_of_a_request_is_said_once_it_is_chosen(window, qtbot, page, scenario, kind, said):
    before, request = scenario().expect, scenario().requests[1]
    card = begun(qtbot, page.expectations)
    pick(f"a request {said}…")
    field = card.said.editing.field
    QTest.keyClicks(field.popup, request.title)
    assert scenario().expect == before
    QTest.keyClick(field.popup, Key.Key_Return)
    assert scenario().expect == (*before, Expectation(**{kind: request.id}))
    assert card.said.text() == f"{request.title} {said}"
    settle(qtbot, window)


def test_an_expectation_is_changed_where_it_stands(window, qtbot, page, scenario):
    at, document = len(scenario().expect), window.session.document
    card = begun(qtbot, page.expectations)
    pick("cost")
    type_in(card.said.editing.field, "lots")
    assert len(scenario().expect) == at
    say(card, "at_least", "5")
    choose(card.said, "side", "at most")
    say(card, "at_most", "many")
    assert scenario().expect[at] == Expectation(measure="cost", at_most=5)
    assert any("“many” is not taken" in problem.text for problem in window.panels.problems.shown)
    window.pages.setCurrentWidget(window.pages.requests)
    shown = [problem.text for problem in window.panels.problems.shown]
    row = next(row for row, text in enumerate(shown) if "many" in text)
    window.panels.problems.itemClicked.emit(window.panels.problems.topLevelItem(row), 0)
    assert card.said.buttons["at_most"].hasFocus()
    choose(card.said, "measure", "a request is served…")
    field = card.said.editing.field
    field.setText(scenario().requests[0].title)
    field.popup.take()
    assert scenario().expect[at] == Expectation(funds=scenario().requests[0].id) and not document.draft.refused
    choose(card.said, "kind", "is not served")
    assert scenario().expect[at] == Expectation(declines=scenario().requests[0].id)
    card.said.buttons["request"].click()
    card.said.editing.field.setText("Nobody's")
    card.said.editing.field.popup.take()
    assert scenario().expect[at] == Expectation(declines=scenario().requests[0].id)
    settle(qtbot, window)


def test_what_was_typed_for_an_expectation_does_not_go_to_the_next_one(window, qtbot, page, scenario):
    document = window.session.document
    both = (Expectation(measure="cost", at_most=1e9), Expectation(measure="cost", at_most=2e9))
    document.replace(scenario().model_copy(update={"expect": both}), "")
    say(page.expectations.rows[0], "at_most", "lots")
    assert document.draft.refused
    page.expectations.rows[0].remove.click()
    assert scenario().expect == both[1:] and not document.draft.refused
    window.run("undo")
    assert "lots" in page.expectations.rows[0].said.text()
    settle(qtbot, window)


def test_an_expectation_of_a_request_needs_one(window, qtbot, page, scenario):
    document = window.session.document
    document.replace(scenario().model_copy(update={"requests": (), "rules": (), "expect": ()}), "")
    card, said = begun(qtbot, page.expectations), []
    card.said.say = said.append
    pick("a request is served…")
    assert said == ["There is no request yet."] and not scenario().expect
    settle(qtbot, window)


def comma(scenario):
    """The scenario with a team whose name has a comma."""
    first = scenario.requests[0].model_copy(update={"team": "Search, Ads"})
    return scenario.model_copy(update={"requests": (first, *scenario.requests[1:])})


def test_a_name_with_a_comma_is_one_name(window, qtbot, page, scenario):
    window.session.document.replace(comma(scenario()), "")
    card = page.rules.rows["Budget"]
    choose(card.said, "of", "only some teams…")
    panel = card.said.editing.field.popup.panel
    panel.filter.setText("Search, Ads")
    panel.toggle(0)
    card.said.editing.field.popup.take()
    assert scenario().rules[0].of.team == "Search, Ads" and not card.doubts.text()
    card.said.buttons["of.team"].click()
    assert card.said.editing.field.typed() == '"Search, Ads"'
    card.said.editing.field.popup.take()
    assert scenario().rules[0].of.team == "Search, Ads"
    settle(qtbot, window)


def test_a_name_with_a_comma_is_completed_as_one(window, qtbot, page, scenario, monkeypatch):
    window.session.document.replace(comma(scenario()), "")
    card = page.rules.rows["Budget"]
    choose(card.said, "of", "only some teams…")
    field = line_of(card, monkeypatch)
    QTest.keyClicks(field, "research, Search")
    field._completion.activated.emit("Search, Ads")
    assert field.text() == 'research, "Search, Ads"'
    QTest.keyClick(field, Key.Key_Return)
    assert scenario().rules[0].of.team == ("research", "Search, Ads")
    settle(qtbot, window)


def test_a_team_that_nobody_is_in_is_said_with_the_nearest(window, qtbot, page, scenario, monkeypatch):
    card = begun(qtbot, page.rules)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
    choose(card.said, "of", "only some teams…")
    type_in(line_of(card, monkeypatch), "reserch")
    assert card.doubts.text() == "no request has the team 'reserch'; did you mean 'research'?"
    card.said.buttons["of.team"].click()
    type_in(line_of(card, monkeypatch), "research")
    assert not card.doubts.text() and card.doubts.isHidden()
    card.remove.click()


def test_names_that_can_not_be_read_stay_in_the_sentence(window, qtbot, page, scenario, monkeypatch):
    card, before = page.rules.rows["Budget"], scenario()
    choose(card.said, "of", "only some teams…")
    type_in(line_of(card, monkeypatch), '"apps')
    assert '"apps' in card.said.text() and card.said.buttons["of.team"].toolTip() and scenario() is before
    choose(card.said, "narrow", "only some pools…")
    type_in(line_of(card, monkeypatch), "h10")
    assert "did you mean" in card.said.buttons["of.pool"].toolTip() and scenario() is before
    card.said.buttons["of.pool"].click()
    field = line_of(card, monkeypatch)
    field.clear()
    QTest.keyClick(field, Key.Key_Return)
    assert "of.pool" not in card.said.buttons
    settle(qtbot, window)


def test_no_scenario_holds_a_limit_that_is_not_given(window, qtbot, page, scenario):
    document, seen = window.session.document, []
    document.changed.connect(lambda: seen.append(document.scenario))
    rule = begun(qtbot, page.rules)
    pick("energy")
    type_in(rule.said.editing.field, "7")
    choose(rule.said, "side", "at least")
    expected = begun(qtbot, page.expectations)
    pick("energy")
    choose(expected.said, "side", "at most")
    say(expected, "at_most", "7")
    assert len(seen) == 3
    limits = [each for scenario in seen for each in (*scenario.rules, *scenario.expect)]
    assert UNSAID not in {amount for each in limits for amount in (each.at_least, each.at_most)}
    settle(qtbot, window)


def test_the_keyboard_is_where_a_new_card_was_when_it_goes(window, qtbot, page, scenario):
    also(window, "Last")
    card = begun(qtbot, page.rules)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
    assert card.said.buttons["measure"].hasFocus()
    QTest.keyClick(card.said.buttons["measure"], Key.Key_Escape)
    assert page.rules.rows["Last"].isAncestorOf(QApplication.focusWidget())
    settle(qtbot, window)


def test_a_rule_can_name_an_attribute_that_requests_then_have_a_column_for(window, qtbot, page, scenario):
    card = begun(qtbot, page.rules)
    pick("another attribute of requests…")
    form = card.said.findChild(AttributeForm)
    form.name.setText("legal_reviews")
    form.accept()
    say(page.rules.rows["New rule"], "at_most", "4")
    assert page.rules.rows["New rule"].said.text() == "Legal reviews of everything in total at most 4 legal reviews"
    assert scenario().rules[-1].measure == "attributes.legal_reviews"
    columns = {column.title: column for column in request_columns(scenario())}
    assert columns["Legal reviews"].steps == ("attributes", "legal_reviews")
    subject = Subject(window.session.document, "requests", scenario().requests[0].id)
    subject.enter(columns["Legal reviews"], "2", "")
    assert scenario().requests[0].attributes == {"legal_reviews": 2}
    settle(qtbot, window)
