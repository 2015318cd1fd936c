"""What each team is entitled to, for the fair objective (design §4.4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planner.domain.scenario import Scenario
from planner.domain.worth import factors_of
from planner.errors import NoPlan, StoppedError
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.highs.control import Control
from planner.program.optimum.alone import Alone, teams_of
from planner.program.optimum.many_teams import side_by_side
from planner.program.optimum.optimise import Effort, load, reoptimise

FEW = 20
"""Teams up to which each is solved as the scenario that it would be alone."""
LEAST = 1e-9
"""Points below which a team could capture nothing."""


@dataclass
class Entitled:
    """Entitlements from one edit to the next: those of teams that it does not touch still hold."""

    solved: int = 0
    """Teams that have been solved so far."""
    _found: dict[str, tuple[object, float]] = field(default_factory=dict)

    def of(self, alone: Alone, given: object) -> float | None:
        """What a team was found to be entitled to, where nothing that it depends on is another."""
        before, points = self._found.get(alone.team, (None, 0.0))
        return points if before == (alone, given) else None

    def keep(self, alone: Alone, given: object, points: float) -> None:
        """Keep what a team was found to be entitled to."""
        self._found[alone.team] = ((alone, given), points)
        self.solved += 1


def entitlements(
    program: Program, effort: Effort, control: Control | None = None, known: Entitled | None = None
) -> dict[str, float]:
    """The most that each team could capture alone with its part of every pool [points]; teams without any are left out.

    A team's requests bring along what they require of others, which counts for nothing here; rules and commitments are
    set aside. What is known is not solved again. Raises StoppedError where it is cancelled, or the time is up.
    """
    known, control = known or Entitled(), control or Control()
    scenario = program.grid.scenario
    teams, given = teams_of(scenario), _given(scenario, effort)
    left = [alone for alone in teams if known.of(alone, given) is None]
    if len(teams) > FEW and left:
        for alone, points in side_by_side(program, left, effort, control):
            known.keep(alone, given, points)
    for alone in left:
        if known.of(alone, given) is None:
            known.keep(alone, given, _by_itself(alone.in_place_of(scenario), effort, control))
    found = {alone.team: known.of(alone, given) or 0.0 for alone in teams}
    return {team: points for team, points in found.items() if points > LEAST}


def _given(scenario: Scenario, effort: Effort) -> object:
    """What every entitlement depends on besides requests."""
    places = scenario.calendar, scenario.pools, scenario.people, scenario.hardware
    return (*places, factors_of(scenario), scenario.value.discount, effort, len(scenario.teams) > FEW)


def _by_itself(alone: Scenario, effort: Effort, control: Control) -> float:
    """Points that a team captures in the scenario of it alone."""
    _go_on(control)
    bare, program = replace(effort, break_ties=False), Program(Grid(alone))
    try:
        found = reoptimise(load(program, bare, control), program.goals, bare).objective
    except NoPlan:
        found = 0.0
    _go_on(control)
    return found


def _go_on(control: Control) -> None:
    """Raise StoppedError where it is cancelled: what a search had found by then is nobody's entitlement."""
    if control.cancelled:
        raise StoppedError("Stopped before any plan was found.")
