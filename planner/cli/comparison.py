"""A comparison in the terminal: sentences first, then tables in which each scenario has a letter."""

from __future__ import annotations

import math
import string
from typing import Any

from rich.text import Text

from planner.cli.console import a_console, print_sentence, print_table
from planner.letters import one_line
from planner.tradeoffs.sentences import compare as words
from planner.tradeoffs.several_scenarios.attribution import Attribution
from planner.tradeoffs.several_scenarios.compare import Comparison
from planner.tradeoffs.several_scenarios.regret import Regret
from planner.words.amounts import narrow, narrow_points, percent, signed
from planner.words.figures import METRIC, figure_title

LETTERS = string.ascii_uppercase
SHOWN = 10
"""Fields that differ that are shown of one scenario."""
MOVES = 6
"""Requests that move that are shown of one scenario."""
PARTS = 8
"""Parts of an attribution that are shown."""
BESIDE = 14
"""Columns in front of what a part of an attribution is caused by."""
HIDDEN = frozenset({"gap", "requests"})
"""Figures that say nothing of a plan."""


class Screen:
    """Prints a comparison part by part, as it is worked out."""

    def __init__(self) -> None:
        self._console = a_console()
        self._attributed = False

    def comparison(self, found: Comparison) -> None:
        """What differs in the input, and in the plans."""
        for k in range(len(found.plans)):
            self._say(f"{LETTERS[k]}  {words.plan_sentence(found, k)}", 0)
        if counted := words.yardstick_sentence(found):
            self._say(counted, 0)
        self._input(found)
        self._moved(found)
        self._title("Key figures")
        kpis = found.kpis[~found.kpis["kpi"].isin(HIDDEN)]
        rows = [
            [figure_title(kpi), _unit(found, kpi, unit), *(_figure(number, unit) for number in figures)]
            for kpi, unit, *figures in kpis.to_numpy().tolist()
        ]
        print_table(self._console, ("figure", "unit", *self._letters(found)), rows, 2)
        self._pools(found)
        self._title("Served in all, in some, in none")
        for core in ("all", "some", "none"):
            self._say(words.core_sentence(found, core))

    def _input(self, found: Comparison) -> None:
        self._title("What differs from A in the input")
        for k, changes in enumerate(found.changes):
            rows = [row for change in changes for row in change.rows if not row.idle]
            for row in rows[:SHOWN]:
                self._say(f"{LETTERS[k]}: {row.sentence}")
            if len(rows) > SHOWN:
                self._say(f"{LETTERS[k]}: … and {len(rows) - SHOWN} more; --json has them all.")
            if k and not rows:
                self._say(f"{LETTERS[k]}: nothing that a plan depends on")

    def _moved(self, found: Comparison) -> None:
        self._title("Who moves")
        if not len(found.moved):
            self._say("Nobody: all plans decide alike.")
        for k in range(1, len(found.plans)):
            rows = found.moved[found.moved["scenario"] == found.names[k]]
            for row in rows.head(MOVES).to_dict("records"):
                named = {str(name): value for name, value in row.items()}
                self._say(f"{LETTERS[k]}: {words.moved_sentence(named)}")
                for reason in words.why_sentences(named, ("A", LETTERS[k])):
                    print_sentence(self._console, reason, 5, "dim")
            if len(rows) > MOVES:
                self._say(f"{LETTERS[k]}: … and {len(rows) - MOVES} more; -o FILE.csv has them all.")

    def _pools(self, found: Comparison) -> None:
        pools = found.pools
        if not len(pools):
            return
        self._title("GPU-hours given by pool, and the part of it that is used")
        titles = {pool.id: pool.title for scenario in found.scenarios for pool in scenario.pools}
        given: dict[Any, Any] = {(row.scenario, row.pool): row for row in pools.itertuples()}
        rows = []
        for pool in dict.fromkeys(pools["pool"]):
            cells: list[Any] = [given.get((name, pool)) for name in found.names]
            rows.append(
                [
                    titles.get(str(pool), str(pool)),
                    *("–" if c is None else narrow(c.given_gpu_hours + c.on_demand_gpu_hours, 9) for c in cells),
                    *("–" if c is None else percent(c.utilisation) for c in cells),
                ]
            )
        letters = self._letters(found)
        print_table(self._console, ("pool", *letters, *letters), rows)

    def attribution(self, found: Comparison, k: int, result: Attribution) -> None:
        """What caused the difference between the first scenario and another."""
        if not self._attributed:
            self._title("What caused the difference from A")
            self._attributed = True
        self._say(f"{LETTERS[k]}: {words.attribution_sentence(result, found.scenarios[0])}")
        parts = sorted(result.parts, key=lambda part: -abs(part.amount))
        for part in parts[:PARTS]:
            what = part.changes[0].title if len(part.changes) == 1 else part.name
            self._part(part.amount, what)
        if len(parts) > PARTS:
            self._part(math.fsum(part.amount for part in parts[PARTS:]), f"{len(parts) - PARTS} other changes")

    def _part(self, amount: float, what: str) -> None:
        """A part of a difference: its amount, and beside it what causes it."""
        lines = Text(one_line(what)).wrap(self._console, self._console.width - BESIDE)
        for k, line in enumerate(lines):
            line.rstrip()
            before = f"{signed(amount):>{BESIDE - 2}}  " if k == 0 else " " * BESIDE
            self._console.print(Text(before).append_text(line), soft_wrap=True)

    def regret(self, found: Comparison, result: Regret) -> None:
        """What each plan would lose if another scenario came true."""
        self._title("If another scenario came true")
        self._say(words.regret_sentence(result))
        titles = {r.id: r.title for scenario in found.scenarios for r in scenario.requests}
        if beyond := words.beyond_sentence(result, titles):
            self._say(beyond)
        self._console.print()
        letters = self._letters(found)
        rows = [
            [f"plan of {letters[k]}", *(narrow_points(max(cell.regret, 0.0)) for cell in row), narrow_points(worst)]
            for k, (row, worst) in enumerate(zip(result.cells, result.worst, strict=True))
        ]
        unit = f" [{result.unit}]" if result.unit else ""
        print_table(self._console, (f"regret{unit}", *(f"{letter} is true" for letter in letters), "largest"), rows)

    def _letters(self, found: Comparison) -> list[str]:
        return list(LETTERS[: len(found.plans)])

    def _title(self, title: str) -> None:
        self._console.print(f"\n{one_line(title)}", style="bold")

    def _say(self, sentence: str, indent: int = 2) -> None:
        print_sentence(self._console, sentence, indent)


def _unit(found: Comparison, kpi: str, unit: str) -> str:
    """A figure's unit; of a metric what the first scenario says that it is in."""
    if not kpi.startswith(METRIC):
        return unit
    described = found.scenarios[0].value.metrics.get(kpi.removeprefix(METRIC))
    return described.unit if described else ""


def _figure(number: float, unit: str) -> str:
    """A figure in at most nine columns."""
    if math.isnan(number):
        return "–"
    if unit == "requests":
        return f"{number:.0f}"
    if unit.startswith("of "):
        return percent(number)
    return f"{number:.3g}" if abs(number) < 1 else narrow_points(number) if abs(number) < 1000 else narrow(number, 9)
