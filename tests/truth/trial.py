"""A statement, tried by the user's door: a variant's file is written as it says, and solved as any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

import planner
from planner.domain.plan import Plan
from planner.errors import Conflict, InfeasibleError, InputError
from planner.tradeoffs.one_scenario.interval import Interval
from tests.truth.claims import (
    Changes,
    Claim,
    Decides,
    Gains,
    GivesMore,
    Impossible,
    Possible,
    Reaches,
    Serves,
    Statement,
    Statements,
)
from tests.truth.said.conflicts import of_conflict
from tests.truth.statements import statements
from tests.truth.writing import merged, whole

ROUNDING = 2e-6
"""Part of the objective by which two solves may differ."""
TIE = 2e-5
"""Part of the objective: where a request in and the same request out differ by less, either decision is true."""
LITTLE = 1e-3
"""Part of what a request captures that is a little more."""
WHOLE = 1 - 1e-6
"""Share from which on a request is served in full."""
MORE = 1e-6
"""Share by which a request is given more."""


@dataclass(frozen=True)
class Verdict:
    """What was found where a statement was tried."""

    statement: Statement
    claim: Claim
    true: bool
    found: str
    sign: bool = True
    """Whether at least the sign is right."""


class Court:
    """A scenario's file in a folder of its own, and variants beside it."""

    def __init__(self, folder: Path, data: dict[str, Any]) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "base.yaml"
        self.file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")

    @cached_property
    def scenario(self) -> planner.Scenario:
        return planner.load(self.file)

    @cached_property
    def plan(self) -> Plan:
        return planner.solve(self.scenario, gap=0.0)

    @cached_property
    def conflict(self) -> Conflict | None:
        """What can't hold together; None where there is a plan."""
        try:
            self.plan  # noqa: B018  raises where there is none
        except InfeasibleError as error:
            return error.conflict
        return None

    @property
    def said(self) -> Statements:
        """Everything that is said of the scenario: of its plan, or of why it has none."""
        return statements(self.scenario) if self.conflict is None else of_conflict(self.scenario, self.conflict)

    def tried(self, said: Statements | None = None) -> Iterator[Verdict]:
        """Statements about the scenario, tried; all of them where none are named."""
        for statement in self.said if said is None else said:
            yield from self.try_all(statement)

    def try_all(self, statement: Statement) -> list[Verdict]:
        """Every claim of a statement against what a solve of the changed file says."""
        try:
            plan = self.changed(statement.changes)
        except InfeasibleError:
            return [self._without_plan(statement, claim) for claim in statement.claims]
        except InputError as error:
            return [Verdict(statement, claim, False, f"can't be written: {error}") for claim in statement.claims]
        return [self._judge(statement, claim, plan) for claim in statement.claims]

    def changed(self, changes: Changes) -> Plan:
        """The plan of the scenario's file with some changes, written as a variant beside it."""
        variant = self.folder / "variant.yaml"
        data = {"format": 1, "extends": self.file.name, "name": "As it says", "changes": changes}
        variant.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return planner.solve(planner.load(variant), gap=0.0)

    def _without_plan(self, statement: Statement, claim: Claim) -> Verdict:
        return Verdict(statement, claim, isinstance(claim, Impossible), "no plan", sign=isinstance(claim, Impossible))

    def _judge(self, statement: Statement, claim: Claim, plan: Plan) -> Verdict:
        match claim:
            case Gains(by=by):
                before = self.changed(statement.against) if statement.against else self.plan
                found = plan.certificate.objective - before.certificate.objective
                true = _lies_in(by, found, before, plan)
                return Verdict(statement, claim, true, f"{found:+.9g}", true or found * by.low > 0)
            case Reaches(at=at):
                found = plan.certificate.objective
                return Verdict(statement, claim, _lies_in(at, found, plan), f"{found:.9g}")
            case Serves(request=request, in_full=True):
                share = float(plan.row(request)["share"])
                true = share >= WHOLE or self._would_be_as_good_in_full(statement.changes, request, plan)
                return Verdict(statement, claim, true, f"{share:.6g}")
            case Serves(request=request, served=served):
                decision = plan.row(request)["decision"]
                true = (decision != "decline") is served or self._is_tie(statement.changes, request, plan)
                return Verdict(statement, claim, true, decision)
            case Decides(request=request, decision=said):
                decision = plan.row(request)["decision"]
                true = decision == said or self._is_tie(statement.changes, request, plan)
                return Verdict(statement, claim, true, decision)
            case GivesMore(request=request, share=share):
                given = float(plan.row(request)["share"])
                true = given > share + MORE or self._would_be_as_good_with_more(statement.changes, request, plan)
                return Verdict(statement, claim, true, f"{given:.6g}")
            case Possible():
                return Verdict(statement, claim, True, "a plan")
            case Impossible():
                return Verdict(statement, claim, False, f"a plan of {plan.certificate.objective:.6g}", False)

    def _is_tie(self, changes: Changes, request: str, plan: Plan) -> bool:
        """Whether the plan would be as good with the other decision."""
        other = "out" if plan.row(request)["decision"] != "decline" else "must"
        requests = changes.get("requests", {})
        forced = {**changes, "requests": {**requests, request: {**requests.get(request, {}), "commitment": other}}}
        try:
            found = self.changed(forced)
        except InfeasibleError:
            return False
        return _is_as_good(found, plan)

    def _would_be_as_good_in_full(self, changes: Changes, request: str, plan: Plan) -> bool:
        """Whether the best plan may as well serve a request in full."""
        forced = {"requests": {request: {"commitment": "must"} | whole(self.scenario.request_by_id[request])}}
        try:
            return _is_as_good(self.changed(merged(changes, forced)), plan)
        except InfeasibleError:
            return False

    def _would_be_as_good_with_more(self, changes: Changes, request: str, plan: Plan) -> bool:
        """Whether the best plan may as well give a request more: it captures so much more in a variant."""
        now = float(plan.row(request)["captured_points"])
        more = {"measure": "value", "of": {"id": request}, "at_least": now + LITTLE * max(now, 1.0)}
        try:
            return _is_as_good(self.changed(merged(changes, {"rules": {"A little more": more}})), plan)
        except InfeasibleError:
            return False


def _lies_in(said: Interval, found: float, *plans: Plan) -> bool:
    slack = ROUNDING * max(1e-6, *(abs(plan.certificate.objective) for plan in plans))
    return said.low - slack <= found <= said.high + slack


def _is_as_good(found: Plan, plan: Plan) -> bool:
    loss = abs(found.certificate.objective - plan.certificate.objective)
    return loss <= TIE * max(abs(plan.certificate.objective), 1e-6)
