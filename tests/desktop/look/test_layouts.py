"""Rows and columns of widgets: no margins unless wanted, parts in their order, room that takes what is left over."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.desktop.look.layouts import column_of, row_of


def test_a_box_has_no_margins_unless_some_are_wanted_or_the_styles_own_are(qtbot: QtBot) -> None:
    plain, wide, own, style = (QWidget() for _ in range(4))
    for each in (plain, wide, own, style):
        qtbot.addWidget(each)
    assert row_of(inside=plain).contentsMargins().isNull()
    assert row_of(inside=wide, margins=(1, 2, 3, 4)).contentsMargins() == QMargins(1, 2, 3, 4)
    assert column_of(inside=own, margins=None).contentsMargins() == QVBoxLayout(style).contentsMargins()


def test_room_that_takes_what_is_left_over_pushes_what_follows_to_the_end(qtbot: QtBot) -> None:
    whole, first, inner, last = QWidget(), QLabel("a"), QLabel("b"), QLabel("c")
    qtbot.addWidget(whole)
    row_of(first, column_of(inner, ...), ..., last, inside=whole, gap=5)
    whole.resize(400, 100)
    whole.show()
    assert first.x() == 0
    assert inner.x() == first.width() + 5
    assert last.geometry().right() == 399
    assert inner.y() == 0
    assert inner.height() < 100


def test_a_part_stretches_as_it_is_told(qtbot: QtBot) -> None:
    whole, small, large = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(whole)
    column_of((small, 1), (large, 3), inside=whole, gap=0)
    whole.resize(50, 400)
    whole.show()
    assert (small.height(), large.height()) == (100, 300)
