"""What each plan would lose if another scenario came true."""

from __future__ import annotations

import numpy as np

from planner.charts.labels import wrapped
from planner.charts.maps import ink_on, shades_of, unframed
from planner.charts.sheet import SMALL, Chart, Mark, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.sentences.compare import at_most
from planner.tradeoffs.several_scenarios.regret import Regret
from planner.words.amounts import narrow_points

ROW_NAMES = 1.6
"""Room for what the rows are called [inches]."""


def regret(found: Regret, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """What each plan would lose if another scenario came true; the row with the smallest largest loss is the choice."""
    values = np.array(found.matrix, dtype=float)
    if found.choice is None:
        title = "No plan holds in every scenario"
    else:
        most = f"{at_most(found.worst[found.choice])} {found.unit}"
        title = f"Hold on to {found.names[found.choice]}: its regret is {most}"
    n = len(found.names)
    size = size or (5.5 + 1.3 * n, 2.2 + 0.55 * n)
    figure, (axes,) = sheet(title, "Rows: the plan that is held. Columns: the scenario that comes true.", theme, size)
    shades = shades_of(theme)
    top = max(float(np.nanmax(values)) if np.isfinite(values).any() else 0.0, 1e-9)
    axes.imshow(np.where(np.isfinite(values), values, top), aspect="auto", cmap=shades, vmin=0, vmax=top)
    marks = []
    for (row, column), number in np.ndenumerate(values):
        ink = ink_on(shades(min(number / top, 1.0) if np.isfinite(number) else 1.0))
        text = narrow_points(max(number, 0.0)) if np.isfinite(number) else "no plan"
        axes.text(column, row, text, ha="center", va="center", fontsize=SMALL + 0.5, color=ink)
        marks.append(
            Mark(
                0,
                float(column),
                float(row),
                found.names[row],
                f"{found.names[row]} held, {found.names[column]} comes true: {text}",
            )
        )
    axes.set_xticks(range(n), [wrapped(name, (size[0] - ROW_NAMES) / n) for name in found.names])
    held = [f"▸ {name}" if k == found.choice else name for k, name in enumerate(found.names)]
    axes.set_yticks(range(n), [wrapped(name, ROW_NAMES, 2) for name in held])
    unframed(axes)
    return Chart(title, figure, found.frame, tuple(marks))
