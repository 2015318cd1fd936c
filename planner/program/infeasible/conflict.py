"""Why nothing is feasible: an irreducible conflict in the user's words, and the least repairs (design §4.6).

Whatever the user can name (rules, commitments, pools, roles, the target) is a *group* of rows. A deletion filter drops
one group after another and keeps out whatever the conflict does not need (Chinneck, Feasibility and Infeasibility in
Optimization, 2008, §6); what remains is irreducible: alone it leaves no plan, and without any one of its members it
does. Where a search is stopped on the way, more may remain than is needed, and the conflict says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from planner.domain.scenario import CostObjective, Scenario
from planner.errors import Conflict, InfeasibleError, Repair, StoppedError
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.formulation.objective import Goal
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded, Outcome
from planner.program.infeasible.repair import Elastic, Group, joined
from planner.program.optimum.optimise import ONE_OF_MANY, Effort, load
from planner.words.amounts import count, percent
from planner.words.names import who
from planner.words.owners import owned
from planner.words.rules import rule_words

MOST_REPAIRS = 3
TRIAL = ONE_OF_MANY / 10
"""Work for one search of many (see ``Effort``)."""
LEAST = 2 * TRIAL
"""Work for the search for a least repair, of which there are few."""


def explain_conflict(program: Program, effort: Effort, control: Control | None = None) -> InfeasibleError:
    """The conflict of an infeasible program, as the error to raise."""
    loaded = _loaded(program, effort, control)
    loaded.limit(effort.gap)
    everything = groups(program)
    members, stopped = _members(loaded, everything)
    for group in everything:
        _hold(loaded, group, True)
    search = _Repairs(program.grid.scenario, replace(effort, work=TRIAL), control)
    repairs = tuple(search.tried(Elastic(loaded, everything, LEAST)))
    words = tuple(_said(program, group) for group in members)
    keys = tuple((group.kind, group.name) for group in members)
    return InfeasibleError(Conflict(words, repairs, keys, stopped, search.stopped))


def _members(loaded: Loaded, everything: list[Group]) -> tuple[list[Group], bool]:
    """The groups in conflict, and whether the search for fewer was stopped: at first, where it can be, the quick way.

    Whole requests may stand in each other's way where any shares would not: what the relaxation leaves is gone through
    again with whole numbers.
    """
    loaded.require_whole(False)
    left = everything
    if loaded.run().outcome is Outcome.INFEASIBLE:
        left, _ = irreducible(loaded, everything)
    loaded.require_whole(True)
    return irreducible(loaded, left)


class _Repairs:
    """Repairs of which each has been made and solved."""

    def __init__(self, scenario: Scenario, effort: Effort, control: Control | None) -> None:
        self._scenario, self._effort, self._control = scenario, effort, control
        self.stopped = False
        """Whether something was stopped, so that there may be other, and lesser ones."""

    def tried(self, elastic: Elastic) -> Iterator[Repair]:
        """The repairs that leave a plan, without those of which that is not known.

        More GPUs may cost more where they are paid for anyway, and are more of which a part was promised: where a
        repair leaves a conflict of that kind, the least repair of it is joined.
        """
        shown: list[dict[str, Any]] = []
        for first in elastic.repairs(MOST_REPAIRS):
            try:
                repair = self._completed(first)
            except StoppedError:
                self.stopped = True
                continue
            if repair is not None and repair.changes not in shown:
                shown.append(repair.changes)
                yield repair
        self.stopped = self.stopped or elastic.stopped

    def _completed(self, first: Repair) -> Repair | None:
        """A repair, with what it needs besides; None where that is not enough."""
        left = self._conflicting(first)
        if left is None:
            return first
        elastic = Elastic(left, groups(left.program), TRIAL)
        second = next(elastic.repairs(1), None)
        self.stopped = self.stopped or elastic.stopped
        if second is None or _overlap(first, second):
            return None
        both = joined([first, second])
        return both if self._conflicting(both) is None else None

    def _conflicting(self, repair: Repair) -> Loaded | None:
        """The solver with the repaired scenario's program where that has no plan; raises StoppedError if unknown."""
        loaded = _loaded(Program(Grid(repaired(self._scenario, repair))), self._effort, self._control)
        for whole in (False, True):
            loaded.require_whole(whole)
            found = loaded.run()
            if found.outcome is Outcome.INFEASIBLE:
                return loaded
            if found.values is None:
                raise StoppedError("Stopped before it was known whether a repair is enough.")
        return None


def _loaded(program: Program, effort: Effort, control: Control | None = None) -> Loaded:
    """A program in the solver, asked for any plan; what nothing could serve is left for named limits to rule out."""
    loaded = load(program, effort, control)
    loaded.aim(Goal("feasible", []))
    rows = np.array([row for row, (family, *_) in enumerate(program.keys) if family == "hopeless"], dtype=np.int32)
    loaded.bounds.rows(rows, np.full(len(rows), -np.inf), np.full(len(rows), np.inf))
    return loaded


def repaired(scenario: Scenario, repair: Repair) -> Scenario:
    """The scenario with the changes of a repair made."""
    found: dict[str, Any] = {}
    for collection, items in repair.changes.items():
        if collection == "objective":
            found[collection] = CostObjective.model_validate(items)
            continue
        key = {"people": "role", "rules": "name"}.get(collection, "id")
        found[collection] = tuple(
            noun.model_copy(update={f: tuple(v) if isinstance(v, list) else v for f, v in items[name].items()})
            if (name := getattr(noun, key)) in items
            else noun
            for noun in getattr(scenario, collection)
        )
    return scenario.model_copy(update=found)


def _overlap(first: Repair, second: Repair) -> bool:
    """Whether two repairs change the same thing."""
    return any(set(items) & set(second.changes.get(collection, {})) for collection, items in first.changes.items())


def groups(program: Program) -> list[Group]:
    """Everything with a name that can stand in the way, hardest to change first, so that it is dropped first."""
    found: dict[tuple[str, str], list[int]] = {}
    for row, key in enumerate(program.keys):
        named = _named(program, key)
        if named is not None:
            found.setdefault(named, []).append(row)
    order = {"pool": 0, "people": 1, "must": 2, "rule": 3, "target": 4}
    ranked = sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    return [Group(kind, name, tuple(rows)) for (kind, name), rows in ranked]


def _named(program: Program, key: tuple[str, ...]) -> tuple[str, str] | None:
    family, name, *_ = (*key, "")
    lane = name if family.startswith("pool_capacity") else _narrow(key)
    if lane:
        return "pool", lane if lane in program.grid.scenario.pool_by_id else lane[:-1]
    if family == "commitment":
        return ("must", name) if program.grid.scenario.request_by_id[name].commitment == "must" else None
    if family == "rules":
        return "rule", name
    if family == "people":
        return "people", name
    return ("target", "") if key == ("cost", "target_value") else None


def _narrow(key: tuple[str, ...]) -> str:
    """The lane whose width a row rests on that says how soon a job can be done; empty: none (see ``earliest``)."""
    match key:
        case ("earliest", _, "", _, lane):
            return lane
    return ""


def _said(program: Program, group: Group) -> str:
    """One member of a conflict as a sentence without its stop."""
    scenario, name = program.grid.scenario, group.name
    match group.kind:
        case "rule":
            rule = scenario.rule_by_name[name]
            return f"{rule_words(rule, scenario)}{owned(rule)}"
        case "must":
            request = scenario.request_by_id[name]
            least = request.minimum
            share = f" to at least {percent(least)}" if least and least < 1 else ""
            return f"{request.title} is committed{share}{owned(request)}"
        case "pool":
            usable = next(lane.gpus for lane in program.grid.lanes_of[name] if not lane.rented)
            return f"{scenario.pool_by_id[name].title} has {_from_to(usable)} usable GPUs"
        case "people":
            return f"there are {_from_to(scenario.calendar.over(scenario.role_by_id[name].fte))} full-time {who(name)}"
    assert isinstance(scenario.objective, CostObjective)
    return f"the plan is to capture {scenario.objective.cost.target_value:,.4g} points"


def _from_to(amounts: Sequence[float]) -> str:
    """``10``, or ``10 to 12`` where they differ by period."""
    return " to ".join(map(count, sorted({min(amounts), max(amounts)})))


def irreducible(loaded: Loaded, candidates: list[Group]) -> tuple[list[Group], bool]:
    """The groups of which none can be dropped without the conflict going away; all others are set aside.

    And whether a search was stopped: then some may be among them that could be dropped.
    """
    kept: list[Group] = []
    stopped = False
    todo, width = list(candidates), max(len(candidates) // 4, 1)
    while todo and not loaded.is_stopped:
        trial = todo[:width]
        for group in trial:
            _hold(loaded, group, False)
        loaded.budget.grant(TRIAL)
        found = loaded.run()
        if found.outcome is Outcome.INFEASIBLE:
            todo = todo[width:]
        elif width == 1:
            stopped = stopped or found.is_cut_short
            kept.append(trial[0])
            _hold(loaded, trial[0], True)
            todo = todo[1:]
            width = max(len(todo) // 4, 1)
        else:
            for group in trial:
                _hold(loaded, group, True)
            width = max(width // 2, 1)
    return [*kept, *todo], stopped or bool(todo)


def _hold(loaded: Loaded, group: Group, held: bool) -> None:
    """Put a group's limits in force, or set them aside."""
    rows = np.array(group.rows, dtype=np.int32)
    low, high = np.asarray(loaded.program.low)[rows], np.asarray(loaded.program.high)[rows]
    wide = np.full(len(rows), np.inf)
    loaded.bounds.rows(rows, low if held else -wide, high if held else wide)
