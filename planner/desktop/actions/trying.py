"""Commands on what the What if? panel tries out."""

from __future__ import annotations

import planner
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.window.asking import AskDialog
from planner.desktop.window.main_window import MainWindow
from planner.tradeoffs.one_scenario.changes import committed, ruled_out


def keep(window: MainWindow) -> None:
    """Make the scenario as it is tried out, as one step that can be taken back."""
    document = _trying(window)
    if document is not None and document.trial is not None:
        document.replace(document.trial, window.panels.whatif.let_go())


def keep_as_variant(window: MainWindow) -> None:
    """A variant with what is tried out, which then is open."""
    document = _trying(window)
    if document is not None and document.trial is not None:
        window.attempt.open_variant(document.trial, document.trial_name or window.panels.whatif.title())
        if (variant := window.session.document) is not None and variant is not document:
            window.say(tr("The what-if is kept in “{name}”.", name=variant.name))


def drop(window: MainWindow) -> None:
    """Go back to the scenario as it is."""
    window.panels.whatif.give_up()


def promise(window: MainWindow) -> None:
    """Try the request under the cursor out as if it were promised in full."""
    try_promise(window, window.pages.plan.current_request, True)


def do_without(window: MainWindow) -> None:
    """Try out how the plan would be without the request under the cursor."""
    try_promise(window, window.pages.plan.current_request, False)


def try_promise(window: MainWindow, name: str, is_promised: bool) -> None:
    """Solve with a request promised in full, or ruled out; the Plan tab shows what that costs and who pays."""
    document = window.session.document
    if document is None or name not in document.scenario.request_by_id:
        window.say(tr("Choose a request of the plan first."))
        return
    request = document.scenario.request_by_id[name]
    text = tr("{name} promised in full") if is_promised else tr("Without {name}")
    changes = committed(request, whole=True) if is_promised else ruled_out(request)
    window.panels.whatif.factors.clear()
    document.try_out(planner.vary(document.scenario, changes), text.format(name=request.title))
    window.pages.setCurrentWidget(window.pages.plan)


def ask(window: MainWindow) -> None:
    """Whether a request that is in no scenario yet would be funded."""
    if window.session.document is not None:
        AskDialog(window.session, window.attempt.open_variant, window).show()


def _trying(window: MainWindow) -> Document | None:
    """The open document where something is tried out."""
    document = window.session.document
    return document if document is not None and document.trial is not None else None
