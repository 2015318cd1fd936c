"""How the values of one field are written, as far as its editor has to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from planner.errors import InputError

type Check = Callable[[str], str]
"""Why a text can't be the field's value; nothing where it can."""


class Notation(Protocol):
    """A column of a table is one."""

    @property
    def unit(self) -> str: ...

    @property
    def percent(self) -> bool: ...

    def read(self, text: str) -> Any:
        """The value of a typed text. Raises InputError for what can't be read at all."""

    def read_entry(self, text: str) -> Any:
        """The value of one entry of a list or mapping."""

    def typed(self, value: Any) -> str:
        """The text of a value, to be edited."""

    def shown(self, value: Any) -> str:
        """The text of a value, to be looked at: digits in groups."""


def entry_of(notation: Notation, text: str) -> Any:
    """The value of an entry, or the text as it is where that can't be read."""
    try:
        return notation.read_entry(text)
    except InputError:
        return text


def anything(text: str) -> str:
    """The check of a field in which every text is a value."""
    return ""
