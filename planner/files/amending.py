"""A scenario with changes that are its own from then on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.catalogue import catalogue
from planner.files.merging import merged
from planner.files.places import tree
from planner.files.validation import validated
from planner.files.writing import data_of


def amended(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """The scenario with the ``changes`` of a variant made, and still by itself. Raises InputError with all faults."""
    faults: list[Fault] = []
    data = merged(tree(data_of(scenario)), tree(changes), faults)
    after, found = validated(data, catalogue(), family=scenario.family)
    wrong = [fault for fault in faults + found if not fault.warning]
    if wrong or after is None:
        raise InputError(wrong)
    return after
