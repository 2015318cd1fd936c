"""Some columns and rows of a program in a solver of their own."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from planner.program.formulation.limits import Limits
from planner.program.highs.budget import EMPTY_HANDED
from planner.program.highs.loaded import ENDLESS, Basis, Loaded, Outcome, ended
from planner.program.highs.loading import finite, hear, run, small


class Excerpt:
    """What two masks have of a program, as a linear program; it can be asked for whole numbers like the whole one."""

    def __init__(
        self, loaded: Loaded, columns: np.ndarray, rows: np.ndarray, costs: np.ndarray, limits: Limits
    ) -> None:
        """``costs`` [the solver's scale] and ``limits`` are of the whole program. What stops its solver stops this."""
        program, self._loaded = loaded.program, loaded
        at = np.asarray(program.columns)
        kept = columns[at] & rows[program.rows]
        lengths = np.bincount(program.rows[kept], minlength=len(rows))[rows]
        place = np.cumsum(columns) - 1
        self.coefficients = int(kept.sum())
        self.whole = place[loaded.whole[columns[loaded.whole]]].astype(np.int32)
        """Columns, counted here, that must be whole in a plan."""
        self.highs = small()
        self.highs.setOptionValue("solver", "simplex")
        none = np.zeros(0, dtype=np.int32)
        self.highs.addCols(int(columns.sum()), costs[columns], finite(limits.floor[columns]),
                           finite(limits.ceiling[columns]), 0, none, none, np.zeros(0))  # fmt: skip
        self.highs.addRows(
            int(rows.sum()),
            finite(limits.low[rows]),
            finite(limits.high[rows]),
            self.coefficients,
            (np.cumsum(lengths) - lengths).astype(np.int32),
            place[at[kept]].astype(np.int32),
            np.asarray(program.coefficients)[kept],
        )
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._rounds = 0.0
        hear(self.highs, self._searched, lambda: loaded.is_stopped)

    @property
    def basis(self) -> Basis:
        """Where its simplex stands."""
        found: Basis = self.highs.getBasis()
        return found

    def go(self) -> Outcome:
        """Solve it as it stands; what was found stays in its solver."""
        run(self.highs, self._loaded.control)
        return ended(self.highs, self._loaded.control, self._loaded.budget)

    def search(self, gap: float, rounds: int) -> np.ndarray | None:
        """A whole plan within a gap [the solver's scale], or what so many rounds of cuts and nodes have found by then.

        Without any plan it goes on four times as long. None: there is none by then.
        """
        for name, value in (("presolve", "on"), ("mip_rel_gap", 0.0), ("mip_abs_gap", gap)):
            self.highs.setOptionValue(name, value)
        self.highs.changeColsIntegrality(
            len(self.whole), self.whole, np.full(len(self.whole), highspy.HighsVarType.kInteger)
        )
        self._rounds = rounds
        self.go()
        feasible = self.highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return np.asarray(self.highs.getSolution().col_value) if feasible else None

    def _searched(self, told: Any) -> bool:
        loaded, has_plan = self._loaded, abs(told.mip_primal_bound) < ENDLESS
        loaded.budget.spend(self.coefficients, told.mip_node_count, has_plan)
        self._rounds -= 1 if has_plan else 1 / EMPTY_HANDED
        return loaded.is_stopped or loaded.budget.is_spent or self._rounds <= 0
