"""What a team would gain by overstating its value, or understating the GPUs that it needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.worth import points
from planner.tradeoffs.many_solves.scaling import Input, Scaled
from planner.tradeoffs.parallel.processes import Crew, Varied, solved


@dataclass(frozen=True)
class Temptation:
    """One team that tells a tale."""

    team: str
    tale: str
    """overstates value, or understates GPUs"""
    gain: float
    """What it captures more of its true value [points]; below 0: the tale does not pay."""
    others: float
    """What all others lose by it [points]."""
    more: tuple[str, ...]
    """Its requests that are served more."""
    told: Varied
    """The plan that the tale leads to."""


@dataclass(frozen=True)
class GamingMeter:
    """Every team and tale, the most tempting first."""

    scenario: Scenario
    by: float
    temptations: tuple[Temptation, ...]
    honest: Varied
    """The plan without a tale."""

    @property
    def frame(self) -> pd.DataFrame:
        """One row a team and tale."""
        rows = [
            (t.team, t.tale, t.gain, t.others, ", ".join(t.more), t.told.status, t.told.gap) for t in self.temptations
        ]
        names = ["team", "tale", "gain_points", "others_lose_points", "served_more", "status", "gap"]
        return pd.DataFrame(rows, columns=names)


def gaming(
    scenario: Scenario,
    by: float = 0.2,
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    crew: Crew | None = None,
) -> GamingMeter:
    """Every team overstates all its metrics by a part ``by``, then understates its demand by it, alone.

    Gains are counted at the true value of what is then served. Where GPUs are understated, what is begun is taken to be
    finished: a foot in the door.
    """
    teams: dict[str, list[str]] = {}
    for request in scenario.requests:
        if request.commitment != "out":
            teams.setdefault(request.team, []).append(request.id)
    tales = [("overstates value", "value", 1 + by), ("understates GPUs", "demand", 1 - by)]
    asked = [(team, tale) for team in sorted(teams) for tale in tales]
    work = [(0, Scaled(()))]
    for number, (team, (_, kind, factor)) in enumerate(asked, 1):
        changed = [(Input(kind, r), factor) for r in teams[team] if kind == "value" or _demands(scenario, r)]
        work.append((number, Scaled(tuple(changed))))
    found = solved(scenario, work, gap, time_limit, crew)
    honest = found.get(0, Varied(0, "stopped"))
    worth = points(scenario)
    temptations = [
        _temptation(team, tale[0], honest, told, {r: worth[r] * part for r, part in told.parts.items()}, teams[team])
        for number, (team, tale) in enumerate(asked, 1)
        if (told := found.get(number)) and told.feasible and honest.feasible
    ]
    return GamingMeter(scenario, by, tuple(sorted(temptations, key=lambda t: (-t.gain, t.team, t.tale))), honest)


def _demands(scenario: Scenario, request: str) -> bool:
    asked = scenario.request_by_id[request]
    return asked.demand is not None or bool(asked.options)


def _temptation(
    team: str, tale: str, honest: Varied, told: Varied, true: Mapping[str, float], own: Collection[str]
) -> Temptation:
    """``true``: what is captured of each request at its honest worth."""
    gain = sum(true[r] - honest.captured[r] for r in own)
    others = sum(honest.captured[r] - true[r] for r in honest.shares if r not in own)
    more = tuple(sorted(r for r in own if told.shares[r] > honest.shares[r] + 1e-6))
    return Temptation(team, tale, gain, others, more, told)
