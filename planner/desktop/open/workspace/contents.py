"""What the files hold that a scenario is written in, to see whether someone else has changed them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from planner.errors import InputError
from planner.files import Reading

type Contents = Mapping[Path, str | None]
"""A digest of each file; None of one that is not there."""

ENDINGS = (".yaml", ".yml")


def scenario_files(folder: Path) -> list[Path]:
    """The scenario files of a folder. Raises OSError where it can't be listed."""
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in ENDINGS and not p.name.startswith("."))


def contents(reading: Reading) -> Contents:
    """Of a scenario file, its tables, and the files that it extends in other folders with theirs.

    What it extends in its own folder is followed as a scenario of its own.
    """
    beside = reading.path.parent
    own = [each for k, each in enumerate(reading.sources) if k == 0 or each.file.resolve().parent != beside]
    return _digests(path for each in own for path in (each.file, *each.tables))


def contents_of_faulty(file: Path, error: InputError) -> Contents:
    """Of a file that can't be read, and of those that are at fault."""
    return _digests([file, *(Path(fault.file) for fault in error.faults if fault.file)])


def files_of(known: Iterable[Contents]) -> set[Path]:
    """Every file that is spoken of."""
    return {file for each in known for file in each}


def now(known: Contents) -> Contents:
    """What the same files hold by now."""
    return _digests(known)


def _digests(files: Iterable[Path]) -> Contents:
    return {file: _digest(file) for file in files}


def _digest(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
