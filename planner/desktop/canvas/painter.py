"""A chart painted by Qt: lines stay lines, texts stay texts, and letters come from the system where need be."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, Bbox
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

POINTS = 72.0
"""Of type, in an inch."""
BOLD = 600
CAPS = {
    "butt": Qt.PenCapStyle.FlatCap,
    "round": Qt.PenCapStyle.RoundCap,
    "projecting": Qt.PenCapStyle.SquareCap,
}
JOINS = {
    "miter": Qt.PenJoinStyle.MiterJoin,
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
}


FAMILY = "DejaVu Sans"
"""In which charts are laid out; it comes with what draws them."""


def paint_chart(figure: Any, painter: QPainter, dots: float) -> None:
    """Paint a figure with its upper left corner where the painter is; ``dots``: of the painter, for each inch."""
    figure.set_dpi(dots)
    figure.draw(PainterRenderer(painter, figure.bbox.width, figure.bbox.height, dots))


class PainterRenderer(RendererBase):  # type: ignore[misc, no-untyped-call, unused-ignore]
    """matplotlib's way to draw, by a painter of Qt."""

    def __init__(self, painter: QPainter, width: float, height: float, dpi: float) -> None:
        super().__init__()
        self._painter, self.width, self.height, self.dpi = painter, width, height, dpi
        self._flip = Affine2D().scale(1, -1).translate(0, height)

    def flipy(self) -> bool:
        return True

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        return points * self.dpi / POINTS

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803  its name there
        painter = self._painter
        painter.save()
        self._clip(gc)
        painter.setPen(self._pen(gc))
        painter.setBrush(_brush(gc, rgbFace))
        painter.drawPath(_outline(path, transform + self._flip))
        painter.restore()

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        rows, columns = im.shape[:2]
        pixels = np.ascontiguousarray(im[::-1])
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
        self._painter.save()
        self._clip(gc)
        self._painter.drawImage(QRectF(x, self.height - y - rows, columns, rows), image)
        self._painter.restore()

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
    ) -> None:
        painter = self._painter
        painter.save()
        self._clip(gc)
        painter.setPen(_colour(gc.get_rgb()))
        painter.setFont(self._font(prop))
        painter.translate(x, y)
        painter.rotate(-angle)
        painter.drawText(QPointF(0, 0), s)
        painter.restore()

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        metrics = QFontMetricsF(self._font(prop))
        return metrics.horizontalAdvance(s), metrics.ascent() * 0.8 + metrics.descent(), metrics.descent()

    def _font(self, prop: Any) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(round(self.points_to_pixels(prop.get_size_in_points())), 1))
        font.setBold(prop.get_weight() in ("bold", "semibold", "heavy") or _is_heavy(prop.get_weight()))
        font.setItalic(prop.get_style() != "normal")
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _pen(self, gc: Any) -> QPen:
        width = self.points_to_pixels(gc.get_linewidth())
        if width <= 0:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(_colour(gc.get_rgb()), width)
        pen.setCapStyle(CAPS[str(gc.get_capstyle())])
        pen.setJoinStyle(JOINS[str(gc.get_joinstyle())])
        offset, dashes = gc.get_dashes()
        if dashes is not None and len(dashes):
            pen.setDashPattern([max(float(self.points_to_pixels(dash)) / width, 0.01) for dash in dashes])
            pen.setDashOffset(float(self.points_to_pixels(offset)) / width)
        return pen

    def _clip(self, gc: Any) -> None:
        box: Bbox | None = gc.get_clip_rectangle()
        if box is not None:
            x, y, width, height = box.bounds
            self._painter.setClipRect(
                QRectF(x, self.height - y - height, width, height), Qt.ClipOperation.IntersectClip
            )
        path, transform = gc.get_clip_path()
        if path is not None:
            self._painter.setClipPath(_outline(path, transform + self._flip), Qt.ClipOperation.IntersectClip)


def _is_heavy(weight: Any) -> bool:
    return isinstance(weight, int | float) and weight >= BOLD


def _outline(path: Any, transform: Any) -> QPainterPath:
    """A path of matplotlib as one of Qt."""
    found = QPainterPath()
    for at, code in path.iter_segments(transform, remove_nans=True, simplify=False):
        points = [QPointF(float(at[k]), float(at[k + 1])) for k in range(0, len(at), 2)]
        if code == Outline.MOVETO:
            found.moveTo(points[0])
        elif code == Outline.LINETO:
            found.lineTo(points[0])
        elif code == Outline.CURVE3:
            found.quadTo(*points)
        elif code == Outline.CURVE4:
            found.cubicTo(*points)
        elif code == Outline.CLOSEPOLY:
            found.closeSubpath()
    return found


def _brush(gc: Any, face: Any) -> QBrush:
    if face is None:
        return QBrush(Qt.BrushStyle.NoBrush)
    opaque = gc.get_alpha() if gc.get_forced_alpha() or len(face) == len("RGB") else face[3]
    return QBrush(_colour((*face[:3], opaque)))


def _colour(rgba: Any) -> QColor:
    return QColor.fromRgbF(*(float(part) for part in rgba))
