"""``gpu-planner weights``"""

from __future__ import annotations

import typer

from planner.cli.choices import Json, ScenarioFile, Sets, Table
from planner.cli.many import check_table, keep, print_json, records, told
from planner.cli.progress import counted


def weights(scenario: ScenarioFile, output: Table = None, sets: Sets = None, json: Json = False) -> None:
    """Say how far each weight may move before another plan is better."""
    import planner
    from planner.errors import StoppedError
    from planner.tradeoffs.weights import Weights
    from planner.tradeoffs.weights import weights as solved
    from planner.tradeoffs.words_many import stable_sentence

    check_table(output)
    loaded = planner.load(scenario, sets or ())
    intervals = []
    with counted() as progress:
        show, asked = progress.steps("solving"), max(len(loaded.value.weights or {}), 1)
        try:
            for found in solved(loaded, control=progress.control):
                intervals.append(found)
                show(len(intervals), max(asked, len(intervals)))
        except StoppedError:
            typer.echo(f"stopped: {len(intervals)} weights are done, and kept", err=True)
    everything = Weights(loaded, tuple(intervals))
    keep(everything.frame, output)
    if json:
        print_json(records(everything.frame))
        return
    told(f"{loaded.name or 'Scenario'}: how far weights may move", map(stable_sentence, intervals))
