"""Actions can be chosen where what they need is there, and nowhere else."""

from __future__ import annotations

from functools import partial

from planner.desktop.actions.catalogue import ACTIONS
from planner.desktop.window.main_window import MainWindow

NEEDS = {need for action in ACTIONS for need in action.needs}


def watch(window: MainWindow) -> None:
    """Look again whenever something that actions need has come or gone."""
    again = partial(enable, window)
    pages, session = window.pages, window.session
    for signal in (
        pages.currentChanged, pages.inventory.currentChanged, window.panels.tree.currentItemChanged,
        session.workspace_opened, session.live.started, session.live.finished, window.caught_up,
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
