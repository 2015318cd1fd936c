"""Rows that are only read: what Qt is told, what is drawn, copied, and gone through with the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from planner.desktop.look.read_table import ReadColumn, ReadTable
from planner.desktop.look.read_view import ReadList, ReadView
from planner.desktop.look.wrapped import Roomy

ROWS = [("first", 1.5), ("second\nline", -2.0), ("third", 3.0)]
COLUMNS = [
    ReadColumn("Name", lambda row: row[0], hint=lambda row: f"all of {row[0]}", tip="What it is called"),
    ReadColumn(
        "Value\n[points]",
        lambda row: f"{row[1]:g}",
        ink=lambda row: "#ff0000" if row[1] < 0 else "",
        ground=lambda row: "#00ff00" if row[1] > 2 else "",
        title_ink="#0000ff",
        at_right=True,
    ),
]


@pytest.fixture
def table(qapp):
    found = ReadTable()
    found.show_rows(COLUMNS, ROWS)
    return found


@pytest.fixture(params=[ReadView, ReadList])
def view(request, qtbot, table):
    found = request.param(table, "Rows")
    found.setItemDelegate(Roomy(found, 10, 6, 30))
    qtbot.addWidget(found)
    found.resize(300, 200)
    found.show()
    return found


def test_what_qt_is_told_holds_together_whatever_rows_come(qtmodeltester, table):
    qtmodeltester.check(table)
    for rows, none in ((ROWS[:1], ""), ([], "Nothing."), ([], ""), (ROWS, "")):
        table.show_rows(COLUMNS, rows, none)
        qtmodeltester.check(table)
    table.show_heads(COLUMNS)
    table.redraw()


def test_where_there_are_no_rows_one_says_so_and_is_no_row(view):
    view.table.show_rows(COLUMNS, [], "No difference.")
    assert view.texts([0]) == (["Name", "Value [points]"], [["No difference.", ""]])
    view.selectRow(0)
    assert view.current_row is None
    view.grab()


def test_a_cell_is_drawn_as_qt_would_draw_it_from_the_table(view):
    role = QPalette.ColorRole.Text
    for row in range(3):
        for column in range(2):
            index, ours, theirs = view.table.index(row, column), QStyleOptionViewItem(), QStyleOptionViewItem()
            view.initViewItemOption(ours)
            view.initViewItemOption(theirs)
            view.itemDelegate().initStyleOption(ours, index)
            QStyledItemDelegate.initStyleOption(view.itemDelegate(), theirs, index)
            for name in ("text", "displayAlignment", "features", "backgroundBrush", "font", "index"):
                assert getattr(ours, name) == getattr(theirs, name), name
            assert ours.palette.brush(role) == theirs.palette.brush(role)
            hint = QStyledItemDelegate.sizeHint(view.itemDelegate(), theirs, index)
            size = view.itemDelegate().sizeHint(ours, index)
            assert (size.width(), size.height()) == (hint.width() + 10, max(hint.height() + 6, 30))


def test_the_selected_rows_are_copied_or_all_where_none_is_selected(view):
    view.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) >= 4
    view.selectRow(2)
    view.copy()
    assert QGuiApplication.clipboard().text().splitlines() == ["Name\tValue [points]", "third\t3"]
    assert view.current_row == ROWS[2]


def test_other_heads_leave_the_selection_and_other_rows_do_not(view):
    view.selectRow(1)
    view.table.show_heads([ReadColumn("Title", COLUMNS[0].text), COLUMNS[1]])
    assert view.current_row == ROWS[1]
    assert view.table.headerData(0, Qt.Orientation.Horizontal) == "Title"
    view.table.show_rows(COLUMNS, ROWS[:2])
    assert view.current_row is None
    assert view.currentIndex() == QModelIndex()


def test_home_and_end_go_to_the_first_and_the_last_row_of_a_list(qtbot, table):
    view = ReadList(table, "Rows")
    qtbot.addWidget(view)
    view.show()
    view.setCurrentIndex(table.index(1, 1))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_row == ROWS[2]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_row == ROWS[0]
