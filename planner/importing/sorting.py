"""Which tables list what, and what files of several kinds change together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from planner.errors import InputError
from planner.files.sheets import Sheet
from planner.importing.backlog.columns import named
from planner.importing.backlog.headings import TELLING
from planner.importing.inventory.reading import kind_of_list

REQUESTS = "requests"


def kind_of_table(sheet: Sheet) -> str:
    """``nodes`` or ``prices`` where a table lists such, and nothing that only a backlog has; else ``requests``."""
    return REQUESTS if named(sheet) & TELLING else kind_of_list(sheet) or REQUESTS


def together(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The changes of all parts. Raises InputError where two set the same."""
    found: dict[str, Any] = {}
    for part in parts:
        for key, change in part.items():
            here = found.get(key)
            if isinstance(change, dict) and isinstance(here, dict):
                found[key] = {**here, **change}
            elif key in found and here != change:
                raise InputError(f"two kinds of files set {key}: import them one after the other")
            else:
                found[key] = change
    return found
