"""``gpu-planner sweep``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.choices import Chart, Cluster, Dark, Gap, Json, ScenarioFile, Sets, Table, TimeLimit, Workers
from planner.cli.drawing import check_chart, draw
from planner.cli.many import check_table, crew, keep, print_json, records, say_stopped, told

if TYPE_CHECKING:
    import pandas as pd


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
    import planner
    from planner.tradeoffs.many_solves.grid import axis
    from planner.tradeoffs.many_solves.grid import sweep as solved

    check_table(output)
    check_chart(chart)
    loaded = planner.load(scenario, sets or ())
    axes = [axis(text) for text in vary]
    known = _known(output, [each.path for each in axes])
    with crew("solving", workers, cluster) as (who, _):
        for found in solved(loaded, axes, known=known, gap=gap, time_limit=time_limit, crew=who):
            keep(found.frame, output)
    say_stopped(len(found.frame), found.size)
    if chart is not None:
        from planner.charts.grid import grid as drawing

        draw(chart, dark, lambda theme: drawing(found.frame, [each.path for each in axes], theme))
    if json:
        print_json(records(found.frame))
        return
    headers = [*(each.path.rpartition(".")[2] for each in axes), "points", f"cost [{loaded.currency}]", "served", ""]
    rows = [_row(row, [each.path for each in axes], loaded.currency) for row in records(found.frame)]
    title = f"{loaded.name or 'Scenario'}: {', '.join(each.path for each in axes)}"
    told(title, [f"{len(found.frame)} of {found.size} points are solved."], headers, rows, len(axes))


def _known(output: Path | None, paths: list[str]) -> pd.DataFrame | None:
    """The table of a run that was stopped; None where there is none."""
    import pandas as pd

    from planner.errors import InputError

    if output is None or not output.exists():
        return None
    try:
        return pd.read_csv(output, dtype=dict.fromkeys(["scenario", *paths], str))
    except (OSError, ValueError) as error:
        raise InputError(f"{output}: is there and can't be read as a table ({' '.join(str(error).split())})") from None


def _row(row: dict[str, Any], paths: list[str], currency: str) -> list[str]:
    varied = [str(row[path]) for path in paths]
    if row["status"] != "optimal":
        return [*varied, "–", "–", "–", str(row["status"])]
    served = sum(int(row[name]) for name in ("funded", "trimmed", "deferred"))
    return [*varied, f"{row['value_points']:,.2f}", f"{row[f'cost_{currency.lower()}']:,.0f}", str(served), ""]
