"""``gpu-planner repair``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import planner
from planner.cli.choices import ScenarioFile
from planner.cli.console import say
from planner.cli.keeping import check_variant, write_variant
from planner.domain.scenario import Scenario
from planner.errors import Conflict, InfeasibleError, InputError, Repair, StoppedError
from planner.files.standard_input import LABEL, NAME
from planner.letters import one_line


def repair(
    scenario: ScenarioFile,
    take: Annotated[int, typer.Option("--take", metavar="N", min=1, help="Which repair to write.")] = 1,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.yaml", help="Write the repair as a variant.")
    ] = None,
) -> None:
    """Say why a scenario has no plan, what each least repair would leave, and write one of them as a variant.

    Exit codes: 0 there is a plan, or a repair was written, 2 bad input, 3 there is no plan.
    """
    if output is not None:
        check_variant(scenario, output)
    loaded = planner.load(scenario)
    try:
        planner.solve(loaded)
    except InfeasibleError as error:
        conflict = error.conflict
    else:
        say(f"{LABEL if str(scenario) == NAME else scenario} has a plan: there is nothing to repair.")
        return
    say("No plan can keep all of these together:")
    for member in conflict.members:
        say(f"  - {one_line(member)}")
    if conflict.caution:
        say(conflict.caution)
    if not conflict.repairs:
        say(f"{conflict.mending}.")
        raise typer.Exit(InfeasibleError.exit_code)
    say(f"{conflict.mending}:")
    for number, each in enumerate(conflict.repairs, 1):
        say(f"  {number}. {one_line(each.sentence)} {_outcome(loaded, each)}")
    if output is None:
        say(f"gpu-planner repair {scenario} --take 1 -o FILE.yaml writes the first of them as a variant.")
        raise typer.Exit(InfeasibleError.exit_code)
    _write(scenario, conflict, take, output)


def _outcome(scenario: Scenario, repair: Repair) -> str:
    """What the best plan is worth once repaired."""
    try:
        plan = planner.solve(planner.vary(scenario, repair.changes))
    except StoppedError:
        return ""
    decisions = plan.decisions().values()
    funded = sum(decision != "decline" for decision in decisions)
    return f"The best plan then captures {plan.value:.1f} points and serves {funded} of {len(decisions)} requests."


def _write(scenario: Path, conflict: Conflict, take: int, output: Path) -> None:
    if take > len(conflict.repairs):
        raise InputError(f"--take: there are {len(conflict.repairs)} repairs, not {take}")
    chosen = conflict.repairs[take - 1]
    write_variant(scenario, output, " ".join(chosen.sentence.rstrip(".").split()), chosen.changes)
    say(f"{output}: {one_line(chosen.sentence)}")
