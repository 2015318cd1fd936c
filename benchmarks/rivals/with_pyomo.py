"""In Pyomo, sums as expressions over indexed variables, solved by HiGHS through its current interface."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyomo.environ as pyo
from pyomo.contrib.solver.common.factory import SolverFactory
from pyomo.contrib.solver.common.results import TerminationCondition
from pyomo.core.expr import LinearExpression

from rivals.answer import Answer, Limits, table
from rivals.reading import Data, Request


def build(d: Data) -> pyo.ConcreteModel:
    """The whole program."""
    m = pyo.ConcreteModel()
    m.rows = pyo.ConstraintList()
    _variables(m, d)
    for r in d.requests:
        _demand(m, d, r)
        _minimum(m, d, r)
        _completion(m, d, r)
        _curve(m, d, r)
    _resources(m, d)
    for r, q in d.pairs:
        _requires(m, d, r, q)
    for q, periods in d.timed.items():
        for t in periods:
            _earliest(m, d, d.by_id[q], t)
    terms = [term for r in d.requests for term in _worth(m, d, r)]
    m.value = pyo.Objective(expr=_sum(terms), sense=pyo.maximize)
    return m


def _sum(terms: list[tuple[Any, float]]) -> LinearExpression:
    """Σ coefficient · variable, by the fast path of Pyomo's own classes."""
    variables, coefficients = zip(*terms, strict=True)
    return LinearExpression(constant=0, linear_coefs=list(coefficients), linear_vars=list(variables))


def _variables(m: pyo.ConcreteModel, d: Data) -> None:
    m.x = pyo.Var([(r.id, lane, t) for r in d.requests for t in r.window for lane in r.speeds], bounds=(0, None))
    shares = [(r.id, t) for r in d.requests for t in range(r.first, r.settles + 1)]
    m.share = pyo.Var(shares, bounds=(0, 1))
    m.f = {(r.id, t): m.share[r.id, min(t, r.settles)] for r in d.requests for t in r.window}
    lasting = {r.id: r.first if r.is_job else r.latest for r in d.requests if r.minimum}
    m.launched = pyo.Var(
        [(r, t) for r, last in lasting.items() for t in range(d.by_id[r].first, last + 1)], domain=pyo.Binary
    )
    m.z = {(r, t): m.launched[r, min(t, last)] for r, last in lasting.items() for t in d.by_id[r].window}
    completed = [r for r in d.requests if r.is_completed]
    m.complete = pyo.Var([(r.id, t) for r in completed for t in r.window[:-1]], domain=pyo.Binary)
    m.c = dict(m.complete.items()) | {(r.id, r.last): m.z[r.id, r.last] for r in completed}
    m.done = pyo.Var([(r.id, t) for r in d.tracked for t in r.window], bounds=(0, 1))
    timed = [(q, t) for q, periods in d.timed.items() for t in periods]
    m.early = pyo.Var(timed, bounds=(0, 1))
    m.busy = pyo.Var([key for key in timed if key[0] in d.behind], bounds=(0, 1))
    pieces = [(r.id, t, s) for r in d.requests for t in r.window for s in range(len(r.pieces))]
    m.g = pyo.Var(pieces, bounds=(0, None))


def _work(m: Any, d: Data, r: Request, t: int) -> list[tuple[Any, float]]:
    """Part of a job that is done in a period."""
    return [(m.x[r.id, lane, t], sigma * d.hours[t] / r.work) for lane, sigma in r.speeds.items()]


def _delivered(m: Any, q: Request, t: int) -> Any:
    """What is ready for others by the end of a period."""
    if not q.is_job:
        return m.f.get((q.id, t), 0)
    key = q.id, min(t, q.last)
    return (m.c if q.is_completed else m.done)[key] if t >= q.first else 0


def _ahead(m: Any, q: Request, t: int) -> list[tuple[Any, float]]:
    """What of a divisible job was done before a period."""
    return [(m.done[q.id, t - 1], 1.0)] if t > q.first and not q.is_completed else []


def _worth(m: Any, d: Data, r: Request) -> list[tuple[Any, float]]:
    if r.pieces:
        return [(m.g[r.id, t, s], r.points[t] * slope) for t in r.window for s, (_, slope) in enumerate(r.pieces)]
    if r.is_completed:
        later = [(m.c[r.id, t], -r.points[t + 1]) for t in r.window[:-1]]
        return [*((m.c[r.id, t], r.points[t]) for t in r.window), *later]
    if not r.is_job:
        return [(m.f[r.id, t], r.points[t]) for t in r.window]
    if r.minimum == 1 or not r.decays:
        return [(m.f[r.id, r.first], r.value)]
    return [(column, r.points[t] * part) for t in r.window for column, part in _work(m, d, r, t)]


def _demand(m: Any, d: Data, r: Request) -> None:
    if r.is_job:
        mean = sum(d.hours) / len(d.hours)
        given = [(m.x[r.id, lane, t], sigma * d.hours[t] / mean) for t in r.window for lane, sigma in r.speeds.items()]
        m.rows.add(_sum([*given, (m.f[r.id, r.first], -r.work / mean)]) == 0)
        for t in r.window:
            m.rows.add(_sum([(m.x[r.id, lane, t], 1) for lane in r.speeds]) <= r.most)
    else:
        for t in r.window:
            given = [(m.x[r.id, lane, t], sigma) for lane, sigma in r.speeds.items()]
            m.rows.add(_sum([*given, (m.f[r.id, t], -r.gpus)]) == 0)


def _minimum(m: Any, d: Data, r: Request) -> None:
    if not r.minimum:
        return
    for t in range(r.first, r.settles + 1):
        waited = [(m.x[q, lane, t], r.minimum * part) for q, lane, part in d.waited(r, t)] if r.waits else []
        m.rows.add(m.f[r.id, t] <= m.z[r.id, t])
        m.rows.add(_sum([(m.f[r.id, t], 1), (m.z[r.id, t], -r.minimum), *waited]) >= 0)
    for t in range(r.first + 1, r.latest + 1) if not r.is_job else ():
        m.rows.add(m.z[r.id, t] >= m.z[r.id, t - 1])
    if r.waits and r.latest < r.last:
        t = r.latest
        waited = [(m.x[q, lane, t], part) for q, lane, part in d.waited(r, t)]
        m.rows.add(m.f[r.id, t] <= m.f[r.id, t + 1])
        m.rows.add(_sum([(m.f[r.id, t], 1), (m.f[r.id, t + 1], -1), *waited]) >= 0)


def _completion(m: Any, d: Data, r: Request) -> None:
    if (r.id, r.first) not in m.done:
        return
    for t in r.window:
        before = [(m.done[r.id, t - 1], 1)] if t > r.first else []
        m.rows.add(_sum([*_work(m, d, r, t), *before, (m.done[r.id, t], -1)]) == 0)
        if r.is_completed and t < r.last:
            m.rows.add(m.done[r.id, t] >= m.c[r.id, t])
        if r.is_completed and t > r.first:
            m.rows.add(m.c[r.id, t] >= m.c[r.id, t - 1])


def _curve(m: Any, d: Data, r: Request) -> None:
    for t in r.window if r.pieces else ():
        share = _work(m, d, r, t) if r.is_job else [(m.f[r.id, t], 1)]
        m.rows.add(_sum([*share, *((m.g[r.id, t, s], -1) for s in range(len(r.pieces)))]) == 0)
    for s, (width, _) in enumerate(r.pieces):
        if r.is_job:
            m.rows.add(_sum([(m.g[r.id, t, s], 1) for t in r.window]) <= width)
            continue
        for t in r.window:
            m.g[r.id, t, s].setub(width)
            for q in (d.by_id[q] for q in r.requires if t in d.timed.get(q, ())):
                ahead = [(column, -width) for column, _ in _ahead(m, q, t)]
                m.rows.add(_sum([(m.g[r.id, t, s], 1), (m.early[q.id, t], width), *ahead]) <= width)


def _resources(m: Any, d: Data) -> None:
    users: defaultdict[tuple[int, int], list[tuple[Any, float]]] = defaultdict(list)
    for (_, lane, t), column in m.x.items():
        users[lane, t].append((column, 1))
    for (lane, t), terms in users.items():
        m.rows.add(_sum(terms) <= d.lanes[lane].gpus[t])
    for t in range(len(d.hours)):
        terms = [(m.f[r.id, t], r.people) for r in d.requests if t in r.window]
        if terms:
            m.rows.add(_sum(terms) <= d.fte)
    m.rows.add(_sum([(x, d.lanes[lane].price * d.hours[t]) for (_, lane, t), x in m.x.items()]) <= d.budget)
    mine = [(x, d.hours[t]) for (r, _, t), x in m.x.items() if r in d.promised_to]
    if mine:
        m.rows.add(_sum(mine) >= d.promised)


def _requires(m: Any, d: Data, r: Request, q: Request) -> None:
    if r.minimum and q.minimum:
        m.rows.add(m.z[r.id, r.last] <= m.z[q.id, q.last])
    for t in r.window:
        asked = m.done[r.id, t] if r.is_job else (m.z if r.minimum == 1 else m.f)[r.id, t]
        m.rows.add(asked <= _delivered(m, q, t))
        if r.is_job or (q.id, t) not in m.early:
            continue
        if 0 < r.minimum < 1:
            m.rows.add(r.minimum * m.z[r.id, t] <= _delivered(m, q, t))
        # the job may be done while the service is served already: this counts from when it can be done
        ahead = [(column, -1) for column, _ in _ahead(m, q, t)]
        m.rows.add(_sum([(m.f[r.id, t], 1), (m.early[q.id, t], 1), *ahead]) <= 1)
        if not q.is_completed:
            at_hand = [(m.x[q.id, lane, t], -part) for lane, part in d.head_start(q, t).items()]
            m.rows.add(_sum([(m.f[r.id, t], 1), *ahead, *at_hand]) <= 0)


def _earliest(m: Any, d: Data, q: Request, t: int) -> None:
    early = m.early[q.id, t]
    work = m.busy[q.id, t] if q.id in d.behind else early
    m.rows.add(_sum([(work, 1), *((m.x[q.id, lane, t], -1 / q.most) for lane in q.speeds)]) >= 0)
    for lane in q.speeds:
        if d.lanes[lane].gpus[t] < q.most:
            m.rows.add(work >= m.x[q.id, lane, t] / d.lanes[lane].gpus[t])
    if q.id not in d.behind:
        return
    m.rows.add(early >= work)
    for o in (d.by_id[o] for o in q.requires if (o, t) in m.early):
        ahead = [(column, 1 / min(1, d.fastest(q, t))) for column, _ in _ahead(m, o, t)]
        m.rows.add(_sum([(early, 1), (work, -1), (m.early[o.id, t], -1), *ahead]) >= 0)


def solve(d: Data, limits: Limits) -> Answer:
    m = build(d)
    solver = SolverFactory("highs")
    solver.config.threads, solver.config.rel_gap, solver.config.time_limit = 1, limits.gap, limits.seconds
    solver.config.raise_exception_on_nonoptimal_result = False
    result = solver.solve(m)
    stopped = result.termination_condition != TerminationCondition.convergenceCriteriaSatisfied
    given = ((r, lane, t, column.value or 0.0) for (r, lane, t), column in m.x.items())
    objective, bound = result.incumbent_objective, result.objective_bound
    objective = float("nan") if objective is None else objective
    bound = objective if bound is None else bound
    return Answer(result.termination_condition.name, stopped, objective, bound, table(d, given))
