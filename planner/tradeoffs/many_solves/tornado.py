"""Each input a little smaller and a little larger: how the value, and the plan, change."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.scaling import Input, Scaled, inputs
from planner.tradeoffs.parallel.processes import Crew, Varied, solved

COLUMNS = (
    "kind", "name", "input", "low_points", "high_points", "low_moves", "high_moves", "swing_points",
    "low_status", "low_gap", "high_status", "high_gap",
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One input at both ends."""

    input: Input
    low: Varied
    high: Varied
    low_moves: int
    """Requests that are decided otherwise with the input smaller."""
    high_moves: int

    @property
    def swing(self) -> float:
        """What lies between both ends [points]; 0 where one of them has no plan."""
        return abs(self.high.points - self.low.points) if self.low.feasible and self.high.feasible else 0.0

    @property
    def error(self) -> float:
        """Part of the swing that is not proved [points]."""
        return sum(end.gap * abs(end.points) for end in (self.low, self.high)) if self.swing else 0.0


@dataclass(frozen=True)
class Tornado:
    """All bars, the largest swing first."""

    scenario: Scenario
    by: float
    """Part by which each input is changed: 0.1 for ± 10 %."""
    base: Varied
    bars: tuple[Bar, ...]
    complete: bool
    """Whether every input was solved: a stopped run keeps what it has."""

    @property
    def outcomes(self) -> tuple[Varied, ...]:
        """Everything that was solved."""
        return (self.base, *(end for bar in self.bars for end in (bar.low, bar.high)))

    @property
    def frame(self) -> pd.DataFrame:
        """One row an input; points missing where there is no plan."""
        rows = [
            (
                bar.input.kind, bar.input.name, bar.input.title(self.scenario), bar.low.points, bar.high.points,
                bar.low_moves, bar.high_moves, bar.swing, bar.low.status, bar.low.gap, bar.high.status, bar.high.gap,
            )
            for bar in self.bars
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS))


def tornado(
    scenario: Scenario,
    by: float = 0.1,
    *,
    top: int | None = 12,
    gap: float = 1e-4,
    time_limit: float | None = None,
    crew: Crew | None = None,
) -> Tornado:
    """Every input times 1 − ``by`` and 1 + ``by``, all others as they are; of requests, the ``top`` by value."""
    asked = list(inputs(scenario, top))
    variations = [(0, Scaled(()))]
    for number, which in enumerate(asked):
        variations += [(2 * number + 1, Scaled(((which, 1 - by),))), (2 * number + 2, Scaled(((which, 1 + by),)))]
    found = solved(scenario, variations, gap, time_limit, crew)
    base = found.get(0, Varied(0, "stopped"))
    bars = [
        Bar(which, low, high, base.moves(low), base.moves(high))
        for number, which in enumerate(asked)
        if (low := found.get(2 * number + 1)) and (high := found.get(2 * number + 2))
    ]
    ranked = tuple(sorted(bars, key=lambda bar: (-bar.swing, bar.input.kind, bar.input.name)))
    return Tornado(scenario, by, base, ranked, len(bars) == len(asked) and base.feasible)
