"""Slices of a GPU (NVIDIA's MIG) as accelerators of their own: ``1g.10gb`` of an H100.

NVIDIA, Multi-Instance GPU User Guide: a GPU has 7 compute slices and 8 memory slices; ``3g.40gb`` has 3 of the first,
and the memory that it names.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from planner.domain.inventory import Accelerator

COMPUTE_SLICES, MEMORY_SLICES = 7, 8
MEMORY_OF = {1: (1, 2), 2: (2,), 3: (4,), 4: (4,), 7: (8,)}
"""Memory slices that an instance of so many compute slices may have."""
NEAR = 0.13
"""How far the memory in a slice's name is from an eighth of the card's, as a part: 1g.18gb of 141 GB."""
SOURCE = "{} of {}'s 7 compute slices (NVIDIA, Multi-Instance GPU User Guide, read 2026-11)"
_PROFILE = re.compile(
    r"(?:^|[-_ :/.])(?:mig[-_ ])?((?:\dc\.)?([1-7])g\.(\d{1,3})gb(?:[.+](?:me|gfx|me\.all|all)|-me)?)(?:-shared)?$",
    re.IGNORECASE,
)


class Slice(NamedTuple):
    """A part of a GPU that its driver has cut off for good."""

    profile: str
    """As NVIDIA calls it: ``1g.10gb``."""
    compute: int
    """Compute slices that it has, of 7."""
    memory_gb: float
    """Memory that it has [GB]."""

    def is_part_of(self, memory_gb: float) -> bool:
        """Whether a card of so much memory [GB] can be cut so."""
        eighth = memory_gb / MEMORY_SLICES
        fitting = [many * eighth for many in MEMORY_OF.get(self.compute, ())]
        return any(abs(self.memory_gb - memory) <= NEAR * memory for memory in fitting)

    def name_of(self, accelerator: str) -> str:
        """What the slice of an accelerator is called as an accelerator."""
        return f"{accelerator}-MIG-{self.profile}"

    def of(self, accelerator: str, whole: Accelerator) -> Accelerator:
        """The slice as an accelerator: its own memory; watts, operations and speed by its part of the compute."""
        part = self.compute / COMPUTE_SLICES

        def share(figure: float | None) -> float | None:
            return None if figure is None else float(f"{figure * part:.3g}")

        figures = {
            name: share(getattr(whole, name))
            for name in ("watts", "peak_tflops", "speed", "training_speed", "inference_speed")
        }
        given: dict[str, Any] = {name: figure for name, figure in figures.items() if figure is not None}
        sources = dict.fromkeys(given, SOURCE.format(self.compute, accelerator))
        about = {
            "memory_gb": self.memory_gb,
            "vendor": whole.vendor,
            "notes": f"A MIG slice counts as one device, with {self.compute} of 7 parts of {accelerator}'s speed.",
            "sources": {"memory_gb": f"its profile, {self.profile}"} | sources,
        }
        return Accelerator.model_validate(about | given)


def split_slice(name: str) -> tuple[str, Slice | None]:
    """The card that a name begins with, and the slice of it that it ends with: ``A100-SXM4-40GB-MIG-1g.5gb``."""
    found = _PROFILE.search(name)
    if found is None:
        return name, None
    return name[: found.start()], Slice(found[1].lower(), int(found[2]), float(found[3]))
