"""The first minute: the decision in words stands above the figures, and the rows of the plan fill the window."""

import shutil

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from planner.words.decision import decision_sentences
from tests.desktop.conftest import SCENARIOS, opened
from tests.desktop.driving import cell, settle


@pytest.fixture
def sample(qtbot, settings, recovery, tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    shutil.copy(SCENARIOS / "baseline.yaml", folder)
    with opened(qtbot, settings, recovery, folder) as window:
        yield window


def rows_in_sight(window):
    view = window.pages.plan.view
    bottom = view.viewport().height()
    whole = (
        view.rowViewportPosition(k) + view.rowHeight(k) <= bottom for k in range(len(window.pages.plan.table.rows))
    )
    return sum(whole)


def test_the_plan_is_in_front_and_most_of_it_in_sight(sample, qtbot):
    assert sample.pages.currentWidget() is sample.pages.plan
    qtbot.waitUntil(lambda: sample.decision.is_complete, timeout=60_000)
    sample.resize(1440, 900)
    qtbot.waitUntil(lambda: rows_in_sight(sample) >= 26)
    sample.resize(1280, 720)
    qtbot.waitUntil(lambda: rows_in_sight(sample) >= 18)
    sample.resize(1440, 900)
    qtbot.waitUntil(lambda: rows_in_sight(sample) >= 26)


def test_what_the_plan_says_stands_at_once_and_the_next_step_follows(window, qtbot):
    banner, plan = window.decision, window.session.document.plan
    assert banner.sentences[: len(decision_sentences(plan))] == decision_sentences(plan)
    qtbot.waitUntil(lambda: banner.is_complete, timeout=30_000)
    assert any("next step" in said or "single step" in said for said in banner.sentences)
    assert any("list by contribution per GPU" in said for said in banner.sentences)
    banner.copy_button.click()
    assert QGuiApplication.clipboard().text() == " ".join(banner.sentences)


def test_an_edit_takes_back_what_was_said_of_the_plan_before(window, qtbot):
    banner = window.decision
    qtbot.waitUntil(lambda: banner.is_complete, timeout=30_000)
    before = banner.sentences
    window.pages.requests.table.setData(cell(window, "assistant", "commitment"), "out")
    assert not banner.is_complete
    settle(qtbot, window)
    assert banner.sentences != before
    assert banner.sentences[0] == decision_sentences(window.session.document.plan)[0]


def test_with_nothing_selected_why_says_what_limits_and_who_loses_and_leads_there(window, qtbot):
    panel, plan = window.panels.why, window.session.document.plan
    lost = [row["reason"] for row in plan.requests.to_dict("records") if row["decision"] != "fund"]
    assert lost
    qtbot.waitUntil(lambda: {*lost} <= {label.text() for label in panel.widget().findChildren(QLabel)})
    button = panel.widget().findChildren(QPushButton)[0]
    name = button.text()
    button.click()
    assert panel.subject is not None and panel.subject.kind == "request"
    assert window.session.document.scenario.request_by_id[panel.subject.name].title == name


def test_a_value_that_is_not_understood_is_said_above_the_pages_until_it_is_mended_or_taken_back(window, qtbot):
    table, board = window.pages.requests.table, window.notices
    before = window.session.document.scenario
    table.setData(cell(window, "assistant", "demand", "gpus"), "96 hats")
    (notice,) = board.notices.values()
    assert "96 hats" in notice.label.text() and "GPUs" in notice.label.text() and not board.isHidden()
    notice.buttons["Show"].click()
    assert window.pages.currentWidget() is window.pages.requests
    assert window.pages.requests.view.current_name() == "assistant"
    table.setData(cell(window, "assistant", "confidence"), "quite sure")
    (notice,) = board.notices.values()
    assert "quite sure" in notice.label.text() and "1" in notice.label.text(), "and one more like it"
    table.setData(cell(window, "assistant", "confidence"), "90 %")
    (notice,) = board.notices.values()
    notice.buttons["Take it back"].click()
    assert not board.notices and not window.session.document.draft.refused
    assert (
        window.session.document.scenario.request_by_id["assistant"].demand == before.request_by_id["assistant"].demand
    )
