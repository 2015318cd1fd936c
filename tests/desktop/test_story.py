"""A whole small scenario is built from nothing through the window, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from planner.desktop.pages.rules.describing import MetricForm
from tests.desktop.driving import settle

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key for whatever has the keyboard, and all that comes of it."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()


def write(text):
    """Letter by letter: the first may open the editor that the next go into."""
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)


def tab_to(widget):
    """Press Tab until a widget has the keyboard."""
    for _ in range(200):
        if QApplication.focusWidget() is widget:
            return
        press(Key.Key_Tab)
    pytest.fail(f"Tab never comes to {widget}")


def opened(qtbot, parent, kind):
    """A dialog that has just been opened, as soon as it has the keyboard."""
    dialog = parent.findChild(kind)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
    return dialog


def closed(qtbot, window):
    """The window again, as a desktop does once a dialog is gone."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def add_row(window, page, name, **fields):
    """A new last row, its name and some of its fields, each gone to by the arrow keys."""
    window.run("add_row")
    is_typing = isinstance(QApplication.focusWidget(), QLineEdit)
    if not (is_typing and page.view.isAncestorOf(QApplication.focusWidget())):
        page.view.setFocus()
        press(Key.Key_F2)
    QApplication.focusWidget().selectAll()
    write(name)
    press(Key.Key_Return)
    for title, text in fields.items():
        press(Key.Key_End, CTRL)
        press(Key.Key_Home)
        go_to(page, title)
        write(text)
        press(Key.Key_Return)


def go_to(page, title):
    view, titles = page.view, [column.title for column in page.table.columns]
    while titles[view.currentIndex().column()] != title:
        before = view.currentIndex().column()
        press(Key.Key_Right)
        assert view.currentIndex().column() != before, title


@pytest.fixture
def new(window, qtbot):
    """A window with a scenario in which nothing is."""
    window.run("new_scenario")
    settle(qtbot, window)
    window.activateWindow()
    return window


def test_a_new_scenario_has_hints_and_no_problem(new, qtbot):
    rules = new.pages.rules
    new.pages.setCurrentWidget(rules)
    said = [label.text() for label in rules.findChildren(QLabel) if label.isVisible()]
    for start in ("No rules yet", "No commitments", "Nothing is expected", "No metrics yet"):
        assert any(text.startswith(start) for text in said), start
    assert not new.panels.problems.shown
    assert not any(label.property("role") == "bad" and label.isVisible() for label in rules.findChildren(QLabel))


def test_from_a_metric_to_a_plan_by_keyboard_alone(new, qtbot):
    def scenario():
        return new.session.document.scenario

    rules, requests, pools = new.pages.rules, new.pages.requests, new.pages.inventory.pools

    new.pages.setCurrentWidget(rules)
    rules.rules.add.setFocus()
    tab_to(rules.weights.add)
    press(Key.Key_Space)
    form = opened(qtbot, rules.weights, MetricForm)
    assert QApplication.focusWidget() is form.name
    write("Revenue")
    press(Key.Key_Tab)
    write("USD")
    press(Key.Key_Return)
    closed(qtbot, new)
    assert scenario().metrics == ("Revenue",)
    assert any("no request has the metric" in problem.text for problem in new.panels.problems.shown)

    new.pages.setCurrentWidget(requests)
    add_row(new, requests, "Search answers", Revenue="3,000,000", GPUs="80")
    add_row(new, requests, "Photo captions", Revenue="1,000,000", GPUs="80")
    assert [request.name for request in scenario().requests] == ["Search answers", "Photo captions"]
    assert [request.metrics["Revenue"] for request in scenario().requests] == [3e6, 1e6]

    new.pages.show_table(pools)
    add_row(new, pools, "H100 in Virginia", GPUs="100", Price="2")
    assert scenario().pools[0].gpus == 100
    assert not new.panels.problems.shown

    new.run("new_rule")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Return)
    write("5 M")
    press(Key.Key_Return)
    assert scenario().rules[0].at_most == 5_000_000
    settle(qtbot, new)
    plan = new.session.document.plan
    assert plan.scenario is scenario()
    assert list(plan.decisions().values()) == ["fund", "trim"]

    tab_to(rules.rules.rows["New rule"].said.buttons["at_most"])
    press(Key.Key_Return)
    QApplication.focusWidget().selectAll()
    write("100 k")
    press(Key.Key_Return)
    settle(qtbot, new)
    plan = new.session.document.plan
    assert scenario().rules[0].at_most == 100_000
    assert rules.rules.rows["New rule"].state.text().startswith("binds")
