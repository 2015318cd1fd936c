"""Scenarios side by side: who moves, the key figures, and what caused the difference."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from planner.charts.sheet import SMALL, Chart, Mark, empty, fitting, sheet, shortened, wrapped
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.sentences.compare import at_most
from planner.tradeoffs.several_scenarios.attribution import EXACT, Attribution, Cause
from planner.tradeoffs.several_scenarios.compare import Comparison
from planner.tradeoffs.several_scenarios.moving import ABSENT, is_decided_alike, moving, rows
from planner.tradeoffs.several_scenarios.regret import Regret
from planner.words.amounts import figure as digits
from planner.words.amounts import narrow_points, short

MOST_MOVES, MOST_PARTS, MOST_KPIS = 30, 14, 9
ROW_NAMES = 1.6
"""Room for what the rows are called [inches]."""
REQUESTS = 2.6
"""Room for what requests are called [inches]."""
FIGURES = {
    "value_captured": "value captured",
    "funded": "funded",
    "declined": "declined",
    "gpu_utilisation": "GPU utilisation",
    "cost": "cost",
    "on_demand_gpu_hours": "rented on demand",
    "carbon_kg": "carbon",
    "people_utilisation": "people's utilisation",
}
"""Key figures that are compared, by their titles, the most telling first; the metrics follow."""
METHODS = {
    "every order": "Each step is the mean over every order in which the changes can be made.",
    "feasible orders": "Each step is the mean over the orders of changes in which every step has a plan.",
    "as written": "The changes are made in the order of the file; in another order the steps would differ.",
    "together": "No change can be made before the others, so they share one step.",
}
"""How the difference was divided, in words."""
CHOSEN = ("request", "pool", "people", "rule")
"""Kinds of things that a step can be chosen by."""


def moves(found: Comparison, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Requests that move: one column a scenario, coloured by the decision, what moves most points first."""
    data = found.requests
    moved = moving(found.plans)
    if not moved:
        return empty("Nobody moves", "Every request is decided alike in all scenarios.", theme, data)
    decided = [rows(plan) for plan in found.plans]
    size = size or (min(4.5 + 1.5 * len(decided), 14.0), 2.0 + 0.3 * min(len(moved), MOST_MOVES))
    most = fitting(size, MOST_MOVES)
    shown = moved[:most]
    title = _moves_title(moved, decided, len(data))
    more = f" The {most} that move most points." if len(moved) > most else ""
    figure, (axes,) = sheet(title, f"Decision, and share in per cent.{more}", theme, size)
    marks = []
    titles = {r.id: r.title for scenario in found.scenarios for r in scenario.requests}
    for line, request in enumerate(shown):
        for column, each in enumerate(decided):
            if (row := each.get(request)) is None:
                continue
            text = _decision(axes, row, column, line, theme)
            said = f"{titles[request]} in {found.names[column]}: {text}"
            marks.append(Mark(0, float(column), float(line), request, said, "request"))
    axes.set_yticks(range(len(shown)), [shortened(titles[r]) for r in shown])
    axes.set_xticks(range(len(decided)), [wrapped(n, (size[0] - REQUESTS) / len(decided)) for n in found.names])
    axes.xaxis.tick_top()
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(-0.5, len(decided) - 0.5)
    axes.grid(False)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return Chart(title, figure, data, tuple(marks))


def _moves_title(moved: Sequence[str], decided: Sequence[Mapping[str, Any]], count: int) -> str:
    """How many are decided otherwise, and how many are only given another share."""
    first = [decided[0].get(request, ABSENT) for request in moved]
    others = [[each.get(request, ABSENT) for each in decided[1:]] for request in moved]
    alike = sum(all(is_decided_alike(a, b) for b in found) for a, found in zip(first, others, strict=True))
    parts = [
        f"{number} {'is' if number == 1 else 'are'} {what}"
        for number, what in ((len(moved) - alike, "decided otherwise"), (alike, "only given another share"))
        if number
    ]
    return f"{len(moved)} of {count} requests move{'s' if len(moved) == 1 else ''}: {', '.join(parts)}"


def _decision(axes: Axes, row: Mapping[str, Any], column: int, line: int, theme: Theme) -> str:
    """Draw what a plan decides of a request; what is written there."""
    decision, colour = row["decision"], theme.decisions[row["decision"]]
    faint = decision == "decline"
    axes.barh(line, 0.94, 0.84, left=column - 0.47, linewidth=1.2, edgecolor=colour,
              facecolor=theme.ground if faint else colour)  # fmt: skip
    text = "declined" if faint else f"{decision} {100 * row['share']:.0f} %"
    ink = colour if faint else theme.ground
    axes.text(column, line, text, ha="center", va="center", fontsize=SMALL, color=ink)
    return text


def kpis(found: Comparison, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """Small multiples: one figure each, a bar for each scenario."""
    data = found.kpis
    names = list(data.columns[2:])
    known = {row[0]: row for row in data.to_numpy().tolist()}
    wanted = [*FIGURES, *(name for name in known if str(name).startswith("metric:"))]
    chosen = [known[name] for name in wanted if name in known and any(abs(float(v)) > 1e-12 for v in known[name][2:])]
    chosen = chosen[:MOST_KPIS]
    if not chosen:
        return empty("No figures to compare", "All key figures are 0.", theme, data)
    values = {row[0]: [float(v) for v in row[2:]] for row in chosen}
    captured = values.get("value_captured", next(iter(values.values())))
    best, worst = int(np.argmax(captured)), int(np.argmin(captured))
    lead = f"{digits(captured[best] - captured[worst])} more than {found.names[worst]}"
    title = f"{found.names[best]} captures most: {digits(captured[best])} points, {lead}"
    columns = 3
    lines = -(-len(chosen) // columns)
    figure, axes = sheet(
        title, "", theme, size or (11.0, 1.4 + (0.7 + 0.3 * len(names)) * lines), lines, columns, sharey=True
    )
    marks = []
    for k, (side, (kpi, unit, *_)) in enumerate(zip(axes, chosen, strict=False)):
        numbers, heading = values[kpi], _kpi_title(str(kpi), str(unit))
        drawn = [0.0 if math.isnan(number) else number for number in numbers]
        side.barh(
            range(len(names)),
            drawn,
            0.7,
            color=[theme.accent if j == 0 else theme.palette[1] for j in range(len(names))],
        )
        limit = max(*drawn, 1e-12)
        for y, number in enumerate(drawn):
            text = _kpi(number, str(unit)) if math.isfinite(numbers[y]) else "–"
            side.text(max(number, 0) + 0.02 * limit, y, text, va="center", fontsize=SMALL, color=theme.ink)
            marks.append(Mark(k, number / 2, float(y), names[y], f"{names[y]}: {heading} {text}", "scenario"))
        side.set_title(heading, loc="left", fontsize=9.5, color=theme.ink)
        side.set_xlim(min(0.0, *drawn), 1.35 * limit)
        side.set_xticks([])
        side.grid(False)
        side.tick_params(axis="y", length=0)
    for spare in axes[len(chosen) :]:
        spare.set_axis_off()
    axes[0].set_yticks(range(len(names)), [shortened(name, 24) for name in found.names])
    axes[0].set_ylim(len(names) - 0.4, -0.6)
    return Chart(title, figure, data, tuple(marks))


def _kpi_title(kpi: str, unit: str) -> str:
    """``carbon [kg CO2e]``; of a metric its name alone, which is its unit."""
    if kpi.startswith("metric:"):
        return kpi.removeprefix("metric:").replace("_", " ")
    return f"{FIGURES[kpi]} [{unit}]"


def _kpi(number: float, unit: str) -> str:
    if unit.startswith("of "):
        return f"{100 * number:.1f} %"
    if unit == "requests":
        return f"{number:.0f}"
    return short(number) if abs(number) >= 1e3 else digits(number)


def waterfall(
    found: Attribution, names: tuple[str, str], theme: Theme = LIGHT, size: tuple[float, float] | None = None
) -> Chart:
    """From the first scenario's value to the second's, a step for each change of input."""
    import pandas as pd

    noise = EXACT * max(abs(found.before), abs(found.after), 1.0)
    parts = sorted((part for part in found.parts if abs(part.amount) > noise), key=lambda part: -abs(part.amount))
    data = pd.DataFrame([(part.name, part.amount) for part in parts], columns=["change", found.unit])
    if not parts:
        text = f"{names[0]} and {names[1]} come to the same."
        return empty("Nothing that differs changes the value", text, theme, data)
    most = fitting(size, MOST_PARTS, 2.9)
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
    axes.set_yticks(range(len(lines)), [shortened(name, 40) for name, *_ in lines])
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xlim(start, high + 0.16 * room)
    axes.grid(False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(f"value [{found.unit}]" + ("" if start == 0 else "; the axis does not begin at 0"))
    return Chart(title, figure, data, tuple(marks))


def _key(part: Cause) -> tuple[str, str]:
    """What a step can be chosen by: kind and name of the one object that it changes."""
    change = part.changes[0]
    kind = {"role": "people"}.get(change.kind, change.kind)
    return (kind, change.id) if len(part.changes) == 1 and kind in CHOSEN else ("", part.title)


def regret_matrix(found: Regret, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """What each plan would lose if another scenario came true; the row with the smallest largest loss is the choice."""
    from matplotlib.colors import LinearSegmentedColormap

    values = np.array(found.matrix, dtype=float)
    if found.choice is None:
        title = "No plan holds in every scenario"
    else:
        most = f"{at_most(found.worst[found.choice])} {found.unit}"
        title = f"Hold on to {found.names[found.choice]}: its regret is {most}"
    n = len(found.names)
    size = size or (5.5 + 1.3 * n, 2.2 + 0.55 * n)
    figure, (axes,) = sheet(title, "Rows: the plan that is held. Columns: the scenario that comes true.", theme, size)
    ramp = LinearSegmentedColormap.from_list(f"regret {theme.name}", theme.heat)
    top = max(float(np.nanmax(values)) if np.isfinite(values).any() else 0.0, 1e-9)
    axes.imshow(np.where(np.isfinite(values), values, top), aspect="auto", cmap=ramp, vmin=0, vmax=top)
    marks = []
    for (row, column), number in np.ndenumerate(values):
        red, green, blue, _ = ramp(min(number / top, 1.0) if np.isfinite(number) else 1.0)
        light = 0.299 * red + 0.587 * green + 0.114 * blue > 0.55
        text = narrow_points(max(number, 0.0)) if np.isfinite(number) else "no plan"
        axes.text(
            column, row, text, ha="center", va="center", fontsize=SMALL + 0.5, color="#14171b" if light else "#ffffff"
        )
        marks.append(
            Mark(
                0,
                float(column),
                float(row),
                found.names[row],
                f"{found.names[row]} held, {found.names[column]} comes true: {text}",
            )
        )
    axes.set_xticks(range(n), [wrapped(name, (size[0] - ROW_NAMES) / n) for name in found.names])
    held = [f"▸ {name}" if k == found.choice else name for k, name in enumerate(found.names)]
    axes.set_yticks(range(n), [wrapped(name, ROW_NAMES, 2) for name in held])
    axes.grid(False)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return Chart(title, figure, found.frame, tuple(marks))
