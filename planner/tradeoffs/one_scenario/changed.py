"""Requests with one figure changed, as what-ifs ask for them."""

from __future__ import annotations

from planner.domain.base import mapped
from planner.domain.calendar import Calendar
from planner.domain.request import Demand, Option, Request
from planner.domain.scenario import Scenario
from planner.domain.ways import ways


def valued(request: Request, factor: float) -> Request:
    """The same request with all its metrics times a factor."""
    return request.model_copy(update={"metrics": {m: amount * factor for m, amount in request.metrics.items()}})


def scaled_demand(request: Request, factor: float) -> Request:
    """The same request asking for so many times its GPUs."""
    options = tuple(
        o.model_copy(update={"demand": _scaled(o.demand, factor)}) if o.demand else o for o in request.options
    )
    return request.model_copy(update={"demand": _scaled(request.demand, factor), "options": options})


def _scaled(demand: Demand | None, factor: float) -> Demand | None:
    if demand is None:
        return None
    update: dict[str, object] = {}
    if demand.gpus is not None:
        update["gpus"] = mapped(demand.gpus, lambda gpus: gpus * factor)
    if demand.gpu_hours is not None:
        update["gpu_hours"] = demand.gpu_hours * factor
    if demand.train is not None:
        update["train"] = demand.train.model_copy(update={"tokens": demand.train.tokens * factor})
    if demand.serve is not None:
        update["serve"] = demand.serve.model_copy(update={"users": demand.serve.users * factor})
    return demand.model_copy(update=update)


def with_minimum(request: Request, least: float) -> Request:
    """The same request content with a lesser share."""

    def lowered(own: float | None) -> float | None:
        return None if own is None else min(own, least)

    options: tuple[Option, ...] = tuple(o.model_copy(update={"minimum": lowered(o.minimum)}) for o in request.options)
    return request.model_copy(update={"minimum": lowered(request.minimum), "options": options})


def shifted(request: Request, by: int, scenario: Scenario) -> Request | None:
    """The same request with its window so many periods later; None where that leaves the calendar."""
    calendar = scenario.calendar
    way = ways(request, scenario)[0]
    first, last = way.first + by, way.last + by
    if first < 0 or last >= len(calendar) or way.first > way.last:
        return None
    update: dict[str, object] = {"window": (calendar.labels[first], calendar.labels[last])}
    if request.latest_start is not None:
        update["latest_start"] = calendar.labels[min(way.latest + by, last)]
    if any(isinstance(d.gpus, tuple | dict) for d in (request.demand, *(o.demand for o in request.options)) if d):
        update |= _moved_demand(request, by, calendar)
    return request.model_copy(update=update)


def _moved_demand(request: Request, by: int, calendar: Calendar) -> dict[str, object]:
    """Demand that differs by period moves along with the window."""

    def moved(demand: Demand | None) -> Demand | None:
        if demand is None or demand.gpus is None or not isinstance(demand.gpus, tuple | dict):
            return demand
        gpus = calendar.over(demand.gpus)
        kept = tuple(gpus[min(max(t - by, 0), len(gpus) - 1)] for t in range(len(gpus)))
        return demand.model_copy(update={"gpus": kept})

    options = tuple(o.model_copy(update={"demand": moved(o.demand)}) for o in request.options)
    return {"demand": moved(request.demand), "options": options}
