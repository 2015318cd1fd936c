"""Why a request is decided as it is, and what would change it: part after part, the instant facts first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    for part in side_by_side(study, [partial(ask, request=request, known=found.facts) for ask in PARTS]):
        if part is not None:
            part.join(found)
        yield found


@dataclass(frozen=True)
class Addition:
    """What one question adds to an explanation."""

    name: str
    field: str
    value: Any
    sentences: Sequence[str]

    def join(self, found: Explanation) -> None:
        setattr(found, self.field, self.value)
        found.sentences += [(self.name, sentence) for sentence in self.sentences if sentence]


def _displacement(study: Study, request: str, known: Facts) -> Addition | None:
    if known.decision == "trim" and known.share > 0.999:
        return None
    entry = ledger(study, request)
    return Addition("displacement", "ledger", entry, [words.ledger_sentence(study, entry)])


def _value(study: Study, request: str, known: Facts) -> Addition:
    entry = break_even(study, request)
    return Addition("break-even", "break_even", entry, [words.break_even_sentence(study, entry)])


def _flips(study: Study, request: str, known: Facts) -> Addition:
    flips = [demand_flip(study, request), minimum_flip(study, request), start_flip(study, request)]
    if not served(known.decision):
        flips += [least_delay(study, request), *extra_gpus(study, request)]
    said = [words.flip_sentence(study, request, flip) for flip in flips if flip.field != "delay"]
    return Addition("flip", "flips", tuple(flips), said)


def _slips(study: Study, request: str, known: Facts) -> Addition | None:
    if not served(known.decision):
        return None
    slips = slip_tolerance(study, request)
    return Addition("slip", "slips", slips, [words.slip_sentence(study, slip) for slip in slips])


def _moves(study: Study, request: str, known: Facts) -> Addition | None:
    if served(known.decision):
        return None
    found = moves(study, request)
    return Addition("move", "moves", found, [words.move_sentence(study, move) for move in found[:3]] or [words.NO_MOVE])


PARTS = (_displacement, _value, _flips, _slips, _moves)
