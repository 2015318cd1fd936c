"""How the accelerators of the catalogue are called elsewhere, from ``resources/card-names.yaml``."""

from __future__ import annotations

from functools import cache

import yaml

from planner.domain.cards import CardNames
from planner.files.resources import resource


@cache
def card_names() -> CardNames:
    """The names of all cards, read once."""
    text = resource("card-names.yaml").read_text(encoding="utf-8")
    return CardNames.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
