"""A meeting: slides by the keys, questions and levers from the room, pages; nothing of it stays."""

import re
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QPushButton

import planner
from planner.desktop.actions.meeting import write_slides
from planner.desktop.meeting.levers import levers
from planner.desktop.meeting.screen import Meeting
from planner.tradeoffs.sentences.receipt import receipt_sentences
from planner.tradeoffs.several_scenarios.receipt import receipt
from planner.words.decision import decision_sentences
from tests.desktop.conftest import opened
from tests.desktop.driving import settle

Key = Qt.Key
TOLD = ["plan", "binds", "lost", "rack", "risk", "sure"]


@contextmanager
def met(window, qtbot):
    """A meeting on the whole screen, and left at the end."""
    window.run("meeting")
    meeting = window.findChild(Meeting)
    qtbot.waitUntil(meeting.isVisible)
    yield meeting
    if meeting.isVisible():
        meeting.close()
    qtbot.waitUntil(lambda: window.findChild(Meeting) is None)


@pytest.fixture
def meeting(window, qtbot):
    window.run("meeting")  # it goes with its window
    return window.findChild(Meeting)


def keys_of(meeting, qtbot):
    """The slides as they are gone through, from the first to the last."""
    qtbot.keyClick(meeting, Key.Key_Home)
    found = [meeting.slide.key]
    while True:
        qtbot.keyClick(meeting, Key.Key_Right)
        if meeting.slide.key == found[-1]:
            return found
        found.append(meeting.slide.key)


def pages_of(file):
    """How many pages a PDF has, and all letters that can be selected in it."""
    content = file.read_bytes()
    maps = re.findall(rb"begincmap(.*?)endcmap", content, re.DOTALL)
    letters = {chr(int(code, 16)) for each in maps for code in re.findall(rb"<([0-9A-Fa-f]{4})>", each)}
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", content)), letters, content


def test_slides_follow_one_another_and_say_what_the_plan_and_the_trade_offs_say(window, meeting, qtbot):
    plan = window.session.document.plan
    assert meeting.slide.headline == decision_sentences(plan)[0]
    qtbot.waitUntil(lambda: meeting.research.is_complete, timeout=60_000)
    assert keys_of(meeting, qtbot) == [*TOLD, "compared"]
    deck = {slide.key: slide for slide in meeting.deck}
    assert not any(slide.is_awaited for slide in deck.values())
    rows = plan.tables.requests.records("id", "name", "decision", "value_points", "captured_points")
    lost = [row for row in rows if row["decision"] != "fund"]
    worst = max(lost, key=lambda row: row["value_points"] - row["captured_points"])
    assert deck["lost"].table.rows[0][0] == worst["name"]
    assert len(deck["lost"].table.rows) == len(lost)
    answers = window.pages.tradeoffs.answers
    page = window.pages.tradeoffs
    for key, question in (("risk", "tornado"), ("sure", "robustness")):
        page.choose(question)
        found = answers.get(page.question, "").found
        assert found.scenario is plan.scenario
        assert deck[key].headline
    banner = " ".join(meeting.research.room().steps.said)
    assert "next step" in banner or "No single step" in banner
    other = window.session.workspace.documents[window.session.workspace.folder / "late-delivery.yaml"]
    assert f"{other.plan.value:.2f}" in [row[1] for row in deck["compared"].table.rows]
    qtbot.keyClick(meeting, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == meeting.slide.text()


def test_every_key_of_a_remote_control_goes_on_or_back_and_all_that_can_be_done_is_said(window, meeting, qtbot):
    for forth, back in ((Key.Key_Right, Key.Key_Left), (Key.Key_PageDown, Key.Key_PageUp)):
        qtbot.keyClick(meeting, forth)
        assert meeting.slide.key == "binds"
        qtbot.keyClick(meeting, back)
        assert meeting.slide.key == "plan"
    qtbot.keyClick(meeting, Key.Key_Left)
    assert meeting.slide.key == "plan"
    said = " ".join(button.text() for button in meeting.findChildren(QPushButton) if button.isVisible())
    assert all(part in said for part in ("←", "→", "/", "Esc", "F11", "Ctrl+E"))
    assert meeting.view.type_px >= 1.5 * QFontInfo(window.font()).pixelSize()


def test_leaving_finds_everything_as_it_was(window, qtbot):
    window.pages.setCurrentWidget(window.pages.rules)
    document, before = window.session.document, window.session.document.draft
    window.panels.whatif.levers["gpus"].slider.setValue(30)
    settle(qtbot, window)
    trial, factors, plan = document.trial, dict(window.panels.whatif.factors), document.shown_plan
    with met(window, qtbot) as meeting:
        assert "tried out" in meeting.slide.note
        assert meeting.slide.headline == decision_sentences(plan)[0]
        qtbot.keyClicks(meeting, "l")
        meeting.front.lever_bar.slider.setValue(10)
        qtbot.waitUntil(lambda: meeting.slide.key == "whatif" and not meeting.slide.is_awaited, timeout=20_000)
        qtbot.keyClick(meeting.front.lever_bar.slider, Key.Key_Escape)
        assert meeting.slide.key == "plan"
        qtbot.keyClick(meeting, Key.Key_F11)
        assert not meeting.isVisible()
    assert window.session.document is document
    assert document.draft is before and document.trial is trial and not document.is_edited
    assert document.shown_plan is plan and window.panels.whatif.factors == factors
    assert window.pages.currentWidget() is window.pages.rules
    answers, page = window.pages.tradeoffs.answers, window.pages.tradeoffs
    assert not answers.running
    for question in ("tornado", "robustness"):  # what was not worked out to its end is not kept as if it were
        page.choose(question)
        found = answers.get(page.question, "")
        assert found is None or (question == "tornado" and found.found.complete) or len(found.found.draws) == 200
    window.run("meeting")
    qtbot.keyClick(window.findChild(Meeting), Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(Meeting) is None)


def test_a_name_that_is_typed_is_answered_and_what_is_none_is_told_with_the_nearest(window, meeting, qtbot):
    scenario, plan = window.session.document.scenario, window.session.document.plan
    request = next(r for r in scenario.requests if plan.row(r.id)["decision"] == "decline")
    qtbot.keyClicks(meeting, "/")
    qtbot.keyClicks(meeting.front.ask_line.line, "nothing of the kind")
    qtbot.keyClick(meeting.front.ask_line.line, Key.Key_Return)
    assert "nothing of the kind" in meeting.front.ask_line.fault.text()
    assert meeting.slide.key == "plan"
    meeting.front.ask_line.line.setText(request.title.upper())
    qtbot.keyClick(meeting.front.ask_line.line, Key.Key_Return)
    assert meeting.slide.headline == f"{request.title}: declined"
    assert plan.row(request.id)["reason"] in meeting.slide.text()
    while meeting.slide.is_awaited:  # what is asked goes before what the slides tell
        assert not window.pages.tradeoffs.answers.running
        qtbot.wait(10)
    assert "What would get it funded" in [above for above, _ in meeting.slide.sections]
    told = planner.explain(plan, request.id).sentences
    assert next(said for part, said in told if part == "move") in meeting.slide.text()
    meeting.front.ask_line.open(scenario)
    meeting.front.ask_line.line.setText(scenario.pools[0].id)
    qtbot.keyClick(meeting.front.ask_line.line, Key.Key_Return)
    assert meeting.slide.headline.startswith(scenario.pools[0].title)
    qtbot.keyClick(meeting, Key.Key_Right)
    assert meeting.slide.key == "binds"


@pytest.mark.parametrize("kind", ["gpus h100", "late h100 3", "limit"])
def test_a_lever_is_answered_by_the_receipt_of_the_scenario_as_it_is_moved(window, meeting, qtbot, kind):
    document = window.session.document
    lever = next(lever for lever in levers(document.scenario) if lever.key.startswith(kind))
    step = 1 if kind.startswith("late") else lever.start - 8
    qtbot.keyClicks(meeting, "l")
    meeting.front.lever_bar.what.choose(lever.key)
    meeting.front.lever_bar.slider.setValue(step)
    qtbot.waitUntil(lambda: meeting.slide.key == "whatif" and not meeting.slide.is_awaited, timeout=20_000)
    moved = lever.moved(step)
    after = planner.solve(moved)
    said = receipt_sentences(receipt(document.plan, after), moved, document.plan.certificate.objective)
    assert meeting.slide.text().replace("\n", " ") == f"{lever.said(step)}. {' '.join(said)}"
    assert after.value < document.plan.value + 1e-6
    if kind != "limit":
        meeting.front.lever_bar.keep.click()
        settle(qtbot, window)
        assert window.session.document is not document
        assert window.session.document.plan.value == pytest.approx(after.value, abs=1e-3)
        assert not document.is_edited


def test_what_is_shown_is_written_as_pages_of_which_the_letters_can_be_selected(window, meeting, qtbot, tmp_path):
    document = window.session.document
    request = document.scenario.requests[0]
    named = document.scenario.model_copy(update={"name": "第三季度计划"})
    document.replace(named.replacing(request.model_copy(update={"name": "搜索助手 كتاب"})), "names")
    settle(qtbot, window)
    meeting.write(tmp_path / "slides.pdf")
    qtbot.waitUntil(lambda: "Written" in meeting.foot.said.text(), timeout=30_000)
    count, letters, content = pages_of(tmp_path / "slides.pdf")
    assert count == len(meeting.deck)
    assert set("第三季度计划") <= letters or not _has_chinese()
    assert b"/FontFile" in content
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert float(box[1]) / float(box[2]) == pytest.approx(16 / 9, abs=0.01)


def _has_chinese():
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


IMPOSSIBLE = """\
format: 1
name: Impossible
calendar: {start: 2027-01, periods: 2}
pools: [{id: h100, accelerator: H100-SXM, gpus: 1}]
requests: [{id: a, name: Anything, metrics: {revenue: 1}, demand: {gpus: 8}, minimum: 1, commitment: must}]
"""


def test_alone_without_a_plan_or_without_requests_it_says_so(qtbot, settings, recovery, tmp_path):
    folder = tmp_path / "alone"
    folder.mkdir()
    (folder / "impossible.yaml").write_text(IMPOSSIBLE, encoding="utf-8")
    with opened(qtbot, settings, recovery, folder) as window:
        with met(window, qtbot) as meeting:
            assert [slide.key for slide in meeting.deck] == ["plan"]
            assert "There is no plan" in meeting.slide.headline
            assert all(member in meeting.slide.text() for member in window.session.document.error.conflict.members)
            meeting.front.ask_line.open(window.session.document.scenario)
            meeting.front.ask_line.line.setText("Anything")
            qtbot.keyClick(meeting.front.ask_line.line, Key.Key_Return)
            assert "no plan" in meeting.slide.headline
        write_slides(window, tmp_path / "none.pdf")
        qtbot.waitUntil((tmp_path / "none.pdf").exists, timeout=20_000)
        qtbot.waitUntil(lambda: not window.notices.notices)
        assert pages_of(tmp_path / "none.pdf")[0] == 1
        document = window.session.document
        free = document.scenario.requests[0].model_copy(update={"commitment": "open"})
        document.replace(document.scenario.replacing(free), "set free")
        settle(qtbot, window)
        with met(window, qtbot) as meeting:
            assert [slide.key for slide in meeting.deck] == TOLD
        document.replace(document.scenario.model_copy(update={"requests": ()}), "empty")
        settle(qtbot, window)
        with met(window, qtbot) as meeting:
            assert "Nobody asks" in meeting.slide.headline
