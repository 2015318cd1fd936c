"""The decision that a plan stands for, in a few sentences: what is captured, what limits it, who gets what."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.plan import DECIDED, SOLVED, Plan
from planner.domain.scenario import CostObjective
from planner.domain.worth import asked, leading
from planner.languages.saying import say
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
    whole = f"{worth:,.1f}".removesuffix(".0")
    points = say("{captured} of {whole} points", captured=f"{captured:,.1f}", whole=whole)
    first = captured_words(plan)
    points = f"{first}{say(' ({aside})', aside=points)}" if first else f"{points}{_meant(plan)}"
    if isinstance(plan.scenario.objective, CostObjective):
        spent = f"{short(plan.kpi('cost'), 3)} {plan.scenario.currency}"
        done, best = say("{spent} capture {points}", spent=spent, points=points), say("no plan does so for less")
    else:
        done = say("{points} are captured", points=points)
        best = say("no plan captures more points" if first else "no plan captures more")
        if plan.scenario.objective == "fair":
            best = say("no plan lifts the worst-off team higher")
    return say("{done}{proof}.", done=done, proof=_proved(plan, best))


def _meant(plan: Plan) -> str:
    """`` (117 M of 154 M USD revenue)``; empty where points are the metric, or nothing is asked of it."""
    scenario, metric = plan.scenario, leading(plan.scenario)
    if not metric or are_points(scenario) or asked(scenario, metric) <= 0:
        return ""
    return say(" ({aside})", aside=captured_of(plan, metric))


def _proved(plan: Plan, best: str) -> str:
    proof = plan.certificate
    if proof.violations or proof.status not in SOLVED:
        return ""
    if proof.status == "optimal":
        return say(", and {best}", best=best)
    return say(", proved within {gap} of the best", gap=within(proof.gap))


def _limited(plan: Plan) -> Iterator[str]:
    """What the plan would need more of, the dearest first."""
    if plan.is_quick:
        return
    if named := dearest_limits(plan):
        text = "{names} limits it." if len(named) == 1 else "{names} limit it."
        yield say(text, names=listed(some(named, LIMITS + 1)))
    elif plan.kpi("funded") == plan.kpi("requests"):
        yield say("Nothing limits it: everything is funded.")


def _counted(plan: Plan) -> str:
    """``22 of 41 requests are funded, 12 trimmed, 1 deferred and 6 declined.``"""
    funded, asked = round(plan.kpi("funded")), round(plan.kpi("requests"))
    one = "{funded} of {asked} request is funded" if asked == 1 else "{funded} of {asked} requests is funded"
    more = "{funded} of {asked} request are funded" if asked == 1 else "{funded} of {asked} requests are funded"
    first = say(one, funded=funded, asked=asked) if funded == 1 else say(more, funded=funded, asked=asked)
    others = [
        say("{count} {decided}", count=round(plan.kpi(name)), decided=say(name)) for name in OTHERS if plan.kpi(name)
    ]
    return say("{clause}.", clause=listed([first, *others]))


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
    what = say("trimmed to {share}", share=percent(share)) if decision == "trim" else say(DECIDED[decision])
    yield say("{title} loses most: {what}, {points} points less.", title=title, what=what, points=f"{points:,.2f}")
