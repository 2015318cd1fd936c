"""How tests drive the window: wait for its plan, find cells, select them."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

import planner
from planner.errors import InfeasibleError


def settle(qtbot, window):
    """Wait until the plan is the plan of what is open, and nothing runs."""
    qtbot.waitUntil(lambda: window.session.is_at_rest, timeout=30_000)


def cell(window, name, *steps, page=None):
    table = (page or window.pages.requests).table
    return table.index(table.row_of(name), table.column_of(steps))


def select(view, first, last=None):
    at = [
        view.filtered.mapFromSource(view.table.index(view.table.row_of(name), view.table.column_of(tuple(steps))))
        for name, *steps in (first, last or first)
    ]
    view.setCurrentIndex(at[0])
    view.selectionModel().select(QItemSelection(*at), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def open_variant(window, qtbot):
    window.session.open(window.session.workspace.folder / "late-delivery.yaml")
    settle(qtbot, window)


def forget(window):
    """Let the window be closed without a question."""
    for document in window.session.edited():
        document.undo_stack.setClean()


def type_in(field, text):
    """Type over what stands in a field, and press Enter."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return field


def choose(view, key, text):
    """Open the choice at a part with the keyboard, and take an entry."""
    view.buttons[key].setFocus()
    QTest.keyClick(view.buttons[key], Qt.Key.Key_Return)
    pick(text)


def pick(text):
    """Take an entry of the menu that is open, with the keyboard."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(action for action in menu.actions() if action.text() == text))
    QTest.keyClick(menu, Qt.Key.Key_Return)


def begun(qtbot, limits):
    """Begin a rule or an expectation; its card, of which the first part is open."""
    limits.add.click()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return list(limits.rows.values())[-1]


def wheel(widget, turned):
    """Turn the wheel over a widget; whether it took that."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def choose_chart(page, key):
    """Choose an entry of the Trade-offs tab."""
    for row in range(page.list.count()):
        if page.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
            page.list.setCurrentRow(row)


def worked_out(qtbot, page):
    """Work the chosen question of the Trade-offs tab out."""
    page.asking.run.click()
    qtbot.waitUntil(lambda: not page.answers.running, timeout=60_000)


def shown(qtbot, view):
    """The chart of a view, as soon as it is drawn."""
    qtbot.waitUntil(lambda: not view.is_drawing and view.chart is not None, timeout=30_000)
    return view.chart


def forget_plan(document, scenario):
    """Make a document's scenario one that has no plan: the plan before stays."""
    document.replace(scenario, "no plan")
    try:
        planner.solve(scenario)
    except InfeasibleError as error:
        document.take_error(error)
    assert document.error is not None
