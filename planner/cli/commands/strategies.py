"""``gpu-planner strategies``"""

from __future__ import annotations

import json as encoder
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from planner.cli.choices import Chart, Dark, Json, ScenarioFile, Sets, Table, Workers
from planner.cli.drawing import check_chart, draw
from planner.cli.explain import plain
from planner.cli.progress import counted

if TYPE_CHECKING:
    from planner.tradeoffs.many_solves.strategies import Strategies


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
    import planner
    from planner.files.atomic import check_writable
    from planner.files.export import check_frame_ending, write_frame

    if output is not None:
        check_frame_ending(output)
        check_writable(output)
    check_chart(chart)
    loaded = planner.load(scenario, sets or ())
    with counted() as progress:
        found = planner.strategies(
            loaded, workers=workers, control=progress.control, on_step=progress.steps("sharing out")
        )
    if found.stopped:
        typer.echo(f"stopped: without {', '.join(found.stopped)}", err=True)
    if output is not None:
        write_frame(found.frame, output)
    if chart is not None:
        from planner.charts.strategies import strategies as drawing

        draw(chart, dark, lambda theme: drawing(found, theme))
    if json:
        document = {
            "scenario": loaded.name,
            "error": found.error,
            "strategies": [asdict(outcome) for outcome in (found.optimum, *found.others)],
        }
        sys.stdout.write(encoder.dumps(plain(document), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(found)


def _print(found: Strategies) -> None:
    from planner.cli.table import a_console, one_line, print_sentence, print_table
    from planner.tradeoffs.sentences import compare as words
    from planner.words.amounts import narrow_points

    console = a_console()
    console.print(one_line(found.scenario.name) or "Strategies", style="bold")
    print_sentence(console, words.strategies_sentence(found), 0)
    console.print()
    best = found.optimum.points
    rows = [
        [
            outcome.name,
            narrow_points(outcome.points),
            f"{100 * outcome.points / best:.1f} %" if best > 0 else "–",
            narrow_points(outcome.lost) if outcome is not found.optimum else "–",
            str(outcome.funded),
        ]
        for outcome in (found.optimum, *found.others)
    ]
    print_table(console, ("strategy", "points", "of the optimum", "lost", "served"), rows)
    console.print()
    for outcome in found.others:
        print_sentence(console, f"{words.strategy_sentence(found, outcome)} Its rule: {outcome.rule}.")
    for outcome in found.others:
        if sentence := words.unknown_sentence(outcome):
            print_sentence(console, sentence)
