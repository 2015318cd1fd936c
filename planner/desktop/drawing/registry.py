"""Which charts the app can draw. A chart is registered by name; the app knows nothing else of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure

from planner.desktop.theme import Theme
from planner.domain.plan import Plan


@dataclass(frozen=True)
class Mark:
    """A place of a chart that says something when the pointer is on it, and selects a request when it is clicked."""

    x: float
    y: float
    """In the data's coordinates of the first axes."""
    text: str
    request: str = ""


@dataclass(frozen=True)
class Drawing:
    """A figure, and what can be pointed at in it."""

    figure: Figure
    marks: tuple[Mark, ...] = ()


type ChartFunction = Callable[[Plan, Theme], Drawing]

CHARTS: dict[str, ChartFunction] = {}


def register(name: str, function: ChartFunction) -> None:
    """Offer a chart in the Trade-offs tab, under a name that users read."""
    CHARTS[name] = function
