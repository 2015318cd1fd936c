"""What optimising is worth: the best plan against simple ways to share out."""

from __future__ import annotations

from planner.charts.sheet import SMALL, Chart, Mark, in_lines, sheet
from planner.charts.theme import LIGHT, Theme
from planner.tradeoffs.many_solves.strategies import Strategies
from planner.tradeoffs.sentences.proof import best, proof_sentence
from planner.words.amounts import figure as digits
from planner.words.names import started


def strategies(found: Strategies, theme: Theme = LIGHT, size: tuple[float, float] | None = None) -> Chart:
    """A bar for each strategy, the best on top, with what it loses."""
    outcomes = (found.optimum, *found.others)
    data = found.frame
    rival = found.others[0] if found.others else None
    name = started(best(found.optimum))
    title = name if rival is None else (
        f"{name} brings {digits(rival.lost)} points more than {rival.name}, the best of the simple ways"
        if rival.lost > 1e-9 * max(abs(found.optimum.points), 1.0)
        else f"{started(rival.name)} is as good as {best(found.optimum)} here")  # fmt: skip
    subtitle = "Value captured within the same limits, promises and requirements."
    figure, (axes,) = sheet(title, f"{subtitle} {proof_sentence(outcomes, 'strategy')}".strip(), theme,
                            size or (10.0, 1.9 + 0.5 * len(outcomes)))  # fmt: skip
    top = max(max(o.points for o in outcomes), 1e-9)
    marks = []
    for line, outcome in enumerate(outcomes):
        colour = theme.accent if outcome is found.optimum else theme.others
        axes.barh(line, outcome.points, 0.68, color=colour, linewidth=0)
        loss = "" if outcome is found.optimum else f"   −{digits(outcome.lost)}"
        if outcome.behind:
            loss += f" ({outcome.behind})"
        axes.text(
            outcome.points + 0.01 * top,
            line,
            f"{digits(outcome.points)}{loss}",
            va="center",
            fontsize=SMALL,
            color=theme.ink,
        )
        marks.append(Mark(0, outcome.points / 2, float(line), outcome.name, f"{outcome.name}: {outcome.rule}"))
    in_lines(axes, [o.name for o in outcomes])
    axes.set_xlim(0, 1.45 * top)
    axes.set_xlabel("value captured [points]")
    return Chart(title, figure, data, tuple(marks))
