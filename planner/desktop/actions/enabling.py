"""Actions can be chosen where what they need is there, and nowhere else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.desktop.actions.catalogue import ACTIONS

if TYPE_CHECKING:
    from planner.desktop.window.main_window import MainWindow

NEEDS = {need for action in ACTIONS for need in action.needs}


def watch(window: MainWindow) -> None:
    """Look again whenever something that actions need has come or gone; the window tells of its document itself."""
    again = partial(enable, window)
    pages, session = window.pages, window.session
    for signal in (
        pages.currentChanged, pages.inventory.currentChanged, window.panels.tree.currentItemChanged,
        session.workspace_opened, session.live.started, session.live.finished,
    ):  # fmt: skip
        signal.connect(again)
    for page in pages.tables:
        page.view.selectionModel().selectionChanged.connect(again)
        page.view.filtered.modelReset.connect(again)


def enable(window: MainWindow, *_: object) -> None:
    """Let each action be chosen, or not."""
    met = {need: need(window) for need in NEEDS}
    for action in ACTIONS:
        window.actions_by_name[action.name].setEnabled(all(met[need] for need in action.needs))
