"""A grid of solves: a line for one figure, a map for two."""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.charts.maps import ink_on, shades_of
from planner.charts.sheet import SMALL, Chart, Mark, empty, sheet
from planner.charts.theme import LIGHT, Theme
from planner.domain.plan import SOLVED
from planner.words.amounts import figure as digits
from planner.words.amounts import short

MOST_CELLS = 12


def grid(frame: pd.DataFrame, paths: list[str], theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Value captured over the figures varied; with more than two, the best over all others."""
    solved = frame[frame["status"].isin(SOLVED)]
    if solved.empty:
        return empty("No point has a plan", "Every point of the grid is infeasible or stopped.", theme, frame)
    best = solved.iloc[int(np.argmax(solved["value_points"].to_numpy(float)))]
    place = ", ".join(f"{path.rpartition('.')[0].rpartition('.')[2] or path} {best[path]}" for path in paths)
    proved = (solved["status"] == "optimal").all()
    title = f"{'Best' if proved else 'Best found'} at {place}: {digits(float(best['value_points']))} points"
    table = solved.assign(value_points=solved["value_points"].astype(float))
    if len(paths) == 1:
        return _line(title, table, paths[0], frame, theme, size or (9.5, 5.4))
    return _map(title, table, paths, frame, theme, size)


def _line(
    title: str, table: pd.DataFrame, path: str, frame: pd.DataFrame, theme: Theme, size: tuple[float, float]
) -> Chart:
    figure, (axes,) = sheet(title, "Value captured [points]", theme, size)
    labels = table[path].astype(str).tolist()
    numbers = pd.to_numeric(table[path], errors="coerce")
    xs = numbers.to_numpy(float) if numbers.notna().all() else np.arange(len(labels), dtype=float)
    axes.plot(xs, table["value_points"], color=theme.accent, linewidth=2, marker="o", markersize=5)
    if not numbers.notna().all():
        axes.set_xticks(xs.tolist(), labels)
    axes.set_xlabel(path)
    axes.set_ylabel("value captured [points]")
    marks = tuple(
        Mark(0, float(x), float(y), label, f"{path}={label}: {digits(float(y))} points")
        for x, y, label in zip(xs, table["value_points"], labels, strict=True)
    )
    return Chart(title, figure, frame, marks)


def _map(
    title: str,
    table: pd.DataFrame,
    paths: list[str],
    frame: pd.DataFrame,
    theme: Theme,
    size: tuple[float, float] | None,
) -> Chart:
    rows, columns = (list(dict.fromkeys(frame[path].astype(str))) for path in paths[:2])
    held = table.assign(**{path: table[path].astype(str) for path in paths[:2]})
    values = held.pivot_table(index=paths[0], columns=paths[1], values="value_points", aggfunc="max")
    numbers = values.reindex(index=rows, columns=columns).to_numpy(float)
    more = "; the best over the other figures" if len(paths) > 2 else ""
    figure, (axes,) = sheet(title, f"Value captured [points]{more}", theme,
                            size or (min(4.0 + 0.9 * len(columns), 14), min(2.2 + 0.42 * len(rows), 11)))  # fmt: skip
    shades = shades_of(theme)
    low, high = float(np.nanmin(numbers)), float(np.nanmax(numbers))
    axes.imshow(numbers, aspect="auto", cmap=shades, vmin=low, vmax=max(high, low + 1e-9))
    marks = []
    for (row, column), number in np.ndenumerate(numbers):
        if np.isnan(number):
            continue
        if max(len(columns), len(rows)) <= 2 * MOST_CELLS:
            ink = ink_on(shades((number - low) / max(high - low, 1e-9)))
            axes.text(column, row, digits(number), ha="center", va="center", fontsize=SMALL, color=ink)
        name = f"{paths[0]}={rows[row]} {paths[1]}={columns[column]}"
        marks.append(Mark(0, float(column), float(row), name, f"{name}: {digits(number)} points"))
    for axis, values_of, path in ((axes.xaxis, columns, paths[1]), (axes.yaxis, rows, paths[0])):
        shown = range(0, len(values_of), max(1, -(-len(values_of) // MOST_CELLS)))
        axis.set_ticks(list(shown), [_tick(values_of[k]) for k in shown])
        axis.set_label_text(path)
    axes.grid(False)
    return Chart(title, figure, frame, tuple(marks))


def _tick(text: str) -> str:
    """A large number as ``4.0 M``; all else as it is written."""
    try:
        number = float(text)
    except ValueError:
        return text
    return short(number) if abs(number) >= 1e4 else text
