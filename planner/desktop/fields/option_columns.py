"""Columns for the fields of an option, as they stand inside of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from planner.desktop.fields.columns import Column
from planner.desktop.fields.demand_columns import MINIMUM, RUNNING, SIZES
from planner.desktop.fields.described import described, in_currency
from planner.desktop.look.words import tr
from planner.domain.request import Option
from planner.domain.scenario import Scenario
from planner.words.names import metric_title


def option_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns but those of the demand; what an option leaves out it takes from the request."""
    shared = (replace(column, blank="as the request") for column in (MINIMUM, *RUNNING, *SIZES))
    people = (_of(name, "people", name, blank="none besides", step=0.5, hidden=True) for name in scenario.role_by_id)
    own = (_attribute(name) for name in scenario.attributes)
    return (*in_currency(_OWN, scenario.currency), *shared, *people, *own, _NOTES)


def _attribute(name: str) -> Column:
    """A figure of the user's own, besides what the request has of it."""
    title = metric_title(name)
    tip = tr("{title} that it takes once when it is chosen, on top of the request's own", title=title)
    return _of(title, "attributes", name, tip=tip, unit="", blank="none besides", hidden=True)


_of = partial(described, Option)
_OWN = (
    _of("Name", "name"),
    _of("Id", "id"),
    _of("Value", "value", blank="100 %", percent=True, is_sign_needed=True),  # it may be more than the whole: 120 %
    _of("Cost", "cost", blank="none besides"),
    _of("Max GPUs", "max_gpus", blank="as its demand"),
)
_NOTES = _of("Notes", "notes")
