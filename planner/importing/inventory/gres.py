"""Generic resources of Slurm: ``gpu:a100:8(S:0-1),shard:a100:32`` (slurm.schedmd.com/gres.html, read 2026-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

SHARES = frozenset({"shard", "mps"})
"""Resources that divide the same GPUs once more."""
_MULTIPLES = {"": 1, "k": 1024, "m": 1024**2}
_OUTSIDE = re.compile(r",(?![^()]*\))")
_GPUS = re.compile(r"gpu(?::(?P<type>[^:(]+?))?(?::no_consume)?:(?P<count>\d{1,9})(?P<unit>[kKmM]?)(?:\(.*\))?")


class Gpus(NamedTuple):
    """GPUs of one type in a node."""

    type: str
    """As gres.conf calls it; empty where it calls it nothing."""
    number: float


def gpus_of(gres: str) -> tuple[list[Gpus], list[str]]:
    """The GPUs of a GRES string, and the parts of it that speak of GPUs and can't be read."""
    found, strange = list[Gpus](), list[str]()
    for part in parts(gres):
        kind = part.partition(":")[0].lower()
        if kind != "gpu":
            continue
        if read := _GPUS.fullmatch(part):
            found.append(Gpus(read["type"] or "", float(read["count"]) * _MULTIPLES[read["unit"].lower()]))
        else:
            strange.append(part)
    return found, strange


def has_shares(gres: str) -> bool:
    """Whether GPUs are also given out in parts."""
    return any(part.partition(":")[0].lower() in SHARES for part in parts(gres))


def parts(gres: str) -> Iterator[str]:
    """The resources of a string; commas inside of brackets part nothing."""
    if gres.strip().lower() in ("", "(null)", "n/a", "null", "none"):
        return
    yield from (part.strip() for part in _OUTSIDE.split(gres) if part.strip())
