"""``gpu-planner weights``"""

from __future__ import annotations

import planner
from planner.cli.as_json import print_json, records
from planner.cli.choices import Chart, Dark, Json, ScenarioFile, Sets, Table, Workers
from planner.cli.console import told
from planner.cli.drawing import check_chart, draw
from planner.cli.keeping import check_table, keep, load_apart
from planner.cli.progress import counted
from planner.tradeoffs.many_solves.weights import Weights
from planner.tradeoffs.sentences.many import stable_sentence


def weights(
    scenario: ScenarioFile,
    output: Table = None,
    sets: Sets = None,
    workers: Workers = None,
    chart: Chart = None,
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Say how far each weight may move before another plan is better."""
    check_table(output)
    check_chart(chart)
    loaded = load_apart(scenario, sets, output, chart)
    with counted() as progress:
        steps = progress.steps("solving")
        intervals = planner.weights(loaded, workers=workers, control=progress.control, on_step=steps)
    everything = Weights(loaded, intervals)
    keep(everything.frame, output)
    draw(chart, dark, "weights", everything)
    if json:
        print_json(records(everything.frame))
        return
    told(
        f"{loaded.name or 'Scenario'}: how far weights may move",
        (stable_sentence(found, loaded) for found in intervals),
    )
