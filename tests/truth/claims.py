"""What is said, as data: a change of the scenario's file, and what is claimed to come of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planner.tradeoffs.one_scenario.interval import Interval

type Changes = dict[str, Any]
"""As the ``changes`` of a variant's file."""


@dataclass(frozen=True)
class Gains:
    """The objective changes by so much: points more or less, money more or less spent."""

    by: Interval


@dataclass(frozen=True)
class Reaches:
    """The objective comes to so much; an open end says that it is no worse."""

    at: Interval


@dataclass(frozen=True)
class Serves:
    """A request is given something, or nothing; ``in_full``: all that it asks for."""

    request: str
    served: bool
    in_full: bool = False


@dataclass(frozen=True)
class Decides:
    """A request is decided so."""

    request: str
    decision: str


@dataclass(frozen=True)
class GivesMore:
    """A request is given a greater share than so much."""

    request: str
    share: float


@dataclass(frozen=True)
class Possible:
    """There is a plan."""


@dataclass(frozen=True)
class Impossible:
    """No plan is left."""


type Claim = Gains | Reaches | Serves | Decides | GivesMore | Possible | Impossible


@dataclass(frozen=True)
class Statement:
    """One thing that is said."""

    family: str
    about: str
    changes: Changes
    claims: tuple[Claim, ...]
    against: Changes = field(default_factory=dict)
    """What a gain is counted from: the scenario with these changes."""


type Statements = Iterator[Statement]


def gains(gain: Interval) -> tuple[Claim, ...]:
    """The objective changes so, or no plan is left where nothing is known of it."""
    return (Gains(gain),) if gain.known else (Impossible(),)


def exactly(amount: float) -> Interval:
    return Interval(amount, amount)


def at_best(amount: float, better: float, room: float = 0.0) -> Interval:
    """So much or better: more where ``better`` is above 0, else less."""
    return Interval(amount - room, math.inf) if better > 0 else Interval(-math.inf, amount + room)
