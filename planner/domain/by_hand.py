"""What is built in Python is looked at as what is read from a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from planner.domain.base import Noun


class LookedAt(Noun):
    """A noun that is looked at whichever way it comes to be; ``read`` alone takes that as done."""

    by_hand: ClassVar[Callable[[dict[str, Any]], dict[str, Any]]] = dict
    """Looks at the parts that a scenario is built of by hand as at those of a file, and completes them as there.

    Whoever reads files knows how. Raises InputError with all faults. A copy with other parts is not looked at.
    """

    def __init__(self, /, **parts: Any) -> None:
        super().__init__(**type(self).by_hand(parts))

    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # what is read has been looked at already

    @classmethod
    def model_validate(cls, obj: Any, **settings: Any) -> Self:
        """One of a mapping, looked at as if built from its entries; what is one already, as it is."""
        return cls(**obj) if isinstance(obj, Mapping) else super().model_validate(obj, **settings)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Self:
        """As ``model_validate``, of JSON."""
        return cls(**json.loads(json_data))

    @classmethod
    def read(cls, parts: dict[str, Any]) -> Self:
        """One of parts in which everything has been looked at already."""
        return super().model_validate(parts)
