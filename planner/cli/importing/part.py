"""One part of an import: what files of a kind change in a scenario, said before it is done."""

from __future__ import annotations

from typing import Any, Protocol


class Part(Protocol):
    """What files of one kind bring."""

    @property
    def changes(self) -> dict[str, Any]:
        """As the ``changes`` of a variant."""
        ...

    def show(self) -> None:
        """Print it for people: what is read how, what changes, and what stays."""
        ...

    def document(self) -> dict[str, Any]:
        """The same for machines."""
        ...

    def done(self) -> None:
        """The scenario is written: keep what the next import needs to know."""
        ...
