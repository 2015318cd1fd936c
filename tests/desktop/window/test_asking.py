"""Would mine be funded? Asked in the app, it says what a file with the request says, and changes nothing until added."""

import pytest
from PySide6.QtWidgets import QLabel

import planner
from planner.desktop.window.asking import AskDialog
from tests.desktop.driving import settle


@pytest.fixture
def dialog(window):
    window.run("ask")
    return window.findChild(AskDialog)


def fill(dialog, **texts):
    for title, text in texts.items():
        (field,) = [each for each in dialog.fields.values() if each.accessibleName().split(" [")[0] == title]
        field.setText(text)
        field.textEdited.emit(text)


def said(dialog):
    return [each.text() for each in dialog.answer.widget().findChildren(QLabel)]


def test_the_answer_is_that_of_a_scenario_with_the_request_and_it_is_added_as_one_step(window, qtbot, dialog):
    document = window.session.document
    before = document.scenario
    fill(dialog, Name="Search in maps", GPUs="48", Revenue="40,000,000")
    assert not dialog.add.isEnabled()
    dialog.ask.click()
    qtbot.waitUntil(lambda: window.session.jobs.running("ask") is None, timeout=60_000)
    assert document.scenario is before
    answer = said(dialog)
    dialog.add.click()
    settle(qtbot, window)
    plan = document.plan
    decision = plan.row("search-in-maps")["decision"]
    wanted = {"fund": "Yes", "trim": "In part", "defer": "Yes, but later", "decline": "No"}
    assert answer[0].startswith(wanted[decision]), (answer[0], decision)
    assert document.scenario.request_by_id["search-in-maps"].metrics["revenue"] == 40e6
    document.undo_stack.undo()
    assert document.scenario == before
    settle(qtbot, window)


def test_what_can_not_be_read_is_said_with_its_field_and_nothing_is_asked(window, dialog):
    fill(dialog, Name="Odd", GPUs="many")
    dialog.ask.click()
    assert "GPUs" in dialog.reason.text() and "many" in dialog.reason.text()
    assert window.session.jobs.running("ask") is None and not dialog.add.isEnabled()
    dialog.reject()


def test_an_edit_of_the_request_takes_the_answer_back_and_another_scenario_closes_it(window, qtbot, dialog):
    fill(dialog, Name="Search in maps", GPUs="8")
    dialog.ask.click()
    assert dialog.add.isEnabled()
    fill(dialog, GPUs="16")
    assert not dialog.add.isEnabled() and said(dialog) == []
    window.session.open(window.session.workspace.folder / "late-delivery.yaml")
    assert not dialog.isVisible()
    settle(qtbot, window)


def test_it_can_be_kept_as_a_variant(window, qtbot, dialog, workspace):
    fill(dialog, Name="Search in maps", GPUs="8", Revenue="1 M")
    dialog.ask.click()
    qtbot.waitUntil(lambda: window.session.jobs.running("ask") is None, timeout=60_000)
    dialog.variant.click()
    settle(qtbot, window)
    document = window.session.document
    assert document.extends == workspace / "baseline.yaml"
    assert planner.load(document.file).request_by_id["search-in-maps"].demand.gpus == 8
