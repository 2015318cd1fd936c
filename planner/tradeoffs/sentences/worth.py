"""What things are worth, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import GpusOrPeople, Promise, Rung, TwoSided
from planner.tradeoffs.sentences.phrases import meaning, points
from planner.words.amounts import figure, short
from planner.words.names import listed, plural, started


def block_sentence(study: Study, worth: TwoSided) -> str:
    """``64 GPUs more in H100 in Virginia: +1.0 points (about 3.1 M revenue) for 584 k USD; 64 fewer: −2.0 points.``"""
    title = study.scenario.pool_by_id[worth.pool].title
    start = "" if worth.start == study.scenario.calendar.labels[0] else f" from {worth.start} on"
    block = f"{worth.block:,.0f}"
    more, fewer = study.matters(worth.more), study.matters(worth.fewer)
    if not more and not fewer:
        return f"{block} GPUs more or fewer in {title}{start} would change nothing."
    gain = f"would bring {_meant(study, worth.more, worth.metrics)}" if more else "would bring nothing"
    loss = f"{block} fewer would cost {points(-worth.fewer)}" if fewer else f"{block} fewer would cost nothing"
    price = f" for {_price(study, worth)}" if (worth.cost or worth.rent) and more else ""
    return f"{block} GPUs more in {title}{start} {gain}{price}; {loss}."


def _price(study: Study, worth: TwoSided) -> str:
    """``1.1 M USD``, and what they cost rented where the pool rents any."""
    own = f"{short(worth.cost)} {study.scenario.currency}"
    return own if worth.rent is None else f"{own} ({short(worth.rent)} rented on demand)"


def promise_sentence(study: Study, promise: Promise) -> str:
    """What a rule, a commitment or a minimum costs."""
    if promise.kind == "rule":
        what = f"The rule {promise.name}"
    elif promise.kind == "must":
        what = f"The commitment on {study.request(promise.name).title}"
    else:
        what = f"The minimum of {study.request(promise.name).title}"
    if not study.matters(promise.price):
        return f"{what} costs nothing."
    return f"{what} costs {_meant(study, promise.price, promise.metrics)}."


def price_words(study: Study, promise: Promise) -> str:
    """A price in a few words: ``2.75 points``, ``nothing``, ``12,300 USD``, ``no plan`` where none could keep it."""
    if not promise.price.known:
        return "no plan"
    if not study.matters(promise.price):
        return "nothing"
    unit = study.resolver.unit
    return points(promise.price) if unit == "points" else f"{short(promise.price.middle)} {unit}"


def slack_sentence(promises: Sequence[Promise]) -> str:
    """All that costs nothing, in one sentence; empty where nothing does."""
    parts = []
    for kind, noun in (("rule", "rule"), ("must", "commitment"), ("minimum", "minimum")):
        named = [promise.name for promise in promises if promise.kind == kind]
        if named and kind == "rule":
            parts.append(f"the {plural(noun, len(named))} {listed(named)}")
        elif named:
            parts.append(f"{len(named)} {plural(noun, len(named))}")
    return f"{started(listed(parts))} cost nothing." if parts else ""


def scarce_sentence(study: Study, found: GpusOrPeople) -> str:
    """GPUs or people: which is lacking, and how many of one are worth the other."""
    first = f"What is lacking: {_lacking(found)}." if _lacking(found) else "Nothing is lacking."
    title = study.scenario.pool_by_id[found.rack_pool].title
    sentence = f"{first} One more rack (64 GPUs) would bring nothing in any pool"
    if study.matters(found.rack):
        sentence = f"{first} One more rack (64 GPUs), best in {title}, would bring {points(found.rack)}"
    if not found.engineer_role:
        return f"{sentence}."
    if not study.matters(found.engineer):
        return f"{sentence}; one more full-time {found.engineer_role} would bring nothing."
    people = f"{sentence}; one more full-time {found.engineer_role} {points(found.engineer)}"
    exchange = found.exchange
    return f"{people}: a rack is worth {figure(exchange, 2)} of them." if exchange else f"{people}."


def _lacking(found: GpusOrPeople) -> str:
    """GPUs, people or both; empty where neither binds in any period."""
    names = []
    for name in ("GPUs", "people"):
        periods = [scarce.period for scarce in found.periods if name in scarce.binds]
        if periods:
            names.append(name if len(periods) == len(found.periods) else f"{name} in {', '.join(periods)}")
    return " and ".join(names)


def rung_sentence(study: Study, pool: str, rung: Rung) -> str:
    """One step of a capacity ladder."""
    title = study.scenario.pool_by_id[pool].title
    if not study.matters(rung.gain):
        return f"{rung.gpus:,.0f} GPUs more in {title} would bring nothing."
    if not study.matters(rung.step):
        return f"{rung.gpus:,.0f} GPUs more in {title} would bring no more than that."
    return f"{rung.gpus:,.0f} GPUs more in {title} would bring {points(rung.gain)} in all."


def _meant(study: Study, amount: Interval, metrics: Mapping[str, float]) -> str:
    """Points, and what they stand for where the objective counts points."""
    return points(amount) + (meaning(study.scenario, amount.middle, metrics) if study.resolver.unit == "points" else "")
