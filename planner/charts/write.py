"""Charts to files: PNG, SVG and PDF, and the table as CSV; the same chart always gives the same bytes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner import atomic
from planner.atomic import replace_file
from planner.charts.settings import as_it_comes
from planner.files.export import write_frame

if TYPE_CHECKING:
    from planner.charts.sheet import Chart

ENDINGS = (".png", ".svg", ".pdf", ".csv")
DOTS = 160
"""Of a PNG, for each inch."""


def check_ending(path: str | Path) -> None:
    """Raise InputError where a chart can't be written under this name."""
    atomic.check_ending(path, "a chart", ENDINGS)


def write_chart(chart: Chart, path: str | Path) -> None:
    """Write a chart, or its table where the name ends in .csv. Raises InputError for another ending."""
    check_ending(path)
    ending = Path(path).suffix.lower()
    if ending == ".csv":
        write_frame(chart.data, path)
        return
    replace_file(path, rendered(chart, ending[1:]))


def rendered(chart: Chart, kind: str) -> bytes:
    """A chart's bytes as png, svg or pdf, without a date."""
    content = io.BytesIO()
    dateless: dict[str, Any] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind, {})
    with as_it_comes(svg__hashsalt="gpu-planner", svg__fonttype="none", pdf__fonttype=42):
        chart.figure.savefig(content, format=kind, dpi=DOTS, facecolor=chart.figure.get_facecolor(), metadata=dateless)
    return content.getvalue()
