"""``gpu-planner solve``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.choices import Gap, Json, Quiet, ScenarioFile, Sets, TimeLimit
from planner.cli.progress import watched
from planner.errors import ExpectationError, Fault


def solve(
    scenario: ScenarioFile,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the plan: .csv, .xlsx or .json.")
    ] = None,
    allocation: Annotated[
        Path | None, typer.Option("--allocation", metavar="FILE", help="Write who gets which GPUs when, as CSV.")
    ] = None,
    sets: Sets = None,
    time_limit: TimeLimit = None,
    gap: Gap = None,
    write_model: Annotated[
        Path | None, typer.Option("--write-model", metavar="FILE", help="Write the linear program: .mps or .lp.")
    ] = None,
    json: Json = False,
    everything: Annotated[bool, typer.Option("--all", help="Show every request, however many.")] = False,
    quiet: Quiet = False,
) -> None:
    """Find the best plan for a scenario, and prove it.

    Exit codes: 0 done, 1 an expectation failed, 2 bad input, 3 infeasible, 4 stopped before any plan was found.
    """
    import planner
    from planner.domain.expectations import failures
    from planner.files.atomic import check_writable
    from planner.files.export import check_ending, plan_json, write_allocation, write_plan

    reading = planner.read(scenario, sets or ())
    for warning in reading.warnings:
        _warn(warning)
    if output is not None:
        check_ending(output)
    for file in filter(None, (output, allocation, write_model)):
        check_writable(file)
    if write_model is not None:
        planner.write_problem(reading.scenario, write_model)
    with watched() as control:
        plan = planner.solve(reading.scenario, gap=gap, time_limit=time_limit, control=control)
    if output is not None:
        write_plan(plan, output)
    if allocation is not None:
        write_allocation(plan, allocation)
    if json:
        sys.stdout.write(plan_json(plan))
    elif not quiet:
        from planner.cli.table import print_plan

        print_plan(plan, everything)
    if failed := failures(plan):
        raise ExpectationError(failed)


def _warn(warning: Fault) -> None:
    typer.echo(f"warning: {warning}", err=True)
