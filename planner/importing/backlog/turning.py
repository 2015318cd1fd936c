"""Money of a backlog in another currency than the scenario's, turned by the scenario's rates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from planner.domain.scenario import Scenario
from planner.importing.backlog.headings import METRIC
from planner.importing.backlog.reading import Requests
from planner.words.names import metric_words

COST = "cost"


def turned(requests: Requests, scenario: Scenario, spared: Collection[str] = ()) -> list[str]:
    """Turn costs, and metrics that the scenario counts in another currency; a sentence for each that is in another.

    ``spared``: requests of tables that are in the scenario's own currency already.
    """
    rates, theirs = scenario.rates | {scenario.currency: 1.0}, [*requests.found.keys() - spared]
    figures = [requests.found[name] for name in theirs]
    said = (_turn(figures, field, given, wanted, rates) for field, given, wanted in _foreign(requests, scenario))
    return [sentence for sentence in said if sentence]


def _foreign(requests: Requests, scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """(field, its currency in the backlog, the currency that it counts in)"""
    if len(requests.currencies) == 1:
        (given,) = requests.currencies
        yield COST, given, scenario.currency
    for name, given in requests.units.items():
        about = scenario.value.metrics.get(name)
        if about is not None and about.unit:
            yield f"{METRIC}{name}", given, about.unit


def _turn(figures: list[dict[str, Any]], field: str, given: str, wanted: str, rates: dict[str, float]) -> str:
    if given == wanted or len(given) != 3:  # a sign alone is of no certain currency
        return ""
    what = "Costs" if field == COST else f"The figures of {metric_words(field.removeprefix(METRIC))}"
    if given not in rates or wanted not in rates:
        missing = given if given not in rates else wanted
        return f"{what} are in {given}, and not in {wanted}: they are taken as they are. Give rates: {{{missing}: …}}."
    rate = rates[given] / rates[wanted]
    for each in figures:
        holder: dict[str, Any] = each if field == COST else each.get("metrics", {})
        name = field.removeprefix(METRIC)
        if isinstance(holder.get(name), int | float):
            holder[name] *= rate
    return f"{what} are turned from {given} into {wanted}: one {given} is {rate:g} {wanted}."
