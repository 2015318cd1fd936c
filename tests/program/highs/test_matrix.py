"""What reaches HiGHS is the program that was agreed, to the byte, and HiGHS is set as it was.

A changed matrix shows as a changed digest: run with ``GOLDEN=write`` to write them anew, where that is meant.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import pytest

import planner
from planner.domain.scenario import Scenario
from planner.program.highs.loaded import Loaded
from planner.program.solving import build, effort_of
from tests.program.formulation.golden_scenarios import FAMILIES, OBJECTIVES
from tests.test_samples import FILES

DIGESTS = Path(__file__).parent / "matrices.json"
FILE_OF = {file.stem: file for file in FILES}
NAMES = [*FAMILIES, *OBJECTIVES, *FILE_OF]


def scenario_of(name: str) -> Scenario:
    return planner.load(FILE_OF[name]) if name in FILE_OF else (FAMILIES | OBJECTIVES)[name]


def loaded(scenario: Scenario) -> Loaded:
    return Loaded(build(scenario, effort_of(scenario)))


def digest_of(loaded: Loaded) -> str:
    """Of all that stands in HiGHS: the matrix, every limit, which columns are whole, and the costs of every goal."""
    found = hashlib.sha256()
    loaded.require_whole(True)
    for goal in loaded.program.goals:
        loaded.aim(goal)
        lp = loaded.highs.getLp()
        matrix = lp.a_matrix_
        for figures in (lp.col_cost_, lp.col_lower_, lp.col_upper_, lp.row_lower_, lp.row_upper_, matrix.value_):
            found.update(np.asarray(figures, dtype="<f8").tobytes())
        for places in (matrix.start_, matrix.index_, [int(kind) for kind in lp.integrality_]):
            found.update(np.asarray(places, dtype="<i8").tobytes())
        found.update(f"{lp.num_col_} {lp.num_row_} {lp.sense_} {lp.offset_!r} {matrix.format_}".encode())
    return found.hexdigest()


def settings_of(loaded: Loaded) -> dict[str, Any]:
    """The options of HiGHS that are not as HiGHS would have them."""
    here, there = loaded.highs.getOptions(), highspy.HighsOptions()
    names = [name for name in dir(there) if not name.startswith("_")]
    return {name: getattr(here, name) for name in names if getattr(here, name) != getattr(there, name)}


def test_what_reaches_highs_is_the_same_to_the_byte() -> None:
    found = {name: digest_of(loaded(scenario_of(name))) for name in NAMES}
    if os.environ.get("GOLDEN") == "write":
        DIGESTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(DIGESTS.read_text(encoding="utf-8"))
    assert len(set(found.values())) == len(found) - 1, "value_curve and segment_width are one scenario, no others are"


@pytest.mark.parametrize(
    ("name", "searches"),
    [
        ("launch", {}),
        ("service", {"mip_heuristic_run_rins": False, "mip_heuristic_run_rens": False,
                     "mip_heuristic_run_root_reduced_cost": False}),
    ],
)  # fmt: skip
def test_highs_is_silent_in_one_thread_and_otherwise_as_it_comes(name: str, searches: dict[str, bool]) -> None:
    program = build(scenario_of(name), effort_of(scenario_of(name)))
    assert settings_of(Loaded(program)) == {"output_flag": False, "threads": 1, **searches}
    assert settings_of(Loaded(program, threads=2, seed=7)) == {
        "output_flag": False, "threads": 2, "random_seed": 7, **searches
    }  # fmt: skip
