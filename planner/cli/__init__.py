"""The command line: ``gpu-planner``."""

from planner.cli.app import main

__all__ = ["main"]
