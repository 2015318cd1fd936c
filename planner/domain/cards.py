"""What a card is: the accelerator of the catalogue that a label, a price list or a GRES string means.

Nothing is guessed: a name whose words are not all known, or which fits several cards, is no card, and is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from pydantic import Field

from planner.domain.base import Noun
from planner.domain.inventory import Accelerator
from planner.domain.slices import Slice, split_slice

NEAR_MEMORY = (0.9, 1.08)
"""Memory that a driver reports as a part of what the card is sold with: some is kept, and GiB are called GB."""
_MEMORY = re.compile(r"(?<![a-z0-9.])(\d{1,4}(?:\.\d+)?)\s?(?:gib|gb|g)(?![a-z0-9])")
_WORD = re.compile(r"[a-z0-9.]+")


class Card(Noun):
    """The words by which one accelerator is called."""

    device: tuple[str, ...] = ()
    """Words that name its chip."""
    forms: tuple[str, ...] = ()
    """Words that fit it."""
    near: tuple[str, ...] = ()
    """Words of a sister card that counts as this one."""
    usual: bool = False
    """Whether it is meant where the chip alone is named."""
    names: tuple[str, ...] = ()
    """Whole names."""


class CardNames(Noun):
    """How all accelerators are called."""

    ignored: frozenset[str] = frozenset()
    """Words that say nothing of the card."""
    cards: dict[str, Card] = Field(default_factory=dict)

    @cached_property
    def whole(self) -> dict[str, str]:
        """The accelerator of each whole name, in words."""
        own = {_spaced(name): accelerator for accelerator, card in self.cards.items() for name in card.names}
        return {_spaced(accelerator): accelerator for accelerator in self.cards} | own

    @cached_property
    def devices(self) -> dict[str, tuple[str, ...]]:
        """The accelerators that a chip's word may mean."""
        found: dict[str, tuple[str, ...]] = {}
        for accelerator, card in self.cards.items():
            for word in card.device:
                found[word] = (*found.get(word, ()), accelerator)
        return found


class Recognised(NamedTuple):
    """What a name means."""

    accelerator: str = ""
    """Name in the catalogue; of the whole card, where a slice of it is named. Empty: not known."""
    sliced: Slice | None = None
    note: str = ""
    """What was taken for granted, to go on behind the name: ``counts as H100-SXM, which is the usual one``."""
    candidates: tuple[str, ...] = ()
    """What it may mean, where that is more than one."""


def recognised(
    name: str, names: CardNames, hardware: Mapping[str, Accelerator], memory_gb: float | None = None
) -> Recognised:
    """The accelerator that a name means; ``memory_gb`` is the memory of the device (or slice) that is known besides."""
    bare, sliced = split_slice(name)
    if exact := next((known for known in hardware if known.casefold() == bare.strip().casefold()), None):
        return Recognised(exact, sliced)
    if whole := next((names.whole[words] for words in _spellings(bare, names) if words in names.whole), None):
        return Recognised(whole, sliced)
    return _by_words(bare, sliced, names, hardware, memory_gb)


def _by_words(
    bare: str,
    sliced: Slice | None,
    names: CardNames,
    hardware: Mapping[str, Accelerator],
    memory_gb: float | None,
) -> Recognised:
    said = [float(figure) for figure in _MEMORY.findall(bare.casefold())]
    words = _cut(_MEMORY.sub(" ", bare.casefold()), names)
    chips = [word for word in words if word in names.devices]
    if len(set(chips)) != 1:
        return Recognised(sliced=sliced)
    others = {word for word in words if word not in names.devices}
    candidates = [each for each in names.devices[chips[0]] if each in hardware]
    figures = {word for word in others if word.isdecimal()}
    said += map(float, figures)
    if not said and memory_gb is not None and sliced is None:
        said = [memory_gb]
    fitting = [each for each in candidates if _has_memory(hardware[each], said, sliced)]
    return _chosen(fitting, others - figures, names, sliced)


def _chosen(fitting: list[str], words: set[str], names: CardNames, sliced: Slice | None) -> Recognised:
    """The one card that all words fit; else the one that a sister card counts as."""
    exact = [each for each in fitting if words <= set(names.cards[each].forms)]
    usual = [each for each in exact if names.cards[each].usual]
    if len(exact) == 1:
        return Recognised(exact[0], sliced)
    if usual and not words:
        others = " or ".join(each for each in exact if each not in usual)
        return Recognised(usual[0], sliced, f"counts as {usual[0]}, the usual one; it may be {others}")
    near = [each for each in fitting if words <= {*names.cards[each].forms, *names.cards[each].near}]
    if len(near) == 1:
        return Recognised(near[0], sliced, f"counts as {near[0]}, of the same chip")
    return Recognised(sliced=sliced, candidates=tuple(exact or near))


def _has_memory(device: Accelerator, said: list[float], sliced: Slice | None) -> bool:
    """Whether a device has the memory that was said; a slice's is a part of it."""
    whole = device.memory_gb or 0.0
    low, high = NEAR_MEMORY
    fits = all(low * whole <= figure <= high * whole for figure in said)
    return fits and (sliced is None or sliced.is_part_of(whole))


def _spellings(name: str, names: CardNames) -> Iterator[str]:
    """A name in words: all of them, and those that say something."""
    yield _spaced(name)
    yield " ".join(word for word in _spaced(name).split() if word not in names.ignored)


def _spaced(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def _cut(name: str, names: CardNames) -> list[str]:
    """The words that say something, a chip cut from what is glued to it: ``A100SXM4``."""
    found: list[str] = []
    for word in _WORD.findall(name):
        chip = max((device for device in names.devices if word.startswith(device)), key=len, default="")
        rest = word[len(chip) :]
        if chip and rest and any(rest in names.cards[each].forms for each in names.devices[chip]):
            found += [chip, rest]
        else:
            found.append(word)
    return [word for word in found if word not in names.ignored]
