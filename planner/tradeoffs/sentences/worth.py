"""What things are worth, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial

from planner.domain.worth import money
from planner.languages.saying import say, say_n
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import BLOCKS, GpusOrPeople, Promise, Rung, TwoSided
from planner.tradeoffs.sentences.phrases import NAMED, amount, change, gained, gpus, meaning, pool_title, ranged, span
from planner.words.amounts import brought_words, figure, short, signed
from planner.words.names import listed, plural, started, who
from planner.words.owners import owned

RACK = BLOCKS[-1]
DUST = 1e-6
"""Part of what a block costs below which its net is the solver's rounding."""


def block_sentence(study: Study, worth: TwoSided) -> str:
    """``64 GPUs more in H100 in Virginia: +1.0 points (about 3.1 M revenue) for 584 k USD; 64 fewer: −2.0 points.``"""
    title = pool_title(study, worth.pool)
    is_from_first = worth.start == study.scenario.calendar.labels[0]
    start = "" if is_from_first else say(" from {period} on", period=worth.start)
    where = f"{title}{start}"
    block, some = f"{worth.block:,.0f}", gpus(study, worth.pool, worth.block)
    idle = [gain.known and not study.matters(gain) for gain in (worth.more, worth.fewer)]
    if all(idle) and not is_held_by_budgets(study, worth):
        return say("{gpus} more or fewer in {pool} would change nothing.", gpus=some, pool=where)
    gain = change(study, worth.more, "would bring nothing") + _stands_for(study, worth.more, worth.metrics)
    is_paid = (worth.cost or worth.rent) and study.matters(worth.more)
    price = say(" for {amount}", amount=_price(study, worth)) if is_paid else ""
    loss = change(study, worth.fewer, "would cost nothing")
    text = "{gpus} more in {pool} {gain}{price}; {block} fewer {loss}."
    paid = price + _on_top(study, worth)
    return say(text, gpus=some, pool=where, gain=gain, price=paid, block=block, loss=loss)


def is_held_by_budgets(study: Study, worth: TwoSided) -> bool:
    """Whether a block would bring something else if it were not paid within the budgets."""
    if worth.on_top is None or worth.on_top.known is not worth.more.known:
        return worth.on_top is not None
    further = worth.on_top - worth.more
    return worth.on_top.known and study.matters(further) and not further.straddles


def _on_top(study: Study, worth: TwoSided) -> str:
    """`` within the budget, and 2.3 points if it rises by what they cost``; empty where that is all the same."""
    if worth.on_top is None or not is_held_by_budgets(study, worth):
        return ""
    many = len(worth.budgets) > 1
    then = change(study, worth.on_top, "would bring nothing")
    if many:
        return say(" within the budgets, and {change} if these rise by what they cost", change=then)
    text = " within {budget}, and {change} if that rises by what they cost"
    return say(text, budget=next(iter(worth.budgets)), change=then)


def _price(study: Study, worth: TwoSided) -> str:
    """``1.1 M USD``, and what they cost rented where the pool rents any."""
    own = f"{short(worth.cost)} {study.scenario.currency}"
    rent = "" if worth.rent is None else short(worth.rent)
    return say("{amount} ({rent} rented on demand)", amount=own, rent=rent) if rent else own


def on_top_sentence(study: Study, worths: Sequence[TwoSided]) -> str:
    """What *on top* is in a table of blocks of one size; empty where no budget holds any of them."""
    held = [each for each in worths if is_held_by_budgets(study, each)]
    if not held:
        return ""
    budgets = sorted({name for each in held for name in each.budgets})
    one = "Blocks are paid within {budgets}; on top, that rises by what they cost."
    text = one if len(budgets) == 1 else "Blocks are paid within {budgets}; on top, these rise by what they cost."
    return say(text, budgets=listed(budgets))


def promise_sentence(study: Study, promise: Promise) -> str:
    """What a rule, a commitment or a minimum costs."""
    what = started(_promised(study, promise))
    if not study.matters(promise.price):
        return say("{what} costs nothing.", what=what)
    if promise.price.straddles:
        return say("{what} is not proved to cost anything.", what=what)
    return say("{what} costs {amount}.", what=what, amount=_meant(study, promise.price, promise.metrics))


def price_words(study: Study, promise: Promise) -> str:
    """A price in a few words: ``2.75 points``, ``nothing``, ``12,300 USD``, ``no plan`` where none could keep it."""
    if not promise.price.known:
        return say("no plan")
    if not study.matters(promise.price):
        return say("nothing")
    return say("not proved") if promise.price.straddles else amount(study, promise.price)


def slack_sentence(promises: Sequence[Promise]) -> str:
    """All that costs nothing, in one sentence; empty where nothing does."""
    parts = []
    for kind, noun in (("rule", "rule"), ("must", "commitment"), ("minimum", "minimum")):
        named = [promise.name for promise in promises if promise.kind == kind]
        if named and kind == "rule":
            text = "the rule {rules}" if len(named) == 1 else "the rules {rules}"
            parts.append(say(text, rules=listed(named)))
        elif named:
            parts.append(say("{count} {noun}", count=len(named), noun=plural(noun, len(named))))
    text = "{what} costs nothing." if len(promises) == 1 else "{what} cost nothing."
    return say(text, what=started(listed(parts))) if parts else ""


def promises_sentence(study: Study, costly: Sequence[Promise], free: int) -> str:
    """What promises cost in one sentence, the dearest by name, and that so many others are ``free``; empty: none."""
    if not costly:
        return say_n(free, "The only promise costs nothing.", "All {count} promises cost nothing.") if free else ""
    first, *others = sorted(costly, key=lambda promise: (-promise.price.low, promise.kind, promise.name))
    dearest = _meant(study, first.price, first.metrics)
    said = say("{what} costs most, {amount}", what=started(_promised(study, first)), amount=dearest)
    named = [
        say("{what} {amount}", what=_promised(study, each), amount=price_words(study, each)) for each in others[:NAMED]
    ]
    if (less := len(others) - len(named)) > 0:
        named.append(say_n(less, "{count} other less", "{count} others less"))
    if free > 0:
        named.append(say_n(free, "{count} other nothing", "{count} others nothing"))
    return say("{clause}.", clause=say("; ").join(part for part in (said, listed(named)) if part))


def _promised(study: Study, promise: Promise) -> str:
    """What is promised, as it goes on in a sentence."""
    if promise.kind == "rule":
        named = f"{promise.name}{owned(study.scenario.rule_by_name[promise.name])}"
        return say("the rule {rules}", rules=named)
    request = study.request(promise.name)
    if promise.kind == "must":
        return say("the commitment on {title}{owner}", title=request.title, owner=owned(request))
    return say("the minimum of {title}", title=request.title)


def scarce_sentence(study: Study, found: GpusOrPeople) -> str:
    """GPUs or people: which is lacking, as one more of each says, and how many of one are worth the other."""
    lacks_gpus = _brings(study, found.rack) if found.rack_pool else False
    lacks_people = _brings(study, found.engineer) if found.engineer_role else False
    said = []
    if lacks_gpus:
        some, pool = gpus(study, found.rack_pool, RACK), pool_title(study, found.rack_pool)
        text = "one more rack ({gpus}), best in {pool}, {change}"
        said.append(say(text, gpus=some, pool=pool, change=gained(study, found.rack)))
    elif found.rack_pool:
        text = "one more rack ({count} GPUs) would bring nothing in any pool"
        said.append(say(text, count=f"{RACK:.0f}"))
    if lacks_people:
        exchange = found.exchange if lacks_gpus else None
        many = ranged(exchange, partial(figure, digits=2)) if exchange else ""
        worth = say(" (a rack is worth {count} of them)", count=many) if exchange else ""
        brings = gained(study, found.engineer) + worth
        said.append(say("one more full-time {who} {change}", who=who(found.engineer_role, 1), change=brings))
    elif found.engineer_role:
        said.append(say("one more full-time person of any role would bring nothing"))
    head = _lacking(lacks_gpus, lacks_people if found.engineer_role else None)
    if not lacks_gpus and not lacks_people and (budgets := _spent(study)):
        text = "{clause} while {budgets} is spent" if len(budgets) == 1 else "{clause} while {budgets} are spent"
        head = say(text, clause=head, budgets=listed(budgets))
    if not said:
        return say("{clause}.", clause=head)
    return say("{decided}: {why}.", decided=head, why=say("; ").join(said))


def _spent(study: Study) -> list[str]:
    """The budgets that are spent, and worth more than they are."""
    rules = study.plan.tables.binding.among(kind={"rule"})
    priced = {name for name, price in rules.rows("name", "price_points") if abs(price) > 0}
    return [r.name for r in study.scenario.rules if r.measure == "cost" and r.at_most is not None and r.name in priced]


def _brings(study: Study, gain: Interval) -> bool:
    """Whether more of something is worth having."""
    return gain.known and study.matters(gain) and gain.high > 0


def _lacking(lacks_gpus: bool, lacks_people: bool | None) -> str:
    """Which of two is lacking; None: there are no people to speak of."""
    if lacks_people is None:
        return say("GPUs are lacking" if lacks_gpus else "GPUs are not lacking")
    if lacks_gpus is lacks_people:
        return say("Both GPUs and people are lacking" if lacks_gpus else "Neither GPUs nor people are lacking")
    return say("GPUs are lacking, and people are not" if lacks_gpus else "People are lacking, and GPUs are not")


def rung_sentence(study: Study, pool: str, rung: Rung) -> str:
    """One step of a capacity ladder."""
    what = say("{gpus} more in {pool}", gpus=gpus(study, pool, rung.gpus), pool=pool_title(study, pool))
    if rung.gain.known and study.matters(rung.gain) and not study.matters(rung.step):
        return say("{what} would bring no more than that.", what=what)
    said = change(study, rung.gain, "would bring nothing")
    text = "{what} {change} in all." if study.matters(rung.gain) else "{what} {change}."
    return say(text, what=what, change=said)


def _meant(study: Study, size: Interval, metrics: Mapping[str, float]) -> str:
    """An amount, and what points stand for."""
    return amount(study, size) + _stands_for(study, size, metrics)


def _stands_for(study: Study, size: Interval, metrics: Mapping[str, float]) -> str:
    """`` (about 4.2 M revenue)`` behind points that are known; of a range, it would be that of one plan in it."""
    told = study.is_plain_value and size.known and size.exact(study.scale) and study.matters(size)
    return meaning(study.scenario, size.low, metrics) if told else ""


def counted(study: Study) -> str:
    """What is gained, as the head of a table says it."""
    if study.is_plain_value:
        return "points"
    return f"{study.resolver.unit} saved" if study.better < 0 else "% of the worst-off team's entitlement"


def cell(study: Study, by: Interval) -> str:
    """A gain in a table: ``+0.747``, ``0``, ``no plan``, ``0.2–0.4`` where no more is proved; money saved is one."""
    if not by.known:
        return "no plan"
    if not study.matters(by):
        return "0"
    gain = by if study.better > 0 else -by
    shown = gain if study.is_plain_value or study.better < 0 else gain.scaled(100.0)
    if not by.exact(study.scale):
        return span(shown)
    return in_column(shown.low, study.scale if study.is_plain_value or study.better < 0 else 100.0)


def in_column(number: float, whole: float) -> str:
    """A change of a ``whole`` that is said with four digits: ``+0.25``; ``+0.003`` where that would say nothing."""
    places = max(3 - math.floor(math.log10(whole)), 0)
    if abs(number) < 0.5 * 10.0**-places or abs(number) >= 1e5:
        return signed(float(f"{number:.1g}")) if abs(number) < 1e5 else signed(number)
    return f"{'−' if number < 0 else '+'}{abs(number):,.{places}f}"


def net(study: Study, worth: TwoSided) -> float | None:
    """What a block brings in money less what the plan spends more with it [currency]; None: it can't be said.

    Where budgets hold it, of the block that is paid on top. It can be said where value is what counts, one of its
    metrics is money, and it is proved what the block brings.
    """
    metric, gain, metrics, spend = money(study.scenario), worth.more, worth.metrics, worth.spend
    if worth.on_top is not None:
        gain, metrics, spend = worth.on_top, worth.on_top_metrics, worth.on_top_spend
    if not (metric and study.is_plain_value and gain.known and gain.exact(study.scale)):
        return None
    found = metrics.get(metric, 0.0) - spend
    return found if abs(found) > DUST * max(abs(spend), worth.cost) else 0.0


def net_sentence(study: Study, worths: Sequence[TwoSided]) -> str:
    """What the net of blocks of one size is, or why there is none; empty where none was worked out."""
    if not worths:
        return ""
    scenario, block = study.scenario, f"{worths[0].block:,.0f}"
    currency = scenario.currency
    if study.better < 0:
        return "What is saved is net: the hours that a block is used are paid for in it."
    if study.is_plain_value and (metric := money(scenario)):
        which = f"{block} on top" if any(is_held_by_budgets(study, each) for each in worths) else f"{block} more"
        return f"Net is the {brought_words(scenario, metric)} that {which} bring, less what the plan then spends more."
    unit = "Points" if study.is_plain_value else "Parts of an entitlement"
    return f"{unit} and {currency} can't be netted: beside what {block} more bring stands what they cost."
