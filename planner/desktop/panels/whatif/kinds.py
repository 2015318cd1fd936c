"""What can be moved, by how much, and what it is counted in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from planner.desktop.look.numbers import compact, number_text, signed
from planner.desktop.look.words import counted, tr
from planner.domain.base import mapped
from planner.domain.inventory import Pool
from planner.domain.plan import Plan
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.domain.worth import points
from planner.tradeoffs.many_solves.scaling import Input, Scaled
from planner.words.measures import unit_of
from planner.words.names import server, started

NAMED = 3
"""Decisions that are named where many change."""


@dataclass(frozen=True)
class Kind:
    """One kind of input that a slider moves."""

    key: str
    """As in ``Input.kind``."""
    title: str
    tip: str
    subjects: Callable[[Scenario], list[tuple[str, str]]]
    """Names and titles of what can be moved."""
    amount: Callable[[Scenario, str], float]
    """What the scenario says, in the unit."""
    unit: Callable[[Scenario, str], str]
    most: Callable[[Scenario, str], float]
    """The largest amount that makes sense; inf for any."""
    digits: int = 2
    """Decimals that an amount may have."""


def tried(scenario: Scenario, factors: Mapping[Input, float]) -> Scenario:
    """The scenario with some inputs times a factor each.

    Of GPUs that change over time it is the most of them: all others move by as many, so that steps stay as high as they
    are, but not below none. GPUs stay whole.
    """
    others = {which: factor for which, factor in factors.items() if which.kind != "gpus"}
    after = _clean(Scaled(tuple(others.items())).applied(scenario), others)
    pools = (_moved(after, which.name, factor) for which, factor in factors.items() if which.kind == "gpus")
    return after.replacing(*pools)


def _moved(scenario: Scenario, name: str, factor: float) -> Pool:
    """A pool with as many GPUs more, or fewer, in every step of its course."""
    pool, peak = scenario.pool_by_id[name], _peak(scenario, name)
    by = round(peak * factor) - peak

    def moved(gpus: float) -> float:
        return float(max(round(gpus + by), 0)) if gpus else 0.0  # what is not there yet does not come sooner

    return pool.model_copy(update={"gpus": mapped(pool.gpus, moved)})


def spoken(scenario: Scenario, which: Input, factor: float) -> str:
    """``GPUs of H100 in Virginia: 512 → 640 GPU``"""
    if which.kind == "gpus" and (said := _course(scenario, which, factor)):
        return said
    kind = next(kind for kind in KINDS if kind.key == which.kind)
    amount = kind.amount(scenario, which.name)
    unit = kind.unit(scenario, which.name)
    before, after = (number_text(each, kind.digits) for each in (amount, amount * factor))
    return f"{started(which.title(scenario))}: {before} → {after} {unit}"


def _course(scenario: Scenario, which: Input, factor: float) -> str:
    """``GPUs of H100: 64 more in every period (256 to 384 → 320 to 448 GPU)``; nothing where they never change."""
    before, after = (
        scenario.calendar.over(gpus)
        for gpus in (scenario.pool_by_id[which.name].gpus, _moved(scenario, which.name, factor).gpus)
    )
    if len(set(before)) == 1:
        return ""
    by = max(after) - max(before)
    moved = tr("{count} more" if by > 0 else "{count} fewer", count=number_text(abs(by), 0))
    where = tr("in every period") if 0 not in before else tr("in every period in which it has any")
    least = "" if min(before) == 0 or min(before) + by >= 0 else tr(", but never below none")
    spans = (f"{number_text(min(series), 0)} to {number_text(max(series), 0)}" for series in (before, after))
    return f"{started(which.title(scenario))}: {moved} {where}{least} ({' → '.join(spans)} GPU)"


def outcome(before: Plan, after: Plan) -> list[str]:
    """What the other plan brings: its value and cost against the first, and whose decision is another."""
    value, cost = after.value - before.value, after.kpi("cost") - before.kpi("cost")
    currency = after.scenario.currency
    said = [
        tr("The value stays the same")
        if abs(value) < 0.005
        else tr("{points} points", points=signed(f"{value:,.2f}", value))
    ]
    if abs(cost) >= 1:
        said.append(f"{signed(compact(cost), cost)} {currency}")
    was, now = before.decisions(), after.decisions()
    titles = {request.id: request.title for request in after.scenario.requests}
    moved = [f"{titles[name]}: {was[name]} → {now[name]}" for name in now if name in was and was[name] != now[name]]
    if len(moved) > NAMED:
        moved = [*moved[:NAMED], counted(len(moved) - NAMED, "and {count} more decision", "and {count} more decisions")]
    return [" · ".join(said), *(moved or [tr("No decision changes.")])]


def _clean(scenario: Scenario, moved: Iterable[Input]) -> Scenario:
    """The scenario without the noise of a computer's fractions: 0.15 × 3 is 0.45."""
    limited = (scenario.rule_by_name[which.name] for which in moved if which.kind == "limit")
    valued = (scenario.request_by_id[which.name] for which in moved if which.kind == "value")
    requests = (
        request.model_copy(update={"metrics": {name: _round(amount) for name, amount in request.metrics.items()}})
        for request in valued
    )
    return scenario.model_copy(update=scenario.parts_with(*(rule.with_limits(_round) for rule in limited), *requests))


def _round(amount: float) -> float:
    return float(f"{amount:.12g}")


def caveat(scenario: Scenario, moved: Iterable[Input]) -> str:
    """What has to be known to read the points; nothing where they speak for themselves."""
    is_settled = scenario.family is not None or scenario.yardstick or scenario.value.scale == "raw"
    if is_settled or all(which.kind != "value" for which in moved):
        return ""
    return tr("Points are counted as before; once this is kept, all requests together are worth 100 again.")


def _peak(scenario: Scenario, pool: str) -> float:
    return max(scenario.calendar.over(scenario.pool_by_id[pool].gpus))


def _valued(scenario: Scenario) -> list[tuple[str, str]]:
    """Requests that are worth something."""
    worth = points(scenario)
    return [(request.id, request.title) for request in scenario.requests if worth[request.id] > 0]


def _limited(scenario: Scenario) -> list[tuple[str, str]]:
    """Rules that are on and limit something, money first."""
    found = [rule for rule in scenario.rules if rule.enabled and _limit(rule) > 0]
    return [(rule.name, rule.name) for rule in sorted(found, key=lambda rule: rule.measure != "cost")]


def _limit(rule: Rule) -> float:
    amount = rule.at_most if rule.at_most is not None else rule.at_least
    assert amount is not None
    return amount * 100 if rule.measure == "gpu_share" else amount


def _limit_unit(scenario: Scenario, name: str) -> str:
    measure = scenario.rule_by_name[name].measure
    return "%" if measure == "gpu_share" else unit_of(measure, scenario.currency)


KINDS = (
    Kind(
        "gpus",
        "Capacity",
        "GPUs of a pool, as many more or fewer in every period; the number is the most that it has in any period",
        lambda s: [(pool.id, pool.title) for pool in s.pools if _peak(s, pool.id) > 0],
        _peak,
        lambda s, name: tr(f"{server(s, name)}s"),
        lambda s, name: float("inf"),
        digits=0,
    ),
    Kind(
        "limit",
        "Budget or rule",
        "The limit of a budget, or of any other rule that is on",
        _limited,
        lambda s, name: _limit(s.rule_by_name[name]),
        _limit_unit,
        lambda s, name: 100.0 if s.rule_by_name[name].measure == "gpu_share" else float("inf"),
    ),
    Kind(
        "value",
        "Value",
        "What a request is worth when it is served in full",
        _valued,
        lambda s, name: points(s)[name],
        lambda s, name: tr("points"),
        lambda s, name: float("inf"),
    ),
)
