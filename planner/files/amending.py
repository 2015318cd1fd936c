"""A scenario with changes that are its own from then on, in its own file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.atomic import replace_file
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.catalogue import catalogue
from planner.files.merging import merged
from planner.files.places import tree
from planner.files.reading import Reading, load
from planner.files.validation import validated
from planner.files.writing import data_of, dump, dump_variant


def amended(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """The scenario with the ``changes`` of a variant made, and still by itself. Raises InputError with all faults."""
    faults: list[Fault] = []
    data = merged(tree(data_of(scenario)), tree(changes), faults)
    after, found = validated(data, catalogue(), family=scenario.family)
    wrong = [fault for fault in faults + found if not fault.warning]
    if wrong or after is None:
        raise InputError(wrong)
    return after


def write_amended(file: Path, reading: Reading | None, after: Scenario) -> None:
    """Write a scenario in place of what a file holds; a variant stays one. None: the file is new."""
    above = reading.extends if reading is not None else None
    if above is None:
        text = dump(after)
    else:
        text = dump_variant(load(above), after, Path(os.path.relpath(above, file.parent)).as_posix())
    replace_file(file, text.encode())
