"""The best plan with some limits set aside: who would be given more then, when all others move too."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE
from planner.program.formulation.grid import Grid
from planner.program.highs.loaded import Loaded
from planner.program.optimum.optimise import Effort, load, relaxation
from planner.program.optimum.search import is_whole, search

SMALL = 600
"""Columns up to which whole numbers are searched for as well."""
GAP, NODES = 1e-4, 20
"""How far that search goes."""


class Aside:
    """Asks a program that stands in the solver; each set of limits is solved once, warm."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._known: dict[bytes, np.ndarray | None] = {}

    def without(self, rows: np.ndarray) -> np.ndarray | None:
        """The best plan with some rows out of force; None where it was not found."""
        key = rows.tobytes()
        if key not in self._known:
            self._known[key] = self._solved(rows)
        return self._known[key]

    @staticmethod
    def of(scenario: Scenario, keys: Collection[tuple[str, ...]]) -> tuple[Program, np.ndarray] | None:
        """The program and the best plan of another scenario, some rows out of force; None where it was not found."""
        program = Program(Grid(scenario))
        rows = np.array([row for row, key in enumerate(program.keys) if key in keys], dtype=np.int32)
        values = _best(load(program, Effort(GAP)), rows)
        return None if values is None else (program, values)

    def _solved(self, rows: np.ndarray) -> np.ndarray | None:
        """Without the user's clock: a plan found in time would else be explained otherwise on a slower machine."""
        self._loaded.release()
        try:
            with self._loaded.budget.unhurried():
                return _best(self._loaded, rows)
        finally:
            self._loaded.bounds.release()


def _best(loaded: Loaded, without: np.ndarray) -> np.ndarray | None:
    loaded.bounds.rows(without, np.full(len(without), -INFINITE), np.full(len(without), INFINITE))
    try:
        relaxed = relaxation(loaded)
        if is_whole(loaded, relaxed) or loaded.program.variables.count > SMALL:
            return relaxed.values
        loaded.limit(GAP, NODES)
        return search(loaded, loaded.program.goals[-1]).values
    except PlannerError:
        return None
