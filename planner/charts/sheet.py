"""The sheet that every chart is drawn on: title, panels, grid, lines with a name."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter

from planner.charts.settings import as_it_comes
from planner.charts.theme import LIGHT, Theme
from planner.letters import shown

SIZE = (10.0, 6.2)
"""Inches; at 100 dots an inch a window of 1,000 by 620."""
TITLE, TEXT, SMALL = 15.0, 11.0, 10.0
LETTERS, MARGIN = 8.0, 3
"""Letters of a title for each inch, and how many have no room at the edges."""
BESIDE = 0.9
"""Room beside a panel for what its lines are called [inches]."""
LINE = 0.19
"""From one line of small type to the next [inches]."""
EDGE, LEADING, POINTS = 0.12, 1.3, 72.0
"""Around title and subtitle [inches]; from line to line, as a part of the type's size; points of type in an inch."""


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
    *,
    is_over: bool = False,
    **grid: Any,
) -> tuple[Figure, list[Axes]]:
    """A figure with its title set to the left, and axes without boxes.

    ``is_over``: the subtitle stands over all panels, where several stand beside each other; else over the first.
    """
    figure = Figure(figsize=size, layout="constrained", facecolor=theme.ground)
    FigureCanvasAgg(figure)
    lines = in_width(title, int(LETTERS * size[0] - MARGIN)) or [""]
    above = columns == 1 or is_over  # else every panel has a caption of its own
    captions = in_width(subtitle, int(1.5 * LETTERS * size[0])) if above else []
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
    lines = in_width(note, int(1.35 * LETTERS * width))
    room = (EDGE / 2 + (LEADING * TEXT * len(lines)) / POINTS) / height
    for text in figure.texts:
        text.set_y(text.get_position()[1] - room)
    left, low, across, up = figure.get_layout_engine().get()["rect"]
    figure.get_layout_engine().set(rect=(left, low, across, max(up - room, 0.2)))
    figure.text(EDGE / width, 1 - EDGE / height, "\n".join(lines), ha="left", va="top", fontsize=TEXT,
                color=theme.decisions["trim"]).set_in_layout(False)  # fmt: skip
    return chart


def untitled(chart: Chart) -> Chart:
    """The chart without its title on the sheet; what stands below it moves up."""
    figure: Any = chart.figure
    if figure.get_suptitle() == "":
        return chart
    height = figure.get_figheight()
    room = LEADING * TITLE * len(figure.get_suptitle().splitlines()) / POINTS / height
    figure._suptitle.remove()
    figure._suptitle = None
    for text in figure.texts:
        text.set_y(text.get_position()[1] + room)
    left, low, across, up = figure.get_layout_engine().get()["rect"]
    figure.get_layout_engine().set(rect=(left, low, across, min(up + room, 0.99 - low)))
    return chart


@contextmanager
def without_formulas() -> Iterator[Callable[[Chart], Chart]]:
    """What is drawn inside takes no ``$`` for the beginning of a formula; what is given makes a chart stay so."""
    with as_it_comes(text__parse_math=False):
        yield _all_spelt_out


def _all_spelt_out(chart: Chart) -> Chart:
    """The chart with every letter of its texts as it is written; none is obeyed, now or when it is drawn again."""
    figure: Any = chart.figure
    for text in figure.findobj(Text):
        text.set_parse_math(True)  # as those that are made later do
        text.set_text(_spelt_out(text.get_text()))
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        if isinstance(ticks := axis.get_major_formatter(), FuncFormatter):  # which names are told by, too
            axis.set_major_formatter(FuncFormatter(lambda x, at, told=ticks: _spelt_out(told(x, at))))
    return replace(chart, title=shown(chart.title))


def _spelt_out(text: str) -> str:
    return shown(text).replace("$", r"\$")


def caption(axes: Axes, text: str, theme: Theme, width: float) -> None:
    """A line above a panel that is so wide [inches], on as many lines as it takes."""
    lines = in_width(text, max(int(1.3 * LETTERS * width), 8))
    axes.set_title("\n".join(lines), loc="left", fontsize=TEXT, color=theme.muted, pad=8)


def in_width(text: str, most: int) -> list[str]:
    """The text on lines of at most so many letters; Chinese letters count for two, and any of them may end a line."""
    pieces = re.findall(rf"[{WIDE}]|[^{WIDE}\s]+|\s+", text)
    if not any(_is_wide(piece) for piece in pieces):
        return textwrap.wrap(text, most)
    lines = [""]
    for piece in pieces:
        if _room(lines[-1] + piece) > most and piece not in CLOSING and lines[-1].strip():
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


WIDE = "\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60"
"""Letters of Chinese, Japanese and Korean."""
CLOSING = frozenset("，。；：、）”！？")
"""Signs that never begin a line."""


def _is_wide(letter: str) -> bool:
    return len(letter) == 1 and letter > "\u2e7f"


def _room(line: str) -> int:
    return sum(2 if _is_wide(letter) else 1 for letter in line)


def in_lines(axes: Axes, names: Sequence[str]) -> None:
    """Name the lines of a chart, the first one on top; between them is nothing."""
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(False, axis="y")
    axes.tick_params(axis="y", length=0)


def fitting(size: tuple[float, float] | None, most: int, above: float = 2.0) -> int:
    """How many lines with a name have room on a sheet, ``above`` and below them [inches]; without a size: the most."""
    return most if size is None else min(most, max(int((size[1] - above) / LINE), 4))


def empty(title: str, text: str, theme: Theme, data: pd.DataFrame) -> Chart:
    """A chart of nothing, which says why."""
    figure, (axes,) = sheet(title, theme=theme)
    axes.set_axis_off()
    axes.text(
        0.5, 0.5, text, ha="center", va="center", color=theme.muted, fontsize=12, transform=axes.transAxes, wrap=True
    )
    return Chart(title, figure, data)
