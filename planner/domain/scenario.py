"""A scenario: everything that one solve needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from planner.domain.base import Amount, Fraction, Id, Noun, Number, Positive
from planner.domain.by_hand import LookedAt
from planner.domain.calendar import Calendar
from planner.domain.family import Family, extended
from planner.domain.inventory import Accelerator, Pool, Role
from planner.domain.request import Request
from planner.domain.rule import Dimension, Expectation, Rule, attribute_of
from planner.domain.ways import Way, ways

CurrencyCode = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{3}$")]
"""A currency by its code of three letters (ISO 4217)."""
PLACES = frozenset({"calendar", "accelerators", "catalogue", "pools"})
"""What the ways of a request depend on besides the request."""


class Metric(Noun):
    """What a metric is, for people: requests say how much of it they bring, weights how much it counts."""

    unit: str = ""
    """What its figures are in: USD, users."""
    notes: str = ""
    """How it is counted, and where its figures come from."""


class Value(Noun):
    """How metrics become points."""

    metrics: dict[str, Metric] = Field(default_factory=dict)
    """Metrics with a unit or notes; all others need no entry here."""
    weights: dict[str, Amount] = Field(default_factory=dict)
    """Weight of each metric; left out: every metric that a request has weighs the same."""
    scale: Literal["share", "raw"] = "share"
    """How metrics become points. share: each metric as a part of its sum, 100 points in all; a variant counts as what
    it extends · raw: weight × metric."""
    discount: Literal["none", "confidence"] = "none"
    """What metrics are discounted by. none: a request counts what it says it brings · confidence: its expected value,
    confidence × metric, in points and in the metrics captured alike."""

    headline: str = ""
    """Metric that sentences say first, beside points; left out: the one with the largest weight, where they say one."""

    @property
    def is_expected(self) -> bool:
        """Whether figures count by how sure they are: what a plan captures is an expected value."""
        return self.discount == "confidence"

    def brought(self, request: Request) -> dict[str, float]:
        """What a request is counted to bring when it is served in full, by metric, in the metric's own unit."""
        if not self.is_expected:
            return request.metrics
        return {metric: request.confidence * amount for metric, amount in request.metrics.items()}


class CheapestFor(Noun):
    target_value: Number
    """Points that the plan must capture."""


class CostObjective(Noun):
    """Spend the least that captures a value."""

    cost: CheapestFor


Objective = Literal["value", "fair"] | CostObjective


HIGHS = "highs"
"""The solver that is always here."""


class SolverLimits(Noun):
    """Who searches, how far to prove, and how long to try."""

    name: Annotated[str, Field(strict=True, min_length=1, max_length=40)] = HIGHS
    """Solver that searches for whole numbers when a scenario is solved by itself: highs, or another one that PuLP finds
    on this computer, as scip, cbc, glpk, gurobi, cplex, copt or xpress."""

    gap: Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, lt=1)] = 1e-4
    """Distance to the best plan at which the solver stops. Proved, as a part of the value."""
    time_limit: Positive | None = None
    """Longest solve [s]; the best plan found until then is kept, with its gap."""
    threads: Annotated[int, Field(strict=True, ge=1, le=256)] | None = None
    """How many cores of this computer one solve may use. Left out: as many as are useful."""
    seed: Annotated[int, Field(strict=True, ge=0, lt=2**31)] = 0
    """Number that the solver's search begins with; any other finds a plan that is as good."""


class Assumptions(Noun):
    """How far guesses may be off in the futures that a plan is tried against; the plan takes them as they are."""

    value: Fraction = 0.2
    """Relative standard deviation of a value that one is sure of; what a confidence lacks to 1 is added."""
    demand: Fraction = 0.1
    """Relative standard deviation of a demand."""
    late: Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=0.95)] = 0.2
    """Chance that a delivery slips by a period, and then by another, and so on."""


KEYS = {"requests": "id", "pools": "id", "people": "role", "rules": "name"}
"""The collections whose elements others name, and the field that tells those apart."""
_HOMES: dict[type[Noun], str] = {Request: "requests", Pool: "pools", Role: "people", Rule: "rules"}


class Scenario(LookedAt):
    """Calendar, inventory, people, requests, rules and objective."""

    format: Literal[1] = 1
    """Version of the file format."""
    name: str = ""
    """What the scenario is called."""
    notes: str = ""
    """Anything worth knowing."""
    currency: str = "USD"
    """Of all prices and budgets, as a code: USD, EUR."""
    rates: dict[CurrencyCode, Positive] = Field(default_factory=dict)
    """What one of another currency is worth in the scenario's: ``{EUR: 1.08}``. Money may then be written ``1200 EUR``;
    it becomes a number in the scenario's currency when a file is read."""
    calendar: Calendar
    accelerators: dict[Id, Accelerator] = Field(default_factory=dict)
    """What the catalogue lacks or gets wrong."""
    catalogue: SkipJsonSchema[dict[str, Accelerator]] = Field(default_factory=dict, exclude=True, repr=False)
    """Accelerators in use, from ``resources/accelerators.yaml``; no part of the file."""
    pools: tuple[Pool, ...] = ()
    people: tuple[Role, ...] = ()
    requests: tuple[Request, ...] = ()
    value: Value = Value()
    yardstick: dict[str, Amount] = Field(default_factory=dict)
    """Points for one unit of each metric, in place of weights and scale; left out: those say it."""
    family: SkipJsonSchema[Family | None] = Field(default=None, exclude=True, repr=False)
    """What it is measured by as a change of another scenario; None: it stands by itself. No part of the file."""
    objective: Objective = "value"
    entitlements: dict[Id, Fraction] = Field(default_factory=dict)
    """For the fair objective: each team's part of every pool; left out: equal parts."""
    rules: tuple[Rule, ...] = ()
    expect: tuple[Expectation, ...] = ()
    assumptions: Assumptions = Assumptions()
    solver: SolverLimits = SolverLimits()

    @cached_property
    def request_by_id(self) -> dict[str, Request]:
        return {r.id: r for r in self.requests}

    @cached_property
    def pool_by_id(self) -> dict[str, Pool]:
        return {p.id: p for p in self.pools}

    @cached_property
    def role_by_id(self) -> dict[str, Role]:
        return {p.role: p for p in self.people}

    @cached_property
    def rule_by_name(self) -> dict[str, Rule]:
        return {rule.name: rule for rule in self.rules}

    def parts_with(self, *elements: Request | Pool | Role | Rule) -> dict[str, tuple[Any, ...]]:
        """Its collections by name, with some elements in place of those of the same id, role or name."""
        update: dict[str, tuple[Any, ...]] = {}
        for collection in dict.fromkeys(_HOMES[type(each)] for each in elements):
            key = KEYS[collection]
            fresh = {getattr(each, key): each for each in elements if _HOMES[type(each)] == collection}
            update[collection] = tuple(fresh.get(getattr(old, key), old) for old in getattr(self, collection))
        return update

    def replacing(self, *elements: Request | Pool | Role | Rule) -> Self:
        """What if: the scenario with some elements in place of those of the same id, role or name, as ``changed``."""
        return self.changed(**self.parts_with(*elements))

    def with_required(self, requests: Iterable[str]) -> set[str]:
        """Some requests, what they require, and what that requires in turn."""
        found = set(requests)
        left = list(found)
        while left:
            fresh = set(self.request_by_id[left.pop()].requires) - found
            found |= fresh
            left += fresh
        return found

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """Names of all metrics: those that count or are described, in their order, then what else requests have."""
        others = sorted({metric for request in self.requests for metric in request.metrics})
        return tuple(dict.fromkeys((*self.yardstick, *self.value.weights, *self.value.metrics, *others)))

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """Names of all attributes, sorted: of requests, of their options, and those that something measures."""
        found = {name for request in self.requests for name in request.attributes}
        found |= {name for request in self.requests for option in request.options for name in option.attributes}
        measures = (*(rule.measure for rule in self.rules), *(expected.measure for expected in self.expect))
        return tuple(sorted(found | {name for measure in measures if (name := attribute_of(measure)) is not None}))

    @cached_property
    def hardware(self) -> dict[str, Accelerator]:
        """Every accelerator by name: the catalogue's, where the scenario gives figures of its own with those."""
        own = {
            name: self.catalogue[name].model_copy(update=mine.model_dump(exclude_unset=True))
            if name in self.catalogue
            else mine
            for name, mine in self.accelerators.items()
        }
        return self.catalogue | own

    def names(self, dimension: Dimension) -> tuple[str, ...]:
        """What a selection can name in a dimension; requests, pools and periods in their order, all else sorted."""
        match dimension:
            case "period":
                return self.calendar.labels
            case "id":
                return tuple(self.request_by_id)
            case "pool":
                return tuple(self.pool_by_id)
            case "accelerator" | "region":
                return tuple(sorted({getattr(pool, dimension) for pool in self.pools} - {""}))
            case _:
                return tuple(sorted({getattr(request, dimension) for request in self.requests} - {""}))

    @cached_property
    def ways(self) -> dict[str, tuple[Way, ...]]:
        """The ways in which each request can be served, by its id."""
        return {r.id: self.ways_of(r) for r in self.requests}

    def ways_of(self, request: Request) -> tuple[Way, ...]:
        """The ways of one of its requests, worked out once."""
        found = self.known_ways.get(request.id)
        if found is None or found[0].request is not request:
            found = self.known_ways[request.id] = ways(request, self)
        return found

    @cached_property
    def known_ways(self) -> dict[str, tuple[Way, ...]]:
        """The ways that are worked out already, here or in a scenario that this one is a copy of."""
        return {}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy as of every noun; requests that it shares with this one keep their ways where they run on the same."""
        copied = super().model_copy(update=update, deep=deep)
        if not deep and PLACES.isdisjoint(update or ()):
            copied.known_ways.update((r.id, self.known_ways[r.id]) for r in copied.requests if r.id in self.known_ways)
        return copied

    @cached_property
    def own_family(self) -> Family:
        """The family of its changes: the one that it belongs to, with what it adds to that."""
        return extended(self.family, {request.id: self.value.brought(request) for request in self.requests})

    def changed(self, **parts: Any) -> Self:
        """What if: the scenario with some parts replaced, where one unit of each metric is worth what it is here."""
        found = self.model_copy(update=parts)
        if parts.keys().isdisjoint({"requests", "value"}) or found.own_family == self.own_family:
            return found
        return found.model_copy(update={"family": self.own_family})

    def as_change_of(self, parent: Scenario | None) -> Self:
        """The scenario measured by what it extends; None: by itself."""
        family = None if parent is None else parent.own_family
        return self if family == self.family else self.model_copy(update={"family": family})

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Names of all teams, sorted; requests without a team count as their own, nameless one."""
        return tuple(sorted({r.team for r in self.requests}))
