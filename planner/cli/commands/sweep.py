"""``gpu-planner sweep``"""

from __future__ import annotations

from typing import Annotated, Any

import typer

import planner
from planner.cli.as_json import print_json, records
from planner.cli.choices import Chart, Cluster, Dark, Gap, Json, ScenarioFile, Sets, Table, TimeLimit, Workers
from planner.cli.console import told
from planner.cli.drawing import check_chart, draw
from planner.cli.keeping import check_table, keep, kept, load_apart
from planner.cli.many import crew, say_stopped
from planner.domain.plan import SOLVED
from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.grid import axis, check_known
from planner.tradeoffs.sentences.proof import proof_words
from planner.words.names import field_words, listed, plural


def sweep(
    scenario: ScenarioFile,
    vary: Annotated[
        list[str],
        typer.Option(
            "--vary",
            metavar="PATH=FROM:TO:STEP",
            help="A figure and its values, also as PATH=value,value; may be repeated.",
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
    """Solve every combination of some figures: one row each.

    Ctrl-C keeps what is done; the same command goes on where it stopped, as the table of -o says what is done.
    """
    check_table(output)
    check_chart(chart)
    loaded = load_apart(scenario, sets, output, chart)
    axes = [axis(text) for text in vary]
    paths = [each.path for each in axes]
    known = kept(output, lambda table: check_known(table, loaded, axes))
    with crew("solving", workers, cluster) as who:
        for found in planner.sweep(loaded, axes, known=known, gap=gap, time_limit=time_limit, crew=who):
            keep(found.frame, output)
    say_stopped(len(found.frame), found.size)
    draw(chart, dark, "grid", found.frame, paths)
    if json:
        print_json(records(found.frame))
        return
    named = [_heading(loaded, path) for path in paths]
    headers = [*named, "points", f"cost [{loaded.currency}]", "served", ""]
    rows = [_row(row, paths, loaded.currency) for row in records(found.frame)]
    title = f"{loaded.name or 'Scenario'}: {listed(named)}"
    told(
        title,
        [f"{len(found.frame)} of {found.size} {plural('combination', found.size)} solved."],
        headers,
        rows,
        len(axes),
    )


def _heading(scenario: Scenario, path: str) -> str:
    """``Budget, upper limit`` for ``rules.Budget.at_most``, ``H100 in Ohio, GPUs`` for ``pools.h100.gpus``"""
    collection, *steps = path.split(".")
    titles: dict[str, str] = {}
    if collection == "pools":
        titles = {pool.id: pool.title for pool in scenario.pools}
    elif collection == "requests":
        titles = {request.id: request.title for request in scenario.requests}
    return ", ".join(titles.get(step, field_words(step)) for step in steps) or field_words(path)


def _value(value: Any) -> str:
    """A value of an axis, numbers with their digits in groups."""
    try:
        return f"{float(value):,.12g}"
    except ValueError:
        return str(value)


def _row(row: dict[str, Any], paths: list[str], currency: str) -> list[str]:
    varied = [_value(row[path]) for path in paths]
    if row["status"] not in SOLVED:
        return [*varied, "–", "–", "–", str(row["status"])]
    served = sum(int(row[name]) for name in ("funded", "trimmed", "deferred"))
    proof = proof_words(str(row["status"]), float(row["gap"]))
    return [*varied, f"{row['value_points']:,.2f}", f"{row[f'cost_{currency.lower()}']:,.0f}", str(served), proof]
