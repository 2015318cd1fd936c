"""What the app remembers between runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

ORGANISATION, APPLICATION = "gpu-planner", "gpu-planner"
RECENT = 8
"""Workspaces that are remembered."""


@dataclass(frozen=True)
class ColumnState:
    """How one column of a table is shown."""

    key: str
    """Its field: ``demand.gpus``."""
    width: int
    """[px]"""
    is_hidden: bool


@dataclass(frozen=True)
class SavedView:
    """A view of a table that has a name."""

    name: str
    text: str
    """What is looked for in all cells."""
    wanted: dict[str, str]
    """By column: the value that rows must have."""
    group: str
    """By what rows are grouped; empty: they are not."""
    sorted_by: str
    """The column, by its key; empty: as in the file."""
    is_descending: bool
    columns: tuple[ColumnState, ...]


class Remembered[T]:
    """A setting: its key in the store, how it is read from what the store returns, and what it is before it is set."""

    def __init__(self, key: str, read: Callable[[Any], T], first: T, write: Callable[[T], Any] = lambda value: value):
        self._key, self._read, self._first, self._write = key, read, first, write

    def __get__(self, settings: Settings, _: type) -> T:
        found = settings.store.value(self._key)
        try:
            return self._first if found is None else self._read(found)
        except (ValueError, TypeError):  # the store was written to by someone else
            return self._first

    def __set__(self, settings: Settings, value: T) -> None:
        settings.store.setValue(self._key, self._write(value))


class Settings:
    """The one typed way to the app's settings."""

    geometry = Remembered("window/geometry", QByteArray, QByteArray())
    """Place and size of the window."""
    layout = Remembered("window/layout", QByteArray, QByteArray())
    """Docks and toolbars."""
    theme = Remembered("window/theme", str, "system")
    """light or dark; system: as the system has it."""
    language = Remembered("window/language", str, "system")
    """The code of a language; system: as the system has it."""
    export_folder = Remembered("export/folder", Path, Path.home(), str)
    """Where the last export went."""
    export_kind = Remembered("export/kind", str, "plan.csv")
    """What was exported last."""

    def __init__(self, store: QSettings | None = None) -> None:
        self.store = store or QSettings(ORGANISATION, APPLICATION)

    @property
    def workspaces(self) -> list[Path]:
        """Workspaces opened before, the last one first."""
        found: Any = self.store.value("workspaces", [])
        return [Path(str(each)) for each in ([found] if isinstance(found, str) else found or [])]

    def remember_workspace(self, folder: Path) -> None:
        others = [known for known in self.workspaces if known != folder]
        self.store.setValue("workspaces", [str(path) for path in [folder, *others][:RECENT]])

    def columns(self, table: str) -> tuple[ColumnState, ...]:
        """A table's columns from left to right, as they were left; nothing where they were never changed."""
        try:
            return tuple(ColumnState(*each) for each in json.loads(str(self.store.value(f"columns/{table}", "[]"))))
        except (ValueError, TypeError):
            return ()

    def remember_columns(self, table: str, state: Sequence[ColumnState]) -> None:
        self.store.setValue(f"columns/{table}", json.dumps([astuple(each) for each in state]))

    def views(self, table: str) -> tuple[SavedView, ...]:
        """A table's views that are kept, in the order in which they were."""
        try:
            found = json.loads(str(self.store.value(f"views/{table}", "[]")))
            return tuple(
                SavedView(**{**each, "columns": tuple(ColumnState(*column) for column in each["columns"])})
                for each in found
            )
        except (ValueError, TypeError, KeyError):
            return ()

    def remember_views(self, table: str, views: Sequence[SavedView]) -> None:
        self.store.setValue(f"views/{table}", json.dumps([asdict(view) | _plain(view.columns) for view in views]))

    def write(self) -> None:
        self.store.sync()


def _plain(columns: Sequence[ColumnState]) -> dict[str, Any]:
    return {"columns": [astuple(column) for column in columns]}
