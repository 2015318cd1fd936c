"""The single steps that a leader can take next: a rack in a pool, a person in a role, a tenth of a budget more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.errors import StoppedError
from planner.tradeoffs.one_scenario.changes import Changes, is_budget, limit_moved, more_gpus, more_people
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study, gained
from planner.tradeoffs.one_scenario.worth import BLOCKS, ENGINEER

TENTH = 0.1
"""Part of a budget that is tried on top."""


@dataclass(frozen=True)
class Step:
    """One step, and what it brings."""

    kind: str
    """gpus, people or budget"""
    what: str
    """Pool, role or rule."""
    amount: float
    """How much more [GPU, FTE, currency]."""
    gain: Interval
    """What the best plan gains with it: points more, or money less."""
    metrics: dict[str, float] = field(default_factory=dict)
    """What it captures more of each metric."""
    changes: Changes = field(default_factory=dict, compare=False)
    """The same as the ``changes`` of a variant."""


@dataclass(frozen=True)
class Steps:
    """All steps that were tried."""

    best: Step | None
    """What brings most; None where none is found to bring anything."""
    tried: int
    proved: bool
    """Whether no other one that was to be tried can bring more."""
    all: tuple[Step, ...] = ()
    """Those that leave a plan, what brings most first."""


def steps(study: Study) -> Steps:
    """Each step taken alone, solved exactly; a rack is paid within the budgets of today."""
    found, unknown = list[Step](), 0
    for kind, what, amount, changes in _all(study):
        try:
            after = study.what_if(changes, settle=True)
        except StoppedError:
            unknown += 1
            continue
        if after.feasible:
            found.append(Step(kind, what, amount, study.gain(after, changes), gained(study, after), changes))
    found.sort(key=lambda step: (-step.gain.low, step.kind, step.what))
    best, every = next(iter(found), None), tuple(found)
    if best is None or not study.matters(best.gain) or best.gain.low <= 0:
        highest = max((step.gain.high for step in found), default=0.0)
        return Steps(None, len(found), not unknown and not study.matters(Interval(0.0, max(highest, 0.0))), every)
    others = (step.gain.high - best.gain.low for step in found if step is not best)
    further = max(others, default=0.0)
    return Steps(best, len(found), not unknown and not (further > 0 and study.matters(Interval(0.0, further))), every)


def _all(study: Study) -> Iterator[tuple[str, str, float, Changes]]:
    scenario = study.scenario
    for pool in scenario.pools:
        yield "gpus", pool.id, BLOCKS[-1], more_gpus(scenario, pool.id, BLOCKS[-1])
    for role in scenario.people:
        yield "people", role.role, ENGINEER, more_people(scenario, role.role, ENGINEER)
    for rule in scenario.rules:
        if is_budget(rule) and rule.at_most:
            more = TENTH * rule.at_most
            yield "budget", rule.name, more, limit_moved(rule, more)
