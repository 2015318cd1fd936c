"""Columns as data: which field, its title, unit and meaning, and what may be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planner.desktop.fields.worded import Worded
from planner.desktop.look.dates import plain_date
from planner.desktop.look.numbers import as_parts, number_text, percent_text
from planner.desktop.look.words import tr
from planner.desktop.open.editing.fields import Steps, value_at
from planner.domain.base import Noun
from planner.domain.rule import Dimension
from planner.domain.scenario import Scenario
from planner.files.cells import cell_text, cell_value

type Choices = Callable[[Scenario], Sequence[str]]
type Editor = Literal[
    "text", "notes", "number", "series", "payments", "choice", "period", "names", "speeds", "curve", "pick"
]
"""What a value is edited with; speeds are names of accelerators, each with a number or without, and of what is picked
nothing else can be typed."""


@dataclass(frozen=True)
class Column:
    """One field of every element of a collection."""

    title: str
    steps: Steps
    tip: str
    unit: str = ""
    editor: Editor = "text"
    blank: str = ""
    """What it means where it is left out."""
    step: float = 1.0
    """What an arrow key adds to a number [unit]."""
    number: bool = False
    """Numbers stand at the right."""
    listed: bool = False
    """It may hold several entries, written with commas."""
    percent: bool = False
    """It holds parts of one, which are shown in per cent."""
    is_sign_needed: bool = False
    """Whether only a number with its sign is one in per cent; else one above 1 is, too."""
    choices: Choices | None = None
    """What may be chosen."""
    open: bool = False
    """Whether the list of what may be chosen begins with nothing at all."""
    hidden: bool = False
    """Whether it has to be asked for, in the column chooser."""
    width: int = 110
    """[px]"""
    also: str = ""
    """What other tables call it in their titles."""
    plan: str = ""
    """The column of ``plan.requests`` that it shows; such a column can't be edited."""
    spoken: Callable[[Any], str] | None = None
    """A value in a few words, where all that it holds is too much to be looked at."""
    worded: Worded | None = None
    """How it is written where people write it otherwise than files do."""

    @property
    def key(self) -> str:
        return ".".join(map(str, self.steps))

    @property
    def editable(self) -> bool:
        return not self.plan

    @property
    def takes_percent(self) -> bool:
        """Whether 40 % may be typed for 0.4; 40 % of a unit means nothing."""
        return self.percent or not self.unit

    @property
    def explained(self) -> str:
        """What it means, and in which unit."""
        said = tr(self.tip) + (f" [{self.unit}]" if self.unit else "")
        if hint := self._hint:
            said += "\n" + hint
        return said

    @property
    def _hint(self) -> str:
        """How it is typed, where that has to be said."""
        if self.percent:
            return tr("Typed as 75, 75 % or 0.75") if self.editable and not self.is_sign_needed else ""
        if self.editor == "series":
            return tr("One number, one for each period, or steps such as 2027-01: 256, 2027-04: 384")
        if self.editor == "payments":
            return tr("One amount, one for each period, or amounts by date such as 2027-02: 40000, 2027-05: 10000")
        return tr("Typed as 50 % -> 80 %") if self.editor == "curve" else ""

    def value(self, element: Any) -> Any:
        return value_at(element, self.steps)

    def shown(self, value: Any) -> str:
        """A value as it stands in the table: digits in groups, parts of one as percent."""
        if self.spoken is not None:
            return self.spoken(value) if value is not None else ""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.typed(value)
        return percent_text(value) if self.percent else number_text(value)

    def typed(self, value: Any) -> str:
        """A value as it is edited and copied."""
        if self.worded is not None and value is not None:
            return self.worded.typed(value)
        if self.percent and isinstance(value, int | float):
            return percent_text(value)
        return cell_text(_plain(value), self.steps)

    def read(self, text: str) -> Any:
        """The value of a typed text. Raises InputError for what can't be read at all."""
        text = self.worded.plain(text) if self.worded is not None else text
        value = self._read(text, listed=self.listed)
        if self.listed and isinstance(value, str):
            return [value]
        return value

    def read_entry(self, text: str) -> Any:
        """The value of one entry of a list or mapping. Raises InputError as `read` does."""
        return self._read(text)

    def _read(self, text: str, *, listed: bool = False) -> Any:
        if self.editor == "period":
            text = plain_date(text)
        value = cell_value(text, self.steps, listed=listed, percent=self.takes_percent)
        return as_parts(value, text) if self.percent and not self.is_sign_needed else value


def _plain(value: Any) -> Any:
    """A value as files hold it: an option or a demand as its fields."""
    if isinstance(value, Noun):
        return value.model_dump(exclude_defaults=True)
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def named(dimension: Dimension) -> Choices:
    """What a scenario has of something."""
    return lambda scenario: scenario.names(dimension)
