"""``gpu-planner app``"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from planner.errors import InputError


def app(
    workspace: Annotated[
        Path | None, typer.Argument(metavar="[WORKSPACE]", help="Folder of scenarios; left out: the samples.")
    ] = None,
) -> None:
    """Open the desktop app."""
    if workspace is not None and not workspace.exists():
        raise InputError(f"{workspace}: there is no such folder; `gpu-planner new {workspace}` makes one")
    command = [sys.executable, "-P", "-m", "planner.desktop", *([str(workspace)] if workspace is not None else [])]
    code = subprocess.call(command)  # -P: what lies in the current folder, perhaps a workspace, is not imported
    if code:
        raise typer.Exit(code)
