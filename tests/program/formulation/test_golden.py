"""The program reads as the design says: one golden LP for each family of constraints and each objective.

A changed formulation shows as a changed file: run with ``GOLDEN=write`` to write them anew, and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import planner
from planner.program.formulation.constraints import CONSTRAINTS
from tests.program.formulation.golden_scenarios import FAMILIES, OBJECTIVES

GOLDEN = Path(__file__).parent / "golden"


def lp_text(name: str, tmp_path: Path) -> str:
    """The golden scenario's rows of one family, or its objective and the rows made for it."""
    scenario = (FAMILIES | OBJECTIVES)[name]
    file = tmp_path / "problem.lp"
    planner.write_problem(scenario, file)
    objective, rest = file.read_text().split("Subject To\n")
    rows = _rows(rest.split("\nBounds\n")[0].split("\nBinaries\n")[0].split("\nGenerals\n")[0])
    if name in OBJECTIVES:
        kept = [row for row in rows if row.startswith(("cost_target", "fair_"))]
        return objective[objective.index("Maximize") :] + "".join(kept)
    return "".join(row for row in rows if row.startswith(f"{name}_") and not _other(row, name))


def _rows(text: str) -> list[str]:
    """Rows of an LP file; long ones go on over several lines."""
    rows: list[str] = []
    for line in text.splitlines():
        if ":" in line:
            rows.append("")
        if rows and line.strip():
            rows[-1] += line + "\n"
    return rows


def _other(row: str, name: str) -> bool:
    """Whether a row belongs to a family whose name merely begins alike."""
    return any(
        family.__name__ != name and family.__name__.startswith(f"{name}_") and row.startswith(f"{family.__name__}_")
        for family in CONSTRAINTS
    )


@pytest.mark.parametrize("name", [*FAMILIES, *OBJECTIVES])
def test_the_program_is_as_it_was_agreed(name: str, tmp_path: Path) -> None:
    text, golden = lp_text(name, tmp_path), GOLDEN / f"{name}.lp"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(text)
    assert text == golden.read_text()
    assert text.count(":") >= 1, "a golden file without a row claims nothing"


def test_every_family_has_a_golden_program() -> None:
    assert [family.__name__ for family in CONSTRAINTS] == list(FAMILIES)
    assert {file.stem for file in GOLDEN.glob("*.lp")} == {*FAMILIES, *OBJECTIVES}
