"""In linopy: a dimension for each kind of variable, sums taken by groups of them; solved by HiGHS."""

from __future__ import annotations

import logging
from typing import Any

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from rivals.answer import Answer, Limits, table
from rivals.families import AT_MOST_ONE, WHOLE, Columns, Kind
from rivals.reading import Data

type Part = float | np.ndarray


class Program:
    """linopy's own model with its variables, each along a dimension of its own."""

    def __init__(self, d: Data) -> None:
        self.d, self.v, self.m = d, Columns(d), linopy.Model()
        self.hours = np.asarray(d.hours)
        self.columns: dict[Kind, linopy.Variable] = {}
        for kind, count in self.v.sizes().items():
            if count:
                bounds = {} if kind in WHOLE else {"lower": 0, "upper": 1 if kind in AT_MOST_ONE else np.inf}
                index = pd.RangeIndex(count, name=kind)
                self.columns[kind] = self.m.add_variables(coords=[index], name=kind, binary=kind in WHOLE, **bounds)

    def each(self, name: str) -> np.ndarray:
        """A field of all requests."""
        return np.array([getattr(r, name) for r in self.d.requests])

    def take(self, kind: Kind, places: np.ndarray, part: Part = 1.0) -> Any:
        """Columns by their places, one a row; nothing where a place is below 0."""
        if kind not in self.columns:
            return 0
        rows = pd.RangeIndex(len(places), name="row")
        picked = self.columns[kind].isel({kind: xr.DataArray(np.maximum(places, 0), coords=[rows])})
        return (picked * xr.DataArray(np.where(places >= 0, part, 0.0), coords=[rows])).drop_vars(kind)

    def total(self, rows: np.ndarray, kind: Kind, places: np.ndarray, part: Part) -> Any:
        """Σ part · column by row, of which none is without a column."""
        terms = self.take(kind, places, part).rename(row="term")
        return terms.groupby(pd.Series(rows, index=pd.RangeIndex(len(rows), name="term"), name="row")).sum()

    def at_most(self, left: Any, right: Part) -> None:
        self.m.add_constraints(left, "<=", right if np.isscalar(right) else self.by_row(right))

    def equal(self, left: Any) -> None:
        self.m.add_constraints(left, "=", 0)

    def by_row(self, amounts: np.ndarray) -> xr.DataArray:
        return xr.DataArray(amounts, coords=[pd.RangeIndex(len(amounts), name="row")])


def build(d: Data) -> Program:
    """The whole program."""
    p = Program(d)
    _demand(p)
    _resources(p)
    _minimum(p)
    _waiting(p)
    _progress(p)
    _curve(p)
    _requires(p)
    _earliest(p)
    _worth(p)
    return p


def _rows(made: np.ndarray) -> np.ndarray:
    """A number for each place in a table where there is a row."""
    return np.cumsum(made.ravel()).reshape(made.shape) - 1


def _demand(p: Program) -> None:
    v, work = p.v, np.where(p.v.is_job, p.each("work"), 1.0)
    of_job = v.is_job[v.request]
    at = v.window & ~v.is_job[:, None]
    cells, (request, _) = np.flatnonzero(~of_job), np.nonzero(at)
    gpus = np.array([r.gpus or 0.0 for r in p.d.requests])
    given = p.total(_rows(at)[v.request[cells], v.period[cells]], "x", cells, v.sigma[cells])
    p.equal(given - p.take("f", v.f[at], gpus[request]))
    cells, jobs, mean = np.flatnonzero(of_job), np.flatnonzero(v.is_job), p.hours.mean()
    done = p.total(_rows(v.is_job)[v.request[cells]], "x", cells, v.sigma[cells] * p.hours[v.period[cells]] / mean)
    p.equal(done - p.take("f", v.f.max(axis=1)[jobs], work[jobs] / mean))
    at = v.window & v.is_job[:, None]
    most = p.each("most")[np.nonzero(at)[0]]
    p.at_most(p.total(_rows(at)[v.request[cells], v.period[cells]], "x", cells, 1.0), most)


def _resources(p: Program) -> None:
    v, d, cells = p.v, p.d, np.arange(len(p.v.request))
    lanes = np.array([lane.gpus for lane in d.lanes])
    used = np.zeros(lanes.shape, dtype=bool)
    used[v.lane, v.period] = True
    p.at_most(p.total(_rows(used)[v.lane, v.period], "x", cells, 1.0), lanes[used])
    request, period = np.nonzero(v.window)
    busy, role = np.unique(period, return_inverse=True)
    p.at_most(p.total(role, "f", v.f[v.window], p.each("people")[request]), np.full(len(busy), d.fte))
    price = np.array([lane.price for lane in d.lanes])[v.lane] * p.hours[v.period]
    p.at_most((p.columns["x"] * xr.DataArray(price, dims="x")).sum(), d.budget)
    mine = np.array([r.id in d.promised_to for r in d.requests])[v.request] * p.hours[v.period]
    p.m.add_constraints((p.columns["x"] * xr.DataArray(mine, dims="x")).sum(), ">=", d.promised)


def _minimum(p: Program) -> None:
    """Of those who wait for nobody; see ``_waiting``."""
    v, minimum, t = p.v, p.v.minimum, np.arange(len(p.hours))
    at = v.window & (t <= p.each("settles")[:, None]) & (minimum > 0)[:, None]
    if not at.any():
        return
    f, z = v.f[at], v.z[at]
    p.at_most(p.take("f", f) - p.take("z", z), 0)
    at &= ~p.each("waits")[:, None]
    least = minimum[np.nonzero(at)[0]]
    p.at_most(p.take("z", v.z[at], least) - p.take("f", v.f[at]), 0)
    later = v.window & (t > p.each("first")[:, None]) & (t <= p.each("latest")[:, None])
    later &= ((minimum > 0) & ~v.is_job)[:, None]
    if later.any():
        p.at_most(p.take("z", np.roll(v.z, 1, axis=1)[later]) - p.take("z", v.z[later]), 0)


def _waiting(p: Program) -> None:
    """Of those who may have to wait in a period for what they require."""
    v, waiting = p.v, [(k, r) for k, r in enumerate(p.d.requests) if r.waits and r.minimum]
    if not waiting:
        return
    k, t = np.array([(k, t) for k, r in waiting for t in range(r.first, r.settles + 1)]).T
    least = v.minimum[k]
    p.at_most(p.take("z", v.z[k, t], least) - p.take("f", v.f[k, t]) - _waited(p, k, t, least), 0)
    late = [(k, r.latest) for k, r in waiting if r.latest < r.last]
    if late:
        k, t = np.array(late).T
        change = p.take("f", v.f[k, t + 1]) - p.take("f", v.f[k, t])
        p.at_most(-change, 0)
        p.at_most(change - _waited(p, k, t, np.ones(len(k))), 0)


def _waited(p: Program, requests: np.ndarray, periods: np.ndarray, share: np.ndarray) -> Any:
    """What of a period passes for each of some requests until all that it requires is done, times a share."""
    terms = []
    for row, (k, t) in enumerate(zip(requests, periods, strict=True)):
        terms.append((row, 0, 0.0))
        terms += [(row, p.v.x[p.v.number[q], t, lane], part) for q, lane, part in p.d.waited(p.d.requests[k], t)]
    row, cells, parts = (np.array(each) for each in zip(*terms, strict=True))
    return p.total(row, "x", cells, parts * share[row])


def _progress(p: Program) -> None:
    v, at = p.v, p.v.done >= 0
    if not at.any():
        return
    cells = np.flatnonzero(at[v.request, v.period])
    done = p.total(_rows(at)[v.request[cells], v.period[cells]], "x", cells, v.part()[cells])
    before = np.where(np.arange(at.shape[1]) > p.each("first")[:, None], np.roll(v.done, 1, axis=1), -1)
    p.equal(done + p.take("done", before[at]) - p.take("done", v.done[at]))
    completed = v.c >= 0
    if not completed.any():
        return
    p.at_most(p.take("c", v.c[completed]) - p.take("done", v.done[completed]), 0)
    following, final = np.roll(v.c, -1, axis=1)[completed], np.roll(v.z, -1, axis=1)[completed]
    is_last = following < 0
    p.at_most(p.take("c", v.c[completed]) - p.take("c", following) - p.take("z", np.where(is_last, final, -1)), 0)


def _curve(p: Program) -> None:
    v, d = p.v, p.d
    keys = pd.DataFrame(list(v.g), columns=["request", "period", "piece"])
    if keys.empty:
        return
    k, t, s = keys.to_numpy().T
    width = np.array([d.requests[k].pieces[s][0] for k, s in zip(k, s, strict=True)])
    at = np.zeros(v.window.shape, dtype=bool)
    at[k, t] = True
    filled = p.total(_rows(at)[k, t], "g", np.arange(len(k)), 1.0)
    of_job = at & v.is_job[:, None]
    share = p.take("f", np.where(of_job, -1, v.f)[at])
    cells = np.flatnonzero(at[v.request, v.period])
    part = np.where(v.is_job[v.request], v.part(), 0.0)
    p.equal(filled - share - p.total(_rows(at)[v.request[cells], v.period[cells]], "x", cells, part[cells]))
    service = np.flatnonzero(~v.is_job[k])
    p.at_most(p.take("g", service), width[service])
    job = np.flatnonzero(v.is_job[k])
    if len(job):
        group, row = np.unique(np.stack([k[job], s[job]]), axis=1, return_inverse=True)
        widest = [d.requests[k].pieces[s][0] for k, s in group.T]
        p.at_most(p.total(row.ravel(), "g", job, 1.0), np.array(widest))
    waiting = [(g, v.number[q], t[g]) for g in service for q in d.requests[k[g]].requires if t[g] in d.timed.get(q, ())]
    if waiting:
        g, q, t = np.array(waiting).T
        ahead = p.take("done", _before(p, q, t), width[g])
        p.at_most(p.take("g", g) + p.take("early", v.early[q, t], width[g]) - ahead, width[g])


def _before(p: Program, q: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The column of what of a divisible job is done before a period."""
    divisible = (t > p.each("first")[q]) & ~p.each("is_completed")[q]
    return np.where(divisible, p.v.done[q, np.maximum(t - 1, 0)], -1)


def _requires(p: Program) -> None:
    v, pairs = p.v, [(p.v.number[r.id], p.v.number[q.id]) for r, q in p.d.pairs]
    if not pairs:
        return
    both = np.array([(r, q) for r, q in pairs if v.minimum[r] and v.minimum[q]])
    last = p.each("last")
    if len(both):
        r, q = both.T
        p.at_most(p.take("z", v.z[r, last[r]]) - p.take("z", v.z[q, last[q]]), 0)
    r, q, t = np.array([(r, q, t) for r, q in pairs for t in p.d.requests[r].window]).T
    service, completed, until = ~v.is_job[q], p.each("is_completed")[q], np.minimum(t, last[q])
    ready = p.take("f", np.where(service, v.f[q, t], -1))
    ready += p.take("done", np.where(~service & ~completed & (t >= p.each("first")[q]), v.done[q, until], -1))
    if completed.any():
        ready += p.take("c", np.where(completed, v.c[q, t], -1)) if "c" in p.columns else 0
        ready += p.take("z", np.where(completed & (t >= last[q]), v.z[q, last[q]], -1))
    whole = ~v.is_job[r] & (v.minimum[r] == 1)
    asked = p.take("done", np.where(v.is_job[r], v.done[r, t], -1)) + p.take("z", np.where(whole, v.z[r, t], -1))
    asked += p.take("f", np.where(v.is_job[r] | whole, -1, v.f[r, t]))
    p.at_most(asked - ready, 0)
    timed = ~v.is_job[r] & (v.early[q, t] >= 0)
    begun = np.flatnonzero(timed & (v.minimum[r] > 0) & (v.minimum[r] < 1))
    if len(begun):
        p.at_most(p.take("z", v.z[r, t][begun], v.minimum[r][begun]) - _of(ready, begun), 0)
    if timed.any():
        _within(p, r[timed], q[timed], t[timed])


def _of(rows: Any, some: np.ndarray) -> Any:
    return rows.isel(row=some).assign_coords(row=pd.RangeIndex(len(some), name="row"))


def _within(p: Program, r: np.ndarray, q: np.ndarray, t: np.ndarray) -> None:
    """The job may be done while the service is served already: this counts from when it can be done."""
    v, d = p.v, p.d
    ahead, share = p.take("done", _before(p, q, t)), p.take("f", v.f[r, t])
    p.at_most(share + p.take("early", v.early[q, t]) - ahead, 1)
    divisible = np.flatnonzero(~p.each("is_completed")[q])
    if not len(divisible):
        return
    terms = [
        (row, v.x[q[k], t[k], lane], part)
        for row, k in enumerate(divisible)
        for lane, part in d.head_start(d.requests[q[k]], t[k]).items()
    ]
    terms += [(row, 0, 0.0) for row in range(len(divisible))]
    row, cells, parts = (np.array(each) for each in zip(*terms, strict=True))
    p.at_most(_of(share - ahead, divisible) - p.total(row, "x", cells, parts), 0)


def _earliest(p: Program) -> None:
    v, d = p.v, p.d
    timed = [(v.number[q], t) for q, periods in d.timed.items() for t in periods]
    if not timed:
        return
    q, t = np.array(timed).T
    behind = v.busy[q, t] >= 0
    work = p.take("busy", v.busy[q, t]) + p.take("early", np.where(behind, -1, v.early[q, t]))
    lanes = [(row, d.requests[k], k, t, lane) for row, (k, t) in enumerate(timed) for lane in d.requests[k].speeds]
    row = np.array([row for row, *_ in lanes])
    cells = np.array([v.x[k, t, lane] for _, _, k, t, lane in lanes])
    p.at_most(p.total(row, "x", cells, np.array([1 / r.most for _, r, *_ in lanes])) - work, 0)
    there = np.array([d.lanes[lane].gpus[t] for _, _, _, t, lane in lanes])
    narrow = np.flatnonzero(there < np.array([r.most for _, r, *_ in lanes]))
    if len(narrow):
        p.at_most(p.take("x", cells[narrow], 1 / there[narrow]) - _of(work, row[narrow]), 0)
    if not behind.any():
        return
    q, t = q[behind], t[behind]
    p.at_most(p.take("busy", v.busy[q, t]) - p.take("early", v.early[q, t]), 0)
    found = [
        (k, v.number[o], t)
        for k, t in zip(q, t, strict=True)
        for o in d.requests[k].requires
        if t in d.timed.get(o, ())
    ]
    q, o, t = np.array(found).T
    passed = np.array([1 / min(1, d.fastest(d.requests[k], t)) for k, t in zip(q, t, strict=True)])
    waits = p.take("busy", v.busy[q, t]) + p.take("early", v.early[o, t]) - p.take("done", _before(p, o, t), passed)
    p.at_most(waits - p.take("early", v.early[q, t]), 0)


def _worth(p: Program) -> None:
    """Σ points · column, kind by kind."""
    v, d = p.v, p.d
    earned: dict[Kind, np.ndarray] = {kind: np.zeros(count) for kind, count in v.sizes().items()}
    part = v.part()
    for k, r in enumerate(d.requests):
        points = np.array(list(r.points.values()))
        if r.pieces:
            for s, (_, slope) in enumerate(r.pieces):
                earned["g"][[v.g[k, t, s] for t in r.window]] = points * slope
        elif r.is_completed:
            earned["c"][v.c[k, r.first : r.last]] = points[:-1] - points[1:]
            earned["z"][v.z[k, r.last]] = points[-1]
        elif not r.is_job:
            np.add.at(earned["f"], v.f[k, r.first : r.last + 1], points)
        elif r.minimum == 1 or not r.decays:
            earned["f"][v.f[k, r.first]] = r.value
        else:
            for t in r.window:
                cells = v.x[k, t][v.x[k, t] >= 0]
                earned["x"][cells] = r.points[t] * part[cells]
    used = [kind for kind in p.columns if earned[kind].any()]
    p.m.add_objective(sum((p.columns[k] * xr.DataArray(earned[k], dims=k)).sum() for k in used), sense="max")


def solve(d: Data, limits: Limits) -> Answer:
    logging.getLogger("linopy").setLevel(logging.ERROR)
    p = build(d)
    options = {"mip_rel_gap": limits.gap, "time_limit": limits.seconds, "threads": 1, "output_flag": False}
    _, condition = p.m.solve("highs", io_api="direct", progress=False, **options)
    x = p.columns["x"].solution.to_numpy()
    given = zip((d.requests[k].id for k in p.v.request), p.v.lane, p.v.period, x, strict=True)
    objective = float(p.m.objective.value)
    bound = p.m.solver_model.getInfo().mip_dual_bound if {"z", "c"} & p.columns.keys() else objective
    return Answer(condition, condition != "optimal", objective, bound, table(d, given))
