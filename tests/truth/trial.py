"""A statement, tried by the user's door: a variant's file is written as it says, and solved as any other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

import planner
from planner.domain.plan import Plan
from planner.errors import InfeasibleError, InputError
from tests.truth.statements import Changes, Claim, Decides, Gains, Impossible, Serves, Statement

ROUNDING = 2e-6
"""Part of the objective by which two solves may differ."""
TIE = 2e-5
"""Part of the objective: where a request in and the same request out differ by less, either decision is true."""


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
                found = plan.certificate.objective - self.plan.certificate.objective
                slack = ROUNDING * max(abs(self.plan.certificate.objective), abs(plan.certificate.objective), 1e-6)
                true = by.low - slack <= found <= by.high + slack
                return Verdict(statement, claim, true, f"{found:+.6g}, said {by.low:.6g} to {by.high:.6g}",
                               true or found * by.low > 0)  # fmt: skip
            case Serves(request=request, served=served):
                decision = plan.row(request)["decision"]
                true = (decision != "decline") is served or self._is_tie(statement.changes, request, plan)
                return Verdict(statement, claim, true, decision, true)
            case Decides(request=request, decision=said):
                decision = plan.row(request)["decision"]
                true = decision == said or self._is_tie(statement.changes, request, plan)
                return Verdict(statement, claim, true, decision, true)
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
        loss = abs(found.certificate.objective - plan.certificate.objective)
        return loss <= TIE * max(abs(plan.certificate.objective), 1e-6)
