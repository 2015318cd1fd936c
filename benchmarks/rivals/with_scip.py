"""In PySCIPOpt, solved by SCIP."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pyscipopt import Model, quicksum

from rivals.answer import Answer, Limits, table
from rivals.reading import Data, Request


class Program:
    """SCIP's own model with its columns."""

    def __init__(self, d: Data) -> None:
        self.d = d
        self.m = m = Model("plan")
        m.hideOutput()
        self.x = {(r.id, lane, t): m.addVar(lb=0) for r in d.requests for t in r.window for lane in r.speeds}
        self.f = self._held([(r, r.settles) for r in d.requests], "C")
        self.z = self._held([(r, r.first if r.is_job else r.latest) for r in d.requests if r.minimum], "B")
        done = [r for r in d.requests if r.is_completed]
        self.c = {(r.id, t): m.addVar(vtype="B") for r in done for t in r.window[:-1]}
        self.c |= {(r.id, r.last): self.z[r.id, r.last] for r in done}
        self.done = {(r.id, t): m.addVar(lb=0, ub=1) for r in d.tracked for t in r.window}
        self.early = {(q, t): m.addVar(lb=0, ub=1) for q, periods in d.timed.items() for t in periods}
        self.busy = {(q, t): m.addVar(lb=0, ub=1) for q, t in self.early if q in d.behind}
        self.g = {
            (r.id, t, s): m.addVar(lb=0, ub=None if r.is_job else width)
            for r in d.requests
            for t in r.window
            for s, (width, _) in enumerate(r.pieces)
        }

    def _held(self, until: list[tuple[Request, int]], kind: str) -> dict[tuple[str, int], Any]:
        """A column for each period up to one, which stands for all periods behind it."""
        found = {
            (r.id, t): self.m.addVar(lb=0, ub=1, vtype=kind) for r, last in until for t in range(r.first, last + 1)
        }
        return {(r.id, t): found[r.id, min(t, last)] for r, last in until for t in r.window}

    def work(self, r: Request, t: int) -> Any:
        """Part of a job that is done in a period."""
        return quicksum(sigma * self.d.hours[t] / r.work * self.x[r.id, lane, t] for lane, sigma in r.speeds.items())

    def delivered(self, q: Request, t: int) -> Any:
        """What is ready for others by the end of a period."""
        if not q.is_job:
            return self.f.get((q.id, t), 0)
        return (self.c if q.is_completed else self.done).get((q.id, min(t, q.last)), 0)

    def ahead(self, q: Request, t: int) -> Any:
        """What of a divisible job was done before a period."""
        return self.done[q.id, t - 1] if t > q.first and not q.is_completed else 0

    def waited(self, r: Request, t: int) -> Any:
        """The part of a period that a request may have to wait for others."""
        return quicksum(part * self.x[q, lane, t] for q, lane, part in self.d.waited(r, t)) if r.waits else 0


def build(d: Data) -> Program:
    """The whole program."""
    p = Program(d)
    p.m.setObjective(quicksum(_worth(p, r) for r in d.requests), "maximize")
    for r in d.requests:
        _demand(p, r)
        _minimum(p, r)
        _completion(p, r)
        _curve(p, r)
    _resources(p)
    for r, q in d.pairs:
        _requires(p, r, q)
    for q, periods in d.timed.items():
        for t in periods:
            _earliest(p, d.by_id[q], t)
    return p


def _worth(p: Program, r: Request) -> Any:
    if r.pieces:
        slopes = [(s, slope) for s, (_, slope) in enumerate(r.pieces)]
        return quicksum(r.points[t] * slope * p.g[r.id, t, s] for t in r.window for s, slope in slopes)
    if r.is_completed:
        later = quicksum(r.points[t + 1] * p.c[r.id, t] for t in r.window[:-1])
        return quicksum(r.points[t] * p.c[r.id, t] for t in r.window) - later
    if not r.is_job:
        return quicksum(r.points[t] * p.f[r.id, t] for t in r.window)
    if r.minimum == 1 or not r.decays:
        return r.value * p.f[r.id, r.first]
    return quicksum(r.points[t] * p.work(r, t) for t in r.window)


def _demand(p: Program, r: Request) -> None:
    hours = p.d.hours
    if r.is_job:
        mean = sum(hours) / len(hours)
        done = (sigma * hours[t] / mean * p.x[r.id, lane, t] for t in r.window for lane, sigma in r.speeds.items())
        p.m.addCons(quicksum(done) == r.work / mean * p.f[r.id, r.first])
        for t in r.window:
            p.m.addCons(quicksum(p.x[r.id, lane, t] for lane in r.speeds) <= r.most)
    else:
        for t in r.window:
            done = (sigma * p.x[r.id, lane, t] for lane, sigma in r.speeds.items())
            p.m.addCons(quicksum(done) == r.gpus * p.f[r.id, t])


def _minimum(p: Program, r: Request) -> None:
    if not r.minimum:
        return
    for t in range(r.first, r.settles + 1):
        p.m.addCons(p.f[r.id, t] <= p.z[r.id, t])
        p.m.addCons(p.f[r.id, t] + r.minimum * p.waited(r, t) >= r.minimum * p.z[r.id, t])
    for t in range(r.first + 1, r.latest + 1) if not r.is_job else ():
        p.m.addCons(p.z[r.id, t] >= p.z[r.id, t - 1])
    if r.waits and r.latest < r.last:
        t = r.latest
        p.m.addCons(p.f[r.id, t] <= p.f[r.id, t + 1])
        p.m.addCons(p.f[r.id, t] + p.waited(r, t) >= p.f[r.id, t + 1])


def _completion(p: Program, r: Request) -> None:
    if (r.id, r.first) not in p.done:
        return
    for t in r.window:
        before = p.done[r.id, t - 1] if t > r.first else 0
        p.m.addCons(p.work(r, t) + before == p.done[r.id, t])
        if r.is_completed and t < r.last:
            p.m.addCons(p.done[r.id, t] >= p.c[r.id, t])
        if r.is_completed and t > r.first:
            p.m.addCons(p.c[r.id, t] >= p.c[r.id, t - 1])


def _curve(p: Program, r: Request) -> None:
    for t in r.window if r.pieces else ():
        share = p.work(r, t) if r.is_job else p.f[r.id, t]
        p.m.addCons(quicksum(p.g[r.id, t, s] for s in range(len(r.pieces))) == share)
    for s, (width, _) in enumerate(r.pieces):
        if r.is_job:
            p.m.addCons(quicksum(p.g[r.id, t, s] for t in r.window) <= width)
            continue
        for t in r.window:
            for q in (p.d.by_id[q] for q in r.requires if t in p.d.timed.get(q, ())):
                p.m.addCons(p.g[r.id, t, s] + width * p.early[q.id, t] - width * p.ahead(q, t) <= width)


def _resources(p: Program) -> None:
    d, users = p.d, defaultdict[tuple[int, int], list[Any]](list)
    for (_, lane, t), column in p.x.items():
        users[lane, t].append(column)
    for (lane, t), columns in users.items():
        p.m.addCons(quicksum(columns) <= d.lanes[lane].gpus[t])
    for t in range(len(d.hours)):
        p.m.addCons(quicksum(r.people * p.f[r.id, t] for r in d.requests if t in r.window) <= d.fte)
    p.m.addCons(quicksum(d.lanes[lane].price * d.hours[t] * x for (_, lane, t), x in p.x.items()) <= d.budget)
    p.m.addCons(quicksum(d.hours[t] * x for (r, _, t), x in p.x.items() if r in d.promised_to) >= d.promised)


def _requires(p: Program, r: Request, q: Request) -> None:
    if r.minimum and q.minimum:
        p.m.addCons(p.z[r.id, r.last] <= p.z[q.id, q.last])
    for t in r.window:
        asked = p.done[r.id, t] if r.is_job else (p.z if r.minimum == 1 else p.f)[r.id, t]
        p.m.addCons(asked - p.delivered(q, t) <= 0)
        if r.is_job or (q.id, t) not in p.early:
            continue
        if 0 < r.minimum < 1:
            p.m.addCons(r.minimum * p.z[r.id, t] - p.delivered(q, t) <= 0)
        # the job may be done while the service is served already: this counts from when it can be done
        p.m.addCons(p.f[r.id, t] + p.early[q.id, t] - p.ahead(q, t) <= 1)
        if not q.is_completed:
            at_hand = quicksum(part * p.x[q.id, lane, t] for lane, part in p.d.head_start(q, t).items())
            p.m.addCons(p.f[r.id, t] - p.ahead(q, t) - at_hand <= 0)


def _earliest(p: Program, q: Request, t: int) -> None:
    early = p.early[q.id, t]
    work = p.busy.get((q.id, t), early)
    p.m.addCons(work - quicksum(1 / q.most * p.x[q.id, lane, t] for lane in q.speeds) >= 0)
    for lane in q.speeds:
        if p.d.lanes[lane].gpus[t] < q.most:
            p.m.addCons(work >= 1 / p.d.lanes[lane].gpus[t] * p.x[q.id, lane, t])
    if work is early:
        return
    p.m.addCons(early >= work)
    for o in (p.d.by_id[o] for o in q.requires if (o, t) in p.early):
        passed = 1 / min(1, p.d.fastest(q, t))
        p.m.addCons(early - work - p.early[o.id, t] + passed * p.ahead(o, t) >= 0)


def solve(d: Data, limits: Limits) -> Answer:
    p = build(d)
    p.m.setParam("limits/gap", limits.gap)
    p.m.setParam("limits/time", limits.seconds)
    p.m.setParam("parallel/maxnthreads", 1)
    p.m.optimize()
    status = p.m.getStatus()
    if not p.m.getNSols():
        return Answer(status, True, float("nan"), p.m.getDualbound(), table(d, ()))
    best = p.m.getBestSol()
    given = ((r, lane, t, best[column]) for (r, lane, t), column in p.x.items())
    return Answer(status, status not in ("optimal", "gaplimit"), p.m.getObjVal(), p.m.getDualbound(), table(d, given))
