"""Text that users see, in their language."""

from __future__ import annotations

import re

from planner.languages.saying import say as tr
from planner.languages.saying import say_n as counted

__all__ = ["brief", "counted", "literal", "tr", "unmarked"]


def brief(text: str, most: int = 60) -> str:
    """A sentence as a name: without its full stop, and cut between words where it is long."""
    whole = " ".join(text.split()).rstrip(".")
    if len(whole) <= most:
        return whole
    kept = whole[:most].rpartition(" ")[0] or whole[: most - 1]
    return kept.rstrip(" ,;:–-") + "…"


def literal(text: str) -> str:
    """A name as a menu, button or label shows it, ``R&D`` with its sign."""
    return text.replace("&", "&&")


def unmarked(text: str) -> str:
    """The text of a menu or button without the marks of its keys: ``New rule`` for ``New r&ule``."""
    return re.sub(r"&(.)", r"\1", text)
