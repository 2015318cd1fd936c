"""Sentences about a subject: those of the plan at once, those that take re-solves as they come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.desktop.why.cards import Subject
from planner.domain.plan import Plan
from planner.program import Control
from planner.tradeoffs.one_scenario.explain import Explanation, explaining
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.parallel.side_by_side import side_by_side
from planner.tradeoffs.sentences.limits import limit_facts, limit_questions

PROVED = 1e-9
"""A gap up to which a plan is the one that a study would find again."""


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


def study_of(plan: Plan, control: Control) -> Study:
    """A study of a plan's scenario, which need not find the plan again where it is proved as far as a study wants."""
    return Study(plan.scenario, plan=plan if plan.certificate.gap <= PROVED else None, control=control)


def _lines(explanation: Explanation) -> list[Line]:
    """Sentences, each move with the variant that it stands for."""
    moves = iter(explanation.moves)
    found = []
    for part, text in explanation.sentences:
        move = next(moves, None) if part == "move" else None
        found.append(Line(part, text, move.changes if move else None))
    return found
