"""A program after an edit of a few requests, made from the program before it.

Every row is a sum over the ways in which requests can be served, so an edit of some requests changes the coefficients
of their own columns, and limits. Those are written anew by the same families of constraints, which are shown no other
ways; all else stays as it was. What comes out is the program that building it would give, to the last digit.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np

from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.program.formulation.assembly import Program
from planner.program.formulation.constraints import CONSTRAINTS, Row
from planner.program.formulation.constraints.resources import pool_capacity_within
from planner.program.formulation.constraints.rules import unit_of
from planner.program.formulation.grid import Grid
from planner.program.formulation.objective import goals
from planner.program.formulation.together import required_by
from planner.program.formulation.variables import Variables

SETTLED = pool_capacity_within
"""Its rows say who can be served when, and hold no figure of a request."""
FEW = 20
"""Edited requests up to which a program is revised; more of them are as quickly built."""
GIVEN = ("calendar", "accelerators", "catalogue", "pools", "people", "rules", "objective")
"""What must be the same of two scenarios."""
STANDING = ("id", "team", "product", "kind", "commitment", "requires", "conflicts")
"""What must be the same of an edited request: it tells in which rows of others it stands."""


def revised(before: Program, scenario: Scenario) -> Program | None:
    """The program of a scenario, from the program of one that differs in the figures of a few requests.

    None where they differ in more than that, and it has to be built.
    """
    grid = Grid(scenario)
    edited = _edited(before.grid, grid)
    if edited is None:
        return None
    variables = Variables(grid)
    if variables.families != before.variables.families or _layout(variables) != _layout(before.variables):
        return None
    found = copy(before)
    found.grid, found.variables = grid, variables
    found.goals, _ = goals(variables)
    found.coefficients, found.low, found.high = before.coefficients[:], before.low[:], before.high[:]
    return found if _write(found, edited) else None


def _edited(before: Grid, after: Grid) -> set[str] | None:
    """The requests whose rows an edit may change; None where more is another one than the figures of requests."""
    old, new = before.scenario, after.scenario
    if old.objective != "value" or any(getattr(old, name) != getattr(new, name) for name in GIVEN):
        return None
    if any(rule.enabled and rule.measure == "value" for rule in new.rules):  # worth is a part of what all bring
        return None
    pairs = list(zip(before.requests, after.requests, strict=False))
    edited = [(a, b) for a, b in pairs if a is not b]
    alike = len(before.requests) == len(after.requests) and all(_standing(a) == _standing(b) for a, b in edited)
    return _waiting({a.id for a, _ in edited}, after) if alike and len(edited) <= FEW else None


def _waiting(edited: set[str], grid: Grid) -> set[str]:
    """Edited requests, and those that require them, which may have to wait for their work."""
    by_id = grid.scenario.request_by_id
    return edited | {r.id for r in grid.requests if edited & set(required_by(r, by_id))}


def _standing(request: Request) -> tuple[Any, ...]:
    return tuple(getattr(request, name) for name in STANDING)


def _layout(v: Variables) -> list[tuple[Any, ...]]:
    """Where the columns of every way are, and when it can be served."""
    return [
        (
            (w.label, w.given_from, w.active, len(w.lanes), w.share, w.launched, w.chosen, w.complete, w.pieces),
            (w.way.begin, w.way.end),
        )
        for w in v.ways
    ]


def _write(program: Program, edited: set[str]) -> bool:
    """Write the rows of edited requests; whether each of their terms had its place there, and each place its term."""
    part = copy(program.variables)
    part.ways = [w for w in part.ways if w.way.request.id in edited]
    own = {column for w in part.ways for column in {*w.columns, *w.pieces}}
    columns = np.asarray(program.columns)
    settled = np.array([family == SETTLED.__name__ for family, *_ in program.keys])
    left = int(np.count_nonzero(np.isin(columns[~settled[program.rows]], list(own))))
    is_own = np.isin(columns, [*own, *part.of_promises])
    for family in (each for each in CONSTRAINTS if each is not SETTLED):
        for row in family(part):
            if row.is_idle:
                continue
            at = program.row_of.get((family.__name__, *row.key))
            if at is None or not _write_row(program, at, row, is_own):
                return False
            left -= sum(column in own for column, _ in row.terms)
    return left == 0


def _write_row(program: Program, at: int, row: Row, is_own: np.ndarray) -> bool:
    """Put a row's terms and limits in their place; of one that all requests share, it has their own and a promise's."""
    first, end = program.starts[at], program.starts[at + 1]
    is_shared = len(row.terms) < end - first
    places = (first + np.flatnonzero(is_own[first:end])).tolist() if is_shared else [*range(first, end)]
    if [program.columns[place] for place in places] != [column for column, _ in row.terms]:
        return False
    unit = program.unit[at]
    scale = row.unit / unit
    for place, (_, amount) in zip(places, row.terms, strict=True):
        program.coefficients[place] = amount * scale
    program.low[at], program.high[at] = row.low * scale, row.high * scale
    family, *names = program.keys[at]
    # a promise counts in the same unit whoever is edited
    is_settled = family != "rules" or tuple(names[:2]) in program.variables.promises
    return is_settled or unit_of(_largest(program, first, end) * unit) == unit


def _largest(program: Program, first: int, end: int) -> float:
    return float(np.abs(np.asarray(program.coefficients)[first:end]).max(initial=0.0))
