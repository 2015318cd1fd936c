"""Why a request is decided as it is, and what would change it: part after part, the instant facts first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from planner.domain.scenario import Scenario
from planner.program import Control
from planner.tradeoffs.one_scenario.facts import Facts, facts
from planner.tradeoffs.one_scenario.flips import (
    Flip,
    demand_flip,
    extra_gpus,
    least_delay,
    minimum_flip,
    served,
    start_flip,
)
from planner.tradeoffs.one_scenario.ledger import BreakEven, Ledger, break_even, ledger
from planner.tradeoffs.one_scenario.moves import Move, moves
from planner.tradeoffs.one_scenario.slips import Slip, slip_tolerance
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.parallel.threads import side_by_side
from planner.tradeoffs.sentences import request as words
from planner.tradeoffs.sentences.facts import fact_sentences


@dataclass
class Explanation:
    """Everything about one request; parts that are not worked out yet, or don't apply, are empty."""

    facts: Facts
    ledger: Ledger | None = None
    break_even: BreakEven | None = None
    flips: tuple[Flip, ...] = ()
    slips: tuple[Slip, ...] = ()
    moves: tuple[Move, ...] = ()
    sentences: list[tuple[str, str]] = field(default_factory=list)
    """(part, sentence) in reading order."""

    @property
    def cheapest(self) -> Move | None:
        """The single change that has a declined request served at the least loss."""
        return self.moves[0] if self.moves else None


def explain(scenario: Scenario, request: str, *, control: Control | None = None) -> Explanation:
    """The whole explanation of one request.

    Raises PlannerError for an unknown id, and what ``solve`` raises.
    """
    *_, last = explaining(Study(scenario, control=control), request)
    return last


def explaining(study: Study, request: str) -> Iterator[Explanation]:
    """The explanation as it grows: after the facts, after each part; Ctrl-C or a cancel keeps what there is.

    The parts are worked out side by side, each with a solver of its own, and come in reading order.
    """
    found = Explanation(facts(study, request))
    found.sentences += fact_sentences(study, found.facts)
    yield found
    questions = [partial(part, request=request, known=found.facts) for part in PARTS]
    for answer in side_by_side(study, questions):
        answer.join(found)
        yield found


@dataclass
class Part:
    """What one part adds to an explanation."""

    fields: dict[str, Any] = field(default_factory=dict)
    sentences: list[tuple[str, str]] = field(default_factory=list)

    def join(self, found: Explanation) -> None:
        for name, value in self.fields.items():
            setattr(found, name, value)
        found.sentences += [(part, sentence) for part, sentence in self.sentences if sentence]


def _displacement(study: Study, request: str, known: Facts) -> Part:
    if known.decision == "trim" and known.share > 0.999:
        return Part()
    entry = ledger(study, request)
    return Part({"ledger": entry}, [("displacement", words.ledger_sentence(study, entry))])


def _value(study: Study, request: str, known: Facts) -> Part:
    entry = break_even(study, request)
    return Part({"break_even": entry}, [("break-even", words.break_even_sentence(study, entry))])


def _flips(study: Study, request: str, known: Facts) -> Part:
    flips = [demand_flip(study, request), minimum_flip(study, request), start_flip(study, request)]
    if not served(known.decision):
        flips += [least_delay(study, request), *extra_gpus(study, request)]
    spoken = [("flip", words.flip_sentence(study, request, flip)) for flip in flips if flip.field != "delay"]
    return Part({"flips": tuple(flips)}, spoken)


def _slips(study: Study, request: str, known: Facts) -> Part:
    if not served(known.decision):
        return Part()
    slips = slip_tolerance(study, request)
    return Part({"slips": slips}, [("slip", words.slip_sentence(study, slip)) for slip in slips])


def _moves(study: Study, request: str, known: Facts) -> Part:
    if served(known.decision):
        return Part()
    found = moves(study, request)
    spoken = [words.move_sentence(study, move) for move in found[:3]] or [words.NO_MOVE]
    return Part({"moves": found}, [("move", sentence) for sentence in spoken])


PARTS = (_displacement, _value, _flips, _slips, _moves)
