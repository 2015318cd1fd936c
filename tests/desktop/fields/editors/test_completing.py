"""What is offered while a name is typed, and taken with the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.desktop.pages.rules.commitments import CommitDialog
from tests.desktop.driving import begun, pick, select

Key = Qt.Key


@pytest.fixture
def scenario(window, qtbot):
    """What is open now, in a window that has the keyboard."""
    with qtbot.waitActive(window):
        window.activateWindow()
    return lambda: window.session.document.scenario


def type_here(text):
    """Type where the keyboard is; the first key may open an editor that takes the others."""
    for letter in text:
        QTest.keyClicks(_keyboard(), letter)
        QApplication.processEvents()


def press(*keys):
    for key in keys:
        QTest.keyClick(_keyboard(), key)
        QApplication.processEvents()


def _keyboard():
    return QApplication.activePopupWidget() or QApplication.focusWidget()


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Tab])
@pytest.mark.parametrize(
    ("steps", "typed", "value"),
    [
        (("team",), "APP", "apps"),
        (("requires",), "oteb", ("notebooks",)),
        (("conflicts",), "support-bot, oteb", ("support-bot", "notebooks")),
    ],
)
def test_a_completion_chosen_with_the_keyboard_is_the_cells_value(window, scenario, steps, typed, value, end):
    view = window.pages.requests.view
    select(view, ("code-model", *steps))
    view.setFocus()
    type_here(typed)
    press(Key.Key_Down, end)
    assert getattr(scenario().request_by_id["code-model"], steps[0]) == value
    assert view.state() != view.State.EditingState or end == Key.Key_Tab


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Tab])
@pytest.mark.parametrize(
    ("steps", "typed", "value"), [(("team",), "app", "apps"), (("requires",), "oteb", ("notebooks",))]
)
def test_a_completion_chosen_with_the_keyboard_is_the_forms_value(window, scenario, steps, typed, value, end):
    window.choose.request("code-model")
    window.panels.bring_up("details")
    field = window.panels.details.form.fields[steps].editor
    field.setFocus()
    field.selectAll()
    type_here(typed)
    press(Key.Key_Down, end)
    assert getattr(scenario().request_by_id["code-model"], steps[0]) == value


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Tab])
def test_typing_without_a_choice_takes_none_of_what_is_offered(window, scenario, end):
    view = window.pages.requests.view
    select(view, ("code-model", "team"))
    view.setFocus()
    type_here("app")
    press(end)
    assert scenario().request_by_id["code-model"].team == "app"


def test_a_request_chosen_with_the_keyboard_is_the_one_expected(window, qtbot, scenario):
    window.pages.setCurrentWidget(window.pages.rules)
    begun(qtbot, window.pages.rules.expectations)
    pick("a request is served…")
    type_here("book")
    press(Key.Key_Return)
    assert [each.funds for each in scenario().expect] == ["notebooks"]


def test_the_choice_that_an_open_list_stands_on_is_taken_where_what_is_typed_is_none(window, scenario):
    view = window.pages.requests.view
    select(view, ("notebooks", "kind"))
    view.setFocus()
    press(Key.Key_F2, Key.Key_F4)
    type_here("fer")
    press(Key.Key_Return)
    assert scenario().request_by_id["notebooks"].kind == "inference"


def test_a_request_chosen_with_the_keyboard_is_the_one_committed(window, scenario):
    window.pages.setCurrentWidget(window.pages.rules)
    window.pages.rules.commitments.add.click()
    dialog = window.pages.rules.commitments.findChild(CommitDialog)
    dialog.who.setFocus()
    type_here("book")
    press(Key.Key_Down, Key.Key_Return)
    assert dialog.who.currentText() == "Notebooks for research" and dialog.request == "notebooks"
    dialog.accept()
    assert scenario().request_by_id["notebooks"].commitment == "must"
