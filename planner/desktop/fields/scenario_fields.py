"""Fields of the scenario itself as data: what each is called and means, and how its values are written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import get_args

from planner.desktop.fields.columns import Column
from planner.desktop.fields.described import described
from planner.desktop.fields.worded import DATE, Worded, called
from planner.desktop.look.words import tr
from planner.domain.calendar import Unit
from planner.domain.scenario import Scenario
from planner.files.cells import cell_text
from planner.words.names import metric_title

_of = partial(described, Scenario)
_line = partial(_of, editor="text", number=False, unit="")


def _pick(title: str, *steps: str, texts: Mapping[str, str]) -> Column:
    return _of(title, *steps, editor="pick", choices=lambda _: list(map(tr, texts.values())), worded=called(texts))


PROPERTIES = (
    _line("Name", "name"),
    _of("Notes", "notes"),
    _line("First period", "calendar", "start", worded=DATE),
    _line("Number of periods", "calendar", "periods"),
    _pick("Length of a period", "calendar", "unit", texts={each: each for each in get_args(Unit)}),
    _line("Currency", "currency"),
    _pick("Value counts", "value", "scale", texts={"share": "by shares: 100 in all", "raw": "weight × metric"}),
    _pick("Value is discounted by", "value", "discount", texts={"none": "nothing", "confidence": "confidence"}),
    _of("Headline metric", "value", "headline", choices=lambda s: ["", *s.metrics], blank="that of the largest weight"),
    _line("Proof within", "solver", "gap", percent=True),
    _line("Longest solve [s]", "solver", "time_limit", blank="as long as it takes"),
    _line("Processor cores", "solver", "threads", blank="as many as are useful"),
    _line("Random start", "solver", "seed"),
)
ASSUMPTIONS = (
    _line("Values may be off by", "assumptions", "value", percent=True),
    _line("Demands may be off by", "assumptions", "demand", percent=True),
    _line("A delivery slips with a chance of", "assumptions", "late", percent=True),
)
"""What is assumed of the futures in which a plan may find itself."""
_WEIGHT = Worded(lambda value: cell_text(value, ("weight",)), lambda text: text.strip().removesuffix("%"))
"""Weights are parts of each other: 40 % is 40."""
TARGET = _of("Value to capture", "objective", "cost", "target_value", unit="points")


def weight_column(metric: str) -> Column:
    """How much a metric counts."""
    title = tr("Weight of {metric}", metric=metric_title(metric).lower())
    return _of(title, "value", "weights", metric, worded=_WEIGHT)


def part_column(team: str) -> Column:
    """To what part of every pool a team is entitled; more than all of it is taken for a sign that was forgotten."""
    title = tr("Part of team {team}", team=team)
    return _of(title, "entitlements", team, blank="equal part", is_sign_needed=True)


def title_of(path: tuple[str | int, ...]) -> str:
    """What a field of the scenario is called: ``First period``, ``Weight of revenue``; nothing where it is unknown."""
    match path:
        case ("value", "weights", metric):
            return weight_column(str(metric)).title
        case ("entitlements", team):
            return part_column(str(team)).title
        case ("objective", *_):
            return tr(TARGET.title)
    return next((tr(each.title) for each in (*PROPERTIES, *ASSUMPTIONS) if each.steps == path), "")
