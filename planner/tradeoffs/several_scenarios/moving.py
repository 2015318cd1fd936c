"""Who moves between plans: whose decision, option or share is not the same in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.domain.plan import Plan

SAME = 5e-4
"""Shares that differ by less are the same: in per cent they are shown alike."""
NOT_ASKED = "not asked"
ABSENT: dict[str, Any] = {
    "name": "", "decision": NOT_ASKED, "option": "", "share": 0.0, "captured_points": 0.0, "reason": "",
}  # fmt: skip
"""What stands for a request in a plan that does not know it."""


def moving(plans: Sequence[Plan]) -> tuple[str, ...]:
    """Requests that some plan treats otherwise than the first does, what moves most points first."""
    decided = [rows(plan) for plan in plans]
    spans: dict[str, float] = {}
    for request in dict.fromkeys(request for found in decided for request in found):
        here = [found.get(request, ABSENT) for found in decided]
        if not all(is_alike(here[0], other) for other in here[1:]):
            points = [row["captured_points"] for row in here]
            spans[request] = max(points) - min(points)
    return tuple(sorted(spans, key=lambda request: -spans[request]))


def rows(plan: Plan) -> dict[str, dict[str, Any]]:
    """A plan's requests by id, in priority order."""
    return {row["id"]: row for row in plan.tables.requests.records("id", *ABSENT)}


def is_alike(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two plans treat a request alike."""
    return is_decided_alike(a, b) and abs(a["share"] - b["share"]) < SAME


def is_decided_alike(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two plans decide a request alike, whatever its share."""
    return bool((a["decision"], a["option"]) == (b["decision"], b["option"]))
