"""Points of a value curve, kept so that the curve is concave and goes through (0, 0) and (1, 1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

type Point = tuple[float, float]
"""Share of the demand that is served, and part of the value that it brings; both from 0 to 1."""

START, END = (0.0, 0.0), (1.0, 1.0)
GRID = 2
"""Decimals that points snap to, where the curve lets them."""
NEAR = 0.01
"""The least distance between the shares of two points."""
FINEST = 6
"""Decimals that a point may have where there is no room for fewer."""


def points_of(value: Any) -> list[Point]:
    """The points between the ends of a curve; none for what is no concave curve."""
    if not isinstance(value, list | tuple) or not all(map(_is_point, value)):
        return []
    points = [(float(share), float(part)) for share, part in value]
    if not points or points[-1] != END or not is_concave(points[:-1]):
        return []
    return points[:-1]


def written(points: Sequence[Point]) -> list[list[float]] | None:
    """The curve as plain data; None where it is a straight line."""
    return [list(point) for point in (*points, END)] if points else None


def is_concave(points: Sequence[Point]) -> bool:
    """Whether the curve through the points rises, ever less steeply, from (0, 0) to (1, 1)."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise((START, *points, END))]
    if any(run <= 0 or rise < 0 for run, rise in steps):
        return False
    slopes = [rise / run for run, rise in steps]
    return all(after <= before + 1e-9 * max(1.0, before) for before, after in pairwise(slopes))


def moved(points: Sequence[Point], index: int, to: Point) -> list[Point]:
    """The points with one of them as near to a place as the curve allows."""
    before, after = [START, *points][index], [*points, END][index + 1]
    share = points[index][0]
    if after[0] - before[0] >= 2 * NEAR:
        share = round(min(max(round(to[0], GRID), before[0] + NEAR), after[0] - NEAR), FINEST)
    lowest, highest = bounds([*points[:index], *points[index + 1 :]], share)
    return [*points[:index], (share, _snapped(to[1], lowest, highest)), *points[index + 1 :]]


def added(points: Sequence[Point], at: Point) -> tuple[list[Point], int]:
    """The points with one more near a place, and which one that is; -1 where there is no room for it."""
    index = sum(point[0] < at[0] for point in points)
    before, after = [START, *points][index], [*points, END][index]
    if after[0] - before[0] < 2 * NEAR:
        return list(points), -1
    return moved([*points[:index], at, *points[index:]], index, at), index


def bounds(others: Sequence[Point], share: float) -> tuple[float, float]:
    """The least and the largest part of the value that a point may have between the other points."""
    chain = [START, *others, END]
    right = next(k for k, point in enumerate(chain) if point[0] > share)
    before, after = chain[right - 1], chain[right]
    lowest = _along(before, after, share)
    highest = after[1]
    if right >= 2:
        highest = min(highest, _along(chain[right - 2], before, share))
    if right + 1 < len(chain):
        highest = min(highest, _along(after, chain[right + 1], share))
    return lowest, max(highest, lowest)


def _along(a: Point, b: Point, share: float) -> float:
    """The height of the line through two points, there or beyond them."""
    return a[1] + (b[1] - a[1]) / (b[0] - a[0]) * (share - a[0])


def _snapped(part: float, lowest: float, highest: float) -> float:
    """The roundest number near a part that lies within bounds."""
    wanted = min(max(part, lowest), highest)
    for digits in range(GRID, FINEST + 1):
        unit = 10.0**-digits
        nearest = round(wanted, digits)
        inside = [nearest, math.ceil(lowest / unit) * unit, math.floor(highest / unit) * unit]
        for each in (round(number, digits) for number in inside):
            if lowest <= each <= highest and abs(each - wanted) <= unit:
                return each
    return wanted


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list | tuple)
        and len(point) == 2
        and all(isinstance(part, int | float) and not isinstance(part, bool) for part in point)
    )
