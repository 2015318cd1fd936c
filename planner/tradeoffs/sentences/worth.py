"""What things are worth, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial

from planner.domain.worth import money
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
    start = "" if worth.start == study.scenario.calendar.labels[0] else f" from {worth.start} on"
    block, some = f"{worth.block:,.0f}", gpus(study, worth.pool, worth.block)
    idle = [gain.known and not study.matters(gain) for gain in (worth.more, worth.fewer)]
    if all(idle) and not is_held_by_budgets(study, worth):
        return f"{some} more or fewer in {title}{start} would change nothing."
    gain = change(study, worth.more, "would bring nothing") + _stands_for(study, worth.more, worth.metrics)
    price = f" for {_price(study, worth)}" if (worth.cost or worth.rent) and study.matters(worth.more) else ""
    loss = change(study, worth.fewer, "would cost nothing")
    return f"{some} more in {title}{start} {gain}{price}{_on_top(study, worth)}; {block} fewer {loss}."


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
    within = "within the budgets" if many else f"within {next(iter(worth.budgets))}"
    then = change(study, worth.on_top, "nothing").removeprefix("would ")
    return f" {within}, and would {then} if {'these rise' if many else 'that rises'} by what they cost"


def _price(study: Study, worth: TwoSided) -> str:
    """``1.1 M USD``, and what they cost rented where the pool rents any."""
    own = f"{short(worth.cost)} {study.scenario.currency}"
    return own if worth.rent is None else f"{own} ({short(worth.rent)} rented on demand)"


def on_top_sentence(study: Study, worths: Sequence[TwoSided]) -> str:
    """What *on top* is in a table of blocks of one size; empty where no budget holds any of them."""
    held = [each for each in worths if is_held_by_budgets(study, each)]
    if not held:
        return ""
    budgets = sorted({name for each in held for name in each.budgets})
    then = "that rises" if len(budgets) == 1 else "these rise"
    return f"Blocks are paid within {listed(budgets)}; on top, {then} by what they cost."


def promise_sentence(study: Study, promise: Promise) -> str:
    """What a rule, a commitment or a minimum costs."""
    what = started(_promised(study, promise))
    if not study.matters(promise.price):
        return f"{what} costs nothing."
    if promise.price.straddles:
        return f"{what} is not proved to cost anything."
    return f"{what} costs {_meant(study, promise.price, promise.metrics)}."


def price_words(study: Study, promise: Promise) -> str:
    """A price in a few words: ``2.75 points``, ``nothing``, ``12,300 USD``, ``no plan`` where none could keep it."""
    if not promise.price.known:
        return "no plan"
    if not study.matters(promise.price):
        return "nothing"
    return "not proved" if promise.price.straddles else amount(study, promise.price)


def slack_sentence(promises: Sequence[Promise]) -> str:
    """All that costs nothing, in one sentence; empty where nothing does."""
    parts = []
    for kind, noun in (("rule", "rule"), ("must", "commitment"), ("minimum", "minimum")):
        named = [promise.name for promise in promises if promise.kind == kind]
        if named and kind == "rule":
            parts.append(f"the {plural(noun, len(named))} {listed(named)}")
        elif named:
            parts.append(f"{len(named)} {plural(noun, len(named))}")
    return f"{started(listed(parts))} {_costs(len(promises))} nothing." if parts else ""


def promises_sentence(study: Study, costly: Sequence[Promise], free: int) -> str:
    """What promises cost in one sentence, the dearest by name, and that so many others are ``free``; empty: none."""
    if not costly:
        return f"{_all(free, 'promise')} {_costs(free)} nothing." if free else ""
    first, *others = sorted(costly, key=lambda promise: (-promise.price.low, promise.kind, promise.name))
    said = f"{started(_promised(study, first))} costs most, {_meant(study, first.price, first.metrics)}"
    named = [f"{_promised(study, each)} {price_words(study, each)}" for each in others[:NAMED]]
    rest = [(len(others) - len(named), "less"), (free, "nothing")]
    named += [f"{number} {plural('other', number)} {word}" for number, word in rest if number > 0]
    return f"{said}; {listed(named)}." if named else f"{said}."


def _all(number: int, noun: str) -> str:
    return f"The only {noun}" if number == 1 else f"All {number} {noun}s"


def _costs(number: int) -> str:
    return "costs" if number == 1 else "cost"


def _promised(study: Study, promise: Promise) -> str:
    """What is promised, as it goes on in a sentence."""
    if promise.kind == "rule":
        return f"the rule {promise.name}{owned(study.scenario.rule_by_name[promise.name])}"
    request = study.request(promise.name)
    if promise.kind == "must":
        return f"the commitment on {request.title}{owned(request)}"
    return f"the minimum of {request.title}"


def scarce_sentence(study: Study, found: GpusOrPeople) -> str:
    """GPUs or people: which is lacking, as one more of each says, and how many of one are worth the other."""
    lacks_gpus = _brings(study, found.rack) if found.rack_pool else False
    lacks_people = _brings(study, found.engineer) if found.engineer_role else False
    said = []
    if lacks_gpus:
        rack = f"one more rack ({gpus(study, found.rack_pool, RACK)}), best in {pool_title(study, found.rack_pool)}"
        said.append(f"{rack}, {gained(study, found.rack)}")
    elif found.rack_pool:
        said.append(f"one more rack ({RACK:.0f} GPUs) would bring nothing in any pool")
    if lacks_people:
        exchange = found.exchange if lacks_gpus else None
        worth = f" (a rack is worth {ranged(exchange, partial(figure, digits=2))} of them)" if exchange else ""
        said.append(f"one more full-time {who(found.engineer_role, 1)} {gained(study, found.engineer)}{worth}")
    elif found.engineer_role:
        said.append("one more full-time person of any role would bring nothing")
    head = _lacking(lacks_gpus, lacks_people if found.engineer_role else None)
    if not lacks_gpus and not lacks_people and (budgets := _spent(study)):
        head += f" while {listed(budgets)} {'is' if len(budgets) == 1 else 'are'} spent"
    return f"{head}: {'; '.join(said)}." if said else f"{head}."


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
        return "GPUs are lacking" if lacks_gpus else "GPUs are not lacking"
    if lacks_gpus is lacks_people:
        return "Both GPUs and people are lacking" if lacks_gpus else "Neither GPUs nor people are lacking"
    return "GPUs are lacking, and people are not" if lacks_gpus else "People are lacking, and GPUs are not"


def rung_sentence(study: Study, pool: str, rung: Rung) -> str:
    """One step of a capacity ladder."""
    what = f"{gpus(study, pool, rung.gpus)} more in {pool_title(study, pool)}"
    if rung.gain.known and study.matters(rung.gain) and not study.matters(rung.step):
        return f"{what} would bring no more than that."
    said = change(study, rung.gain, "would bring nothing")
    return f"{what} {said}{' in all' if study.matters(rung.gain) else ''}."


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
