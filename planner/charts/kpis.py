"""The key figures of scenarios side by side."""

from __future__ import annotations

import math

import numpy as np

from planner.charts.labels import shortened
from planner.charts.sheet import SMALL, TEXT, Chart, Mark, empty, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.several_scenarios.compare import Comparison
from planner.words.amounts import figure as digits
from planner.words.amounts import short
from planner.words.figures import METRIC, figure_title

MOST = 9
"""Figures that are drawn."""
SHOWN = (
    "value_captured", "funded", "declined", "gpu_utilisation", "cost", "on_demand_gpu_hours", "carbon_kg",
    "people_utilisation",
)  # fmt: skip
"""Key figures that are compared, the most telling first; the metrics follow."""


def kpis(found: Comparison, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Small multiples: one figure each, a bar for each scenario."""
    data = found.kpis
    names = list(data.columns[2:])
    known = {row[0]: row for row in data.to_numpy().tolist()}
    wanted = [*SHOWN, *(name for name in known if str(name).startswith(METRIC))]
    chosen = [known[name] for name in wanted if name in known and any(abs(float(v)) > 1e-12 for v in known[name][2:])]
    chosen = chosen[:MOST]
    if not chosen:
        return empty("No figures to compare", "All key figures are 0.", theme, data)
    values = {row[0]: [float(v) for v in row[2:]] for row in chosen}
    captured = values.get("value_captured", next(iter(values.values())))
    best, worst = int(np.argmax(captured)), int(np.argmin(captured))
    lead = f"{digits(captured[best] - captured[worst])} more than {found.names[worst]}"
    title = f"{found.names[best]} captures most: {digits(captured[best])} points, {lead}"
    columns = 3
    lines = -(-len(chosen) // columns)
    figure, axes = sheet(
        title, "", theme, size or (11.0, 1.4 + (0.7 + 0.3 * len(names)) * lines), lines, columns, sharey=True
    )
    marks = []
    for k, (side, (kpi, unit, *_)) in enumerate(zip(axes, chosen, strict=False)):
        numbers, heading = values[kpi], _title(str(kpi), str(unit))
        drawn = [0.0 if math.isnan(number) else number for number in numbers]
        side.barh(
            range(len(names)),
            drawn,
            0.7,
            color=[theme.accent if j == 0 else theme.palette[1] for j in range(len(names))],
        )
        limit = max(*drawn, 1e-12)
        for y, number in enumerate(drawn):
            text = _figure(number, str(unit)) if math.isfinite(numbers[y]) else "–"
            side.text(max(number, 0) + 0.02 * limit, y, text, va="center", fontsize=SMALL, color=theme.ink)
            marks.append(Mark(k, number / 2, float(y), names[y], f"{names[y]}: {heading} {text}", "scenario"))
        side.set_title(heading, loc="left", fontsize=TEXT, color=theme.ink)
        side.set_xlim(min(0.0, *drawn), 1.35 * limit)
        side.set_xticks([])
        in_lines(side, [shortened(name, 24) for name in found.names])
        side.grid(False)
    for spare in axes[len(chosen) :]:
        spare.set_axis_off()
    return Chart(title, figure, data, tuple(marks))


def _title(kpi: str, unit: str) -> str:
    """``carbon [kg CO2e]``; of a metric its name alone, which is its unit."""
    return figure_title(kpi) if kpi.startswith(METRIC) else f"{figure_title(kpi)} [{unit}]"


def _figure(number: float, unit: str) -> str:
    if unit.startswith("of "):
        return f"{100 * number:.1f} %"
    if unit == "requests":
        return f"{number:.0f}"
    return short(number) if abs(number) >= 1e3 else digits(number)
