"""The columns of the program (design §4.2), and where each stands.

x[r,o,l,t] ≥ 0      GPUs that way (r,o) is given in lane l, in the mean over period t; hours are x·h_t
f[r,o,t] in 0..1    share of a service's demand served in t, constant from latest_start on where that is given;
                    f[r,o] share of a job's work done
z[r,o,t] in {0,1}   service with a minimum: launched by t;     z[r,o] chosen
c[r,o,t] in {0,1}   all-or-nothing job: complete by t
E[q,t] in 0..1      part of t that passes until a job that others require, or that requires one, can be done at the
                    earliest; a service that requires such a job has an f of its own in each period, the mean over it
B[q,t] in 0..1      part of t that the work on such a job takes at full width, where it waits for others
g[r,o,t,s] ≥ 0      share on the s-th segment of a value curve
y[k] in {0,1}       promise k of GPUs: all that is asked for is given, which is less than what is promised
d[r,o,t] in {0,1}   demand that promises speak of and none can meet alone: met in full, here and there
u[k,r,o,t] ≥ 0      what promise k leaves out of such a demand because the rest of it is met elsewhere

A column is made only where something needs it, and one column serves twice where two variables are equal: with a
minimum of 1 the share *is* the launch, but where it waits for a job inside a period. x counts GPUs rather than
GPU-hours because the coefficients then span three orders of magnitude less, and a dual of 1e-5 would drown in the
solver's tolerance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from planner.domain.ways import Way
from planner.program.formulation.grid import Grid, Lane, counted
from planner.program.formulation.promises import Promise, promises

UNCLEAN = re.compile(r"[^A-Za-z0-9.]")
"""What names in LP and MPS files had better not hold."""
LONGEST = 90
"""Letters of a name in such a file; readers take at least 100."""

type Terms = list[tuple[int, float]]
"""A linear expression: (column, coefficient)."""


@dataclass
class WayColumns:
    """The columns of one way."""

    way: Way
    value: float
    """V_r times the option's factor [points]."""
    label: str
    lanes: tuple[Lane, ...] = ()
    speeds: tuple[float, ...] = ()
    """σ of each lane."""
    active: tuple[int, ...] = ()
    """Periods in which it can be given GPUs."""
    given_from: int = 0
    """First column of x; (period, lane) in row-major order of ``active`` × ``lanes``."""
    waits: bool = False
    """Whether it is a service that requires a job which may be at work while it is served."""
    share: dict[int, int] = field(default_factory=dict)
    """f by period; a job's one column stands under every period of its window."""
    launched: dict[int, int] = field(default_factory=dict)
    """z[t] by period, for a service with a minimum."""
    chosen: int | None = None
    """z, where something needs it."""
    complete: dict[int, int] = field(default_factory=dict)
    """c[t] by period."""
    segments: dict[int, list[tuple[int, float, float]]] = field(default_factory=dict)
    """By period: (column, width, slope of the value curve)."""

    def given(self, t: int) -> Iterator[tuple[int, Lane, float]]:
        """Columns of x in period t, with lane and speed."""
        at = self._row.get(t)
        if at is not None:
            yield from zip(range(at, at + len(self.lanes)), self.lanes, self.speeds, strict=True)

    def of_lanes(self, t: int, columns: list[float]) -> list[float]:
        """What x is, or costs, lane by lane in an active period t, out of a list of all columns."""
        at = self._row[t]
        return columns[at : at + len(self.lanes)]

    def place(self, given_from: int) -> int:
        """Take columns for x from here on; returns the first column behind them."""
        self.given_from = given_from
        width = len(self.lanes)
        self._row = {t: given_from + k * width for k, t in enumerate(self.active)}
        return given_from + len(self.active) * width

    @property
    def total(self) -> int:
        """A job's share column."""
        return self.share[self.way.first]

    @property
    def is_switched(self) -> bool:
        """Whether its share is all or nothing in every period: the share is the launch, or the choice."""
        return self.way.minimum == 1 and self.chosen in self.share.values()

    @property
    def binaries(self) -> set[int]:
        """z and c, of which some may be shares as well."""
        return {*self.launched.values(), *self.complete.values(), *([] if self.chosen is None else [self.chosen])}

    @property
    def columns(self) -> set[int]:
        """x, f, z and c: when, where and how it is served."""
        end = self.given_from + len(self.active) * len(self.lanes)
        return {*range(self.given_from, end), *self.share.values(), *self.binaries}

    @property
    def pieces(self) -> list[int]:
        """g, period by period."""
        return [column for steps in self.segments.values() for column, _, _ in steps]

    def work(self, t: int, hours: float) -> Terms:
        """Work done in period t, as a part of a job's demand: Σ_l σ·h_t·x ÷ gpu_hours."""
        factor = hours / self.way.gpu_hours
        return [(column, sigma * factor) for column, _, sigma in self.given(t)]

    _row: dict[int, int] = field(default_factory=dict, repr=False)


@dataclass
class PromiseColumns:
    """The columns of one promise of GPUs."""

    promise: Promise
    enough: int | None = None
    """y, where it is not known beforehand which comes to less."""
    left_out: dict[tuple[str, str, int], int] = field(default_factory=dict)
    """u by the demand's key: GPUs, in the mean period, that it does not ask for here because it is met in full."""
    ruled_out: dict[str, int] = field(default_factory=dict)
    """u by request: GPUs, in the mean period, that it does not ask for because a rival is served."""


class Columns(NamedTuple):
    """A family of columns that are bounded alike."""

    end: int
    """First column behind it."""
    low: float
    high: float
    whole: bool


class Variables:
    """All columns, family after family, so that a family is a range."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.families: list[Columns] = []
        self._first = 0
        """First column behind x."""
        self._names: list[str] = []
        """Of all columns behind x."""
        self._labels = labels(r.id for r in grid.requests)
        self._period_labels = [clean(label) for label in grid.labels]
        self._watched = _depended_on(grid)
        self._counted = counted(grid)
        self.by_request: dict[str, list[WayColumns]] = {
            r.id: [self._way(way, name) for way, name in self._named(r.id) if way.first <= way.last]
            for r in grid.requests
        }
        self.ways: list[WayColumns] = [w for ways in self.by_request.values() for w in ways]
        self.earliest: dict[str, dict[int, int]] = {}
        """E by request and period."""
        self.worked: dict[str, dict[int, int]] = {}
        """B by request and period."""
        self._timed = _worked_on(grid, self.by_request)
        for w in self.ways:
            at_work = {t for required in w.way.request.requires for t in self._timed.get(required, ())}
            w.waits = not w.way.is_job and not at_work.isdisjoint(w.way.periods)
        self.promises = {(p.rule, p.each): PromiseColumns(p) for p in promises(grid)}
        self.met: dict[tuple[str, str, int], int] = {}
        """d by the demand's key."""
        for make in (self._given, self._shares, self._binaries, self._curves, self._promises):
            make()

    @property
    def count(self) -> int:
        return self._first + len(self._names)

    @property
    def of_promises(self) -> list[int]:
        """y and u."""
        each = self.promises.values()
        enough = [p.enough for p in each if p.enough is not None]
        return [*enough, *(column for p in each for column in (*p.left_out.values(), *p.ruled_out.values()))]

    @property
    def names(self) -> list[str]:
        """Of each column, no two alike, for files and for whoever reads a program."""
        periods, lanes = self._period_labels, labels(lane.label for lane in self.grid.lanes)
        given = (
            f"x_{w.label}_{lanes[lane.label]}_{periods[t]}" for w in self.ways for t in w.active for lane in w.lanes
        )
        return distinct([*given, *self._names])

    def add_free(self, name: str) -> int:
        """One more column, of any sign, for what an objective needs besides."""
        column = self._one(name)
        self.families.append(Columns(self.count, -float("inf"), float("inf"), False))
        return column

    def chosen(self, request: str) -> Terms:
        """z_r = Σ_o z[r,o], where its ways have one."""
        return [(w.chosen, 1.0) for w in self.by_request[request] if w.chosen is not None]

    def _named(self, request: str) -> Iterator[tuple[Way, str]]:
        """A request's ways, each with a name that no other has."""
        found = self.grid.ways[request]
        if len(found) == 1:
            return iter([(found[0], self._labels[request])])
        names = labels(way.option for way in found)
        return ((way, f"{self._labels[request]}_{names[way.option]}") for way in found)

    def _way(self, way: Way, label: str) -> WayColumns:
        found = WayColumns(way, self.grid.worth[way.request.id] * way.factor, label)
        pairs = [(lane, way.speeds[p]) for p in sorted(way.speeds) for lane in self.grid.lanes_of[p]]
        found.lanes = tuple(lane for lane, _ in pairs)
        found.speeds = tuple(sigma for _, sigma in pairs)
        if pairs:
            found.active = tuple(t for t in way.periods if way.gpus is None or way.gpus[t] > 0)
        return found

    def _given(self) -> None:
        for w in self.ways:
            self._first = w.place(self._first)
        self._end(float("inf"), False)

    def _shares(self) -> None:
        for w in self.ways:
            if w.way.is_job:
                if w.way.minimum < 1:
                    w.share = dict.fromkeys(w.way.periods, self._one(f"f_{w.label}"))
            elif w.way.minimum < 1 or w.waits:
                settled = min(w.way.latest + w.waits, w.way.last)
                w.share = self._held(w, "f", settled if w.way.request.latest_start else w.way.last)
        for name, periods in self._timed.items():
            label = self._labels[name]
            self.earliest[name] = {t: self._one(f"E_{label}_{self._period_labels[t]}") for t in periods}
            if not self._timed.keys().isdisjoint(self.grid.scenario.request_by_id[name].requires):
                self.worked[name] = {t: self._one(f"B_{label}_{self._period_labels[t]}") for t in periods}
        self._end(1.0, False)

    def _binaries(self) -> None:
        for w in self.ways:
            if w.way.is_job:
                self._job_binaries(w)
            elif w.way.minimum > 0:
                self._launches(w)
            elif self._needs_choice(w):
                w.chosen = self._one(f"z_{w.label}")
        self._promised()
        self._end(1.0, True)

    def _launches(self, w: WayColumns) -> None:
        way = w.way
        w.launched = self._held(w, "z", way.latest)
        w.chosen = w.launched[way.latest]
        if way.minimum == 1 and not w.share:
            w.share = dict(w.launched)

    def _held(self, w: WayColumns, symbol: str, latest: int) -> dict[int, int]:
        """A column for each period up to ``latest``, which stands for all those behind it too."""
        names = {t: f"{symbol}_{w.label}_{self._period_labels[t]}" for t in range(w.way.first, latest + 1)}
        steps = {t: self._one(name) for t, name in names.items()}
        return {t: steps[min(t, latest)] for t in w.way.periods}

    def _job_binaries(self, w: WayColumns) -> None:
        way = w.way
        if way.minimum > 0 or self._needs_choice(w):
            w.chosen = self._one(f"z_{w.label}")
        if way.minimum == 1 and w.chosen is not None:
            w.share = dict.fromkeys(way.periods, w.chosen)
            if way.request.decay > 0 or way.request.id in self._watched:
                w.complete = {
                    t: self._one(f"c_{w.label}_{self._period_labels[t]}") for t in range(way.first, way.last)
                } | {way.last: w.chosen}

    def _needs_choice(self, w: WayColumns) -> bool:
        """Whether a way of any share needs to know that it is chosen at all."""
        request = w.way.request
        return len(self.grid.ways[request.id]) > 1 or w.way.cost > 0 or request.id in self._counted

    def _curves(self) -> None:
        for w in self.ways:
            curve = w.way.request.value_curve
            if curve is None or w.value <= 0 or (w.way.is_job and w.way.minimum == 1):
                continue
            pieces = segments(curve)
            for t in w.way.periods:
                w.segments[t] = [
                    (self._one(f"g_{w.label}_{self._period_labels[t]}_{k}"), width, slope)
                    for k, (width, slope) in enumerate(pieces)
                ]
        self._end(float("inf"), False)

    def _promised(self) -> None:
        """y, and d where no share says it already."""
        known = {(w.way.request.id, w.way.option): w for w in self.ways}
        for k, each in enumerate(self.promises.values()):
            if each.promise.is_open:
                each.enough = self._one(f"y_{k}")
            for demand in each.promise.asked.demands:
                if demand.is_capped and demand.key not in self.met:
                    w, t = known[demand.key[:2]], demand.periods[0]
                    is_whole = w.is_switched
                    name = f"d_{w.label}_{self._period_labels[t]}"
                    self.met[demand.key] = w.share[t] if is_whole else self._one(name)

    def _promises(self) -> None:
        for k, each in enumerate(self.promises.values()):
            for demand in each.promise.asked.demands:
                if demand.is_capped:
                    each.left_out[demand.key] = self._one(f"u_{k}_{len(each.left_out)}")
            for request in each.promise.asked.contested:
                each.ruled_out[request] = self._one(f"u_{k}_{self._labels[request]}")
        self._end(float("inf"), False)

    def _one(self, name: str) -> int:
        self._names.append(name)
        return self.count - 1

    def _end(self, upper: float, integer: bool) -> None:
        self.families.append(Columns(self.count, 0.0, upper, integer))


def summed(terms: Terms) -> Terms:
    """The same expression, each column once."""
    found: dict[int, float] = {}
    for column, amount in terms:
        found[column] = found.get(column, 0.0) + amount
    return list(found.items())


def segments(curve: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """A concave curve from (0, 0) as (width, slope) of its pieces."""
    known = [(0.0, 0.0), *(point for point in curve if point[0] > 0)]
    return [(b[0] - a[0], (b[1] - a[1]) / (b[0] - a[0])) for a, b in pairwise(known) if b[0] > a[0]]


def _depended_on(grid: Grid) -> set[str]:
    """Requests of which it matters when they are complete: others require them, or a rule counts value by period."""
    by_period = [
        r
        for r in grid.scenario.rules
        if r.enabled and r.measure == "value" and "period" in (r.each, *r.of.model_fields_set)
    ]
    return {r.id for r in grid.requests} if by_period else {q for r in grid.requests for q in r.requires}


def _worked_on(grid: Grid, by_request: dict[str, list[WayColumns]]) -> dict[str, list[int]]:
    """When each job can be at work while it matters when it is done: in the window of what requires it, or while what
    it requires can be at work.
    """
    jobs = {name: {t for w in ways if w.way.is_job for t in w.active} for name, ways in by_request.items()}
    watched: dict[str, set[int]] = {r.id: set() for r in grid.requests}
    for r in grid.requests:
        for required in r.requires:
            watched[r.id] |= jobs[required]
            watched[required].update(*(w.way.periods for w in by_request[r.id]))
    return {name: sorted(jobs[name] & periods) for name, periods in watched.items() if jobs[name] & periods}


def clean(name: str) -> str:
    """A name that LP and MPS files can hold."""
    return UNCLEAN.sub("_", name)


def labels(names: Iterable[str]) -> dict[str, str]:
    """A clean name for each name, no two alike: ``r 1`` and ``r-1`` become ``r_1`` and ``r_1.2``."""
    each = list(dict.fromkeys(names))
    return dict(zip(each, distinct(map(clean, each)), strict=True))


def distinct(names: Iterable[str]) -> list[str]:
    """Names of which no two are alike: one that is taken gets a number, one that is too long ends in its digest."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    found: list[str] = []
    for name in names:
        base = name if len(name) <= LONGEST else f"{name[: LONGEST - 20]}.{sha256(name.encode()).hexdigest()[:12]}"
        free = base
        while free in taken:
            numbers[base] = numbers.get(base, 1) + 1
            free = f"{base}.{numbers[base]}"
        taken.add(free)
        found.append(free)
    return found
