"""What the value hangs on: each input a little smaller, a little larger."""

from __future__ import annotations

from planner.charts.labels import legend, shortened
from planner.charts.sheet import SMALL, Chart, Mark, empty, fitting, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.many_solves.tornado import Tornado
from planner.tradeoffs.sentences.proof import proof_sentence
from planner.words.amounts import figure as digits
from planner.words.names import plural, started

TOP = 18
KINDS = {"gpus": "pool", "fte": "people", "limit": "rule", "value": "request", "demand": "request"}
"""What each kind of input is a figure of."""


def tornado(found: Tornado, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """The inputs that matter most, the largest swing on top; beside each bar, how many decisions it would change."""
    data, percent = found.frame, f"{100 * found.by:g} %"
    bars = [bar for bar in found.bars if bar.low.feasible and bar.high.feasible][: fitting(size, TOP)]
    if not found.base.feasible:
        return empty("There is no plan to vary", "No plan keeps all rules and commitments.", theme, data)
    if not bars:
        return empty("Nothing to vary", "No input was solved at both ends.", theme, data)
    base = found.base.points
    first = bars[0].input.title(found.scenario)
    title = f"{started(first)} matters most: ± {percent} of it moves {digits(bars[0].swing)} points"
    subtitle = "Value captured with each input smaller and larger; right: decisions changed."
    figure, (axes,) = sheet(title, f"{subtitle} {proof_sentence(found.outcomes, 'solve')}".strip(), theme,
                            size or (10.0, 1.9 + 0.34 * len(bars)))  # fmt: skip
    marks = []
    for line, bar in enumerate(bars):
        for end, moves, colour in (
            (bar.low, bar.low_moves, theme.palette[1]),
            (bar.high, bar.high_moves, theme.palette[0]),
        ):
            axes.barh(line, end.points - base, 0.7, left=base, color=colour, linewidth=0)
            what = "less" if end is bar.low else "more"
            so = f"{digits(end.points)} points, {moves} {plural('decision', moves)} changed"
            text = f"{bar.input.title(found.scenario)}, {percent} {what}: {so}"
            marks.append(
                Mark(0, (end.points + base) / 2, float(line), bar.input.name, text, KINDS.get(bar.input.kind, ""))
            )
        changed = max(bar.low_moves, bar.high_moves)
        axes.annotate(str(changed) if changed else "–", (1.0, line), xycoords=("axes fraction", "data"), xytext=(8, 0),
                      textcoords="offset points", va="center", fontsize=SMALL,
                      color=theme.ink if changed else theme.muted)  # fmt: skip
    axes.axvline(base, color=theme.ink, linewidth=1.2)
    names = [shortened(bar.input.title(found.scenario), 42) for bar in bars]
    in_lines(axes, names)
    axes.set_xlabel("value captured [points]")
    legend(
        axes,
        theme,
        [(f"{percent} less", theme.palette[1], "s"), (f"{percent} more", theme.palette[0], "s")],
    )
    return Chart(title, figure, data, tuple(marks))
