"""Requests with one figure changed, as what-ifs ask for them."""

from __future__ import annotations

from planner.domain.base import mapped
from planner.domain.request import Demand, Request


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
        users = mapped(demand.serve.users, lambda users: users * factor)
        update["serve"] = demand.serve.model_copy(update={"users": users})
    return demand.model_copy(update=update)
