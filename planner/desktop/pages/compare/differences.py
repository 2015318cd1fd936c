"""What differs between scenarios: in their input, their figures and their decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.desktop.look.numbers import NOISE, number_text, whole_percent
from planner.desktop.look.words import tr
from planner.desktop.open.figures import Figure, figures
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.files.cells import cell_text
from planner.files.writing import data_of, difference
from planner.tradeoffs.several_scenarios.measuring import on_one_yardstick
from planner.tradeoffs.several_scenarios.moving import ABSENT, NOT_ASKED, is_alike, moving, rows
from planner.words.names import field_words

NOT_LISTED = ("notes",)
NO_PLAN = "–"
"""In the place of a figure of a plan that is not there."""


@dataclass(frozen=True)
class Row:
    """One line of a comparison."""

    name: str
    """Id of the request that it is about, where it is about one."""
    cells: tuple[str, ...]


def figure_rows(plans: Sequence[Plan | None]) -> list[Row]:
    """A figure a row, a plan a column; from the second on with the difference to the first. None: there is no plan."""
    first, known = plans[0], next(plan for plan in plans if plan is not None)
    columns = [figures(plan, None if k == 0 else first) if plan else None for k, plan in enumerate(plans)]
    return [
        Row("", (figure.title, *(_figure(found[k]) if found else NO_PLAN for found in columns)))
        for k, figure in enumerate(figures(known, None))
    ]


def _figure(figure: Figure) -> str:
    if figure.difference in ("", tr("as parent")):
        return figure.text
    return f"{_whole(figure.text)}  ({_whole(figure.difference)})"


def _whole(text: str) -> str:
    """A text that is not broken into lines."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def counted_otherwise(names: Sequence[str], plans: Sequence[Plan]) -> list[str]:
    """A sentence for each plan whose own scenario counts other points than the first one's, by which all are shown."""
    counted = on_one_yardstick(plans)
    return [
        tr("{name}: its points are counted as in {first}; as in its own file it captures {value}.",
           name=name, first=names[0], value=f"{plan.value:,.1f}")
        for name, plan, other in zip(names, plans, counted, strict=True)
        if abs(other.value - plan.value) > NOISE
    ]  # fmt: skip


def moved_rows(plans: Sequence[Plan | None]) -> list[Row]:
    """Requests that are not decided alike everywhere, what moves most points first, with the reason for the move.

    What has no plan (None) is left out of account.
    """
    solved = [k for k, plan in enumerate(plans) if plan is not None]
    found = _moved_rows([plan for plan in plans if plan is not None])
    return [Row(row.name, _spread(row.cells, solved, len(plans))) for row in found]


def _spread(cells: tuple[str, ...], solved: Sequence[int], count: int) -> tuple[str, ...]:
    """The cells of the plans that there are, each in its column."""
    title, *found, why = cells
    known = dict(zip(solved, found, strict=True))
    return (title, *(known.get(k, NO_PLAN) for k in range(count)), why)


def _moved_rows(plans: Sequence[Plan]) -> Iterator[Row]:
    decided = [rows(plan) for plan in plans]
    for name in moving(plans):
        here = [found.get(name, ABSENT) for found in decided]
        moved = next(other for other in here[1:] if not is_alike(here[0], other))
        title = next((row["name"] for row in here if row["name"]), name)
        yield Row(name, (title, *map(_decision, here), moved["reason"] or tr("not asked for")))


def _decision(row: Mapping[str, Any]) -> str:
    if row["decision"] == NOT_ASKED:
        return "–"
    if row["decision"] in ("fund", "decline"):
        return f"{tr(row['decision'])}{' · ' + row['option'] if row['option'] else ''}"
    return f"{tr(row['decision'])} {whole_percent(row['share'])}"


def input_rows(scenarios: Sequence[Scenario]) -> list[Row]:
    """Fields of the input that differ from the first scenario, with what they are in each."""
    data = [data_of(scenario) for scenario in scenarios]
    places: dict[tuple[str, ...], None] = {}
    for other in data[1:]:
        places |= dict.fromkeys(_places(difference(data[0], other), ()))
    return [
        Row("", (_words(place, scenarios), *(_text(_at(each, place), place) for each in data)))
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


def _words(place: tuple[str, ...], scenarios: Sequence[Scenario]) -> str:
    """``H100 in Virginia: GPUs``: a field of what is known by its title."""
    collection, *rest = place
    known = {"requests": "request_by_id", "pools": "pool_by_id"}.get(collection)
    things = [found for s in scenarios if known and rest and (found := getattr(s, known).get(rest[0]))]
    named = [things[0].title if things else rest[0], *rest[1:]] if rest and collection in _NAMED else [*place]
    parts = [field_words(part) if k or collection not in _NAMED else part
             for k, part in enumerate(named)]  # fmt: skip
    return f"{parts[0]}: {', '.join(parts[1:])}" if len(parts) > 1 else parts[0]


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
