"""Who stands behind a commitment or a promise, and why it was made."""

from __future__ import annotations

from planner.domain.request import Request
from planner.domain.rule import Rule
from planner.languages.saying import say


def owner_words(promised: Request | Rule) -> str:
    """``Sales: signed with Acme in May``; the owner or the reason alone where only that is given; else nothing."""
    return ": ".join(part for part in (promised.owner, promised.because) if part)


def owned(promised: Request | Rule) -> str:
    """The same behind what it speaks of: `` (Sales: signed with Acme in May)``."""
    words = owner_words(promised)
    return say(" ({aside})", aside=words) if words else ""
