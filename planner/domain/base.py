"""What all nouns share: frozen, strict about keys, documented field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LARGEST = 1e15
"""The largest number that is told apart from its neighbours: double precision holds 15 digits."""
Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-LARGEST, le=LARGEST)]
"""Any number up to a million billions. Text and true/false are not numbers."""
Amount = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=LARGEST)]
"""A number of something: 0 or more."""
Positive = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0)]
"""A number above 0."""
Fraction = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1)]
"""A part of something: from 0 to 1."""
Id = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200, pattern=r"^\S(.*\S)?$")]
"""A name that other parts of the scenario can refer to: any script, no space at the ends, no line break."""
Date = Annotated[str, StringConstraints(strict=True, pattern=r"^\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|W\d{2}))?$")]
"""``2027-01``, ``2027-01-18``, ``2027-Q1`` or ``2027-W03``."""

type Series = Amount | tuple[Amount, ...] | dict[Date, Amount]
"""A quantity over time: one number, a list with one number for each period, or steps ``{2027-01: 256, 2027-04: 384}``,
each of which holds from its period on (before the first step: 0)."""

type Payments = Amount | tuple[Amount, ...] | dict[Date, Amount]
"""Money that is due once: one amount, a list with one amount for each period, or amounts by their dates
``{2027-02: 40_000, 2027-05: 10_000}``, each of which falls in the one period in which its date begins."""

OVER_TIME = frozenset({"gpus", "nodes", "fte", "availability"})
"""Fields that hold a quantity over time."""
HOLDERS = frozenset({"serve", "people"})
"""Fields each of whose entries is a quantity over time."""


def mapped(series: Series, change: Callable[[float], float]) -> Series:
    """The series with every number of it changed."""
    if isinstance(series, dict):
        return {when: change(amount) for when, amount in series.items()}
    return tuple(map(change, series)) if isinstance(series, tuple) else change(series)


class Noun(BaseModel):
    """A frozen part of a scenario that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @cached_property
    def canonical(self) -> str:
        """All of it as JSON, defaults filled in, in an order that does not depend on how it is written."""
        return canonical(self.model_dump(mode="json"))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced, which forgets what was worked out (and cached) from the old ones."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


def canonical(data: Any) -> str:
    """Plain data as JSON with sorted keys."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
