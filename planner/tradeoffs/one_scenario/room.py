"""Whether a change can only help, or only harm: what is proved before anything is solved.

With more room every plan that there was is still one, so the best is no worse. What is only known to lie between two
figures then lies on one side of 0: more of something never costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.domain.request import Request
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario

MORE, LESS, EITHER = 1, -1, 0
"""More room than before, less, or neither for certain."""


def room(scenario: Scenario, changes: Mapping[str, Any]) -> int:
    """What the changes of a variant give: MORE or LESS room for plans, or EITHER."""
    ways = [way for collection, items in changes.items() for way in _ways(scenario, collection, items)]
    found = {way for way in ways if way is not None}
    return found.pop() if len(found) == 1 else EITHER


def more_is_room(scenario: Scenario) -> bool:
    """Whether more GPUs are more room: nobody is promised a share of them, or pays for those that stand idle.

    Under ``fair`` they raise what teams are entitled to, which the plan may not follow.
    """
    is_fair = scenario.objective == "fair"
    return not has_promises(scenario) and not is_fair and all(pool.paid == "used" for pool in scenario.pools)


def has_promises(scenario: Scenario) -> bool:
    """Whether something is promised: of GPUs, nobody is promised what he may not use, so that without a request that is
    ruled out there may be better plans than without one that is declined.
    """
    return any(rule.enabled and rule.at_least is not None for rule in scenario.rules)


def _ways(scenario: Scenario, collection: str, items: Mapping[str, Any]) -> Iterator[int | None]:
    """What each change of one collection gives; None: nothing changes."""
    for name, fields in items.items():
        for field, value in fields.items() if isinstance(fields, Mapping) else [("", None)]:
            match collection, field:
                case "pools", "gpus":
                    before = scenario.calendar.over(scenario.pool_by_id[name].gpus)
                    yield _rise(scenario, before, value) if more_is_room(scenario) else EITHER
                case "people", "fte" if scenario.objective != "fair":
                    yield _rise(scenario, scenario.calendar.over(scenario.role_by_id[name].fte), value)
                case "rules", "enabled" | "at_most" | "at_least":
                    yield _of_rule(scenario.rule_by_name[name], field, value)
                case "requests", "commitment" | "minimum" if scenario.objective != "fair":
                    yield _of_request(scenario, scenario.request_by_id[name], field, value)
                case _:
                    yield EITHER


def _rise(scenario: Scenario, before: tuple[float, ...], after: Any) -> int | None:
    pairs = list(zip(before, scenario.calendar.over(after), strict=True))
    rises, falls = any(b > a for a, b in pairs), any(b < a for a, b in pairs)
    return EITHER if rises and falls else MORE if rises else LESS if falls else None


def _of_rule(rule: Rule, field: str, value: Any) -> int | None:
    if field == "enabled":
        return None if value is rule.enabled else LESS if value else MORE
    before = getattr(rule, field)
    if before is None or value is None or not rule.enabled:
        return EITHER
    looser = value - before if field == "at_most" else before - value
    return MORE if looser > 0 else LESS if looser < 0 else None


def _of_request(scenario: Scenario, request: Request, field: str, value: Any) -> int | None:
    if field == "minimum":
        before, after = request.minimum or 0.0, value or 0.0
        # of what is committed, the minimum is the share that it is held to, and all of it where there is none
        return EITHER if request.commitment == "must" else MORE if after < before else LESS if after > before else None
    if value == request.commitment:
        return None
    if "open" not in (value, request.commitment) or ("out" in (value, request.commitment) and has_promises(scenario)):
        return EITHER  # who is ruled out asks for nothing, and a promise of GPUs is no larger than what is asked for
    return MORE if value == "open" else LESS
