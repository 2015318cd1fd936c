"""A promise of GPUs never asks for more than those it is made to could still use.

given(S) >= min(promised, asked(S)),   asked(S) = Σ_r Σ_d min(c_d, D_d/σ − e_d)   [GPU·h]

S are the selected pools and periods, r the selected requests, d the demands of r that S can meet: a job's work, or a
service's in one period. σ is the fastest speed in S, c_d the most hours that d could use there (D_d/σ, and no more than
max_gpus holds), e_d the work done on it outside of S, in hours of σ. So a job asks for its work once, over all periods
and pools that it is promised: what it is given in one, it does not ask for in another.

What nothing could ever serve asks for nothing, nor does what a rival that is not among r rules out: by the part of the
rival that is served, all of it where it has a minimum. Of a request with options the one that needs least counts; of
requests in conflict, the smallest that go together. A way w that needs more than what is counted of it, c_w > c, has
its e_d count as c/c_w of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from planner.domain.rule import Rule
from planner.domain.ways import Way
from planner.program.formulation.grid import Grid
from planner.program.formulation.selection import Chosen, choose, each, usable_hours


@dataclass(frozen=True)
class Demand:
    """What a selection can meet of one way's demand: a job's work, or a service's in one period."""

    way: Way
    periods: tuple[int, ...]
    """In which it can be met, here or elsewhere: a job's window, a service's one period."""
    fastest: float
    """σ: the selection's fastest speed."""
    work: float
    """D/σ: what it asks for in all, in hours of the fastest [GPU·h]."""
    most: float
    """c: the most hours that it could use here [GPU·h]."""
    elsewhere: bool
    """Whether it can be met outside of the selection, too."""

    @property
    def key(self) -> tuple[str, str, int]:
        """Request, option and first period: the same for every selection that can meet it."""
        return self.way.request.id, self.way.option, self.periods[0]

    @property
    def is_capped(self) -> bool:
        """Whether it can't be met in full by the selection alone, because of max_gpus."""
        return self.most < self.work


@dataclass(frozen=True)
class Asked:
    """What the requests of a selection ask of its pools and periods."""

    hours: float
    """While nothing is done on them elsewhere [GPU·h]."""
    parts: dict[tuple[str, str], float]
    """What is counted of a way's hours, by request and option; 1 for most."""
    demands: tuple[Demand, ...]
    """Those of which some is counted, and that can be met elsewhere."""
    contested: dict[str, tuple[float, tuple[str, ...]]]
    """By request that others than the selected ones may rule out: hours that are counted of it [GPU·h], and those."""

    @property
    def is_certain(self) -> bool:
        """Whether nothing that is done for others, or elsewhere, makes it less."""
        return not self.demands and not self.contested


@dataclass(frozen=True)
class Promise:
    """A rule's ``at_least`` for GPUs, for one of the selections that it speaks of."""

    rule: str
    each: str
    """Which of the rule's promises, where it makes several."""
    chosen: Chosen
    size: float
    """GPU-hours in one unit of the rule's measure."""
    hours: float
    """What is promised [GPU·h]."""
    grid: Grid

    @cached_property
    def asked(self) -> Asked:
        return asked(self.grid, self.chosen)

    @property
    def is_open(self) -> bool:
        """Whether it is not known beforehand which comes to less: what is promised, or what is asked for."""
        return not self.asked.is_certain and self.asked.hours > self.hours


def promises(grid: Grid) -> list[Promise]:
    """Every promise of GPUs of every enabled rule, by name."""
    found: list[Promise] = []
    for rule in sorted(grid.scenario.rules, key=lambda rule: rule.name):
        if rule.enabled and rule.at_least is not None and rule.measure in ("gpu_hours", "gpu_share"):
            found += [_promise(rule, rule.at_least, name, choose(of, grid), grid) for name, of in each(rule, grid)]
    return found


def _promise(rule: Rule, at_least: float, name: str, chosen: Chosen, grid: Grid) -> Promise:
    size = usable_hours(grid, chosen) if rule.measure == "gpu_share" else 1.0
    return Promise(rule.name, name, chosen, size, at_least * size, grid)


def asked(grid: Grid, chosen: Chosen) -> Asked:
    """What the selected requests ask of the selected pools and periods."""
    found = {
        request: {way.option: demands(way, grid, chosen) for way in ways}
        for request, ways in grid.able.items()
        if request in chosen.requests
    }
    needs = {
        request: {option: sum([d.most for d in each]) for option, each in ways.items()}
        for request, ways in found.items()
    }
    least = {request: min(ways.values()) for request, ways in needs.items()}
    counted, enemies = _counted(grid, least), grid.enemies
    parts: dict[tuple[str, str], float] = {}
    for request, ways in needs.items():
        own = least[request] if request in counted else sum([least[q] for q in enemies[request] & counted])
        parts |= {(request, option): min(own / hours, 1.0) for option, hours in ways.items() if own > 0 and hours > 0}
    spread = [d for r, ways in found.items() for o, each in ways.items() for d in each if (r, o) in parts]
    return Asked(
        sum([least[r] for r in counted]),
        parts,
        tuple(d for d in spread if d.elsewhere and d.most > 0),
        {r: (least[r], rivals) for r in sorted(counted) if least[r] > 0 and (rivals := _beyond(r, grid, chosen))},
    )


def _beyond(request: str, grid: Grid, chosen: Chosen) -> tuple[str, ...]:
    """Who could rule a request out, of those that are not selected."""
    return tuple(sorted((grid.enemies[request] - chosen.requests) & grid.able.keys()))


def _counted(grid: Grid, least: dict[str, float]) -> set[str]:
    """Of requests in conflict the smallest that go together, and all others."""
    enemies, counted = grid.enemies, set[str]()
    for _, request in sorted((hours, request) for request, hours in least.items()):
        if not enemies[request] & counted:
            counted.add(request)
    return counted


def demands(way: Way, grid: Grid, chosen: Chosen) -> list[Demand]:
    """What a selection can meet of one way's demand."""
    lanes = [lane for lane in grid.lanes if lane.pool.id in way.speeds]
    inside = [lane for lane in lanes if lane.index in chosen.lanes]
    periods = [t for t in way.periods if t in chosen.periods]
    if not inside or not periods:
        return []
    fastest = max([way.speeds[lane.pool.id] for lane in inside])
    held = {t: grid.hours[t] * way.most(t) for t in periods}
    outside = len(inside) < len(lanes)
    if way.gpus is None:
        work = way.gpu_hours / fastest
        beyond = outside or len(periods) < len(way.periods)
        return [Demand(way, tuple(way.periods), fastest, work, min(work, sum(held.values())), beyond)]
    works = {t: way.gpus[t] * grid.hours[t] / fastest for t in periods}
    return [Demand(way, (t,), fastest, work, min(work, held[t]), outside) for t, work in works.items()]
