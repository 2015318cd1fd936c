"""Pools, people and rules in words: what the plan says of them, and what re-solves found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.domain.plan import Plan
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.limits import (
    Kept,
    Kind,
    Nudged,
    Supply,
    Use,
    Without,
    people_supply,
    pool_supply,
    rule_kept,
)
from planner.tradeoffs.one_scenario.slips import Delivery
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import amount, change, gpus, names
from planner.tradeoffs.sentences.worth import promise_sentence
from planner.words.amounts import percent
from planner.words.measures import amount_words
from planner.words.names import counted, listed, plural, server, who
from planner.words.periods import some_periods
from planner.words.prices import block_for, earned

type Said = tuple[str, str]
"""(part, sentence)"""
USERS = 3
"""Requests that are named before the others are counted together."""


def limit_facts(plan: Plan, kind: Kind, name: str) -> list[Said]:
    """What the plan itself says of a limit."""
    if kind == "rule":
        return list(_rule_facts(plan, rule_kept(plan, name)))
    return list(_supply_facts(plan, pool_supply(plan, name) if kind == "pool" else people_supply(plan, name)))


def _supply_facts(plan: Plan, supply: Supply) -> Iterator[Said]:
    calendar, is_pool = plan.scenario.calendar, supply.kind == "pool"
    people = f"full-time {who(supply.name)}"
    if not any(use.limit > 0 for use in supply.uses):
        nothing = f"{server(plan.scenario, supply.name)}s in {supply.title}" if is_pool else people
        yield "use", f"There are no {nothing}."
        return
    part = percent(supply.part)
    used = f"{part} of {supply.title} is used" if is_pool else f"The {people} are {part} busy"
    all_of_it = "to the last" if is_pool else "all of them"
    full = f"{all_of_it} in {some_periods(calendar, supply.full)}" if supply.full else "and never all at once"
    yield "use", f"{used}, {full}."
    if supply.users:
        yield "use", f"{_users(plan, supply)}."
    yield "price", _priced(plan.scenario, supply)


def _users(plan: Plan, supply: Supply) -> str:
    total, titles = sum(used for _, used in supply.users), {r.id: r.title for r in plan.scenario.requests}
    said = [f"{titles[name]} ({percent(used / total)})" for name, used in supply.users[:USERS]]
    others = len(supply.users) - USERS
    if others > 0:
        said.append(f"{others} {plural('other', others)}")
    return f"What is used goes to {listed(said)}"


def _priced(scenario: Scenario, supply: Supply) -> str:
    """What an hour would earn others at the margin, where it is dearest."""
    scarce = {use.label: use.price for use in supply.uses if use.price > 0}
    if not scarce:
        return "At the margin nothing of it is scarce."
    calendar = scenario.calendar
    hours = dict(zip(calendar.labels, calendar.hours, strict=True))
    dearest = max(scarce, key=lambda label: scarce[label])
    if supply.kind == "pool":
        price = scarce[dearest] * hours[dearest]
        block = block_for([price])
        what, gain = f"{counted(block, server(scenario, supply.name))} more", earned(price * block)
    else:
        what, gain = "one full-time person more", earned(scarce[dearest])
    where = "" if len(scarce) == len(supply.uses) else f", and nothing outside {some_periods(calendar, scarce)}"
    return f"At the margin {what} would earn {gain} in {dearest}, when it is dearest{where}."


def _rule_facts(plan: Plan, kept: Kept) -> Iterator[Said]:
    rule, calendar = kept.rule, plan.scenario.calendar
    if not rule.enabled:
        yield "use", "It is switched off, and has no effect."
    elif not kept.prices:
        yield "use", "It is kept with room to spare."
    else:
        where = ""
        if rule.divided == "period":
            where = f" in {some_periods(calendar, [part for part, _ in kept.prices])}"
        elif rule.divided:
            where = f" for {listed([part for part, _ in kept.prices])}"
        is_lower = any(use.limit == rule.at_least for use in _nearest(kept.uses))
        yield "use", f"It is kept{where}, and no more." if is_lower else f"It reaches its limit{where}."
    for use in _nearest(kept.uses):
        part = f" in {use.label}" if rule.divided == "period" else f" for {use.label}" if use.label else ""
        yield "use", f"The plan has {_amount(plan.scenario, rule, use.used)}{part}, {_side(plan.scenario, rule, use)}."


def _nearest(uses: Sequence[Use]) -> list[Use]:
    """The part of a rule that is nearest to its limit."""
    return sorted(uses, key=lambda use: abs(use.limit - use.used) / max(abs(use.limit), 1e-9))[:1]


def _side(scenario: Scenario, rule: Rule, use: Use) -> str:
    word = "at most" if use.limit == rule.at_most else "at least"
    return f"where {word} {_amount(scenario, rule, use.limit)} {'is allowed' if word == 'at most' else 'is promised'}"


def _amount(scenario: Scenario, rule: Rule, amount: float) -> str:
    return amount_words(rule.measure, amount, scenario.currency)


def delay_sentence(study: Study, delivery: Delivery, by: int, loss: Interval) -> str:
    """What a later delivery costs the whole plan."""
    periods = f"{by} {plural(study.scenario.calendar.unit, by)}"
    lost = "no plan is left" if not loss.known else (
        f"that {change(study, loss)}" if study.matters(loss) else "nothing is lost")  # fmt: skip
    some = gpus(study, delivery.pool, delivery.gpus)
    return f"If the delivery of {some} in {delivery.label} slips by {periods}, {lost}."


def person_sentence(study: Study, role: str, found: Nudged) -> str:
    """One person more, and one fewer."""
    return f"One more full-time {who(role, 1)} {change(study, found.more)}; one fewer {change(study, found.fewer)}."


def switch_sentences(study: Study, rule: str, found: Without) -> list[str]:
    """What a rule costs, and who would gain and lose without it; of one that is off, with it."""
    if not found.promise.price.known:
        return ["Switched on, no plan could keep it with all else."]
    if not study.matters(found.promise.price):
        return ["Switched on, it would cost nothing." if found.is_off else f"The rule {rule} costs nothing."]
    cost = f"Switched on, it would cost {amount(study, found.promise.price)}."
    return [cost if found.is_off else promise_sentence(study, found.promise), *_movers(study, found)]


def _movers(study: Study, found: Without) -> Iterator[str]:
    how = "With it" if found.is_off else "Without it"
    gain = [row.request for row in reversed(found.rows) if row.points > 0]
    lose = [row.request for row in found.rows if row.points < 0]
    said = [f"{names(study, who)} would {verb}" for who, verb in ((gain, "gain"), (lose, "lose")) if who]
    if said:
        yield f"{how} {' and '.join(said)}."


def limit_sentences(study: Study, rule: str, found: Nudged) -> list[str]:
    """A tenth more and a tenth less of a rule's limit."""
    meant = study.scenario.rule_by_name[rule]
    high, low = (_amount(study.scenario, meant, amount) for amount in found.amounts)
    if all(change.known and not study.matters(change) for change in (found.more, found.fewer)):
        return [f"A limit of {high} or of {low} would change nothing."]
    return [f"A limit of {high} {change(study, found.more)}.", f"A limit of {low} {change(study, found.fewer)}."]
