"""Comparisons, attributions, regrets and strategies in words."""

from __future__ import annotations

from typing import Any

from planner.domain.plan import DECIDED
from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.strategies import Strategies, Strategy
from planner.tradeoffs.sentences.phrases import meaning, points
from planner.tradeoffs.sentences.proof import WHOLE, proof_words
from planner.tradeoffs.sentences.proof import best as best_words
from planner.tradeoffs.several_scenarios.attribution import Attribution
from planner.tradeoffs.several_scenarios.compare import Comparison
from planner.tradeoffs.several_scenarios.moving import NOT_ASKED
from planner.tradeoffs.several_scenarios.regret import Cell, Regret
from planner.words.amounts import figure, narrow_points, percent, points_figure, signed
from planner.words.headline import beside
from planner.words.names import listed, plural, some, started
from planner.words.reasons import why_of

NOTHING = 1e-6
"""Points below which there is no difference."""
MOST = 12
"""Names in one sentence."""


def plan_sentence(found: Comparison, k: int) -> str:
    """What a plan captures, and how much that differs from the first."""
    plan, first = found.plans[k], found.plans[0]
    counts = [f"{plan.kpi(n):.0f} {n}" for n in ("funded", "trimmed", "deferred", "declined") if plan.kpi(n)]
    decided = f"; {', '.join(counts)}" if counts else ""
    change = plan.value - first.value
    if k == 0:
        than = ""
    elif abs(change) <= NOTHING * max(abs(first.value), 1.0):
        than = ", as much as A"
    else:
        behind = meaning(first.scenario, change, found.gained(k))
        than = f", {points_figure(abs(change))} {'more' if change > 0 else 'less'} than A{behind}"
    proof = proof_words(plan.certificate.status, plan.certificate.gap)
    proved = f"; proved {proof}" if proof else ""
    return f"{found.names[k]} captures {points(plan.value)}{_headline(found, k)}{than}{decided}{proved}."


def _headline(found: Comparison, k: int) -> str:
    """What a plan captures of the first scenario's headline metric; empty where there is none."""
    kpis = dict(found.plans[k].tables.kpis.rows("kpi", "value"))
    scenario = found.plans[0].scenario
    is_alike = found.plans[k].scenario.value.discount == scenario.value.discount
    amount = kpis.get(f"metric:{scenario.value.headline}", 0.0)
    return beside(scenario, {scenario.value.headline: float(amount)}) if is_alike else ""


def yardstick_sentence(found: Comparison) -> str:
    """Whose points are not those of its own scenario; empty: nobody's."""
    own = [
        f"{name} captures {points(value)}"
        for name, plan, value in zip(found.names, found.plans, found.own, strict=True)
        if abs(plan.value - value) > NOTHING * max(abs(value), 1.0)
    ]
    return f"All points are counted as in {found.names[0]}; counted as in its own file, {listed(own)}." if own else ""


def moved_sentence(row: dict[str, Any]) -> str:
    """``Video captions: funded → trimmed, 100 % → 66 %``"""
    before, after = (DECIDED.get(row[side], row[side]) for side in ("before", "after"))
    parts = [f"{before} → {after}" if before != after else before]
    if row["option_before"] != row["option_after"] and row["option_before"] and row["option_after"]:
        parts.append(f"{row['option_before']} → {row['option_after']}")
    shares = [percent(row["share_before"]), percent(row["share_after"])]
    if NOT_ASKED not in (before, after) and shares[0] != shares[1]:
        parts.append(" → ".join(shares))
    change = row["points_after"] - row["points_before"]
    if abs(change) >= 0.005:
        parts.append(f"{signed(change)} points")
    return f"{row['name'] or row['id']}: {', '.join(parts)}"


def why_sentences(row: dict[str, Any], letters: tuple[str, str]) -> list[str]:
    """The reasons that both plans give, without the decision that they begin with; one where they say the same."""
    reasons = [why_of(str(row[side])) for side in ("reason_before", "reason_after")]
    if reasons[0] == reasons[1]:
        return [f"in both: {reasons[0]}"] if reasons[0] else []
    return [f"in {letter}: {reason}" for letter, reason in zip(letters, reasons, strict=True) if reason]


def core_sentence(found: Comparison, core: str) -> str:
    """Who is served in all plans, in some, in none."""
    requests = found.robust(core)
    titles = {r.id: r.title for scenario in found.scenarios for r in scenario.requests}
    what = {"all": "served in every plan", "some": "served in some plans only", "none": "served in no plan"}[core]
    named = some([titles[request] for request in requests], MOST)
    count = f"{len(requests)} of {len(found.core)} {plural('request', len(found.core))}"
    verb = "is" if len(requests) == 1 else "are"
    return f"{count} {verb} {what}" + (f": {listed(named)}." if named else ".")


def attribution_sentence(found: Attribution, scenario: Scenario) -> str:
    """What the difference is, and how it was divided."""
    change = found.difference
    size = max(abs(found.before), abs(found.after), 1.0)
    is_nothing = abs(change) <= NOTHING * size + found.error
    if is_nothing and not any(part.amount for part in found.parts):
        if found.error > NOTHING * size:
            return f"No difference was found, and there is none above {figure(found.error, 1)}."
        return "No difference: nothing that differs changes the value."
    in_points = found.unit == "points"
    amount = points(abs(change)) if in_points else f"{figure(abs(change))} {found.unit}"
    behind = meaning(scenario, change, found.metrics) if in_points else ""
    said = "as much as A, as the parts cancel out" if is_nothing else (
        f"{amount} {'more' if change > 0 else 'less'} than A{behind}")  # fmt: skip
    proof = f"; the parts are sure to {figure(found.error, 1)}" if found.error > NOTHING * size else ""
    return f"{said}{_divided(found)}{proof}."


def _divided(found: Attribution) -> str:
    """How the difference was divided among the changes, as a sentence goes on with it."""
    if len(found.parts) == 1 and found.method == "every order":
        return ", all of it due to one change"
    each = "; a change's part is what it brings on average over"
    none = f"{found.infeasible} of {found.solves} {plural('combination', found.solves)}"
    return {
        "every order": f"{each} all orders in which the changes can be made",
        "feasible orders": f"{each} the orders in which every step has a plan "
        f"({none} {'has' if found.infeasible == 1 else 'have'} none)",
        "as written": f"; the {len(found.parts)} changes are made one after another as the file has them: in another "
        "order their parts would differ",
        "together": "; none of the changes can be made without the others, so they share it",
    }[found.method]


def regret_sentence(found: Regret) -> str:
    """Which plan to hold on to when it is not known what will come true."""
    if found.choice is None:
        return "The scenarios pursue different objectives: their regrets can't be compared."
    k = found.choice
    worst, least = found.worst[k], NOTHING * max(1.0, max(abs(cell.optimum) for row in found.cells for cell in row))
    proof = f" (no loss is further off than {figure(found.error, 1)})" if found.error > least else ""
    if worst <= least:
        best = "the best found" if proof else "the best"
        return f"The plan of {found.names[k]} is as good as {best} whichever comes true{proof}."
    cell: Cell = max(found.cells[k], key=lambda c: c.regret)
    return (
        f"The plan of {found.names[k]} is regretted least: it loses {at_most(worst)} {found.unit} against the best, "
        f"if “{cell.came_true}” comes true{proof}."
    )


def at_most(worst: float) -> str:
    """``at most 1.17``, with the digits of the table that it is read beside."""
    return f"at most {narrow_points(worst)}" if worst >= 0.005 else "less than 0.01"


def beyond_sentence(found: Regret, titles: dict[str, str]) -> str:
    """Which decisions another scenario's commitments and promises override; empty: none."""
    requests = sorted({request for row in found.cells for cell in row for request in cell.beyond})
    if not requests:
        return ""
    named = [titles[request] for request in requests[:MOST]]
    return f"Where a scenario commits or promises more than a plan foresaw, that is kept: more goes to {listed(named)}."


def strategy_sentence(found: Strategies, outcome: Strategy) -> str:
    """What goes by which rule, and what it captures less than the best plan."""
    best = found.optimum.points
    name = f"{started(outcome.name)} ({outcome.rule})"
    if outcome.lost <= NOTHING * max(abs(best), 1.0):
        return f"{name}: as much as {best_words(found.optimum)}{_unsure(outcome)}."
    behind = f" ({outcome.behind})" if outcome.behind else ""
    return f"{name}: {points(outcome.lost)} less{behind}{_unsure(outcome)}."


def _unsure(outcome: Strategy) -> str:
    """That a list might come to something else: someone's largest share was not searched for to the end."""
    return "" if outcome.status in WHOLE else f"; someone's place in it was cut short by the {outcome.status}"


def strategies_sentence(found: Strategies) -> str:
    """What the best plan is worth, against the best of the lists."""
    best = found.optimum
    proof = "" if found.error <= NOTHING * max(abs(best.points), 1.0) else (
        f" (no plan captures more than {points_figure(best.points + found.error)})")  # fmt: skip
    head = f"{started(best_words(best))} captures {points(best.points)}{proof}"
    if not found.others:
        return f"{head}."
    rival = found.others[0]
    if rival.lost <= NOTHING * max(abs(best.points), 1.0):
        return f"{head}; so does {rival.name}."
    behind = meaning(found.scenario, rival.lost, {metric: -amount for metric, amount in rival.metrics.items()})
    return f"{head}: {points(rival.lost)} more than {rival.name}{behind}, the next best."


def unknown_sentence(outcome: Strategy) -> str:
    """Which requests a list had to put last; empty: none."""
    if not outcome.unknown:
        return ""
    count = len(outcome.unknown)
    return f"{started(outcome.name)}: {count} {plural('request', count)} without the figures that it goes by came last."
