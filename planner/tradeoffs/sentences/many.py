"""Frontiers, tornados, weights, draws and grids in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from planner.domain.rule import UNITS
from planner.domain.scenario import Scenario
from planner.domain.worth import captured, more
from planner.tradeoffs.many_solves.frontier import Frontier, Point, parts
from planner.tradeoffs.many_solves.gaming import GamingMeter, Temptation
from planner.tradeoffs.many_solves.robustness import SURE, Robustness
from planner.tradeoffs.many_solves.tornado import Bar, Tornado
from planner.tradeoffs.many_solves.weights import Stable
from planner.tradeoffs.parallel.processes import Varied
from planner.tradeoffs.sentences.phrases import meaning, points
from planner.tradeoffs.sentences.proof import best, proof_sentence
from planner.words.amounts import figure, short, trimmed
from planner.words.names import listed, metric_words, plural, some, started, team_words, who

NAMED = 3
"""Requests that are named before the others are counted."""


def frontier_sentences(found: Frontier) -> Iterator[str]:
    """Where the knee is, and what lies beyond the present level."""
    solved = [p for p in found.points if p.outcome.feasible]
    if not solved:
        yield from failed((p.outcome for p in found.points), "level")
        return
    now, knee = found.current, found.knee
    if now is not None and now.outcome.feasible:
        place = "With" if found.axis == "worst-off" else "At the present"
        yield f"{place} {level_words(found, now)} {best(now.outcome)} captures {points(now.outcome.points)}."
        top = max(solved, key=lambda p: p.outcome.points)
        gain = top.outcome.points - now.outcome.points
        if gain > 1e-6 * max(abs(now.outcome.points), 1e-9):
            metrics = more(captured(found.scenario, top.outcome.parts), captured(found.scenario, now.outcome.parts))
            behind = meaning(found.scenario, gain, metrics)
            yield f"{points(gain)} more{behind} can be had, at {level_words(found, top)}."
        elif all(p.outcome.status == "optimal" for p in solved):
            yield "No other level brings more."
        else:
            yield "No other level was found to bring more."
    if knee is not None:
        place = f"{level_words(found, knee)}, with {points(knee.outcome.points)}"
        yield f"The knee is at {place}: each step up to there brings much more than one beyond it."
    yield from failed((p.outcome for p in found.points), "level")
    yield from filter(None, [proof_sentence((p.outcome for p in found.points), "level")])


def failed(outcomes: Iterable[Varied], noun: str) -> Iterator[str]:
    """How many of something leave no plan, and of how many none was found: two different things."""
    found = list(outcomes)
    without = sum(outcome.status == "infeasible" for outcome in found)
    if without:
        yield f"{without} {plural(noun, without)} {'leaves' if without == 1 else 'leave'} no plan."
    stopped = sum(not outcome.feasible for outcome in found) - without
    if stopped:
        what = f"{stopped} {plural(noun, stopped)} {'was' if stopped == 1 else 'were'}"
        yield f"{what} stopped before any plan was found."


def level_words(found: Frontier, point: Point) -> str:
    """``6.5 M USD``, ``1.25 × all GPUs``, ``12 % of the usable GPU·h``: all digits of the level, up to six."""
    level = point.level
    if found.axis == "worst-off":
        return f"{_percent(level)} of its entitlement at least" if level else "nothing promised to any team"
    if found.unit == UNITS["gpu_share"]:
        return f"{_percent(level)} {found.unit}"
    is_large = abs(level) >= 1e3
    digits = next((d for d in range(2 if is_large else 3, 6) if _is_said(level, d)), 6)
    return f"{short(level, digits) if is_large else trimmed(level, digits)} {found.unit}".strip()


def _percent(part: float) -> str:
    return f"{100 * part:.3g} %"


def _is_said(number: float, digits: int) -> bool:
    return math.isclose(float(f"{number:.{digits}g}"), number, rel_tol=1e-9)


def axis_words(found: Frontier) -> str:
    """What a frontier runs along, with its unit: ``Budget, at most [USD]``, ``GPUs of H100 in Ohio [at the peak]``."""
    if found.axis == "worst-off":
        return f"{_along(found)} at least [% of its entitlement]"
    unit = f"% {found.unit}" if found.unit == UNITS["gpu_share"] else found.unit
    return f"{_along(found)} [{unit}]" if unit else _along(found)


def level_title(found: Frontier, point: Point) -> str:
    """A point as the name of a scenario: ``Budget, at most: 3.5 M USD``."""
    return f"{started(_along(found))}: {level_words(found, point)}"


def _along(found: Frontier) -> str:
    kind, name, field = parts(found.axis)
    match kind:
        case "rules":
            return f"{name}, {field.replace('_', ' ')}"
        case "people":
            return f"full-time {who(name)}"
        case "pools" if name:
            return f"GPUs of {found.scenario.pool_by_id[name].title}"
    return _ALONG.get(found.axis, found.axis)


_ALONG = {
    "pools": "all GPUs",
    "cost": "spending, at most",
    "carbon": "carbon, at most",
    "energy": "energy, at most",
    "power": "power, at most",
    "worst-off": "what every team gets",
}


def tornado_sentences(found: Tornado) -> Iterator[str]:
    """What moves the value most, and what the plan itself hangs on."""
    percent = f"{100 * found.by:g} %"
    moving = [bar for bar in found.bars if bar.swing > 1e-6 * max(abs(found.base.points), 1e-9)]
    proof = [*failed(found.outcomes, "solve"), *filter(None, [proof_sentence(found.outcomes, "solve")])]
    if not moving:
        none = "would change" if not proof else "was found to change"
        yield f"No input that is {percent} off {none} the value."
        yield from proof
        return
    first = moving[0]
    yield (
        f"{started(first.input.title(found.scenario))} matters most: with {percent} less of it {_best_of_both(first)} "
        f"captures {end_words(first.low)}, with {percent} more {end_words(first.high)}."
    )
    changing = [bar for bar in found.bars if bar.low_moves or bar.high_moves]
    if changing:
        most = max(changing, key=lambda bar: (max(bar.low_moves, bar.high_moves), bar.swing))
        count, title = max(most.low_moves, most.high_moves), most.input.title(found.scenario)
        yield (
            f"{len(changing)} of {len(found.bars)} inputs would change a decision; the {title} changes most: {count}."
        )
    else:
        yield "No decision would change."
    yield from proof


def _best_of_both(bar: Bar) -> str:
    """What is captured at both ends of a bar: by the best plans, where that is proved of both."""
    return best(next((end for end in (bar.low, bar.high) if end.feasible and end.status != "optimal"), bar.low))


def end_words(end: Varied) -> str:
    """What an end of a bar comes to."""
    if end.feasible:
        return points(end.points)
    return "nothing, as there is no plan" if end.status == "infeasible" else "something that was not found"


def stable_sentence(found: Stable, scenario: Scenario) -> str:
    """Over which weights the plan stays, and who is decided otherwise beyond them."""
    is_low, is_high = found.low > 0, not math.isinf(found.high)
    stays = "the plan stays the same" if found.exact else "the plan was found to stay the same"
    weighs = f"{started(metric_words(found.metric))}: the weight is {trimmed(found.weight)}, and {stays}"
    low = trimmed(found.low) if is_low else "any smaller one"
    span = f"from {low} to {trimmed(found.high) if is_high else 'any larger one that was tried'}"
    titles = {request.id: request.title for request in scenario.requests}
    flips = [
        f"{side} that {listed(some([titles.get(name, name) for name in names], NAMED + 1))} "
        f"{'is' if len(names) == 1 else 'are'} decided otherwise"
        for side, names in (("below", found.below), ("above", found.above))
        if names
    ]
    return f"{weighs} {span}{''.join(f'; {flip}' for flip in flips)}."


def robustness_sentences(found: Robustness) -> Iterator[str]:
    """How the value spreads, which decisions hold, and what to check first."""
    value, solved = found.value, len(found.solved)
    if not value:
        yield from failed(found.draws, "future")
        return
    loosest = next((draw for draw in found.solved if draw.status != "optimal"), found.solved[0])
    yield (
        f"In {solved} {plural('future', solved)} drawn at random {best(loosest)} captures {points(value['p50'])} in "
        f"the median, and between {figure(value['p10'])} and {figure(value['p90'])} in four of five of them."
    )
    yield from failed(found.draws, "future")
    rows = found.frame
    if not found.base.feasible:
        yield "The plan of today was not found: no decision can be held against the futures."
        yield from filter(None, [proof_sentence(found.draws, "future")])
        return
    held = int(rows["holds"].sum())
    yield f"{held} of {len(rows)} decisions hold in {100 * SURE:.0f} % of the futures or more."
    shaky = rows[~rows["holds"]].sort_values(["same_decision", "id"])
    if len(shaky):
        row = shaky.iloc[0]
        yield (
            f"The least certain is {row['name']}: {_decided(row['decision'])} today, "
            f"{'but' if row['decision'] == 'decline' else 'but only'} served in {served_words(row['served'], solved)} "
            "futures."
        )
    first = next((guess for guess in found.guesses if guess.points > 1e-6 * abs(value["mean"])), None)
    if first is not None:
        yield (
            f"Check the {first.input.title(found.scenario)} first: knowing it before deciding would add "
            f"{points(first.points)}{meaning(found.scenario, first.points, first.metrics)} on average."
        )
    yield from filter(None, [proof_sentence(found.draws, "future")])


def served_words(part: float, draws: int) -> str:
    """``19 of 20``: how often of how many, which says how sure it is as well."""
    return f"{part * draws:.0f} of {draws}"


def _decided(decision: str) -> str:
    return "declined" if decision == "decline" else "served"


def gaming_sentences(found: GamingMeter) -> Iterator[str]:
    """Who would gain by a tale."""
    tempted = [t for t in found.temptations if t.gain > 1e-6 * 100]
    proof = proof_sentence((found.honest, *(t.told for t in found.temptations)), "solve")
    if not tempted:
        none = "was found to gain" if proof else "would gain"
        yield f"No team {none} by being {100 * found.by:g} % off the truth."
        yield from filter(None, [proof])
        return
    for temptation in tempted[:NAMED]:
        yield temptation_sentence(found, temptation)
    unpaid = len(found.temptations) - len(tempted)
    if unpaid:
        yield f"{unpaid} of {len(found.temptations)} such claims would bring nothing."
    yield from filter(None, [proof])


def temptation_sentence(found: GamingMeter, told: Temptation) -> str:
    """What one team's tale would bring it."""
    team, whose = team_words(told.team), "its" if told.team else "their"
    tale = f"overstating {whose} value" if told.tale == "overstates value" else f"understating {whose} GPUs"
    others = f"; all others would lose {points(told.others)} together" if told.others > 1e-4 else ""
    return f"{started(team)} would gain {points(told.gain)} by {tale} by {100 * found.by:g} %{others}."
