"""Several names with their order, each with a speed or without one; in the file a list, or a mapping to numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DIGITS = 4
"""Of a speed that comes from the catalogue."""

type Ticks = dict[str, Any]
"""Names in their order; the value is a speed, or a word that can't be one, or None for the catalogue's."""


def ticks_of(value: Any) -> Ticks:
    """What a list of names, a mapping, or a single name says."""
    if isinstance(value, Mapping):
        return {str(name): speed for name, speed in value.items()}
    names = value if isinstance(value, list | tuple) else () if value is None else (value,)
    return dict.fromkeys(map(str, names))


def written(ticks: Ticks, known: Mapping[str, float], reference: str = "") -> Any:
    """A list of names where none has a speed, else a mapping, in which those without one get the catalogue's.

    ``known`` are the catalogue's speeds; ``reference`` is whose hours count as 1, else the first name is it.
    """
    if all(speed is None for speed in ticks.values()):
        return list(ticks) or None
    return {
        name: (catalogued(name, ticks, known, reference) or 1.0) if speed is None else speed
        for name, speed in ticks.items()
    }


def catalogued(name: str, ticks: Ticks, known: Mapping[str, float], reference: str = "") -> float | None:
    """The catalogue's speed of an accelerator, in hours of the reference; None where it knows none."""
    base = known.get(reference or next(iter(ticks), name))
    own = known.get(name)
    if not own or not base:
        return None
    return float(f"{own / base:.{DIGITS}g}")
