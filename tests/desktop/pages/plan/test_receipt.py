"""A row over the cut line: solved with that promise, with a receipt of what it costs and who pays."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

import planner
from tests.desktop.driving import settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.pages.plan)
    return window.pages.plan


def lost(page):
    """A request below the cut line that is not served in full."""
    table = page.table
    return next(k for k in range(table.cut_row + 1, len(table.rows)) if table.rows[k]["decision"] != "fund")


def drag(view, row, to):
    """Take a row with the mouse to a height [px]."""
    at = QPoint(60, view.rowViewportPosition(row) + 4)
    QTest.mousePress(view.viewport(), LEFT, pos=at)
    for y in (at.y() + (to - at.y()) // 2, to):
        QTest.mouseMove(view.viewport(), QPoint(60, y))
        # an offscreen platform moves the mouse without a button: as a window system would say it
        view.mouseMoveEvent(moved(view, QPoint(60, y)))
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(60, to))


def moved(view, at):
    place = view.viewport().mapToGlobal(at)
    return QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(place),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_row_dragged_over_the_cut_line_is_promised_and_keep_makes_it_a_commitment(window, qtbot, page):
    document, row = window.session.document, lost(page)
    name, before = page.table.request(row), document.plan
    drag(page.view, row, page.view.rowViewportPosition(0) + 3)
    assert document.trial is not None and document.trial.request_by_id[name].commitment == "must"
    assert page.receipt.isVisible()
    settle(qtbot, window)
    assert document.shown_plan.row(name)["share"] == pytest.approx(1)
    said = page.receipt.said.text()
    assert said.startswith("It costs ") and (" pay" in said)
    file = document.file
    page.receipt.keep.click()
    settle(qtbot, window)
    assert not page.receipt.isVisible()
    assert window.actions_by_name["undo"].text().endswith("promised in full")
    window.run("save")
    kept = planner.load(file)
    assert kept.request_by_id[name].commitment == "must"
    # what the receipt has said, by the file
    price = before.value - planner.solve(kept, gap=0.0).value
    figures = [float(word) for word in said.split(".  ")[0].split() if word.replace(".", "").isdigit()]
    assert figures[0] == pytest.approx(price, rel=6e-3)


def test_anything_else_takes_it_back(window, qtbot, page):
    document, row = window.session.document, lost(page)
    scenario = document.scenario
    drag(page.view, row, page.view.rowViewportPosition(0) + 3)
    settle(qtbot, window)
    page.receipt.drop.click()
    settle(qtbot, window)
    assert document.trial is None and document.scenario is scenario and not page.receipt.isVisible()


def test_a_row_let_go_on_its_own_side_changes_nothing(window, page):
    row = lost(page)
    drag(page.view, row, page.view.rowViewportPosition(row) + page.view.rowHeight(row) - 2)
    drag(page.view, 0, page.view.rowViewportPosition(0) + 20)
    assert window.session.document.trial is None


def test_what_can_not_be_promised_says_what_stands_against_it(window, qtbot, page):
    document, row = window.session.document, lost(page)
    name = page.table.request(row)
    tight = {"rules": {"Nothing": {"name": "Nothing", "measure": "gpu_hours", "of": {"id": name}, "at_most": 0}}}
    document.replace(planner.vary(document.scenario, tight), "tight")
    settle(qtbot, window)
    page.show_request(name)
    window.run("promise")
    settle(qtbot, window)
    assert page.receipt.said.text().startswith("No plan can keep all of these together: ")
    page.receipt.drop.click()
    settle(qtbot, window)
    assert document.error is None
