"""The decision that a plan stands for, in a few sentences: what is captured, what limits it, who gets what."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.plan import SOLVED, Plan
from planner.domain.scenario import CostObjective
from planner.domain.worth import asked, leading
from planner.words.amounts import are_points, percent, short, within
from planner.words.headline import captured_of, captured_words
from planner.words.limits import dearest_limits
from planner.words.names import listed, some

LIMITS = 2
"""Limits that are named before the others are counted together."""
OTHERS = ("trimmed", "deferred", "declined")
"""Key figures that count decisions other than to fund."""
LOST = 0.005
"""Points below which nobody speaks of a loss: they would be shown as 0.00."""


def decision_sentences(plan: Plan) -> tuple[str, ...]:
    """What a leader says first of a plan, all of it read off the plan itself; nothing of one without requests."""
    if not len(plan.tables.requests):
        return ()
    return (_captured(plan), *_limited(plan), _counted(plan), *_largest_loss(plan))


def _captured(plan: Plan) -> str:
    """How good the plan is, in points and in the metric that counts most, and what is proved of that."""
    captured, worth = plan.kpi("value_captured"), plan.kpi("value_asked")
    points = f"{captured:,.1f} of {f'{worth:,.1f}'.removesuffix('.0')} points"
    first = captured_words(plan)
    points = f"{first} ({points})" if first else f"{points}{_meant(plan)}"
    if isinstance(plan.scenario.objective, CostObjective):
        spent = f"{short(plan.kpi('cost'), 3)} {plan.scenario.currency}"
        return f"{spent} capture {points}{_proved(plan, 'no plan does so for less')}."
    is_fair = plan.scenario.objective == "fair"
    best = (
        "no plan lifts the worst-off team higher" if is_fair else f"no plan captures more{' points' if first else ''}"
    )
    return f"{points} are captured{_proved(plan, best)}."


def _meant(plan: Plan) -> str:
    """`` (117 M of 154 M USD revenue)``; empty where points are the metric, or nothing is asked of it."""
    scenario, metric = plan.scenario, leading(plan.scenario)
    if not metric or are_points(scenario) or asked(scenario, metric) <= 0:
        return ""
    return f" ({captured_of(plan, metric)})"


def _proved(plan: Plan, best: str) -> str:
    proof = plan.certificate
    if proof.violations or proof.status not in SOLVED:
        return ""
    return f", and {best}" if proof.status == "optimal" else f", proved within {within(proof.gap)} of the best"


def _limited(plan: Plan) -> Iterator[str]:
    """What the plan would need more of, the dearest first."""
    if plan.is_quick:
        return
    if named := dearest_limits(plan):
        verb = "limits" if len(named) == 1 else "limit"
        yield f"{listed(some(named, LIMITS + 1))} {verb} it."
    elif plan.kpi("funded") == plan.kpi("requests"):
        yield "Nothing limits it: everything is funded."


def _counted(plan: Plan) -> str:
    """``22 of 41 requests are funded, 12 trimmed, 1 deferred and 6 declined.``"""
    funded, asked = round(plan.kpi("funded")), round(plan.kpi("requests"))
    first = f"{funded} of {asked} request{'' if asked == 1 else 's'} {'is' if funded == 1 else 'are'} funded"
    others = [f"{round(plan.kpi(name))} {name}" for name in OTHERS if plan.kpi(name)]
    return f"{listed([first, *others])}."


def _largest_loss(plan: Plan) -> Iterator[str]:
    """Who is left with least of what it would bring, unless its owner has given it up."""
    out = {request.id for request in plan.scenario.requests if request.commitment == "out"}
    rows = plan.tables.requests.rows("id", "decision", "share", "value_points", "captured_points")
    lost = [
        (value - captured, name, decision, share)
        for name, decision, share, value, captured in rows
        if decision != "fund" and name not in out and value - captured > LOST
    ]
    if not lost:
        return
    points, name, decision, share = min(lost, key=lambda each: (-each[0], each[1]))
    title = plan.scenario.request_by_id[name].title
    what = {"decline": "declined", "defer": "deferred"}.get(decision, f"trimmed to {percent(share)}")
    yield f"{title} loses most: {what}, {points:,.2f} points less."
