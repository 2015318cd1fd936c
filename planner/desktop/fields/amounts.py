"""Limits and names as they are typed: in the rule's own unit, with a share in percent, and by the names people use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.desktop.fields.columns import Column
from planner.desktop.fields.sentences import titles
from planner.desktop.open.editing.rules import limit_of
from planner.domain.rule import UNITS, Dimension, Measure
from planner.domain.scenario import Scenario
from planner.errors import InputError

SHARE = Column("Limit", ("at_most",), "", editor="number", number=True, percent=True, is_sign_needed=True)
MONEY = "currency"
"""What limits on cost are in; which one is the scenario's."""
AMOUNTS = {measure: Column("Limit", ("at_most",), "", unit or MONEY, editor="number", number=True)
           for measure, unit in UNITS.items()} | {"gpu_share": SHARE}  # fmt: skip


def amounts_of(measure: Measure, side: str = "at_most") -> Column:
    """How a limit of a measure is written."""
    return replace(AMOUNTS[measure], steps=(side,))


def read_amount(measure: Measure, text: str) -> float | None:
    """The limit that a text says; None for an empty one. Raises InputError for what is none."""
    return limit_of(measure, amounts_of(measure).read(text))


def unread(measure: Measure, text: str) -> str:
    """Why a text is no limit."""
    try:
        read_amount(measure, text)
    except InputError as error:
        return error.faults[0].message
    return ""


class Names:
    """The names of a dimension, as people use them and as the file does."""

    def __init__(self, scenario: Scenario, dimension: Dimension) -> None:
        self.titles = titles(scenario, dimension)
        self._ids = {title: name for name, title in self.titles.items()}
        self.column = Column(dimension, ("of", dimension), "", editor="names", listed=True)

    def typed(self, ids: Sequence[str] | None) -> str:
        """The text that stands for some of them."""
        return self.column.typed([self.titles.get(name, name) for name in ids or ()])

    def read(self, text: str) -> list[str]:
        """What the file calls those that a text names; what nothing is called stays as it is typed.

        Raises InputError for a quote that is not closed.
        """
        return [self._ids.get(str(title), str(title)) for title in self.column.read(text) or ()]
