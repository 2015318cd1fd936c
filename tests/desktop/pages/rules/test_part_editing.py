"""The sentence of a rule is changed where it stands, by a click or by the keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.desktop.open.document import Document
from planner.desktop.open.editing.rules import without_rule
from planner.desktop.pages.rules.rule_list import RuleCard
from planner.domain.rule import Rule
from tests.desktop.driving import choose, settle, type_in


@pytest.fixture
def rules(window):
    window.pages.setCurrentWidget(window.pages.rules)
    return window.pages.rules.rules


@pytest.fixture
def budget(rules, window):
    """The first rule as it is now, and its card."""
    return lambda: (window.session.document.scenario.rules[0], rules.rows["Budget"])


def test_a_limit_is_typed_in_its_place_by_keyboard_alone(window, qtbot, rules, budget):
    _, card = budget()
    card.said.buttons["at_most"].setFocus()
    QTest.keyClick(card.said.buttons["at_most"], Qt.Key.Key_Space)
    type_in(card.said.editing.field, "1.5 M")
    assert budget()[0].at_most == 1_500_000
    assert card.said.text() == "Cost of everything in total at most 1,500,000 USD"
    assert card.said.buttons["at_most"].hasFocus()
    assert window.actions_by_name["undo"].text() == "Undo Limit of Budget"
    settle(qtbot, window)


def test_escape_leaves_a_limit_as_it_was(window, qtbot, rules, budget):
    before, card = budget()
    card.said.buttons["at_most"].click()
    field = card.said.editing.field
    QTest.keyClicks(field, "17")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert card.said.editing.field is None and budget()[0] is before
    assert card.said.buttons["at_most"].hasFocus()


def test_a_limit_that_is_none_stays_in_the_sentence_is_a_problem_and_is_mended_there(window, qtbot, rules, budget):
    _, card = budget()
    for text, reason in (("lots", "must be a number"), ("", "a rule needs a limit")):
        card.said.buttons["at_most"].click()
        card.said.editing.field.selectAll()
        QTest.keyClick(card.said.editing.field, Qt.Key.Key_Delete)
        QTest.keyClicks(card.said.editing.field, text)
        QTest.keyClick(card.said.editing.field, Qt.Key.Key_Return)
        assert reason in card.said.buttons["at_most"].toolTip()
        assert any(reason in problem.text for problem in window.panels.problems.shown)
        assert budget()[0].at_most == 1_200_000
    card.said.buttons["at_most"].click()
    type_in(card.said.editing.field, "1,100,000")
    assert budget()[0].at_most == 1_100_000
    assert not window.session.document.draft.refused
    settle(qtbot, window)


def test_each_side_and_measure_are_chosen_in_the_sentence(window, qtbot, rules, budget):
    _, card = budget()
    choose(card.said, "each", "in each period")
    assert budget()[0].each == "period"
    choose(card.said, "side", "at least")
    assert (budget()[0].at_least, budget()[0].at_most) == (1_200_000, None)
    choose(card.said, "measure", "GPU-hours")
    assert budget()[0].measure == "gpu_hours"
    assert card.said.editing.field.hasFocus(), "its limit is in another unit, so it is asked for"
    type_in(card.said.editing.field, "5,000")
    assert card.said.text() == "GPU-hours of everything in each period at least 5,000 GPU·h"
    settle(qtbot, window)


def test_a_limit_becomes_a_share_of_no_more_than_all(window, qtbot, rules, budget):
    _, card = budget()
    choose(card.said, "measure", "share of the GPU-hours")
    assert budget()[0].at_most == 1
    type_in(card.said.editing.field, "5")
    assert "write 5 %" in card.said.buttons["at_most"].toolTip()
    card.said.buttons["at_most"].click()
    type_in(card.said.editing.field, "5 %")
    assert budget()[0].at_most == 0.05
    settle(qtbot, window)


def test_everything_is_narrowed_by_ticking_names_and_widened_again(window, qtbot, rules, budget):
    _, card = budget()
    choose(card.said, "of", "only some teams…")
    panel = card.said.editing.field.popup.panel
    panel.toggle(0)
    QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert budget()[0].of.team == "apps"
    assert card.said.text() == "Cost of team apps in total at most 1,200,000 USD"
    assert card.said.buttons["of.team"].hasFocus()
    card.said.buttons["of.team"].click()
    card.said.editing.field.popup.panel.toggle(0)
    QTest.keyClick(card.said.editing.field.popup.panel.filter, Qt.Key.Key_Return)
    assert budget()[0].of.team is None and card.said.buttons["of"].hasFocus()
    settle(qtbot, window)


def comma(scenario):
    """The scenario with a team whose name has a comma."""
    first = scenario.requests[0].model_copy(update={"team": "Search, Ads"})
    return scenario.model_copy(update={"requests": (first, *scenario.requests[1:])})


def test_a_long_name_or_sentence_is_cut_and_not_the_window(qtbot, baseline):
    rule = baseline.rules[0].model_copy(update={"name": "An unbroken " + 40 * "verylong", "notes": ""})
    document = Document(baseline.model_copy(update={"rules": (rule,)}))
    card = RuleCard(lambda: (document, rule.name))
    qtbot.addWidget(card)
    card.show_head(rule.name, True, differs=False, tip="")
    card.show_rule(rule, document)
    card.show_price("2.75 points", binds=True, is_off=False)
    assert card.minimumSizeHint().width() < 420
    assert card.switch.text() == rule.name
    document.deleteLater()


def test_a_click_beside_takes_what_is_typed(window, qtbot, rules, budget):
    _, card = budget()
    card.said.buttons["at_most"].click()
    QTest.keyClicks(card.said.editing.field, "900000")
    card.switch.setFocus()
    assert budget()[0].at_most == 900_000
    assert card.switch.hasFocus()
    settle(qtbot, window)


def test_a_click_anywhere_in_the_sentence_changes_the_nearest_part_of_it(window, qtbot, rules, budget):
    _, card = budget()
    limit, said = card.said.buttons["at_most"], card.said
    chosen = []
    rules.chosen.connect(chosen.append)
    qtbot.mouseClick(said, Qt.MouseButton.LeftButton, pos=QPoint(said.width() - 4, limit.geometry().center().y()))
    assert said.editing.field.isVisible() and chosen == ["Budget"]
    QTest.keyClicks(said.editing.field, "900000")
    QTest.keyClick(said.editing.field, Qt.Key.Key_Return)
    assert budget()[0].at_most == 900_000
    settle(qtbot, window)


def test_what_is_being_typed_for_a_rule_belongs_to_the_scenario_it_was_typed_for(window, qtbot, rules, budget):
    _, card = budget()
    document = window.session.document
    card.said.buttons["at_most"].click()
    QTest.keyClicks(card.said.editing.field, "900000")
    window.session.open(window.session.workspace.folder / "late-delivery.yaml")
    assert document.scenario.rules[0].at_most == 900_000
    assert window.session.document.scenario.rules[0].at_most == 1_200_000
    settle(qtbot, window)


def test_the_popup_stands_below_its_part(window, qtbot, rules, budget):
    _, card = budget()
    button = card.said.buttons["measure"]
    button.click()
    menu = QApplication.activePopupWidget()
    assert menu.pos().x() == button.mapToGlobal(QPoint(0, 0)).x()
    menu.close()


def test_what_is_being_typed_for_a_rule_that_goes_is_dropped(window, qtbot, rules, budget):
    _, card = budget()
    card.said.buttons["at_most"].click()
    QTest.keyClicks(card.said.editing.field, "900000")
    window.session.document.replace(without_rule(window.session.document.scenario, "Budget"), "")
    assert "Budget" not in rules.rows and not window.session.document.draft.refused
    settle(qtbot, window)


def test_a_percentage_of_money_is_no_limit(window, qtbot, rules, budget):
    _, card = budget()
    card.said.buttons["at_most"].click()
    type_in(card.said.editing.field, "40 %")
    assert budget()[0].at_most == 1_200_000
    assert card.said.buttons["at_most"].toolTip() == "must be a number, not “40 %”"
    choose(card.said, "side", "at least")
    assert not window.session.document.draft.refused, "it was typed for a limit that is no more"
    settle(qtbot, window)


def test_a_click_on_a_problem_goes_to_the_part_of_the_sentence(window, qtbot, rules, budget):
    _, card = budget()
    card.said.buttons["at_most"].click()
    type_in(card.said.editing.field, "lots")
    window.pages.setCurrentWidget(window.pages.requests)
    window.panels.problems.itemClicked.emit(window.panels.problems.topLevelItem(0), 0)
    assert card.said.buttons["at_most"].hasFocus()


def test_only_what_there_is_can_be_narrowed_to(qtbot, document):
    empty = document.scenario.model_copy(update={"requests": (), "pools": ()})
    rule = Rule(name="x", measure="cost", at_most=1)
    document.replace(empty.model_copy(update={"rules": (rule,)}), "")
    card = RuleCard(lambda: (document, rule.name))
    qtbot.addWidget(card)
    card.show_rule(rule, document)
    card.show()
    card.said.buttons["of"].click()
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["only some periods…"]
    menu.close()
