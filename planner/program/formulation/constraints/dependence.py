"""Requests that need others, and requests that rule each other out."""

from __future__ import annotations

from planner.program.formulation.constraints.rows import Rows, at_least, at_most
from planner.program.formulation.earliest import at_hand, behind, closes_first, ends, head, opens, takes
from planner.program.formulation.variables import Terms, Variables, WayColumns, summed


def requires(v: Variables) -> Rows:
    """share of r by t <= share of q delivered by the end of t   for every q that r requires, period of r's window

    Share of r: Σ_o z[r,o,t] of a service that is all or nothing, Σ_o f[r,o,t] of any other, Σ_{t'<=t} of a job's work.
    Delivered by q: a service's share in t (nothing outside its window); a job's work up to t, or its completion where
    it is all or nothing. Where r is over inside t before q has to be: delivered by the end of t-1. A service that has
    to be launched with a minimum m: m·z[r,o,t] <= share of q as well.
    """
    for request in v.grid.requests:
        for required in request.requires:
            asking = [_served(v, w) for w in v.by_request[request.id]]
            enabling = [delivered(v, w) for w in v.by_request[required]]
            for t in _window(v, request.id):
                timed = t in v.earliest.get(required, {})
                by = t - 1 if timed and closes_first(v, request.id, required, t) else t
                asked = [term for served in asking for term in served[t]]
                ready = [(column, -part) for each in enabling for column, part in each.get(by, ())]
                if by < t or not timed or not _is_said_within(v, request.id, required):
                    yield at_most((request.id, required, v.grid.labels[t]), asked + ready, 0.0)
                begun = [
                    (w.launched[t], w.way.minimum)
                    for w in v.by_request[request.id]
                    if w.launched and w.way.minimum < 1 and timed
                ]
                if begun:
                    yield at_most((request.id, required, v.grid.labels[t], "launched"), begun + ready, 0.0)


def _is_said_within(v: Variables, request: str, required: str) -> bool:
    """Whether ``requires_within`` asks for more: of services that are not launched whole, on work that is divisible."""
    asking, jobs = v.by_request[request], [w for w in v.by_request[required] if w.way.is_job]
    return all(not w.way.is_job and w.way.minimum < 1 for w in asking) and any(not w.complete for w in jobs)


def requires_within(v: Variables) -> Rows:
    """i·Σ_o f[r,o,t] + E[q,t] <= e + i·S   for every job q that a service r requires, period in which q is worked on

    i, e: the part of the period that lies in r's window, and where that ends; S: the part of a divisible q's work that
    was done before t, which counts all of t. A divisible q that is not done within one period counts for what is done
    of it, and no more than

    Σ_o f[r,o,t] <= S + Σ_l (1 − 1/k_l)⁺ · work done in lane l in t   (where both windows hold t; see ``at_hand``)
    """
    for request in v.grid.requests:
        ways = [w for w in v.by_request[request.id] if not w.way.is_job]
        for required in request.requires if ways else ():
            for t in _window(v, request.id):
                column = v.earliest.get(required, {}).get(t)
                if column is None or closes_first(v, request.id, required, t):
                    continue
                key, inside = (request.id, required, v.grid.labels[t]), ways[0].way.inside[t]
                window = ends(v.grid, ways[0].way, t)
                ahead = [(c, -inside * part) for c, part in head(v, required, t)]
                shares = [(w.share[t], inside) for w in ways]
                yield at_most((*key, "time"), [*shares, (column, 1.0), *ahead], window[1])
                if any(w.way.is_job and not w.complete for w in v.by_request[required]):
                    ready = [term for w in v.by_request[required] for term in _at_hand(v, w, t, window)]
                    yield at_most((*key, "work"), [(w.share[t], 1.0) for w in ways] + ready, 0.0)


def _at_hand(v: Variables, w: WayColumns, t: int, window: tuple[float, float]) -> Terms:
    """−(what a way has ready in the mean of a period)."""
    if w.complete or not w.way.is_job:
        found = delivered(v, w).get(t, [])
    else:
        done = [term for s in w.active if s < t for term in w.work(s, v.grid.hours[s])]
        found = done + (at_hand(v, w, t, *window) if t in w.active else [])
    return [(column, -part) for column, part in found]


def earliest(v: Variables) -> Rows:
    """B[q,t] >= Σ_l x[q,l,t]/M,   B[q,t] >= x[q,l,t]/C_l;   E[q,t] >= a + B[q,t],   E[q,t] >= E[p,t] − S/k + B[q,t]

    for every job q that is required or requires, period in which it can be worked on, and job p that it requires (where
    there is none, E − a takes the place of B). a: the part of the period before q's window or its first GPUs; M:
    max_gpus; C_l: what there is of a lane, if that is less; S: the part of a divisible p that was done before, at which
    q may be at work from the first hour, for S/k of the period (k: the part of q that a whole period does at most, if
    that is less than 1).   E[q,t] <= 1, or where q's window ends.
    """
    for request, columns in v.earliest.items():
        for t, column in columns.items():
            key, label = (request, ""), v.grid.labels[t]
            passed, worked = opens(v, request, t), v.worked.get(request, {}).get(t)
            work, begins = (column, passed) if worked is None else (worked, 0.0)
            for name, terms in takes(v, request, t):
                yield at_least((*key, label, name), [(work, 1.0), *((c, -part) for c, part in terms)], begins)
            if worked is not None:
                yield at_least((*key, label, "", "begins"), [(column, 1.0), (worked, -1.0)], passed)
                for required, waiting, ahead in behind(v, request, t):
                    terms = summed([(column, 1.0), (worked, -1.0), (waiting, -1.0), *ahead])
                    yield at_least((request, required, label), terms, 0.0)
            closes = ends(v.grid, v.by_request[request][0].way, t)[1]
            if closes < 1:
                yield at_most((*key, label, "", "ends"), [(column, 1.0)], closes)


def requires_choice(v: Variables) -> Rows:
    """z_r <= z_q   where both know that they are chosen: implied for whole numbers, tighter for the relaxation"""
    for request in v.grid.requests:
        chosen = v.chosen(request.id)
        for required in request.requires if chosen else ():
            enabling = v.chosen(required)
            if enabling and not _same(v, request.id, required):
                yield at_most((request.id, required), chosen + [(column, -1.0) for column, _ in enabling], 0.0)


def conflicts(v: Variables) -> Rows:
    """z_r + z_q <= 1   for every pair in conflict, whichever of them says so"""
    pairs = {tuple(sorted((r.id, other))) for r in v.grid.requests for other in r.conflicts}
    for a, b in sorted(pairs):
        yield at_most((a, b), v.chosen(a) + v.chosen(b), 1.0)


def _window(v: Variables, request: str) -> range:
    ways = v.by_request[request]
    return ways[0].way.periods if ways else range(0)


def _served(v: Variables, w: WayColumns) -> dict[int, Terms]:
    """A service's share in each period, or its launch; the part of a job's work that is done by its end."""
    if not w.way.is_job:
        return {t: [(column, 1.0)] for t, column in (w.launched if w.way.minimum == 1 else w.share).items()}
    found: dict[int, Terms] = {}
    done: Terms = []
    for t in w.way.periods:
        found[t] = done = done + w.work(t, v.grid.hours[t])
    return found


def delivered(v: Variables, w: WayColumns) -> dict[int, Terms]:
    """What is ready for others: a service's share in each period, a job's work or its completion by the end of it."""
    if not w.way.is_job:
        return {t: [(column, 1.0)] for t, column in w.share.items()}
    ready = {t: [(column, 1.0)] for t, column in w.complete.items()} or _served(v, w)
    return ready | dict.fromkeys(range(w.way.last + 1, len(v.grid.periods)), ready[w.way.last])


def _same(v: Variables, request: str, required: str) -> bool:
    """Whether ``requires`` says it already: two services with nothing between all and nothing, launched at once."""
    ways = v.by_request[request] + v.by_request[required]
    return all(not w.way.is_job and w.way.minimum == 1 and w.way.latest == w.way.first for w in ways)
