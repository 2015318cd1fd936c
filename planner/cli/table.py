"""The priority table in the terminal, its cut line drawn where the scarcity index passes 1."""

from __future__ import annotations

import math
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from planner.letters import one_line
from planner.words.amounts import CUT, index_figure, narrow, narrow_points
from planner.words.held import held_word

HEADINGS = 3
"""Lines of the table above its first row."""
CUT_LINE = "── cut line: below, something else earns these GPUs more "
MARKS = {"fund": ("●", "green"), "trim": ("◐", "yellow"), "defer": ("◷", "cyan"), "decline": ("○", "red")}
NARROW = 90
"""Columns of a terminal below which the team is left out."""
TEAM = 12
"""Columns that a team has at most."""


type Row = dict[str, Any]
"""A row of ``plan.requests``."""


def priority_lines(console: Console, requests: list[Row], most: int) -> list[Text]:
    """The first requests in priority order, a line each below two of headings, and the cut line among them."""
    with console.capture() as capture:
        console.print(_table(requests[:most], console.width))
    lines = [Text.from_ansi(line) for line in capture.get().splitlines()]
    above = sum(row["scarcity_index"] >= CUT for row in requests)
    if 0 < above < len(requests) and above <= most:
        lines.insert(HEADINGS + above, Text(CUT_LINE.ljust(console.width, "─"), style="dim"))
    return lines


def _table(requests: list[Row], width: int) -> Table:
    table = Table(
        box=SIMPLE_HEAD,
        width=width,
        padding=(0, 1),
        collapse_padding=True,
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    teams = width >= NARROW and any(row["team"] for row in requests)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("request", ratio=1, no_wrap=True, overflow="ellipsis")
    if teams:
        table.add_column("team", max_width=TEAM, no_wrap=True, overflow="ellipsis")
    table.add_column("decision", no_wrap=True)
    for header in ("share", "GPU·h", "value", "captured", "scarcity\nindex"):
        table.add_column(header, justify="right", no_wrap=True)
    for row in requests:
        table.add_row(*_cells(row, teams))
    return table


def _cells(row: Row, teams: bool) -> list[Text]:
    mark, colour = MARKS[row["decision"]]
    decision = held_word(row["held_by"], row["scarcity_index"]) or row["decision"]
    title, option = row["name"] or row["id"], row["option"]
    return [
        Text(str(row["rank"])),
        Text(one_line(f"{title} ({option})" if option else title)),
        *([Text(one_line(row["team"]))] if teams else []),
        Text(f"{mark} {decision}", style=colour),
        Text(share_words(row["share"])),
        Text(narrow(row["given_gpu_hours"], 11) if row["given_gpu_hours"] else "–"),
        Text(narrow_points(row["value_points"])),
        Text(narrow_points(row["captured_points"])),
        Text(index_words(row["scarcity_index"])),
    ]


def share_words(share: float) -> str:
    """A share in per cent; what is neither nothing nor all never looks so."""
    if share <= 0:
        return "–"
    return "< 1 %" if share < 0.01 else "99 %" if 0.99 < share < 1 - 1e-6 else f"{100 * share:.0f} %"


def index_words(index: float) -> str:
    """A scarcity index as shown: ``free`` where nothing is contested, ``–`` for what is worth nothing by itself."""
    if math.isnan(index):
        return "–"
    if math.isinf(index):
        return "free"
    return index_figure(index)
