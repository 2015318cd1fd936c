"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ScenarioFile = Annotated[
    Path,
    typer.Argument(metavar="SCENARIO", help="Scenario file (YAML), or - for standard input.", show_default=False),
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one value, as rules.Budget.at_most=3e6; may be repeated."),
]
TimeLimit = Annotated[
    float | None,
    typer.Option("--time-limit", metavar="S", min=0.0, help="Longest solve in seconds; keeps the best plan."),
]
Gap = Annotated[
    float | None,
    typer.Option("--gap", metavar="G", min=0.0, max=1.0, help="Proved distance to the optimum to stop at."),
]
Solver = Annotated[
    str | None,
    typer.Option(
        "--solver", metavar="NAME", help="Have another solver search: scip, cbc … as PuLP finds them installed."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of a table.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Table = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.csv", help="Write the table as CSV.", show_default=False)
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=256, help="Solves at once; left out: one for each core."),
]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Solve on a Dask cluster, as tcp://10.0.0.5:8786.")
]
Chart = Annotated[
    Path | None,
    typer.Option(
        "--chart", metavar="FILE", help="Draw it: .png, .svg or .pdf; .csv for its table.", show_default=False
    ),
]
Dark = Annotated[bool, typer.Option("--dark", help="Draw on dark ground.")]
