"""The ways in which a request can be served: one for each option, every default filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import add
from typing import Any, Protocol

from planner.domain.calendar import Calendar, Stepped, falling, span
from planner.domain.inventory import Accelerator, Pool
from planner.domain.request import Demand, Option, Request

REFERENCE = "H100-SXM"
"""Accelerator whose speed is 1 in the catalogue."""


class Surroundings(Protocol):
    """What of a scenario decides how a request can be served."""

    @property
    def calendar(self) -> Calendar: ...
    @property
    def hardware(self) -> dict[str, Accelerator]: ...
    @property
    def pools(self) -> tuple[Pool, ...]: ...


@dataclass(frozen=True)
class Way:
    """A request by one of its options; a request without options has one way, whose option is nameless."""

    request: Request
    option: str
    first: int
    last: int
    """The window, clipped to the calendar: periods first … last; empty where first > last."""
    begin: date
    end: date
    """The first day of the window, and the first day after it; they may lie outside the calendar."""
    inside: tuple[float, ...]
    """The part of each period of the calendar that lies in the window: less than 1 where it begins or ends within."""
    latest: int
    """Last period in which a service with a minimum may be launched."""
    gpus: tuple[float, ...] | None
    """A service: reference GPUs in the mean of each period of the calendar, none outside the window; None for a job.
    All zero: it asks for no GPUs."""
    gpu_hours: float
    """A job: its work [reference GPU·h]; 0 for a service."""
    max_gpus: float | None
    speeds: dict[str, float]
    """Work done per GPU-hour in each pool that may serve it, by pool id."""
    minimum: float
    """The least share worth having; 0: any."""
    factor: float
    """Value of this way as a part of the request's."""
    people: dict[str, tuple[float, ...]]
    """FTE that it needs in full, in the mean of each period of the calendar, none outside the window; by role."""
    payments: dict[int, float]
    """One-off costs by the period in which they are due [currency]; they need not lie in the window."""

    attributes: dict[str, float]
    """Figures of the user's own that it takes once, in the first period of its window; by name."""

    @property
    def of_option(self) -> Option | None:
        """The option that it is; None of a request without options."""
        return next((o for o in self.request.options if o.id == self.option), None)

    @property
    def cost(self) -> float:
        """One-off costs in all [currency]."""
        return sum(self.payments.values())

    @property
    def is_job(self) -> bool:
        return self.gpus is None

    @property
    def periods(self) -> range:
        """Periods of the window."""
        return range(self.first, self.last + 1)

    @property
    def promised(self) -> float:
        """The share that a ``must`` holds it to: its minimum, or all of it where none is given."""
        return self.minimum or 1.0

    def open_hours(self, hours: tuple[float, ...]) -> dict[int, float]:
        """Hours of each period that lie in the window [h]."""
        return {t: hours[t] * self.inside[t] for t in self.periods}

    def most(self, period: int) -> float:
        """The GPUs that it can make use of in the mean of a period [GPU]."""
        return self.max_gpus * self.inside[period] if self.max_gpus else float("inf")

    def asked_hours(self, hours: tuple[float, ...]) -> float:
        """Reference GPU-hours that it needs in all [GPU·h]."""
        if self.gpus is None:
            return self.gpu_hours
        return sum(self.gpus[t] * hours[t] for t in self.periods)

    def asked_in(self, t: int, hours: tuple[float, ...]) -> float:
        """What serves it in full in one period, were all of it done there [reference GPU]."""
        return self.gpu_hours / hours[t] if self.gpus is None else self.gpus[t]

    def spread(self, hours: tuple[float, ...]) -> dict[int, float]:
        """What each period counts for in a service's share: GPU-hours asked for, or its time where it asks for none."""
        asked = {t: self.gpus[t] * hours[t] for t in self.periods} if self.gpus is not None else {}
        return asked if any(asked.values()) else self.open_hours(hours)

    def weights(self, hours: tuple[float, ...]) -> dict[int, float]:
        """A service: w_t ∝ h_t·(1−decay)^k in the window's k-th period, Σ w_t = 1. A job: (1−decay)^k.

        h_t: the hours of the period that lie in the window.
        """
        fade = 1.0 - self.request.decay
        if self.is_job:
            return {t: fade ** (t - self.first) for t in self.periods}
        raw = {t: each * fade ** (t - self.first) for t, each in self.open_hours(hours).items()}
        total = sum(raw.values())
        return {t: weight / total for t, weight in raw.items()}


def ways(request: Request, scenario: Surroundings) -> tuple[Way, ...]:
    """The ways of one request, in the order of its options."""
    options: tuple[Option | None, ...] = request.options or (None,)
    return tuple(_way(request, option, scenario) for option in options)


def speed(request: Request, option: Option | None, accelerator: str, hardware: dict[str, Accelerator]) -> float:
    """σ: work done per hour of an accelerator, in hours of the reference; 0 where it can't be used."""
    runs_on = _either(option, request, "runs_on")
    if isinstance(runs_on, dict):
        return float(runs_on.get(accelerator, 0.0))
    device = hardware.get(accelerator)
    if device is None or (accelerator not in runs_on if runs_on is not None else device.cpu):
        return 0.0
    named = reference_of(request, option)
    reference = hardware.get(named)
    of_device = device.speed_for(request.kind)
    of_reference = reference.speed_for(request.kind) if reference else 1.0 if named == REFERENCE else None
    return of_device / of_reference if of_device and of_reference else 0.0


def reference_of(request: Request, option: Option | None) -> str:
    """The accelerator whose hours the demand counts."""
    named = _either(option, request, "reference")
    if named is not None:
        return str(named)
    runs_on = _either(option, request, "runs_on")
    if isinstance(runs_on, dict):
        return next((name for name, sigma in runs_on.items() if sigma == 1.0), next(iter(runs_on), REFERENCE))
    return runs_on[0] if runs_on else REFERENCE


def memory_in(request: Request, option: Option | None, pool: Pool, hardware: dict[str, Accelerator]) -> float:
    """The memory that a pool has for a request in one place: of a device, or of a node where it shards [GB]."""
    device = hardware.get(pool.accelerator)
    together = pool.gpus_per_node or 1.0 if _either(option, request, "shards") else 1.0
    return (device.memory_gb or 0.0) * max(together, 1.0) if device else 0.0


def window(request: Request, calendar: Calendar) -> tuple[int, int]:
    """First and last period of a request's window, clipped to the calendar; first > last where nothing is left."""
    if request.window is None:
        return 0, len(calendar) - 1
    first, last = calendar.first(request.window[0]), calendar.last(request.window[1])
    return max(first, 0), min(last, len(calendar) - 1)


def days(request: Request, calendar: Calendar) -> tuple[date, date]:
    """The first day of a request's window, and the first day after it."""
    if request.window is None:
        return calendar.steps[0].start, calendar.steps[-1].end
    return span(request.window[0])[0], span(request.window[1])[1]


def _way(request: Request, option: Option | None, scenario: Surroundings) -> Way:
    calendar, hardware = scenario.calendar, scenario.hardware
    first, last = window(request, calendar)
    begin, end = days(request, calendar)
    inside = calendar.inside(begin, end)
    demand: Demand | None = _either(option, request, "demand")
    latest = last if request.latest_start is None else min(max(calendar.first(request.latest_start), first), last)
    sites = (request, option) if option else (request,)
    cap = option.max_gpus if option else None
    return Way(
        request=request,
        option=option.id if option else "",
        first=first,
        last=last,
        begin=begin,
        end=end,
        inside=inside,
        latest=latest,
        gpus=_gpus(demand, calendar, begin, end),
        gpu_hours=_gpu_hours(demand, request, option, hardware),
        max_gpus=cap if cap is not None else demand.max_gpus if demand else None,
        speeds=_speeds(request, option, scenario) if demand else {},
        minimum=_either(option, request, "minimum") or 0.0,
        factor=option.value if option else 1.0,
        people=_people(sites, calendar, begin, end),
        payments=_payments(sites, calendar, first),
        attributes=_attributes(sites),
    )


def _people(
    sites: Iterable[Request | Option], calendar: Calendar, begin: date, end: date
) -> dict[str, tuple[float, ...]]:
    """What a request and its option need of each role, together [FTE]."""
    found: dict[str, tuple[float, ...]] = {}
    for site in sites:
        for role, series in site.people.items():
            fte = _within(calendar, series, begin, end)
            found[role] = tuple(map(add, found[role], fte)) if role in found else fte
    return found


def _attributes(sites: Iterable[Request | Option]) -> dict[str, float]:
    """What a request and its option take of each attribute, together."""
    found: dict[str, float] = {}
    for site in sites:
        for name, amount in site.attributes.items():
            found[name] = found.get(name, 0.0) + amount
    return found


def _payments(sites: Iterable[Request | Option], calendar: Calendar, first: int) -> dict[int, float]:
    """What a request and its option cost once, together, by period [currency]."""
    found: dict[int, float] = {}
    for site in sites:
        for t, amount in falling(calendar, site.cost, first).items():
            found[t] = found.get(t, 0.0) + amount
    return dict(sorted(found.items()))


def _gpus(demand: Demand | None, calendar: Calendar, begin: date, end: date) -> tuple[float, ...] | None:
    """GPUs in the mean of each period."""
    if demand is None:
        return (0.0,) * len(calendar)
    if demand.is_job:
        return None
    asked = demand.gpus if demand.gpus is not None else demand.serve.gpus(calendar) if demand.serve else 0.0
    return _within(calendar, asked, begin, end)


def _within(calendar: Calendar, series: Stepped, begin: date, end: date) -> tuple[float, ...]:
    """A series in the mean of each period, none of it outside of a window: steps count by their days in it."""
    if isinstance(series, dict):
        return calendar.mean(series, begin=begin, end=end)
    inside = calendar.inside(begin, end)
    return tuple(amount * part for amount, part in zip(calendar.over(series), inside, strict=True))


def _gpu_hours(
    demand: Demand | None, request: Request, option: Option | None, hardware: dict[str, Accelerator]
) -> float:
    if demand is None or not demand.is_job:
        return 0.0
    if demand.gpu_hours is not None:
        return demand.gpu_hours
    reference = reference_of(request, option)
    peak = hardware[reference].peak_tflops if reference in hardware else None
    if demand.train is None or peak is None:
        raise ValueError(f"a peak for accelerator {reference}, from which a training demand is worked out")
    return demand.train.gpu_hours(peak)


def _speeds(request: Request, option: Option | None, scenario: Surroundings) -> dict[str, float]:
    memory = _either(option, request, "memory_gb") or 0.0
    regions = _either(option, request, "regions")
    hardware = scenario.hardware

    def admits(pool: Pool) -> bool:
        fits = memory == 0.0 or memory_in(request, option, pool, hardware) >= memory
        return fits and (regions is None or pool.region in regions)

    found = {pool.id: speed(request, option, pool.accelerator, hardware) for pool in scenario.pools if admits(pool)}
    return {pool: sigma for pool, sigma in found.items() if sigma > 0}


def _either(option: Option | None, request: Request, name: str) -> Any:
    """What the option says, or else the request."""
    own = getattr(option, name) if option is not None else None
    return own if own is not None else getattr(request, name)
