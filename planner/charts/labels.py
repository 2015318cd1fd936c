"""What is written in a chart beside its title: names of places and ticks, each where it has room, and the key."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter
from matplotlib.transforms import Bbox

from planner.charts.sheet import SMALL
from planner.charts.theme import Theme
from planner.words.amounts import short

SMALL_LETTERS = 11.0
"""Letters of small type for each inch."""
AROUND = ((7, 0, "left"), (-7, 0, "right"), (7, 9, "left"), (7, -9, "left"), (-7, 9, "right"), (-7, -9, "right"))
"""Where a label may stand beside its point [points of type], the best place first."""


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


def legend(axes: Axes, theme: Theme, names: Iterable[tuple[str, str, str]]) -> None:
    """A small key of (name, colour, marker) below the chart, where it hides nothing."""
    handles = [
        Line2D([], [], color=colour, marker=marker or "s", linestyle="none", markersize=7, label=name)
        for name, colour, marker in names
    ]
    how: dict[str, Any] = {"borderaxespad": 0.2, "handletextpad": 0.2, "columnspacing": 1.2, "ncols": len(handles)}
    figure: Any = axes.figure
    figure.legend(
        handles=handles, frameon=False, fontsize=SMALL, labelcolor=theme.ink, loc="outside lower right", **how
    )
