"""The Plan tab's rows say what holds a request that is below the cut line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

import planner
from planner.desktop.pages.plan.decisions import COLUMNS
from tests.desktop.driving import settle

Role = Qt.ItemDataRole


@pytest.fixture
def held(window, qtbot):
    """Promises room to a request that earns less, and commits another one."""
    document = window.session.document
    rule = {"name": "Notebooks protected", "measure": "gpu_share", "of": {"id": "notebooks"}, "at_least": 0.05}
    changes = {"rules": {rule["name"]: rule}, "requests": {"code-model": {"commitment": "must"}}}
    document.replace(planner.vary(document.scenario, changes), "hold")
    window.pages.setCurrentWidget(window.pages.plan)
    settle(qtbot, window)
    return document.plan


def cells(window, request, name, role=Role.DisplayRole):
    table = window.pages.plan.table
    column = next(k for k, column in enumerate(COLUMNS) if column.name == name)
    return table.index(table.row_of(request), column).data(role)


def test_a_row_that_a_promise_holds_below_the_cut_line_is_marked_and_says_by_what(window, held):
    row = held.row("notebooks")
    assert row["held_by"] == "rule: Notebooks protected" and row["scarcity_index"] < 1
    assert cells(window, "notebooks", "decision") == f"{row['decision']}, promised"
    for name in ("decision", "reason"):
        assert "Held by the rule Notebooks protected." in cells(window, "notebooks", name, Role.ToolTipRole)
    assert cells(window, "notebooks", "reason", Role.ToolTipRole).startswith(row["reason"])


def test_a_row_that_earns_its_gpus_is_not_marked(window, held):
    for request in held.requests.loc[held.requests["scarcity_index"] >= 1, "id"]:
        assert "," not in cells(window, request, "decision")
        assert "Held" not in cells(window, request, "decision", Role.ToolTipRole)


def test_the_mark_is_copied_with_the_plan(window, held):
    window.run("copy_plan")
    assert "promised" in QGuiApplication.clipboard().text()
