"""What things are worth, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import GpusOrPeople, Promise, Rung, TwoSided
from planner.tradeoffs.sentences.phrases import amount, change, gained, meaning, servers
from planner.words.amounts import figure, short, signed
from planner.words.names import listed, plural, started


def block_sentence(study: Study, worth: TwoSided) -> str:
    """``64 GPUs more in H100 in Virginia: +1.0 points (about 3.1 M revenue) for 584 k USD; 64 fewer: −2.0 points.``"""
    title = study.scenario.pool_by_id[worth.pool].title
    start = "" if worth.start == study.scenario.calendar.labels[0] else f" from {worth.start} on"
    block = f"{worth.block:,.0f}"
    changes = [gain.known and not study.matters(gain) for gain in (worth.more, worth.fewer)]
    if all(changes):
        return f"{block} {servers(study, worth.pool)} more or fewer in {title}{start} would change nothing."
    gain = change(study, worth.more, "would bring nothing") + _stands_for(study, worth.more, worth.metrics)
    price = f" for {_price(study, worth)}" if (worth.cost or worth.rent) and study.matters(worth.more) else ""
    loss = change(study, worth.fewer, "would cost nothing")
    return f"{block} {servers(study, worth.pool)} more in {title}{start} {gain}{price}; {block} fewer {loss}."


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
    return amount(study, promise.price)


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
    """GPUs or people: which is lacking, as one more of each says, and how many of one are worth the other."""
    gpus = study.matters(found.rack) if found.rack_pool else False
    people = study.matters(found.engineer) if found.engineer_role else False
    said = []
    if gpus:
        title = study.scenario.pool_by_id[found.rack_pool].title
        said.append(f"One more rack (64 GPUs), best in {title}, {gained(study, found.rack)}.")
    elif found.rack_pool:
        said.append("One more rack (64 GPUs) would bring nothing in any pool.")
    if people:
        exchange = found.exchange if gpus else None
        worth = f": a rack is worth {figure(exchange, 2)} of them" if exchange else ""
        said.append(f"One more full-time {found.engineer_role} {gained(study, found.engineer)}{worth}.")
    elif found.engineer_role:
        said.append("One more full-time person of any role would bring nothing.")
    lacking = " and ".join(name for name, is_short in (("GPUs", gpus), ("people", people)) if is_short)
    return " ".join([f"What is lacking: {lacking}." if lacking else "Neither GPUs nor people are lacking.", *said])


def rung_sentence(study: Study, pool: str, rung: Rung) -> str:
    """One step of a capacity ladder."""
    what = f"{rung.gpus:,.0f} {servers(study, pool)} more in {study.scenario.pool_by_id[pool].title}"
    if rung.gain.known and study.matters(rung.gain) and not study.matters(rung.step):
        return f"{what} would bring no more than that."
    said = change(study, rung.gain, "would bring nothing")
    return f"{what} {said}{' in all' if study.matters(rung.gain) else ''}."


def _meant(study: Study, size: Interval, metrics: Mapping[str, float]) -> str:
    """An amount, and what points stand for."""
    return amount(study, size) + _stands_for(study, size, metrics)


def _stands_for(study: Study, size: Interval, metrics: Mapping[str, float]) -> str:
    """`` (about 4.2 M revenue)`` behind points that are known."""
    told = study.is_plain_value and size.known and study.matters(size)
    return meaning(study.scenario, size.middle, metrics) if told else ""


def counted(study: Study) -> str:
    """What the objective counts, as the head of a table says it."""
    return "points" if study.is_plain_value else study.resolver.unit if study.better < 0 else "% of entitlement"


def cell(study: Study, by: Interval) -> str:
    """A change of the objective in a table: ``+0.747``, ``0``, ``no plan``, ``0.2…0.4`` where no more is proved."""
    if not by.known:
        return "no plan"
    if not study.matters(by):
        return "0"
    shown = by if study.is_plain_value or study.better < 0 else by.scaled(100.0)
    if by.exact(study.scale):
        return signed(shown.middle)
    return f"{figure(shown.low, 2)}…{figure(shown.high, 2)}".replace("-", "−")
