"""What a hand-written file would lose by a save is kept beside it."""

from __future__ import annotations

from pathlib import Path

from planner.atomic import replace_file
from planner.errors import InputError
from planner.files.originals import loses

BESIDE = ".original"
"""Behind the name of a file that is kept beside the one that replaced it."""


def what_is_lost(file: Path) -> tuple[str, ...]:
    """``comments`` and ``tables`` of a file that saving over it can't keep."""
    try:
        return loses(file) if file.exists() else ()
    except InputError:  # empty, or no text
        return ()


def keep_original(file: Path) -> Path | None:
    """Copy a file that would lose something beside itself, under a name that is free; returns where it is kept."""
    if not what_is_lost(file):
        return None
    kept, number = file.with_name(file.name + BESIDE), 2
    while kept.exists():
        kept, number = file.with_name(f"{file.name}{BESIDE}-{number}"), number + 1
    replace_file(kept, file.read_bytes())
    return kept
