"""Solve a scenario: the one way in from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from planner.domain.audit import findings
from planner.domain.digest import digest
from planner.domain.plan import PROVED, Certificate, Plan, Status, Tables
from planner.domain.reason import Reason
from planner.domain.scenario import HIGHS, Scenario
from planner.errors import NoPlan, StoppedError, UnsoundError
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.formulation.objective import fair
from planner.program.highs.control import Control
from planner.program.highs.loaded import Loaded, Outcome, Solution
from planner.program.highs.loading import version
from planner.program.infeasible.conflict import explain_conflict
from planner.program.optimum.aside import Aside
from planner.program.optimum.entitlement import Entitled, entitlements
from planner.program.optimum.optimise import Effort, Optimum, load, optimise, optimise_bare
from planner.program.reading.promises import promises
from planner.program.reading.reasons import Reasons, unasked
from planner.program.reading.rounding import tidy
from planner.program.reading.served import read_served
from planner.program.reading.summary import binding, kpis
from planner.program.reading.tables import Reader
from planner.words.reasons import Wording

CONFIRMED = 5_000
"""Columns up to which what stands in a request's way is confirmed by the relaxation: some tens of warm solves."""

_STATUS: dict[Outcome, Status] = {
    Outcome.OPTIMAL: "optimal",
    Outcome.TIME_LIMIT: "time limit",
    Outcome.INTERRUPTED: "interrupted",
    Outcome.NODE_LIMIT: "node limit",
    Outcome.PRECISION: "precision limit",
    Outcome.CLAIMED: "claimed",
}


def solve(
    scenario: Scenario,
    *,
    gap: float | None = None,
    time_limit: float | None = None,
    work: float | None = None,
    solver: str | None = None,
    control: Control | None = None,
    quick: bool = False,
) -> Plan:
    """The best plan for a scenario, with its proof.

    gap, time_limit [s] and solver (a name: see ``SolverLimits``) replace the scenario's own; ``work`` (see ``Effort``)
    is what the search may take besides. ``quick``: the plan alone, without prices and reasons, and of equally good
    plans the first that is found.

    Raises InputError for a solver that is not here, InfeasibleError with the conflict and its least repairs, and
    StoppedError where a limit or a cancel came before any plan; UnsoundError where what is found breaks a limit,
    however tightly it is solved.
    """
    other = other_solver(scenario.solver.name if solver is None else solver)
    effort = effort_of(scenario, gap, time_limit, work)
    return solved(build(scenario, effort, control), replace(effort, solver=other), control, quick=quick)[0]


def other_solver(name: str) -> str | None:
    """PuLP's name of the solver that is to search; None: HiGHS and we do.

    Raises InputError for one that is not here.
    """
    if name.casefold() == HIGHS:
        return None
    from planner.program.problem.solvers import chosen  # PuLP is heavy

    return chosen(name)


def solved(
    program: Program, effort: Effort, control: Control | None = None, *, quick: bool = False
) -> tuple[Plan, np.ndarray]:
    """The best plan for a program, and every column in it; raises as ``solve`` does.

    A plan that breaks a limit is no plan: it is solved again more tightly, and refused where that does not help. So is
    one whose proof is not confirmed, which then is handed out with what is proved of it.
    """
    loaded, alone = load(program, effort, control), replace(effort, solver=None)
    find = optimise_bare if quick else optimise
    try:
        optimum = find(loaded, effort)
    except NoPlan:
        raise explain_conflict(program, alone, control) from None
    plan = None if optimum.is_doubted else read_plan(loaded, optimum, hurried=quick)
    if plan is None or plan.certificate.violations:
        optimum = _tighter(loaded, alone, optimum, find)
        plan = read_plan(loaded, optimum, hurried=quick)
    if plan.certificate.violations:
        raise UnsoundError(_refusal(plan))
    assert optimum.solution.values is not None
    return plan, optimum.solution.values


def _tighter(loaded: Loaded, effort: Effort, first: Optimum, find: Callable[[Loaded, Effort], Optimum]) -> Optimum:
    """The best plan, solved as closely as the solver can; the first one where it finds none in that way."""
    loaded.tighten()
    try:
        return find(loaded, effort)
    except NoPlan:
        return first
    except StoppedError:
        if not first.is_doubted:
            raise
        return first


def _refusal(plan: Plan) -> str:
    worst = max(plan.certificate.violations, key=lambda violation: violation.amount)
    return (
        f"The plan that was found breaks a limit ({worst}), and solving it more tightly did not help, so it is not "
        "handed out. Figures of very different sizes in one scenario do that: look for a price, a metric or a number "
        "of GPUs that is a million times as large, or as small, as the others."
    )


def effort_of(
    scenario: Scenario, gap: float | None = None, time_limit: float | None = None, work: float | None = None
) -> Effort:
    """What a scenario's solver settings ask for, some of them replaced, and the work that may be done for it."""
    own = scenario.solver
    return Effort(
        own.gap if gap is None else gap,
        own.time_limit if time_limit is None else time_limit,
        work,
        own.threads,
        own.seed,
    )


def build(scenario: Scenario, effort: Effort, control: Control | None = None, known: Entitled | None = None) -> Program:
    """A scenario's program; for the fair objective the teams' entitlements are solved first, but for known ones.

    Raises StoppedError where that is cancelled, or the time is up.
    """
    program = Program(Grid(scenario))
    if scenario.objective == "fair":
        program.pursue(*fair(program.variables, entitlements(program, effort, control, known)))
    return program


def status_of(solution: Solution) -> Status:
    """Optimal is what is proved to be: a plan that is as good as was asked for is within its gap."""
    status = _STATUS[solution.outcome]
    return "within gap" if status == "optimal" and solution.gap > PROVED else status


def read_plan(loaded: Loaded, optimum: Optimum, *, hurried: bool = False) -> Plan:
    """A plan's tables and certificate from what the solver found.

    ``hurried``: without looking for what stands in anybody's way, which takes longer than all else.
    """
    program, solution = loaded.program, optimum.solution
    assert solution.values is not None
    served = read_served(program.variables, solution.values)
    reader = Reader(program, served, optimum.prices)
    scenario = program.grid.scenario
    reasons = unasked(reader) if hurried else _reasons(loaded, reader, solution.values)
    words = _worded(scenario, reader, reasons)
    tables = _tables(reader, optimum, reasons, words)
    found = findings(scenario, tables.requests, tables.allocation, tables.served)
    certificate = Certificate(
        status=status_of(solution),
        objective=solution.objective,
        bound=solution.bound,
        gap=solution.gap,
        violations=found.violations,
        largest_violation=tidy(found.largest),
        solver=", ".join(filter(None, (loaded.searched_by, version(loaded.highs)))),
        digest=digest(scenario),
        seconds=optimum.seconds,
    )
    return Plan(
        scenario=scenario,
        tables=tables,
        reasons=reasons,
        parts={request: each.part for request, each in served.items()},
        certificate=certificate,
    )


def _tables(reader: Reader, optimum: Optimum, reasons: Mapping[str, Reason], words: Mapping[str, str]) -> Tables:
    program, served, solution = reader.program, reader.served, optimum.solution
    assert solution.values is not None
    requests, pools, people = reader.requests(reasons, words), reader.pools(), reader.people()
    return Tables(
        requests=requests,
        allocation=reader.allocation(),
        served=reader.shares(),
        pools=pools,
        people=people,
        kpis=kpis(program, served, requests, pools, people, solution.gap),
        binding=binding(program, served, solution.values, optimum.prices),
        promises=promises(program, served),
    )


def _reasons(loaded: Loaded, reader: Reader, values: np.ndarray) -> dict[str, Reason]:
    program = loaded.program
    confirming = program.variables.count <= CONFIRMED
    return Reasons(program, reader, values, Aside(loaded) if confirming else None).all()


def _worded(scenario: Scenario, reader: Reader, reasons: Mapping[str, Reason]) -> dict[str, str]:
    """Each request's reason as a sentence."""
    decided = {name: reason.decision for name, reason in reasons.items()}
    wording = Wording(scenario, decided, reader.grid.impossible)
    found: dict[str, str] = {}
    for name, reason in reasons.items():
        served, (w, _) = reader.served[name], reader.opportunities[name]
        way = served.way or w
        found[name] = wording.sentence(reason, way.way if way else None, min(served.shares, default=None))
    return found
