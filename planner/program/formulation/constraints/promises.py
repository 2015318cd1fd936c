"""Promises of GPUs, which never ask for more than what is still wanted: see ``formulation.promises``."""

from __future__ import annotations

from collections.abc import Iterator

from planner.program.formulation.constraints.rows import Rows, at_least, at_most
from planner.program.formulation.promises import Demand, Promise
from planner.program.formulation.variables import PromiseColumns, Terms, Variables, WayColumns, summed


def kept(v: Variables, columns: PromiseColumns, unit: float) -> Rows:
    """g >= p·(1 − y)   and   g + Σ e + Σ u >= p + (a − p)·y   [GPU·h, as a part of those usable for a share]

    g: hours given in the selection; p: promised; a: asked while nothing is done elsewhere; e: done elsewhere on demands
    that the selection could meet alone; u: see ``left_out``. y is 1 where all that is asked for is given. Where a <= p
    that is always so, and the second row says all; where nothing can be met elsewhere it is g >= min(p, a).
    """
    promise = columns.promise
    rule, size = (promise.rule, promise.each), promise.size
    if promise.hours <= 0:
        return
    given: Terms = [(column, hours / size) for column, hours, inside in _cells(v, promise) if inside]
    least, most = promise.hours / size, promise.asked.hours / size
    if promise.asked.is_certain:
        yield at_least((*rule, "at_least"), given, min(least, most), unit)
        return
    met: Terms = [(column, hours / size) for column, hours, _ in _cells(v, promise)]
    met += [(column, v.grid.mean_hours / size) for column in (*columns.left_out.values(), *columns.ruled_out.values())]
    if columns.enough is None:
        yield at_least((*rule, "at_least"), met, most, unit)
        return
    yield at_least((*rule, "at_least"), [*given, (columns.enough, least)], least, unit)
    yield at_least((*rule, "asked"), [*met, (columns.enough, least - most)], least, unit)


def left_out(v: Variables) -> Rows:
    """u <= k·(c − here) / h,   u <= k·c/h·d,   d <= f   for every demand that max_gpus keeps a selection from meeting

    here: work done in the selection, in hours of its fastest; c: the most that it could use there; k: what is counted
    of its way; f: share served; h: the mean period. What is served in full asks for nothing more, so the rest of c is
    left out.   [GPU]
    """
    ways = {(w.way.request.id, w.way.option): w for w in v.ways}
    for (rule, each), columns in v.promises.items():
        promise = columns.promise
        for demand in promise.asked.demands:
            column = columns.left_out.get(demand.key)
            w = ways.get(demand.key[:2])
            if column is None or w is None:
                continue
            part, at = promise.asked.parts[demand.key[:2]] / v.grid.mean_hours, v.grid.labels[demand.periods[0]]
            here = [(cell, part * hours) for cell, hours, inside in _work(v, w, demand, promise) if inside]
            yield at_most((rule, each, w.label, at, "room"), [(column, 1.0), *here], part * demand.most)
            met = v.met[demand.key]
            yield at_most((rule, each, w.label, at, "met"), [(column, 1.0), (met, -part * demand.most)], 0.0)
    yield from _met(v, ways)


def ruled_out(v: Variables) -> Rows:
    """u <= c / h,   u <= c/h · Σ_q s_q   for every request that rivals q, who are not promised the same, may rule out

    s: the part of q that is served, or z where it has a minimum; c: what is counted of the request; h: the mean
    period. What it can't be given, it does not ask for.   [GPU]
    """
    for (rule, each), columns in v.promises.items():
        for request, (hours, rivals) in columns.promise.asked.contested.items():
            column, most = columns.ruled_out[request], hours / v.grid.mean_hours
            served = [term for rival in rivals for term in _served(v, rival)]
            yield at_most((rule, each, request, "room"), [(column, 1.0)], most)
            yield at_most(
                (rule, each, request, "rivals"), [(column, 1.0), *((c, -most * part) for c, part in served)], 0.0
            )


def _served(v: Variables, request: str) -> Terms:
    terms: Terms = []
    for w in v.by_request[request]:
        if w.way.minimum > 0 and w.chosen is not None:
            terms.append((w.chosen, 1.0))
        elif w.way.is_job:
            terms.append((w.total, 1.0))
        else:
            asked = w.way.spread(v.grid.hours)
            terms += [(column, asked[t] / sum(asked.values())) for t, column in w.share.items()]
    return summed(terms)


def _met(v: Variables, ways: dict[tuple[str, str], WayColumns]) -> Rows:
    for (request, option, t), column in v.met.items():
        w = ways.get((request, option))
        if w is not None and column != w.share[t]:
            yield at_most((w.label, v.grid.labels[t], "in full"), [(column, 1.0), (w.share[t], -1.0)], 0.0)


def _cells(v: Variables, promise: Promise) -> Iterator[tuple[int, float, bool]]:
    """(column of x, GPU-hours, whether in the selection) of what counts for a promise: hours given there, and those
    done elsewhere on demands that the selection could meet alone, in hours of its fastest.
    """
    chosen, hours = promise.chosen, v.grid.hours
    spread = {(*d.key[:2], t): d for d in promise.asked.demands if not d.is_capped for t in d.periods}
    for w in v.ways:
        if w.way.request.id not in chosen.requests:
            continue
        name = w.way.request.id, w.way.option
        for t in w.active:
            demand = spread.get((*name, t))
            factor = promise.asked.parts[name] * hours[t] / demand.fastest if demand else 0.0
            for column, lane, sigma in w.given(t):
                if lane.index in chosen.lanes and t in chosen.periods:
                    yield column, hours[t], True
                elif factor > 0:
                    yield column, factor * sigma, False


def _work(v: Variables, w: WayColumns, demand: Demand, promise: Promise) -> Iterator[tuple[int, float, bool]]:
    """(column of x, hours of the selection's fastest, whether in the selection) of work on a demand."""
    for t in demand.periods:
        for column, lane, sigma in w.given(t):
            inside = lane.index in promise.chosen.lanes and t in promise.chosen.periods
            yield column, sigma * v.grid.hours[t] / demand.fastest, inside
