"""Safety: nothing that was typed is lost, and nothing that someone else wrote is overwritten unseen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit

import planner
from tests.desktop.driving import settle

EDIT = Qt.ItemDataRole.EditRole


def type_into_cell(window, qtbot):
    view = window.pages.requests.view
    view.show_cell("assistant", ("minimum",))
    view.setFocus()
    qtbot.keyClicks(view, "0")
    qtbot.keyClicks(QApplication.focusWidget(), ".25")
    return lambda scenario: scenario.request_by_id["assistant"].minimum == 0.25


def type_into_details(window, qtbot):
    window.choose.request("assistant")
    window.panels.docks[4].raise_()
    qtbot.waitUntil(lambda: not window.panels.docks[4].visibleRegion().isEmpty())
    field = next(
        each for each in window.panels.details.findChildren(QLineEdit)
        if each.accessibleName() == "Name" and each.isVisible()
    )  # fmt: skip
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Helper")
    return lambda scenario: scenario.request_by_id["assistant"].name == "Helper"


def type_into_notes(window, qtbot):
    window.pages.setCurrentWidget(window.pages.rules)
    field = next(
        each for each in window.pages.rules.findChildren(QPlainTextEdit) if each.accessibleName() == "Notes"
    )  # fmt: skip
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "As agreed")
    return lambda scenario: scenario.notes == "As agreed"


@pytest.mark.parametrize("typed", [type_into_cell, type_into_details, type_into_notes])
@pytest.mark.parametrize("way", ["save", "close", "new_variant"])
def test_what_stands_in_an_open_editor_is_taken_along(window, qtbot, workspace, monkeypatch, typed, way):
    button = QMessageBox.StandardButton
    monkeypatch.setattr(QMessageBox, "question", lambda *a: button.SaveAll if "Unsaved" in a[1] else button.Save)
    holds = typed(window, qtbot)
    if way == "close":
        assert window.close()
    else:
        window.run(way)
        settle(qtbot, window)
    file = "baseline-variant.yaml" if way == "new_variant" else "baseline.yaml"
    assert holds(planner.load(workspace / file))
