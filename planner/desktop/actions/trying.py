"""Commands on what the What if? panel tries out."""

from __future__ import annotations

from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.window.main_window import MainWindow


def keep(window: MainWindow) -> None:
    """Make the scenario as it is tried out, as one step that can be taken back."""
    document = _trying(window)
    if document is not None and document.trial is not None:
        document.replace(document.trial, window.panels.whatif.let_go())


def keep_as_variant(window: MainWindow) -> None:
    """A variant with what is tried out, which then is open."""
    document = _trying(window)
    if document is not None and document.trial is not None:
        window.attempt.open_variant(document.trial, window.panels.whatif.title())
        if (variant := window.session.document) is not None and variant is not document:
            window.say(tr("The what-if is kept in “{name}”.", name=variant.name))


def drop(window: MainWindow) -> None:
    """Go back to the scenario as it is."""
    window.panels.whatif.give_up()


def _trying(window: MainWindow) -> Document | None:
    """The open document where something is tried out."""
    document = window.session.document
    return document if document is not None and document.trial is not None else None
