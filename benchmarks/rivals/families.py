"""The program as sparse matrices: one for each family of rows and kind of variable, made with numpy.

For whoever takes matrices: CVXPY and HiGHS itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from rivals.reading import Data, Request

type Kind = Literal["x", "f", "z", "c", "done", "early", "busy", "g"]
type Term = tuple[Kind, int, float]
KINDS: tuple[Kind, ...] = ("x", "f", "z", "c", "done", "early", "busy", "g")
WHOLE: tuple[Kind, ...] = ("z", "c")
AT_MOST_ONE: tuple[Kind, ...] = ("f", "z", "c", "done", "early", "busy")


@dataclass
class Family:
    """Rows Σ coefficient · column ≤ right, or = right."""

    is_equal: bool
    count: int = 0
    right: list[float] = field(default_factory=list)
    entries: dict[Kind, tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]] = field(default_factory=dict)
    """By kind: rows, columns and coefficients, in pieces."""

    def add(self, kind: Kind, rows: object, columns: object, coefficients: object) -> None:
        """Put coefficients into the matrix of one kind of variable."""
        found = self.entries.setdefault(kind, ([], [], []))
        rows, columns, coefficients = np.broadcast_arrays(rows, columns, np.asarray(coefficients, dtype=float))
        for into, each in zip(found, (rows, columns, coefficients), strict=True):
            into.append(np.atleast_1d(each))

    def row(self, right: float, terms: list[Term]) -> None:
        """Append one row."""
        for kind, column, coefficient in terms:
            self.add(kind, self.count, column, coefficient)
        self.right.append(right)
        self.count += 1

    def rows(self, right: object) -> None:
        """Say how many there are, and their right-hand sides."""
        self.right = np.asarray(right, dtype=float).tolist()
        self.count = len(self.right)

    def matrix(self, kind: Kind) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows, columns, coefficients of one kind of variable."""
        rows, columns, coefficients = self.entries[kind]
        return np.concatenate(rows), np.concatenate(columns), np.concatenate(coefficients)


class Columns:
    """Which column of its kind each variable is: tables over requests × periods, −1 where there is none."""

    def __init__(self, d: Data) -> None:
        self.d = d
        self.number = {r.id: k for k, r in enumerate(d.requests)}
        shape, periods = (len(d.requests), len(d.hours)), np.arange(len(d.hours))
        first, last, settles, latest = np.array([(r.first, r.last, r.settles, r.latest) for r in d.requests]).T
        self.is_job = np.array([r.is_job for r in d.requests])
        self.minimum = np.array([r.minimum for r in d.requests])
        self.window = (periods >= first[:, None]) & (periods <= last[:, None])
        self.speeds = np.zeros((len(d.requests), len(d.lanes)))
        for k, r in enumerate(d.requests):
            self.speeds[k, list(r.speeds)] = list(r.speeds.values())
        cells = self.window[:, :, None] & (self.speeds > 0)[:, None, :]
        self.request, self.period, self.lane = np.nonzero(cells)
        self.x = _numbered(cells)
        self.sigma = self.speeds[self.request, self.lane]
        self.f = self._held(settles)
        self.z = self._held(np.where(self.is_job, first, latest), self.minimum > 0)
        completed, tracked = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        for r in d.tracked:
            tracked[self.number[r.id], r.window] = True
            completed[self.number[r.id], r.window[:-1]] = r.is_completed
        self.c, self.done = _numbered(completed), _numbered(tracked)
        self.early, self.busy = np.full(shape, -1), np.full(shape, -1)
        for k, (q, t) in enumerate((q, t) for q, periods in d.timed.items() for t in periods):
            self.early[self.number[q], t] = k
        self.busy[[self.number[q] for q in d.behind]] = 0
        self.busy = _numbered((self.busy == 0) & (self.early >= 0))
        pieces = [(k, t, s) for k, r in enumerate(d.requests) for s in range(len(r.pieces)) for t in r.window]
        self.g = {key: column for column, key in enumerate(pieces)}

    def _held(self, last: np.ndarray, of: np.ndarray | None = None) -> np.ndarray:
        """A column for each period up to one, which stands for all periods behind it."""
        made = self.window if of is None else self.window & of[:, None]
        periods = np.minimum(np.arange(made.shape[1]), last[:, None])
        own = made & (periods == np.arange(made.shape[1]))
        return np.where(made, np.take_along_axis(_numbered(own), periods, axis=1), -1)

    def sizes(self) -> dict[Kind, int]:
        """How many columns there are of each kind."""
        tables = {"x": self.x, "f": self.f, "z": self.z, "c": self.c, "done": self.done}
        sizes: dict[Kind, int] = {kind: int(table.max(initial=-1)) + 1 for kind, table in tables.items()}
        return sizes | {
            "early": int(self.early.max(initial=-1)) + 1,
            "busy": int(self.busy.max(initial=-1)) + 1,
            "g": len(self.g),
        }

    def part(self) -> np.ndarray:
        """Of each x of a job: the part of it that a GPU does."""
        work = np.array([r.work or np.inf for r in self.d.requests])
        return self.sigma * np.asarray(self.d.hours)[self.period] / work[self.request]


def _numbered(made: np.ndarray) -> np.ndarray:
    found = np.full(made.shape, -1)
    found[made] = np.arange(np.count_nonzero(made))
    return found


def families(d: Data, v: Columns) -> list[Family]:
    """The whole program."""
    related = [Related(d, v, r, q) for r, q in d.pairs]
    return [
        _services(d, v),
        *_jobs(d, v),
        _capacity(d, v),
        _shared(d, v),
        *_minimums(d, v),
        *_progress(d, v),
        *_curves(d, v),
        _requires(related),
        _earliest(d, v),
    ]


def _services(d: Data, v: Columns) -> Family:
    family = Family(True)
    at = v.window & ~v.is_job[:, None]
    row, cells = _numbered(at), np.flatnonzero(~v.is_job[v.request])
    family.rows(np.zeros(np.count_nonzero(at)))
    family.add("x", row[v.request[cells], v.period[cells]], cells, v.sigma[cells])
    gpus = np.array([r.gpus or 0.0 for r in d.requests])
    family.add("f", row[at], v.f[at], -np.broadcast_to(gpus[:, None], at.shape)[at])
    return family


def _jobs(d: Data, v: Columns) -> list[Family]:
    work, parallel = Family(True), Family(False)
    jobs, cells = np.flatnonzero(v.is_job), np.flatnonzero(v.is_job[v.request])
    row, hours = np.cumsum(v.is_job) - 1, np.asarray(d.hours)
    mean = hours.mean()
    work.rows(np.zeros(len(jobs)))
    work.add("x", row[v.request[cells]], cells, v.sigma[cells] * hours[v.period[cells]] / mean)
    work.add("f", np.arange(len(jobs)), v.f.max(axis=1)[jobs], -np.array([d.requests[k].work / mean for k in jobs]))
    at = v.window & v.is_job[:, None]
    most = np.array([r.most for r in d.requests])
    parallel.rows(np.broadcast_to(most[:, None], at.shape)[at])
    parallel.add("x", _numbered(at)[v.request[cells], v.period[cells]], cells, 1.0)
    return [work, parallel]


def _capacity(d: Data, v: Columns) -> Family:
    family, periods = Family(False), len(d.hours)
    family.rows(np.array([lane.gpus for lane in d.lanes]).ravel())
    family.add("x", v.lane * periods + v.period, np.arange(len(v.lane)), 1.0)
    return family


def _shared(d: Data, v: Columns) -> Family:
    """People, money, and the promise of GPUs."""
    family, hours, periods = Family(False), np.asarray(d.hours), len(d.hours)
    family.rows([d.fte] * periods + [d.budget, -d.promised])
    at, people = np.nonzero(v.window), np.array([r.people for r in d.requests])
    family.add("f", at[1], v.f[at], people[at[0]])
    prices = np.array([lane.price for lane in d.lanes])
    family.add("x", periods, np.arange(len(v.lane)), prices[v.lane] * hours[v.period])
    mine = np.flatnonzero(np.array([r.id in d.promised_to for r in d.requests])[v.request])
    family.add("x", periods + 1, mine, -hours[v.period[mine]])
    return family


def _minimums(d: Data, v: Columns) -> list[Family]:
    family = Family(False)
    for k, r in enumerate(d.requests):
        for t in range(r.first, r.settles + 1) if r.minimum else ():
            family.row(0.0, [("f", v.f[k, t], 1.0), ("z", v.z[k, t], -1.0)])
            family.row(0.0, [("f", v.f[k, t], -1.0), ("z", v.z[k, t], r.minimum), *_waited(d, v, r, t, r.minimum)])
        for t in range(r.first + 1, r.latest + 1) if r.minimum and not r.is_job else ():
            family.row(0.0, [("z", v.z[k, t - 1], 1.0), ("z", v.z[k, t], -1.0)])
        t = r.latest
        if r.waits and r.minimum and t < r.last:
            family.row(0.0, [("f", v.f[k, t], 1.0), ("f", v.f[k, t + 1], -1.0)])
            family.row(0.0, [("f", v.f[k, t], -1.0), ("f", v.f[k, t + 1], 1.0), *_waited(d, v, r, t, 1.0)])
    return [family]


def _waited(d: Data, v: Columns, r: Request, t: int, share: float) -> list[Term]:
    found = d.waited(r, t) if r.waits else []
    return [("x", v.x[v.number[q], t, lane], -share * part) for q, lane, part in found]


def _work(d: Data, v: Columns, r: Request, t: int, sign: float) -> list[Term]:
    k = v.number[r.id]
    return [("x", v.x[k, t, lane], sign * sigma * d.hours[t] / r.work) for lane, sigma in r.speeds.items()]


def _progress(d: Data, v: Columns) -> list[Family]:
    adds_up, completion = Family(True), Family(False)
    for r in d.tracked:
        k = v.number[r.id]
        for t in r.window:
            before: list[Term] = [("done", v.done[k, t - 1], 1.0)] if t > r.first else []
            adds_up.row(0.0, [*_work(d, v, r, t, 1.0), *before, ("done", v.done[k, t], -1.0)])
            if r.is_completed and t < r.last:
                completion.row(0.0, [("c", v.c[k, t], 1.0), ("done", v.done[k, t], -1.0)])
            if r.is_completed and t > r.first:
                now: Term = ("c", v.c[k, t], -1.0) if t < r.last else ("z", v.z[k, t], -1.0)
                completion.row(0.0, [("c", v.c[k, t - 1], 1.0), now])
    return [adds_up, completion]


def _curves(d: Data, v: Columns) -> list[Family]:
    filled, width_of = Family(True), Family(False)
    for k, r in enumerate(d.requests):
        for t in r.window if r.pieces else ():
            share = _work(d, v, r, t, 1.0) if r.is_job else [("f", v.f[k, t], 1.0)]
            filled.row(0.0, [*share, *(("g", v.g[k, t, s], -1.0) for s in range(len(r.pieces)))])
        for s, (width, _) in enumerate(r.pieces):
            if r.is_job:
                width_of.row(width, [("g", v.g[k, t, s], 1.0) for t in r.window])
                continue
            for t in r.window:
                width_of.row(width, [("g", v.g[k, t, s], 1.0)])
                for q in (d.by_id[q] for q in r.requires if t in d.timed.get(q, ())):
                    ahead = _ahead(v, q, t, width)
                    early: Term = ("early", v.early[v.number[q.id], t], width)
                    width_of.row(width, [("g", v.g[k, t, s], 1.0), early, *ahead])
    return [filled, width_of]


def _ahead(v: Columns, q: Request, t: int, part: float) -> list[Term]:
    """−(what of a divisible job was done before a period)."""
    return [("done", v.done[v.number[q.id], t - 1], -part)] if t > q.first and not q.is_completed else []


@dataclass(frozen=True)
class Related:
    """A request, and one that it requires."""

    d: Data
    v: Columns
    r: Request
    q: Request

    def asked(self, t: int) -> Term:
        """What has to be ready in a period."""
        k, v = self.v.number[self.r.id], self.v
        if self.r.is_job:
            return "done", v.done[k, t], 1.0
        return ("z", v.z[k, t], 1.0) if self.r.minimum == 1 else ("f", v.f[k, t], 1.0)

    def ready(self, t: int) -> list[Term]:
        """−(what is ready by the end of a period)."""
        q, v = self.q, self.v
        k = v.number[q.id]
        if not q.is_job:
            return [("f", v.f[k, t], -1.0)] if t in q.window else []
        if t < q.first:
            return []
        if q.is_completed:
            return [("c", v.c[k, t], -1.0) if t < q.last else ("z", v.z[k, q.last], -1.0)]
        return [("done", v.done[k, min(t, q.last)], -1.0)]


def _requires(related: list[Related]) -> Family:
    family = Family(False)
    for one in related:
        v, r, q = one.v, one.r, one.q
        k, other = v.number[r.id], v.number[q.id]
        if r.minimum and q.minimum:
            family.row(0.0, [("z", v.z[k, r.last], 1.0), ("z", v.z[other, q.last], -1.0)])
        for t in r.window:
            family.row(0.0, [one.asked(t), *one.ready(t)])
            if r.is_job or v.early[other, t] < 0:
                continue
            if 0 < r.minimum < 1:
                family.row(0.0, [("z", v.z[k, t], r.minimum), *one.ready(t)])
            # the job may be done while the service is served already: this counts from when it can be done
            share, ahead = ("f", v.f[k, t], 1.0), _ahead(v, q, t, 1.0)
            family.row(1.0, [share, ("early", v.early[other, t], 1.0), *ahead])
            if not q.is_completed:
                at_hand = one.d.head_start(q, t).items()
                family.row(0.0, [share, *ahead, *(("x", v.x[other, t, lane], -part) for lane, part in at_hand)])
    return family


def _earliest(d: Data, v: Columns) -> Family:
    family = Family(False)
    for q, t in ((d.by_id[q], t) for q, periods in d.timed.items() for t in periods):
        k = v.number[q.id]
        early: Term = ("early", v.early[k, t], -1.0)
        is_behind = q.id in d.behind
        work: Term = ("busy", v.busy[k, t], -1.0) if is_behind else early
        family.row(0.0, [work, *(("x", v.x[k, t, lane], 1 / q.most) for lane in q.speeds)])
        for lane in q.speeds:
            if d.lanes[lane].gpus[t] < q.most:
                family.row(0.0, [work, ("x", v.x[k, t, lane], 1 / d.lanes[lane].gpus[t])])
        if not is_behind:
            continue
        later: list[Term] = [early, ("busy", v.busy[k, t], 1.0)]
        family.row(0.0, later)
        for o in (d.by_id[o] for o in q.requires if t in d.timed.get(o, ())):
            ahead = _ahead(v, o, t, 1 / min(1, d.fastest(q, t)))
            family.row(0.0, [*later, ("early", v.early[v.number[o.id], t], 1.0), *ahead])
    return family


def worth(d: Data, v: Columns) -> dict[Kind, np.ndarray]:
    """The coefficients of the value captured."""
    found = {kind: np.zeros(count) for kind, count in v.sizes().items()}
    part = v.part()
    for k, r in enumerate(d.requests):
        if r.pieces:
            for s, (_, slope) in enumerate(r.pieces):
                found["g"][[v.g[k, t, s] for t in r.window]] = [r.points[t] * slope for t in r.window]
        elif r.is_completed:
            for t in r.window:
                kind, column = ("c", v.c[k, t]) if t < r.last else ("z", v.z[k, t])
                found[kind][column] += r.points[t] - (r.points[t + 1] if t < r.last else 0.0)
        elif not r.is_job:
            np.add.at(found["f"], v.f[k, r.first : r.last + 1], list(r.points.values()))
        elif r.minimum == 1 or not r.decays:
            found["f"][v.f[k, r.first]] = r.value
        else:
            for t in r.window:
                cells = v.x[k, t][v.x[k, t] >= 0]
                found["x"][cells] = r.points[t] * part[cells]
    return found
