"""Files that come with the planner."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(name: str) -> Traversable:
    """A file or folder of ``resources/``: inside the package where it is installed, beside it in a checkout."""
    installed = resources.files("planner") / "resources" / name
    is_there = installed.is_file() or installed.is_dir()
    return installed if is_there else Path(__file__).parents[2] / "resources" / name
