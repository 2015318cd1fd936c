"""The sheet that every chart is drawn on: title, axes, grid, units, and labels that don't collide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter
from matplotlib.transforms import Bbox

from planner.charts.theme import LIGHT, Theme
from planner.words.amounts import short

SIZE = (10.0, 6.2)
"""Inches; at 100 dots an inch a window of 1,000 by 620."""
TITLE, TEXT, SMALL = 14.0, 10.0, 8.5
LETTERS, MARGIN = 8.6, 4
"""Letters of a title for each inch, and how many have no room at the edges."""
SMALL_LETTERS = 13.0
"""Letters of small type for each inch."""
BESIDE = 0.9
"""Room beside a panel for what its lines are called [inches]."""
LINE = 0.165
"""From one line of small type to the next [inches]."""
EDGE, LEADING, POINTS = 0.12, 1.3, 72.0
"""Around title and subtitle [inches]; from line to line, as a part of the type's size; points of type in an inch."""
AROUND = ((7, 0, "left"), (-7, 0, "right"), (7, 9, "left"), (7, -9, "left"), (-7, 9, "right"), (-7, -9, "right"))
"""Where a label may stand beside its point [points of type], the best place first."""


@dataclass(frozen=True)
class Mark:
    """A place in a chart that stands for something: what a pointer finds there."""

    axes: int
    """Which of the figure's axes."""
    x: float
    y: float
    """In data coordinates."""
    name: str
    """Id of a request, pool, scenario …"""
    text: str
    """What is said of it."""
    kind: str = ""
    """What it stands for (request, pool, people, rule, weight, team, scenario, level), where that can be chosen."""


@dataclass(frozen=True)
class Chart:
    """A figure, the finding that it shows, its table, and its marks."""

    title: str
    figure: Figure
    data: pd.DataFrame
    marks: tuple[Mark, ...] = field(default=())


def sheet(
    title: str,
    subtitle: str = "",
    theme: Theme = LIGHT,
    size: tuple[float, float] = SIZE,
    rows: int = 1,
    columns: int = 1,
    **grid: Any,
) -> tuple[Figure, list[Axes]]:
    """A figure with its title set to the left, and axes without boxes."""
    figure = Figure(figsize=size, layout="constrained", facecolor=theme.ground)
    FigureCanvasAgg(figure)
    lines = textwrap.wrap(title, int(LETTERS * size[0] - MARGIN)) or [""]
    above = columns == 1  # beside each other, every panel has a caption of its own
    captions = textwrap.wrap(subtitle, int(1.55 * LETTERS * size[0])) if above else []
    top = EDGE + (LEADING * TITLE * len(lines)) / POINTS
    figure.suptitle("\n".join(lines), x=EDGE / size[0], y=1 - EDGE / size[1], ha="left", va="top", fontsize=TITLE,
                    fontweight="bold", color=theme.ink).set_in_layout(False)  # fmt: skip
    if captions:
        figure.text(EDGE / size[0], 1 - (top + EDGE / 2) / size[1], "\n".join(captions), ha="left", va="top",
                    fontsize=TEXT, color=theme.muted).set_in_layout(False)  # fmt: skip
        top += EDGE / 2 + (LEADING * TEXT * len(captions)) / POINTS
    engine: Any = figure.get_layout_engine()
    engine.set(w_pad=0.12, h_pad=0.1, rect=(0.005, 0.005, 0.99, max(0.985 - top / size[1], 0.2)))
    found: Any = figure.subplots(rows, columns, squeeze=False, **grid)
    axes = [each for row in found for each in row]
    for each in axes:
        dress(each, theme)
    if subtitle and not above:
        caption(axes[0], subtitle, theme, size[0] / columns - BESIDE)
    return figure, axes


def dress(axes: Axes, theme: Theme) -> None:
    """Axes in the colours of a theme: no box, a quiet grid."""
    axes.set_facecolor(theme.ground)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(theme.muted)
    axes.tick_params(colors=theme.muted, labelcolor=theme.ink, labelsize=SMALL)
    axes.grid(True, color=theme.grid, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.xaxis.label.set_color(theme.muted)
    axes.yaxis.label.set_color(theme.muted)
    axes.xaxis.label.set_fontsize(TEXT)
    axes.yaxis.label.set_fontsize(TEXT)


def noted(chart: Chart, note: str, theme: Theme) -> Chart:
    """The chart with a line above its title, which says what to know before it is read; empty: as it is."""
    if not note:
        return chart
    figure: Any = chart.figure
    width, height = figure.get_size_inches()
    lines = textwrap.wrap(note, int(1.4 * LETTERS * width))
    room = (EDGE / 2 + (LEADING * TEXT * len(lines)) / POINTS) / height
    for text in figure.texts:
        text.set_y(text.get_position()[1] - room)
    left, low, across, up = figure.get_layout_engine().get()["rect"]
    figure.get_layout_engine().set(rect=(left, low, across, max(up - room, 0.2)))
    figure.text(EDGE / width, 1 - EDGE / height, "\n".join(lines), ha="left", va="top", fontsize=TEXT,
                color=theme.decisions["trim"]).set_in_layout(False)  # fmt: skip
    return chart


def periods(axes: Axes, labels: Sequence[str], width: float) -> None:
    """The calendar along an axis that is so wide [inches]: as many names as have room beside each other."""
    longest = max(map(len, labels), default=1)
    room = max(int(width * 72 / (SMALL * 0.62 * (longest + 2))), 2)
    shown = range(0, len(labels), max(1, -(-len(labels) // room)))
    axes.set_xticks(list(shown), [labels[t] for t in shown])


def in_short(axes: Axes, *sides: str) -> None:
    """Ticks as ``4.2 M`` on some sides, ``x`` or ``y``."""
    for side in sides:
        getattr(axes, f"{side}axis").set_major_formatter(FuncFormatter(lambda number, _: short(number)))


def label(
    axes: Axes, points: Sequence[tuple[float, float]], texts: Sequence[str], theme: Theme, *, most: int = 20,
    radii: Sequence[float] = (),
) -> list[Annotation]:  # fmt: skip
    """Write texts beside points, the first ones first, each where it collides with nothing; else it is left out.

    ``radii``: how large the marks are [points of type]; left out: small.
    """
    figure: Any = axes.figure
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    inside = axes.get_window_extent(renderer)
    sizes = list(radii) or [3.0] * len(points)
    taken = [_dot(axes, x, y, size) for (x, y), size in zip(points, sizes, strict=True)]
    placed: list[Annotation] = []
    for k, ((x, y), text) in enumerate(zip(points, texts, strict=True)):
        if len(placed) >= most:
            break
        for dx, dy, side in AROUND:
            beyond = (sizes[k] - 3.0) * (1 if dx > 0 else -1)
            found = axes.annotate(
                text,
                (x, y),
                xytext=(dx + beyond, dy),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=SMALL,
                color=theme.ink,
            )
            found.set_in_layout(False)
            box = found.get_window_extent(renderer).padded(1.5)
            others = [spot for j, spot in enumerate(taken) if j != k]
            if _within(box, inside) and not any(box.overlaps(other) for other in others):
                taken.append(box)
                placed.append(found)
                break
            found.remove()
    return placed


def _dot(axes: Axes, x: float, y: float, radius: float) -> Bbox:
    """The room that a point takes on the screen."""
    px, py = axes.transData.transform((x, y))
    reach = 0.8 * radius * axes.figure.dpi / 72  # a circle leaves the corners of its box free
    return Bbox.from_extents(px - reach, py - reach, px + reach, py + reach)


def _within(box: Bbox, inside: Bbox) -> bool:
    return bool(box.x0 >= inside.x0 and box.x1 <= inside.x1 + 2 and box.y0 >= inside.y0 and box.y1 <= inside.y1 + 2)


def shortened(text: str, most: int = 34) -> str:
    """A title that fits beside a bar."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def wrapped(text: str, width: float, lines: int = 3) -> str:
    """A title in small type on as many lines as it needs in a place so wide [inches], or on the first of them."""
    return "\n".join(textwrap.wrap(text, max(int(SMALL_LETTERS * width), 6), max_lines=lines, placeholder="…"))


def caption(axes: Axes, text: str, theme: Theme, width: float) -> None:
    """A line above a panel that is so wide [inches], on as many lines as it takes."""
    lines = textwrap.wrap(text, max(int(1.35 * LETTERS * width), 8))
    axes.set_title("\n".join(lines), loc="left", fontsize=TEXT, color=theme.muted, pad=8)


def fitting(size: tuple[float, float] | None, most: int, above: float = 2.0) -> int:
    """How many lines with a name have room on a sheet, ``above`` and below them [inches]; without a size: the most."""
    return most if size is None else min(most, max(int((size[1] - above) / LINE), 4))


def legend(axes: Axes, theme: Theme, names: Iterable[tuple[str, str, str]]) -> None:
    """A small key of (name, colour, marker) below the chart, where it hides nothing."""
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=colour, marker=marker or "s", linestyle="none", markersize=7, label=name)
        for name, colour, marker in names
    ]
    how: dict[str, Any] = {"borderaxespad": 0.2, "handletextpad": 0.2, "columnspacing": 1.2, "ncols": len(handles)}
    figure: Any = axes.figure
    figure.legend(
        handles=handles, frameon=False, fontsize=SMALL, labelcolor=theme.ink, loc="outside lower right", **how
    )


def empty(title: str, text: str, theme: Theme, data: pd.DataFrame) -> Chart:
    """A chart of nothing, which says why."""
    figure, (axes,) = sheet(title, theme=theme)
    axes.set_axis_off()
    axes.text(
        0.5, 0.5, text, ha="center", va="center", color=theme.muted, fontsize=12, transform=axes.transAxes, wrap=True
    )
    return Chart(title, figure, data)
