"""What questions come to, worked out off the window's thread; loaded when the first of them is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from planner.desktop.look.words import brief, tr
from planner.desktop.pages.tradeoffs.steps import Step, Steps, Variant
from planner.domain.scenario import Scenario
from planner.files import vary
from planner.program import Control, solve
from planner.tradeoffs.many_solves.frontier import frontier
from planner.tradeoffs.many_solves.robustness import robustness
from planner.tradeoffs.many_solves.strategies import strategies
from planner.tradeoffs.many_solves.tornado import tornado
from planner.tradeoffs.many_solves.weights import Weights, weights
from planner.tradeoffs.one_scenario.alternatives import COUNT, alternatives
from planner.tradeoffs.one_scenario.chain import chain
from planner.tradeoffs.one_scenario.replica import Given, replica
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import ladder
from planner.tradeoffs.parallel.processes import Crew
from planner.tradeoffs.sentences.phrases import names
from planner.tradeoffs.sentences.plans import (
    alternative_words,
    chain_sentence,
    core_sentence,
    lump_sentence,
    swap_words,
)
from planner.tradeoffs.sentences.proof import best
from planner.words.names import started

type Tell = Callable[[Any], None]
"""Takes how much is done, of how much."""
type Work = Callable[[Scenario, str, Control, Tell], Any]
"""What comes of a question, of a scenario and of what is asked about."""


def _crew(control: Control, tell: Tell) -> Crew:
    """One solver on the job's own thread, so that Cancel stops it at once."""
    return Crew(workers=1, control=control, on_done=lambda done, whole: tell((done, whole)))


def _frontier(scenario: Scenario, axis: str, control: Control, tell: Tell) -> Any:
    return frontier(scenario, axis, crew=_crew(control, tell))


def _ladder(scenario: Scenario, pool: str, control: Control, tell: Tell) -> Any:
    return scenario.pool_by_id[pool], ladder(Study(scenario, control=control), pool)


def _tornado(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    return tornado(scenario, crew=_crew(control, tell))


def _weights(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    return Weights(scenario, weights(scenario, workers=1, control=control, on_step=lambda d, n: tell((d, n))))


def _robustness(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    return robustness(scenario, crew=_crew(control, tell))


def _strategies(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    return strategies(scenario, workers=1, control=control, on_step=lambda d, n: tell((d, n)))


def _list(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Steps:
    study = Study(scenario, control=control)
    found = chain(study)
    names = (tr("As in my list"), tr("At least as good as my list"))
    first = _variant(study, names, found.start, found.given) if found.swaps else Variant()
    rows = [Step(tr("Your list"), (f"{found.start:.2f}", ""), first)]
    for number, swap in enumerate(found.swaps, 1):
        said = ". ".join(filter(None, (swap_words(study, swap), lump_sentence(swap).removesuffix("."))))
        after = (tr("After swap {number} of my list", number=number),
                 tr("At least as good as after swap {number}", number=number))  # fmt: skip
        is_last = number == len(found.swaps)
        variant = Variant() if is_last else _variant(study, after, swap.value, swap.given)
        rows.append(Step(f"{number}. {said}", (f"{swap.value:.2f}", f"+{swap.gain:.2f}"), variant))
        tell((number, len(found.swaps)))
    return Steps(chain_sentence(study, found), (tr("Value [points]"), tr("Gain [points]")), tuple(rows))


def _near(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Steps:
    study = Study(scenario, control=control)
    others, rows = [], [Step(started(best(study.base)), (f"{study.base.points:.2f}", ""))]
    for other in alternatives(study):
        others.append(other)
        said = f"{alternative_words(study, other)}."
        figures = (f"{other.points:.2f}", f"{other.points - study.base.points:+.2f}".replace("-", "−"))
        name = brief(tr("Without {who}", who=names(study, other.out)) if other.out else said)
        variant = _variant(study, (name, name), other.points, other.given)
        rows.append(Step(started(said), figures, variant))
        tell((len(others), COUNT))
    return Steps(core_sentence(study, others), (tr("Value [points]"), tr("Loss [points]")), tuple(rows))


def _variant(study: Study, names: tuple[str, str], points: float, given: Mapping[str, Given]) -> Variant:
    """What a plan opens as: by the first name where it comes to the plan's value, else by the second, and its own."""
    changes = replica(study.scenario, names[0], given)
    value = solve(vary(study.scenario, changes), control=study.control).value
    if f"{value:.2f}" == f"{points:.2f}":
        return Variant(changes, names[0])
    return Variant(replica(study.scenario, names[1], given), names[1], f"{value:.2f}")


WORK: Mapping[str, Work] = MappingProxyType(
    {
        "frontier": _frontier,
        "ladder": _ladder,
        "tornado": _tornado,
        "weights": _weights,
        "robustness": _robustness,
        "strategies": _strategies,
        "list": _list,
        "near": _near,
    }
)
"""What works each question out, by its key."""
