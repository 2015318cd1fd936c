"""Where the keyboard goes: from top to bottom, back to where it was in rows made anew, out of what is being typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLayout, QLineEdit, QPlainTextEdit, QWidget


def order_tabs(whole: QWidget) -> None:
    """Let Tab go through everything as it is laid out."""
    for before, after in pairwise(stops(whole)):
        QWidget.setTabOrder(before, after)


def stops(whole: QWidget) -> Iterator[QWidget]:
    """What Tab stops at, in the order in which it is laid out, out of sight or not."""
    if whole.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield whole
    elif (layout := whole.layout()) is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from stops(widget)
        elif (inner := item.layout()) is not None:
            yield from _inside(inner)


type Place = tuple[int, int]
"""A row, and which of its stops."""


def place_in(rows: Sequence[QWidget]) -> Place | None:
    """Where among rows the keyboard is; None where it is elsewhere."""
    focused = QApplication.focusWidget()
    for at, row in enumerate(rows):
        if focused is not None and (row is focused or row.isAncestorOf(focused)):
            here = [k for k, stop in enumerate(stops(row)) if stop is focused or stop.isAncestorOf(focused)]
            return at, (here or [0])[0]
    return None


def go_back(rows: Sequence[QWidget], place: Place, otherwise: QWidget) -> None:
    """Give the keyboard to the same place in rows that have changed, or to the nearest one."""
    if not rows:
        otherwise.setFocus()
        return
    row = rows[min(place[0], len(rows) - 1)]
    found = [(abs(k - place[1]), k, stop) for k, stop in enumerate(stops(row)) if stop.isVisibleTo(row)]
    (min(found, key=lambda each: each[:2])[2] if found else otherwise).setFocus()


def finish_editing(window: QWidget) -> None:
    """Enter what is being typed in a window, as leaving the field would; the field is left only for a moment."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit | QAbstractSpinBox | QPlainTextEdit) or field.window() is not window:
        return
    field.clearFocus()
    if shiboken6.isValid(field) and field.isVisible() and QApplication.focusWidget() is None:
        field.setFocus()
