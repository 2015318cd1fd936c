"""``gpu-planner gaming``"""

from __future__ import annotations

from typing import Annotated

import typer

import planner
from planner.cli.as_json import print_json, records
from planner.cli.choices import Cluster, Gap, Json, ScenarioFile, Sets, Table, TimeLimit, Workers
from planner.cli.console import told
from planner.cli.keeping import check_table, keep, load_apart
from planner.cli.many import crew
from planner.tradeoffs.sentences.many import gaming_sentences
from planner.words.amounts import narrow_points
from planner.words.names import team_words


def gaming(
    scenario: ScenarioFile,
    by: Annotated[
        float, typer.Option("--by", metavar="PERCENT", min=0.1, max=99.0, help="How far a claim is off the truth.")
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
    loaded = load_apart(scenario, sets, output)
    with crew("solving", workers, cluster) as who:
        found = planner.gaming(loaded, by / 100, gap=gap or 0.0, time_limit=time_limit, crew=who)
    keep(found.frame, output)
    if json:
        print_json(records(found.frame))
        return
    rows = [[team_words(t.team), t.tale, _points(t.gain), _points(t.others)] for t in found.temptations]
    headers = ("team", "claim", "gains [points]", "others lose [points]")
    told(
        f"{loaded.name or 'Scenario'}: who would gain by being off the truth", gaming_sentences(found), headers, rows, 2
    )


def _points(amount: float) -> str:
    return narrow_points(round(amount, 2) + 0.0).replace("-", "−")
