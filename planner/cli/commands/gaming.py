"""``gpu-planner gaming``"""

from __future__ import annotations

from typing import Annotated

import typer

import planner
from planner.cli.as_json import print_json, records
from planner.cli.choices import Cluster, Gap, Json, ScenarioFile, Sets, Table, TimeLimit, Workers
from planner.cli.console import told
from planner.cli.keeping import check_table, keep
from planner.cli.many import crew
from planner.tradeoffs.sentences.many import gaming_sentences


def gaming(
    scenario: ScenarioFile,
    by: Annotated[
        float, typer.Option("--by", metavar="PERCENT", min=0.1, max=99.0, help="How far a tale is off the truth.")
    ] = 20.0,
    output: Table = None,
    sets: Sets = None,
    gap: Gap = 1e-4,
    time_limit: TimeLimit = None,
    workers: Workers = None,
    cluster: Cluster = "",
    json: Json = False,
) -> None:
    """Say what each team would gain by overstating its value, or understating the GPUs that it needs."""
    check_table(output)
    loaded = planner.load(scenario, sets or ())
    with crew("solving", workers, cluster) as who:
        found = planner.gaming(loaded, by / 100, gap=gap or 0.0, time_limit=time_limit, crew=who)
    keep(found.frame, output)
    if json:
        print_json(records(found.frame))
        return
    rows = [
        [t.team or "no team", t.tale, f"{round(t.gain, 2) + 0.0:,.2f}", f"{round(t.others, 2) + 0.0:,.2f}"]
        for t in found.temptations
    ]
    headers = ("team", "tale", "gain [points]", "others lose [points]")
    told(f"{loaded.name or 'Scenario'}: who would gain by a tale", gaming_sentences(found), headers, rows, 2)
