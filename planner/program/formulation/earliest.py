"""When a job can be done at the earliest within a period, as linear expressions: what requires it counts from then.

E[q,t]: the part of period t that passes until what is worked on q in t is done, at its full width and behind all that
q requires itself. Full width: max_gpus, and no more of a lane than there is of it. With GPUs x in the mean of the
period, the work of all lanes takes Σ_l x/M of it and that of each lane x/C_l, one beside the other, so E is the
largest of these, and no smaller than is true. B[q,t] is that part by itself, of a job that has to wait for others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.ways import Way
from planner.program.formulation.grid import Grid
from planner.program.formulation.variables import Terms, Variables, WayColumns


@dataclass(frozen=True)
class Pace:
    """How fast a job can be worked on in one period."""

    opens: float
    """The part of the period before any of it can be done: its window begins then, or its first GPUs come."""
    lanes: dict[int, float]
    """Its full width in each lane, by the lane's index [GPU]."""
    width: float
    """Its full width in all lanes together [GPU]."""


def pace(grid: Grid, w: WayColumns, t: int) -> Pace:
    """How fast a job can be worked on in an active period."""
    way, (begins, closes) = w.way, ends(grid, w.way, t)
    opens = max(begins, _arrival(grid, w, t))
    most = way.max_gpus or float("inf")
    is_whole = begins == 0 and closes == 1
    there = {
        lane.index: (lane.gpus[t] if is_whole else grid.within(lane, t, way.begin, way.end)) / (closes - opens)
        for lane in w.lanes
    }
    lanes = {lane: min(gpus, most) for lane, gpus in there.items() if gpus > 0}
    return Pace(opens, lanes, min(sum(lanes.values()), most))


def ends(grid: Grid, way: Way, t: int) -> tuple[float, float]:
    """Where a window begins and ends in a period, as parts of it."""
    step = grid.scenario.calendar.steps[t]
    days = (step.end - step.start).days
    begins, closes = (way.begin - step.start).days / days, (way.end - step.start).days / days
    return max(begins, 0.0), min(closes, 1.0)


def _arrival(grid: Grid, w: WayColumns, t: int) -> float:
    """The part of a period that passes before a way's first GPUs are there; nothing where some were there before."""
    if any(lane.gpus[s] > 0 for lane in w.lanes for s in range(w.way.first, t)):
        return 0.0
    return min((grid.arrival(lane, t) for lane in w.lanes if lane.gpus[t] > 0), default=0.0)


def opens(v: Variables, request: str, t: int) -> float:
    """The part of a period before any of a job can be done, by the option that can begin first."""
    return min(pace(v.grid, w, t).opens for w in _at_work(v, request, t))


def takes(v: Variables, request: str, t: int) -> Iterator[tuple[str, Terms]]:
    """Parts of a period that work takes: with its max_gpus (nameless), and in each lane that is narrower than that."""
    together: Terms = []
    lanes: dict[str, Terms] = {}
    for w in _at_work(v, request, t):
        found, most = pace(v.grid, w, t), w.way.max_gpus
        together += [(column, 1.0 / most) for column, _, _ in w.given(t)] if most else []
        for column, lane, _ in w.given(t):
            width = found.lanes.get(lane.index)
            if width is not None and width != most:
                lanes.setdefault(lane.label, []).append((column, 1.0 / width))
    yield from [("", together)] if together else []
    yield from lanes.items()


def behind(v: Variables, request: str, t: int) -> Iterator[tuple[str, int, Terms]]:
    """Jobs that a job requires and that may be at work in a period: their E, and the part of a period in which it can
    be at work already on what was done of them before.
    """
    ways = _at_work(v, request, t)
    for required in v.grid.scenario.request_by_id[request].requires:
        column = v.earliest.get(required, {}).get(t)
        if column is not None and not closes_first(v, request, required, t):
            fastest = max(_fastest(w, pace(v.grid, w, t), v.grid.hours[t]) for w in ways)
            yield required, column, [(c, p / min(1.0, fastest)) for c, p in head(v, required, t)] if fastest else []


def _at_work(v: Variables, request: str, t: int) -> list[WayColumns]:
    return [w for w in v.by_request[request] if w.way.is_job and t in w.active]


def _fastest(w: WayColumns, found: Pace, hours: float) -> float:
    """The most of a job that can be done in a whole period at full width in one lane."""
    speeds = [
        sigma * found.lanes[lane.index]
        for lane, sigma in zip(w.lanes, w.speeds, strict=True)
        if lane.index in found.lanes
    ]
    return max(speeds, default=0.0) * hours / w.way.gpu_hours


def closes_first(v: Variables, request: str, required: str, t: int) -> bool:
    """Whether a window ends inside a period in which what it requires may be done later."""
    mine, other = v.by_request[request][0].way, v.by_request[required][0].way
    return ends(v.grid, mine, t)[1] < ends(v.grid, other, t)[1]


def head(v: Variables, required: str, t: int) -> Terms:
    """The part of a divisible job's work that is done before a period: it counts all of the period."""
    ways = [w for w in v.by_request[required] if w.way.is_job and not w.complete]
    return [term for w in ways for s in w.active if s < t for term in w.work(s, v.grid.hours[s])]


def at_hand(v: Variables, w: WayColumns, t: int, begins: float, closes: float) -> Terms:
    """What a divisible job's work in a period counts for, in the mean of a service's time b..e in it.

    Work of x GPUs in a lane is k·x/M of the job (k: what a whole period does there at full width), and there from
    a + x/M on, so for (e − a − x/M) / (e − b) of the time, at most all of it. Neither is k·x/M more than 1 nor x/M more
    than e − a; the product is concave in x, and so no less than the straight line to where x ends: k·x/M times that
    part at x/M = min(1/k, e − a). That is exact where all of the job is done in the period, and where its work fills
    the period: what takes longer than what is left of a period counts from the next.
    """
    found, hours = pace(v.grid, w, t), v.grid.hours[t]
    most = hours * found.width / w.way.gpu_hours
    parts: Terms = []
    for column, _, sigma in w.given(t) if found.width > 0 else ():
        k = most * sigma
        parts.append((column, min(k, (k * (closes - found.opens) - 1.0) / (closes - begins)) / found.width))
    return [(column, part) for column, part in parts if part > 0]


def waited(v: Variables, request: str, t: int) -> tuple[Terms, float]:
    """The most of a period that a request can be held up by what it requires: the work in it, one after the other."""
    terms: Terms = []
    constant = 0.0
    for required in v.grid.scenario.request_by_id[request].requires:
        if t in v.earliest.get(required, {}):
            for w in _at_work(v, required, t):
                widths = pace(v.grid, w, t).lanes
                terms += [(column, 1.0 / widths[lane.index]) for column, lane, _ in w.given(t) if lane.index in widths]
            more, passed = waited(v, required, t)
            terms, constant = terms + more, constant + passed + opens(v, required, t)
    return terms, constant
