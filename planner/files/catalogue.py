"""Accelerators in use, with the source of every figure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from planner.domain.inventory import Accelerator
from planner.errors import InputError

_INSTALLED = Path(__file__).parents[1] / "resources" / "accelerators.yaml"
_CHECKOUT = Path(__file__).parents[2] / "resources" / "accelerators.yaml"


@cache
def catalogue() -> dict[str, Accelerator]:
    """Every accelerator of the catalogue by name; raises InputError where the file is missing or broken."""
    file = _INSTALLED if _INSTALLED.exists() else _CHECKOUT
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return TypeAdapter(dict[str, Accelerator]).validate_python(data)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise InputError(f"{file}: the catalogue of accelerators can't be read: {error}") from None
