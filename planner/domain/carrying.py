"""A plan for a scenario that differs from the one it was made for in what no plan depends on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planner.domain.base import Noun
from planner.domain.digest import digest
from planner.domain.inventory import Pool, Role
from planner.domain.plan import Plan, Tables
from planner.domain.request import Option, Request
from planner.domain.rule import Rule
from planner.domain.scenario import Metric, Scenario, Value

UNREAD: dict[type[Noun], frozenset[str]] = {
    Scenario: frozenset({"name", "notes", "expect", "rates", "assumptions"}),
    Request: frozenset({"name", "notes", "confidence", "effort", "reach", "impact"}),
    Option: frozenset({"notes"}),
    Pool: frozenset({"notes"}),
    Role: frozenset({"notes"}),
    Rule: frozenset({"notes", "owner", "because"}),
    Value: frozenset({"headline"}),
    Metric: frozenset({"notes"}),
}
"""By noun: the fields that no program holds. Of these a plan quotes the names of requests, and nothing else."""


def carried(plan: Plan, scenario: Scenario) -> Plan | None:
    """The plan as that of another scenario, in whose words it is told; None where it has to be solved.

    So it has where a request has another name and a sentence may tell others of it.
    """
    if not _alike(plan.scenario, scenario) or not _as_sure(plan.scenario, scenario):
        return None
    before = plan.scenario.request_by_id
    renamed = {r.id: r.name for r in scenario.requests if r.name != before[r.id].name}
    if not renamed.keys().isdisjoint(_quoted(plan)):
        return None
    return replace(
        plan,
        scenario=scenario,
        tables=_renamed(plan.tables, renamed),
        certificate=replace(plan.certificate, digest=digest(scenario)),
    )


def _as_sure(a: Scenario, b: Scenario) -> bool:
    """Whether confidence, where it discounts what requests bring, is what it was."""
    if not b.value.is_expected:
        return True
    return all(one.confidence == other.confidence for one, other in zip(a.requests, b.requests, strict=True))


def _alike(a: Any, b: Any) -> bool:
    """Whether two scenarios, or parts of them, are the same for every plan."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if type(a) in UNREAD:
        read = type(a).model_fields.keys() - UNREAD[type(a)]
        return all(_alike(getattr(a, name), getattr(b, name)) for name in read)
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(_alike, a, b))
    if isinstance(a, dict):  # in the same order: that of metrics is seen
        return list(a) == list(b) and all(map(_alike, a.values(), b.values()))
    return bool(a == b)


def _quoted(plan: Plan) -> set[str]:
    """Requests that the sentences of others may name: what they require, conflict with, or are priced together with."""
    found: set[str] = set()
    for request in plan.scenario.requests:
        if named := {*request.requires, *request.conflicts}:
            found |= {request.id, *named}
    for reason in plan.reasons.values():
        found |= {*reason.bundle, *(limit.name for limit in (*reason.limits, *reason.held_by))} - {reason.request}
    return found


def _renamed(tables: Tables, names: dict[str, str]) -> Tables:
    if not names:
        return tables
    rows = tables.requests.rows("id", "name")
    return replace(tables, requests=tables.requests.replaced(name=[names.get(key, name) for key, name in rows]))
