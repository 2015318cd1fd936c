"""The single changes to a scenario that would have a request served, or served in full, and what each costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from planner.domain.rule import Rule
from planner.tradeoffs.one_scenario.changes import (
    Changes,
    committed,
    limit_moved,
    more_gpus,
    more_people,
    opened,
    ruled_out,
    switched,
)
from planner.tradeoffs.one_scenario.concessions import concessions
from planner.tradeoffs.one_scenario.flips import extra_gpus
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.ledger import Ledger, ledger
from planner.tradeoffs.one_scenario.serving import serves, spent, wants_whole
from planner.tradeoffs.one_scenario.study import Study

HALVINGS = 7
"""Steps by which the least change of an amount is narrowed down."""
RIVALS = 4
"""How many of those that it would displace are tried in any case."""
FARTHEST = 4.0
"""An amount is raised to so many times itself at most."""
OWN = frozenset({"demand", "minimum", "window", "value"})
"""What its own team can change."""
SIDES = (
    OWN,
    {"promise", "commitment", "rival", "rule"},
    {"gpus", "budget", "people"},
)
"""Who has to give: its own team, others, or whoever provides what is short."""


@dataclass(frozen=True)
class Move:
    """One change that has a request served."""

    kind: str
    """gpus, budget, people, rule, commitment, rival or promise; of its own demand, minimum, window or value"""
    what: str
    """Pool, rule, role or request that is changed."""
    amount: float
    """By how much, in the unit of what is changed, 0 where there is no amount; of its own what it would be, as a factor
    or a share, or by how many periods it moves."""
    gain: Interval
    """What it adds to the objective [points]; below 0: a loss."""
    spend: float
    """Money that the plan spends more [currency]."""
    changes: Changes = field(default_factory=dict, compare=False)
    """The same as the ``changes`` of a variant."""
    ease: float = field(default=0.0, compare=False)
    """Of its own figures: how much it gives up, as a part of what it asks for."""


def chosen(found: Sequence[Move]) -> tuple[Move, ...]:
    """The three to be said first, in their order: the best of each side that can give, then what its team can do."""
    first = [
        min(side, key=lambda each: (each.ease, found.index(each)))
        for kinds in SIDES
        if (side := [move for move in found if move.kind in kinds])
    ]
    own = [move for move in found if move.kind in OWN]
    rest = [move for move in found if move not in first and move not in own]
    shown = [*first, *(move for move in own if move not in first), *rest][:3]
    return tuple(sorted(shown, key=found.index))


def moves(study: Study, request: str) -> tuple[Move, ...]:
    """Every single change that has the request served: those that add value first, then the least loss.

    One that is served in part is to be served in full. Of the others that could make room for it, those are tried that
    stand nearest; all of them where nothing else has a declined one served.
    """
    return study.answered.once(study, ("moves", request), lambda: _moves(study, request))


def _moves(study: Study, request: str) -> tuple[Move, ...]:
    forced = ledger(study, request)
    rivals = _rivals(study, request, [m.request for m in forced.rows if m.points < 0])
    found = [
        *_promised(study, request, forced),
        *_gpus(study, request),
        *_rules(study, request),
        *_people(study, request),
        *_others(study, request, rivals[:RIVALS]),
        *_own(study, request),  # last, as the nearest flips of its own figures are looked for beside this
    ]
    if not found and not wants_whole(study, request):
        found = [*_others(study, request, rivals[RIVALS:])]
    return tuple(
        sorted(found, key=lambda move: (_loses(study, move), move.spend, -move.gain.low, move.kind, move.what))
    )


def _loses(study: Study, move: Move) -> float:
    """What a move loses; gains count as nothing lost."""
    loss = max(-move.gain.low if study.better > 0 else move.gain.high, 0.0)
    return loss if study.matters(Interval(-loss, -loss)) else 0.0


def _own(study: Study, request: str) -> Iterator[Move]:
    for each in concessions(study, request):
        yield replace(_priced(study, each.kind, request, each.amount, each.changes), ease=each.ease)


def _promised(study: Study, request: str, forced: Ledger) -> Iterator[Move]:
    """All others make room for it, each as far as is best."""
    asked = study.request(request)
    if forced.feasible and forced.forced != "out" and asked.commitment != "out":
        yield _priced(study, "promise", request, 0.0, committed(asked, whole=forced.forced == "in whole"))


def _gpus(study: Study, request: str) -> Iterator[Move]:
    for flip in extra_gpus(study, request):
        if flip.at is not None:
            pool = study.scenario.pool_by_id[flip.field.removeprefix("gpus:")]
            price = pool.cost_per_gpu_hour * flip.at * sum(study.scenario.calendar.hours)
            yield _priced(study, "gpus", pool.id, flip.at, more_gpus(study.scenario, pool.id, flip.at), price)


def _rules(study: Study, request: str) -> Iterator[Move]:
    for rule in study.scenario.rules:
        if not rule.enabled or not serves(study, request, switched(rule, on=False)):
            continue
        budget = _raised_budget(study, request, rule)
        yield budget or _priced(study, "rule", rule.name, 0.0, switched(rule, on=False))


def _raised_budget(study: Study, request: str, rule: Rule) -> Move | None:
    """The least budget that would do; None for a rule that is no budget, or where no budget tried is enough."""
    if rule.measure != "cost" or rule.at_most is None or rule.at_least is not None:
        return None
    amount = _least(lambda by: serves(study, request, limit_moved(rule, by)), max(rule.at_most, 1.0))
    return None if amount is None else _priced(study, "budget", rule.name, amount, limit_moved(rule, amount))


def _people(study: Study, request: str) -> Iterator[Move]:
    scenario = study.scenario
    for role in scenario.people:
        enough = max(max(scenario.calendar.over(role.fte), default=0.0), 1.0)
        more = partial(more_people, scenario, role.role)
        amount = _least(lambda by, more=more: serves(study, request, more(by)), enough)  # type: ignore[misc]
        if amount is not None:
            yield _priced(study, "people", role.role, amount, more(amount))


def _others(study: Study, request: str, displaced: list[str]) -> Iterator[Move]:
    """Another's commitment given up, or another ruled out: rivals and those that it would displace come first."""
    for other in study.scenario.requests:
        if other.id != request and other.commitment == "must" and serves(study, request, opened(other)):
            yield _priced(study, "commitment", other.id, 0.0, opened(other))
    for rival in displaced:
        changes = ruled_out(study.request(rival))
        if serves(study, request, changes):
            yield _priced(study, "rival", rival, 0.0, changes)


def _rivals(study: Study, request: str, displaced: Sequence[str]) -> list[str]:
    """Who is served and could make room: whom it conflicts with, whom it would displace, then all others."""
    asked, scenario = study.request(request), study.scenario
    conflicts = [r.id for r in scenario.requests if r.id in asked.conflicts or request in r.conflicts]
    served = [r.id for r in scenario.requests if r.id != request and study.base.funds(r.id)]
    first = [name for name in dict.fromkeys((*conflicts, *displaced)) if name in served]
    return [*first, *(name for name in served if name not in first)]


def _least(enough: Callable[[float], bool], size: float) -> float | None:
    """The least amount found that is enough, to about a hundredth of ``size``; None where the most is not."""
    few, many = 0.0, FARTHEST * size
    if not enough(many):
        return None
    while many > size / 64 and enough(many / 4):
        many /= 4
    few = many / 4
    for _ in range(HALVINGS):
        middle = (few + many) / 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many


def _priced(study: Study, kind: str, what: str, amount: float, changes: Changes, standing: float = 0.0) -> Move:
    result = study.what_if(changes, settle=True)
    gain, spend = study.difference(result, changes), max(spent(study, changes, result), standing)
    return Move(kind, what, amount, gain, spend, changes)
