"""``gpu-planner robustness``"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

import planner
from planner.cli.as_json import print_json, records
from planner.cli.choices import Chart, Cluster, Dark, Gap, Json, ScenarioFile, Sets, Table, TimeLimit, Workers
from planner.cli.console import told
from planner.cli.drawing import check_chart, draw
from planner.cli.keeping import check_table, keep, kept, load_apart
from planner.cli.many import crew, say_stopped
from planner.tradeoffs.many_solves.robustness import Spread, check_known
from planner.tradeoffs.sentences.many import robustness_sentences, served_words
from planner.words.amounts import percent


def robustness(
    scenario: ScenarioFile,
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=1, help="Futures to solve.")] = 200,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="The same seed, the same answer.")] = 0,
    value: Annotated[
        float | None, typer.Option("--value", metavar="PERCENT", min=0.0, help="Spread of values that one is sure of.")
    ] = None,
    demand: Annotated[
        float | None, typer.Option("--demand", metavar="PERCENT", min=0.0, help="Spread of demands.")
    ] = None,
    late: Annotated[
        float | None,
        typer.Option("--late", metavar="PERCENT", min=0.0, max=95.0, help="Chance that a delivery slips."),
    ] = None,
    output: Table = None,
    keep_draws: Annotated[
        Path | None,
        typer.Option("--draws-in", metavar="FILE.csv", help="Keep every draw here; a stopped run goes on from it."),
    ] = None,
    sets: Sets = None,
    gap: Gap = 1e-3,
    time_limit: TimeLimit = None,
    workers: Workers = None,
    cluster: Cluster = "",
    chart: Chart = None,
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Draw values, demands and delivery dates again and again: which decisions hold, and which guess to check first.

    The spread of a value grows with what the request lacks in confidence. Spreads that are left out are those of the
    scenario's assumptions.
    """
    check_table(output)
    check_table(keep_draws)
    check_chart(chart)
    loaded = load_apart(scenario, sets, output, keep_draws, chart)
    assumed = Spread.of(loaded)
    given = {"value": value, "demand": demand, "late": late}
    spread = replace(assumed, **{name: part / 100 for name, part in given.items() if part is not None})
    known = kept(keep_draws, lambda table: check_known(table, loaded, draws, seed, spread))
    with crew("drawing", workers, cluster) as who:
        found = planner.robustness(loaded, draws, seed=seed, spread=spread, gap=gap or 0.0, time_limit=time_limit,
                                   known=known, crew=who)  # fmt: skip
    keep(found.draw_frame, keep_draws)
    say_stopped(len(found.draws), draws)
    keep(found.frame, output)
    draw(chart, dark, "robustness", found)
    if json:
        guesses = [{"input": g.input.title(loaded), "points": g.points} for g in found.guesses]
        document = {"seed": seed, "draws": len(found.draws), "value": found.value, "check_first": guesses,
                    "proof": found.proof}  # fmt: skip
        print_json(document | {"requests": records(found.frame)})
        return
    count = len(found.solved)
    rows = [
        [str(row["name"]), str(row["decision"]), served_words(row["served"], count), percent(row["mean_share"]),
         "yes" if row["holds"] else ""]
        for row in records(found.frame)
    ]  # fmt: skip
    headers = ("request", "today", "served in", "mean share", "holds")
    told(f"{loaded.name or 'Scenario'}: how firmly the plan stands", robustness_sentences(found), headers, rows, 2)
