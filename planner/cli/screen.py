"""A plan in the terminal: key figures, the priority table, reasons, and what binds."""

from __future__ import annotations

import shutil
import sys

from rich.console import Console
from rich.text import Text

from planner.cli.console import WIDEST, a_console
from planner.cli.figures import key_figures
from planner.cli.table import Row, priority_lines
from planner.domain.plan import Plan
from planner.letters import one_line
from planner.words.limits import binding_sentences
from planner.words.names import going_on

NARROWEST = 60
"""Columns of a terminal below which the output is cut off."""
SHOWN = 50
"""Requests shown unless all are asked for."""
WITHOUT = "Prices and reasons were not asked for (--quick); requests stand in the order of their value."
REASONS, LIMITS = 12, 5
"""Reasons and limits that are shown."""


def print_plan(plan: Plan, everything: bool = False) -> None:
    """Print a plan to standard output."""
    console = a_console(_width())
    for line in plan_lines(console, plan, everything):
        line.rstrip()
        console.print(line, soft_wrap=True)  # wrapped already


def _width() -> int:
    if not sys.stdout.isatty():
        return WIDEST
    return max(min(WIDEST, shutil.get_terminal_size().columns), NARROWEST)


def plan_lines(console: Console, plan: Plan, everything: bool) -> list[Text]:
    """All lines of the output."""
    lines = [Text(one_line(plan.scenario.name) or "Plan", style="bold")]
    lines += (Text(one_line(line)) for line in key_figures(plan, console.width))
    if requests := plan.tables.requests.records():
        most = len(requests) if everything else SHOWN
        lines += [Text(), *priority_lines(console, requests, most)]
        if (hidden := len(requests) - most) > 0:
            lines.append(Text(f"  … and {hidden:,} more; --all shows them, -o FILE.csv keeps them.", style="dim"))
        if plan.is_quick:
            return [*lines, Text(), Text(WITHOUT, style="dim")]
        lines += _reasons(console, requests)
        lines += _limits(console, plan)
    return lines


def _reasons(console: Console, requests: list[Row]) -> list[Text]:
    """Why what is not funded in full is not; the dearest first."""
    asked = [row for row in requests if row["decision"] != "fund"]
    asked.sort(key=lambda row: (-row["value_points"], row["id"]))
    lines: list[Text] = [Text(), Text("Why not", style="bold")] if asked else []
    for row in asked[:REASONS]:
        title, reason = one_line(row["name"] or row["id"]), one_line(row["reason"])
        lines += _indented(console, Text.assemble((f"{title}: ", "bold"), going_on(reason)))
    if len(asked) > REASONS:
        lines.append(Text(f"  … and {len(asked) - REASONS:,} more, in the plan's column reason.", style="dim"))
    return lines


def _limits(console: Console, plan: Plan) -> list[Text]:
    """The limits that cost something; the dearest first."""
    limits = [*binding_sentences(plan)]
    lines = [Text(), Text("What binds", style="bold")]
    if not limits:
        nothing = (
            "No limit has a price: a little more of any one would bring nothing."
            if "decline" in plan.tables.requests["decision"]
            else "Nothing: everything is funded."
        )
        return [*lines, Text(f"  {nothing}")]
    for limit in limits[:LIMITS]:
        lines += _indented(console, Text(one_line(limit)))
    if len(limits) > LIMITS:
        lines.append(Text(f"  … and {len(limits) - LIMITS:,} more.", style="dim"))
    return lines


def _indented(console: Console, text: Text) -> list[Text]:
    """A paragraph, indented; its words wrapped."""
    return [Text("  ").append_text(line) for line in text.wrap(console, console.width - 2)]
