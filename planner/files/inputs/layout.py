"""Which columns a table of a scenario is written with, their headings, and the words that a cell can choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from planner.domain.scenario import Scenario
from planner.files.columns import Column, heading_of
from planner.files.inputs.dictionary import documented, of_column, unit_of
from planner.files.inputs.rows import Rows, rows_of
from planner.words.amounts import metric_unit

ALWAYS = {
    "pools": ("id", "accelerator", "region", "gpus", "availability", "cost_per_gpu_hour", "notes"),
    "people": ("role", "fte", "notes"),
    "requests": (
        *("id", "option", "name", "product", "team", "kind", "commitment", "window.from", "window.to"),
        *("demand.gpus", "demand.gpu_hours", "demand.max_gpus", "minimum", "requires", "notes"),
    ),
    "rules": ("name", "measure", "of.team", "of.kind", "at_most", "at_least", "each", "enabled", "notes"),
}
"""Columns that each table has, filled or not: whoever fills it in should not have to know their names."""


class Choices(NamedTuple):
    """Words that a cell is offered."""

    words: tuple[str, ...]
    open: bool
    """Whether another one may stand there."""


def laid_out(collection: str, data: dict[str, Any], scenario: Scenario) -> Rows:
    """A table of a scenario's data, with the columns that are usual for it."""
    elements: Sequence[dict[str, Any]] = data.get(collection, ())
    return rows_of(collection, elements, _usual(collection, elements, scenario))


def blank(scenario: Scenario, elements: Sequence[dict[str, Any]]) -> Rows:
    """A table of requests with all columns that somebody may want to fill in."""
    roles = (f"people.{role.role}" for role in scenario.people)
    cards = (f"runs_on.{card}" for card in dict.fromkeys(pool.accelerator for pool in scenario.pools))
    more = ("latest_start", "confidence", "decay", "cost", "memory_gb", "conflicts", "value")
    usual = _usual("requests", elements, scenario)
    return rows_of("requests", elements, [*usual, *(name for name in (*cards, *roles, *more) if _is_column(name))])


def _usual(collection: str, elements: Sequence[dict[str, Any]], scenario: Scenario) -> Iterator[str]:
    written = {name for element in elements for name in element}
    for name in ALWAYS[collection]:
        if not (name in ("gpus", "cost_per_gpu_hour") and written & {"nodes", "cost_per_node_hour"}):
            yield name
    if collection == "requests":
        yield from (name for name in (f"metrics.{metric}" for metric in scenario.metrics) if _is_column(name))


def _is_column(name: str) -> bool:
    """Whether a name of the user's own makes a heading that says it."""
    return name == name.strip() and name.isprintable() and name.count(".") <= 1


def heading(collection: str, column: Column, scenario: Scenario) -> str:
    """A column's name with its unit behind it."""
    if collection == "requests" and column.parts[0] == "metrics" and len(column.parts) == 2:
        unit = metric_unit(scenario, column.key).translate(str.maketrans("[]\n\r", "()  ")).strip()
        return heading_of(column.name, unit)
    return heading_of(column.name, unit_of(collection, column.parts).replace("currency", scenario.currency))


def meaning(collection: str, column: Column, scenario: Scenario) -> str:
    """What a column means, what can stand in it, and what is meant where it is empty."""
    found = of_column(collection, column.parts)
    if found is None:
        return ""
    described = scenario.value.metrics.get(column.key) if column.parts[0] == "metrics" else None
    parts = [described.notes if described and described.notes else found.meaning]
    if column.period:
        parts.append(f"From {column.period} on." if column.parts[0] != "cost" else f"Due {column.period}.")
    else:
        parts.append(f"A cell holds {found.cell}.")
    if found.default:
        parts.append("Required." if found.default.startswith("required") else f"Empty: {found.default}.")
    return "\n".join(part for part in parts if part)


def choices(collection: str, column: Column, scenario: Scenario) -> Choices | None:
    """What a column's cells are offered; None where anything may stand there."""
    fixed = next((each.choices for each in documented(collection) if each.name == column.name), ())
    if fixed:
        return Choices(fixed, open=column.name == "measure")  # an attribute may be measured, too
    names: dict[str, tuple[str, ...]] = {
        "accelerator": tuple(dict.fromkeys((*_used(scenario), *sorted(scenario.hardware)))),
        "region": scenario.names("region"),
        "team": scenario.names("team"),
        "product": scenario.names("product"),
        "role": tuple(role.role for role in scenario.people),
    }
    names["reference"] = names["runs_on"] = names["accelerator"]
    names["regions"] = names["region"]
    names["requires"] = names["conflicts"] = tuple(request.id for request in scenario.requests)
    if collection == "requests" and column.name in ("window.from", "window.to", "latest_start"):
        return Choices(scenario.calendar.labels, open=True)
    found = names.get(column.parts[-1]) if column.parts[0] in (*names, "of") else None
    if column.parts[0] == "of":
        found = scenario.names(column.parts[-1])  # type: ignore[arg-type]
    return Choices(found, open=column.name not in ("accelerator", "reference")) if found else None


def _used(scenario: Scenario) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pool.accelerator for pool in scenario.pools))
