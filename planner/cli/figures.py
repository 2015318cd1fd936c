"""A plan's key figures in a few lines, and what is proved of it in a few words."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.domain.rule import EVERYTHING

BETWEEN = "  ·  "


def key_figures(plan: Plan, width: int) -> list[str]:
    """Value, decisions and proof; then GPUs, money, energy and people: as many lines as their parts need."""
    return [*_lines(_decided(plan), width), *_lines(_used(plan), width)]


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
    if not len(plan.requests):
        return ["No requests: there is nothing to decide"]
    captured, asked = plan.kpi("value_captured"), plan.kpi("value_asked")
    # of 100 points, the points are per cent
    part = f" ({100 * captured / asked:.0f} %)" if asked > 0 and abs(asked - 100) > 0.05 else ""
    counts = [
        f"{plan.kpi(name):.0f} {name}" for name in ("funded", "trimmed", "deferred", "declined") if plan.kpi(name)
    ]
    return [f"{captured:,.1f} of {asked:,.1f} points captured{part}", ", ".join(counts), proof(plan)]


def _used(plan: Plan) -> list[str]:
    if plan.kpi("gpu_hours_usable"):
        gpus = f"GPUs {100 * plan.kpi('gpu_utilisation'):.0f} % used"
    else:
        gpus = "no GPUs of your own"
    if rented := plan.kpi("on_demand_gpu_hours"):
        gpus += f", {rented:,.0f} GPU·h rented"
    energy = f"{plan.kpi('energy_kwh') / 1000:,.0f} MWh"
    if carbon := plan.kpi("carbon_kg"):
        energy += f", {carbon / 1000:,.0f} t CO2e"
    parts = [gpus, _money(plan), energy]
    return [*parts, f"people {100 * plan.kpi('people_utilisation'):.0f} % busy"] if len(plan.people) else parts


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
    if certificate.gap <= 1e-9:
        return "proved optimal"
    stopped = {"optimal": "", "interrupted": ", stopped by Ctrl-C"}
    by = stopped.get(certificate.status, f", stopped by the {certificate.status}")
    return f"proved within {percent(certificate.gap)}{by}"


def percent(part: float) -> str:
    """``0.41 %``, and words for what is beyond any meaning."""
    return f"{100 * part:.2g} %" if part < 0.1 else f"{100 * part:,.0f} %" if part < 10 else "more than 1,000 %"
