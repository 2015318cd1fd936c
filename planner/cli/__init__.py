"""The command line: ``gpu-planner``."""

from __future__ import annotations

import os
import sys

from planner.cli.listed import COMPLETING


def main() -> None:
    """Run the command line, or complete a line of it; ends the process with its exit code."""
    if COMPLETING in os.environ:
        from planner.cli.completing import answer  # a shell waits at every key: nothing else is loaded

        answer(sys.argv[1:], os.environ[COMPLETING])
        return
    from planner.cli.app import main as run  # which loads the library of commands

    run()


__all__ = ["main"]
