"""Limits and names as they are typed: in the rule's own unit, with a share in percent, and by the names people use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.desktop.fields.columns import Column
from planner.desktop.fields.worded import Worded
from planner.desktop.open.editing.limits import amount_of
from planner.domain.rule import UNITS, Dimension
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.words.measures import unit_of
from planner.words.selections import titles

SHARE = Column("Limit", ("at_most",), "", editor="number", number=True, percent=True, is_sign_needed=True)
MONEY = "currency"
"""What limits on cost are in; which one is the scenario's."""
AMOUNTS: dict[str, Column] = {measure: Column("Limit", ("at_most",), "", unit or MONEY, editor="number", number=True)
           for measure, unit in UNITS.items()} | {"gpu_share": SHARE}  # fmt: skip


def amounts_of(measure: str, side: str = "at_most") -> Column:
    """How a limit of a measure is written."""
    known = AMOUNTS.get(measure) or replace(AMOUNTS["funded"], unit=unit_of(measure, ""))
    return replace(known, steps=(side,))


def unread(measure: str, text: str) -> str:
    """Why a text is no limit."""
    try:
        amount_of(measure, amounts_of(measure).read(text))
    except InputError as error:
        return error.faults[0].message
    return ""


class Names:
    """The names of a dimension, as people use them and as the file does."""

    def __init__(self, scenario: Scenario, dimension: Dimension) -> None:
        self.titles = titles(scenario, dimension)
        self._ids = {title: name for name, title in self.titles.items()}
        steps = ("of", dimension)
        self.column = Column(dimension, steps, "", editor="names", listed=True)
        """Names as people use them."""
        self.entered = replace(self.column, worded=Worded(self._typed, self._plain))
        """The same, read as the file uses them; what nothing is called stays as it is typed."""

    def _typed(self, ids: Sequence[str]) -> str:
        return self.column.typed([self.titles.get(name, name) for name in ids])

    def _plain(self, text: str) -> str:
        return self.column.typed([self.name_of(str(title)) for title in self.column.read(text) or ()])

    def name_of(self, title: str) -> str:
        """What the file calls the one that is called so."""
        return self._ids.get(title, title)
