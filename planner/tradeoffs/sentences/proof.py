"""How far many plans are proved, in words: what is not proved is not called the best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from planner.domain.plan import SOLVED
from planner.words.amounts import within
from planner.words.names import listed, plural

WHOLE = ("optimal", "within gap")
"""How a solve ends that went as far as was asked."""


class Proved(Protocol):
    """What a solve came to."""

    @property
    def status(self) -> str: ...
    @property
    def gap(self) -> float: ...


def best(outcome: Proved) -> str:
    """``the best plan``, where it is proved to be that."""
    return "the best plan" if outcome.status == "optimal" else "the best plan found"


def proof_words(status: str, gap: float) -> str:
    """``within 0.01 %``, ``within 0.3 %: node limit``; empty where it is proved to be the best, or there is no plan."""
    if status not in SOLVED or status == "optimal":
        return ""
    more = {"within gap": "", "claimed": ": nearer by the word of the solver alone"}
    return f"within {within(gap)}" + more.get(status, f": {status}")


def proof_sentence(outcomes: Iterable[Proved], noun: str) -> str:
    """How far the plans of some levels, futures … are proved; empty where each is proved to be the best.

    ``noun`` is what one of them is.
    """
    solved = [outcome for outcome in outcomes if outcome.status in SOLVED]
    loose = [outcome for outcome in solved if outcome.status != "optimal"]
    if not loose:
        return ""
    cut = [outcome for outcome in loose if outcome.status not in (*WHOLE, "claimed")]
    near = f"proved to be within {within(max(outcome.gap for outcome in cut or loose))} of the best"
    if not cut:
        return f"Each plan is {near}."
    why = listed(sorted({f"the {outcome.status}" if "limit" in outcome.status else "a cancel" for outcome in cut}))
    were, plans = ("was", "its plan is") if len(cut) == 1 else ("were", "their plans are")
    return f"{_which(cut, solved, noun)} {were} cut short by {why}: {plans} {near}."


def _which(cut: Sequence[Proved], solved: Sequence[Proved], noun: str) -> str:
    if len(solved) == 1:
        return f"The {noun}"
    return f"{len(cut)} of {len(solved)} {plural(noun, len(solved))}"
