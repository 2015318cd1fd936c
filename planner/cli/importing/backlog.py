"""Backlogs: how the command asks for them, and what it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.cli.importing.target import Target
from planner.errors import InputError

KINDS = "a table of requests"
"""What is read, in words."""
FILES = "Tables (CSV, TSV, XLSX; book.xlsx#Sheet), or - for standard input."
MAP = "What a column is: 'T-Shirt size=effort', 'Uplift=metric:revenue', 'Squad=team', 'Rank=note'; may be repeated."


@dataclass(frozen=True)
class Asked:
    """What the user says of the files."""

    maps: tuple[str, ...] = ()
    currency: str | None = None
    decimal: str | None = None
    dates: str | None = None


class Backlog:
    """The requests of some files, as a part of an import."""

    changes: dict[str, Any]

    def show(self) -> None:
        raise NotImplementedError

    def document(self) -> dict[str, Any]:
        raise NotImplementedError

    def done(self) -> None:
        raise NotImplementedError


def recognises(file: str) -> bool:
    """Whether a file is a table of requests."""
    return file.lower().endswith((".csv", ".tsv", ".xlsx", ".xlsm"))


def proposed(target: Target, files: Sequence[str], asked: Asked) -> Backlog:
    """What some tables would change. Raises InputError where that needs an answer first."""
    raise InputError("backlogs can't be read yet")
