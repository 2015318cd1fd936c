"""A scenario's program as a PuLP problem, to be written as an LP or MPS file, or gone on with in PuLP.

HiGHS is given the program as arrays, so the problem is built only here, for whoever asks for it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pulp

from planner.atomic import check_ending, replace_file
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.program.formulation.assembly import Program
from planner.program.problem.building import built
from planner.program.problem.statement import named
from planner.program.solving import build, effort_of

ENDINGS = (".mps", ".lp")


def write_problem(scenario: Scenario, path: str | Path) -> None:
    """Write a scenario's program as ``.mps`` or ``.lp``, by the file's ending; a file is replaced in one step.

    Raises InputError for another ending, or where the file can't be written.
    """
    check_ending(path, "the linear program", ENDINGS)
    problem = problem_of(build(scenario, effort_of(scenario)))
    replace_file(path, _text(problem, Path(path).suffix.lower()))


def _text(problem: pulp.LpProblem, ending: str) -> bytes:
    """What PuLP writes, which it does to a file only."""
    try:
        with TemporaryDirectory(prefix="gpu-planner-") as folder:
            file = Path(folder) / f"problem{ending}"
            if ending == ".mps":
                problem.writeMPS(
                    str(file)
                )  # minimises the negative: not every reader knows OBJSENSE, PuLP's own among them
            else:
                problem.writeLP(str(file))
            return file.read_bytes()
    except (OSError, pulp.PulpError) as error:  # its core says of a full disk what it says of all else
        raise InputError(f"The linear program can't be written to a temporary file: {error}") from None


def problem_of(program: Program) -> pulp.LpProblem:
    """The program, with its first goal, in PuLP, under names that LP and MPS files can hold."""
    return built(named(program))
