"""Every icon by name, drawn in the theme's colours at any size; the drawings are in ``resources/icons``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from planner.desktop.look.theme import current
from planner.files.resources import resource

SIZES = (16, 20, 24, 32, 48, 64)
"""Sizes that are drawn [px]; Qt takes the next larger one and scales it down."""


def icon(name: str, colour: str = "") -> QIcon:
    """An icon in the theme's text colour, or in one of its own; greyed where it is disabled."""
    theme = current()
    return _icon(name, colour or theme.text, theme.quiet)


@cache
def _icon(name: str, colour: str, quiet: str) -> QIcon:
    found = QIcon()
    for size in SIZES:
        found.addPixmap(_drawn(name, colour, size), QIcon.Mode.Normal)
        found.addPixmap(_drawn(name, quiet, size), QIcon.Mode.Disabled)
    return found


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    text = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return QPixmap.fromImage(image)


def names() -> list[str]:
    """Every icon there is."""
    return sorted(Path(entry.name).stem for entry in resource("icons").iterdir() if entry.name.endswith(".svg"))
