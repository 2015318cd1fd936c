"""What differs between scenarios: in their input, their figures and their decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.desktop.plan.figures import figures
from planner.desktop.tables.columns import number_text
from planner.desktop.words import tr
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import spoken
from planner.files.cells import cell_text
from planner.files.writing import data_of, difference

type Row = tuple[str, ...]
NOT_LISTED = ("notes",)


def figure_rows(plans: Sequence[Plan]) -> list[Row]:
    """A figure a row, a plan a column; from the second on with the difference to the first."""
    columns = [figures(plan, None if k == 0 else plans[0]) for k, plan in enumerate(plans)]
    rows = []
    for k, figure in enumerate(columns[0]):
        cells = [f"{f[k].text}   {f[k].difference}".strip() for f in columns]
        rows.append((figure.title, *cells))
    return rows


def moved_rows(plans: Sequence[Plan]) -> list[Row]:
    """Requests that are not decided alike everywhere, each with its decision and share by plan."""
    decided = [_decided(plan) for plan in plans]
    names = list(dict.fromkeys(name for found in decided for name in found))
    rows = [(name, *(found.get(name, "–") for found in decided)) for name in names]
    return [row for row in rows if len(set(row[1:])) > 1]


def _decided(plan: Plan) -> dict[str, str]:
    columns = (plan.requests[name].tolist() for name in ("id", "decision", "share"))
    return {
        name: decision if decision in ("fund", "decline") else f"{decision} {share:.0%}".replace("%", " %")
        for name, decision, share in zip(*columns, strict=True)
    }


def input_rows(scenarios: Sequence[Scenario]) -> list[Row]:
    """Fields of the input that differ from the first scenario, with what they are in each."""
    data = [data_of(scenario) for scenario in scenarios]
    places: dict[tuple[str, ...], None] = {}
    for other in data[1:]:
        places |= dict.fromkeys(_places(difference(data[0], other), ()))
    return [
        (spoken(place), *(_text(_at(each, place), place) for each in data))
        for place in places
        if place[-1] not in NOT_LISTED
    ]


def _places(changes: Mapping[str, Any], path: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Where changes stand: down to the field of an element, and no deeper."""
    found = []
    for key, change in changes.items():
        here = (*path, key)
        listed = path == () and key in ("requests", "pools", "people", "rules")
        inside = isinstance(change, Mapping) and (listed or (len(here) == 2 and path[0] in _NAMED))
        found += _places(change, here) if inside else [here]
    return found


_NAMED = ("requests", "pools", "people", "rules")


def _at(data: Any, place: tuple[str, ...]) -> Any:
    for step in place:
        if isinstance(data, list):
            named = (e for e in data if step in (e.get("id"), e.get("role"), e.get("name")))
            data = next(named, None)
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _text(value: Any, place: tuple[str, ...]) -> str:
    if value is None:
        return "–"
    if len(place) == 2 and place[0] in _NAMED:
        return tr("there")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return cell_text(value, place) or "–"
