"""Tables in files: looked at before long work is done for them, written as it is done, read by a run that goes on."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

import pandas as pd

from planner.errors import InputError
from planner.files.atomic import check_writable
from planner.files.export import check_frame_ending, write_frame


def check_table(output: Path | None) -> None:
    """Raise InputError for a table that can't be written, before anything is solved for it."""
    if output is not None:
        check_frame_ending(output)
        check_writable(output)


def keep(frame: pd.DataFrame, output: Path | None) -> None:
    """Write the table where one is asked for."""
    if output is not None:
        write_frame(frame, output)


def kept(file: Path | None, types: dict[Hashable, type[str]] | None = None) -> pd.DataFrame | None:
    """The table of a run that was stopped, some columns of a type; None where there is none."""
    if file is None or not file.exists():
        return None
    try:
        return pd.read_csv(file, dtype=types)
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: is there and can't be read as a table ({' '.join(str(error).split())})") from None
