"""Named limits and promises over requests, and what a scenario expects of its plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from planner.domain.base import Id, Noun, Number
from planner.domain.calendar import Calendar
from planner.domain.inventory import Pool
from planner.domain.request import Request

Measure = Literal["cost", "gpu_hours", "gpu_share", "value", "funded", "energy_kwh", "carbon_kg", "power_kw"]
ATTRIBUTES = "attributes."
"""What stands before the name of an attribute where that is measured: ``attributes.legal_reviews``."""
Attribute = Annotated[str, StringConstraints(strict=True, pattern=r"^attributes\.\S(.*\S)?$")]
"""A figure of the requests' own as a measure: the sum over those that are served, whatever their share."""
Dimension = Literal["id", "team", "product", "kind", "accelerator", "pool", "region", "period"]
REQUEST_DIMENSIONS = ("id", "team", "product", "kind")
PLACE_DIMENSIONS = ("accelerator", "pool", "region")
UNITS: dict[str, str] = {
    "cost": "",
    "gpu_hours": "GPU·h",
    "gpu_share": "of the usable GPU·h",
    "value": "points",
    "funded": "requests",
    "energy_kwh": "kWh",
    "carbon_kg": "kg CO2e",
    "power_kw": "kW",
}
"""Unit of each measure; of cost, the scenario's currency."""


def attribute_of(measure: str | None) -> str | None:
    """The attribute that is measured: ``legal_reviews``; None for a measure of the planner's own."""
    return measure.removeprefix(ATTRIBUTES) if measure is not None and measure.startswith(ATTRIBUTES) else None


type Names = str | tuple[str, ...]


class Selection(Noun):
    """Which requests, places and periods count; what is left out selects everything. A list means any of it."""

    id: Names | None = None
    """Requests that count, by id. Left out: all."""
    team: Names | None = None
    """Teams whose requests count."""
    product: Names | None = None
    """Products whose requests count."""
    kind: Names | None = None
    """Kinds of request that count."""
    accelerator: Names | None = None
    """Accelerators whose hours count."""
    pool: Names | None = None
    """Pools whose hours count."""
    region: Names | None = None
    """Regions whose hours count."""
    period: Names | None = None
    """Periods that count, by their dates."""

    def names(self, dimension: str) -> tuple[str, ...] | None:
        """What a dimension selects, or None for everything."""
        found: Names | None = getattr(self, dimension)
        return (found,) if isinstance(found, str) else found

    def among(self, dimensions: tuple[str, ...]) -> bool:
        """Whether any of these dimensions narrows the selection."""
        return any(getattr(self, dimension) is not None for dimension in dimensions)

    @cached_property
    def said(self) -> dict[str, tuple[str, ...]]:
        """What each dimension that narrows it selects."""
        return {name: names for name in type(self).model_fields if (names := self.names(name)) is not None}

    def selects(self, request: Request) -> bool:
        """Whether it leaves a request in, wherever and whenever that is served."""
        return all(called(request, each) in names for each, names in self.said.items() if each in REQUEST_DIMENSIONS)

    def admits(self, pool: Pool) -> bool:
        """Whether it leaves a pool in, whoever uses that."""
        return all(called(pool, each) in names for each, names in self.said.items() if each in PLACE_DIMENSIONS)

    def periods(self, calendar: Calendar) -> list[int]:
        """The periods that it leaves in, in their order."""
        if (names := self.names("period")) is None:
            return list(range(len(calendar)))
        spans = [(calendar.first(name), calendar.last(name)) for name in names]
        return [t for t in range(len(calendar)) if any(first <= t <= last for first, last in spans)]


def called(thing: Request | Pool, dimension: str) -> str:
    """What a request or a pool is called in a dimension of its own."""
    return str(getattr(thing, "id" if dimension == "pool" else dimension))


EVERYTHING = Selection()


def by_period(named: Iterable[tuple[str, Selection]], calendar: Calendar) -> list[tuple[str, Selection]]:
    """Selections by name, each as one for every period that it leaves in: ``hall in 2027-01``, ``2027-01``."""
    labels = calendar.labels
    return [
        (f"{name} in {labels[t]}" if name else labels[t], of.model_copy(update={"period": labels[t]}))
        for name, of in named
        for t in of.periods(calendar)
    ]


class Limit(Noun):
    """A measure of a selection with a lower limit, an upper one or both."""

    measure: Measure | Attribute
    """What is limited: cost in the scenario's currency, gpu_hours, gpu_share (a part of the usable GPU-hours), value in
    points, funded (how many requests), energy_kwh, carbon_kg, power_kw (in every period), or
    attributes.legal_reviews and the like."""
    of: Selection = EVERYTHING
    """Which requests, places and periods count. Left out: all."""
    at_most: Number | None = None
    """Upper limit, in the measure's unit."""
    at_least: Number | None = None
    """Lower limit or promise, in the measure's unit. One of GPUs never asks for more than the selected requests do."""

    def with_limits(self, change: Callable[[float], float]) -> Self:
        """The same with each of its limits changed."""
        sides = {"at_most": self.at_most, "at_least": self.at_least}
        return self.model_copy(update={side: change(limit) for side, limit in sides.items() if limit is not None})


class Rule(Limit):
    """One named linear limit or promise over requests."""

    name: Id
    """What the rule is called."""
    each: Dimension | None = None
    """One rule for each period, team, product …"""
    enabled: bool = Field(default=True, strict=True)
    """Off: the rule is kept, and has no effect."""
    owner: str = ""
    """Who answers for it."""
    because: str = ""
    """Why it was promised, or limited."""
    notes: str = ""
    """Anything worth knowing."""

    @property
    def divided(self) -> Dimension | None:
        """What tells its parts apart: ``each``; the periods, of a power, of which there is one in each and no sum."""
        return self.each or ("period" if self.measure == "power_kw" else None)

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.at_most is None and self.at_least is None:
            raise ValueError("at_most or at_least, not neither")
        if self.at_most is not None and self.at_least is not None and self.at_most < self.at_least:
            raise ValueError(f"at_most at or above at_least, not {self.at_most:g} below {self.at_least:g}")
        return self


class Expectation(Noun):
    """Something that must hold of the plan: ``{funds: search-answers}`` or ``{measure: value, at_least: 70}``."""

    funds: Id | None = None
    """A request that must be served, in full or in part."""
    declines: Id | None = None
    """A request that must not be served."""
    measure: Measure | Attribute | None = None
    of: Selection = EVERYTHING
    at_most: Number | None = None
    at_least: Number | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [name for name in ("funds", "declines", "measure") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"exactly one of funds, declines and measure, not {' and '.join(given) or 'none of them'}")
        if self.measure is not None and self.at_most is None and self.at_least is None:
            raise ValueError("at_most or at_least beside the measure")
        return self
