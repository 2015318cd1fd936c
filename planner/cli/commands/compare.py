"""``gpu-planner compare``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

import planner
from planner.charts.catalogue import kinds_of
from planner.cli.as_json import print_json, records
from planner.cli.choices import Chart, Dark, Json, Sets, Table, Workers
from planner.cli.comparison import Screen
from planner.cli.console import say
from planner.cli.drawing import check_chart, check_kind, draw
from planner.cli.keeping import check_table, keep, read_apart
from planner.cli.progress import Counted, counted
from planner.errors import InputError, StoppedError
from planner.tradeoffs.several_scenarios.attribution import Attribution
from planner.tradeoffs.several_scenarios.compare import Comparison
from planner.tradeoffs.several_scenarios.regret import Regret

Files = Annotated[
    list[Path], typer.Argument(metavar="SCENARIO…", help="Two scenario files or more.", show_default=False)
]
CHARTS = kinds_of("scenarios")
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
        str, typer.Option("--chart-kind", metavar="NAME", help=f"Which chart: {', '.join(CHARTS)}.")
    ] = "moves",
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Lay scenarios side by side with the first: what differs in them, in their plans, and what caused it.

    Ctrl-C keeps what is done. The table of -o has one row a request: its decision under every scenario.
    """
    if not 2 <= len(scenarios) <= MOST:
        raise InputError(f"compare takes 2 to {MOST} scenarios, not {len(scenarios)}")
    check_table(output)
    check_kind(chart_kind, CHARTS)
    check_chart(chart)
    if quick and chart is not None and chart_kind in ("attribution", "regret"):
        raise InputError(f"--chart-kind {chart_kind}: --quick leaves it out")
    readings = read_apart(scenarios, sets, (output, chart))
    loaded = [reading.scenario for reading in readings]
    names = [reading.scenario.name or reading.path.stem for reading in readings]
    with counted() as progress:
        steps = progress.steps("solving")
        found = planner.compare(loaded, names, workers=workers, control=progress.control, on_step=steps)
        keep(found.requests, output)
        run = _Run(found, None if json else Screen(), workers, progress)
        try:
            run.through(quick)
        except (StoppedError, KeyboardInterrupt):
            progress.clear()
            say("stopped: what is said above holds", err=True)
    if chart is not None:
        draw(chart, dark, chart_kind, *_to_draw(run, chart_kind))
    if json:
        print_json(_document(found, run.attributed, run.regrets))


class _Run:
    """What is worked out beside the plans, printed as it comes."""

    def __init__(self, found: Comparison, screen: Screen | None, workers: int | None, progress: Counted) -> None:
        self.found, self._screen, self._workers, self._progress = found, screen, workers, progress
        self.attributed: list[Attribution] = []
        self.regrets: Regret | None = None

    def through(self, quick: bool) -> None:
        """Print the comparison; then, unless it is to be quick, attribute and regret."""
        self._progress.clear()
        if self._screen:
            self._screen.comparison(self.found)
        for k in range(1, 1 if quick else len(self.found.plans)):
            self._attribute(k)
        if not quick:
            self._regret()

    def _attribute(self, k: int) -> None:
        found, progress = self.found, self._progress
        first, second, steps = found.scenarios[0], found.scenarios[k], progress.steps(f"attributing {found.names[k]}")
        result = planner.attribute(
            first, second, yardstick=found.yardstick, workers=self._workers, control=progress.control, on_step=steps
        )
        self.attributed.append(result)
        progress.clear()
        if self._screen:
            self._screen.attribution(found, k, result)

    def _regret(self) -> None:
        found, progress, steps = self.found, self._progress, self._progress.steps("regretting")
        result = planner.regret(
            found.plans, found.names, workers=self._workers, control=progress.control, on_step=steps
        )
        self.regrets = result
        progress.clear()
        if self._screen:
            self._screen.regret(found, result)


def _to_draw(run: _Run, kind: str) -> tuple[Any, ...]:
    """What a kind of chart is drawn of; attribution is that of the first two scenarios."""
    match kind:
        case "moves" | "kpis":
            return (run.found,)
        case "attribution" if run.attributed:
            return run.attributed[0], run.found.names[:2]
        case "regret" if run.regrets is not None:
            return (run.regrets,)
    raise StoppedError(f"Stopped before {kind} was worked out: there is nothing to draw.")


def _proof(found: Comparison) -> list[dict[str, Any]]:
    """How far each plan is proved."""
    proofs = zip(found.names, (plan.certificate for plan in found.plans), strict=True)
    return [{"scenario": name, "status": proof.status, "gap": proof.gap} for name, proof in proofs]


def _document(found: Comparison, attributed: list[Attribution], regrets: Regret | None) -> dict[str, Any]:
    """All of it, tables as lists of objects; what was left out or stopped is missing."""
    tables = {name: records(getattr(found, name)) for name in ("differences", "kpis", "moved", "pools", "core")}
    document: dict[str, Any] = {"scenarios": list(found.names), "yardstick": found.yardstick, "proof": _proof(found)}
    document |= tables
    if attributed:
        document["attribution"] = [
            {
                "scenario": found.names[k],
                "difference": each.difference,
                "unit": each.unit,
                "method": each.method,
                "infeasible": each.infeasible,
                "error": each.error,
                "metrics": each.metrics,
                "parts": [{"changes": [c.name for c in part.changes], "amount": part.amount} for part in each.parts],
            }
            for k, each in enumerate(attributed, 1)
        ]
    if regrets is not None:
        choice = None if regrets.choice is None else regrets.names[regrets.choice]
        worst = dict(zip(regrets.names, regrets.worst, strict=True))
        document["regret"] = {"unit": regrets.unit, "choice": choice, "worst": worst, "table": records(regrets.frame)}
    return document
