"""What is pasted goes where people expect it: by place, or by the titles of its first row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from planner.desktop.fields.people_columns import people_columns
from planner.desktop.fields.pool_columns import pool_columns
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.open.document import Document
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.page import TablePage
from planner.desktop.pages.tables.paste_preview import PastePreview

HEAD = "Name\tTeam\tid\tdemand.gpus\tWindow.from\tComment"
ROWS = "Chat\tassistant\tchat\t1,000\t2027-02\tnew\nMail\tads\tmail\t250\t\tnew"


@pytest.fixture
def page(qtbot, document, settings):
    page = TablePage("requests", request_columns, Shown(document), settings, filters=("team",))
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def empty(page, baseline):
    page.table.shown.show(Document(baseline.model_copy(update={"requests": (), "rules": (), "expect": ()})))
    return page


@pytest.fixture
def accepted(monkeypatch):
    """Every paste that asks is answered with yes; what was asked is kept."""
    asked = []
    monkeypatch.setattr(PastePreview, "exec", lambda preview: asked.append(preview.summary.text()) or True)
    return asked


def paste(page, text):
    QGuiApplication.clipboard().setText(text)
    page.cells.paste()


def test_rows_are_pasted_into_an_empty_table_by_the_titles_of_their_first_row(empty, accepted):
    paste(empty, f"{HEAD}\n{ROWS}\n")
    chat, mail = empty.document.scenario.requests
    assert (chat.id, chat.name, chat.team, chat.demand.gpus) == ("chat", "Chat", "assistant", 1000)
    assert chat.window == ("2027-02", "2027-06")
    assert (mail.id, mail.window) == ("mail", None)
    assert accepted == ["10 cells are taken.\n2 rows are added.\nNo column is called Comment: left out."]
    assert empty.view.isVisible()
    assert empty.view.current_name() == "chat"


def test_without_titles_columns_are_pasted_by_their_place(empty, accepted):
    paste(empty, "Chat\t96\n")
    made = [(request.id, request.name, request.demand.gpus) for request in empty.document.scenario.requests]
    assert made == [("chat", "Chat", 96)]
    assert accepted == ["2 cells are taken.\n1 row is added."]


def test_titles_are_titles_only_where_the_first_column_begins(page, document):
    page.view.show_cell("ads-fraud", ("product",))
    pasting = page.cells.planned_paste("Team\tKind\nads\tresearch\n")
    assert pasting.prepared.draft.scenario.request_by_id["ads-fraud"].product == "Team"


def test_columns_of_the_plan_are_told_in_one_line(page, document, accepted):
    page.view.show_cell(document.scenario.requests[0].id, ("plan", "decision"))
    paste(page, "\n".join(f"fund\t100 %\t1.2\trow-{k}\tSearch\tsearch" for k in range(6)))
    assert accepted == ["18 cells are taken.\nFrom the plan, and left as it is: Decision, Share and Scarcity index."]


def test_without_a_selection_rows_come_below_the_last_one_and_are_shown_whatever_is_filtered(page, accepted):
    page.bar.boxes["team"].setCurrentText("trust")
    before = page.document.scenario.requests
    page.view.setCurrentIndex(page.view.filtered.index(-1, -1))
    page.view.clearSelection()
    paste(page, "Chat\tchat\n")
    assert page.document.scenario.requests[: len(before)] == before
    assert page.view.current_name() == "chat"


def test_the_preview_names_the_rows_that_it_rejects_and_says_each_sentence_once(page, document, qtbot):
    page.view.show_cell("ads-fraud", ("minimum",))
    preview = PastePreview(page.cells.planned_paste("much"), "requests")
    qtbot.addWidget(preview)
    assert preview.rejects.item(0, 0).text() == document.scenario.request_by_id["ads-fraud"].name
    assert preview.summary.text() == "0 cells are taken.\n1 text doesn't fit; it stays in its cell, marked."


def test_the_step_of_a_paste_counts_what_is_kept_too(page, document, accepted):
    page.view.show_cell("ads-fraud", ("minimum",))
    paste(page, "much\t2027-02\t2027-13")
    assert len(document.draft.refused) == 2
    assert document.undo_stack.undoText() == "Paste 3 cells"


def test_percentages_and_months_are_pasted_as_the_app_writes_them(page, document, accepted):
    page.view.show_cell("ads-fraud")
    paste(page, "Request\tConfidence\tMinimum\tFrom\tTo\nFraud\t75\t0.2\tFeb 2027\tJune 2027")
    fraud = document.scenario.request_by_id["ads-fraud"]
    assert (fraud.name, fraud.confidence, fraud.minimum) == ("Fraud", 0.75, 0.2)
    assert fraud.window == ("2027-02", "2027-06")
    assert not document.draft.refused


def test_a_course_of_percentages_is_pasted_with_their_sign_or_without(qtbot, document, settings, accepted):
    pools = TablePage("pools", pool_columns, Shown(document), settings)
    qtbot.addWidget(pools)
    pool = document.scenario.pools[0].id
    for text, known in (
        ("2027-01: 95, 2027-03: 0.9", {"2027-01": 0.95, "2027-03": 0.9}),
        ("2027-01: 95 %, 2027-03: 90 %", {"2027-01": 0.95, "2027-03": 0.9}),
        ("97", 0.97),
    ):
        pools.view.show_cell(pool, ("availability",))
        paste(pools, text)
        assert document.scenario.pool_by_id[pool].availability == known


BY_ID = "Id\tMinimum\nquery-rewriting\t11 %\nsearch-answers\t12 %\nembedding-refresh\t13 %"


@pytest.mark.parametrize("column", ["name", "minimum"])
def test_rows_that_are_pasted_with_their_ids_go_where_their_ids_stand(page, document, accepted, column):
    before = document.scenario.requests
    page.view.show_cell(before[0].id, (column,))
    paste(page, BY_ID)
    wanted = {"query-rewriting": 0.11, "search-answers": 0.12, "embedding-refresh": 0.13}
    assert {r.id: r.minimum for r in document.scenario.requests} == {r.id: r.minimum for r in before} | wanted
    assert accepted == ["3 cells are taken.\n3 rows are found by their Id, wherever they stand."]


def test_ids_that_no_row_has_yet_and_those_named_twice_make_new_rows(page, document, accepted):
    before = len(document.scenario.requests)
    page.view.show_cell("ads-fraud")
    paste(page, "Minimum\tId\n20 %\tads-fraud\n\n30 %\tchat\n40 %\tads-fraud\n50 %\t")
    added = document.scenario.requests[before:]
    assert document.scenario.request_by_id["ads-fraud"].minimum == 0.2
    assert [each.minimum for each in added] == [0.3, 0.4, 0.5]
    assert added[0].id == "chat"
    assert [refused.text for refused in document.draft.refused.values()] == ["ads-fraud"]
    assert "1 row is found by its Id, wherever it stands.\n3 rows are added." in accepted[0]


def test_people_are_found_by_their_role(qtbot, document, settings, accepted):
    people = TablePage("people", people_columns, Shown(document), settings)
    qtbot.addWidget(people)
    role = document.scenario.people[-1].role
    paste(people, f"People\tRole\n7\t{role}\n3\tdesigner")
    assert {each.role: each.fte for each in document.scenario.people[-2:]} == {role: 7, "designer": 3}


def test_going_to_a_tab_puts_the_keyboard_where_rows_are_pasted(window, qtbot, accepted):
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.pages.setCurrentWidget(window.pages.rules)
    window.pages.rules.weights.add.setFocus()
    QGuiApplication.clipboard().setText("Request\tId\nChat\tchat")
    for keys in ("Ctrl+N", "Ctrl+2", "Ctrl+V"):
        QTest.keySequence(QApplication.focusWidget(), keys)
    assert [(r.name, r.id) for r in window.session.document.scenario.requests] == [("Chat", "chat")]
    assert window.pages.requests.view.hasFocus()
    assert window.pages.requests.bar.search.text() == ""


def test_the_hint_of_an_empty_table_takes_the_keyboard_by_a_click(window, qtbot, accepted):
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.run("new_scenario")
    window.pages.show_table(window.pages.inventory.people)
    QTest.mouseClick(window.pages.inventory.people.bar.search, Qt.MouseButton.LeftButton)
    hint = window.pages.inventory.people.findChild(QLabel, "hint")
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    QGuiApplication.clipboard().setText("designer\t3")
    QTest.keySequence(QApplication.focusWidget(), "Ctrl+V")
    assert [(each.role, each.fte) for each in window.session.document.scenario.people] == [("designer", 3)]


def test_the_arrows_in_the_row_of_tabs_go_on_from_tab_to_tab(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    tabs = window.pages.tabBar()
    tabs.setFocus()
    for _ in range(3):
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.hasFocus()
    assert window.pages.currentWidget() is window.pages.rules


def test_a_blank_end_of_a_window_is_the_calendars_and_the_other_end_stays(page):
    request = next(r for r in page.document.scenario.requests if r.window == ("2027-01", "2027-04"))
    page.view.show_cell(request.id, ("window", 0))
    paste(page, "2027-03\t\n")
    assert page.document.scenario.request_by_id[request.id].window == ("2027-03", "2027-06")
    assert not page.document.draft.refused


@pytest.mark.parametrize(("end", "left"), [(0, ("2027-01", "2027-05")), (1, ("2027-02", "2027-06"))])
def test_to_clear_an_end_of_a_window_leaves_the_other(page, end, left):
    request = page.document.scenario.requests[0]
    page.document.replace(
        page.document.scenario.replacing(request.model_copy(update={"window": ("2027-02", "2027-05")})), ""
    )
    page.view.show_cell(request.id, ("window", end))
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.document.scenario.request_by_id[request.id].window == left
    page.view.show_cell(request.id, ("window", 1 - end))
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert page.document.scenario.request_by_id[request.id].window is None, "a window that is open at both ends is none"


@pytest.mark.parametrize("text", ["- bullet one\n- bullet two", "-5 % latency", "@home", "'=1"])
def test_a_text_that_was_copied_is_pasted_as_it_was_however_often(page, text):
    a, b, c = (request.id for request in page.document.scenario.requests[:3])
    page.view.show_cell(a, ("notes",))
    page.cells.fill(text)
    for there in (b, c):
        page.cells.copy()
        page.view.show_cell(there, ("notes",))
        page.cells.paste()
        assert page.document.scenario.request_by_id[there].notes == text
