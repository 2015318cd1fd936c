"""What many solves of one scenario say: each figure is that of the scenario's file with what is varied."""

from __future__ import annotations

import random

from planner.desktop.panels.whatif.kinds import KINDS, tried
from planner.domain.scenario import Scenario
from planner.domain.worth import factors_of, points
from planner.errors import PlannerError
from planner.program import solve
from planner.tradeoffs.many_solves.frontier import Limited, axes, frontier
from planner.tradeoffs.many_solves.robustness import Draw, Spread, robustness
from planner.tradeoffs.many_solves.scaling import Input, scaled
from planner.tradeoffs.many_solves.tornado import tornado
from planner.tradeoffs.many_solves.weights import weights
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.parallel.processes import Crew, Varied
from tests.truth.claims import Changes, Claim, Impossible, Reaches, Statement, Statements, at_best
from tests.truth.writing import told

ALONE = Crew(workers=1)


def of_sliders(study: Study, draw: random.Random) -> Statements:
    """What the app shows beside its sliders is what the changed file gives."""
    scenario = study.scenario
    movable = [Input(kind.key, name) for kind in KINDS for name, _ in kind.subjects(scenario)]
    for which in draw.sample(movable, min(2, len(movable))):
        after = tried(scenario, {which: draw.choice((0.0, 0.5, 1.3, 2.0))})
        changes = told(scenario, after)
        try:
            found = solve(after, gap=0.0).certificate
        except PlannerError:
            yield Statement("slider", which.title(scenario), changes, (Impossible(),))
            continue
        yield Statement("slider", which.title(scenario), changes, (Reaches(Interval.of(found.objective, found.bound)),))


def of_frontier(scenario: Scenario, draw: random.Random) -> Statements:
    axis = draw.choice(tuple(axes(scenario)))
    try:
        found = frontier(scenario, axis, gap=0.0, crew=ALONE)
    except PlannerError:  # nothing of it is there
        return
    for point in draw.sample(found.points, min(3, len(found.points))):
        if isinstance(point.variation, Limited) and axis != "worst-off":
            (rule,) = point.variation.rules
            changes: Changes = {"rules": {rule.name: {"measure": rule.measure, "at_most": point.level}}}
        else:
            changes = told(scenario, point.variation.applied(scenario))
        yield Statement("frontier", f"{axis} {point.level:.6g}", changes, (_outcome(point.outcome),))


def of_tornado(scenario: Scenario, draw: random.Random) -> Statements:
    by = 0.2
    found = tornado(scenario, by, crew=ALONE)
    for bar in draw.sample(found.bars, min(2, len(found.bars))):
        for factor, end in ((1 - by, bar.low), (1 + by, bar.high)):
            changes = told(scenario, scaled(scenario, bar.input, factor))
            yield Statement("tornado", f"{bar.input.title(scenario)} × {factor:g}", changes, (_outcome(end),))


def of_robustness(scenario: Scenario, draw: random.Random) -> Statements:
    spread, seed = Spread(), draw.randrange(1000)
    found = robustness(scenario, 3, seed=seed, spread=spread, guesses=0, crew=ALONE)
    for number, outcome in enumerate(found.draws):
        changes = told(scenario, Draw(seed, number, spread).applied(scenario))
        yield Statement("robustness", f"draw {number} of {seed}", changes, (_outcome(outcome),))


def of_weights(study: Study) -> Statements:
    """Up to the ends of its interval the plan is the best; just beyond, another one is better."""
    if not study.is_plain_value:
        return
    scenario = study.scenario
    for found in weights(scenario, workers=1):
        for end, beyond in ((found.low, 0.98), (found.high, 1.02)):
            if found.exact and found.weight > 0 and 0 < end < 1e9 * found.weight:
                for times, best in (
                    ((end + found.weight) / 2 / found.weight, True),
                    (end * beyond / found.weight, False),
                ):
                    yield _weighed(study, found.metric, times, best)


def _weighed(study: Study, metric: str, times: float, best: bool) -> Statement:
    yardstick = factors_of(study.scenario)
    yardstick[metric] *= times
    worth = points(study.scenario, yardstick)
    kept = sum(worth[request] * part for request, part in study.base.parts.items())
    claim = Reaches(Interval(kept, kept) if best else at_best(kept, 1.0, -1e-7 * max(abs(kept), 1.0)))
    return Statement("weight", f"{metric} × {times:.6g}", {"yardstick": yardstick}, (claim,))


def _outcome(found: Varied) -> Claim:
    return Reaches(Interval.of(found.objective, found.bound)) if found.feasible else Impossible()
