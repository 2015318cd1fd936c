"""In PuLP, sums by its fast path, solved by HiGHS."""

from __future__ import annotations

from collections import defaultdict

import pulp
from pulp import LpVariable, lpSum_vars_coefs

from rivals.answer import Answer, Limits, table
from rivals.reading import Data, Request

type Terms = list[tuple[LpVariable, float]]
type Series = dict[tuple[str, int], LpVariable]


class Program:
    """A problem with its columns; a row is a list of (column, coefficient)."""

    def __init__(self, d: Data) -> None:
        self.d = d
        self.problem = problem = pulp.LpProblem("plan", pulp.LpMaximize)
        cells = [(r.id, lane, t) for r in d.requests for t in r.window for lane in r.speeds]
        self.x = problem.add_variable_dict("x_%s_%s_%s", cells, 0)
        self.f = self._held("f", [(r, r.settles) for r in d.requests], 0, 1)
        lasting = [(r, r.first if r.is_job else r.latest) for r in d.requests if r.minimum]
        self.z = self._held("z", lasting, 0, 1, pulp.LpBinary)
        inside = [(r.id, t) for r in d.requests if r.is_completed for t in r.window[:-1]]
        self.c: Series = problem.add_variable_dict("c_%s_%s", inside, cat=pulp.LpBinary)
        self.c |= {(r.id, r.last): self.z[r.id, r.last] for r in d.requests if r.is_completed}
        self.done: Series = problem.add_variable_dict(
            "done_%s_%s", [(r.id, t) for r in d.tracked for t in r.window], 0, 1
        )
        timed = [(q, t) for q, periods in d.timed.items() for t in periods]
        self.early: Series = problem.add_variable_dict("E_%s_%s", timed, 0, 1)
        self.busy: Series = problem.add_variable_dict("B_%s_%s", [key for key in timed if key[0] in d.behind], 0, 1)
        pieces = [(r.id, t, s) for r in d.requests for t in r.window for s in range(len(r.pieces))]
        self.g = problem.add_variable_dict("g_%s_%s_%s", pieces, 0)

    def _held(
        self, name: str, until: list[tuple[Request, int]], low: int, high: int, cat: str = "Continuous"
    ) -> Series:
        """A column for each period up to one, which stands for all periods behind it."""
        found = self.problem.add_variable_dict(
            f"{name}_%s_%s", [(r.id, t) for r, last in until for t in range(r.first, last + 1)], low, high, cat
        )
        return {(r.id, t): found[r.id, min(t, last)] for r, last in until for t in r.window}

    def add(self, row: pulp.LpConstraint) -> None:
        self.problem += row

    def work(self, r: Request, t: int) -> Terms:
        """Part of a job that is done in a period."""
        return [(self.x[r.id, lane, t], sigma * self.d.hours[t] / r.work) for lane, sigma in r.speeds.items()]

    def delivered(self, q: Request, t: int) -> LpVariable | None:
        """What is ready for others by the end of a period."""
        if not q.is_job:
            return self.f.get((q.id, t))
        return (self.c if q.is_completed else self.done).get((q.id, min(t, q.last)))

    def ahead(self, q: Request, t: int) -> list[LpVariable]:
        """What of a divisible job was done before a period."""
        return [self.done[q.id, t - 1]] if t > q.first and not q.is_completed else []


def build(d: Data) -> Program:
    """The whole program."""
    p = Program(d)
    p.problem += lpSum_vars_coefs([term for r in d.requests for term in _worth(p, r)])
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


def _worth(p: Program, r: Request) -> Terms:
    if r.pieces:
        return [(p.g[r.id, t, s], r.points[t] * slope) for t in r.window for s, (_, slope) in enumerate(r.pieces)]
    if r.is_completed:
        later = [(p.c[r.id, t], -r.points[t + 1]) for t in r.window[:-1]]
        return [*((p.c[r.id, t], r.points[t]) for t in r.window), *later]
    if not r.is_job:
        return [(p.f[r.id, t], r.points[t]) for t in r.window]
    if r.minimum == 1 or not r.decays:
        return [(p.f[r.id, r.first], r.value)]
    return [(column, r.points[t] * part) for t in r.window for column, part in p.work(r, t)]


def _demand(p: Program, r: Request) -> None:
    hours = p.d.hours
    if r.is_job:
        mean = sum(hours) / len(hours)
        given = [(p.x[r.id, lane, t], sigma * hours[t] / mean) for t in r.window for lane, sigma in r.speeds.items()]
        p.add(lpSum_vars_coefs([*given, (p.f[r.id, r.first], -r.work / mean)]) == 0)
        for t in r.window:
            p.add(lpSum_vars_coefs([(p.x[r.id, lane, t], 1) for lane in r.speeds]) <= r.most)
    else:
        for t in r.window:
            given = [(p.x[r.id, lane, t], sigma) for lane, sigma in r.speeds.items()]
            p.add(lpSum_vars_coefs([*given, (p.f[r.id, t], -r.gpus)]) == 0)


def _minimum(p: Program, r: Request) -> None:
    if not r.minimum:
        return
    for t in range(r.first, r.settles + 1):
        waited = [(p.x[q, lane, t], r.minimum * part) for q, lane, part in p.d.waited(r, t)] if r.waits else []
        p.add(p.f[r.id, t] <= p.z[r.id, t])
        p.add(lpSum_vars_coefs([(p.f[r.id, t], 1), (p.z[r.id, t], -r.minimum), *waited]) >= 0)
    for t in range(r.first + 1, r.latest + 1) if not r.is_job else ():
        p.add(p.z[r.id, t] >= p.z[r.id, t - 1])
    if r.waits and r.latest < r.last:
        t = r.latest
        waited = [(p.x[q, lane, t], part) for q, lane, part in p.d.waited(r, t)]
        p.add(p.f[r.id, t] <= p.f[r.id, t + 1])
        p.add(lpSum_vars_coefs([(p.f[r.id, t], 1), (p.f[r.id, t + 1], -1), *waited]) >= 0)


def _completion(p: Program, r: Request) -> None:
    if (r.id, r.first) not in p.done:
        return
    for t in r.window:
        before = [(p.done[r.id, t - 1], 1)] if t > r.first else []
        p.add(lpSum_vars_coefs([*p.work(r, t), *before, (p.done[r.id, t], -1)]) == 0)
        if r.is_completed and t < r.last:
            p.add(p.done[r.id, t] >= p.c[r.id, t])
        if r.is_completed and t > r.first:
            p.add(p.c[r.id, t] >= p.c[r.id, t - 1])


def _curve(p: Program, r: Request) -> None:
    for t in r.window if r.pieces else ():
        share = p.work(r, t) if r.is_job else [(p.f[r.id, t], 1)]
        pieces = [(p.g[r.id, t, s], -1) for s in range(len(r.pieces))]
        p.add(lpSum_vars_coefs([*share, *pieces]) == 0)
    for s, (width, _) in enumerate(r.pieces):
        if r.is_job:
            p.add(lpSum_vars_coefs([(p.g[r.id, t, s], 1) for t in r.window]) <= width)
            continue
        for t in r.window:
            p.add(p.g[r.id, t, s] <= width)
            for q in (p.d.by_id[q] for q in r.requires if t in p.d.timed.get(q, ())):
                ahead = [(column, -width) for column in p.ahead(q, t)]
                p.add(lpSum_vars_coefs([(p.g[r.id, t, s], 1), (p.early[q.id, t], width), *ahead]) <= width)


def _resources(p: Program) -> None:
    d = p.d
    users: defaultdict[tuple[int, int], Terms] = defaultdict(list)
    for (_, lane, t), column in p.x.items():
        users[lane, t].append((column, 1))
    for (lane, t), terms in users.items():
        p.add(lpSum_vars_coefs(terms) <= d.lanes[lane].gpus[t])
    for t in range(len(d.hours)):
        p.add(lpSum_vars_coefs([(p.f[r.id, t], r.people) for r in d.requests if t in r.window]) <= d.fte)
    spent = [(column, d.lanes[lane].price * d.hours[t]) for (_, lane, t), column in p.x.items()]
    p.add(lpSum_vars_coefs(spent) <= d.budget)
    mine = [(column, d.hours[t]) for (r, _, t), column in p.x.items() if r in d.promised_to]
    p.add(lpSum_vars_coefs(mine) >= d.promised)


def _requires(p: Program, r: Request, q: Request) -> None:
    if r.minimum and q.minimum:
        p.add(p.z[r.id, r.last] <= p.z[q.id, q.last])
    for t in r.window:
        timed = (q.id, t) in p.early
        asked = p.done[r.id, t] if r.is_job else (p.z if r.minimum == 1 else p.f)[r.id, t]
        ready = p.delivered(q, t)
        p.add(asked <= (0 if ready is None else ready))
        if timed and not r.is_job and 0 < r.minimum < 1:
            p.add(r.minimum * p.z[r.id, t] <= (0 if ready is None else ready))
        if timed and not r.is_job:
            _within(p, r, q, t)


def _within(p: Program, r: Request, q: Request, t: int) -> None:
    """The job may be done while the service is served already: this counts from when it can be done."""
    ahead = [(column, -1) for column in p.ahead(q, t)]
    p.add(lpSum_vars_coefs([(p.f[r.id, t], 1), (p.early[q.id, t], 1), *ahead]) <= 1)
    if not q.is_completed:
        at_hand = [(p.x[q.id, lane, t], -part) for lane, part in p.d.head_start(q, t).items()]
        p.add(lpSum_vars_coefs([(p.f[r.id, t], 1), *ahead, *at_hand]) <= 0)


def _earliest(p: Program, q: Request, t: int) -> None:
    early = p.early[q.id, t]
    work = p.busy.get((q.id, t), early)
    p.add(lpSum_vars_coefs([(work, 1), *((p.x[q.id, lane, t], -1 / q.most) for lane in q.speeds)]) >= 0)
    for lane in q.speeds:
        if p.d.lanes[lane].gpus[t] < q.most:
            p.add(work >= p.x[q.id, lane, t] * (1 / p.d.lanes[lane].gpus[t]))
    if work is early:
        return
    p.add(early >= work)
    for o in (p.d.by_id[o] for o in q.requires if (o, t) in p.early):
        ahead = [(column, 1 / min(1, p.d.fastest(q, t))) for column in p.ahead(o, t)]
        p.add(lpSum_vars_coefs([(early, 1), (work, -1), (p.early[o.id, t], -1), *ahead]) >= 0)


def solve(d: Data, limits: Limits) -> Answer:
    p = build(d)
    solver = pulp.HiGHS(msg=False, gapRel=limits.gap, timeLimit=limits.seconds, threads=1)
    stats = p.problem.solve(solver)
    given = ((r, lane, t, column.varValue or 0.0) for (r, lane, t), column in p.x.items())
    highs = p.problem.solverModel
    objective = highs.getObjectiveValue()
    bound = highs.getInfo().mip_dual_bound if p.problem.isMIP() else objective
    stopped = stats.status != pulp.LpSolveStatus.Optimal
    return Answer(stats.status.name, stopped, objective, bound, table(d, given))
