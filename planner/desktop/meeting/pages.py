"""Slides as the pages of a PDF: lines and letters, no pictures of them; 16 : 9, light, whatever the screen is."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

import planner
from planner.atomic import replace_file
from planner.charts import theme as charts
from planner.desktop.canvas.drawing import DOTS
from planner.desktop.look.theme import LIGHT
from planner.desktop.look.words import tr
from planner.desktop.meeting.painting import MARGIN, Look, paint_slide
from planner.desktop.meeting.slide import Slide
from planner.desktop.open.jobs import Job
from planner.errors import PlannerError
from planner.letters import isolated
from planner.program import Control

LANE = "meeting pages"
PAGE = QRectF(0, 0, 1600, 900)
"""In which pages are laid out; a page is as wide as a slide of 13.33 inches."""
WIDTH_MM = 338.67
TYPE, OWN = 21.0, 13.0
"""Type of a page, and of a window whose charts are drawn with ``DOTS`` dots an inch [px]."""
FOOT = 42.0
"""Room for name and number at the foot of a page."""


def write_pages(file: Path, name: str, slides: Sequence[Slide], control: Control, tell: Callable[[Any], None]) -> Path:
    """Write slides to a PDF, one a page, in one step. Raises InputError where the file can't be written."""
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setTitle(name)
    writer.setCreator(f"GPU Planner {planner.__version__}")
    size = QSizeF(WIDTH_MM, WIDTH_MM * PAGE.height() / PAGE.width())
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "16:9", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setResolution(288)
    painter = QPainter(writer)
    painter.scale(writer.width() / PAGE.width(), writer.height() / PAGE.height())
    for number, slide in enumerate(slides, 1):
        if control.cancelled:
            break
        if number > 1:
            writer.newPage()
        _page(painter, slide, name, f"{number} / {len(slides)}")
        tell((number, len(slides)))
    painter.end()
    device.close()
    replace_file(file, bytes(content.data()))
    return file


def pages_job(
    file: Path,
    name: str,
    slides: Sequence[Slide],
    written: Callable[[Path], None],
    failed: Callable[[PlannerError], None],
) -> Job:
    """The job that writes slides off the window's thread; those that are not all worked out say so."""
    work = partial(write_pages, file, name, without_what_is_awaited(slides))
    return Job(LANE, work, written, failed)


def _page(painter: QPainter, slide: Slide, name: str, number: str) -> None:
    """One page, with its chart and its foot."""
    look = Look(LIGHT, TYPE, QGuiApplication.font().family())
    painter.fillRect(PAGE, QColor(charts.LIGHT.ground))
    room = paint_slide(painter, PAGE.adjusted(0, 0, 0, -FOOT), slide, look)
    if slide.drawing is not None:
        from planner.desktop.canvas.painter import paint_chart  # as matplotlib, which it needs, when there is a chart

        dots = DOTS * TYPE / OWN
        chart = slide.drawing(charts.LIGHT, (room.width() / dots, room.height() / dots))
        painter.save()
        painter.translate(room.topLeft())
        paint_chart(chart.figure, painter, dots)
        painter.restore()
    foot = QRectF(PAGE.left() + MARGIN * TYPE, PAGE.bottom() - FOOT, PAGE.width() - 2 * MARGIN * TYPE, FOOT - 12)
    painter.setFont(look.font(0.65))
    painter.setPen(QColor(LIGHT.quiet))
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), isolated(name))
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)


@cache
def register_fonts() -> None:
    """Let Qt know the letters that charts are set in, which come with what draws them; on the window's thread."""
    spec = importlib.util.find_spec("matplotlib")
    if spec is not None and spec.origin is not None:
        fonts = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
        for kind in ("", "-Bold"):
            QFontDatabase.addApplicationFont(str(fonts / f"DejaVuSans{kind}.ttf"))


def without_what_is_awaited(slides: Sequence[Slide]) -> list[Slide]:
    """The slides with a word where they were written before all was worked out."""
    said = tr("Written while more was being worked out.")
    return [replace(slide, note=f"{slide.note} {said}".strip()) if slide.is_awaited else slide for slide in slides]
