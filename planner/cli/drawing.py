"""``--chart``: a chart in a file. matplotlib is loaded only where one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from planner.domain.names import suggestion
from planner.errors import InputError
from planner.files.atomic import check_writable

if TYPE_CHECKING:
    from planner.charts.sheet import Chart
    from planner.charts.theme import Theme

OF_A_PLAN = ("priority", "bubbles", "allocation", "heat", "gantt", "fairness")
OF_A_COMPARISON = ("moves", "kpis", "attribution", "regret")


def check_chart(file: Path | None) -> None:
    """Raise InputError for a chart that can't be written, before anything is solved for it."""
    if file is None:
        return
    from planner.charts.write import check_ending

    check_ending(file)
    check_writable(file)


def check_kind(kind: str, known: tuple[str, ...]) -> None:
    """Raise InputError for a chart that is not there."""
    if kind not in known:
        hint = suggestion(kind, frozenset(known)) or "; there are " + ", ".join(known)
        raise InputError(f"--chart-kind: there is no chart {kind!r}{hint}")


def draw(file: Path | None, dark: bool, chart: Callable[[Theme], Chart]) -> None:
    """Draw a chart in one of the themes and write it; say what it shows."""
    if file is None:
        return
    from planner.charts.theme import DARK, LIGHT
    from planner.charts.write import write_chart

    drawn = chart(DARK if dark else LIGHT)
    write_chart(drawn, file)
    typer.echo(f"{file}: {' '.join(drawn.title.split())}", err=True)


def draw_plan(file: Path | None, dark: bool, kind: str, plan: Any) -> None:
    """One of the charts of a plan."""
    from importlib import import_module

    if file is not None:
        drawing = getattr(import_module(f"planner.charts.{kind}"), kind)
        draw(file, dark, lambda theme: drawing(plan, theme))
