"""Sentences about a subject: those of the plan at once, those that take re-solves as they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.desktop.open.studying import study_of
from planner.desktop.panels.why.cards import Subject
from planner.domain.plan import Plan
from planner.program import Control
from planner.tradeoffs.explanations.limits import limit_questions
from planner.tradeoffs.explanations.request import Explanation, explaining
from planner.tradeoffs.parallel.threads import side_by_side
from planner.tradeoffs.sentences.limits import limit_facts


@dataclass(frozen=True)
class Line:
    """One sentence of an explanation."""

    part: str
    """What it is about; lines of one part stand together."""
    text: str
    changes: Mapping[str, Any] | None = None
    """What a variant would change, where the sentence speaks of one."""


def facts(plan: Plan, subject: Subject) -> list[Line]:
    """What the plan says by itself."""
    if subject.kind == "request":
        return [Line("decision", str(plan.row(subject.name)["reason"]))]
    return [Line(*said) for said in limit_facts(plan, subject.kind, subject.name)]


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
            found = [*found, *(Line(*pair) for pair in said)]
            tell(found)
    return None if control.cancelled else found


def _lines(explanation: Explanation) -> list[Line]:
    """Sentences, each move with the variant that it stands for."""
    moves = iter(explanation.moves)
    found = []
    for part, text in explanation.sentences:
        move = next(moves, None) if part == "move" else None
        found.append(Line(part, text, move.changes if move else None))
    return found
