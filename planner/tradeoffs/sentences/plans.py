"""The list and its swaps, alternatives, deficits and loans, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from planner.domain.calendar import Calendar
from planner.domain.worth import captured
from planner.tradeoffs.one_scenario.alternatives import Alternative, core
from planner.tradeoffs.one_scenario.balance import Balance
from planner.tradeoffs.one_scenario.chain import Chain, Swap
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.phrases import NAMED, meaning, names, points, servers
from planner.words.amounts import percent, short, whole
from planner.words.headline import beside
from planner.words.names import listed, plural, some, started, team_words
from planner.words.periods import some_periods

TEAMS = 3
"""Teams that are named before the others are counted together."""
MANY = 6
"""Requests in one swap from which on it is said why it is not split."""
FEW = 6
"""Requests that are served in no plan that are named."""


def chain_sentence(study: Study, chain: Chain) -> str:
    """What the list captures, and what the best plan captures more."""
    gain = chain.end - chain.start
    if not chain.swaps and not chain.proved:
        return (
            "No plan was found that is better than the list by contribution per GPU; that there is none is not proved."
        )
    if not chain.swaps:
        return "The list by contribution per GPU is the best plan already."
    best = "the best plan" if chain.proved else "the best plan found"
    more = f"{points(gain)} more{meaning(study.scenario, gain, chain.metrics)}"
    best_metrics = captured(study.scenario, study.base.parts)
    started_with = {metric: amount - chain.metrics.get(metric, 0.0) for metric, amount in best_metrics.items()}
    start = f"{points(chain.start)}{beside(study.scenario, started_with)}"
    return (
        f"The list by contribution per GPU captures {start}; {best} captures {more}, "
        f"{len(chain.swaps)} {plural('swap', len(chain.swaps))} away."
    )


def swap_sentence(study: Study, swap: Swap) -> str:
    """One swap: who gives way to whom, what it brings, and why it is no smaller."""
    as_others = "" if swap.more else ", as others then run better"
    brings = f"{points(swap.gain)} more, {points(swap.value)} in all{as_others}"
    return " ".join(filter(None, (f"{swap_words(study, swap)}: {brings}.", lump_sentence(swap))))


def swap_words(study: Study, swap: Swap) -> str:
    """Who gives way to whom: ``Take from A, give to B and C``."""
    if not swap.less:
        return f"Serve more of {names(study, swap.more)}"
    if not swap.more:
        return f"Serve less of {names(study, swap.less)}"
    return f"Take from {names(study, swap.less)}, give to {names(study, swap.more)}"


def lump_sentence(swap: Swap) -> str:
    """Why a large swap is not split into smaller ones; of a small one only what is not proved."""
    if swap.least is False:
        return "Smaller swaps were looked for as far as the effort goes, and none was found."
    is_large = swap.less and len(swap.less) + len(swap.more) > MANY
    return "It can't be split: no smaller swap brings a thousandth of the value." if swap.least and is_large else ""


def alternative_sentence(study: Study, found: Alternative) -> str:
    """A plan that is nearly as good: what it gives up, and whom it serves instead of whom."""
    lost = study.base.points - found.points
    head = "An equally good plan" if lost <= 1e-6 * study.scale else f"For {points(lost)} less"
    return f"{head}: {alternative_words(study, found)}."


def alternative_words(study: Study, found: Alternative) -> str:
    """Whom a plan serves instead of whom: ``serve A and leave out B``, ``give C 40 % instead of 60 %``."""
    parts = []
    if found.into:
        parts.append(f"serve {names(study, found.into)}")
    if found.out:
        parts.append(f"{'leave out' if found.into else 'do without'} {names(study, found.out)}")
    return " and ".join(parts) or _shifted(study, found)


def _shifted(study: Study, found: Alternative) -> str:
    """Who is given another share, from what to what."""
    largest = sorted(found.rows, key=lambda row: (-abs(row.share), row.request))
    shown = largest if len(largest) == NAMED + 1 else largest[:NAMED]  # where one is left it takes no more room
    said = []
    for row in shown:
        before = study.base.served[row.request].share
        said.append(f"{study.request(row.request).title} {percent(before + row.share)} instead of {percent(before)}")
    others = len(largest) - len(shown)
    return f"give {listed([*said, *([f'{others} others more or less'] if others else [])])}"


def core_sentence(study: Study, found: Sequence[Alternative]) -> str:
    """On whom all these plans and the best one agree, and on how many they differ."""
    if not found:
        return "No other plan that is nearly as good was found."
    always, never = core(study, found)
    total = len(study.scenario.requests)
    others = f"the {len(found)} others" if len(found) != 1 else "the other one"
    said = [
        f"{len(always)} of {total} {plural('request', total)} {_are(always)} served in the best plan and in {others}"
    ]
    if never:
        said.append(f"{names(study, never, FEW)} {_are(never)} served in none of them")
    if between := total - len(always) - len(never):
        said.append(f"on {between} they differ")
    return f"{'; '.join(said)}."


def _are(requests: Sequence[str]) -> str:
    return "is" if len(requests) == 1 else "are"


def balance_sentence(study: Study, found: Balance) -> str:
    """Where most is lacking, and where most lies idle, in one sentence; empty: neither."""
    said = []
    for what, amounts in (("lacking", _peaks(study, found.lacking)), ("idle", _peaks(study, found.idle))):
        most = [
            f"{whole(gpus)} in {study.scenario.pool_by_id[pool].title} ({period})" for pool, period, gpus in amounts
        ]
        if most:
            said.append(f"{what} at the peak: {listed(some(most, TEAMS + 1))}")
    return f"{started('; '.join(said))}." if said else ""


def _peaks(study: Study, of: Callable[[str], dict[str, float]]) -> list[tuple[str, str, float]]:
    """(pool, period, GPUs) where a pool lacks most, or has most idle; the largest first."""
    found = [(pool.id, by_period) for pool in study.scenario.pools if (by_period := of(pool.id))]
    peaks = [(pool, max(by_period, key=lambda period: by_period[period]), by_period) for pool, by_period in found]
    return sorted(((pool, period, by[period]) for pool, period, by in peaks), key=lambda peak: (-peak[2], peak[0]))


def balance_sentences(study: Study, found: Balance) -> Iterator[str]:
    """What each pool lacks or has idle, and who lends to whom."""
    calendar = study.scenario.calendar
    for pool, worst, most in _peaks(study, found.lacking):
        what = f"{servers(study, pool)} are short in {study.scenario.pool_by_id[pool].title}"
        when = _when(calendar, found.lacking(pool), worst)
        yield f"{what} {when}, by {whole(most)} ({_teams(found, pool, worst)})."
    for pool, worst, most in _peaks(study, found.idle):
        idle = f"{servers(study, pool)} lie idle in {study.scenario.pool_by_id[pool].title}"
        short_too = set(found.lacking(pool)) & set(found.idle(pool))
        but = ", as those who ask for them lack something else" if short_too else ""
        yield f"{idle} {_when(calendar, found.idle(pool), worst)}: {whole(most)}{but}."
    for loan in found.loans:
        which = f" ({loan.each})" if loan.each else ""
        yield f"{loan.rule}{which} lends {short(loan.gpu_hours)} GPU-hours that it does not use to {loan.to}."


def _when(calendar: Calendar, amounts: Mapping[str, float], most: str) -> str:
    """``in 2027-02``, ``in every month, most in 2027-03``"""
    return f"in {some_periods(calendar, amounts)}" + (f", most in {most}" if len(amounts) > 1 else "")


def _teams(found: Balance, pool: str, period: str) -> str:
    asked = {d.team: d.gpus for d in found.deficits if (d.pool, d.period) == (pool, period)}
    ranked = sorted(asked.items(), key=lambda item: (-item[1], item[0]))
    named = [f"{team_words(team)} {whole(gpus)}" for team, gpus in ranked[:TEAMS]]
    others = sum(gpus for _, gpus in ranked[TEAMS:])
    return ", ".join([*named, *([f"others {whole(others)}"] if others else [])])
