"""How the plan on screen stands to the scenario that it is shown for."""

from __future__ import annotations

from dataclasses import dataclass

from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.domain.plan import Plan
from planner.errors import InfeasibleError, PlannerError


@dataclass(frozen=True)
class Standing:
    """What keeps a plan from being the plan of its scenario."""

    short: str
    """In a few words, to stand behind a name."""
    said: str
    """As a sentence."""


def standing(document: Document, *, shown: bool = False) -> Standing | None:
    """What is the matter with a document's plan; None: it is the plan of the scenario as it is.

    ``shown``: with the plan on screen, which may be of what is tried out.
    """
    plan, scenario = document.plan, document.scenario
    if shown:
        plan, scenario = document.shown_plan, document.at_work
    if plan is not None and plan.scenario is scenario:
        return None
    if isinstance(document.error, InfeasibleError):
        return _infeasible(plan is None)
    if plan is None:
        why = str(document.error).partition("\n")[0] if document.error else tr("It has not been solved yet.")
        return Standing(tr("not solved yet"), why)
    if document.error is not None:
        said = tr("The solve was stopped: this is the plan of an earlier state of the scenario. F5 solves again.")
        return Standing(tr("not solved: plan of an earlier state"), said)
    said = tr("A new plan is on its way: this one is of an earlier state of the scenario.")
    return Standing(tr("being solved: plan of an earlier state"), said)


def awaited(document: Document) -> str:
    """What stands in the place of a plan that there is not yet."""
    if not document.scenario.requests:
        return tr("No requests yet. Add some in the Requests tab, and their plan stands here.")
    if document.is_worked_on:
        return tr("The plan is being worked out: it stands here as soon as there is one.")
    return tr("No plan yet. Press F5 to solve.")


def why_not(error: PlannerError) -> str:
    """Why what is tried out has no plan."""
    if isinstance(error, InfeasibleError):
        said = tr("No plan can keep all of these together: {what}.", what="; ".join(error.conflict.members))
        return f"{said} {error.conflict.caution}".strip()
    return str(error).partition("\n")[0]


def _infeasible(is_without: bool) -> Standing:
    if is_without:
        return Standing(tr("infeasible: no plan"), tr("No plan keeps all rules and commitments."))
    said = tr(
        "No plan keeps all rules and commitments as they are now: this is the plan of the last state that had one."
    )
    return Standing(tr("infeasible: plan of the last valid state"), said)


def untried(document: Document) -> Plan | None:
    """The plan without what is tried out; None where the scenario has changed since."""
    plan = document.plan
    return plan if plan is not None and plan.scenario is document.scenario else None


def provisional(difference: str) -> str:
    """A difference that is none to what is on screen: ``(−1.96)``."""
    return f"({difference})" if difference else ""


def against_saved(parent: Document | None) -> str:
    """What a difference to a parent with unsaved changes is to; nothing where that needs no word."""
    if parent is None or not parent.is_edited:
        return ""
    if parent.saved_plan is None:
        return tr("“{name}” is not solved as its file has it.", name=parent.name)
    value = f"{parent.saved_plan.value:.2f}"
    return tr("Against “{name}” as its file has it ({value} points): its changes are not saved yet.",
              name=parent.name, value=value)  # fmt: skip
