"""A plan in the terminal: key figures, the priority table with its cut line, reasons, and what binds."""

from __future__ import annotations

import math
import sys
from typing import Any

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planner.domain.plan import Plan
from planner.domain.rule import EVERYTHING

WIDTH = 100
"""Columns that the output fits, however wide the terminal is."""
SHOWN = 50
"""Requests shown unless all are asked for."""
REASONS, LIMITS = 12, 5
HEADINGS = 2
"""Lines of the table above its first row."""
CUT = 1.0 - 1e-9
"""Scarcity index from which a request earns its GPUs."""
MARKS = {"fund": ("●", "green"), "trim": ("◐", "yellow"), "defer": ("◷", "cyan"), "decline": ("○", "red")}


def print_plan(plan: Plan, everything: bool = False) -> None:
    """Print a plan to standard output."""
    console = Console(
        file=sys.stdout, width=min(WIDTH, Console().width) if sys.stdout.isatty() else WIDTH, highlight=False
    )
    console.print(Text(plan.scenario.name or "Plan", style="bold"))
    for line in key_figures(plan):
        console.print(line)
    most = len(plan.requests) if everything else SHOWN
    for line in priority_lines(console, plan, most):
        console.print(line)
    if (hidden := len(plan.requests) - most) > 0:
        console.print(Text(f"  … and {hidden} more; --all shows them, -o FILE.csv keeps them.", style="dim"))
    _print_reasons(console, plan)
    _print_limits(console, plan)


def key_figures(plan: Plan) -> list[Text]:
    """Two or three lines of key figures."""
    captured, asked = plan.kpi("value_captured"), plan.kpi("value_asked")
    part = f" ({100 * captured / asked:.0f} %)" if asked > 0 else ""
    counts = [
        f"{plan.kpi(name):.0f} {name}" for name in ("funded", "trimmed", "deferred", "declined") if plan.kpi(name)
    ]
    money = f"{plan.kpi('cost'):,.0f} {plan.scenario.currency}"
    if (budget := _budget(plan)) is not None:
        money += f" of {budget:,.0f}"
    first = f"{captured:,.1f} of {asked:,.1f} points captured{part}  ·  {', '.join(counts)}  ·  {proof(plan)}"
    second = f"GPUs {100 * plan.kpi('gpu_utilisation'):.0f} % used"
    if plan.kpi("on_demand_gpu_hours"):
        second += f", {plan.kpi('on_demand_gpu_hours'):,.0f} GPU·h rented"
    second += f"  ·  cost {money}  ·  {plan.kpi('energy_kwh') / 1000:,.0f} MWh"
    if plan.kpi("carbon_kg"):
        second += f", {plan.kpi('carbon_kg') / 1000:,.0f} t CO2e"
    if len(plan.people):
        second += f"  ·  people {100 * plan.kpi('people_utilisation'):.0f} % busy"
    return [Text(first), Text(second)]


def _budget(plan: Plan) -> float | None:
    """The tightest limit on the cost of everything."""
    whole = [
        r for r in plan.scenario.rules if r.enabled and r.measure == "cost" and r.each is None and r.of == EVERYTHING
    ]
    return min((r.at_most for r in whole if r.at_most is not None), default=None)


def proof(plan: Plan) -> str:
    """What is proved, in a word or two."""
    certificate = plan.certificate
    if certificate.violations:
        return f"AUDIT FOUND {len(certificate.violations)} VIOLATIONS"
    if certificate.gap <= 1e-9:
        return "proved optimal"
    stopped = "" if certificate.status == "optimal" else f", stopped by {certificate.status}"
    return f"proved within {100 * certificate.gap:.2g} %{stopped}"


def priority_lines(console: Console, plan: Plan, most: int) -> list[Text]:
    """The requests in priority order, a line each below two of headings, and the cut line where the index passes 1."""
    shown = plan.requests.head(most)
    with console.capture() as capture:
        console.print(_table(shown))
    lines = [Text.from_ansi(line) for line in capture.get().splitlines()]
    above = int((shown["scarcity_index"] >= CUT).sum())
    if 0 < above < len(plan.requests) and above <= len(shown):
        label = "── cut line: below, something else earns these GPUs more "
        lines.insert(HEADINGS + above, Text(label.ljust(WIDTH, "─"), style="dim"))
    return lines


def _table(requests: pd.DataFrame) -> Table:
    table = Table(
        box=SIMPLE_HEAD,
        width=WIDTH,
        padding=(0, 1),
        collapse_padding=True,
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    table.add_column("#", justify="right", width=4)
    table.add_column("request", ratio=3, no_wrap=True, overflow="ellipsis")
    table.add_column("team", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("decision", width=9, no_wrap=True)
    for header, width in (("share", 5), ("GPU·h", 9), ("value", 6), ("earned", 6), ("index", 6)):
        table.add_column(header, justify="right", width=width, no_wrap=True)
    for row in requests.itertuples():
        table.add_row(*_cells(row))
    return table


def _cells(row: Any) -> list[Text | str]:
    mark, colour = MARKS[row.decision]
    title = row.name or row.id
    return [
        str(row.rank),
        title + (f" ({row.option})" if row.option else ""),
        row.team,
        Text(f"{mark} {row.decision}", style=colour),
        f"{100 * row.share:.0f} %" if row.share else "–",
        f"{row.given_gpu_hours:,.0f}" if row.given_gpu_hours else "–",
        f"{row.value_points:.2f}",
        f"{row.captured_points:.2f}",
        index_words(row.scarcity_index),
    ]


def index_words(index: float) -> str:
    """A scarcity index as shown: ``free`` where nothing is contested, ``–`` for what is worth nothing by itself."""
    if math.isnan(index):
        return "–"
    return "free" if math.isinf(index) else f"{index:.2f}" if index < 100 else ">99"


def _print_reasons(console: Console, plan: Plan) -> None:
    """Why what is not funded in full is not; the dearest first."""
    asked = plan.requests[plan.requests["decision"] != "fund"]
    rows = asked.sort_values(["value_points", "id"], ascending=[False, True])
    if len(rows):
        console.print(Text("\nWhy not", style="bold"))
    for row in rows.head(REASONS).itertuples():
        console.print(
            Padding(Text.assemble((f"{row.name or row.id}: ", "bold"), str(row.reason)), (0, 0, 0, 2), expand=False)
        )
    if len(rows) > REASONS:
        console.print(Text(f"  … and {len(rows) - REASONS} more, in the plan's column reason.", style="dim"))


def _print_limits(console: Console, plan: Plan) -> None:
    scarce = plan.binding[plan.binding["price_points"].abs() > 1e-12]
    console.print(Text("\nWhat binds", style="bold"))
    if not len(scarce):
        console.print("  Nothing: everything that is worth funding is funded.")
    for name, rows in list(scarce.groupby(["kind", "name"], sort=False))[:LIMITS]:
        sentence = str(rows.iloc[0]["sentence"])
        if len(rows) > 1:
            named = sorted(rows["period"])
            periods = ", ".join(named[:6]) + (" …" if len(named) > 6 else "")
            kind, title = str(name[0]), str(name[1])
            sentence = f"{_LIMIT_WORDS[kind]}{title} in {len(rows)} periods: {periods}."
        console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))


_LIMIT_WORDS = {
    "pool": "All usable GPUs of ",
    "on demand": "All GPUs that can be rented for ",
    "people": "All full-time ",
    "rule": "The limit of ",
}
