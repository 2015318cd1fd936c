"""Files that a command writes: none is one that was read for it, and no two are one; tables of runs that go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import planner
from planner.atomic import check_writable, is_same_file, replace_file, set_aside
from planner.cli.console import say
from planner.domain.scenario import Scenario
from planner.errors import DamagedError, InputError
from planner.files import Reading
from planner.files.emitting import emit
from planner.files.export import check_frame_ending, write_frame
from planner.files.frames import read_frame
from planner.files.standard_input import NAME

if TYPE_CHECKING:
    import pandas as pd


def check_table(output: Path | None) -> None:
    """Raise InputError for a table that can't be written, before anything is solved for it."""
    if output is not None:
        check_frame_ending(output)
        check_writable(output)


def keep(frame: pd.DataFrame, output: Path | None) -> None:
    """Write the table where one is asked for."""
    if output is not None:
        write_frame(frame, output)


def kept(file: Path | None, check: Callable[[pd.DataFrame], None]) -> pd.DataFrame | None:
    """The table of a run that was stopped, every cell as text; None where there is none that can be gone on with.

    One that is damaged is set aside, and that is said. Raises InputError, with the place, for one of another run.
    """
    if file is None or not file.exists():
        return None
    try:
        frame = read_frame(file)
        check(frame)
    except DamagedError as error:
        placed = "\n".join(str(fault.at(file=str(file))) for fault in error.faults)
        say(f"{placed}\nThe table is damaged: it is set aside as {set_aside(file)}, and a new one is begun.", err=True)
        return None
    except InputError as error:
        raise InputError([fault.at(file=str(file)) for fault in error.faults]) from None
    return frame


def check_variant(scenario: Path, output: Path) -> None:
    """Raise InputError where a variant of a scenario's file can't be written, before it is worked out."""
    if str(scenario) == NAME:
        raise InputError(f"{output}: a variant extends a file; save what comes by standard input as one first")
    if output.suffix.lower() not in (".yaml", ".yml"):
        raise InputError(f"{output}: a variant is written as .yaml")
    if output.exists():
        raise InputError(f"{output}: is there already; name a new file")
    check_writable(output)


def write_variant(scenario: Path, output: Path, name: str, changes: Mapping[str, Any]) -> None:
    """Write changes to a scenario's file as a variant of it."""
    extends = os.path.relpath(scenario.resolve(), output.resolve().parent).replace(os.sep, "/")
    replace_file(output, emit({"format": 1, "extends": extends, "name": name, "changes": changes}).encode())


def load_apart(scenario: Path, sets: Iterable[str] | None, *outputs: Path | None) -> Scenario:
    """The scenario of a file, for a command that will write so; raises InputError as ``read_apart`` does."""
    return read_apart([scenario], sets, outputs)[0].scenario


def read_apart(files: Sequence[Path], sets: Iterable[str] | None, outputs: Iterable[Path | None]) -> list[Reading]:
    """Scenario files, read for a command that will write these outputs.

    Raises InputError where they can't be read, where an output is one of them, of what they extend or of their tables,
    and where two outputs are the same file.
    """
    written = [output for output in outputs if output is not None]
    for one, other in combinations(written, 2):
        if is_same_file(one, other):
            raise InputError(f"{other}: is named twice; name a file of its own for each")
    values = [*(sets or ())]
    readings = [planner.read(file, values) for file in files]
    keep_apart(written, readings)
    return readings


def keep_apart(outputs: Iterable[Path], readings: Sequence[Reading]) -> None:
    """Raise InputError where an output is a file that was read."""
    for output in outputs:
        for read in _read_for(readings):
            if is_same_file(output, read):
                raise InputError(f"{output}: is read for this, and would be written over; name another file")


def _read_for(readings: Iterable[Reading]) -> Iterator[Path]:
    """Every file that was read: scenarios, what they extend, and their tables."""
    for source in (source for reading in readings for source in reading.sources):
        yield source.file
        yield from source.tables
