"""``--chart``: a chart in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from planner.atomic import check_writable
from planner.charts.catalogue import draw as drawn
from planner.charts.theme import DARK, LIGHT
from planner.charts.write import check_ending, write_chart
from planner.cli.console import say
from planner.domain.names import suggestion
from planner.errors import InputError


def check_chart(file: Path | None) -> None:
    """Raise InputError for a chart that can't be written, before anything is solved for it."""
    if file is not None:
        check_ending(file)
        check_writable(file)


def check_kind(kind: str, known: tuple[str, ...]) -> None:
    """Raise InputError for a chart that is not there."""
    if kind not in known:
        hint = suggestion(kind, frozenset(known)) or "; there are " + ", ".join(known)
        raise InputError(f"--chart-kind: there is no chart {kind!r}{hint}")


def draw(file: Path | None, dark: bool, kind: str, *found: Any) -> None:
    """Draw what was found in one of the themes and write it, where a file is asked for; say what it shows."""
    if file is not None:
        with catch_warnings(record=True) as warned:
            simplefilter("always")
            chart = drawn(kind, found, theme=DARK if dark else LIGHT)
            write_chart(chart, file)
        say(f"{file}: {' '.join(chart.title.split())}", err=True)
        if any("missing from font" in str(warning.message) for warning in warned):
            say(f"{file}: some letters are in no font that was found here; boxes stand for them", err=True)
