"""Values that people write otherwise than files do: yes and no, dates, the points of a curve."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.desktop.look.dates import plain_date
from planner.desktop.look.words import tr
from planner.errors import InputError
from planner.files.numerals import number_of

ARROW = re.compile(r"→|->")


@dataclass(frozen=True)
class Worded:
    """How a value is written, and what that is in the words of a file; any other text stays as it is."""

    typed: Callable[[Any], str]
    plain: Callable[[str], str]


def _yes_or_no(value: object) -> str:
    return tr("yes") if value else tr("no")


def _true_or_false(text: str) -> str:
    return {tr("yes"): "true", tr("no"): "false"}.get(text.strip().casefold(), text)


def _arrows(points: Sequence[Sequence[float]]) -> str:
    """``50 % → 80 %``; the end, all for all, goes without saying."""
    inner = [point for point in points if tuple(point) != (1, 1)]
    return ", ".join(f"{100 * share:.10g} % → {100 * part:.10g} %" for share, part in inner)


def _points(text: str) -> str:
    """The points as a list of pairs. Raises InputError for what is no pair of numbers."""
    if not ARROW.search(text):
        return text
    points = [[_part(each) for each in ARROW.split(point)] for point in re.split(r"[,;]", text) if point.strip()]
    if any(len(point) != 2 for point in points):
        raise InputError(tr("must be points such as 50 % -> 80 %, with commas between them"))
    return str([*points, *([] if points[-1] == [1.0, 1.0] else [[1.0, 1.0]])])


def _part(text: str) -> float:
    found = number_of(text.strip(), percent=True)
    if found is None:
        raise InputError(tr("must be points such as 50 % -> 80 %, with numbers, not “{text}”", text=text.strip()))
    return float(found)


def called(texts: Mapping[str, str]) -> Worded:
    """Values that have a text each."""
    return Worded(
        lambda value: tr(texts[value]), lambda text: {tr(said): v for v, said in texts.items()}.get(text, text)
    )


DATE = Worded(str, plain_date)
YES_OR_NO = Worded(_yes_or_no, _true_or_false)
CURVE = Worded(_arrows, _points)
