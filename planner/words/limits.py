"""A limit that a plan reaches, in a sentence: the same in the plan, on the screen and in the app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.languages.saying import say
from planner.words.measures import amount_words
from planner.words.names import counted, listed, people_of, server, some, who

PRICELESS = 1e-12
"""A price that is the solver's rounding [points]."""
PERIODS = 6
"""Periods of one limit that are named."""

type Part = str
"""Where it is reached, as it goes on in the sentence: nothing, ``in 2027-02``, ``in every month``, ``for red``."""


def dearest_limits(plan: Plan) -> list[str]:
    """The names of all limits of which a little more would bring something at the margin, the dearest first."""
    pools = plan.scenario.pool_by_id
    rows = plan.tables.binding.rows("name", "price_points")
    return [*dict.fromkeys(pools[n].title if n in pools else n for n, price in rows if abs(price) > PRICELESS)]


def binding_sentences(plan: Plan) -> Iterator[str]:
    """Every limit that has a price, in a sentence; the dearest first, each one's periods together."""
    limits: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in plan.tables.binding.records():
        if abs(row["price_points"]) > PRICELESS:
            limits.setdefault((row["kind"], row["name"]), []).append(row)
    for (kind, name), rows in limits.items():
        yield _binding(plan, kind, name, rows)


def _binding(plan: Plan, kind: str, name: str, rows: list[dict[str, Any]]) -> str:
    """A limit with all the periods, or parts of a rule, in which it is reached."""
    if len(rows) == 1:
        return str(rows[0]["sentence"])
    calendar = plan.scenario.calendar
    parts = sorted(row["period"] for row in rows)
    if set(parts) == set(calendar.labels):
        where = say("in every {unit}", unit=say(calendar.unit))
    else:
        text = "in {periods}" if set(parts) <= set(calendar.labels) else "for {periods}"
        where = say(text, periods=listed(some(parts, PERIODS + 1)))
    amounts = {row["limit"] for row in rows}
    rule = plan.scenario.rule_by_name[name] if kind == "rule" else None
    is_lower = rule is not None and amounts == {rule.at_least}
    return reached_sentence(plan.scenario, kind, name, amounts.pop() if len(amounts) == 1 else None, where,
                            is_lower=is_lower)  # fmt: skip


def reached_sentence(
    scenario: Scenario, kind: str, name: str, amount: float | None = None, part: Part = "", *, is_lower: bool = False
) -> str:
    """``All 44 full-time ml-engineers are busy in 2027-04.``

    ``kind``: pool, on demand, people or rule. ``amount``: how much there is, in the limit's own unit; None: it is not
    the same everywhere. ``is_lower``: it is what a rule promises, and no upper limit.
    """
    where = say(" {part}", part=part) if part else ""
    if kind == "rule":
        rule = scenario.rule_by_name[name]
        text = "{rule} is kept, and no more{where}{limit}." if is_lower else "{rule} reaches its limit{where}{limit}."
        limit = (
            "" if amount is None else say(": {amount}", amount=amount_words(rule.measure, amount, scenario.currency))
        )
        return say(text, rule=name, where=where, limit=limit)
    if kind == "people":
        them = say("full-time {who}", who=who(name)) if amount is None else people_of(name, amount)
        one = "The {them} is busy{where}."
        return say(one if them.startswith("1 ") else "All {them} are busy{where}.", them=them, where=where)
    pool = scenario.pool_by_id[name]
    noun = server(scenario, name)
    noun = noun if kind == "on demand" else f"usable {noun}"
    them = say(f"{noun}s") if amount is None else counted(amount, noun)
    if kind == "on demand":
        one = "The {them} that can be rented for {pool} is rented{where}."
        several = "All {them} that can be rented for {pool} are rented{where}."
    else:
        one, several = "The {them} of {pool} is used{where}.", "All {them} of {pool} are used{where}."
    return say(one if them.startswith("1 ") else several, them=them, pool=pool.title, where=where)
