"""The bounds of a number field, as the domain's annotations give them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from annotated_types import Ge, Gt, Le

from planner.domain.base import Noun
from planner.files.annotations import bare, base_of, fields_of, members_of, metadata


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
    wanted: Any = noun
    for step in steps:
        wanted = _inside(wanted, step)
    found = Bounds()
    for number in (member for member in members_of(wanted) if base_of(member) is float):
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


def _inside(wanted: Any, step: str | int) -> Any:
    """What an annotation wants of one of its parts."""
    for member in members_of(wanted):
        base = base_of(member)
        if isinstance(base, type) and issubclass(base, Noun):
            return fields_of(base).get(str(step), Any)
        if base is dict:
            return get_args(bare(member))[1]
        if base is tuple:
            parts = get_args(bare(member))
            return parts[step] if isinstance(step, int) and parts[-1] is not Ellipsis else parts[0]
    return Any


def _float(bound: Any) -> float:
    return float(bound)
