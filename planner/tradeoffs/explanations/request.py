"""Why a request is decided as it is, and what would change it: part after part, the instant facts first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import Any

from planner.domain.plan import PROVED, Plan
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
from planner.tradeoffs.one_scenario.moves import Move, chosen, moves
from planner.tradeoffs.one_scenario.serving import wants_whole
from planner.tradeoffs.one_scenario.slips import Slip, slip_tolerance
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.parallel.threads import as_they_come
from planner.tradeoffs.sentences import request as words
from planner.tradeoffs.sentences.facts import fact_sentences
from planner.tradeoffs.sentences.request import READING
from planner.words.called import called


@dataclass
class Explanation:
    """Everything about one request; parts that are not worked out yet, or don't apply, are empty."""

    facts: Facts
    ledger: Ledger | None = None
    break_even: BreakEven | None = None
    flips: tuple[Flip, ...] = ()
    slips: tuple[Slip, ...] = ()
    moves: tuple[Move, ...] = ()
    said: dict[str, list[str]] = field(default_factory=dict)
    """The sentences of each part that is worked out; none where nothing can be said."""

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """(part, sentence) in reading order, of what is worked out."""
        return [(part, sentence) for part in READING for sentence in self.said.get(part, ())]

    @property
    def awaited(self) -> tuple[str, ...]:
        """Parts that are still worked out, in reading order."""
        return tuple(part for part in READING if part not in self.said)

    @property
    def settled(self) -> list[tuple[str, str]]:
        """The sentences before which none will come any more, in reading order."""
        first = READING.index(self.awaited[0]) if self.awaited else len(READING)
        return [(part, sentence) for part, sentence in self.sentences if READING.index(part) < first]

    @property
    def cheapest(self) -> Move | None:
        """The single change that has the request served, or served in full, at the least loss."""
        return self.moves[0] if self.moves else None


def explain(asked: Scenario | Plan, request: str, *, control: Control | None = None) -> Explanation:
    """The whole explanation of one request, named by its id, by what it is called, or by a part of either.

    A plan at hand that is proved to a gap of zero is not found again. Raises InputError for a name that is none, or
    could be several, and what ``solve`` raises.
    """
    scenario, plan = (asked.scenario, asked) if isinstance(asked, Plan) else (asked, None)
    is_known = plan is not None and plan.certificate.gap <= PROVED and not plan.is_quick
    *_, last = explaining(Study(scenario, plan=plan if is_known else None, control=control), request)
    return last


def explaining(study: Study, request: str) -> Iterator[Explanation]:
    """The explanation as it grows: after the facts, after each part; Ctrl-C or a cancel keeps what there is.

    The parts are worked out side by side, each with a solver of its own, and come as soon as they are there.
    """
    request = called(study.scenario, "requests", request)
    known = facts(study, request)
    found = Explanation(known, said={part: [] for part in READING if part not in PARTS})
    for part, sentence in fact_sentences(study, known):
        found.said[part].append(sentence)
    yield found
    names = tuple(sorted(PARTS, key=lambda part: part != "displacement"))  # the moves rest on whom it displaces
    questions = [partial(PARTS[name], request=request, known=known) for name in names]
    additions: dict[str, Addition] = {}
    for place, addition in as_they_come(study, questions):
        additions[names[place]] = addition
        for name, value in addition.values.items():
            setattr(found, name, value)
        found.said |= said_once(additions, found.moves)
        yield found


@dataclass(frozen=True)
class Addition:
    """What one question adds to an explanation: fields of it, and sentences."""

    values: Mapping[str, Any] = field(default_factory=dict)
    sentences: Sequence[str] = ()
    kinds: Sequence[str] = ()
    """Of each sentence: the kind of move that says the same with its price; empty: none does."""


def said_once(additions: Mapping[str, Addition], moves: Sequence[Move]) -> dict[str, list[str]]:
    """The sentences of each part, without those that a move that is said first says as well."""
    told = {move.kind for move in chosen(moves)}
    return {
        part: [said for said, kind in zip_longest(each.sentences, each.kinds) if said and kind not in told]
        for part, each in additions.items()
    }


def _displacement(study: Study, request: str, known: Facts) -> Addition:
    if known.decision == "trim" and known.share > 0.999:
        return Addition()
    entry = ledger(study, request)
    return Addition({"ledger": entry}, [words.ledger_sentence(study, entry)])


def _value(study: Study, request: str, known: Facts) -> Addition:
    entry = break_even(study, request)
    said = words.as_proved(words.break_even_sentence(study, entry), entry.proved)
    return Addition({"break_even": entry}, [said], [] if served(known.decision) else ["value"])


def _flips(study: Study, request: str, known: Facts) -> Addition:
    """The nearest flips; more GPUs are said among the moves, and a wait in the window's flip."""
    told = [demand_flip(study, request), minimum_flip(study, request), start_flip(study, request)]
    more = [] if served(known.decision) else [least_delay(study, request), *extra_gpus(study, request)]
    said = [words.as_proved(words.flip_sentence(study, request, flip), flip.proved) for flip in told]
    return Addition({"flips": (*told, *more)}, said, [] if served(known.decision) else ["demand", "minimum", "window"])


def _slips(study: Study, request: str, known: Facts) -> Addition:
    if not served(known.decision):
        return Addition()
    slips = slip_tolerance(study, request)
    said = [words.as_proved(words.slip_sentence(study, slip), slip.proved) for slip in slips]
    return Addition({"slips": slips}, said)


def _moves(study: Study, request: str, known: Facts) -> Addition:
    if served(known.decision) and not wants_whole(study, request):
        return Addition()
    before, found = study.doubts, moves(study, request)
    is_proved = study.doubts == before
    said = [words.move_sentence(study, move, request) for move in chosen(found)]
    if said and not is_proved:
        said[-1] = words.as_proved(said[-1], proved=False)
    return Addition({"moves": found}, said or [words.no_move_sentence(study, request, is_proved)])


PARTS = {
    "move": _moves,
    "flip": _flips,
    "break-even": _value,
    "slip": _slips,
    "displacement": _displacement,
}
"""What takes re-solves, in reading order."""
