"""Ids made of names: short, plain, and none twice."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain, count

LONGEST = 60
"""Letters of an id that is made of a name."""


def slug(name: str) -> str:
    """A name as an id: ``Search answers (v2)`` as ``search-answers-v2``; empty where it has no letter or digit."""
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))[:LONGEST].strip("-")


def free(name: str, taken: Collection[str]) -> str:
    """The name, or the first of those with a number behind it that nothing has: ``search``, ``search-2``."""
    return next(each for each in chain([name], (f"{name}-{k}" for k in count(2))) if each not in taken)
