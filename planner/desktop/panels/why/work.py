"""Sentences about a subject: those of the plan at once, those that take re-solves as they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.desktop.look.words import tr
from planner.desktop.open.studying import study_of
from planner.desktop.panels.why.cards import Subject
from planner.domain.plan import Plan
from planner.program import Control
from planner.tradeoffs.explanations.limits import limit_questions
from planner.tradeoffs.explanations.request import PARTS, Explanation, explaining
from planner.tradeoffs.one_scenario.moves import chosen
from planner.tradeoffs.parallel.threads import side_by_side
from planner.tradeoffs.sentences.limits import limit_facts
from planner.tradeoffs.sentences.request import READING, heading

HEADINGS = {"more": "What more and less is worth", "slip": "If a delivery slips", "without": "What it costs"}
"""Of the parts of what is said of a limit; the others are about the limit itself."""


@dataclass(frozen=True)
class Line:
    """One sentence of an explanation."""

    heading: str
    """What it stands below; lines of one heading stand together."""
    text: str
    """Empty: it is still worked out, and comes in this place."""
    changes: Mapping[str, Any] | None = None
    """What a variant would change, where the sentence speaks of one."""


def facts(plan: Plan, subject: Subject) -> list[Line]:
    """What the plan says by itself, and the places of what is to come."""
    if subject.kind != "request":
        return [Line(tr(HEADINGS.get(part, "")), text) for part, text in limit_facts(plan, subject.kind, subject.name)]
    row = plan.row(subject.name)
    return [
        Line("", str(row["reason"])),
        *(Line(heading(part, row["decision"]), "") for part in READING if part in PARTS),
    ]


def explained(plan: Plan, subject: Subject, control: Control, tell: Callable[[list[Line]], None]) -> list[Line] | None:
    """Everything that can be said, told as it grows; None where a cancel came first."""
    study = study_of(plan, control)
    found: list[Line] = []
    if subject.kind == "request":
        for explanation in explaining(study, subject.name):
            found = _lines(explanation)
            tell(found)
    else:
        found = facts(plan, subject)
        for said in side_by_side(study, limit_questions(plan.scenario, subject.kind, subject.name)):
            found = [*found, *(Line(tr(HEADINGS.get(part, "")), text) for part, text in said)]
            tell(found)
    return None if control.cancelled else found


def _lines(explanation: Explanation) -> list[Line]:
    """Sentences in reading order, each move with the variant that it stands for; a place for each that is to come."""
    moves, found = iter(chosen(explanation.moves)), list[Line]()
    for part in READING:
        above = heading(part, explanation.facts.decision)
        if part in explanation.awaited:
            found.append(Line(above, ""))
        for text in explanation.said.get(part, ()):
            move = next(moves, None) if part == "move" else None
            found.append(Line(above, text, move.changes if move else None))
    return found
