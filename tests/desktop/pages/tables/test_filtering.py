"""The filter above a table: what it shows, what it says of rows that are edited, and where the keyboard goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.desktop.fields.request_columns import request_columns
from planner.desktop.open.document import Document
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.page import TablePage

EDIT = Qt.ItemDataRole.EditRole
Key = Qt.Key


@pytest.fixture
def page(qtbot, document, settings):
    page = TablePage("requests", request_columns, Shown(document), settings, filters=("team",))
    qtbot.addWidget(page)
    page.resize(900, 400)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    return page


def put(page, name, steps, text):
    page.table.setData(page.table.index(page.table.row_of(name), page.table.column_of(steps)), text, EDIT)


def shown(page):
    return [page.view.name_at(row) for row in range(page.view.filtered.rowCount())]


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()


def test_an_edited_row_stays_where_it_is_and_the_filter_says_so_and_is_applied_again(page, qtbot):
    page.bar.boxes["team"].setCurrentText("trust")
    first, second = shown(page)
    assert page.bar.astray.isHidden()
    put(page, first, ("team",), "research")
    qtbot.waitUntil(page.bar.astray.isVisible)
    assert page.bar.astray.said.text() == "1 row no longer matches"
    assert shown(page) == [first, second]
    qtbot.mouseClick(page.bar.astray.again, Qt.MouseButton.LeftButton)
    assert shown(page) == [second]
    assert page.bar.counted.text() == f"1 of {page.table.rowCount()} rows"
    assert page.bar.astray.isHidden()


def test_a_row_that_begins_to_match_is_counted_and_shown_when_the_filter_is_applied_again(page, qtbot):
    page.bar.boxes["team"].setCurrentText("trust")
    other = next(request.id for request in page.document.scenario.requests if request.team != "trust")
    put(page, other, ("team",), "trust")
    qtbot.waitUntil(page.bar.astray.isVisible)
    assert page.bar.astray.said.text() == "1 more row matches"
    page.bar.astray.again.click()
    assert other in shown(page)


def test_an_edit_of_the_sorted_column_says_that_the_order_is_another_one(page, qtbot):
    column = page.table.column_of(("confidence",))
    page.view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    last = shown(page)[-1]
    put(page, last, ("confidence",), "100 %")
    qtbot.waitUntil(page.bar.astray.isVisible)
    assert "order" in page.bar.astray.said.text()
    page.bar.astray.again.click()
    assert shown(page)[-1] != last
    assert page.bar.astray.isHidden()


def test_an_edit_that_changes_nothing_for_the_filter_says_nothing(page, qtbot):
    page.bar.boxes["team"].setCurrentText("trust")
    with qtbot.waitSignal(page.bar._pause.timeout):
        put(page, shown(page)[0], ("confidence",), "10 %")
    assert page.bar.astray.isHidden()


@pytest.mark.parametrize("do", [TablePage.add, TablePage.duplicate])
def test_a_new_row_is_shown_whatever_is_filtered_and_can_be_named_at_once(page, do):
    QTest.keyClicks(page.bar.search, "fraud click")
    page.view.setCurrentIndex(page.view.filtered.index(0, 0))
    before = set(shown(page))
    do(page)
    (made,) = set(shown(page)) - before
    assert page.view.current_name() == made
    QTest.keyClicks(QApplication.focusWidget(), "Typed at once")
    press(Key.Key_Return)
    assert page.document.scenario.request_by_id[made].name == "Typed at once"
    assert page.view.hasFocus()


def test_the_first_row_of_an_empty_table_can_be_named_at_once(page, qtbot, baseline):
    page.table.shown.show(Document(baseline.model_copy(update={"requests": (), "rules": (), "expect": ()})))
    page.bar.search.setFocus()
    page.add()
    QTest.keyClicks(QApplication.focusWidget(), "First")
    press(Key.Key_Return)
    assert [request.name for request in page.document.scenario.requests] == ["First"]
    assert page.view.isVisible()


def test_keys_lead_from_the_filter_to_the_rows(page):
    for key in (Key.Key_Return, Key.Key_Down):
        page.bar.search.setFocus()
        page.bar.search.setText("fraud click")
        press(key)
        assert page.view.hasFocus()
        assert page.view.currentIndex().row() == 0
        assert page.bar.search.text() == "fraud click"
    page.bar.search.setFocus()
    press(Key.Key_Escape)
    assert page.view.hasFocus()
    assert page.bar.search.text() == ""
    assert len(shown(page)) == page.table.rowCount()


def test_the_keyboard_stays_in_the_filter_where_nothing_is_found(page):
    page.bar.search.setFocus()
    page.bar.search.setText("no such thing")
    press(Key.Key_Return)
    assert page.bar.search.hasFocus()
