"""What actions need; one that lacks it can't be chosen, in no menu and by no key."""

from __future__ import annotations

from planner.desktop.window.main_window import MainWindow


def workspace(window: MainWindow) -> bool:
    return window.session.workspace is not None


def document(window: MainWindow) -> bool:
    """A scenario is open."""
    return window.session.document is not None


def plan(window: MainWindow) -> bool:
    """There is a plan on screen."""
    found = window.session.document
    return found is not None and found.shown_plan is not None


def plan_in_front(window: MainWindow) -> bool:
    """The plan is in front, and has rows."""
    return plan(window) and window.pages.currentWidget() is window.pages.plan


def table(window: MainWindow) -> bool:
    """A table that can be edited is in front."""
    return document(window) and window.pages.table is not None


def place_to_paste(window: MainWindow) -> bool:
    """A table that can be edited is in front, or nothing is open and a paste may begin a scenario."""
    return table(window) or (workspace(window) and not document(window))


def cells(window: MainWindow) -> bool:
    """Cells of that table are selected."""
    page = window.pages.table
    return document(window) and page is not None and page.view.selectionModel().hasSelection()


def something_to_copy(window: MainWindow) -> bool:
    """Cells are selected, or a plan, a chart or a comparison is in front."""
    pages = window.pages
    return cells(window) or (plan(window) and pages.currentWidget() in (pages.plan, pages.tradeoffs, pages.compare))


def parents_cells(window: MainWindow) -> bool:
    """Cells are selected, and the scenario extends another one."""
    found = window.session.document
    return found is not None and found.parent_scenario is not None and cells(window)


def trial(window: MainWindow) -> bool:
    """Something is tried out."""
    found = window.session.document
    return found is not None and found.trial is not None


def solving(window: MainWindow) -> bool:
    """Something is being solved."""
    return window.session.live.is_running


def unsaved(window: MainWindow) -> bool:
    """Some scenario has changes that are not in its file."""
    return bool(window.session.edited())


def file(window: MainWindow) -> bool:
    """A file is chosen in the tree."""
    return window.panels.tree.chosen is not None


def own_file(window: MainWindow) -> bool:
    """The chosen file is one that may be written."""
    found = window.session.workspace
    return found is not None and not found.is_read_only and file(window)
