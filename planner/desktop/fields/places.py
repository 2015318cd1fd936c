"""Places in a scenario as people call them, and what is wrong there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from planner.desktop.fields.columns import Column
from planner.desktop.fields.people_columns import accelerator_columns, people_columns
from planner.desktop.fields.pool_columns import pool_columns
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.fields.scenario_fields import title_of
from planner.desktop.look.words import tr
from planner.desktop.open.editing.collections import elements, name_of
from planner.domain.scenario import Scenario
from planner.errors import Fault, Path, said_of, spoken

COLUMNS: Mapping[str, Callable[[Scenario], tuple[Column, ...]]] = MappingProxyType(
    {
        "requests": request_columns,
        "pools": pool_columns,
        "people": people_columns,
        "accelerators": accelerator_columns,
    }
)


class Places:
    """Places in a scenario as people call them; looked up once for all of its problems."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._titles: dict[str, dict[str, str]] = {}
        self._columns: dict[str, tuple[Column, ...]] = {}

    def spoken(self, path: tuple[str | int, ...]) -> str:
        """``Answers in search: Minimum``, ``rule Budget``, ``First period``; any other place by its path."""
        collection, *rest = map(str, path[:2] or ("",))
        if collection not in COLUMNS or not rest:
            return title_of(path) or spoken(path[:2] if collection == "rules" else path)
        if collection not in self._titles:
            found = elements(self._scenario, collection)
            self._titles[collection] = {name_of(each): getattr(each, "title", name_of(each)) for each in found}
            self._columns[collection] = COLUMNS[collection](self._scenario)
        name, steps = self._titles[collection].get(rest[0], rest[0]), path[2:]
        fits = (c for c in self._columns[collection] if all(a == b for a, b in zip(c.steps, steps, strict=False)))
        column = next(fits, None) if steps else None
        return f"{name}: {tr(column.title)}" if column else name

    def field(self, path: Path) -> str:
        """``Minimum``: the field of an element; nothing where a path leads to an element as a whole."""
        whole, name = self.spoken(path), self.spoken(path[:2])
        return whole.removeprefix(name).removeprefix(": ")


def reason(scenario: Scenario, fault: Fault, path: Path) -> str:
    """Why what was typed at a place can't be; where the fault is about another field, that is named."""
    short = min(len(path), len(fault.path))
    if fault.path[:short] == path[:short]:
        return fault.message
    places = Places(scenario)
    is_beside = fault.path[:2] == path[:2] and path[0] in COLUMNS
    return said_of(places.field(fault.path) if is_beside else places.spoken(fault.path), fault.message)
