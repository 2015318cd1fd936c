"""``gpu-planner new``"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.atomic import replace_file
from planner.cli.console import say
from planner.errors import InputError
from planner.files import parse
from planner.files.editors import MODELINE, SCHEMA_FILE
from planner.files.inputs.book import tables_book
from planner.files.inputs.dictionary import TITLES
from planner.files.inputs.tables import csv_tables
from planner.files.schema import schema_text
from planner.files.yaml_tree import read_yaml
from planner.words.names import listed

BASELINE = """\
# A scenario: what there is to share out, who asks for it, and what must hold.
# `gpu-planner solve baseline.yaml` finds the best plan; `gpu-planner schema` describes every field.
format: 1
name: Baseline
notes: A first scenario. Replace the figures by your own.
currency: USD
calendar: {start: 2027-01, periods: 6, unit: month}

pools:
  - id: h100
    accelerator: H100-SXM
    region: us-east
    gpus: {2027-01: 96, 2027-04: 160}   # a delivery in April
    availability: 0.93
    cost_per_gpu_hour: 2.10
    on_demand: {gpus: 16, cost_per_gpu_hour: 4.50}
  - {id: a100, accelerator: A100-80GB, region: us-east, gpus: 96, availability: 0.95, cost_per_gpu_hour: 1.20}

people:
  - {role: ml-engineer, fte: 8}

requests:
  - id: assistant
    name: Assistant for all users
    product: Assistant
    team: apps
    metrics: {revenue: 9_000_000, daily_active_users: 400_000}
    window: [2027-02, 2027-06]
    demand: {gpus: 90}
    runs_on: {H100-SXM: 1.0, A100-80GB: 0.45}
    minimum: 0.5
    people: {ml-engineer: 3}
  - id: code-model
    name: Code model, next generation
    product: Studio
    team: research
    kind: training
    metrics: {revenue: 6_000_000}
    demand: {gpu_hours: 150_000, max_gpus: 128}
    runs_on: {H100-SXM: 1.0}
    minimum: 1
    people: {ml-engineer: 4}
  - id: support-bot
    name: Support bot
    product: Support
    team: apps
    metrics: {revenue: 2_500_000, daily_active_users: 50_000}
    options:
      - {id: full, demand: {gpu_hours: 90_000}, runs_on: {H100-SXM: 1.0}}
      - {id: distilled, demand: {gpu_hours: 30_000}, runs_on: {A100-80GB: 1.0}, value: 0.8}
    minimum: 1
  - id: search-ranking
    name: Search ranking refresh
    product: Search
    team: search
    kind: fine-tuning
    metrics: {revenue: 3_000_000, daily_active_users: 150_000}
    demand: {gpu_hours: 120_000}
    runs_on: {H100-SXM: 1.0, A100-80GB: 0.5}
  - id: notebooks
    name: Notebooks for research
    product: Studio
    team: research
    kind: research
    metrics: {revenue: 900_000}
    demand: {gpus: 24}
    runs_on: {H100-SXM: 1.0, A100-80GB: 0.45}

value:
  weights: {revenue: 60, daily_active_users: 40}

rules:
  - {name: Budget, measure: cost, at_most: 1_200_000}
"""

KINDS = ("csv", "xlsx")
"""What tables beside a scenario are."""

VARIANT = """\
# A variant: only what differs from the scenario that it extends.
format: 1
extends: baseline.yaml
name: The April delivery slips to June
changes:
  pools:
    h100: {gpus: {2027-01: 96, 2027-06: 160}}
"""


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to make, or an empty one.")],
    tables: Annotated[
        str | None,
        typer.Option(
            "--tables", metavar="KIND", help="Lists in tables beside the scenario: csv, or xlsx.", show_default=False
        ),
    ] = None,
) -> None:
    """Make a workspace: a small scenario that solves, and a variant of it.

    Beside them lies the JSON Schema by which editors complete and check both; it needs no network.
    """
    if tables not in (None, *KINDS):
        raise InputError(f"--tables {tables}: tables are {' or '.join(KINDS)}")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder")
    files = {folder / name: content for name, content in _files(tables).items()}
    for file in files:
        if file.exists():
            raise InputError(f"{file}: is there already; nothing was changed. Name another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: can't be made: {error.strerror or error}") from None
    for file, content in files.items():
        replace_file(file, content)
    say(f"Made {listed([*map(str, files)])}: the last of them is for editors, which complete and check by it.")
    say(f"Next: gpu-planner solve {folder / 'baseline.yaml'}")


def _files(tables: str | None) -> dict[str, bytes]:
    """What the workspace holds, by name; with tables, the scenario names them in place of its lists."""
    beside = {"late-delivery.yaml": (MODELINE + VARIANT).encode(), SCHEMA_FILE: schema_text().encode()}
    if tables is None:
        return {"baseline.yaml": (MODELINE + BASELINE).encode(), **beside}
    scenario = parse(read_yaml(BASELINE))
    if tables == "csv":
        found = {f"{name}.csv": content for name, content in csv_tables(scenario).items()}
        names = {name: f"{name}.csv" for name in csv_tables(scenario)}
    else:
        found = {"tables.xlsx": tables_book(scenario)}
        names = {name: f"tables.xlsx#{title}" for name, title in TITLES.items()}
    return {"baseline.yaml": (MODELINE + _naming(names)).encode(), **found, **beside}


def _naming(tables: dict[str, str]) -> str:
    """The scenario's text with the names of tables in place of its lists."""
    parts = []
    for block in BASELINE.split("\n\n"):
        key = block.partition(":")[0]
        parts.append(f"{key}: {tables[key]}" if key in tables else block)
    return "\n\n".join(parts).rstrip("\n") + "\n"
