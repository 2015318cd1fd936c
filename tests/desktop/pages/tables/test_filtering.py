"""The filter above a table: what it shows, what it says of rows that are edited, and where the keyboard goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import planner
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.open.document import Document
from planner.desktop.open.editing.collections import name_of
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.cells import Cells
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
    assert page.view.hasFocus()
    assert page.view.current_name() == "typed-at-once", "a made-up id gives way to one that is made of the name"
    assert page.document.scenario.request_by_id["typed-at-once"].name == "Typed at once"
    put(page, "typed-at-once", ("name",), "Named once more")
    assert page.document.scenario.request_by_id["typed-at-once"].name == "Named once more"
    page.document.undo_stack.undo()
    page.document.undo_stack.undo()
    assert made in page.document.scenario.request_by_id, "id and name are taken back in one step"


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


@pytest.fixture
def formatted(monkeypatch):
    """The cells whose text has been worked out, as (element, column)."""
    found, shown_by = [], Cells.shown

    def counted(cells, element, column):
        found.append((name_of(element), column.key))
        return shown_by(cells, element, column)

    monkeypatch.setattr(Cells, "shown", counted)
    return found


def test_a_key_in_the_filter_formats_no_cell_that_was_formatted_before(page, formatted):
    page.bar.search.setText("z")  # so that hardly a row is drawn
    page.bar.search.setText("zz")
    formatted.clear()
    for text in ("zzz", "zz", "z", "zz"):
        page.bar.search.setText(text)
    assert not formatted


def test_what_is_edited_is_found_by_its_new_text_and_formatted_alone(page, formatted, qtbot):
    page.bar.search.setText("zzz")
    put(page, "search-answers", ("notes",), "zzz, they say")
    qtbot.waitUntil(page.bar.astray.isVisible)
    formatted.clear()
    page.bar.search.setText("zzz, they")
    assert shown(page) == ["search-answers"]
    page.bar.search.setText("zzz, who")
    assert {name for name, _ in formatted} <= {"search-answers"}
    assert not shown(page)


def test_what_is_typed_and_no_value_is_found_and_is_not_once_it_is_one(page):
    page.bar.search.setText("plenty")
    put(page, "search-answers", ("minimum",), "plenty")
    page.bar.search.setText("plenty ")
    assert shown(page) == ["search-answers"]
    put(page, "search-answers", ("minimum",), "0.5")
    page.bar.search.setText("plenty")
    assert not shown(page)


def test_another_plan_is_looked_through_and_only_what_it_says_is_formatted(page, baseline, formatted):
    page.bar.search.setText("zzz")
    formatted.clear()
    page.document.take_plan(planner.solve(baseline))
    page.bar.search.setText("decline")
    served = {
        row["id"]
        for row in page.document.plan.tables.requests.records("id", "decision")
        if row["decision"] == "decline"
    }
    assert served and set(shown(page)) >= served
    hidden = {key for name, key in formatted if name not in shown(page)}
    assert hidden == {column.key for column in page.table.columns if column.plan}


def test_rows_are_read_before_the_first_key(page, formatted, qtbot):
    with qtbot.waitActive(page):
        page.bar.search.setFocus()
    everything = page.table.rowCount() * page.table.columnCount()
    qtbot.waitUntil(lambda: len(set(formatted)) == everything)
    formatted.clear()
    page.bar.search.setText("zzz")
    assert not formatted


def test_a_sorted_table_is_sorted_by_what_is_typed_now(page):
    page.view.sortByColumn(page.table.column_of(("name",)), Qt.SortOrder.AscendingOrder)
    last = shown(page)[-1]
    put(page, last, ("name",), "1st of all")
    page.bar.search.setText("a")
    assert shown(page)[0] == last
