"""Rows and columns of widgets, without margins unless some are wanted."""

from __future__ import annotations

from types import EllipsisType

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

type Part = QWidget | QLayout | EllipsisType
"""A widget, a row or column inside of this one, or with ``...`` room that takes what is left over."""
type Parts = Part | tuple[Part, int]
"""A part, or one with how much it stretches."""
type Margins = int | tuple[int, int, int, int]
"""All around, or left, above, right and below [px]."""


def row_of(
    *parts: Parts, inside: QWidget | None = None, gap: int | None = None, margins: Margins | None = 0
) -> QHBoxLayout:
    """Parts from left to right, as what is ``inside`` a widget; the style's own gap or margins where they are None."""
    return _filled(QHBoxLayout() if inside is None else QHBoxLayout(inside), parts, gap, margins)


def column_of(
    *parts: Parts, inside: QWidget | None = None, gap: int | None = None, margins: Margins | None = 0
) -> QVBoxLayout:
    """Parts from top to bottom, else as ``row_of``."""
    return _filled(QVBoxLayout() if inside is None else QVBoxLayout(inside), parts, gap, margins)


def _filled[Box: QBoxLayout](box: Box, parts: tuple[Parts, ...], gap: int | None, margins: Margins | None) -> Box:
    if margins is not None:
        box.setContentsMargins(*(margins if isinstance(margins, tuple) else (margins,) * 4))
    if gap is not None:
        box.setSpacing(gap)
    for each in parts:
        part, stretch = each if isinstance(each, tuple) else (each, 0)
        if isinstance(part, QWidget):
            box.addWidget(part, stretch)
        elif isinstance(part, QLayout):
            box.addLayout(part, stretch)
        else:
            box.addStretch(stretch)
    return box
