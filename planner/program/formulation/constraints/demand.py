"""What a request is given, against what it needs."""

from __future__ import annotations

from planner.program.formulation.constraints.rows import Rows, at_most, equal
from planner.program.formulation.variables import Variables


def service(v: Variables) -> Rows:
    """sum_l σ[r,o,l]·x[r,o,l,t] = gpus[r,o,t]·f[r,o,t]   for every service, period of its window   [GPU]"""
    for w in v.ways:
        if w.way.gpus is None:
            continue
        for t in w.way.periods:
            if w.way.gpus[t] > 0:
                terms = [(column, sigma) for column, _, sigma in w.given(t)]
                terms.append((w.share[t], -w.way.gpus[t]))
                yield equal((w.label, v.grid.labels[t]), terms, 0.0)


def job(v: Variables) -> Rows:
    """sum_{l,t} σ[r,o,l]·x[r,o,l,t]·h_t / h = gpu_hours[r,o] / h · f[r,o]   for every job, h the mean period [GPU]"""
    hours, mean = v.grid.hours, v.grid.mean_hours
    for w in v.ways:
        if not w.way.is_job:
            continue
        terms = [(column, sigma * hours[t] / mean) for t in w.active for column, _, sigma in w.given(t)]
        terms.append((w.total, -w.way.gpu_hours / mean))
        yield equal((w.label,), terms, 0.0)


def parallelism(v: Variables) -> Rows:
    """sum_l x[r,o,l,t] <= M[r,o]·inside[r,t]   for every way with max_gpus, period   [GPU]

    inside: the part of the period that lies in the window.
    """
    for w in v.ways:
        if w.way.max_gpus is None:
            continue
        for t in w.active:
            yield at_most((w.label, v.grid.labels[t]), [(column, 1.0) for column, _, _ in w.given(t)], w.way.most(t))
