"""``gpu-planner frontier``"""

from __future__ import annotations

from typing import Annotated

import typer

import planner
from planner.cli.as_json import print_json, records
from planner.cli.choices import Chart, Cluster, Dark, Gap, Json, ScenarioFile, Sets, Table, TimeLimit, Workers
from planner.cli.console import told
from planner.cli.drawing import check_chart, draw
from planner.cli.keeping import check_table, keep, load_apart
from planner.cli.many import crew, say_stopped
from planner.tradeoffs.many_solves.grid import axis
from planner.tradeoffs.sentences.many import axis_words, frontier_sentences, level_words
from planner.tradeoffs.sentences.proof import proof_words


def frontier(
    scenario: ScenarioFile,
    vary: Annotated[
        str,
        typer.Option(
            "--vary",
            metavar="PATH[=FROM:TO:STEP]",
            help="rules.NAME.at_most, pools.ID.gpus, people.ROLE.fte, pools, cost, carbon, energy, power or worst-off.",
            show_default=False,
        ),
    ],
    output: Table = None,
    sets: Sets = None,
    gap: Gap = None,
    time_limit: TimeLimit = None,
    workers: Workers = None,
    cluster: Cluster = "",
    chart: Chart = None,
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Show the most value for every level of one limit: money, GPUs, people, carbon, the worst-off team's part."""
    check_table(output)
    check_chart(chart)
    loaded = load_apart(scenario, sets, output, chart)
    path, levels = vary, None
    if "=" in vary:
        asked = axis(vary)
        path, levels = asked.path, asked.numbers
    with crew("solving", workers, cluster) as who:
        found = planner.frontier(loaded, path, levels, gap=gap, time_limit=time_limit, crew=who)
    keep(found.frame, output)
    draw(chart, dark, "frontier", found)
    if json:
        print_json({"axis": found.axis, "unit": found.unit, "points": records(found.frame)})
        return
    rows = [
        [
            level_words(found, point),
            f"{point.outcome.points:,.2f}" if point.outcome.feasible else point.outcome.status,
            f"{point.outcome.cost:,.0f}" if point.outcome.feasible else "–",
            str(sum(d != "decline" for d in point.outcome.decisions.values())),
            proof_words(point.outcome.status, point.outcome.gap),
            " ".join(mark for mark, is_so in (("now", point.current), ("knee", point.knee)) if is_so),
        ]
        for point in found.points
    ]
    title = f"{loaded.name or 'Scenario'}: value against {axis_words(found)}"
    headers = ("level", "points", f"cost [{loaded.currency}]", "served", "proved", "")
    told(title, frontier_sentences(found), headers, rows)
    if who.control is not None and who.control.cancelled:
        say_stopped(len(found.points), len(found.points) + 1)
