"""Every measure of a rule as a linear expression (design §3, §4.3.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.domain.rule import attribute_of
from planner.program.formulation.selection import Chosen, usable_hours
from planner.program.formulation.variables import Terms, Variables, WayColumns, summed

GRAMS_PER_KG, WATTS_PER_KW = 1000.0, 1000.0

type Expression = tuple[Terms, float]
"""Terms and a constant."""


def cost(v: Variables, chosen: Chosen) -> Expression:
    """Σ price·h_t·x + Σ one-off cost·z + what is paid whether used or not   [currency]

    A selection of requests is charged the price of all hours that it uses; without one, hours of a pool that is
    ``paid: always`` are counted once, used or not. One-off costs fall in the periods in which they are due, whenever
    and with whatever share the request is served, and in no pool.
    """
    hours = v.grid.hours
    terms: Terms = []
    for w, t in _cells(v, chosen):
        for column, lane, _ in w.given(t):
            price = lane.price if chosen.of_requests else lane.marginal
            if lane.index in chosen.lanes and price > 0:
                terms.append((column, price * hours[t]))
    if not chosen.of_places:
        due = (
            (w, sum(amount for t, amount in w.way.payments.items() if t in chosen.periods)) for w in _ways(v, chosen)
        )
        terms += [(w.chosen, amount) for w, amount in due if w.chosen is not None and amount > 0]
    pools = {lane.pool.id for lane in v.grid.lanes if lane.index in chosen.lanes}
    standing = 0.0 if chosen.of_requests else sum(
        amount for (pool, t), amount in v.grid.standing_cost.items() if pool in pools and t in chosen.periods
    )  # fmt: skip
    return terms, standing


def gpu_hours(v: Variables, chosen: Chosen) -> Expression:
    """Σ h_t·x   [GPU·h]"""
    hours = v.grid.hours
    return [(column, hours[t]) for column, _, t in _given(v, chosen)], 0.0


def gpu_share(v: Variables, chosen: Chosen) -> Expression:
    """Σ h_t·x ÷ Σ C[p,t]·h_t   over the selected pools and periods"""
    usable = usable_hours(v.grid, chosen)
    terms, _ = gpu_hours(v, chosen)
    return ([(column, hours / usable) for column, hours in terms], 0.0) if usable > 0 else ([], 0.0)


def value(v: Variables, chosen: Chosen) -> Expression:
    """Points captured in the selected periods: see ``worth``   [points]"""
    timed = len(chosen.periods) < len(v.grid.periods)
    pieces = (
        (column, amount) for w in _ways(v, chosen) for column, amount, t in worth(v, w, timed) if t in chosen.periods
    )
    return summed(list(pieces)), 0.0


def funded(v: Variables, chosen: Chosen) -> Expression:
    """Σ z   [requests]"""
    return [(w.chosen, 1.0) for w in _ways(v, chosen) if w.chosen is not None], 0.0


def attribute(v: Variables, chosen: Chosen, name: str) -> Expression:
    """Σ attribute·z   [in its own unit]

    It is taken whole by whatever share is served, as a one-off cost is, in the first period of a request's window.
    """
    ways = (w for w in _ways(v, chosen) if w.chosen is not None and w.way.first in chosen.periods)
    return [
        (w.chosen, amount) for w in ways if (amount := w.way.attributes.get(name, 0.0)) and w.chosen is not None
    ], 0.0


def energy_kwh(v: Variables, chosen: Chosen) -> Expression:
    """Σ watts[a(p)] · PUE[p] ÷ 1000 · h_t·x   [kWh]"""
    hours = v.grid.hours
    return [(column, watts / WATTS_PER_KW * hours[t]) for column, watts, t in _powered(v, chosen)], 0.0


def carbon_kg(v: Variables, chosen: Chosen) -> Expression:
    """Σ watts[a(p)] · PUE[p] ÷ 1000 · carbon[p] ÷ 1000 · h_t·x   [kg CO2e]"""
    hours, lanes = v.grid.hours, v.grid.lanes
    terms: Terms = []
    for column, lane, t in _given(v, chosen):
        kg_per_hour = lanes[lane].watts / WATTS_PER_KW * lanes[lane].pool.carbon_g_per_kwh / GRAMS_PER_KG
        if kg_per_hour > 0:
            terms.append((column, kg_per_hour * hours[t]))
    return terms, 0.0


def power_kw(v: Variables, chosen: Chosen) -> Expression:
    """Σ watts[a(p)] · PUE[p] ÷ 1000 · x in the one period chosen: the mean over it   [kW]

    GPUs in use count, rented ones too; what stands idle draws nothing here, as in ``energy_kwh``.
    """
    return [(column, watts / WATTS_PER_KW) for column, watts, _ in _powered(v, chosen)], 0.0


MEASURES: dict[str, Callable[[Variables, Chosen], Expression]] = {
    "cost": cost,
    "gpu_hours": gpu_hours,
    "gpu_share": gpu_share,
    "value": value,
    "funded": funded,
    "energy_kwh": energy_kwh,
    "carbon_kg": carbon_kg,
    "power_kw": power_kw,
}


def measured(v: Variables, measure: str, chosen: Chosen) -> Expression:
    """A rule's measure, whether it is the planner's own or an attribute of requests."""
    name = attribute_of(measure)
    return MEASURES[measure](v, chosen) if name is None else attribute(v, chosen, name)


def worth(v: Variables, w: WayColumns, timed: bool = False) -> Iterator[tuple[int, float, int]]:
    """A way's value captured as (column, points, period); ``timed`` where the period matters.

    service: V·w_t·curve(f[t])       divisible job: V·(1−decay)^k for each unit of share done in the k-th period
    all-or-nothing job: V·(1−decay)^k in the period that completes it, nothing before
    """
    if w.value == 0:
        return
    weights = w.way.weights(v.grid.hours)
    if w.segments:
        for t, pieces in w.segments.items():
            yield from ((column, w.value * weights[t] * slope, t) for column, _, slope in pieces)
    elif w.complete:
        for t, column in w.complete.items():
            yield column, w.value * weights[t], t
            if t < w.way.last:
                yield column, -w.value * weights[t + 1], t + 1
    elif w.way.is_job and (w.way.minimum == 1 or (w.way.request.decay == 0 and not timed)):
        yield w.total, w.value, w.way.last
    elif w.way.is_job:
        for t in w.active:
            yield from ((column, w.value * weights[t] * part, t) for column, part in w.work(t, v.grid.hours[t]))
    else:
        yield from ((column, w.value * weights[t], t) for t, column in w.share.items())


def _ways(v: Variables, chosen: Chosen) -> Iterator[WayColumns]:
    return (w for w in v.ways if w.way.request.id in chosen.requests)


def _cells(v: Variables, chosen: Chosen) -> Iterator[tuple[WayColumns, int]]:
    return ((w, t) for w in _ways(v, chosen) for t in w.active if t in chosen.periods)


def _given(v: Variables, chosen: Chosen) -> Iterator[tuple[int, int, int]]:
    """(column of x, lane, period) of everything selected."""
    for w, t in _cells(v, chosen):
        for column, lane, _ in w.given(t):
            if lane.index in chosen.lanes:
                yield column, lane.index, t


def _powered(v: Variables, chosen: Chosen) -> Iterator[tuple[int, float, int]]:
    return ((column, v.grid.lanes[lane].watts, t) for column, lane, t in _given(v, chosen))
