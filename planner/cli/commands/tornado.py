"""``gpu-planner tornado``"""

from __future__ import annotations

from typing import Annotated

import typer

import planner
from planner.cli.as_json import print_json, records
from planner.cli.choices import Chart, Cluster, Dark, Gap, Json, ScenarioFile, Sets, Table, TimeLimit, Workers
from planner.cli.console import say, told
from planner.cli.drawing import check_chart, draw
from planner.cli.keeping import check_table, keep, load_apart
from planner.cli.many import crew
from planner.tradeoffs.sentences.many import tornado_sentences


def tornado(
    scenario: ScenarioFile,
    by: Annotated[
        float, typer.Option("--by", metavar="PERCENT", min=0.1, max=99.0, help="How far each input is off.")
    ] = 10.0,
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help="Requests to vary, by value.")] = 12,
    output: Table = None,
    sets: Sets = None,
    gap: Gap = 1e-4,
    time_limit: TimeLimit = None,
    workers: Workers = None,
    cluster: Cluster = "",
    chart: Chart = None,
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Make each input a little smaller and a little larger: how the value changes, and how the plan does."""
    check_table(output)
    check_chart(chart)
    loaded = load_apart(scenario, sets, output, chart)
    with crew("solving", workers, cluster) as who:
        found = planner.tornado(loaded, by / 100, top=top, gap=gap or 0.0, time_limit=time_limit, crew=who)
    if not found.complete:
        say(f"stopped: {len(found.bars)} inputs are done, and kept", err=True)
    keep(found.frame, output)
    draw(chart, dark, "tornado", found)
    if json:
        base = {"points": found.base.points, "status": found.base.status, "gap": found.base.gap}
        print_json({"by": found.by} | base | {"inputs": records(found.frame)})
        return
    rows = [
        [
            bar.input.title(loaded),
            *(f"{end.points:,.2f}" if end.feasible else end.status for end in (bar.low, bar.high)),
            f"{bar.swing:,.2f}",
            str(max(bar.low_moves, bar.high_moves)),
        ]
        for bar in found.bars
    ]
    headers = ("input", f"−{by:g} % [points]", f"+{by:g} %", "swing", "decisions changed")
    told(f"{loaded.name or 'Scenario'}: what the value hangs on", tornado_sentences(found), headers, rows)
