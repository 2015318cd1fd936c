"""``gpu-planner solve``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import planner
from planner.atomic import check_ending as check_other_ending
from planner.atomic import check_writable
from planner.charts.catalogue import kinds_of
from planner.cli.choices import Chart, Dark, Gap, Json, Quiet, ScenarioFile, Sets, Solver, TimeLimit
from planner.cli.console import say
from planner.cli.drawing import check_chart, check_kind, draw
from planner.cli.keeping import read_apart
from planner.cli.progress import watched
from planner.cli.screen import print_plan
from planner.errors import ExpectationError, Fault, InfeasibleError, InputError
from planner.files.emitting import emit
from planner.files.export import check_allocation_ending, check_ending, plan_csv, plan_json
from planner.files.standard_input import LABEL, NAME
from planner.words.expectations import failures

CHARTS = kinds_of("plan")
PRICED = ("priority",)
"""Charts that need prices."""
WARNINGS = 10
"""Warnings shown before a plan; ``validate`` shows all."""


def solve(
    scenario: ScenarioFile,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the plan: .csv, .xlsx or .json; - prints its CSV."),
    ] = None,
    allocation: Annotated[
        Path | None, typer.Option("--allocation", metavar="FILE", help="Write who gets which GPUs when, as CSV.")
    ] = None,
    sets: Sets = None,
    time_limit: TimeLimit = None,
    gap: Gap = None,
    solver: Solver = None,
    write_model: Annotated[
        Path | None, typer.Option("--write-model", metavar="FILE", help="Write the linear program: .mps or .lp.")
    ] = None,
    chart: Chart = None,
    chart_kind: Annotated[
        str, typer.Option("--chart-kind", metavar="NAME", help=f"Which chart: {', '.join(CHARTS)}.")
    ] = "priority",
    dark: Dark = False,
    json: Json = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="The plan alone: no prices, no reasons, the first of equally good plans.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show every request, however many.")] = False,
    quiet: Quiet = False,
) -> None:
    """Find the best plan for a scenario, and prove it.

    Exit codes: 0 done, 1 an expectation failed, 2 bad input, 3 infeasible, 4 stopped before any plan was found.
    """
    is_piped, output = _piped(output, json)
    _check_targets(output, allocation, write_model)
    check_kind(chart_kind, CHARTS)
    check_chart(chart)
    if quick and chart is not None and chart_kind in PRICED:
        raise InputError(f"--chart-kind {chart_kind}: --quick leaves out the prices that it shows; choose another kind")
    (reading,) = read_apart([scenario], sets, (output, allocation, write_model, chart))
    _warn(reading.warnings)
    _check_solver(solver or reading.scenario.solver.name)
    if write_model is not None:
        planner.write_problem(reading.scenario, write_model)
    try:
        with watched() as control:
            plan = planner.solve(
                reading.scenario, gap=gap, time_limit=time_limit, solver=solver, control=control, quick=quick
            )
    except InfeasibleError as error:
        _say_infeasible(error, reading.path)
        raise typer.Exit(error.exit_code) from None
    if output is not None:
        planner.write_plan(plan, output)
    if allocation is not None:
        planner.write_allocation(plan, allocation)
    draw(chart, dark, chart_kind, plan)
    if json or is_piped:  # UTF-8, whatever the terminal
        typer.echo(plan_json(plan).encode(errors="replace") if json else plan_csv(plan), nl=False)
    elif not quiet:
        print_plan(plan, everything)
    if failed := failures(plan):
        raise ExpectationError(failed)


def _piped(output: Path | None, json: bool) -> tuple[bool, Path | None]:
    """Whether the plan is to be printed as CSV, and the file that it goes to else."""
    if str(output) != NAME:
        return False, output
    if json:
        raise InputError("-o - prints CSV, and --json prints JSON: choose one")
    return True, None


def _warn(warnings: tuple[Fault, ...]) -> None:
    for warning in warnings[:WARNINGS]:
        say(f"warning: {warning}", err=True)
    if (hidden := len(warnings) - WARNINGS) > 0:
        say(f"warning: … and {hidden:,} more; gpu-planner validate shows them all", err=True)


def _check_targets(output: Path | None, allocation: Path | None, write_model: Path | None) -> None:
    """Raise InputError for a file that can't be written, before a long solve is done for it."""
    if output is not None:
        check_ending(output)
    if allocation is not None:
        check_allocation_ending(allocation)
    if write_model is not None:
        check_other_ending(write_model, "the linear program", (".mps", ".lp"))
    for file in filter(None, (output, allocation, write_model)):
        check_writable(file)


def _check_solver(name: str) -> None:
    """Raise InputError for a solver that is not here, before anything is written."""
    from planner.program.solving import other_solver  # heavy, and no help on the command needs it

    other_solver(name)


def _say_infeasible(error: InfeasibleError, scenario: Path) -> None:
    """The conflict, its repairs, and a variant to save and solve: the least repair, each other one as a comment."""
    say(str(error), err=True)
    if not error.conflict.repairs or str(scenario) == LABEL:  # nothing can extend what came by standard input
        return
    first, *others = error.conflict.repairs
    variant = emit({"format": 1, "extends": scenario.name, "changes": first.changes})
    for other in others:
        snippet = emit({"changes": other.changes}).splitlines()
        variant += "\n".join(
            [f"# Or instead: {' '.join(other.sentence.split())}", *(f"# {line}" for line in snippet), ""]
        )
    say(
        f"\nThe first of them as a variant, to save beside {scenario} "
        f"(gpu-planner repair writes any of them):\n\n{variant}",
        err=True,
        nl=False,
    )
