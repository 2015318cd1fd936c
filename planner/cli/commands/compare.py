"""``gpu-planner compare``"""

from __future__ import annotations

import json as encoder
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.choices import Chart, Dark, Json, Sets, Table, Workers
from planner.cli.drawing import OF_A_COMPARISON, check_chart, check_kind, draw
from planner.cli.explain import plain
from planner.cli.progress import Counted, counted

if TYPE_CHECKING:
    from planner.charts.sheet import Chart as Drawn
    from planner.charts.theme import Theme
    from planner.cli.comparison import Screen
    from planner.tradeoffs.several_scenarios.attribution import Attribution
    from planner.tradeoffs.several_scenarios.compare import Comparison
    from planner.tradeoffs.several_scenarios.regret import Regret

Files = Annotated[
    list[Path], typer.Argument(metavar="SCENARIO…", help="Two scenario files or more.", show_default=False)
]
MOST = 26
"""Scenarios at once: each has a letter."""


def compare(
    scenarios: Files,
    output: Table = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out attribution and regret, which take many solves.")
    ] = False,
    sets: Sets = None,
    workers: Workers = None,
    chart: Chart = None,
    chart_kind: Annotated[
        str, typer.Option("--chart-kind", metavar="NAME", help=f"Which chart: {', '.join(OF_A_COMPARISON)}.")
    ] = "moves",
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Lay scenarios side by side with the first: what differs in them, in their plans, and what caused it.

    Ctrl-C keeps what is done. The table of -o has one row a request: its decision under every scenario.
    """
    import planner
    from planner.errors import InputError, StoppedError
    from planner.files.atomic import check_writable
    from planner.files.export import check_frame_ending, write_frame

    if not 2 <= len(scenarios) <= MOST:
        raise InputError(f"compare takes 2 to {MOST} scenarios, not {len(scenarios)}")
    if output is not None:
        check_frame_ending(output)
        check_writable(output)
    check_kind(chart_kind, OF_A_COMPARISON)
    check_chart(chart)
    if quick and chart is not None and chart_kind in ("attribution", "regret"):
        raise InputError(f"--chart-kind {chart_kind}: --quick leaves it out")
    loaded = [planner.load(file, sets or ()) for file in scenarios]
    names = [scenario.name or file.stem for scenario, file in zip(loaded, scenarios, strict=True)]
    run = _Run(None if json else _screen(), workers)
    with counted() as progress:
        found = planner.compare(
            loaded, names, workers=workers, control=progress.control, on_step=progress.steps("solving")
        )
        if output is not None:
            write_frame(found.requests, output)
        try:
            run.through(found, progress, quick)
        except (StoppedError, KeyboardInterrupt):
            progress.clear()
            typer.echo("stopped: what is said above holds", err=True)
    if chart is not None:
        draw(chart, dark, lambda theme: _drawn(found, run, chart_kind, theme))
    if json:
        document = _document(found, run.attributed, run.regrets)
        sys.stdout.write(encoder.dumps(plain(document), ensure_ascii=False, indent=1) + "\n")


class _Run:
    """What is worked out beside the plans, printed as it comes."""

    def __init__(self, screen: Screen | None, workers: int | None) -> None:
        self.screen, self.workers = screen, workers
        self.attributed: list[Attribution] = []
        self.regrets: Regret | None = None

    def through(self, found: Comparison, progress: Counted, quick: bool) -> None:
        """Print the comparison; then, unless it is to be quick, attribute and regret."""
        progress.clear()
        if self.screen:
            self.screen.comparison(found)
        for k in range(1, 1 if quick else len(found.plans)):
            self.attributed.append(_attribute(found, k, self.workers, progress))
            if self.screen:
                self.screen.attribution(found, k, self.attributed[-1])
        if not quick:
            self.regrets = _regret(found, self.workers, progress)
            if self.screen:
                self.screen.regret(found, self.regrets)


def _drawn(found: Comparison, run: _Run, kind: str, theme: Theme) -> Drawn:
    """One of the charts of a comparison; attribution is that of the first two scenarios."""
    from planner.charts import comparison
    from planner.errors import StoppedError

    if kind == "moves":
        return comparison.moves(found, theme)
    if kind == "kpis":
        return comparison.kpis(found, theme)
    if kind == "attribution" and run.attributed:
        return comparison.waterfall(run.attributed[0], (found.names[0], found.names[1]), theme)
    if kind == "regret" and run.regrets is not None:
        return comparison.regret_matrix(run.regrets, theme)
    raise StoppedError(f"Stopped before {kind} was worked out: there is nothing to draw.")


def _screen() -> Screen:
    from planner.cli.comparison import Screen

    return Screen()


def _attribute(found: Comparison, k: int, workers: int | None, progress: Counted) -> Attribution:
    from planner.tradeoffs.several_scenarios.attribution import attribute

    first, second = found.scenarios[0], found.scenarios[k]
    steps = progress.steps(f"attributing {found.names[k]}")
    result = attribute(first, second, workers=workers, control=progress.control, on_step=steps)
    progress.clear()
    return result


def _regret(found: Comparison, workers: int | None, progress: Counted) -> Regret:
    from planner.tradeoffs.several_scenarios.regret import regret

    steps = progress.steps("regretting")
    result = regret(found.plans, found.names, workers=workers, control=progress.control, on_step=steps)
    progress.clear()
    return result


def _document(found: Comparison, attributed: list[Attribution], regrets: Regret | None) -> dict[str, Any]:
    """All of it, tables as lists of objects; what was left out or stopped is missing."""
    tables = {name: _records(getattr(found, name)) for name in ("differences", "kpis", "moved", "pools", "core")}
    document: dict[str, Any] = {"scenarios": list(found.names)} | tables
    if attributed:
        document["attribution"] = [
            {
                "scenario": found.names[k],
                "difference": each.difference,
                "unit": each.unit,
                "method": each.method,
                "infeasible": each.infeasible,
                "error": each.error,
                "parts": [{"changes": [c.name for c in part.changes], "amount": part.amount} for part in each.parts],
            }
            for k, each in enumerate(attributed, 1)
        ]
    if regrets is not None:
        choice = None if regrets.choice is None else regrets.names[regrets.choice]
        worst = dict(zip(regrets.names, regrets.worst, strict=True))
        document["regret"] = {"unit": regrets.unit, "choice": choice, "worst": worst, "table": _records(regrets.frame)}
    return document


def _records(frame: Any) -> list[dict[str, Any]]:
    columns = list(frame.columns)
    return [dict(zip(columns, row, strict=True)) for row in zip(*(frame[c].tolist() for c in columns), strict=True)]
