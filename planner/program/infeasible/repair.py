"""The least changes that make an infeasible scenario feasible.

Every group of a conflict gets a column by which its limits may give way, and a switch that says whether they do. The
least repair minimises Σ (EACH·switch + amount ÷ size of the limit): few changes first, then small ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from planner.domain.base import Series, mapped
from planner.errors import Repair
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE, at_most
from planner.program.highs.loaded import Loaded
from planner.words.measures import amount_words, limit_words
from planner.words.names import counted, going_on, people_of
from planner.words.owners import owned

EACH = 0.05
"""What touching one more limit weighs, against changing one by its whole size."""
FEWEST = 100.0
"""The same, where as few limits as possible are to be touched."""
MUST = 1.0
"""What giving up a commitment weighs."""
NOTHING = 1e-6
"""Part of a limit's size below which a change of it is the solver's rounding."""
FURTHEST, FAR = 100.0, 1e4
"""A limit gives way by so many times its size at most, or by so many of its row's units (GPUs, mostly)."""


@dataclass(frozen=True)
class Group:
    """Rows that go by one name: ``("rule", "Budget")``, ``("must", request)``, ``("pool", id)``."""

    kind: str
    name: str
    rows: tuple[int, ...]


class Elastic:
    """A program whose named limits may give way; ``work`` is what each search for a repair may take."""

    def __init__(self, loaded: Loaded, groups: list[Group], work: float) -> None:
        self._loaded, self._groups, self._work = loaded, groups, work
        self.stopped = False
        """Whether a search was stopped, so that there may be other, and lesser repairs."""
        self._sizes = [_size(loaded.program, group) for group in groups]
        loaded.require_whole(True)
        self._amounts = [self._column(group) for group in groups]
        self._switches = [loaded.added.column(1.0, True) for _ in groups]
        for group, amount, switch, size in zip(groups, self._amounts, self._switches, self._sizes, strict=True):
            furthest = max(FURTHEST * size, FAR * max(loaded.program.unit[row] for row in group.rows))
            loaded.added.row(at_most((), [(amount, 1.0), (switch, -furthest)], 0.0))

    def repairs(self, most: int) -> Iterator[Repair]:
        """Repairs, the least first; each goes without the largest change of those before it.

        The one that changes the fewest limits, by however much, is always among them.
        """
        fewest, found = self._least(FEWEST), list[dict[int, Repair]]()
        for number in range(most):
            parts = self._least(EACH)
            if not parts or (number == most - 1 and fewest and fewest.keys() not in [each.keys() for each in found]):
                break
            found.append(parts)
            largest = max(parts, key=lambda k: (parts[k].size, -k))
            self._loaded.bounds.columns([self._switches[largest]], np.zeros(1), np.zeros(1))
        if fewest and fewest.keys() not in [each.keys() for each in found]:
            found.append(fewest)
        for parts in found:
            if not any(_does_with_less(other, parts) for other in found):
                yield joined(list(parts.values()))

    def _least(self, each: float) -> dict[int, Repair]:
        """The least change of each group that must give way; empty where nothing helps, or nothing is found to."""
        self._weigh(each)
        self._loaded.budget.grant(self._work)
        found = self._loaded.run()
        self.stopped = self.stopped or found.is_cut_short
        if found.values is None:
            return {}
        amounts = {k: max(float(found.values[amount]), 0.0) for k, amount in enumerate(self._amounts)}
        switched = [k for k, switch in enumerate(self._switches) if found.values[switch] > 0.5]
        # a search that was stopped may have switched on what it then does not use
        used = [k for k in switched if amounts[k] > NOTHING * self._sizes[k]]
        return {k: self._change(self._groups[k], amounts[k]) for k in used}

    def _column(self, group: Group) -> int:
        program = self._loaded.program
        # a pool's own GPUs give way, not those that it rents; what counts as funded is no limit of its own
        rows = [
            row
            for row in group.rows
            if (group.kind != "pool" or _is_own(program.keys[row], group.name)) and program.keys[row][-1] != "in full"
        ]
        signs = [
            (-1.0 if math.isfinite(program.high[row]) else 1.0) * _part(program, row) / program.unit[row]
            for row in rows
        ]
        return self._loaded.added.column(INFINITE, False, rows, signs)

    def _weigh(self, each: float) -> None:
        columns, weights = list[int](), list[float]()
        for group, amount, switch, size in zip(self._groups, self._amounts, self._switches, self._sizes, strict=True):
            columns += [amount, switch]
            weights += [0.0, -MUST - each] if group.kind == "must" else [-1.0 / size, -each]
        self._loaded.added.weigh(columns, weights)

    def _change(self, group: Group, amount: float) -> Repair:
        return _CHANGES[group.kind](self._loaded.program, group, amount)


def _is_own(key: tuple[str, ...], pool: str) -> bool:
    """Whether a row is what there is of a pool's own GPUs."""
    return key[0] != "earliest" and key[1] == pool


def _part(program: Program, row: int) -> float:
    """What a unit of its limit more adds to a row: of a row for some days of a period, their part of it."""
    family, _, *where = program.keys[row]
    if family != "pool_capacity_within":
        return 1.0
    calendar, (label, days) = program.grid.scenario.calendar, where
    first, last = map(date.fromisoformat, days.split(" to "))
    period = calendar.steps[calendar.labels.index(label)]
    return ((last - first).days + 1) / (period.end - period.start).days


def _does_with_less(other: dict[int, Repair], parts: dict[int, Repair]) -> bool:
    """Whether another repair is enough that changes fewer limits, and none of them further."""
    return other.keys() < parts.keys() and all(part.size <= parts[k].size + NOTHING for k, part in other.items())


def _size(program: Program, group: Group) -> float:
    """What a change of a limit is measured against: the limit as the user wrote it."""
    if group.kind == "rule":
        rule = program.grid.scenario.rule_by_name[group.name]
        return max(abs(rule.at_most or 0.0), abs(rule.at_least or 0.0)) or 1.0
    limits = [program.high[r] if math.isfinite(program.high[r]) else program.low[r] for r in group.rows]
    return max((abs(limit) for limit in limits), default=1.0) or 1.0


def joined(parts: Sequence[Repair]) -> Repair:
    """Several changes as one repair."""
    changes: dict[str, Any] = {}
    for part in parts:
        for collection, items in part.changes.items():
            known = changes.setdefault(collection, {})
            known.update(items)
    said = [part.sentence.rstrip(".") for part in parts]
    sentence = ", and ".join([said[0], *map(going_on, said[1:])]) + "."
    return Repair(sentence, changes, sum(part.size for part in parts) + EACH * (len(parts) - 1))


def _reopened(program: Program, group: Group, amount: float) -> Repair:
    request = program.grid.scenario.request_by_id[group.name]
    change = {"requests": {request.id: {"commitment": "open"}}}
    return Repair(f"Give up the commitment to {request.title}{owned(request)}", change, MUST)


def _larger_pool(program: Program, group: Group, amount: float) -> Repair:
    scenario = program.grid.scenario
    pool = scenario.pool_by_id[group.name]
    available = min((a for a in scenario.calendar.over(pool.availability) if a > 0), default=1.0)
    extra = float(math.ceil(amount / available - 1e-6))
    peak = max(scenario.calendar.over(pool.gpus), default=0.0)
    change = {"pools": {pool.id: {"gpus": _plain(mapped(pool.gpus, lambda each: each + extra))}}}
    return Repair(f"Add {counted(extra, 'GPU')} to {pool.title}", change, extra / max(peak, 1.0))


def _more_people(program: Program, group: Group, amount: float) -> Repair:
    scenario = program.grid.scenario
    role = scenario.role_by_id[group.name]
    extra = math.ceil(amount * 10 - 1e-6) / 10
    peak = max(scenario.calendar.over(role.fte), default=0.0)
    change = {"people": {role.role: {"fte": _plain(mapped(role.fte, lambda each: each + extra))}}}
    return Repair(f"Add {people_of(role.role, extra)}", change, extra / max(peak, 1.0))


def _lower_target(program: Program, group: Group, amount: float) -> Repair:
    target = program.low[group.rows[0]]
    lower = _outward(target - amount, down=True)
    change = {"objective": {"cost": {"target_value": lower}}}
    return Repair(f"Ask for {lower:,.4g} points instead of {target:,.4g}", change, amount / max(abs(target), 1e-9))


def _moved_rule(program: Program, group: Group, amount: float) -> Repair:
    rule, currency = program.grid.scenario.rule_by_name[group.name], program.grid.scenario.currency
    if rule.at_most is not None and rule.at_least is not None:
        return Repair(f"Switch {rule.name} off", {"rules": {rule.name: {"enabled": False}}}, 1.0)
    outward = _whole if rule.measure == "funded" else _outward
    if rule.at_most is not None:
        verb, field, before = "Raise", "at_most", rule.at_most
        limit = outward(before + amount, down=False)
    else:
        # a promise of more than is asked for was cut to what is: lower it from there
        asked = max(program.low[row] * program.unit[row] for row in group.rows if math.isfinite(program.low[row]))
        verb, field, before = "Lower", "at_least", rule.at_least or 0.0
        limit = outward(min(before, asked) - amount, down=True)
    return Repair(
        f"{verb} {rule.name} from {limit_words(rule.measure, before)} to {amount_words(rule.measure, limit, currency)}",
        {"rules": {rule.name: {field: limit}}},
        abs(limit - before) / max(abs(before), 1e-9),
    )


def _outward(limit: float, down: bool) -> float:
    """A limit to four digits, rounded to the side that is enough."""
    if abs(limit) < 1e-9:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(limit))) - 3)
    steps = math.floor(limit / unit + 1e-9) if down else math.ceil(limit / unit - 1e-9)
    return float(f"{steps * unit:.10g}")


def _whole(limit: float, down: bool) -> float:
    return float(math.floor(limit + 1e-6) if down else math.ceil(limit - 1e-6))


def _plain(series: Series) -> Any:
    return list(series) if isinstance(series, tuple) else series


_CHANGES = {
    "must": _reopened,
    "rule": _moved_rule,
    "pool": _larger_pool,
    "people": _more_people,
    "target": _lower_target,
}
