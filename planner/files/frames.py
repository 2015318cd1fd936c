"""Tables that the planner has written as CSV, read back as what they were: no word in them becomes anything else."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import DamagedError, Fault, InputError
from planner.files.export import as_it_was
from planner.files.text import read_text

if TYPE_CHECKING:
    import pandas as pd


def read_frame(path: Path) -> pd.DataFrame:
    """The cells as text, just as they were before they were made safe for spreadsheets; ``line`` is the index.

    Raises DamagedError for a file that no table was written to.
    """
    import pandas as pd  # heavy, and only tables of many solves are read back

    try:
        reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
        lines, rows = [], []
        line = 1
        for row in reader:
            lines.append(line)
            rows.append([as_it_was(cell) for cell in row])
            line = reader.line_num + 1
    except csv.Error as error:
        raise DamagedError([Fault(f"is no valid CSV: {error}", file=str(path), line=line)]) from None
    except InputError as error:
        raise DamagedError(error.faults) from None
    for at, row in zip(lines, rows, strict=True):
        if len(row) != len(rows[0]):
            message = f"has {len(row)} cells, where the first line has {len(rows[0])}"
            raise DamagedError([Fault(message, file=str(path), line=at)])
    return pd.DataFrame(rows[1:], columns=rows[0], index=pd.Index(lines[1:], name="line"))
