"""Why a request is given what it is given, and no more: data first, a sentence made of it later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Decision = Literal["fund", "trim", "defer", "decline"]
"""fund: in full · trim: a part · defer: later than asked · decline: nothing."""
LimitKind = Literal[
    "rule",
    "people",
    "pool",
    "region",
    "memory",
    "window",
    "max_gpus",
    "requirement",
    "conflict",
    "commitment",
]
"""rule: a named limit · people: a role · pool: GPUs, its own and those that can be rented · region, memory, window,
max_gpus: what the request itself is confined to · requirement, conflict: another request · commitment: it, or what it
requires, is ruled out."""

ReasonKind = Literal["in full", "limits", "no gain", "ruled out", "impossible", "unneeded", "too late", "not asked"]
"""in full: it is given all that it asks · limits: what ``limits`` names stands in its way · no gain: more of it would
earn nothing, or cost more than it earns · ruled out: by its commitment · impossible: nothing could ever serve it ·
unneeded: it earns nothing by itself, and no more of it is needed by others · too late: by the time it would earn
nothing · not asked: the plan was made in haste, between two edits, and a better one follows."""


class Limit(NamedTuple):
    """One thing that can stand in a request's way, or hold it in the plan."""

    kind: LimitKind
    name: str
    """Of the rule, role, pool or other request; of the request itself where it is its own."""


@dataclass(frozen=True)
class Reason:
    """Why a request is decided as it is."""

    request: str
    decision: Decision
    kind: ReasonKind
    limits: tuple[Limit, ...] = ()
    """What stands in the way of more: an irreducible set. With all of it set aside (a pool without end, a rule off)
    and nothing else, it can be given more; with any one of it kept, it can't."""
    held_by: tuple[Limit, ...] = ()
    """What it is served for besides its own worth: the promise or commitment without which it would be given less, and
    the requests that require it."""
    bundle: tuple[str, ...] = ()
    """What it requires and must earn the GPUs of: these are priced and judged together."""
    figures: dict[str, float] = field(default_factory=dict)
    """share: what it is given of its demand · value, cost [points]: what it, with its bundle, would bring in full, and
    what others would earn with that · index: their ratio · promised: the share that its commitment holds it to."""
