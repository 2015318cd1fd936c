"""What can be said of a request at once, from the plan alone: no re-solve."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planner.domain.plan import DECIDED
from planner.domain.reason import Reason
from planner.domain.rule import REQUEST_DIMENSIONS, Rule
from planner.languages.saying import say
from planner.program.optimum.prices import Opportunity, opportunity
from planner.tradeoffs.one_scenario.study import Study
from planner.words.owners import owned


@dataclass(frozen=True)
class Facts:
    """The decision, and value against opportunity cost."""

    request: str
    title: str
    team: str
    decision: str
    option: str
    share: float
    value: float
    """[points]"""
    captured: float
    """[points]"""
    metrics: dict[str, float]
    """The metrics behind the value, in their own units."""
    opportunity_cost: float
    """[points]"""
    index: float
    """Scarcity index; inf: uncontested, nan: worth nothing by itself."""
    reason: str
    why: Reason
    """The reason as data: what stands in its way, what holds it, and what it is judged together with."""
    scarcity: tuple[Scarcity, ...]
    options: tuple[OptionFacts, ...]
    holds: tuple[str, ...]
    """What holds it besides its worth: commitments, requirements, conflicts, promises and limits."""


@dataclass(frozen=True)
class Scarcity:
    """A pool and period that the request could use, and what an hour there costs."""

    pool: str
    period: str
    price: float
    """[points per GPU·h]"""
    low: float
    high: float
    speed: float
    """Work done per hour there."""


@dataclass(frozen=True)
class OptionFacts:
    """One option at the going prices."""

    option: str
    value: float
    cost: float
    """Opportunity cost [points]; inf: nothing can serve it."""
    chosen: bool

    @property
    def gain(self) -> float:
        return self.value - self.cost


def facts(study: Study, request: str) -> Facts:
    """What the plan says of one request."""
    asked, plan = study.request(request), study.plan
    row = plan.row(request)
    return Facts(
        request=request,
        title=asked.title,
        team=asked.team,
        decision=row["decision"],
        option=row["option"],
        share=row["share"],
        value=row["value_points"],
        captured=row["captured_points"],
        metrics=dict(study.scenario.value.brought(asked)),
        opportunity_cost=row["opportunity_cost_points"],
        index=row["scarcity_index"],
        reason=row["reason"],
        why=plan.reasons[request],
        scarcity=_scarcity(study, request),
        options=_options(study, request, row["option"]),
        holds=tuple(_holds(study, request)),
    )


def _scarcity(study: Study, request: str) -> tuple[Scarcity, ...]:
    """Where the request could be served, the dearest work first."""
    speeds: dict[str, float] = {}
    for way in study.resolver.grid.ways[request]:
        speeds |= way.speeds
    window = study.resolver.grid.ways[request][0].periods
    labels = {study.scenario.calendar.labels[t] for t in window}
    columns = ("pool", "period", "price_points_per_gpu_hour", "price_low", "price_high")
    found = [
        Scarcity(pool, period, price, low, high, speeds[pool])
        for pool, period, price, low, high in study.plan.tables.pools.rows(*columns)
        if pool in speeds and period in labels
    ]
    return tuple(sorted(found, key=lambda s: (-s.price / s.speed, s.pool, s.period)))


def _options(study: Study, request: str, chosen: str) -> tuple[OptionFacts, ...]:
    asked = study.request(request)
    if not asked.options:
        return ()
    prices, hours = study.prices, study.scenario.calendar.hours
    found: list[OptionFacts] = []
    for w in study.resolver.program.variables.by_request[request]:
        best: Opportunity = opportunity(w, prices, hours)
        cost = best.cost if best.cost < math.inf else math.inf
        found.append(OptionFacts(w.way.option, best.value, cost, w.way.option == chosen))
    return tuple(found)


def _holds(study: Study, request: str) -> list[str]:
    asked, decided = study.request(request), study.plan.decisions()
    title = {r.id: r.title for r in study.scenario.requests}
    found: list[str] = []
    if asked.commitment != "open":
        held = say("it is committed" if asked.commitment == "must" else "its commitment rules it out")
        found.append(f"{held}{owned(asked)}")
    said = {name: say(DECIDED[decision]) for name, decision in decided.items()}
    text = "it requires {title}, which is {decided}"
    found += [say(text, title=title[q], decided=said[q]) for q in asked.requires]
    for other in study.scenario.requests:
        if other.id in asked.conflicts or request in other.conflicts:
            text = "it conflicts with {title}, which is {decided}"
            found.append(say(text, title=other.title, decided=said[other.id]))
        if request in other.requires and decided[other.id] != "decline":
            found.append(say("{title} requires it", title=other.title))
    named = [r for r in study.scenario.rules if r.enabled and r.of.among(REQUEST_DIMENSIONS) and r.of.selects(asked)]
    return [*found, *(say("{rule} {bears}", rule=f"{rule.name}{owned(rule)}", bears=_bears(rule)) for rule in named)]


def _bears(rule: Rule) -> str:
    """What a rule does to those that it names: it keeps something for them, or limits them."""
    keeps = say("holds GPUs for it" if rule.measure in ("gpu_share", "gpu_hours") else "speaks for it")
    limits = say("limits it")
    bears = [words for limit, words in ((rule.at_least, keeps), (rule.at_most, limits)) if limit is not None]
    return say(" and ").join(bears)
