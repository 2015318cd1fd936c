"""``gpu-planner strategies``"""

from __future__ import annotations

from dataclasses import asdict

import planner
from planner.cli.as_json import print_json
from planner.cli.choices import Chart, Dark, Json, ScenarioFile, Sets, Table, Workers
from planner.cli.console import a_console, print_sentence, print_table, say
from planner.cli.drawing import check_chart, draw
from planner.cli.keeping import check_table, keep, load_apart
from planner.cli.progress import counted
from planner.letters import one_line
from planner.tradeoffs.many_solves.strategies import Strategies
from planner.tradeoffs.sentences import compare as words
from planner.words.amounts import narrow_points


def strategies(
    scenario: ScenarioFile,
    output: Table = None,
    sets: Sets = None,
    workers: Workers = None,
    chart: Chart = None,
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Compare the best plan with simple ways to share out GPUs, each within the same limits: what optimising is worth.

    By contribution per GPU, highest value, size, order of the file, equal parts, and RICE where its columns are given.
    """
    check_table(output)
    check_chart(chart)
    loaded = load_apart(scenario, sets, output, chart)
    with counted() as progress:
        steps = progress.steps("sharing out")
        found = planner.strategies(loaded, workers=workers, control=progress.control, on_step=steps)
    if found.stopped:
        say(f"stopped: without {', '.join(found.stopped)}", err=True)
    keep(found.frame, output)
    draw(chart, dark, "strategies", found)
    if json:
        every = [asdict(outcome) for outcome in (found.optimum, *found.others)]
        print_json({"scenario": loaded.name, "error": found.error, "strategies": every})
    else:
        _print(found)


def _print(found: Strategies) -> None:
    console = a_console()
    console.print(one_line(found.scenario.name) or "Strategies", style="bold")
    print_sentence(console, words.strategies_sentence(found), 0)
    if found.scenario.objective != "value":
        print_sentence(console, "All of these go for value, whatever the objective of the scenario is.", 0)
    console.print()
    best = found.optimum.points
    rows = [
        [
            outcome.name,
            narrow_points(outcome.points),
            f"{100 * outcome.points / best:.1f} %" if best > 0 else "–",
            narrow_points(max(outcome.lost, 0.0)) if outcome is not found.optimum else "–",
            str(outcome.funded),
        ]
        for outcome in (found.optimum, *found.others)
    ]
    print_table(console, ("strategy", "points", "of the best", "less", "served"), rows)
    console.print()
    for outcome in found.others:
        print_sentence(console, words.strategy_sentence(found, outcome))
    for outcome in found.others:
        if sentence := words.unknown_sentence(outcome):
            print_sentence(console, sentence)
