"""What stands in the place of a plan: that it is on its way, or why there is none and what would mend that."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from planner.desktop.open.live import Live
from tests.desktop.driving import choose_chart, settle

IMPOSSIBLE = """\
format: 1
extends: baseline.yaml
name: Impossible
changes:
  pools: {h100: {gpus: 1}, a100: {gpus: 1}}
  requests: {assistant: {commitment: must}}
"""


@pytest.fixture
def impossible(window, workspace):
    """Opens a scenario that has never had a plan, and never will."""
    file = workspace / "impossible.yaml"
    file.write_text(IMPOSSIBLE, encoding="utf-8")
    window.session.workspace.scan()
    window.pages.setCurrentWidget(window.pages.plan)
    return file


def said(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_while_it_is_solved_nobody_is_asked_to_solve(window, qtbot, impossible, monkeypatch):
    monkeypatch.setattr(Live, "_start", lambda *_: None)
    window.session.jobs.drop("others")
    window.session.open(impossible)
    assert window.session.document.plan is None
    assert "being worked out" in said(window.pages.plan) and "F5" not in said(window.pages.plan)
    window.pages.setCurrentWidget(window.pages.tradeoffs)
    choose_chart(window.pages.tradeoffs, "priority")
    assert "being worked out" in said(window.pages.tradeoffs) and "F5" not in said(window.pages.tradeoffs)


def test_where_there_can_be_no_plan_the_plan_tab_says_why_and_opens_a_repair(window, qtbot, impossible):
    window.session.open(impossible)
    settle(qtbot, window)
    page = window.pages.plan
    assert page.no_plan.isVisible() and "F5" not in said(page)
    assert "Assistant for all users is committed" in said(page)
    assert said(page).count("can't all be kept together") == 1
    qtbot.mouseClick(page.no_plan.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.session.document.extends == impossible
    assert window.session.document.plan is not None and page.view.isVisible()


def test_a_solve_that_was_stopped_says_so_until_it_is_begun_again(window, qtbot, impossible, monkeypatch):
    page = window.pages.plan
    with monkeypatch.context() as patched:
        patched.setattr(Live, "_start", lambda *_: None)
        window.session.jobs.drop("others")
        window.session.open(impossible)
        window.session.live.cancel()
        assert "Stopped before any plan was found. F5 solves again." in said(page)
        window.run("solve")
        assert "being worked out" in said(page)
    window.run("solve")
    settle(qtbot, window)
    assert page.no_plan.isVisible()
