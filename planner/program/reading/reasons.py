"""Why each request is decided as it is, as data; ``words.reasons`` makes sentences of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from planner.domain.reason import Decision, Limit, Reason, ReasonKind
from planner.domain.request import Request
from planner.domain.rule import REQUEST_DIMENSIONS
from planner.domain.scenario import CostObjective
from planner.program.formulation.assembly import Program
from planner.program.formulation.selection import choose
from planner.program.formulation.variables import WayColumns
from planner.program.optimum.aside import Aside
from planner.program.optimum.search import are_whole
from planner.program.reading.confined import confines
from planner.program.reading.obstacles import FIRST_TO_GO, MORE, Obstacles, share
from planner.program.reading.served import Served
from planner.program.reading.tables import Reader, decision

ROUNDS = 3
"""How often what comes to stand in the way, once something is set aside, is looked for."""


def unasked(reader: Reader) -> dict[str, Reason]:
    """Decisions without what stands in anybody's way: for a plan that is on the screen until a better one follows."""
    return {
        name: Reason(name, decision(served), "not asked", figures=figures(reader, name))
        for name, served in reader.served.items()
    }


def figures(reader: Reader, request: str) -> dict[str, float]:
    """The figures of a request's reason, as ``Reason`` has them."""
    served, best = reader.served[request], reader.opportunities[request][1]
    found = {"share": served.share, "value": best.value, "cost": best.cost, "index": best.index}
    if served.way is not None and served.way.way.request.commitment == "must":
        found["promised"] = served.way.way.promised
    return found


class Reasons:
    """What bears on each request.

    With ``aside`` at hand, what stands in a request's way as all others are is confirmed by the relaxation, in which
    they move: who would take what is freed stands in its way too.
    """

    def __init__(self, program: Program, reader: Reader, values: np.ndarray, aside: Aside | None) -> None:
        self._program, self._reader, self._grid, self._aside = program, reader, program.grid, aside
        self._decided: dict[str, Decision] = {name: decision(served) for name, served in reader.served.items()}
        self._obstacles = Obstacles(program, values)
        self._moved: dict[frozenset[Limit], Obstacles] = {}
        self._requirers: dict[str, list[str]] = {}
        for request in self._grid.requests:
            for required in request.requires if self._decided[request.id] != "decline" else ():
                self._requirers.setdefault(required, []).append(request.id)

    def all(self) -> dict[str, Reason]:
        """Why each request is decided as it is, by request id."""
        return {request.id: self.of(request) for request in self._grid.requests}

    def of(self, request: Request) -> Reason:
        """Why one request is decided as it is."""
        served = self._reader.served[request.id]
        kind, limits = self._kind(request, served)
        return Reason(
            request.id,
            self._decided[request.id],
            kind,
            tuple(sorted(limits)),
            tuple(self._held_by(request, served)),
            self._reader.bundles[request.id],
            figures(self._reader, request.id),
        )

    def _kind(self, request: Request, served: Served) -> tuple[ReasonKind, frozenset[Limit]]:
        w, best = self._reader.opportunities[request.id]
        none = frozenset[Limit]()
        if self._decided[request.id] == "fund":
            return "in full", none
        if request.commitment == "out":
            return "ruled out", none
        if served.way is None and (w is None or math.isinf(self._reader.alone[request.id].cost)):
            return "impossible", none
        if best.value <= 0:
            return "unneeded", none
        if best.value <= 1e-9 * self._grid.worth[request.id]:
            return "too late", none
        way = served.way or w
        assert way is not None
        limits = self._obstacles.of(request.id, way)
        if limits is None:
            return "impossible", none
        if not limits or isinstance(self._grid.scenario.objective, CostObjective):
            return "no gain", none
        if self._aside is not None:
            limits = self._confirmed(request.id, way, limits, self._aside)
        if all(self._decided[name] == "fund" for name in request.requires):
            limits = self._confined(request, way, served, limits)
        return "limits", limits

    def _confined(
        self, request: Request, way: WayColumns, served: Served, limits: frozenset[Limit]
    ) -> frozenset[Limit]:
        """The limits, its own confines in place of its pools where idle GPUs beyond them would do."""
        others = frozenset(limit for limit in limits if limit.kind != "pool")
        if others == limits:
            return limits
        for confine, free in confines(self._grid, self._obstacles.idle, request, way, served):
            if self._suffices(free, way, others):
                return others | {confine}
        return limits

    def _suffices(self, free: Request, way: WayColumns, others: frozenset[Limit]) -> bool:
        """Whether the best plan gives a request more once it is less confined: rules and rivals hold beyond, too."""
        if self._aside is None or self._grid.scenario.objective == "fair":
            return True
        keys = {self._program.keys[row] for row in self._obstacles.rows_of(free.id, way, others)} if others else set()
        found = self._aside.of(self._grid.scenario.replacing(free), keys)
        return found is not None and self._is_given_more(free.id, found[1], found[0])

    # -- what all others would do ---------------------------------------------------------------------------------

    def _confirmed(self, request: str, way: WayColumns, found: frozenset[Limit], aside: Aside) -> frozenset[Limit]:
        """What must be set aside so that the best plan gives a request more, and none of it in vain."""
        alone = found
        for _ in range(ROUNDS):
            values = aside.without(self._obstacles.rows_of(request, way, found))
            if values is None or self._is_given_more(request, values):
                break
            further = self._in_place_of(found, values).of(request, way, found)
            if not further:
                break
            found |= further
        for limit in sorted(found - alone, key=lambda each: (FIRST_TO_GO.index(each.kind), each.name)):
            rest = found - {limit}
            if len(found - alone) > 1:
                values = aside.without(self._obstacles.rows_of(request, way, rest))
                found = rest if values is not None and self._is_given_more(request, values) else found
        return found

    def _in_place_of(self, found: frozenset[Limit], values: np.ndarray) -> Obstacles:
        if found not in self._moved:
            self._moved[found] = Obstacles(self._program, values)
        return self._moved[found]

    def _is_given_more(self, request: str, values: np.ndarray, program: Program | None = None) -> bool:
        """Whether another plan, it may be of another program, gives a request more: a share that is worth having."""
        now = self._obstacles.held.values
        ways = self._program.variables.by_request[request]
        has = max(self._given(way, now) for way in ways)
        others = ways if program is None else program.variables.by_request[request]
        return any(
            self._given(way, values)
            > (has + MORE if are_whole(values[list(way.binaries)]) else max(has + MORE, way.way.minimum - MORE))
            for way in others
        )

    def _given(self, way: WayColumns, values: np.ndarray) -> float:
        """The share that a plan serves in one way."""
        return sum(amount * float(values[column]) for column, amount in share(way, self._grid.hours))

    # -- what it is served for besides its own worth --------------------------------------------------------------

    def _held_by(self, request: Request, served: Served) -> Iterator[Limit]:
        if served.way is None:
            return
        if request.commitment == "must":
            yield Limit("commitment", request.id)
        if self._reader.opportunities[request.id][1].index >= 1:
            return
        for other in self._requirers.get(request.id, []):
            yield Limit("requirement", other)
        for rule, promised in self._promises.items():
            if request.id in promised and self._is_held_by(rule, request.id):
                yield Limit("rule", rule)

    @cached_property
    def _promises(self) -> dict[str, frozenset[str]]:
        """The requests to which each promise is made, by rule: those of some requests, not of all."""
        made = [rule for rule in self._grid.scenario.rules if rule.enabled and rule.at_least is not None]
        return {
            rule.name: choose(rule.of, self._grid).requests
            for rule in sorted(made, key=lambda rule: rule.name)
            if rule.of.among(REQUEST_DIMENSIONS)
        }

    def _is_held_by(self, rule: str, request: str) -> bool:
        """Whether a request would be given less without a rule."""
        rows = self._obstacles.shared_rows(Limit("rule", rule))
        if self._aside is None:
            return bool(np.any(np.abs(self._reader.prices.row[rows]) > 0))
        values = self._aside.without(rows)
        if values is None:
            return False
        ways = self._program.variables.by_request[request]
        had, has = (sum(self._given(way, of) for way in ways) for of in (self._obstacles.held.values, values))
        return has < had - MORE
