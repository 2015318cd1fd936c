"""What draws each chart of the catalogue: a function of what was found, a theme and a size in inches."""

from __future__ import annotations

from collections.abc import Callable

from planner.charts.allocation import allocation
from planner.charts.attribution import attribution
from planner.charts.bubbles import bubbles
from planner.charts.fairness import fairness
from planner.charts.frontier import frontier
from planner.charts.gantt import gantt
from planner.charts.grid import grid
from planner.charts.heat import heat
from planner.charts.kpis import kpis
from planner.charts.ladder import ladder
from planner.charts.moves import moves
from planner.charts.priority import priority
from planner.charts.regret import regret
from planner.charts.robustness import robustness
from planner.charts.sheet import Chart, noted, untitled, without_formulas
from planner.charts.strategies import strategies
from planner.charts.tornado import tornado
from planner.charts.weights import weights

DRAWINGS: dict[str, Callable[..., Chart]] = {
    drawing.__name__: drawing
    for drawing in (
        priority, bubbles, allocation, heat, gantt, fairness, moves, kpis, attribution, regret, frontier, ladder,
        tornado, weights, robustness, strategies, grid,
    )
}  # fmt: skip

__all__ = ["DRAWINGS", "noted", "untitled", "without_formulas"]
