"""Rows of a frame as plain Python values, taken column by column, which is the fastest way to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def rows(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Some columns of a frame, row by row."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def records(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The same, each row by the names of its columns."""
    return [dict(zip(columns, row, strict=True)) for row in rows(frame, columns)]
