"""Pools, people and rules in words: what the plan says of them, and what re-solves found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.domain.plan import Plan
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.languages.saying import say
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
LATE = "If the delivery of {gpus} in {period} slips by {periods}, {lost}."
USERS = 3
"""Requests that are named before the others are counted together."""


def limit_facts(plan: Plan, kind: Kind, name: str) -> list[Said]:
    """What the plan itself says of a limit."""
    if kind == "rule":
        return list(_rule_facts(plan, rule_kept(plan, name)))
    return list(_supply_facts(plan, pool_supply(plan, name) if kind == "pool" else people_supply(plan, name)))


def _supply_facts(plan: Plan, supply: Supply) -> Iterator[Said]:
    calendar, is_pool = plan.scenario.calendar, supply.kind == "pool"
    people = say("full-time {who}", who=who(supply.name))
    if not any(use.limit > 0 for use in supply.uses):
        if not is_pool:
            yield "use", say("There are no {what}.", what=people)
            return
        some = say(f"{server(plan.scenario, supply.name)}s")
        yield "use", say("There are no {what} in {pool}.", what=some, pool=supply.title)
        return
    part = percent(supply.part)
    busy = "The {what} are {share} busy, {full}."
    full = say("and never all at once")
    if supply.full:
        text = "to the last in {periods}" if is_pool else "all of them in {periods}"
        full = say(text, periods=some_periods(calendar, supply.full))
    what = supply.title if is_pool else people
    yield "use", say("{share} of {what} is used, {full}." if is_pool else busy, share=part, what=what, full=full)
    if supply.users:
        yield "use", _users(plan, supply)
    yield "price", _priced(plan.scenario, supply)


def _users(plan: Plan, supply: Supply) -> str:
    total, titles = sum(used for _, used in supply.users), {r.id: r.title for r in plan.scenario.requests}
    said = [say("{title} ({points})", title=titles[name], points=percent(used / total))
            for name, used in supply.users[:USERS]]  # fmt: skip
    others = len(supply.users) - USERS
    if others > 0:
        said.append(say("{count} {noun}", count=others, noun=plural("other", others)))
    return say("What is used goes to {requests}.", requests=listed(said))


def _priced(scenario: Scenario, supply: Supply) -> str:
    """What an hour would earn others at the margin, where it is dearest."""
    scarce = {use.label: use.price for use in supply.uses if use.price > 0}
    if not scarce:
        return say("At the margin nothing of it is scarce.")
    calendar = scenario.calendar
    hours = dict(zip(calendar.labels, calendar.hours, strict=True))
    dearest = max(scarce, key=lambda label: scarce[label])
    if supply.kind == "pool":
        price = scarce[dearest] * hours[dearest]
        block = block_for([price])
        some = counted(block, server(scenario, supply.name))
        what, gain = say("{what} more", what=some), earned(price * block)
    else:
        what, gain = say("one full-time person more"), earned(scarce[dearest])
    text = "At the margin {what} would earn {gain} in {period}, when it is dearest{where}."
    is_always = len(scarce) == len(supply.uses)
    where = "" if is_always else say(", and nothing outside {periods}", periods=some_periods(calendar, scarce))
    return say(text, what=what, gain=gain, period=dearest, where=where)


def _rule_facts(plan: Plan, kept: Kept) -> Iterator[Said]:
    rule, calendar = kept.rule, plan.scenario.calendar
    if not rule.enabled:
        yield "use", say("It is switched off, and has no effect.")
    elif not kept.prices:
        yield "use", say("It is kept with room to spare.")
    else:
        where = ""
        if rule.divided == "period":
            where = say(" in {periods}", periods=some_periods(calendar, [part for part, _ in kept.prices]))
        elif rule.divided:
            where = say(" for {periods}", periods=listed([part for part, _ in kept.prices]))
        is_lower = any(use.limit == rule.at_least for use in _nearest(kept.uses))
        text = "It is kept{where}, and no more." if is_lower else "It reaches its limit{where}."
        yield "use", say(text, where=where)
    for use in _nearest(kept.uses):
        part = say(" in {periods}" if rule.divided == "period" else " for {periods}", periods=use.label)
        part = part if rule.divided == "period" or use.label else ""
        promised = "The plan has {amount}{part}, where at least {limit} is promised."
        text = "The plan has {amount}{part}, where at most {limit} is allowed."
        has, limit = (_amount(plan.scenario, rule, amount) for amount in (use.used, use.limit))
        yield "use", say(text if use.limit == rule.at_most else promised, amount=has, part=part, limit=limit)


def _nearest(uses: Sequence[Use]) -> list[Use]:
    """The part of a rule that is nearest to its limit."""
    return sorted(uses, key=lambda use: abs(use.limit - use.used) / max(abs(use.limit), 1e-9))[:1]


def _amount(scenario: Scenario, rule: Rule, amount: float) -> str:
    return amount_words(rule.measure, amount, scenario.currency)


def delay_sentence(study: Study, delivery: Delivery, by: int, loss: Interval) -> str:
    """What a later delivery costs the whole plan."""
    periods = say("{count} {noun}", count=by, noun=plural(study.scenario.calendar.unit, by))
    lost = say("nothing is lost" if loss.known else "no plan is left")
    if loss.known and study.matters(loss):
        lost = say("that {change}", change=change(study, loss))
    some, text = gpus(study, delivery.pool, delivery.gpus), LATE
    return say(text, gpus=some, period=delivery.label, periods=periods, lost=lost)


def person_sentence(study: Study, role: str, found: Nudged) -> str:
    """One person more, and one fewer."""
    text = "One more full-time {who} {more}; one fewer {fewer}."
    return say(text, who=who(role, 1), more=change(study, found.more), fewer=change(study, found.fewer))


def switch_sentences(study: Study, rule: str, found: Without) -> list[str]:
    """What a rule costs, and who would gain and lose without it; of one that is off, with it."""
    if not found.promise.price.known:
        return [say("Switched on, no plan could keep it with all else.")]
    if not study.matters(found.promise.price):
        free = say("The rule {rule} costs nothing.", rule=rule)
        return [say("Switched on, it would cost nothing.") if found.is_off else free]
    cost = say("Switched on, it would cost {amount}.", amount=amount(study, found.promise.price))
    return [cost if found.is_off else promise_sentence(study, found.promise), *_movers(study, found)]


def _movers(study: Study, found: Without) -> Iterator[str]:
    how = "With it {clause}." if found.is_off else "Without it {clause}."
    gain = [row.request for row in reversed(found.rows) if row.points > 0]
    lose = [row.request for row in found.rows if row.points < 0]
    said = [say("{requests} would gain", requests=names(study, gain))] if gain else []
    said += [say("{requests} would lose", requests=names(study, lose))] if lose else []
    if said:
        yield say(how, clause=say(" and ").join(said))


def limit_sentences(study: Study, rule: str, found: Nudged) -> list[str]:
    """A tenth more and a tenth less of a rule's limit."""
    meant = study.scenario.rule_by_name[rule]
    high, low = (_amount(study.scenario, meant, amount) for amount in found.amounts)
    if all(change.known and not study.matters(change) for change in (found.more, found.fewer)):
        return [say("A limit of {high} or of {low} would change nothing.", high=high, low=low)]
    text = "A limit of {limit} {change}."
    return [
        say(text, limit=high, change=change(study, found.more)),
        say(text, limit=low, change=change(study, found.fewer)),
    ]
