"""When a job can be done at the earliest within a period, as linear expressions: what requires it counts from then.

E[q,t]: the part of period t that passes until what is worked on q in t is done, at its full width and behind all that
q requires itself. Full width: max_gpus, and no more of a lane than there is of it. With GPUs x in the mean of the
period, the work of all lanes takes Σ_l x/M of it and that of each lane x/C_l, one beside the other, so E is the
largest of these, and no smaller than is true.
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


def bounds(v: Variables, request: str, t: int) -> Iterator[tuple[str, str, Terms, float]]:
    """What E[q,t] is no less than, as (required request or "", name, terms, constant); see ``earliest``."""
    columns = [w for w in v.by_request[request] if t in w.active and w.way.is_job]
    paces = {w.label: pace(v.grid, w, t) for w in columns}
    worked = list(_worked(columns, paces, t))
    opens = min(each.opens for each in paces.values())
    for name, terms in worked:
        yield "", name, terms, opens
    for required in columns[0].way.request.requires:
        column = v.earliest.get(required, {}).get(t)
        if column is None or closes_first(v, request, required, t):
            continue
        fastest = max(_fastest(w, paces[w.label], v.grid.hours[t]) for w in columns)
        ahead = [(c, -part / min(1.0, fastest)) for c, part in head(v, required, t)] if fastest > 0 else []
        for name, terms in worked:
            yield required, name, [(column, 1.0), *terms, *ahead], 0.0


def _worked(columns: list[WayColumns], paces: dict[str, Pace], t: int) -> Iterator[tuple[str, Terms]]:
    """Parts of a period that work takes: of all lanes together, and of each that is narrower than all may be."""
    yield (
        "",
        [(column, 1.0 / paces[w.label].width) for w in columns if paces[w.label].lanes for column, _, _ in w.given(t)],
    )
    for w in columns:
        found = paces[w.label]
        for column, lane, _ in w.given(t) if len(w.lanes) > 1 else ():
            if lane.index in found.lanes and found.lanes[lane.index] < found.width:
                yield f"{w.label} {lane.label}", [(column, 1.0 / found.lanes[lane.index])]


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
            columns = [w for w in v.by_request[required] if t in w.active and w.way.is_job]
            paces = [pace(v.grid, w, t) for w in columns]
            constant += min(found.opens for found in paces)
            terms += [
                (column, 1.0 / found.lanes[lane.index])
                for w, found in zip(columns, paces, strict=True)
                for column, lane, _ in w.given(t)
                if lane.index in found.lanes
            ]
            behind, more = waited(v, required, t)
            terms, constant = terms + behind, constant + more
    return terms, constant
