"""A plan's key figures in a few lines, and what is proved of it in a few words."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.domain.rule import EVERYTHING
from planner.domain.worth import asked, factors_of
from planner.words.amounts import brought_words, short, within
from planner.words.amounts import percent as used
from planner.words.headline import captured_words

BETWEEN = "  ·  "


def key_figures(plan: Plan, width: int) -> list[str]:
    """Value, decisions and proof; the metrics behind the value; then GPUs, money, energy and people.

    As many lines as their parts need.
    """
    return [line for parts in (_decided(plan), _metrics(plan), _used(plan)) for line in _lines(parts, width)]


def _lines(parts: list[str], width: int) -> list[str]:
    """Parts side by side, and on a further line where the width ends."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(BETWEEN) + len(part) <= width:
            lines[-1] += BETWEEN + part
        else:
            lines.append(part)
    return lines


def _decided(plan: Plan) -> list[str]:
    if not len(plan.tables.requests):
        return ["No requests: there is nothing to decide"]
    captured, worth = plan.kpi("value_captured"), plan.kpi("value_asked")
    # of 100 points, the points are per cent
    part = f" ({100 * captured / worth:.0f} %)" if worth > 0 and abs(worth - 100) > 0.05 else ""
    counts = [
        f"{plan.kpi(name):.0f} {name}" for name in ("funded", "trimmed", "deferred", "declined") if plan.kpi(name)
    ]
    points = f"{captured:,.1f} of {worth:,.1f} points"
    first = captured_words(plan)
    said = [f"{first} captured", f"{points}{part}"] if first else [f"{points} captured{part}"]
    return [*said, ", ".join(counts), proof(plan)]


def _metrics(plan: Plan) -> list[str]:
    """``revenue 231 M of 310 M USD``: what is captured of each metric that counts, in its own unit."""
    scenario, factors, found = plan.scenario, factors_of(plan.scenario), list[str]()
    if scenario.value.scale == "raw" and list(factors.values()) == [1.0]:
        return []  # the points are the metric
    for metric in sorted(factors, key=list(scenario.metrics).index):
        whole = asked(scenario, metric)
        described = scenario.value.metrics.get(metric)
        unit = f" {described.unit}" if described and described.unit else ""
        if whole > 0 and metric != scenario.value.headline:
            found.append(
                f"{brought_words(scenario, metric)} {short(plan.kpi(f'metric:{metric}'), 3)} of {short(whole, 3)}{unit}"
            )
    return found


def _used(plan: Plan) -> list[str]:
    gpus = f"GPUs {used(plan.kpi('gpu_utilisation'))} used" if plan.kpi("gpu_hours_usable") else "no GPUs of your own"
    if "cpu_hours_usable" in plan.tables.kpis["kpi"]:
        gpus += f", CPU servers {used(plan.kpi('cpu_utilisation'))}"
    if rented := plan.kpi("on_demand_gpu_hours"):
        gpus += f", {rented:,.0f} GPU·h rented"
    energy = f"{plan.kpi('energy_kwh') / 1000:,.0f} MWh"
    if carbon := plan.kpi("carbon_kg"):
        energy += f", {carbon / 1000:,.0f} t CO2e"
    if any(rule.enabled and rule.measure == "power_kw" for rule in plan.scenario.rules):
        energy += f", {plan.kpi('peak_power_kw'):,.4g} kW at the peak"
    parts = [gpus, _money(plan), energy]
    return [*parts, f"people {used(plan.kpi('people_utilisation'))} busy"] if len(plan.tables.people) else parts


def _money(plan: Plan) -> str:
    """What the plan costs, and the tightest limit on the cost of everything."""
    limits = [
        rule.at_most
        for rule in plan.scenario.rules
        if rule.enabled and rule.measure == "cost" and rule.each is None and rule.of == EVERYTHING
    ]
    budget = min((limit for limit in limits if limit is not None), default=None)
    return f"cost {plan.kpi('cost'):,.0f}{f' of {budget:,.0f}' if budget is not None else ''} {plan.scenario.currency}"


def proof(plan: Plan) -> str:
    """What is proved, in a word or two."""
    certificate = plan.certificate
    if many := len(certificate.violations):
        return f"AUDIT FOUND {many} VIOLATION{'S' if many > 1 else ''}"
    if certificate.status == "optimal":
        return "proved optimal"
    stopped = {
        "within gap": "",
        "interrupted": ", stopped by Ctrl-C",
        "claimed": ", nearer by the word of the solver alone",
    }
    by = stopped.get(certificate.status, f", stopped by the {certificate.status}")
    return f"proved within {within(certificate.gap)}{by}"
