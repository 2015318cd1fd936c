"""A plan as a decision: what it says by itself, what the next step is, and what it is better than."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.tradeoffs.one_scenario.chain import listed
from planner.tradeoffs.one_scenario.steps import Steps, steps
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.decision import list_sentence, step_sentence
from planner.words.decision import decision_sentences


def deciding(study: Study, plan: Plan, found: Steps | None = None) -> Iterator[tuple[str, ...]]:
    """The decision in sentences, told as it grows: at once what the plan says, then what re-solves add.

    ``found``: the next steps, where they are known.

    Raises InfeasibleError where there is no plan, StoppedError where a limit came first.
    """
    said = decision_sentences(plan)
    yield said
    if not said:
        return
    said += _some(step_sentence(study, found or steps(study)))
    yield said
    if study.is_plain_value:
        yield said + _some(list_sentence(study, plan, listed(study).points))


def _some(sentence: str) -> tuple[str, ...]:
    return (sentence,) if sentence else ()
