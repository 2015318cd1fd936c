"""What stands in a request's way: an irreducible set of limits (design §4.6).

All others are held as the plan has them, and the most is asked for that this one could be given: a linear program over
its own columns. Where that is no more than it has, as little as possible is broken to give it more; what was broken,
less what need not have been, is what stands in its way (a minimal correction set: Liffiton and Sakallah, Algorithms for
computing minimal unsatisfiable subsets of constraints, Journal of Automated Reasoning 40, 2008).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import product

import numpy as np

from planner.domain.reason import Limit
from planner.program.formulation.assembly import Program
from planner.program.formulation.together import own_columns, required_by
from planner.program.formulation.variables import Terms, WayColumns
from planner.program.highs.part import Held, Part

MORE = 1e-4
"""Share by which a request is given more, and not only rounded otherwise."""
STEP = 0.01
"""Part of what a request lacks that is asked for on top: the next step that it could be given."""
BROKEN = 1e-7
"""Breach of a limit, as a part of what would be given up for it, that is rounding."""
WHOLE = 0.5
"""What a yes is above, and a no below."""
SHARED = ("pool", "people", "rule")
"""Kinds of limits that all requests share."""
REQUIREMENTS = ("requires", "requires_within", "requires_choice")
"""Families of rows that say what a request requires."""
LAST = ("requirement", "commitment")
"""Kinds that are named only where nothing else would do: what a request requires comes along if it can."""
FIRST_TO_GO = ("pool", "max_gpus", "people", "rule", "requirement", "conflict", "commitment")
"""Kinds in the order in which they are tried without: what is named last is hardest to do without."""


class Obstacles:
    """What stands in the way of each request in one solution."""

    def __init__(self, program: Program, values: np.ndarray) -> None:
        self.program = program
        self.held = Held(program, values.copy())

    @cached_property
    def limits(self) -> list[Limit | None]:
        """Of each row: what the user calls it; None for what makes a request what it is."""
        return [self._limit(*key) for key in self.program.keys]

    @cached_property
    def _between(self) -> frozenset[int]:
        """Rows that two requests share, which each of them calls by the other's name."""
        families = ("conflicts", *REQUIREMENTS)
        return frozenset(row for row, (family, *_) in enumerate(self.program.keys) if family in families)

    @cached_property
    def idle(self) -> np.ndarray:
        """GPUs that nobody uses, by lane and period; none of those that could be rented."""
        program, reached = self.program, self.held.reached
        labels = program.grid.labels
        found = np.array([[0.0 if lane.rented else gpus for gpus in lane.gpus] for lane in program.grid.lanes])
        for lane in program.grid.lanes:
            for t, label in enumerate(labels):
                row = program.row_of.get(("pool_capacity", lane.label, label))
                if row is not None and not lane.rented:
                    found[lane.index, t] = max(lane.gpus[t] - reached[row], 0.0)
        return found

    @cached_property
    def _owner(self) -> dict[str, str]:
        """Whose way a label is."""
        return {w.label: w.way.request.id for w in self.program.variables.ways}

    def _limit(self, family: str, name: str = "", *rest: str) -> Limit | None:
        match family:
            case "pool_capacity" | "pool_capacity_within":
                known = self.program.grid.scenario.pool_by_id
                return Limit("pool", name if name in known else name[:-1])
            case "people":
                return Limit("people", name)
            case "rules":
                return Limit("rule", name)
            case "requires" | "requires_within" | "requires_choice":
                return Limit("requirement", rest[0])
            case "earliest":
                return self._in_time(name, *rest)
            case "commitment":
                return Limit("commitment", name)
            case "parallelism":
                return Limit("max_gpus", self._owner[name])
            case "left_out" if rest[-1] == "room":  # what max_gpus holds of a promise
                return Limit("max_gpus", self._owner[rest[1]])
        return None

    def _in_time(self, request: str, required: str, period: str, name: str = "", *end: str) -> Limit | None:
        """What keeps the work of a job from being done sooner: what it requires, its max_gpus, or a pool's size."""
        if required:
            return Limit("requirement", required)
        pools = {lane.label: lane.pool.id for lane in self.program.grid.lanes}
        if name in pools:
            return Limit("pool", pools[name])
        return None if end else Limit("max_gpus", request)

    def of(self, request: str, way: WayColumns, aside: frozenset[Limit] = frozenset()) -> frozenset[Limit] | None:
        """What stands in the way of a request by one of its ways, besides what is set aside already.

        Empty where it could be given more as it is; None where its own nature forbids it.
        """
        question = _Question(self, request, way)
        found = question.broken(aside)
        return None if found is None else question.irreducible(found, aside)

    @cached_property
    def _rows(self) -> dict[Limit, list[int]]:
        found: dict[Limit, list[int]] = {}
        for row, limit in enumerate(self.limits):
            if limit is not None:
                found.setdefault(limit, []).append(row)
        return found

    def shared_rows(self, limit: Limit) -> np.ndarray:
        """The rows of the program that one limit of all requests stands for."""
        return np.array(self._rows.get(limit, []), dtype=np.int32)

    def rows_of(self, request: str, way: WayColumns, limits: Iterable[Limit]) -> np.ndarray:
        """The rows of the program that are out of force once some limits are set aside for a request."""
        wanted = frozenset(limits)
        shared = [self.shared_rows(limit) for limit in wanted if limit.kind in SHARED]
        if all(limit.kind in SHARED for limit in wanted):
            return np.unique(np.concatenate(shared))
        columns = np.array(sorted(own_columns(self.program.variables, way)), dtype=np.int64)
        own = [
            row
            for row in np.unique(self.held.program.entries(columns)[1])
            if self.limit_of(row, request, way) in wanted
        ]
        return np.unique(np.concatenate([*shared, np.array(own, dtype=np.int32)]))

    def limit_of(self, row: int, request: str, way: WayColumns) -> Limit | None:
        """What a row is called in the eyes of one request."""
        if row not in self._between:
            return self.limits[row]
        family, name, *rest = self.program.keys[row]
        if family == "conflicts":
            own = {request, *required_by(way.way.request, self.program.grid.scenario.request_by_id)}
            mine = name == request or (name in own and rest[0] != request)
            return Limit("conflict", rest[0] if mine else name)
        return self.limits[row] if name == request else None


class _Question:
    """Whether one request could be given more."""

    def __init__(self, obstacles: Obstacles, request: str, way: WayColumns) -> None:
        program, values = obstacles.program, obstacles.held.values
        self._variables, self._values, self._way = program.variables, values, way
        self._terms = share(way, program.grid.hours)
        self.has = sum(amount * values[column] for column, amount in self._terms)
        self._own = own_columns(program.variables, way)
        self._part = Part(obstacles.held, self._own)
        self._chosen = _as_chosen(program, way, values) | ({} if way.chosen is None else {way.chosen: 1.0})
        self._least = _as_served(program, way, values)
        self._starts = _starts(way, values)
        self._limits = [obstacles.limit_of(row, request, way) for row in self._part.rows.tolist()]
        step = self.has + STEP * (1.0 - self.has)
        self._target = max(way.way.minimum, step) if self.has < way.way.minimum else step

    def fits(self, aside: frozenset[Limit]) -> bool:
        """Whether it can be given more with some limits set aside."""
        for start in self._starts:
            self._hold(start, aside)
            found = self._part.most(self._terms, self._mask(aside))
            if found is not None and self._part.sum(self._terms, found) > self.has + MORE:
                return True
        return False

    def broken(self, aside: frozenset[Limit]) -> frozenset[Limit] | None:
        """Limits that are broken where it is given a little more, and as little as can be is broken."""
        named = np.array([limit is not None for limit in self._limits], dtype=bool)
        needed = np.array([limit is not None and limit.kind in LAST for limit in self._limits], dtype=bool)
        for start, soft in product(self._starts, (named & ~needed, named)):
            self._hold(start, aside)
            target = self.has + 2 * MORE if self._is_sooner(start) else self._target
            found = self._part.least_breach(self._terms, target, soft, self._mask(aside))
            if found is not None:
                break
        else:
            return None
        return frozenset(
            limit
            for limit, breach in zip(self._limits, found.tolist(), strict=True)
            if limit is not None and limit not in aside and breach > BROKEN
        )

    def _is_sooner(self, start: dict[int, float]) -> bool:
        """Whether a start is another one than in the plan: a little more is then whatever it takes to begin so."""
        return any(abs(value - self._values[column]) > BROKEN for column, value in start.items())

    def irreducible(self, found: frozenset[Limit], aside: frozenset[Limit]) -> frozenset[Limit]:
        """Without those that may stay in force."""
        if len(found) > 1:
            for limit in sorted(found, key=lambda each: (FIRST_TO_GO.index(each.kind), each.name)):
                if self.fits(aside | (found - {limit})):
                    found -= {limit}
        return found

    def _hold(self, start: dict[int, float], aside: frozenset[Limit]) -> None:
        """It begins so; what it no longer requires stays as the plan has it, as all others do."""
        gone = [limit.name for limit in aside if limit.kind == "requirement"]
        kept = self._own - own_columns(self._variables, self._way, gone) if gone else frozenset[int]()
        held = {column: float(self._values[column]) for column in kept}
        self._part.hold(self._chosen | start | held, self._least)

    def _mask(self, aside: frozenset[Limit]) -> np.ndarray | None:
        return np.array([limit in aside for limit in self._limits], dtype=bool) if aside else None


def _starts(way: WayColumns, values: np.ndarray) -> list[dict[int, float]]:
    """When a service may begin that is served at its minimum once it has begun: as in the plan, or a period sooner; one
    that is declined, at the latest. Nothing is held of all others.
    """
    steps = list(dict.fromkeys(way.launched[t] for t in sorted(way.launched)))
    if not steps:
        return [{}]
    begins = next((k for k, column in enumerate(steps) if values[column] > WHOLE), len(steps))
    firsts = [k for k in (begins, begins - 1) if 0 <= k < len(steps)]
    return [{column: float(k >= first) for k, column in enumerate(steps)} for first in firsts]


def _as_chosen(program: Program, way: WayColumns, values: np.ndarray) -> dict[int, float]:
    """What a request requires stays with the option by which it is served."""
    held: dict[int, float] = {}
    for required in required_by(way.way.request, program.grid.scenario.request_by_id):
        ways = program.variables.by_request[required]
        served = [any(values[column] > BROKEN for column in other.share.values()) for other in ways]
        if any(served):
            others = [other for other, is_served in zip(ways, served, strict=True) if not is_served]
            held |= {column: 0.0 for other in others for column in other.share.values()}
    return held


def _as_served(program: Program, way: WayColumns, values: np.ndarray) -> dict[int, float]:
    """What a request requires is served no less than in the plan: nobody gives way to it."""
    required = required_by(way.way.request, program.grid.scenario.request_by_id)
    ways = (other for name in required for other in program.variables.by_request[name])
    return {column: float(values[column]) - BROKEN for other in ways for column in other.share.values()}


def share(way: WayColumns, hours: tuple[float, ...]) -> Terms:
    """The share of its demand that a way is served, as terms."""
    if way.way.is_job:
        return [(way.total, 1.0)]
    each = way.way.spread(hours)
    total = sum(each.values())
    return [(column, each[t] / total) for t, column in way.share.items()]
