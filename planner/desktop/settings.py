"""What the app remembers between runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
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


class Settings:
    """The one typed way to the app's settings."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(ORGANISATION, APPLICATION)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def layout(self) -> QByteArray:
        """Docks and toolbars."""
        return self._bytes("window/layout")

    @layout.setter
    def layout(self, value: QByteArray) -> None:
        self._store.setValue("window/layout", value)

    @property
    def tab(self) -> int:
        """The tab in the centre that was open last."""
        return int(self._text("window/tab", "0"))

    @tab.setter
    def tab(self, value: int) -> None:
        self._store.setValue("window/tab", value)

    @property
    def workspaces(self) -> list[Path]:
        """Workspaces opened before, the last one first."""
        return [Path(text) for text in self._texts("workspaces")]

    def remember_workspace(self, folder: Path) -> None:
        others = [known for known in self.workspaces if known != folder]
        self._store.setValue("workspaces", [str(path) for path in [folder, *others][:RECENT]])

    @property
    def theme(self) -> str:
        """light or dark; system: as the system has it."""
        return self._text("window/theme", "system")

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("window/theme", value)

    def columns(self, table: str) -> tuple[ColumnState, ...]:
        """A table's columns from left to right, as they were left; nothing where they were never changed."""
        try:
            return tuple(ColumnState(*each) for each in json.loads(self._text(f"columns/{table}", "[]")))
        except (ValueError, TypeError):
            return ()

    def remember_columns(self, table: str, state: Sequence[ColumnState]) -> None:
        self._store.setValue(f"columns/{table}", json.dumps([astuple(each) for each in state]))

    @property
    def export_folder(self) -> Path:
        """Where the last export went."""
        return Path(self._text("export/folder", str(Path.home())))

    @export_folder.setter
    def export_folder(self, value: Path) -> None:
        self._store.setValue("export/folder", str(value))

    @property
    def export_kind(self) -> str:
        """What was exported last."""
        return self._text("export/kind", "plan.csv")

    @export_kind.setter
    def export_kind(self, value: str) -> None:
        self._store.setValue("export/kind", value)

    def write(self) -> None:
        self._store.sync()

    def _text(self, key: str, default: str) -> str:
        found: Any = self._store.value(key, default)
        return found if isinstance(found, str) else str(found)

    def _texts(self, key: str) -> list[str]:
        found: Any = self._store.value(key, [])
        return [found] if isinstance(found, str) else [str(each) for each in found or []]

    def _bytes(self, key: str) -> QByteArray:
        found: Any = self._store.value(key, QByteArray())
        return found if isinstance(found, QByteArray) else QByteArray()
