"""Requests: what they name, when they run, and whether anything can serve them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from planner.domain.base import LARGEST, Payments
from planner.domain.calendar import span
from planner.domain.impossible import impossible
from planner.domain.inventory import Pool
from planner.domain.names import suggestion
from planner.domain.request import Curve, Demand, Option, Request, Serve, Train
from planner.domain.scope import ALL, Scope, bad_date, is_zero, series_faults, unknown
from planner.domain.ways import memory_in, reference_of, speed
from planner.errors import Fault, Path

type Site = Request | Option
"""Where demand, runs_on and the like are given."""


class KnownRequests:
    """What is wrong with each request of the scenario that was looked at last.

    One that has not changed is not looked at again, as long as nothing has that it is judged by.
    """

    def __init__(self) -> None:
        self._around: tuple[object, ...] = ()
        self._found: dict[int, tuple[Request, list[Fault]]] = {}

    def faults(self, scope: Scope) -> Iterator[Fault]:
        """Of each request by itself, in their order."""
        s = scope.scenario
        names = tuple(request.id for request in s.requests)
        around = (names, s.calendar, s.pools, s.people, s.accelerators, dict(scope.unreadable))
        if around != self._around:
            self._around, self._found = around, {}
        found = {id(r): self._found.get(id(r)) or (r, _faults_of(scope, r)) for r in s.requests}
        self._found = found
        for _, faults in found.values():
            yield from faults


def request_faults(scope: Scope, known: KnownRequests | None = None) -> Iterator[Fault]:
    """What is wrong with each request, and with their requirements together."""
    yield from (known or KnownRequests()).faults(scope)
    yield from _circles(scope)
    yield from _unowned(scope)


def _unowned(scope: Scope) -> Iterator[Fault]:
    """A promise that nobody answers for, where others of the scenario say who does, or why."""
    musts = [request for request in scope.scenario.requests if request.commitment == "must"]
    bare = [request for request in musts if not request.owner and not request.because]
    for request in bare if len(bare) < len(musts) else ():
        message = "is a must of nobody and for no reason; other commitments have an owner or a reason (because)"
        yield Fault(message, ("requests", request.id, "commitment"), warning=True, code="missing")


def _faults_of(scope: Scope, request: Request) -> list[Fault]:
    found = [*_own_faults(scope, request)]
    if scope.timed and not any(not fault.warning for fault in found):
        found += _unserved(scope, request)
    return found


def _own_faults(scope: Scope, request: Request) -> Iterator[Fault]:
    path = ("requests", request.id)
    yield from _links(scope, request, path)
    yield from _site_faults(scope, request, request, path)
    for option in request.options:
        yield from _site_faults(scope, request, option, (*path, "options", option.id))
    for name, times in Counter(option.id for option in request.options).items():
        if times > 1:
            yield Fault(
                f"the id is used {times} times; each option needs one of its own",
                (*path, "options", name),
                code="used-twice",
            )
    if request.value_curve is not None:
        yield from _curve_faults(request.value_curve, (*path, "value_curve"))
    yield from _window_faults(scope, request, path)


def _links(scope: Scope, request: Request, path: Path) -> Iterator[Fault]:
    for name in ("requires", "conflicts"):
        for other in getattr(request, name):
            if other == request.id:
                yield Fault(f"must name other requests, not '{other}' itself", (*path, name))
            else:
                yield from unknown(other, scope.requests, "request", (*path, name))
    for other in sorted(set(request.requires) & set(request.conflicts)):
        yield Fault(f"'{other}' is required, and can't be in conflict as well", (*path, "conflicts"))


def _site_faults(scope: Scope, request: Request, site: Site, path: Path) -> Iterator[Fault]:
    for role, series in site.people.items():
        yield from unknown(role, scope.roles, "role", (*path, "people", role))
        yield from series_faults(scope, series, (*path, "people", role))
    yield from _cost_faults(scope, site.cost, (*path, "cost"))
    for name in site.runs_on or ():
        step = (name,) if isinstance(site.runs_on, dict) else ()
        yield from unknown(name, scope.accelerators, "accelerator", (*path, "runs_on", *step))
    if site.runs_on is not None and not site.runs_on:
        yield Fault("must name at least one accelerator, or be left out", (*path, "runs_on"))
    if site.reference is not None:
        yield from unknown(site.reference, scope.accelerators, "accelerator", (*path, "reference"))
    for region in site.regions or ():
        if region not in scope.regions and not scope.hides("pools"):
            message = f"no pool is in the region '{region}'{suggestion(region, scope.regions - {''})}"
            yield Fault(message, (*path, "regions"), warning=True, code="unknown-name")
    if site.demand is not None:
        yield from _demand_faults(scope, request, site, site.demand, (*path, "demand"))


def _demand_faults(scope: Scope, request: Request, site: Site, demand: Demand, path: Path) -> Iterator[Fault]:
    if demand.gpus is not None:
        yield from series_faults(scope, demand.gpus, (*path, "gpus"))
        if is_zero(demand.gpus):
            message = "is 0 throughout; leave the demand out for a request that asks for no GPUs"
            yield Fault(message, (*path, "gpus"), warning=True, code="no-effect")
    if demand.serve is not None:
        yield from _serve_faults(scope, demand.serve, (*path, "serve"))
    if demand.train is not None and request.id not in scope.unreadable.get("requests", ()):
        name = reference_of(request, site if isinstance(site, Option) else None)
        device = scope.scenario.hardware.get(name)
        hidden = {name, ALL} & scope.unreadable.get("accelerators", frozenset())
        if (device is None or device.peak_tflops is None) and not hidden:
            message = f"needs the peak of accelerator '{name}': give accelerators: {{{name}: {{peak_tflops: …}}}}"
            yield Fault(message, (*path, "train"), code="missing")
        elif device is not None and device.peak_tflops and _work(demand.train, device.peak_tflops) > LARGEST:
            message = f"comes to more than {LARGEST:g} GPU-hours; check parameters, tokens and utilisation"
            yield Fault(message, (*path, "train"))


def _cost_faults(scope: Scope, cost: Payments, path: Path) -> Iterator[Fault]:
    """A list of another length than the calendar, amounts due at no date, or outside of the calendar."""
    if not isinstance(cost, dict):
        yield from series_faults(scope, cost, path)
        return
    bad = [fault for when in cost for fault in bad_date(when, (*path, when))]
    yield from bad
    if not cost:
        yield Fault("must have at least one amount: {2027-01: 40_000}", path)
    calendar = scope.scenario.calendar
    for when in cost if scope.timed and not bad else ():
        if not 0 <= calendar.first(when) < len(calendar):
            covers = f"it covers {calendar.labels[0]} to {calendar.labels[-1]}"
            message = f"is due outside of the calendar, and is no part of any cost; {covers}"
            yield Fault(message, (*path, when), warning=True, code="outside-calendar")


def _work(train: Train, peak_tflops: float) -> float:
    """What a training run comes to; inf where that is beyond every number [GPU·h]."""
    try:
        return train.gpu_hours(peak_tflops)
    except ZeroDivisionError:
        return math.inf


def _serve_faults(scope: Scope, serve: Serve, path: Path) -> Iterator[Fault]:
    for name, series in serve.figures.items():
        yield from series_faults(scope, series, (*path, name))
        if is_zero(series):
            message = "is 0 throughout, so that it asks for no GPUs; leave the demand out for a request that needs none"
            yield Fault(message, (*path, name), warning=True)


def _curve_faults(curve: Curve, path: Path) -> Iterator[Fault]:
    """Concave, through (0, 0) and (1, 1), never falling."""
    if not curve or curve[-1] != (1.0, 1.0):
        end = f"[{curve[-1][0]:g}, {curve[-1][1]:g}]" if curve else "no points"
        yield Fault(f"must end with all of the value for the full share, [1, 1], not with {end}", path)
        return
    points = [(0.0, 0.0), *curve]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    for index, (run, rise) in enumerate(steps):
        if run <= 0:
            yield Fault("must have its shares in rising order, each above 0", (*path, index))
            return
        if rise < 0:
            yield Fault("must not fall: more of its GPUs never bring less", (*path, index))
            return
    slopes = [rise / run for run, rise in steps]
    for index, (before, after) in enumerate(pairwise(slopes)):
        if after > before + 1e-9 * max(1.0, before):
            message = f"must be concave: it rises by {after:.3g} a share here, after {before:.3g} before"
            yield Fault(message, (*path, index + 1))
            return


def _window_faults(scope: Scope, request: Request, path: Path) -> Iterator[Fault]:
    dates = list(zip((("window", 0), ("window", 1)), request.window or (), strict=False))
    bad = [fault for step, when in dates for fault in bad_date(when, (*path, *step))]
    if request.latest_start is not None:
        bad += bad_date(request.latest_start, (*path, "latest_start"))
    yield from bad
    if bad:
        return
    if request.window is not None and _reversed(request.window):
        first, last = request.window
        yield Fault(f"must begin before it ends: {first} is after {last}", (*path, "window"))
    if not scope.timed:
        return
    yield from _window_in_calendar(scope, request, (*path, "window"))
    if request.latest_start is not None:
        yield from _latest_start(scope, request, request.latest_start, (*path, "latest_start"))


def _window_in_calendar(scope: Scope, request: Request, path: Path) -> Iterator[Fault]:
    if request.window is None or _reversed(request.window):
        return
    calendar = scope.scenario.calendar
    first, last = calendar.first(request.window[0]), calendar.last(request.window[1])
    covers = f"the calendar covers {calendar.labels[0]} to {calendar.labels[-1]}"
    if last < 0 or first >= len(calendar):
        yield Fault(
            f"lies outside of the calendar, so that it can't be served; {covers}",
            path,
            warning=True,
            code="outside-calendar",
        )
    elif first < 0 or last >= len(calendar):
        yield Fault(f"lies partly outside of the calendar; {covers}", path, warning=True, code="outside-calendar")


def _reversed(window: tuple[str, str]) -> bool:
    """Whether a window ends before it begins, by days, so that it holds outside of the calendar too."""
    return span(window[1])[1] <= span(window[0])[0]


def _latest_start(scope: Scope, request: Request, latest: str, path: Path) -> Iterator[Fault]:
    if request.window is not None and not _reversed(request.window):
        calendar = scope.scenario.calendar
        first, last = calendar.first(request.window[0]), calendar.last(request.window[1])
        if not first <= calendar.first(latest) <= last:
            yield Fault(f"must be inside of the window, {request.window[0]} to {request.window[1]}, not {latest}", path)
            return
    demands = [o.demand or request.demand for o in request.options] or [request.demand]
    if all(demand is not None and demand.is_job for demand in demands):
        yield Fault("has no effect on a job, only on a service", path, warning=True, code="no-effect")
    elif not any((request.minimum, *(option.minimum for option in request.options))):
        yield Fault("has no effect without a minimum", path, warning=True, code="no-effect")


def _unserved(scope: Scope, request: Request) -> Iterator[Fault]:
    """A warning where no option of a request has a pool that could serve it."""
    if request.commitment == "out" or scope.hides("pools") or scope.hides("accelerators"):
        return
    found = scope.scenario.ways_of(request)
    asks = [way for way in found if way.gpu_hours > 0 or any(way.gpus or ())]
    if len(asks) == len(found) and not any(way.speeds for way in asks):
        option = request.options[0] if request.options else None
        yield Fault(
            f"no pool can serve it: {_why(scope, request, option)}",
            ("requests", request.id),
            warning=True,
            code="out-of-reach",
        )


def unservable(scope: Scope) -> Iterator[Fault]:
    """A warning for each request that no plan could ever serve, where its own checks can't know."""
    if not scope.timed or any(scope.hides(name) for name in ("pools", "people", "accelerators", "requests")):
        return
    for name, why in impossible(scope.scenario).items():
        if scope.scenario.request_by_id[name].commitment != "out" and why.kind not in ("window", "pools"):
            said = f"is out of reach: {why.words}" if why.field else f"can't be served: {why.words}"
            said = f"names what can't be served: {why.words}" if why.kind == "requires" else said
            yield Fault(said, ("requests", name, *why.field), warning=True, code="out-of-reach")


def _why(scope: Scope, request: Request, option: Option | None) -> str:
    """The first thing that leaves no pool."""
    s = scope.scenario
    pools = [p for p in s.pools if speed(request, option, p.accelerator, s.hardware) > 0]
    if not s.pools:
        return "there are no pools"
    runs_on = (option.runs_on if option else None) or request.runs_on
    if not pools:
        return f"none has {' or '.join(runs_on)}" if runs_on else "none has an accelerator with a known speed"
    memory = (option.memory_gb if option else None) or request.memory_gb or 0.0
    largest = max(memory_in(request, option, pool, s.hardware) for pool in pools)
    if largest < memory:
        hint = _memory_hint(request, option, pools)
        return f"it needs {memory:g} GB of memory, and those that it runs on have at most {largest:g} GB{hint}"
    regions = (option.regions if option else None) or request.regions or ()
    return f"none that it runs on is in {' or '.join(regions)} with enough memory" if regions else "none fits"


def _memory_hint(request: Request, option: Option | None, pools: list[Pool]) -> str:
    """What to do where memory is short and counts together, or could."""
    shards = option.shards if option is not None and option.shards is not None else request.shards
    if not shards:
        return "; if it spreads over the GPUs of a node, write shards: true"
    sizeless = [pool.id for pool in pools if pool.gpus_per_node is None]
    return f"; say how many GPUs a node has, as gpus_per_node of {' and '.join(sizeless[:3])}" if sizeless else ""


def _circles(scope: Scope) -> Iterator[Fault]:
    """Requests that require each other in a circle; each circle once."""
    links = {r.id: [q for q in r.requires if q != r.id] for r in scope.scenario.requests}
    state: dict[str, int] = {}  # 1: on the trail, 2: done
    for start in links:
        if start in state:
            continue
        trail, waiting = [start], [iter(links[start])]
        state[start] = 1
        while waiting:
            follower = next(waiting[-1], None)
            if follower is None:
                state[trail.pop()] = 2
                waiting.pop()
            elif state.get(follower) == 1:
                circle = [*trail[trail.index(follower) :], follower]
                yield Fault(
                    f"goes round in a circle: {' requires '.join(circle)}",
                    ("requests", follower, "requires"),
                    code="circle",
                )
            elif follower in links and follower not in state:
                state[follower] = 1
                trail.append(follower)
                waiting.append(iter(links[follower]))
