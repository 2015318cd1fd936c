"""What can be changed in a program that stands in the solver, in the words of its scenario."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints.rows import INFINITE, Row
from planner.program.formulation.measures import worth
from planner.program.formulation.objective import Goal


@dataclass(frozen=True)
class Edit:
    """A change to the program in the solver."""

    columns: dict[int, tuple[float, float]] = field(default_factory=dict)
    """New bounds of columns."""
    rows: dict[int, tuple[float, float]] = field(default_factory=dict)
    """New limits of rows, in the rows' own units."""
    added: tuple[Row, ...] = ()
    """Rows besides."""
    values: dict[int, float] = field(default_factory=dict)
    """Added to the coefficients of the first goal."""


def edited(goals: list[Goal], edits: Iterable[Edit]) -> list[Goal]:
    """The goals, their values changed."""
    extra = [term for edit in edits for term in edit.values.items()]
    if not extra:
        return goals
    return [replace(goal, terms=[*goal.terms, *extra]) if goal.name == "value" else goal for goal in goals]


class Edits:
    """The edits of one program."""

    def __init__(self, program: Program) -> None:
        self.program, self.grid, self.scenario = program, program.grid, program.grid.scenario

    def out(self, request: str) -> Edit:
        """Force a request out."""
        ways = self.program.variables.by_request[request]
        return Edit(columns={column: (0.0, 0.0) for w in ways for column in w.share.values()})

    def into(self, request: str, whole: bool = False) -> Edit:
        """Force a request in: at its minimum at least, a service from whenever it is launched; all of it without one.

        ``whole``: all of it in any case.
        """
        if self.scenario.request_by_id[request].commitment == "must" and not whole:
            return Edit()
        reopened = self.open(request).rows
        return Edit(added=tuple(self._promise(request, whole)), rows=reopened)

    def _promise(self, request: str, whole: bool) -> list[Row]:
        ways = self.program.variables.by_request[request]
        if not ways:
            return [Row(("into", request), [], 1.0, INFINITE)]
        if not whole and all(w.way.minimum > 0 for w in ways):
            return [Row(("into", request), self.program.variables.chosen(request), 1.0, INFINITE)]
        first = ways[0].way
        begin = first.first if first.request.latest_start is None else first.latest
        periods = [first.last] if all(w.way.is_job for w in ways) else range(begin, first.last + 1)
        shares = [(w, 1.0 if whole else 1.0 / w.way.promised) for w in ways]
        return [Row(("into", request), [(w.share[t], part) for w, part in shares], 1.0, INFINITE) for t in periods]

    def open(self, request: str) -> Edit:
        """Set a request's commitment aside."""
        return self._set_aside(("commitment", request))

    def without_rule(self, rule: str) -> Edit:
        """Switch a rule off."""
        return self._set_aside(("rules", rule))

    def _set_aside(self, start: tuple[str, ...]) -> Edit:
        rows = [k for k, key in enumerate(self.program.keys) if key[: len(start)] == start]
        return Edit(rows=dict.fromkeys(rows, (-INFINITE, INFINITE)))

    def rule_limit(self, rule: str, by: float) -> Edit:
        """Move all limits of a rule by an amount, in the rule's measure."""
        program = self.program
        found = {}
        for k, key in enumerate(program.keys):
            if key[:2] == ("rules", rule) and key[-1] != "in full":
                step = by / program.unit[k]
                found[k] = (program.low[k] + step, program.high[k] + step)
        return Edit(rows=found)

    def gpus(self, pool: str, change: float, periods: Iterable[int] | None = None) -> Edit:
        """So many GPUs more (or fewer) in a pool, of which its availability is usable, in all periods or some [GPU]."""
        availability = self.scenario.calendar.over(self.scenario.pool_by_id[pool].availability)
        wanted = self.grid.periods if periods is None else periods
        return self._more(("pool_capacity", pool), {t: change * availability[t] for t in wanted})

    def fte(self, role: str, change: float, periods: Iterable[int] | None = None) -> Edit:
        """So many full-time people of a role more, or fewer [FTE]."""
        return self._more(("people", role), dict.fromkeys(self.grid.periods if periods is None else periods, change))

    def _more(self, limit: tuple[str, str], by: dict[int, float]) -> Edit:
        """A limit moved in some periods, to nothing at the least."""
        program, found = self.program, dict[int, tuple[float, float]]()
        for t, change in by.items():
            row = program.row_of.get((*limit, self.grid.labels[t]))
            if row is not None:
                found[row] = (-INFINITE, max(program.high[row] + change, 0.0))
        return Edit(rows=found)

    def value_of(self, request: str, factor: float) -> Edit:
        """Multiply what a request is worth; the others' points stay."""
        v = self.program.variables
        found: dict[int, float] = {}
        for column, amount in (term[:2] for w in v.by_request[request] for term in worth(v, w)):
            found[column] = found.get(column, 0.0) + amount * (factor - 1.0)
        return Edit(values=found)
