"""Words that stand on a scale: priorities, MoSCoW, confidence, impact, and what is done already."""

from __future__ import annotations

import re
from typing import Any

PRIORITIES: dict[str, float] = {
    **dict.fromkeys(("highest", "blocker", "urgent", "critical", "p0", "very high", "showstopper", "kritisch"), 5.0),
    **dict.fromkeys(("high", "major", "p1", "important", "hoch", "haute", "alta"), 4.0),
    **dict.fromkeys(("medium", "normal", "p2", "moderate", "mittel", "moyenne", "media", "should"), 3.0),
    **dict.fromkeys(("low", "minor", "p3", "niedrig", "basse", "baja"), 2.0),
    **dict.fromkeys(("lowest", "trivial", "p4", "very low", "nice to have", "someday"), 1.0),
}
"""Jira's, Linear's and P0 to P4, as 5 to 1."""
UNSET = frozenset(["none", "no priority", "n a", "na", "not set", "tbd", "unknown"])
DASHES = frozenset(["", "-", "–", "—", "--"])
IMPACTS = {"massive": 3.0, "very high": 3.0, "high": 2.0, "medium": 1.0, "low": 0.5, "minimal": 0.25}
CONFIDENCES = {"high": 1.0, "medium": 0.8, "low": 0.5}
"""As Intercom's RICE has them."""
MOSCOW = {
    **dict.fromkeys(("must", "must have", "m", "mo", "committed", "mandatory", "yes"), "must"),
    **dict.fromkeys(
        ("should", "should have", "s", "could", "could have", "c", "co", "open", "no", "nice to have"), "open"
    ),
    **dict.fromkeys(("wont", "won t", "wont have", "won t have", "won t have this time", "w", "would", "out"), "out"),
}
"""MoSCoW as commitments; ours as well."""
DONE = frozenset(
    [
        *(
            "done",
            "closed",
            "resolved",
            "shipped",
            "released",
            "launched",
            "completed",
            "complete",
            "fertig",
            "erledigt",
        ),
        *("canceled", "cancelled", "duplicate", "won t do", "wont do", "won t fix", "rejected", "archived", "declined"),
        *("will not implement", "already exists", "abgelehnt", "terminé"),
    ]
)
"""States in which nothing is asked for any more."""
KINDS = {
    "inference": "inference", "serving": "inference", "training": "training", "pretraining": "training",
    "pre training": "training", "fine tuning": "fine-tuning", "finetuning": "fine-tuning", "fine tune": "fine-tuning",
    "research": "research", "experiment": "research",
}  # fmt: skip


def said(cell: Any) -> str:
    """A word without its signs and pictures: ``🔥 P0 - Urgent!`` as ``p0 urgent``."""
    return " ".join(re.findall(r"[^\W_]+", str(cell).casefold()))


def is_unset(cell: Any) -> bool:
    """Whether a cell says that there is nothing to say."""
    return isinstance(cell, str) and (said(cell) in UNSET or cell.strip() in DASHES)


def on_scale(cell: Any, scale: dict[str, float]) -> float | None:
    """What a word stands for; ``P1: High`` by the first of its words that is known."""
    text = said(cell)
    if text in scale:
        return scale[text]
    return next((scale[word] for word in text.split() if word in scale), None)


def commitment_of(cell: Any) -> str | None:
    """The commitment that a word of MoSCoW, or one of ours, is."""
    text = said(cell)
    return MOSCOW.get(text) or next(
        (MOSCOW[k] for k in (" ".join(text.split()[:n]) for n in (3, 2, 1)) if k in MOSCOW), None
    )
