"""The list and its swaps, alternatives, deficits and loans, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.domain.calendar import Calendar
from planner.tradeoffs.one_scenario.alternatives import Alternative, core
from planner.tradeoffs.one_scenario.balance import Balance
from planner.tradeoffs.one_scenario.chain import Chain, Swap
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import NAMED, meaning, names, points, servers
from planner.words.amounts import count, percent, short
from planner.words.names import listed, plural
from planner.words.periods import some_periods

TEAMS = 3
"""Teams that are named before the others are counted together."""


def chain_sentence(study: Study, chain: Chain) -> str:
    """What the list captures, and what the best plan captures more."""
    gain = chain.end - chain.start
    if not chain.swaps:
        return "The list by contribution per GPU is the best plan already."
    more = f"{points(gain)} more{meaning(study.scenario, gain, chain.metrics)}"
    return (
        f"The list by contribution per GPU captures {points(chain.start)}; the best plan captures {more}, "
        f"{len(chain.swaps)} {plural('swap', len(chain.swaps))} away."
    )


def swap_sentence(study: Study, swap: Swap) -> str:
    """One swap: who gives way to whom, and what it brings."""
    brings = f"{points(swap.gain)} more, {points(swap.value)} in all"
    if not swap.less:
        return f"Serve more of {names(study, swap.more)}: {brings}."
    if not swap.more:
        return f"Serve less of {names(study, swap.less)}: {brings}, as others then run better."
    return f"Take from {names(study, swap.less)}, give to {names(study, swap.more)}: {brings}."


def alternative_sentence(study: Study, found: Alternative) -> str:
    """A plan that is nearly as good: what it gives up, and whom it serves instead of whom."""
    lost = study.base.points - found.points
    head = "An equally good plan" if lost <= 1e-6 * study.scale else f"For {points(lost)} less"
    parts = []
    if found.into:
        parts.append(f"serve {names(study, found.into)}")
    if found.out:
        parts.append(f"{'leave out' if found.into else 'do without'} {names(study, found.out)}")
    if not parts:
        parts.append(_shifted(study, found))
    return f"{head}: {' and '.join(parts)}."


def _shifted(study: Study, found: Alternative) -> str:
    """Who is given another share, from what to what."""
    largest = sorted(found.rows, key=lambda row: (-abs(row.share), row.request))
    named = []
    for row in largest[:NAMED]:
        before = study.base.served[row.request].share
        title = study.request(row.request).title
        named.append(f"{title} {percent(before + row.share)} instead of {percent(before)}")
    more = [f"{len(largest) - NAMED} others other shares"] if len(largest) > NAMED else []
    return f"give {listed([*named, *more])}"


def core_sentence(study: Study, found: Sequence[Alternative]) -> str:
    """Who is served in all these plans, and who in none."""
    always, never = core(study, found)
    total = len(study.scenario.requests)
    served = f"{len(always)} {'is' if len(always) == 1 else 'are'} served in all of these plans"
    none = f"{len(never)} {'is' if len(never) == 1 else 'are'} served in none" if never else "every other one in some"
    return f"Of {total} {plural('request', total)} {served}, and {none}."


def balance_sentences(study: Study, found: Balance) -> Iterator[str]:
    """What each pool lacks or has idle, and who lends to whom."""
    calendar = study.scenario.calendar
    lacking = {pool.id: found.lacking(pool.id) for pool in study.scenario.pools}
    for pool in sorted(study.scenario.pools, key=lambda p: -max(lacking[p.id].values(), default=0.0)):
        periods = lacking[pool.id]
        if periods:
            worst = max(periods, key=lambda period: periods[period])
            what = f"{servers(study, pool.id)} are short in {pool.title} {_when(calendar, periods, worst)}"
            yield f"{what}, by {count(periods[worst])} ({_teams(found, pool.id, worst)})."
    for pool in sorted(study.scenario.pools, key=lambda p: p.id):
        idle = {s.period: s.gpus for s in found.surpluses if s.pool == pool.id}
        if idle:
            most = max(idle, key=lambda period: idle[period])
            when = _when(calendar, idle, most)
            yield f"{servers(study, pool.id)} lie idle in {pool.title} {when}: {count(idle[most])}."
    for loan in found.loans:
        which = f" ({loan.each})" if loan.each else ""
        yield f"{loan.rule}{which} lends {short(loan.gpu_hours)} GPU-hours that it does not use to {loan.to}."


def _when(calendar: Calendar, amounts: Mapping[str, float], most: str) -> str:
    """``in 2027-02``, ``in every month, most in 2027-03``"""
    return f"in {some_periods(calendar, amounts)}" + (f", most in {most}" if len(amounts) > 1 else "")


def _teams(found: Balance, pool: str, period: str) -> str:
    asked = {d.team: d.gpus for d in found.deficits if (d.pool, d.period) == (pool, period)}
    ranked = sorted(asked.items(), key=lambda item: (-item[1], item[0]))
    named = [f"{team or 'no team'} {count(gpus)}" for team, gpus in ranked[:TEAMS]]
    others = sum(gpus for _, gpus in ranked[TEAMS:])
    return ", ".join([*named, *([f"others {count(others)}"] if others else [])])
