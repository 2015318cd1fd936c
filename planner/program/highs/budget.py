"""What a solver may still do: by the clock where the user sets a limit, and in work, which is the same everywhere.

Work is counted where HiGHS asks whether to go on: before every round of cuts and every node of its search for whole
numbers. It does not say how many iterations it has made by then. A linear program is solved to its end.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

ROUND = 10
"""Nodes that a round before the first node counts as. Measured: of 10 to 20 at 30,000 coefficients, of 4 at 3,500."""
EMPTY_HANDED = 4
"""As long as there is no plan, or no proof that there is none, so many times the work may be done."""


class Budget:
    """Seconds and work that the runs from a renewal on may take together.

    Work [coefficients]: nodes × coefficients of the program, as what a node takes grows with the program.
    """

    def __init__(self) -> None:
        self.spent = 0.0
        """Work done since it was last given."""
        self.renew(None, None)

    def renew(self, seconds: float | None, work: float | None) -> None:
        """Begin anew; None: as much as it takes."""
        self._deadline = math.inf if seconds is None else time.perf_counter() + seconds
        self.grant(work)

    def grant(self, work: float | None) -> None:
        """So much work from now on, on the clock that runs."""
        self._work = math.inf if work is None else work
        self.spent, self.is_spent = 0.0, False

    def spend(self, coefficients: int, nodes: int, has_plan: bool) -> None:
        """Count one step of a search that has come so many nodes far."""
        self.spent += coefficients * (1 if nodes > 0 else ROUND)
        self.is_spent = self.spent > self._work * (1 if has_plan else EMPTY_HANDED)

    @property
    def left(self) -> float | None:
        """Time that is left [s]; None: as much as it takes."""
        return None if math.isinf(self._deadline) else max(self._deadline - time.perf_counter(), 0.0)

    @contextmanager
    def unhurried(self) -> Iterator[None]:
        """No clock for what is short and has to be done: without it, what was found in time could not be read."""
        deadline, self._deadline = self._deadline, math.inf
        try:
            yield
        finally:
            self._deadline = deadline

    @property
    def is_late(self) -> bool:
        """Whether the time is up."""
        return time.perf_counter() > self._deadline
