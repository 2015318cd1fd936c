"""What a library comes back with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from rivals.reading import Data

LEAST = 1e-7
"""GPUs that are not worth a line of a plan."""


@dataclass(frozen=True)
class Limits:
    """How far to prove, and how long to take."""

    gap: float
    seconds: float
    """Left for the solver."""


@dataclass(frozen=True)
class Answer:
    """A plan, and what is proved of it."""

    status: str
    """In the solver's words."""
    is_stopped: bool
    """Whether a limit came first: then it is no result."""
    objective: float
    bound: float
    allocation: pd.DataFrame


def table(d: Data, given: Iterable[tuple[str, int, int, float]]) -> pd.DataFrame:
    """The plan: (request, lane, period, GPUs) as a table that says pools and months, hours and costs."""
    rows: list[tuple[Any, ...]] = []
    for request, lane, t, gpus in given:
        if gpus > LEAST:
            hours = gpus * d.hours[t]
            rows.append((request, d.lanes[lane].pool, d.labels[t], gpus, hours, hours * d.lanes[lane].price))
    return pd.DataFrame(rows, columns=["request", "pool", "period", "gpus", "gpu_hours", "cost"])
