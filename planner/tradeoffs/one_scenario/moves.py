"""The single changes to a scenario that would have a declined request served, and what each costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from planner.domain.rule import Rule
from planner.program.again.edits import Edit
from planner.tradeoffs.one_scenario.flips import extra_gpus
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.ledger import ledger
from planner.tradeoffs.one_scenario.study import Study

HALVINGS = 7
"""Steps by which the least change of an amount is narrowed down."""
RIVALS = 4
"""How many of those that it would displace are tried."""
FARTHEST = 4.0
"""An amount is raised to so many times itself at most."""


@dataclass(frozen=True)
class Move:
    """One change that has a request served."""

    kind: str
    """gpus, budget, people, rule, commitment or rival"""
    what: str
    """Pool, rule, role or request that is changed."""
    amount: float
    """By how much, in the unit of what is changed; 0 where there is no amount."""
    gain: Interval
    """What it adds to the objective [points]; below 0: a loss."""
    spend: float
    """Money that the plan spends more [currency]."""
    changes: dict[str, Any] = field(default_factory=dict, compare=False)
    """The same as the ``changes`` of a variant."""


def moves(study: Study, request: str) -> tuple[Move, ...]:
    """Every single change that has the request served: those that add value first, then the least loss."""
    forced = ledger(study, request)
    displaced = [m.request for m in forced.rows if m.points < 0]
    found = [
        *_gpus(study, request),
        *_rules(study, request),
        *_people(study, request),
        *_others(study, request, displaced),
    ]
    return tuple(
        sorted(found, key=lambda move: (_loses(study, move), move.spend, -move.gain.low, move.kind, move.what))
    )


def _loses(study: Study, move: Move) -> float:
    """What a move loses; gains count as nothing lost."""
    loss = max(-move.gain.low, 0.0)
    return loss if study.matters(Interval(-loss, -loss)) else 0.0


def _gpus(study: Study, request: str) -> Iterator[Move]:
    for flip in extra_gpus(study, request):
        if flip.at is not None:
            pool = study.scenario.pool_by_id[flip.field.removeprefix("gpus:")]
            edit = study.resolver.gpus(pool.id, flip.at)
            bought = pool.cost_per_gpu_hour * flip.at * sum(study.scenario.calendar.hours)
            gpus = [amount + flip.at for amount in study.scenario.calendar.over(pool.gpus)]
            changes = {"pools": {pool.id: {"gpus": gpus}}}
            # GPUs that are paid for when they are used are bought for all hours nevertheless
            standing, least = (bought, 0.0) if pool.paid == "always" else (0.0, bought)
            yield _priced(study, "gpus", pool.id, flip.at, edit, changes, standing, least)


def _rules(study: Study, request: str) -> Iterator[Move]:
    for rule in study.scenario.rules:
        if not rule.enabled:
            continue
        edit = study.resolver.without_rule(rule.name)
        if not _serves(study, request, edit):
            continue
        if rule.measure == "cost" and rule.at_most is not None and rule.at_least is None:
            yield _raised_budget(study, request, rule)
        else:
            changes = {"rules": {rule.name: {"enabled": False}}}
            yield _priced(study, "rule", rule.name, 0.0, edit, changes)


def _raised_budget(study: Study, request: str, rule: Rule) -> Move:
    limit = rule.at_most or 0.0
    amount = _least(lambda by: _serves(study, request, study.resolver.rule_limit(rule.name, by)), max(limit, 1.0))
    changes = {"rules": {rule.name: {"at_most": limit + amount}}}
    return _priced(study, "budget", rule.name, amount, study.resolver.rule_limit(rule.name, amount), changes)


def _people(study: Study, request: str) -> Iterator[Move]:
    for role in study.scenario.people:
        fte = study.scenario.calendar.over(role.fte)
        enough = max(max(fte, default=0.0), 1.0)
        if _serves(study, request, study.resolver.fte(role.role, FARTHEST * enough)):
            amount = _least(lambda by, role=role: _serves(study, request, study.resolver.fte(role.role, by)), enough)  # type: ignore[misc]
            changes = {"people": {role.role: {"fte": [have + amount for have in fte]}}}
            yield _priced(study, "people", role.role, amount, study.resolver.fte(role.role, amount), changes)


def _others(study: Study, request: str, displaced: list[str]) -> Iterator[Move]:
    """Another's commitment given up, or one of those forced out that it would displace most of."""
    for other in study.scenario.requests:
        if other.id != request and other.commitment == "must":
            edit = study.resolver.open(other.id)
            if _serves(study, request, edit):
                yield _priced(
                    study, "commitment", other.id, 0.0, edit, {"requests": {other.id: {"commitment": "open"}}}
                )
    for rival in displaced[:RIVALS]:
        edit = study.resolver.out(rival)
        result = study.what_if(edit)
        if result.feasible and result.funds(request):
            yield _priced(study, "rival", rival, 0.0, edit, {"requests": {rival: {"commitment": "out"}}})


def _serves(study: Study, request: str, edit: Edit) -> bool:
    if not study.may_serve(request, edit):
        return False
    result = study.what_if(edit)
    return result.feasible and result.funds(request)


def _least(enough: Callable[[float], bool], size: float) -> float:
    """The least amount that is enough, to about a hundredth of ``size``; the whole range where less is not found."""
    few, many = 0.0, FARTHEST * size
    if not enough(many):
        return many
    while many > size / 64 and enough(many / 4):
        many /= 4
    few = many / 4
    for _ in range(HALVINGS):
        middle = (few + many) / 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many


def _priced(
    study: Study, kind: str, what: str, amount: float, edit: Edit, changes: dict[str, Any], standing: float = 0.0,
    least: float = 0.0,
) -> Move:  # fmt: skip
    """``standing``: what is paid for the change besides what the plan uses; ``least``: what it costs at the least."""
    result = study.what_if(edit, settle=True)
    spend = study.spending(result) - study.spending(study.base) + standing
    return Move(kind, what, amount, study.difference(result), max(spend, least), changes)
