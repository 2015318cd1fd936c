"""Why a request is decided as it is, and what would change it: part after part, the instant facts first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.domain.scenario import Scenario
from planner.program import Control
from planner.tradeoffs import words
from planner.tradeoffs.facts import Facts, facts
from planner.tradeoffs.flips import Flip, demand_flip, extra_gpus, least_delay, minimum_flip, served, start_flip
from planner.tradeoffs.ledger import BreakEven, Ledger, break_even, ledger
from planner.tradeoffs.moves import Move, moves
from planner.tradeoffs.slips import Slip, slip_tolerance
from planner.tradeoffs.study import Study


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
    """The explanation as it grows: after the facts, after each part; Ctrl-C or a cancel keeps what there is."""
    found = Explanation(facts(study, request))
    found.sentences += [
        ("decision", words.decision_sentence(found.facts)),
        ("value", words.value_sentence(found.facts)),
    ]
    yield found
    for part in (_displacement, _value, _flips, _slips, _moves):
        if study.control is not None and study.control.cancelled:
            return
        part(study, request, found)
        yield found


def _displacement(study: Study, request: str, found: Explanation) -> None:
    if found.facts.decision == "trim" and found.facts.share > 0.999:
        return
    found.ledger = ledger(study, request)
    found.sentences.append(("displacement", words.ledger_sentence(study, found.ledger)))


def _value(study: Study, request: str, found: Explanation) -> None:
    found.break_even = break_even(study, request)
    found.sentences.append(("break-even", words.break_even_sentence(study, found.break_even)))


def _flips(study: Study, request: str, found: Explanation) -> None:
    flips = [demand_flip(study, request), minimum_flip(study, request), start_flip(study, request)]
    if not served(found.facts.decision):
        flips += [least_delay(study, request), *extra_gpus(study, request)]
    found.flips = tuple(flips)
    spoken = [words.flip_sentence(study, request, flip) for flip in flips if flip.field != "delay"]
    found.sentences += [("flip", sentence) for sentence in spoken if sentence]


def _slips(study: Study, request: str, found: Explanation) -> None:
    if served(found.facts.decision):
        found.slips = slip_tolerance(study, request)
        found.sentences += [("slip", words.slip_sentence(study, slip)) for slip in found.slips]


def _moves(study: Study, request: str, found: Explanation) -> None:
    if not served(found.facts.decision):
        found.moves = moves(study, request)
        found.sentences += [("move", words.move_sentence(study, move)) for move in found.moves[:3]]
