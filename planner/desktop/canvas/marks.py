"""Which mark of a chart is meant: by the pointer, or by the arrow keys."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt

NEAR = 28.0
"""How far from a mark the pointer may be [px]."""
ASIDE = 2.0
"""How much more a step to the side counts than one in the direction of the key."""
AHEAD: dict[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
"""The direction of each arrow key on the screen."""


def nearest(places: Sequence[QPointF], at: QPointF) -> int | None:
    """The mark nearest to a place, where one is near."""
    far = [math.hypot(place.x() - at.x(), place.y() - at.y()) for place in places]
    best = min(range(len(far)), key=far.__getitem__, default=None)
    return best if best is not None and far[best] <= NEAR else None


def beside(places: Sequence[QPointF], here: int | None, key: int) -> int | None:
    """The next mark in the direction of an arrow key; from nowhere the first of all, and at the edge the same."""
    if here is None or not here < len(places):
        return min(range(len(places)), key=lambda k: (places[k].x(), places[k].y()), default=None)
    across, down = AHEAD[key]
    found: tuple[float, int] | None = None
    for k, place in enumerate(places):
        dx, dy = place.x() - places[here].x(), place.y() - places[here].y()
        ahead, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
        if ahead > 0.5 and (found is None or ahead + ASIDE * aside < found[0]):
            found = (ahead + ASIDE * aside, k)
    return found[1] if found else here
