"""What caused the difference between two scenarios: a waterfall from the value of one to that of the other."""

from __future__ import annotations

import pandas as pd

from planner.charts.labels import shortened
from planner.charts.sheet import SMALL, Chart, Mark, empty, fitting, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.several_scenarios.attribution import EXACT, Attribution, Cause
from planner.words.amounts import figure as digits

MOST = 14
"""Steps that are drawn one by one."""
METHODS = {
    "every order": "A step is what the change brings on average, over all orders in which the changes can be made.",
    "feasible orders": "A step is what the change brings on average, over the orders in which every step has a plan.",
    "as written": "The changes are made in the order of the file; in another order the steps would differ.",
    "together": "No change can be made before the others, so they share one step.",
}
"""How the difference was divided, in words."""
CHOSEN = ("request", "pool", "people", "rule")
"""Kinds of things that a step can be chosen by."""


def attribution(
    found: Attribution, names: tuple[str, str], theme: Theme = LIGHT, size: tuple[float, float] | None = None
) -> Chart:
    """From the first scenario's value to the second's, a step for each change of input."""
    noise = EXACT * max(abs(found.before), abs(found.after), 1.0)
    parts = sorted((part for part in found.parts if abs(part.amount) > noise), key=lambda part: -abs(part.amount))
    data = pd.DataFrame([(part.name, part.amount) for part in parts], columns=["change", found.unit])
    if not parts:
        text = f"{names[0]} and {names[1]} come to the same."
        return empty("Nothing that differs changes the value", text, theme, data)
    most = fitting(size, MOST, 2.9)
    shown, rest = parts[:most], parts[most:]
    steps = [(part.title, part.amount) for part in shown]
    keys = {k: _key(part) for k, part in enumerate(shown)}
    if rest:
        steps.append((f"{len(rest)} others", sum(part.amount for part in rest)))
    first = parts[0]
    relation = "more" if found.difference > 0 else "less"
    cause = f"{first.title} causes most, {'+' if first.amount >= 0 else '−'}{digits(abs(first.amount))}"
    title = f"{digits(abs(found.difference))} {found.unit} {relation}: {cause}"
    figure, (axes,) = sheet(
        title,
        f"From {names[0]} to {names[1]}. {METHODS[found.method]}",
        theme,
        size or (10.0, 2.2 + 0.42 * (len(steps) + 2)),
    )
    lines = [(names[0], 0.0, found.before, theme.others)]
    level = found.before
    for name, amount in steps:
        lines.append((name, level, amount, theme.decisions["fund"] if amount >= 0 else theme.decisions["decline"]))
        level += amount
    lines.append((names[1], 0.0, found.after, theme.accent))
    low = min([found.before, found.after, *(min(base, base + by) for _, base, by, _ in lines[1:-1])])
    high = max([found.before, found.after, *(max(base, base + by) for _, base, by, _ in lines[1:-1])])
    room = max(high - low, 1e-9)
    start = max(0.0, low - 0.35 * room) if low > 0 else low - 0.1 * room
    marks = []
    for y, (name, base, by, colour) in enumerate(lines):
        whole = y in (0, len(lines) - 1)
        left, width = (start, by - start) if whole else (base, by)
        axes.barh(y, width, 0.66, left=left, color=colour, linewidth=0)
        text = digits(by) if whole else f"{'+' if by >= 0 else '−'}{digits(abs(by))}"
        axes.text(
            max(base, base + by) + 0.015 * room if not whole else by + 0.015 * room,
            y,
            text,
            va="center",
            fontsize=SMALL,
            color=theme.ink,
        )
        kind, key = keys.get(y - 1, ("", name))
        marks.append(Mark(0, left + width / 2, float(y), key, f"{name}: {text} {found.unit}", kind))
    in_lines(axes, [shortened(name, 40) for name, *_ in lines])
    axes.set_xlim(start, high + 0.16 * room)
    axes.set_xlabel(f"value [{found.unit}]" + ("" if start == 0 else "; the axis does not begin at 0"))
    return Chart(title, figure, data, tuple(marks))


def _key(part: Cause) -> tuple[str, str]:
    """What a step can be chosen by: kind and name of the one object that it changes."""
    change = part.changes[0]
    kind = {"role": "people"}.get(change.kind, change.kind)
    return (kind, change.id) if len(part.changes) == 1 and kind in CHOSEN else ("", part.title)
