"""Commands on rows and cells."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from planner.desktop.actions.importing import import_tables
from planner.desktop.look.words import counted, tr
from planner.desktop.open.editing.collections import rows_text
from planner.desktop.open.editing.going_along import went_along
from planner.desktop.pages.tables.selected_cells import SelectedCells
from planner.desktop.window.main_window import MainWindow
from planner.files.clipboard import read_cells
from planner.files.sheets import sheet_of_cells
from planner.importing.backlog.columns import is_headed


def copy(window: MainWindow) -> None:
    """Copy the selected cells or rows, or the chart; in the Plan tab the whole plan."""
    pages = window.pages
    if (page := pages.table) is not None:
        page.cells.copy()
    elif pages.currentWidget() is pages.plan:
        window.run("copy_plan")
    elif pages.currentWidget() is pages.tradeoffs:
        pages.tradeoffs.copy()
    elif pages.currentWidget() is pages.compare:
        pages.compare.copy()


def _on_cells(do: Callable[[SelectedCells], object]) -> Callable[[MainWindow], None]:
    """What is done with the selected cells of the table in front, if one is."""

    def done(window: MainWindow) -> None:
        if (page := window.pages.table) is not None:
            do(page.cells)

    return done


cut, clear = _on_cells(SelectedCells.cut), _on_cells(SelectedCells.clear)
fill_down, take_parent = _on_cells(SelectedCells.fill_down), _on_cells(SelectedCells.take_parent)


def paste(window: MainWindow) -> None:
    """Paste cells; a backlog whose columns are not the table's own is imported, which says what becomes of each."""
    page = window.pages.table if window.session.document is not None else None
    sheet = sheet_of_cells(read_cells(QGuiApplication.clipboard().text()))
    takes_requests = page is None or page is window.pages.requests
    if (
        takes_requests
        and is_headed(sheet)
        and not (page is not None and page.cells.knows_columns(sheet.rows[0].cells.values()))
    ):
        import_tables(window, [(tr("Clipboard"), sheet)])
    elif page is not None:
        page.cells.paste()


def set_selected(window: MainWindow) -> None:
    """Ask for a text, and type it into every selected cell."""
    if (page := window.pages.table) is not None:
        count = sum(column.editable for _, column in page.cells.each())
        if count:
            asked = counted(count, "Value for {count} cell", "Value for {count} cells")
            text, done = QInputDialog.getText(window, tr("Set for all selected"), asked)
            if done:
                page.cells.fill(text)


def add_row(window: MainWindow) -> None:
    page = window.pages.table or window.pages.requests
    window.pages.show_table(page)
    page.add()


def delete_rows(window: MainWindow) -> None:
    """Take the selected rows away, and say what went with them."""
    page = window.pages.table
    names = page.cells.names() if page is not None else []
    if page is None or not names:
        return
    before = page.document.scenario
    what = rows_text(before, page.collection, names)
    if reason := page.remove():
        window.notices.put("command", reason)
        return
    said = "; ".join(went_along(before, page.document.scenario, several=len(names) > 1))
    window.say(tr("Deleted {what}; {said}.", what=what, said=said) if said else tr("Deleted {what}.", what=what))


def duplicate(window: MainWindow) -> None:
    """A copy of the selected rows; in the tree a variant of the scenario."""
    if window.panels.tree.hasFocus() or window.pages.table is None:
        window.run("new_variant")
    elif not window.pages.table.cells.names():
        window.say(tr("Select the rows that shall be copied first."))
    else:
        window.pages.table.duplicate()


def find(window: MainWindow) -> None:
    """Go to the filter of the table."""
    page = window.pages.table or window.pages.requests
    window.pages.show_table(page)
    page.bar.search.setFocus()
    page.bar.search.selectAll()


def new_rule(window: MainWindow) -> None:
    window.pages.setCurrentWidget(window.pages.rules)
    window.pages.rules.rules.begin()
