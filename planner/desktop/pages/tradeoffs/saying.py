"""What the page says of what it shows: how the plan stands, why there is no answer, and what an answer is of."""

from __future__ import annotations

from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.standing import Standing
from planner.desktop.pages.tradeoffs.answers import Answer, Answers
from planner.desktop.pages.tradeoffs.questions import Question
from planner.errors import InfeasibleError, PlannerError


def why(stands: Standing, error: PlannerError | None) -> str:
    """How the plan stands, and why the scenario as it is has none."""
    if not isinstance(error, InfeasibleError):
        return stands.said
    parts = [stands.said, tr("Not to be kept together: {what}.", what="; ".join(error.conflict.members))]
    parts += [error.conflict.caution] if error.conflict.caution else []
    if error.conflict.repairs:
        parts.append(tr("A repair: {what} More are listed under Problems.", what=error.conflict.repairs[0].sentence))
    return " ".join(parts)


def unanswered(answers: Answers, question: Question, subject: str) -> str:
    """What to say of a question that has no answer yet."""
    if answers.is_running(question, subject):
        return tr("This is being worked out, in the background.")
    if answers.was_stopped(question, subject):
        return tr("Stopped when the scenario changed, or something else was asked. Press “Work it out” to ask again.")
    if running := answers.running:
        return tr("Press “Work it out” to ask this instead: “{what}” then stops.", what=running)
    return tr("Press “Work it out”: this takes many solves, in the background.")


def note_on(document: Document, answer: Answer) -> str:
    """What an answer is of, where that is not what is on screen."""
    if answer.scenario is not document.scenario:
        return tr("Of an earlier state of the scenario: work it out again for the present one.")
    return tr("Of the scenario as it is, without the what-if.") if document.trial is not None else ""


def conflict_of(document: Document, answer: Answer | None) -> InfeasibleError | None:
    """Why the scenario as it is has no plan, where that is known."""
    plan = document.plan
    if plan is not None and plan.scenario is document.scenario:
        return None
    if document.trial is None and isinstance(document.error, InfeasibleError):
        return document.error
    is_present = answer is not None and answer.scenario is document.scenario
    return answer.error if answer and is_present and isinstance(answer.error, InfeasibleError) else None
