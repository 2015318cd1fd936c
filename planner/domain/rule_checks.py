"""Rules and expectations: what they select, and limits that make no sense."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from planner.domain.names import suggestion
from planner.domain.request import Kind
from planner.domain.rule import PLACE_DIMENSIONS, Expectation, Rule, Selection, attribute_of
from planner.domain.scope import Scope, bad_date, unknown
from planner.errors import Fault, Path


def rule_faults(scope: Scope) -> Iterator[Fault]:
    """What is wrong with each rule."""
    for rule in scope.scenario.rules:
        path = ("rules", rule.name)
        yield from _selection_faults(scope, rule.of, (*path, "of"))
        yield from _limit_faults(rule, path)
        yield from _placeless(rule, rule.of, rule.each, path)
        yield from _convexity(scope, rule, path)
        yield from _without_attribute(scope, rule, path)
        yield from _unpowered(scope, rule, path)


def expectation_faults(scope: Scope) -> Iterator[Fault]:
    """What is wrong with what a scenario expects."""
    for index, expectation in enumerate(scope.scenario.expect):
        path: Path = ("expect", index)
        for key in ("funds", "declines"):
            name = getattr(expectation, key)
            if name is not None:
                yield from unknown(name, scope.requests, "request", (*path, key))
        yield from _selection_faults(scope, expectation.of, (*path, "of"))
        if expectation.measure is not None:
            yield from _limit_faults(expectation, path)
            yield from _placeless(expectation, expectation.of, None, path)
            yield from _timeless(expectation, path)
            yield from _without_attribute(scope, expectation, path)
        low, high = expectation.at_least, expectation.at_most
        if low is not None and high is not None and high < low:
            yield Fault(f"must have at_most at or above at_least, not {high:g} below {low:g}", path)


def _selection_faults(scope: Scope, of: Selection, path: Path) -> Iterator[Fault]:
    for name in of.names("id") or ():
        yield from unknown(name, scope.requests, "request", (*path, "id"))
    for name in of.names("pool") or ():
        yield from unknown(name, scope.pools, "pool", (*path, "pool"))
    yield from _accelerators(scope, of, path)
    yield from _kinds(scope, of, path)
    yield from _periods(scope, of, path)
    if not scope.hides("requests"):
        for dimension in ("team", "product"):
            known = {getattr(r, dimension) for r in scope.scenario.requests}
            yield from _nothing(of, dimension, known, "request has", path)
    if not scope.hides("pools"):
        yield from _nothing(of, "region", scope.regions, "pool is in", path)


def _nothing(of: Selection, dimension: str, known: set[str] | frozenset[str], has: str, path: Path) -> Iterator[Fault]:
    for name in of.names(dimension) or ():
        if name not in known:
            message = f"no {has} the {dimension} '{name}'{suggestion(name, known - {''})}"
            yield Fault(message, (*path, dimension), warning=True, code="unknown-name")


def _accelerators(scope: Scope, of: Selection, path: Path) -> Iterator[Fault]:
    used = {pool.accelerator for pool in scope.scenario.pools}
    for name in of.names("accelerator") or ():
        if name not in used:
            absent = list(unknown(name, scope.accelerators, "accelerator", (*path, "accelerator")))
            yield from absent
            if not absent and not scope.hides("pools"):
                yield Fault(
                    f"no pool has the accelerator '{name}'", (*path, "accelerator"), warning=True, code="unknown-name"
                )


def _kinds(scope: Scope, of: Selection, path: Path) -> Iterator[Fault]:
    kinds = get_args(Kind)
    used = {r.kind for r in scope.scenario.requests}
    for name in of.names("kind") or ():
        if name not in kinds:
            yield Fault(f"must be among {', '.join(kinds)}, not '{name}'{_meant(name, kinds)}", (*path, "kind"))
        elif name not in used and not scope.hides("requests"):
            yield Fault(f"no request is of the kind '{name}'", (*path, "kind"), warning=True, code="unknown-name")


def _meant(name: str, known: tuple[str, ...]) -> str:
    hint = suggestion(name, known)
    return hint if "mean" in hint else ""


def _periods(scope: Scope, of: Selection, path: Path) -> Iterator[Fault]:
    calendar = scope.scenario.calendar
    for name in of.names("period") or ():
        bad = list(_no_date(name, (*path, "period")))
        yield from bad
        if not bad and scope.timed and (calendar.last(name) < 0 or calendar.first(name) >= len(calendar)):
            covers = f"it covers {calendar.labels[0]} to {calendar.labels[-1]}"
            yield Fault(
                f"{name} is outside of the calendar; {covers}", (*path, "period"), warning=True, code="outside-calendar"
            )


def _no_date(name: str, path: Path) -> Iterator[Fault]:
    """Any text may stand in a selection; here only dates make sense."""
    if not name or not name[:4].isdecimal():
        yield Fault(f"must be a date such as 2027-01, 2027-01-18, 2027-Q1 or 2027-W03, not '{name}'", path, code="date")
    else:
        yield from bad_date(name, path)


def _limit_faults(limit: Rule | Expectation, path: Path) -> Iterator[Fault]:
    """Limits that are never reached, or never kept."""
    if limit.measure != "value" and limit.at_most is not None and limit.at_most < 0:
        message = f"must be 0 or more, since {limit.measure} is never below 0, not {limit.at_most:g}"
        yield Fault(message, (*path, "at_most"))
    if limit.measure == "gpu_share" and limit.at_least is not None and limit.at_least > 1:
        yield Fault(f"must be a part from 0 to 1, not {limit.at_least:g}", (*path, "at_least"))
    if limit.measure == "gpu_share" and limit.at_most is not None and limit.at_most > 1:
        message = f"is {limit.at_most:g}, above 1: only rented hours can bring a share of the own GPUs there"
        yield Fault(message, (*path, "at_most"), warning=True)


def _without_attribute(scope: Scope, limit: Rule | Expectation, path: Path) -> Iterator[Fault]:
    """A measure that nothing has."""
    name, requests = attribute_of(limit.measure), scope.scenario.requests
    known = {each for r in requests for each in (*r.attributes, *(a for o in r.options for a in o.attributes))}
    if name is not None and name not in known and not scope.hides("requests"):
        message = f"no request has the attribute '{name}'{suggestion(name, known)}"
        yield Fault(message, (*path, "measure"), warning=True, code="unknown-name")


def _unpowered(scope: Scope, rule: Rule, path: Path) -> Iterator[Fault]:
    """A limit on electricity that does not see what some GPUs draw."""
    if rule.measure not in ("energy_kwh", "carbon_kg", "power_kw") or scope.hides("accelerators"):
        return
    hardware = scope.scenario.hardware
    pools = [pool for pool in scope.scenario.pools if rule.of.admits(pool) and pool.accelerator in hardware]
    for name in dict.fromkeys(pool.accelerator for pool in pools if hardware[pool.accelerator].watts is None):
        advice = f"give accelerators: {{{name}: {{watts: …}}}}"
        yield Fault(
            f"counts nothing for {name}, whose power is not known; {advice}",
            (*path, "measure"),
            warning=True,
            code="missing",
        )


def _placeless(limit: Rule | Expectation, of: Selection, each: str | None, path: Path) -> Iterator[Fault]:
    """Some measures belong to a request as a whole: it is funded once, and its value comes from no one place."""
    refused: dict[str, tuple[str, ...]] = {"funded": (*PLACE_DIMENSIONS, "period"), "value": PLACE_DIMENSIONS}
    is_own = attribute_of(limit.measure) is not None
    for dimension in PLACE_DIMENSIONS if is_own else refused.get(str(limit.measure), ()):
        if of.names(dimension) is not None:
            message = f"must not be given: {limit.measure} belongs to requests as a whole"
            yield Fault(message, (*path, "of", dimension), code="not-measurable")
        if each == dimension:
            yield Fault(
                f"must not be {dimension}: {limit.measure} belongs to requests as a whole",
                (*path, "each"),
                code="not-measurable",
            )


def _timeless(expectation: Expectation, path: Path) -> Iterator[Fault]:
    """A plan tells what each request earns, not when."""
    if expectation.measure == "value" and expectation.of.period is not None:
        yield Fault(
            "must not be given: a plan's value is known by request, not by period",
            (*path, "of", "period"),
            code="not-measurable",
        )


def _convexity(scope: Scope, rule: Rule, path: Path) -> Iterator[Fault]:
    """An upper limit on a concave value is not convex: the plan could dodge it by filling segments out of order."""
    if rule.measure != "value" or rule.at_most is None:
        return
    if rule.each == "period" or rule.of.period is not None:
        # nothing obliges a plan to complete a job as soon as it could, so it would dodge the limit by waiting
        yield Fault(
            "is not possible for value by period; use at_least, or leave the period out",
            (*path, "at_most"),
            code="not-measurable",
        )
    selected = [r for r in scope.scenario.requests if rule.of.selects(r)]
    curved = [r.id for r in selected if len(r.value_curve or ()) > 1]
    if curved:
        some = ", ".join(curved[:3]) + (" …" if len(curved) > 3 else "")
        yield Fault(
            f"is not possible for value where requests have a value_curve ({some})",
            (*path, "at_most"),
            code="not-measurable",
        )
