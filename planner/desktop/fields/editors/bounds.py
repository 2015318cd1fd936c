"""The bounds of a number field, as the domain's annotations give them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotated_types import Ge, Gt, Le

from planner.domain.base import Noun
from planner.files.annotations import annotation_at, base_of, members_of, metadata


@dataclass(frozen=True)
class Bounds:
    """From ``least`` to ``most``, in the field's unit."""

    least: float = -math.inf
    most: float = math.inf
    is_above: bool = False
    """Whether ``least`` itself is too small."""

    def allow(self, value: float) -> bool:
        return (value > self.least if self.is_above else value >= self.least) and value <= self.most

    def nearest(self, value: float, otherwise: float) -> float:
        """The value, or the bound that it is beyond; ``otherwise`` where that bound is none of the values."""
        if self.allow(value):
            return value
        bound = self.most if value > self.most else self.least
        return bound if self.allow(bound) else otherwise


def bounds_of(noun: type[Noun], steps: Sequence[str | int]) -> Bounds:
    """The bounds of the numbers in a field; of each of them, where it holds several."""
    found = Bounds()
    for number in (member for member in members_of(annotation_at(noun, steps)) if base_of(member) is float):
        for bound in metadata(number):
            match bound:
                case Ge(ge=low):
                    found = Bounds(_float(low), found.most)
                case Gt(gt=low):
                    found = Bounds(_float(low), found.most, is_above=True)
                case Le(le=high):
                    found = Bounds(found.least, _float(high), found.is_above)
        return found
    return found


def _float(bound: Any) -> float:
    return float(bound)
