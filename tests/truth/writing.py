"""Changes as a user would write them, made without the code that is on trial."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from planner.domain.request import Option, Request
from planner.domain.scenario import KEYS, Scenario
from tests.truth.claims import Changes


def merged(*several: Changes) -> Changes:
    """Changes made together."""
    found: Changes = {}
    for changes in several:
        for key, value in changes.items():
            both = isinstance(value, dict) and isinstance(found.get(key), dict)
            found[key] = merged(found[key], value) if both else value
    return found


def told(before: Scenario, after: Scenario) -> Changes:
    """What a variant says in which the elements of one scenario are those of another; none may be gone."""
    found: Changes = {}
    for collection, key in KEYS.items():
        known = {getattr(each, key): _plain(each) for each in getattr(before, collection)}
        for each in getattr(after, collection):
            name = getattr(each, key)
            differs = {k: v for k, v in _plain(each).items() if k != key and v != known.get(name, {}).get(k)}
            if differs:
                found.setdefault(collection, {})[name] = differs
    return found


def _plain(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = element.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    if "options" in found:
        found["options"] = {each.pop("id"): each for each in found["options"]}
    return found


def more_gpus(scenario: Scenario, pool: str, by: float) -> Changes:
    have = scenario.calendar.over(scenario.pool_by_id[pool].gpus)
    return {"pools": {pool: {"gpus": [max(gpus + by, 0.0) for gpus in have]}}}


def more_people(scenario: Scenario, role: str, by: float) -> Changes:
    have = scenario.calendar.over(scenario.role_by_id[role].fte)
    return {"people": {role: {"fte": [max(fte + by, 0.0) for fte in have]}}}


def late(scenario: Scenario, pool: str, period: int, gpus: float, by: int) -> Changes:
    """A delivery so many periods later."""
    have = list(scenario.calendar.over(scenario.pool_by_id[pool].gpus))
    for t in range(period, min(period + by, len(have))):
        have[t] = max(have[t] - gpus, 0.0)
    return {"pools": {pool: {"gpus": have}}}


def out(requests: Sequence[str]) -> Changes:
    """Requests that nobody may serve."""
    return {"requests": {name: {"commitment": "out"} for name in requests}}


def whole(request: Request) -> Changes:
    return {"minimum": 1.0} | each_option(request, lambda option: {"minimum": 1.0})


def least(request: Request, change: Callable[[float], float | None]) -> Changes:
    """Every minimum of a request changed."""

    def changed(own: float | None) -> Changes:
        return {} if own is None else {"minimum": change(own)}

    return changed(request.minimum) | each_option(request, lambda option: changed(option.minimum))


def demand_times(request: Request, factor: float) -> Changes:
    def scaled(of: Request | Option) -> Changes:
        asked = of.demand.model_dump(mode="json", exclude_none=True) if of.demand else {}
        figures = {k: _times(v, factor) for k, v in asked.items() if k in ("gpus", "gpu_hours")}
        return {"demand": figures} if figures else {}

    return scaled(request) | each_option(request, scaled)


def _times(figure: Any, factor: float) -> Any:
    return [each * factor for each in figure] if isinstance(figure, list) else figure * factor


def each_option(request: Request, change: Callable[[Option], Changes]) -> Changes:
    changed = {option.id: what for option in request.options if (what := change(option))}
    return {"options": changed} if changed else {}


def shifted(scenario: Scenario, request: Request, by: int) -> Changes:
    """A window so many periods later, and all that is said by period with it."""
    steps = scenario.calendar.steps
    labels = [step.label if scenario.calendar.unit != "week" else f"{step.start:%G-W%V}" for step in steps]
    first, last = request.window or (labels[0], labels[-1])
    at = {label: t for t, label in enumerate(labels)}

    def later(of: Request | Option) -> Changes:
        gpus = of.demand.gpus if of.demand else None
        if not isinstance(gpus, tuple):
            return {}
        return {"demand": {"gpus": [gpus[min(max(t - by, 0), len(gpus) - 1)] for t in range(len(gpus))]}}

    found: Changes = {"window": [labels[at[first] + by], labels[at[last] + by]]}
    if request.latest_start is not None:
        found["latest_start"] = labels[at[request.latest_start] + by]
    return found | later(request) | each_option(request, later)
