"""How an explanation looks: its card, its headings and sentences, and that there is more to come."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from planner.desktop.look.labels import enlarge, label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE, current
from planner.desktop.look.words import tr
from planner.desktop.panels.why.cards import Card


def new_body() -> tuple[QWidget, QVBoxLayout]:
    """What is scrolled, and its column."""
    body = QWidget()
    return body, column_of(inside=body, gap=SPACE - 2, margins=(SPACE + 4, SPACE, SPACE + 4, SPACE))


def add_card(box: QVBoxLayout, shown: Card) -> None:
    """The title, the state in its colour, and the figures at the right of their names."""
    title, state, theme = label(shown.title), label(shown.state), current()
    enlarge(title, 1.2)
    colour = getattr(theme, shown.colour) if hasattr(theme, shown.colour) else theme.decision(shown.colour)
    state.setStyleSheet(f"color: {colour}; font-weight: 600;")
    for part in (title, state, *([sentence(shown.said)] if shown.said else [])):
        box.addWidget(part)
    form = QFormLayout()
    form.setHorizontalSpacing(2 * SPACE)
    form.setVerticalSpacing(2)
    for name, text in shown.figures:
        key = label(name, "quiet")
        key.setWordWrap(False)
        form.addRow(key, label(text))
    box.addLayout(form)


def heading(text: str) -> QLabel:
    """Above sentences of one part."""
    found = label(text, "heading")
    found.setContentsMargins(0, SPACE, 0, 0)
    return found


def sentence(text: str, role: str = "") -> QLabel:
    """One of an explanation, however narrow the panel is."""
    found = label(text, role, selectable=True)
    found.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return found


def working() -> QWidget:
    """There is more to come."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedHeight(3)
    bar.setAccessibleName(tr("Solving again to explain more"))
    return bar
