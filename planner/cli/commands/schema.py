"""``gpu-planner schema``"""

from __future__ import annotations

import json

import typer

from planner.files import schema as scenario_schema


def schema() -> None:
    """Print the JSON Schema of scenario files, with which editors complete and check them."""
    typer.echo(json.dumps(scenario_schema(), indent=2, ensure_ascii=False).encode())
