"""Nodes as pools: one for each accelerator in each place, and an account of every node and GPU that is in none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from planner.domain.cards import CardNames, Recognised, recognised
from planner.domain.ids import free, slug
from planner.domain.inventory import Accelerator
from planner.importing.inventory.nodes import Devices, Node
from planner.words.names import counted

NO_GPUS = "no GPUs"
BROKEN = "GPUs out of order"
UNKNOWN = "not known, left out as you say"


@dataclass(slots=True)
class Group:
    """The nodes of one accelerator in one place."""

    accelerator: str
    place: str
    id: str = ""
    """A name that is the same whenever the accelerator and the place are."""
    nodes: int = 0
    """Nodes with GPUs that can be used."""
    gpus: float = 0.0
    """GPUs that can be used [GPU]."""
    per_node: set[float] = field(default_factory=set)
    """How many GPUs its nodes have [GPU]."""
    prices: list[float] = field(default_factory=list)

    @property
    def size(self) -> float:
        """How many GPUs each of its nodes has; 0 where they differ [GPU]."""
        return next(iter(self.per_node)) if len(self.per_node) == 1 else 0.0

    @property
    def price(self) -> float | None:
        """What an hour of one of its GPUs costs, where the nodes say it; the median of several [currency]."""
        return median(self.prices) if self.prices else None


@dataclass(slots=True)
class LeftOut:
    """Nodes or GPUs that are in no pool, or that nothing can run on."""

    card: str
    place: str
    why: str
    nodes: int = 0
    gpus: float = 0.0


@dataclass(slots=True)
class Asked:
    """A card that nobody knows yet."""

    name: str
    """As the file calls it."""
    candidates: tuple[str, ...]
    nodes: int = 0
    gpus: float = 0.0

    @property
    def size(self) -> str:
        """``4,392 GPUs in 549 nodes``"""
        return f"{counted(self.gpus, 'GPU')} in {counted(self.nodes, 'node')}"


@dataclass(slots=True)
class Grouped:
    """What all nodes of some files come to."""

    groups: list[Group] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    own: dict[str, Accelerator] = field(default_factory=dict)
    """Accelerators that the catalogue lacks: slices."""
    notes: dict[str, str] = field(default_factory=dict)
    """What was taken for granted of a card, by its name."""
    nodes: int = 0
    gpus: float = 0.0


class Cards:
    """The accelerators that names mean: those that the user said, then what is known."""

    def __init__(
        self,
        names: CardNames,
        hardware: Mapping[str, Accelerator],
        answers: Mapping[str, str] | None = None,
        out: Collection[str] = (),
    ) -> None:
        """``out`` are cards that are to be in no pool."""
        self._names, self._hardware = names, hardware
        self._out = {name.casefold() for name in out}
        self._answers = {name.casefold(): accelerator for name, accelerator in (answers or {}).items()}
        self._found: dict[tuple[tuple[str, ...], float | None], Recognised] = {}
        self.answered: set[str] = set()
        """Answers that were asked for, as they are looked up."""

    def of(self, names: tuple[str, ...], memory_gb: float | None = None) -> Recognised:
        """The accelerator of the first name that is known, or what the first one may be."""
        key = names, memory_gb
        if key not in self._found:
            self._found[key] = self._look(names, memory_gb)
        return self._found[key]

    def are_out(self, names: tuple[str, ...]) -> bool:
        """Whether devices are left out because a user says so."""
        said = {name.casefold() for name in names} & self._out
        self.answered |= said
        return bool(said)

    def _look(self, names: tuple[str, ...], memory_gb: float | None) -> Recognised:
        for name in names:
            if said := self._answers.get(name.casefold()):
                self.answered.add(name.casefold())
                return recognised(said, self._names, self._hardware)._replace(note="")
        found = [recognised(name, self._names, self._hardware, memory_gb) for name in names]
        first = next((each for each in found if each.accelerator and not each.note), None)
        return first or next((each for each in found if each.accelerator), None) or found[0]


def grouped(nodes: Iterable[Node], cards: Cards, hardware: Mapping[str, Accelerator]) -> Grouped:
    """The pools of some nodes; each GPU is in one, left out with a reason, or asked for."""
    found = Grouped()
    groups: dict[tuple[str, str], Group] = {}
    out: dict[tuple[str, str, str], LeftOut] = {}
    asked: dict[str, Asked] = {}
    for node in nodes:
        found.nodes += node.many
        if not node.devices:
            _leave(out, ("", node.place, node.out or NO_GPUS), node.many, 0.0)
        for devices in node.devices:
            gpus = devices.count * node.many
            found.gpus += gpus
            if cards.are_out(devices.names):
                _leave(out, (devices.names[0], node.place, UNKNOWN), node.many, gpus)
                continue
            accelerator = _accelerator(devices, cards, hardware, found)
            if not accelerator:
                known = cards.of(devices.names, devices.memory_gb)
                ask = asked.setdefault(devices.names[0], Asked(devices.names[0], known.candidates))
                ask.nodes, ask.gpus = ask.nodes + node.many, ask.gpus + gpus
                continue
            group = groups.setdefault((accelerator, node.place), Group(accelerator, node.place))
            _count(group, node, devices, out)
    found.groups = sorted(groups.values(), key=lambda group: (group.accelerator, group.place))
    taken = set[str]()
    for group in found.groups:
        group.id = free(slug(f"{group.accelerator} {group.place}"), taken)
        taken.add(group.id)
    found.left_out = sorted(out.values(), key=lambda each: (-each.gpus, each.why, each.card, each.place))
    found.asked = sorted(asked.values(), key=lambda each: (-each.gpus, each.name))
    return found


def _accelerator(devices: Devices, cards: Cards, hardware: Mapping[str, Accelerator], found: Grouped) -> str:
    """The accelerator of some devices, a slice as one of its own; empty where nobody knows it."""
    known = cards.of(devices.names, devices.memory_gb)
    if known.accelerator and known.note:
        found.notes[devices.names[0]] = known.note
    if not known.accelerator or known.sliced is None:
        return known.accelerator
    name = known.sliced.name_of(known.accelerator)
    if name not in hardware:
        found.own[name] = known.sliced.of(known.accelerator, hardware[known.accelerator])
    return name


def _count(group: Group, node: Node, devices: Devices, out: dict[tuple[str, str, str], LeftOut]) -> None:
    if node.out:
        _leave(out, (group.accelerator, node.place, node.out), node.many, devices.count * node.many)
        return
    if devices.usable < devices.count:
        missing = (devices.count - devices.usable) * node.many
        _leave(out, (group.accelerator, node.place, BROKEN), node.many, missing)
    if devices.usable:
        group.nodes += node.many
        group.gpus += devices.usable * node.many
        group.per_node.add(devices.count)
    if node.price is not None:
        group.prices.append(node.price)


def _leave(out: dict[tuple[str, str, str], LeftOut], key: tuple[str, str, str], nodes: int, gpus: float) -> None:
    left = out.setdefault(key, LeftOut(*key))
    left.nodes, left.gpus = left.nodes + nodes, left.gpus + gpus
