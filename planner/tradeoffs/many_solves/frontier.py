"""The most value for every level of one limit: money, GPUs, people, carbon, or the worst-off team's part."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from planner.domain.measured import measure as measured
from planner.domain.rule import EVERYTHING, Rule
from planner.domain.scenario import Scenario
from planner.errors import InputError, PlannerError
from planner.program import solve
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.optimum.entitlement import entitlements
from planner.program.solving import effort_of
from planner.tradeoffs.many_solves.scaling import Input, Scaled
from planner.tradeoffs.parallel.processes import Crew, Settings, Variation, Varied, solved
from planner.words.called import NOUNS, called
from planner.words.measures import unit_of
from planner.words.names import team_words

STEPS = 13
LEAST, MOST = 0.25, 1.75
"""From and to which part of the present level the frontier runs where no levels are given."""
FLAT = 1e-6
"""Part of the value that a level must add to be worth having."""
MEASURES = {
    "cost": ("cost", "Most to spend"),
    "carbon": ("carbon_kg", "Most carbon"),
    "energy": ("energy_kwh", "Most energy"),
    "power": ("power_kw", "Most power"),
}
"""Measure and name of each upper limit of one's own."""
SIDES = ("at_most", "at_least")
"""Of a rule, the figures that limit."""
COLUMNS = ("level", "points", "bound_points", "cost", "status", "gap", "current", "knee", "efficient", "funded")

type Levels = tuple[float, str, Callable[[float], Variation]]
"""The present level, its unit, and what makes a level."""


@dataclass(frozen=True)
class Limited:
    """A rule of one's own besides those of the scenario."""

    rules: tuple[Rule, ...]

    def applied(self, scenario: Scenario) -> Scenario:
        names = {rule.name for rule in self.rules}
        kept = tuple(rule for rule in scenario.rules if rule.name not in names)
        return scenario.model_copy(update={"rules": (*kept, *self.rules)})


@dataclass(frozen=True)
class Point:
    """The best plan at one level."""

    level: float
    outcome: Varied
    current: bool
    """Whether this is the scenario as it stands."""
    variation: Variation
    """What makes the scenario so."""
    efficient: bool = True
    """Whether no other level that asks for less gives as much."""
    knee: bool = False


@dataclass(frozen=True)
class Frontier:
    """Points by level, the lowest first."""

    scenario: Scenario
    axis: str
    unit: str
    points: tuple[Point, ...] = field(default=())

    @property
    def knee(self) -> Point | None:
        """Where a further step begins to bring much less."""
        return next((point for point in self.points if point.knee), None)

    @property
    def current(self) -> Point | None:
        return next((point for point in self.points if point.current), None)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a level; what no plan captures more than is known where value is what counts."""
        rows = [
            (
                p.level, p.outcome.points, p.outcome.bound if self.scenario.objective == "value" else math.nan,
                p.outcome.cost, p.outcome.status, p.outcome.gap, p.current, p.knee, p.efficient, p.outcome.served,
            )
            for p in self.points
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS))


def axes(scenario: Scenario) -> Iterator[str]:
    """Every axis of which there is something: limits of rules, GPUs, people, limits of one's own, fairness."""
    for rule in scenario.rules:
        yield from (f"rules.{rule.name}.{side}" for side in SIDES if rule.enabled and getattr(rule, side))
    yield "pools"
    over = scenario.calendar.over
    yield from (f"pools.{pool.id}.gpus" for pool in scenario.pools if max(over(pool.gpus)) > 0)
    yield from (f"people.{role.role}.fte" for role in scenario.people if max(over(role.fte)) > 0)
    yield from (*MEASURES, "worst-off")


def parts(axis: str) -> tuple[str, str, str]:
    """What an axis is of, its name and its field: ``rules``, ``Budget``, ``at_most``; a name may have dots."""
    kind, _, rest = axis.partition(".")
    name, _, field_name = rest.rpartition(".")
    return kind, name, field_name


def named_axis(scenario: Scenario, axis: str) -> str:
    """An axis with the id of what it names by its title; raises InputError where that is nothing, or several."""
    kind, name, field_name = parts(axis)
    if kind not in NOUNS or not name:
        return axis
    try:
        return f"{kind}.{called(scenario, kind, name)}.{field_name}"
    except InputError as error:
        raise InputError(f"--vary {axis}: {error}") from None


def frontier(
    scenario: Scenario,
    axis: str,
    levels: Sequence[float] | None = None,
    *,
    gap: float | None = None,
    time_limit: float | None = None,
    crew: Crew | None = None,
) -> Frontier:
    """The best plan at every level of ``axis``.

    ``axis`` is the path of a figure (``rules.Budget.at_most``, ``pools.h100-us.gpus``, ``people.ml-engineer.fte``),
    ``pools`` (all GPUs times a factor), ``cost``, ``carbon``, ``energy`` or ``power`` (an upper limit of one's own), or
    ``worst-off`` (the least part of its entitlement that any team captures). Raises InputError for anything else, and
    PlannerError where what is there now is 0.
    """
    axis = named_axis(scenario, axis)
    present, unit, vary = _axis(scenario, axis)
    others = [level for level in (_levels(axis, present) if levels is None else levels) if not _is_one(level, present)]
    wanted = sorted({*others, *({present} - {math.inf})})
    made = {k: vary(level) for k, level in enumerate(wanted)}
    used = scenario.solver.gap if gap is None else gap
    found = solved(scenario, sorted(made.items()), used, time_limit, crew)
    rising = axis != "worst-off"
    points = [Point(level, found[k], _is_one(level, present), made[k]) for k, level in enumerate(wanted) if k in found]
    return Frontier(scenario, axis, unit, _marked(points, rising))


def _is_one(level: float, present: float) -> bool:
    return math.isclose(level, present)


def _levels(axis: str, present: float) -> list[float]:
    if axis == "worst-off":
        return [k / (STEPS - 1) for k in range(STEPS)]
    return [_plain(present * (LEAST + (MOST - LEAST) * k / (STEPS - 1))) for k in range(STEPS)]


def _plain(level: float) -> float:
    """A level without the noise of its arithmetic: 0.45, not 0.44999999999999996."""
    return float(f"{level:.12g}")


def _axis(scenario: Scenario, axis: str) -> Levels:
    if axis == "pools":
        return 1.0, "× all GPUs", lambda level: Scaled(((Input("gpus", ""), level),))
    if axis == "worst-off":
        return _fairness(scenario)
    if axis in MEASURES:
        return _measured(scenario, axis)
    kind, name, field_name = parts(axis)
    unit = {"gpus": "GPUs", "fte": "FTE"}.get(field_name, "")
    present = math.nan
    if kind == "rules" and field_name in SIDES:
        rule = scenario.rule_by_name.get(name)
        limit = getattr(rule, field_name, None)
        present = math.nan if limit is None else limit
        unit = "" if rule is None else unit_of(rule.measure, scenario.currency)
    elif kind == "pools" and field_name == "gpus" and name in scenario.pool_by_id:
        present = max(scenario.calendar.over(scenario.pool_by_id[name].gpus))
    elif kind == "people" and field_name == "fte" and name in scenario.role_by_id:
        present = max(scenario.calendar.over(scenario.role_by_id[name].fte))
    if math.isnan(present):
        raise InputError(
            f"--vary {axis}: name a limit of a rule (rules.NAME.at_most), the GPUs of a pool (pools.ID.gpus), a role "
            "(people.ROLE.fte), pools, cost, carbon, energy, power or worst-off"
        )
    if present == 0:
        raise PlannerError(f"{name} is 0: there is nothing of which to take less or more.")
    if kind == "rules":
        return present, unit, lambda level: Settings((f"{axis}={level!r}",))
    which = Input("gpus" if kind == "pools" else "fte", name)
    return present, f"{unit} at the peak", lambda level: Scaled(((which, level / present),))


def _measured(scenario: Scenario, axis: str) -> Levels:
    """An upper limit on what the plan spends or emits; the present level is what it spends now."""
    measure, name = MEASURES[axis]
    present = measured(solve(scenario), measure, EVERYTHING)

    def vary(level: float) -> Variation:
        rule = {"name": name, "measure": measure, "at_most": level}
        return Limited((Rule.model_validate(rule),))

    return present, unit_of(measure, scenario.currency), vary


def _fairness(scenario: Scenario) -> Levels:
    """Every team captures at least a part of its entitlement."""
    entitled = entitlements(Program(Grid(scenario)), effort_of(scenario))

    def _of(team: str) -> dict[str, Any]:
        """The requests of a team; those of no team by their ids, as no rule can name it."""
        if team:
            return {"team": team}
        return {"id": tuple(request.id for request in scenario.requests if not request.team)}

    def vary(level: float) -> Variation:
        rules = [
            {"name": f"Part of {team_words(team)}", "measure": "value", "of": _of(team), "at_least": level * points}
            for team, points in sorted(entitled.items())
            if points > 0
        ]
        return Limited(tuple(Rule.model_validate(rule) for rule in rules if rule["at_least"]))

    return 0.0, "× entitlement of every team", vary


def _marked(points: list[Point], rising: bool) -> tuple[Point, ...]:
    """The same points, those that give no more than a cheaper one marked, and the knee.

    The knee is the efficient point farthest from the chord between both ends (Satopää and others, Finding a "Kneedle"
    in a Haystack, 2011).
    """
    known = [p for p in points if p.outcome.feasible]
    ordered = known if rising else list(reversed(known))
    best, efficient = -math.inf, []
    for point in ordered:
        if point.outcome.points > best + FLAT * max(abs(best) if math.isfinite(best) else 0.0, 1e-9):
            best = point.outcome.points
            efficient.append(point)
    knee = _knee(efficient)
    return tuple(replace(p, efficient=any(p is e for e in efficient), knee=p is knee) for p in points)


def _knee(points: list[Point]) -> Point | None:
    if len(points) < 3:
        return None
    levels, values = [p.level for p in points], [p.outcome.points for p in points]
    width, height = levels[-1] - levels[0], values[-1] - values[0]
    if width == 0 or height == 0:
        return None
    above = [(v - values[0]) / height - (x - levels[0]) / width for x, v in zip(levels, values, strict=True)]
    farthest = max(range(len(points)), key=lambda k: (above[k], -k))
    return points[farthest] if above[farthest] > 0.01 else None
