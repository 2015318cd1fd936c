"""What the user says of cards that nobody knows: ``G2=H100-SXM``, ``G2={memory_gb: 32, speed: 0.4}``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.domain.cards import recognised
from planner.domain.devices import candidates
from planner.domain.inventory import Accelerator
from planner.domain.names import asked
from planner.errors import Fault, InputError
from planner.files.card_names import card_names
from planner.files.yaml_tree import read_yaml
from planner.importing.inventory.grouping import Asked

WANTED = (
    "wanted is a name of the catalogue, as G2=H100-SXM, what the card is, as 'G2={memory_gb: 32, speed: 0.4}',"
    " or G2=out to leave it out"
)
OUT = "out"
"""What is said of a card that is to be in no pool."""

NO_RENT = "only prices are there, and no pools: say how many GPUs of each offer can be had at once, as --rent 64"


@dataclass(slots=True)
class Answers:
    """Accelerators of cards by the names that files give them."""

    named: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Accelerators that are described here, as a scenario's ``accelerators`` hold them."""
    out: set[str] = field(default_factory=set)
    """Cards that are left out."""

    def forget(self, name: str) -> None:
        """Take back what was said of a card."""
        self.named.pop(name, None)
        self.own.pop(name, None)
        self.out.discard(name)


def read_answers(texts: Iterable[str], hardware: Mapping[str, Accelerator]) -> Answers:
    """The answers of a command line. Raises InputError for one that names no accelerator."""
    found, faults = Answers(), list[Fault]()
    for text in texts:
        name, _, said = (part.strip() for part in text.partition("="))
        try:
            add_answer(found, name, said, hardware)
        except InputError as error:
            faults += [Fault(f"--accelerator {text}: {fault.message}") for fault in error.faults]
    if faults:
        raise InputError(faults)
    return found


def add_answer(found: Answers, name: str, said: str, hardware: Mapping[str, Accelerator]) -> None:
    """Take what somebody said of one card. Raises InputError where it names no accelerator."""
    if not name or not said:
        raise InputError(WANTED)
    if said.casefold() == OUT:
        found.out.add(name)
    elif said.startswith("{"):
        described = read_yaml(said)
        found.named[name], found.own[name] = name, described if isinstance(described, dict) else {}
    elif said == name and name not in hardware:
        found.named[name], found.own[name] = name, {}
    else:
        known = recognised(said, card_names(), hardware)
        if not known.accelerator:
            maybe = candidates(said, list(hardware))
            raise InputError(f"there is no accelerator '{said}'{asked(maybe) if maybe else ''}; {WANTED}")
        found.named[name] = known.sliced.name_of(known.accelerator) if known.sliced else known.accelerator


def unanswered(unknown: Iterable[Asked]) -> InputError:
    """What to say where cards are not known: each with its GPUs, and how to name it."""
    faults = []
    for each in unknown:
        either = f"; it may be {' or '.join(each.candidates)}" if each.candidates else ""
        faults.append(
            Fault(
                f"no accelerator is known for '{each.name}' ({each.size}){either};"
                f" say which it is: --accelerator '{each.name}=…', a name of the catalogue or"
                " {memory_gb: …, speed: …} with the speed of an H100-SXM as 1; out leaves it out"
            )
        )
    return InputError(faults)
