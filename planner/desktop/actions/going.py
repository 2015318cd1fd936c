"""Commands that lead somewhere: to a tab, a panel, a scenario, a request; and all that the palette offers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog

from planner.desktop.look.words import tr, unmarked
from planner.desktop.pages.tradeoffs.questions import questions
from planner.desktop.window.glossary import Glossary
from planner.desktop.window.main_window import MainWindow
from planner.desktop.window.palette import Offer, Palette


def show_palette(window: MainWindow) -> None:
    """Offer everything that can be done or gone to, by name."""
    palette = Palette(offers(window), window)
    if palette.exec() == QDialog.DialogCode.Accepted and palette.chosen is not None:
        palette.chosen.do()


def show_glossary(window: MainWindow) -> None:
    """What the words on the screen mean, and what the keys do."""
    Glossary(keys(window), window).exec()


def keys(window: MainWindow) -> list[tuple[str, str]]:
    """Every key, and what it does."""
    found = []
    for action in window.actions_by_name.values():
        said = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
        if said:
            found.append((", ".join(said), action.statusTip() or unmarked(action.text()).removesuffix("…")))
    return found


def offers(window: MainWindow) -> list[Offer]:
    """What can be done now comes first."""
    return [*_actions(window), *_questions(window), *_scenarios(window), *_places(window)]


def go_to_tab(window: MainWindow, tab: int) -> None:
    window.pages.go_to(tab)


def show_panel(window: MainWindow, name: str) -> None:
    """Bring a panel to the front, wherever it is, and let the keyboard go on there."""
    window.panels.bring_up(name)
    window.panels.docks[name].widget().setFocus(Qt.FocusReason.ShortcutFocusReason)


def next_tab(window: MainWindow) -> None:
    window.pages.go_to(window.pages.currentIndex() + 1)


def previous_tab(window: MainWindow) -> None:
    window.pages.go_to(window.pages.currentIndex() - 1)


def _actions(window: MainWindow) -> Iterator[Offer]:
    steps = {"undo": tr("Undo"), "redo": tr("Redo")}  # not found by what the step was about: nobody looks for that
    for name, action in window.actions_by_name.items():
        if action.isEnabled():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            text = unmarked(action.text()).removesuffix("…")
            yield Offer(text, action.trigger, keys, action.icon(), only=steps.get(name, ""))


def _questions(window: MainWindow) -> Iterator[Offer]:
    """What the Trade-offs tab answers, by any word of it, and by those that it is known by elsewhere."""
    if window.session.document is None:
        return
    for question in questions():
        text = tr("Trade-offs: {question}", question=question.title)
        also = f"{question.hint} {question.group} {question.key}"
        yield Offer(text, partial(_ask, window, question.key), also=also)


def _ask(window: MainWindow, key: str) -> None:
    """Put a question of the Trade-offs tab in front."""
    window.pages.setCurrentWidget(window.pages.tradeoffs)
    window.pages.tradeoffs.choose(key)
    window.pages.tradeoffs.list.setFocus()


def _scenarios(window: MainWindow) -> Iterator[Offer]:
    workspace = window.session.workspace
    for file, document in workspace.documents.items() if workspace else ():
        if document is not window.session.document:
            yield Offer(
                tr("Open scenario {name}", name=document.name), partial(window.session.open, file), also=file.stem
            )


def _places(window: MainWindow) -> Iterator[Offer]:
    """Requests, pools and rules of what is open."""
    document = window.session.document
    if document is None:
        return
    scenario = document.scenario
    go = window.pages.show_place
    for request in scenario.requests:
        text = tr("Show request {name}", name=request.title)
        yield Offer(text, partial(go, ("requests", request.id)), also=f"{request.id} {request.team} {request.product}")
    for pool in scenario.pools:
        yield Offer(tr("Show pool {name}", name=pool.title), partial(go, ("pools", pool.id)), also=pool.id)
    for rule in scenario.rules:
        yield Offer(tr("Show rule {name}", name=rule.name), partial(go, ("rules", rule.name)))
