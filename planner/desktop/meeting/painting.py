"""A slide painted: the same on a screen and on a page, its type as large as the place allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from planner.charts import theme as charts
from planner.desktop.look.theme import Theme
from planner.desktop.look.words import tr
from planner.desktop.meeting.slide import SHAPES, Slide
from planner.letters import isolated
from planner.report.page import Table

MARGIN = 2.4
"""Around a slide, in times its type."""
HEAD, TOPIC = 1.7, 0.85
"""Type of the headline and of what stands above it, in times that of the rest."""
GROWN, SHRUNK = (1.35, 1.2, 1.1), (1.0, 0.92, 0.85, 0.78)
"""How far what is short, and has no chart, is made larger; how far what is long smaller, before its end is left out."""
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
LEAST = 6.0
"""Type of which a chart needs so many above each other."""


@dataclass(frozen=True)
class Look:
    """How slides are painted: in a theme, with type so high [px]."""

    theme: Theme
    type_px: float
    family: str

    def font(self, times: float = 1.0, *, is_bold: bool = False) -> QFont:
        font = QFont(self.family)
        font.setPixelSize(max(round(self.type_px * times), 1))
        font.setBold(is_bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def paint_slide(painter: QPainter, area: QRectF, slide: Slide, look: Look) -> QRectF:
    """Paint all but the chart; returns where that belongs, an empty place where there is none."""
    px, theme = look.type_px, look.theme
    painter.fillRect(area, QColor(charts.THEMES[theme.name].ground))
    room = area.adjusted(MARGIN * px, 1.4 * px, -MARGIN * px, -0.6 * px)
    room = _text(painter, room, slide.topic, look.font(TOPIC), theme.quiet, 0.25 * px)
    room = _text(painter, room, slide.headline, look.font(HEAD, is_bold=True), theme.text, 0.7 * px)
    if slide.note:
        room = _text(painter, room, slide.note, look.font(TOPIC), theme.warn, 0.5 * px)
    has_chart = slide.drawing is not None
    for times in SHRUNK if has_chart else (*GROWN, *SHRUNK):
        small = replace(look, type_px=px * times)
        if _height(painter, room, slide, small) <= room.height() - (LEAST * px if has_chart else 0):
            break
    below = _sections(painter, room, slide, small)
    if slide.table is not None:
        _rows(painter, below, slide.table, slide.foot, small)
    return below.adjusted(-0.4 * px, 0, 0.4 * px, 0) if has_chart else QRectF()


def _text(painter: QPainter, room: QRectF, text: str, font: QFont, colour: str, gap: float) -> QRectF:
    """Write a text at the top of a place, and return what is left below it."""
    if not text:
        return room
    painter.setFont(font)
    painter.setPen(QColor(colour))
    taken = painter.drawText(room, WRAP, isolated(text))
    return room.adjusted(0, taken.height() + gap, 0, 0)


def _high(painter: QPainter, width: float, text: str, font: QFont) -> float:
    painter.setFont(font)
    return painter.boundingRect(QRectF(0, 0, width, 1e6), WRAP, isolated(text)).height()


def _height(painter: QPainter, room: QRectF, slide: Slide, look: Look) -> float:
    """What sentences and table would take."""
    px, taken = look.type_px, 0.0
    for above, said in slide.sections:
        if above:
            taken += _high(painter, room.width(), above, look.font(is_bold=True)) + 0.7 * px
        taken += sum(_high(painter, room.width() - _indent(above, px), each, look.font()) + 0.35 * px for each in said)
    if slide.table is not None:
        columns = _columns(painter, room.width(), slide.table, look)
        taken += sum(_row_height(painter, columns, row, look) for row in _cells(slide.table)) + 0.9 * px
        taken += _high(painter, room.width(), slide.foot, look.font(TOPIC)) if slide.foot else 0
    return taken


def _indent(above: str, px: float) -> float:
    return px if above else 0.0


def _sections(painter: QPainter, room: QRectF, slide: Slide, look: Look) -> QRectF:
    px, theme = look.type_px, look.theme
    for above, said in slide.sections:
        if above:
            room = room.adjusted(0, 0.4 * px, 0, 0)
            room = _text(painter, room, above, look.font(is_bold=True), theme.text, 0.3 * px)
        inset = _indent(above, px)
        for each in said:
            if _high(painter, room.width() - inset, each, look.font()) > room.height():
                return room  # what has no room is left out whole
            left = _text(painter, room.adjusted(inset, 0, 0, 0), each, look.font(), theme.text, 0.35 * px)
            room = left.adjusted(-inset, 0, 0, 0)
    return room


# -- tables ----------------------------------------------------------------------------------------------------------


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in (table.head, *table.rows)]


def _columns(painter: QPainter, width: float, table: Table, look: Look) -> list[float]:
    """How wide each column is: as its widest cell, the widest ones less where all together have no room."""
    natural = _natural(painter, table, look, is_whole=True)
    if sum(natural) <= width:
        return natural
    natural = _natural(painter, table, look, is_whole=False)
    low, high = 0.0, max(natural)
    for _ in range(40):  # the width at which all fit that are cut to it
        cut = (low + high) / 2
        low, high = (cut, high) if sum(min(wide, cut) for wide in natural) <= width else (low, cut)
    return [min(wide, high) for wide in natural]


def _natural(painter: QPainter, table: Table, look: Look, *, is_whole: bool) -> list[float]:
    """How wide the columns would be; the titles of figures go on in the next line unless they are to be ``whole``."""
    found = []
    head, *cells = _cells(table)
    for k, title in enumerate(head):
        painter.setFont(look.font(is_bold=k == 0))
        words = title.split() if k in table.numbers and not is_whole else [title]
        widest = max(painter.fontMetrics().horizontalAdvance(text) for text in (*(row[k] for row in cells), *words))
        found.append(widest * 1.02 + 1.2 * look.type_px)
    return found


def _row_height(painter: QPainter, columns: list[float], row: tuple[str, ...], look: Look) -> float:
    gap = 1.2 * look.type_px
    highs = [
        _high(painter, wide - gap, cell, look.font(is_bold=k == 0))
        for k, (wide, cell) in enumerate(zip(columns, row, strict=True))
    ]
    return max(highs) + 0.55 * look.type_px


def _rows(painter: QPainter, room: QRectF, table: Table, foot: str, look: Look) -> None:
    """The rows that have room, and what stands below them; how many have none is said."""
    px, theme = look.type_px, look.theme
    under = _high(painter, room.width(), foot, look.font(TOPIC)) if foot else 0
    columns, cells = _columns(painter, room.width(), table, look), _cells(table)
    heights = [_row_height(painter, columns, row, look) for row in cells]
    top, bottom = room.top() + 0.3 * px, room.bottom() - under
    for number, (row, high) in enumerate(zip(cells, heights, strict=True)):
        left_out = len(cells) - number
        if top + high + (1.5 * px if number < len(cells) - 1 else 0) > bottom and number:
            more = tr("and {count} more", count=left_out)
            foot = f"{more}. {foot}".strip()
            break
        _row(painter, QRectF(room.left(), top, room.width(), high), columns, row, table, look, is_head=number == 0)
        top += high
        painter.setPen(QPen(QColor(theme.border), max(px / 20, 1)))
        painter.drawLine(QPointF(room.left(), top), QPointF(room.right(), top))
    beneath = QRectF(room.left(), top + 0.4 * px, room.width(), max(room.bottom() - top, 2 * px))
    _text(painter, beneath, foot, look.font(TOPIC), theme.quiet, 0)


def _row(
    painter: QPainter,
    place: QRectF,
    columns: list[float],
    row: tuple[str, ...],
    table: Table,
    look: Look,
    *,
    is_head: bool,
) -> None:
    px, theme, left = look.type_px, look.theme, place.left()
    for k, (wide, cell) in enumerate(zip(columns, row, strict=True)):
        colour = theme.quiet if is_head else theme.text
        if k in table.decisions and not is_head:
            colour = theme.decision(next((key for key, shape in SHAPES.items() if cell.startswith(shape)), ""))
        painter.setFont(look.font(is_bold=k == 0 and not is_head))
        painter.setPen(QColor(colour))
        side = Qt.AlignmentFlag.AlignRight if k in table.numbers else Qt.AlignmentFlag.AlignLeft
        flags = int(Qt.TextFlag.TextWordWrap) | int(side) | int(Qt.AlignmentFlag.AlignTop)
        painter.drawText(QRectF(left, place.top() + 0.28 * px, wide - 1.2 * px, place.height()), flags, isolated(cell))
        left += wide
