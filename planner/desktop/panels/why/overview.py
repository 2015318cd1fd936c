"""What the whole plan is like, while nothing is selected: what limits it, and who loses and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from planner.desktop.look.labels import label
from planner.desktop.look.shapes import decision_shape
from planner.desktop.look.theme import current
from planner.desktop.look.words import brief, literal, tr
from planner.desktop.panels.why.drawing import heading, new_body, sentence
from planner.domain.plan import Plan
from planner.words.limits import binding_sentences

LIMITS, LOSERS = 6, 8
"""Limits, and requests, that are shown."""
SHORT = 34
"""Letters of a name for which a narrow panel has room."""


def overview(plan: Plan | None, show: Callable[[str], object], firm: Sequence[str] = ()) -> QWidget:
    """The body of the panel; ``show`` explains a request by its id, ``firm`` says how sure the decisions are."""
    body, box = new_body()
    if plan is not None and len(plan.tables.requests):
        if limits := [*binding_sentences(plan)]:
            box.addWidget(heading(tr("What limits the plan")))
            for said in limits[:LIMITS]:
                box.addWidget(sentence(said))
            if len(limits) > LIMITS:
                box.addWidget(label(tr("and {count} more", count=len(limits) - LIMITS), "quiet"))
        if firm:
            box.addWidget(heading(tr("How firm it is")))
            for said in firm:
                box.addWidget(sentence(said))
        if losers := _losers(plan):
            box.addWidget(heading(tr("Who loses most, and why")))
            for row in losers[:LOSERS]:
                box.addWidget(_name(row, show), 0, Qt.AlignmentFlag.AlignLeft)
                box.addWidget(sentence(str(row["reason"])))
    box.addWidget(label(tr("Select a request, a pool or a rule to see why the plan treats it as it does."), "quiet"))
    box.addStretch()
    return body


def _losers(plan: Plan) -> list[dict[str, Any]]:
    """Requests that are not served in full, by the points that they would bring besides, the most first."""
    rows = plan.tables.requests.records("id", "name", "decision", "value_points", "captured_points", "reason")
    lost = [row for row in rows if row["decision"] != "fund"]
    return sorted(lost, key=lambda row: (row["captured_points"] - row["value_points"], row["id"]))


def _name(row: dict[str, Any], show: Callable[[str], object]) -> QPushButton:
    """A request's name, which leads to its explanation."""
    title = str(row["name"] or row["id"])
    button = QPushButton(literal(brief(title, SHORT)))
    button.setIcon(decision_shape(row["decision"], current().decision(row["decision"])))
    button.setProperty("role", "link")
    button.setToolTip(tr("{title}: why, and what would change it", title=title))
    button.clicked.connect(partial(show, row["id"]))
    return button
