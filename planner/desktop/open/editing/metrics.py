"""Metrics of a scenario: adding, describing, renaming and removing them, and what each weighs."""

from __future__ import annotations

from types import MappingProxyType

from planner.desktop.open.editing.draft import Cell, Draft
from planner.domain.request import Request
from planner.domain.scenario import Metric, Scenario
from planner.domain.worth import factors_of
from planner.errors import InputError
from planner.words.names import metric_title

FIRST_WEIGHT = 100.0
"""Weight of a scenario's first metric."""
STATED = 12
"""Digits with which a yardstick is written down."""


def weights_of(scenario: Scenario) -> dict[str, float]:
    """The weight of every metric; where none is given they all weigh the same, where some are the others nothing."""
    given, metrics = scenario.value.weights, scenario.metrics
    if not given:
        return dict.fromkeys(metrics, FIRST_WEIGHT / max(len(metrics), 1))
    return given | {metric: 0.0 for metric in metrics if metric not in given}


def weighted(scenario: Scenario, metric: str, weight: float) -> Scenario:
    """The scenario with another weight of a metric; the others keep theirs, also where they were left out."""
    return _valued(scenario, weights={**weights_of(scenario), metric: weight})


def added_metric(scenario: Scenario, name: str, about: Metric) -> Scenario:
    """The scenario with one more metric, which weighs as much as the others on average.

    Raises InputError where the name is none, or taken.
    """
    _check_name(scenario, name)
    weights = weights_of(scenario)
    mean = sum(weights.values()) / len(weights) if weights else FIRST_WEIGHT
    return _described(_valued(scenario, weights={**weights, name: float(f"{mean:.3g}")}), name, about)


def changed_metric(scenario: Scenario, old: str, name: str, about: Metric) -> Scenario:
    """The scenario with a metric called and described otherwise, wherever it is named.

    Raises InputError where the name is none, or taken.
    """
    if name == old:
        return _described(scenario, name, about)
    _check_name(scenario, name, instead_of=old)
    requests = tuple(_with_metrics(r, _renamed(r.metrics, old, name)) for r in scenario.requests)
    value = scenario.value
    weights, described = _renamed(value.weights, old, name), _renamed(value.metrics, old, name)
    update = {"requests": requests, "yardstick": _renamed(scenario.yardstick, old, name)}
    headline = name if value.headline == old else value.headline
    after = _valued(scenario.model_copy(update=update), weights=weights, metrics=described, headline=headline)
    return _described(after, name, about)


def removed_metric(scenario: Scenario, name: str) -> Scenario:
    """The scenario without a metric, and without its figures; what the others weigh stays as it was."""
    requests = tuple(_with_metrics(r, _without(r.metrics, name)) for r in scenario.requests)
    weights = _without(weights_of(scenario), name) if scenario.value.weights else {}
    after = scenario.model_copy(update={"requests": requests, "yardstick": _without(scenario.yardstick, name)})
    headline = "" if scenario.value.headline == name else scenario.value.headline
    return _valued(after, weights=weights, metrics=_without(scenario.value.metrics, name), headline=headline)


def with_own_yardstick(scenario: Scenario) -> Scenario:
    """The scenario with what a point is now written down as its own: every request keeps its points."""
    stated = {metric: float(f"{factor:.{STATED}g}") for metric, factor in factors_of(scenario).items()}
    return scenario.model_copy(update={"yardstick": stated})


def without_own_yardstick(scenario: Scenario) -> Scenario:
    """The scenario whose points are counted by weights again."""
    return scenario.model_copy(update={"yardstick": {}})


def users_of(scenario: Scenario, metric: str) -> list[Request]:
    """The requests that say how much of a metric they bring."""
    return [request for request in scenario.requests if metric in request.metrics]


def draft_with(draft: Draft, scenario: Scenario, old: str, name: str) -> Draft:
    """The draft after a metric is called otherwise, or gone for an empty name, with what was typed into its cells."""
    moved = {
        after: refused for cell, refused in draft.refused.items() if (after := _moved(cell, old, name)) is not None
    }
    return Draft(draft.scenario, MappingProxyType(moved)).with_scenario(scenario)


def _moved(cell: Cell, old: str, name: str) -> Cell | None:
    collection, element, steps = cell
    if steps[-2:] not in (("metrics", old), ("weights", old), ("yardstick", old)):
        return cell
    return (collection, element, (*steps[:-1], name)) if name else None


def _check_name(scenario: Scenario, name: str, instead_of: str = "") -> None:
    if not name:
        raise InputError("it needs a name")
    for taken in scenario.metrics:
        if taken != instead_of and metric_title(taken).casefold() == metric_title(name).casefold():
            raise InputError(f"there is a metric '{metric_title(taken)}' already")


def _valued(scenario: Scenario, **update: object) -> Scenario:
    return scenario.model_copy(update={"value": scenario.value.model_copy(update=update)})


def _described(scenario: Scenario, name: str, about: Metric) -> Scenario:
    """Only what there is to say of a metric is written down."""
    others = _without(scenario.value.metrics, name)
    known = {**scenario.value.metrics, name: about} if about != Metric() else others
    return _valued(scenario, metrics=known)


def _with_metrics(request: Request, metrics: dict[str, float]) -> Request:
    return request if metrics == request.metrics else request.model_copy(update={"metrics": metrics})


def _renamed[T](named: dict[str, T], old: str, name: str) -> dict[str, T]:
    return {name if each == old else each: value for each, value in named.items()}


def _without[T](named: dict[str, T], name: str) -> dict[str, T]:
    return {each: value for each, value in named.items() if each != name}
