"""Plans that are nearly as good as the best, and fund others.

Each plan is the one that differs most from all before it among those within the tolerance: Hop, Skip and Jump (Brill,
Chang and Hopkins, Modeling to Generate Alternatives, Management Science 28, 1982), with shares for decisions. What is
served in all of them is safe whichever is chosen; what is served in none is out of the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.program.again.what_if import NOTHING, Result
from planner.program.formulation.shares import share_of
from planner.program.formulation.variables import Terms
from planner.tradeoffs.one_scenario.replica import Given, all_given
from planner.tradeoffs.one_scenario.study import Moved, Study, moved

WITHIN = 0.02
COUNT = 3
DIFFERENT = 0.05
"""A plan in which no request's share differs by more from those before it is no alternative."""


@dataclass(frozen=True)
class Alternative:
    """A plan within the tolerance."""

    points: float
    """[points]"""
    of_best: float
    """Part of the best plan's objective: 0.985 captures 98.5 %."""
    rows: tuple[Moved, ...]
    """Who is served otherwise than in the best plan."""
    shares: dict[str, float]
    """What every request is served."""
    given: dict[str, Given]
    """What each request has that is served."""

    @property
    def into(self) -> tuple[str, ...]:
        """Requests that are served here and not in the best plan."""
        return tuple(m.request for m in self.rows if m.before == "decline" != m.after)

    @property
    def out(self) -> tuple[str, ...]:
        """Requests that are served in the best plan and not here."""
        return tuple(m.request for m in self.rows if m.before != "decline" == m.after)


def alternatives(study: Study, count: int = COUNT, within: float = WITHIN) -> Iterator[Alternative]:
    """Up to ``count`` plans that give up at most a part ``within`` of the objective, the most different first.

    Raises InfeasibleError where there is no plan at all.
    """
    best = study.best
    slack = within * abs(best.objective)
    floor = best.objective - study.better * slack
    known: list[Result] = [best]
    for _ in range(count):
        found = study.resolver.farthest(_away_from(study, known), floor, best)
        if found is NOTHING or not _differs(found, known):
            return
        known.append(found)
        part = found.objective / best.objective if best.objective else 1.0
        shares = {request: served.share for request, served in found.served.items()}
        given = all_given(found.served, study.resolver.grid.hours)
        yield Alternative(found.points, part, moved(best, found, study.scenario.requests), shares, given)


def _away_from(study: Study, known: Sequence[Result]) -> Terms:
    """Σ_r (1 − 2·mean share so far)·share: served where it was not, and not where it was."""
    v = study.resolver.program.variables
    terms: Terms = []
    for request in study.resolver.grid.requests:
        mean = sum(plan.served[request.id].share for plan in known) / len(known)
        terms += [(column, (1.0 - 2.0 * mean) * part) for column, part in share_of(v, request.id)]
    return terms


def _differs(found: Result, known: Sequence[Result]) -> bool:
    return all(_distance(found, plan) > DIFFERENT for plan in known)


def _distance(a: Result, b: Result) -> float:
    """How far the shares of one request lie apart, at the most."""
    return max((abs(s.share - b.served[r].share) for r, s in a.served.items()), default=0.0)


def core(study: Study, found: Sequence[Alternative]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Requests that are served in the best plan and every alternative, and those that are served in none."""
    plans = [{r: s.share for r, s in study.base.served.items()}, *(a.shares for a in found)]
    names = sorted(plans[0])
    always = tuple(r for r in names if all(plan[r] > 0 for plan in plans))
    never = tuple(r for r in names if all(plan[r] <= 0 for plan in plans))
    return always, never
