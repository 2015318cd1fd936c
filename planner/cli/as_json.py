"""What is printed for machines: JSON."""

from __future__ import annotations

import json
import math
import sys
from typing import TYPE_CHECKING, Any

from planner.letters import in_json

if TYPE_CHECKING:
    import pandas as pd


def print_json(document: Any) -> None:
    """Print a document for machines: missing figures are null."""
    sys.stdout.write(in_json(json.dumps(plain(document), ensure_ascii=False, indent=1)) + "\n")


def plain(value: Any) -> Any:
    """A value as JSON can hold it: null for what is missing, inf as a word."""
    if isinstance(value, float):
        return None if math.isnan(value) else value if math.isfinite(value) else "inf"
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as a list of objects."""
    columns = list(frame.columns)
    return [dict(zip(columns, row, strict=True)) for row in zip(*(frame[c].tolist() for c in columns), strict=True)]
