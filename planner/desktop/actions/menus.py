"""Menus, toolbar and keys, made from the actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from planner.desktop.actions.catalogue import ACTIONS, MENUS, PANELS_MENU, UNDO_AND_REDO, Action, Keys
from planner.desktop.actions.files import open_recent
from planner.desktop.look.icons import icon
from planner.desktop.look.keyboard import finish_editing
from planner.desktop.look.words import literal, tr, unmarked
from planner.desktop.window.main_window import MainWindow

ON_SCENARIOS = ("new_scenario", "new_variant", "rename", "discard", "reveal")
ON_ROWS = (
    "copy", "paste", "clear", "fill_down", "set_selected", "take_parent", "add_row", "duplicate", "delete_rows",
)  # fmt: skip
ON_PLAN = ("promise", "do_without", "copy_plan", "export")
"""What the context menus hold."""


def build(window: MainWindow) -> dict[str, QAction]:
    """Put every action into the window; returns them by name, with ``undo`` and ``redo``."""
    found = _undo_and_redo(window)
    menus = {name: window.menuBar().addMenu(tr(name)) for name in MENUS}
    menus[UNDO_AND_REDO].addActions(list(found.values()))
    menus[UNDO_AND_REDO].addSeparator()
    for action in ACTIONS:
        made = _made(window, action)
        found[action.name] = made
        _menu(menus, action.menu).addAction(made)
        if action.name == "open_workspace":
            menus[action.menu].addMenu(_recent(window))
        if action.ends_group:
            menus[action.menu].addSeparator()
        if action.in_toolbar:
            window.toolbar.addAction(made)
        if action.name == "save":
            window.toolbar.addSeparator()
            window.toolbar.addActions([found["undo"], found["redo"]])
            window.toolbar.addSeparator()
    menus[PANELS_MENU].addSeparator()
    menus[PANELS_MENU].addActions([dock.toggleViewAction() for dock in window.panels.docks.values()])
    return found


def _menu(menus: dict[str, QMenu], path: str) -> QMenu:
    """A menu, or one inside of another, made when it is asked for first."""
    if path not in menus:
        outer, _, name = path.partition("/")
        menus[path] = menus[outer].addMenu(tr(name))
    return menus[path]


def _recent(window: MainWindow) -> QMenu:
    """Workspaces opened before, listed when the menu is about to show."""
    menu = QMenu(tr("Open &recent"), window)

    def fill() -> None:
        menu.clear()
        for folder in window.settings.workspaces:
            menu.addAction(literal(str(folder)), partial(open_recent, window, folder)).setEnabled(folder.is_dir())
        if menu.isEmpty():
            menu.addAction(tr("None yet")).setEnabled(False)

    menu.aboutToShow.connect(fill)
    return menu


def give_context_menus(window: MainWindow, actions: dict[str, QAction]) -> None:
    """What can be done with scenarios, rows and the plan, where they are clicked."""
    for widget, names in (
        (window.panels.tree, ON_SCENARIOS),
        *((page.view, ON_ROWS) for page in window.pages.tables),
        (window.pages.plan.view, ON_PLAN),
    ):
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        widget.addActions([actions[name] for name in names])


def redraw(actions: dict[str, QAction]) -> None:
    """The icons in the theme's colours."""
    names = {action.name: action.icon for action in ACTIONS} | {"undo": "undo", "redo": "redo"}
    for name, action in actions.items():
        if names.get(name):
            action.setIcon(icon(names[name]))


def _made(window: MainWindow, action: Action) -> QAction:
    found = QAction(tr(action.text), window)
    found.setObjectName(action.name)
    found.setShortcuts(_keys(action.keys))
    keys = found.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    tip = tr(action.tip) if action.tip else unmarked(found.text())
    found.setToolTip(f"{tip} ({keys})" if keys else tip)
    found.setStatusTip(tip)
    if action.icon:
        found.setIcon(icon(action.icon))
    found.triggered.connect(partial(_run, window, action))
    return found


def _keys(keys: Keys) -> list[QKeySequence]:
    if isinstance(keys, str):
        return [QKeySequence(keys)] if keys else []
    return QKeySequence.keyBindings(keys)


def _run(window: MainWindow, action: Action, checked: bool = False) -> None:
    finish_editing(window)
    action.slot(window)


def _undo_and_redo(window: MainWindow) -> dict[str, QAction]:
    undo = window.undo_group.createUndoAction(window, tr("Undo"))
    redo = window.undo_group.createRedoAction(window, tr("Redo"))
    for action, name, keys in (
        (undo, "undo", QKeySequence.StandardKey.Undo),
        (redo, "redo", QKeySequence.StandardKey.Redo),
    ):
        action.setObjectName(name)
        action.setShortcuts(_keys(keys))
        action.setIcon(icon(name))
    return {"undo": undo, "redo": redo}
