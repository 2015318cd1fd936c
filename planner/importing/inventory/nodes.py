"""A node as every kind of file is read into, before anything is grouped."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.errors import Fault
from planner.importing.inventory.columns import Layout


@dataclass(frozen=True, slots=True)
class Devices:
    """Devices of one kind in a node."""

    names: tuple[str, ...]
    """What the file calls the card, the most trusted name first; never empty."""
    count: float
    """Devices that the node has [GPU]."""
    usable: float
    """Devices of them that are in order [GPU]."""
    memory_gb: float | None = None
    """Memory of one of them, where the file says it [GB]."""


def nameless(what: str, place: str) -> tuple[str, ...]:
    """What devices are asked for by that have no card's name: there may be other ones elsewhere."""
    return (f"{what} in {place}", what) if place else (what,)


@dataclass(frozen=True, slots=True)
class Node:
    """A server, or several that are alike."""

    name: str
    """Empty where the file gives it none."""
    devices: tuple[Devices, ...] = ()
    place: str = ""
    """Region, zone or partition that it is in."""
    out: str = ""
    """Why nothing can run on it; empty: it is in order."""
    many: int = 1
    """How many nodes these are."""
    price: float | None = None
    """What an hour of one of its devices costs, where the file says it [currency per GPU·h]."""


@dataclass(slots=True)
class Nodes:
    """What a file says of a cluster."""

    source: str
    """The kind of file, in words: ``Kubernetes nodes``."""
    nodes: list[Node] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    """What the user should know of it, as warnings."""
    layout: Layout | None = None
    """Its columns, where it is a list."""

    def doubt(self, message: str) -> None:
        """Say something of the file as a whole."""
        self.doubts.append(Fault(message, warning=True))
