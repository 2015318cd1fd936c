"""The actions come into the window: menus and keys, bars and buttons, and what can be chosen when."""

from __future__ import annotations

from functools import partial

from planner.desktop.actions import enabling, importing, menus
from planner.desktop.actions.trying import try_promise
from planner.desktop.window.dropping import Dropping
from planner.desktop.window.main_window import MainWindow


def attach(window: MainWindow) -> None:
    """Let everything be done in a window that stands; it runs them by name from then on."""
    found = window.actions_by_name = menus.build(window)
    menus.give_context_menus(window, found)
    window.welcome.offer([found[name] for name in ("new_scenario", "import", "open_workspace")])
    window.panels.whatif.kept.connect(found["keep_trial"].trigger)
    window.panels.whatif.kept_as_variant.connect(found["trial_as_variant"].trigger)
    receipt = window.pages.plan.receipt
    receipt.kept.connect(found["keep_trial"].trigger)
    receipt.kept_as_variant.connect(found["trial_as_variant"].trigger)
    receipt.dropped.connect(found["drop_trial"].trigger)
    window.pages.plan.view.moved_over.connect(partial(try_promise, window))
    window.redrawn.connect(partial(menus.redraw, found))
    Dropping(window, partial(importing.bring_in, window))
    enabling.watch(window)
    enabling.enable(window)
