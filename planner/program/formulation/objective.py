"""What a plan is to be best at (design §4.4), as a list of goals: each may not give up what those before it reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from planner.domain.rule import EVERYTHING
from planner.domain.scenario import CostObjective
from planner.program.formulation.constraints.rows import Row, at_least
from planner.program.formulation.measures import cost, worth
from planner.program.formulation.selection import choose
from planner.program.formulation.variables import Terms, Variables, summed


@dataclass(frozen=True)
class Goal:
    """Maximise Σ coefficient · column + constant."""

    name: str
    terms: Terms
    constant: float = 0.0
    sign: float = 1.0
    """−1 where the user's figure is the negative of what is maximised: costs."""

    def figure(self, amount: float) -> float:
        """What Σ coefficient · column means to the user."""
        return self.sign * (amount + self.constant)


def captured(v: Variables) -> Terms:
    """Σ value captured [points]."""
    return summed([(column, points) for w in v.ways for column, points, _ in worth(v, w)])


def spending(v: Variables) -> tuple[Terms, float]:
    """The scenario's cost, negated, as terms and constant [currency]."""
    terms, constant = cost(v, choose(EVERYTHING, v.grid))
    return [(column, -amount) for column, amount in terms], -constant


def goals(v: Variables) -> tuple[list[Goal], list[Row]]:
    """The goals of a scenario's objective, first things first, and the rows that they need.

    value, and fair as long as no entitlement is known: max Σ value captured.
    cost: min cost where value captured >= target.
    """
    objective = v.grid.scenario.objective
    value = Goal("value", captured(v))
    if isinstance(objective, CostObjective):
        terms, constant = spending(v)
        target = at_least(("target_value",), value.terms, objective.cost.target_value)
        return [Goal("cost", terms, constant, -1.0)], [target]
    return [value], []


def fair(v: Variables, entitlements: Mapping[str, float]) -> tuple[list[Goal], list[Row]]:
    """max u where u <= value captured by team ÷ its entitlement, for every team that has one; then value."""
    value = Goal("value", captured(v))
    if not entitlements:
        return [value], []
    worst = v.add_free("u")
    return [Goal("fair", [(worst, 1.0)]), value], _worst_off(v, worst, entitlements)


def _worst_off(v: Variables, worst: int, entitlements: Mapping[str, float]) -> list[Row]:
    """u <= Σ value captured by the team ÷ entitlement   for every team that could capture anything."""
    teams: dict[str, Terms] = {team: [] for team in entitlements}
    for w in v.ways:
        team = w.way.request.team
        if team in teams:
            teams[team] += [(column, points / entitlements[team]) for column, points, _ in worth(v, w)]
    return [at_least((team,), [*summed(terms), (worst, -1.0)], 0.0) for team, terms in sorted(teams.items())]


def ties(v: Variables) -> list[Goal]:
    """Among plans that are equally good: the cheapest, then the earliest, then by id.

    By id: what stands first in the scenario is served in the first lanes, and before what stands behind it. Places are
    weighed by their square roots, of which no few add up alike, so that one plan is left, however it was come upon.
    """
    early: Terms = []
    by_id: Terms = []
    requests, lanes, span = (max(len(each), 1) for each in (v.grid.requests, v.grid.lanes, v.grid.periods))
    position = {r.id: k for k, r in enumerate(v.grid.requests)}
    for w in v.ways:
        behind = sqrt(position[w.way.request.id] / requests)
        for t in w.active:
            late = sqrt((t + 1) / span)
            early += [(column, -sigma * (t + 1) / span) for column, _, sigma in w.given(t) if t > w.way.first]
            for column, lane, _ in w.given(t):
                far = 1 + lane.index + sqrt((1 + lane.index) / lanes) * late
                by_id.append((column, -(1 + behind) * far - (2 - behind) * late))
        if not w.active:
            by_id += [(column, -1 - behind) for column in w.share.values()]
    terms, constant = spending(v)
    return [Goal("cost", terms, constant, -1.0), Goal("earliness", early), Goal("id", by_id)]
