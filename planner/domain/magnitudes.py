"""Figures of such different sizes that no plan could tell them apart: units mixed up, or a slip of the key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median_high, median_low
from typing import NamedTuple

from planner.domain.base import Series
from planner.domain.inventory import Pool
from planner.domain.request import Option, Request
from planner.domain.scenario import Scenario
from planner.domain.scope import Scope
from planner.domain.ways import Way
from planner.errors import Fault, Path

APART = 1e9
"""Times that one figure may be another one of its kind: a plan is proved to nine digits, and known to no more."""
SLIVER = 1e-6
"""Part of what is asked for, beneath which what is given is the solver's rounding."""


class Figure(NamedTuple):
    """One number of a scenario, and where it stands."""

    kind: str
    """In the plural: what it is one of."""
    amount: float
    path: Path


def magnitude_faults(scope: Scope) -> Iterator[Fault]:
    """Figures that dwarf, or are dwarfed by, the middle one of their kind; and demands that nothing comes near to."""
    by_kind: dict[str, list[Figure]] = defaultdict(list)
    for figure in _figures(scope.scenario):
        if figure.amount != 0:
            by_kind[figure.kind].append(figure)
    for kind, figures in by_kind.items():
        yield from _outliers(kind, figures)
    if scope.timed:
        yield from _slivers(scope.scenario)


def _outliers(kind: str, figures: list[Figure]) -> Iterator[Fault]:
    sizes = [abs(figure.amount) for figure in figures]
    low, high = median_low(sizes), median_high(sizes)
    for figure, size in zip(figures, sizes, strict=True):
        if size >= APART * low:
            times = f"{size / low:,.0f} times {low:,.6g}, the middle one of all {kind}"
            yield Fault(
                f"is {times}; beside it a plan can't tell the others apart", figure.path, warning=True, code="magnitude"
            )
        elif high >= APART * size:
            part = f"{high:,.6g}, the middle one of all {kind}, is {high / size:,.0f} times as large"
            yield Fault(f"can't be told from nothing: {part}", figure.path, warning=True, code="magnitude")


def _figures(scenario: Scenario) -> Iterator[Figure]:
    for pool in scenario.pools:
        yield from _of_pool(pool)
    for role in scenario.people:
        yield from _series("numbers of people", role.fte, ("people", role.role, "fte"))
    for request in scenario.requests:
        path = ("requests", request.id)
        yield from (Figure(f"figures of {m}", n, (*path, "metrics", m)) for m, n in request.metrics.items())
        yield from _of_site(request, path)
        for option in request.options:
            yield from _of_site(option, (*path, "options", option.id))


def _of_pool(pool: Pool) -> Iterator[Figure]:
    path = ("pools", pool.id)
    yield from _series("numbers of GPUs", pool.gpus, (*path, pool.counted_in))
    yield Figure("prices of a GPU-hour", pool.cost_per_gpu_hour, (*path, "cost_per_gpu_hour"))
    if pool.on_demand is not None:
        yield from _series("numbers of GPUs", pool.on_demand.gpus, (*path, "on_demand", "gpus"))
        price = pool.on_demand.cost_per_gpu_hour
        yield Figure("prices of a GPU-hour", price, (*path, "on_demand", "cost_per_gpu_hour"))


def _of_site(site: Request | Option, path: Path) -> Iterator[Figure]:
    yield from _series("one-off costs", site.cost, (*path, "cost"))
    for role, fte in site.people.items():
        yield from _series("numbers of people", fte, (*path, "people", role))
    if isinstance(site.runs_on, dict):
        yield from (Figure("speeds", speed, (*path, "runs_on", name)) for name, speed in site.runs_on.items())
    if site.demand is not None and site.demand.gpus is not None:
        yield from _series("numbers of GPUs asked for", site.demand.gpus, (*path, "demand", "gpus"))
    if site.demand is not None and site.demand.gpu_hours is not None:
        yield Figure("GPU-hours asked for", site.demand.gpu_hours, (*path, "demand", "gpu_hours"))


def _series(kind: str, series: Series, path: Path) -> Iterator[Figure]:
    """The largest number of a series stands for it."""
    amounts = series.values() if isinstance(series, dict) else series if isinstance(series, tuple) else (series,)
    yield Figure(kind, max(amounts, default=0.0), path)


def _slivers(scenario: Scenario) -> Iterator[Fault]:
    """Requests that take any share, of which all that there is would serve less than can be told from nothing."""
    calendar = scenario.calendar
    there: dict[str, float] = {}
    for pool in scenario.pools:
        rented = calendar.over(pool.on_demand.gpus) if pool.on_demand else (0.0,) * len(calendar)
        there[pool.id] = sum(
            (own + more) * hours
            for own, more, hours in zip(calendar.over(pool.gpus), rented, calendar.hours, strict=True)
        )
    for request in scenario.requests:
        for way in scenario.ways_of(request):
            most = sum(sigma * there[pool] for pool, sigma in way.speeds.items())
            asked = way.asked_hours(calendar.hours)
            if way.minimum == 0 and 0 < most < SLIVER * asked:
                message = f"asks for {asked / most:,.0f} times what all GPUs that fit it could do"
                yield Fault(
                    f"{message}; what it is given can't be told from nothing",
                    _demand_of(way),
                    warning=True,
                    code="magnitude",
                )


def _demand_of(way: Way) -> Path:
    path = ("requests", way.request.id)
    is_own = way.of_option is not None and way.of_option.demand is not None
    return (*path, "options", way.option, "demand") if is_own else (*path, "demand")
