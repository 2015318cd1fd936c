"""What goes with elements that are taken away: the references to them, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from planner.desktop.look.words import tr
from planner.domain.request import Request
from planner.domain.scenario import Scenario

REQUESTS: dict[str, tuple[str, str]] = {
    "requires": ("1 request no longer requires {it}", "{count} requests no longer require {it}"),
    "conflicts": ("1 request no longer conflicts with {it}", "{count} requests no longer conflict with {it}"),
    "people": ("1 request no longer needs {it}", "{count} requests no longer need {it}"),
}
"""What requests say of others, and what is said where they no longer do."""


def went_along(before: Scenario, after: Scenario, *, several: bool = False) -> list[str]:
    """What is gone or otherwise because elements were taken away, one part of a sentence each."""
    it = tr("them") if several else tr("it")
    found = list(_of_requests(before, after, it))
    kept = {rule.name: rule for rule in after.rules}
    gone = sum(rule.name not in kept for rule in before.rules)
    narrowed = sum(rule.name in kept and kept[rule.name] != rule for rule in before.rules)
    expected = len(before.expect) - len(after.expect)
    for count, one, more in (
        (narrowed, "1 rule no longer speaks of {it}", "{count} rules no longer speak of {it}"),
        (
            gone,
            "1 rule, which was about nothing else, is gone",
            "{count} rules, which were about nothing else, are gone",
        ),
        (expected, "1 expectation is gone", "{count} expectations are gone"),
    ):
        if count:
            found.append(tr(one if count == 1 else more, count=count, it=it))
    return found


def _of_requests(before: Scenario, after: Scenario, it: str) -> Iterator[str]:
    known = before.request_by_id
    kept = [(known[request.id], request) for request in after.requests]
    for field, (one, more) in REQUESTS.items():
        count = sum(_said(field)(old) != _said(field)(new) for old, new in kept)
        if count:
            yield tr(one if count == 1 else more, count=count, it=it)


def _said(field: str) -> Callable[[Request], list[Any]]:
    """What a request says in a field, by itself and in each of its options."""
    return lambda request: [getattr(each, field, None) for each in (request, *request.options)]
