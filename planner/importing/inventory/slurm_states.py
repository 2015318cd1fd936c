"""States of Slurm's nodes in which nothing new runs (slurm.schedmd.com/sinfo.html, node state codes, read 2026-11)."""

from __future__ import annotations

import re
from collections.abc import Iterable

OUT = {
    "DOWN": "down",
    "ERROR": "in error",
    "ERR": "in error",
    "FAIL": "failing",
    "FAILING": "failing",
    "FAILG": "failing",
    "FUTURE": "not there yet (FUTURE)",
    "FUTR": "not there yet (FUTURE)",
    "UNKNOWN": "in an unknown state",
    "UNK": "in an unknown state",
    "DRAIN": "drained",
    "DRAINED": "drained",
    "DRAINING": "drained",
    "DRNG": "drained",
    "MAINT": "in maintenance",
    "MAINTENANCE": "in maintenance",
    "INVAL": "not as configured (INVAL)",
    "INVALID": "not as configured (INVAL)",
    "INVALID_REG": "not as configured (INVAL)",
    "NO_RESPOND": "not responding",
    "NOT_RESPONDING": "not responding",
}
"""What is said of a node in each; of several the one that comes first here. Powered down nodes start when needed."""


def why_out(states: str | Iterable[object]) -> str:
    """Why nothing runs on a node in these states (``IDLE+DRAIN``, ``down*``); empty: it is in order."""
    words = [states] if isinstance(states, str) else [str(state) for state in states]
    found = {word for text in words for word in re.split(r"[^A-Za-z_]+", text.upper()) if word}
    if any("*" in text for text in words):
        found.add("NOT_RESPONDING")
    return next((said for state, said in OUT.items() if state in found), "")
