"""What becomes of each column of a table: a field of requests, a metric, a line of the notes, or nothing, and why."""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from planner.domain.names import suggestion
from planner.errors import InputError
from planner.files.columns import column_of
from planner.importing.backlog.demand import Cards
from planner.importing.backlog.headings import ATTRIBUTE, FIELDS, IGNORE, METRIC, NOTE, plain_heading

OWN = (*FIELDS, NOTE, IGNORE)
"""Fields that a column can be, besides metrics and the columns that tables of requests have."""
NAMED = {"metric:": METRIC, "metrics:": METRIC, "attribute:": ATTRIBUTE, "attributes:": ATTRIBUTE}
"""How users write metrics and attributes with names of their own."""
SAID = {
    "id": "id",
    "name": "name",
    "window.from": "first period",
    "window.to": "last period",
    "demand.gpus": "GPUs",
    "demand.gpu_hours": "GPU-hours",
    "runs_on": "accelerator",
    "wsjf.value": "part of cost of delay",
    "wsjf.urgency": "part of cost of delay",
    "wsjf.risk": "part of cost of delay",
    NOTE: "note",
    IGNORE: "left out",
}
"""Fields in words, where their names are none."""


@dataclass(frozen=True)
class Mapped:
    """One column, and what it becomes."""

    index: int
    heading: str
    field: str
    why: str = ""
    decimal: str = ""
    """Sign before decimals; empty: no cell has one."""
    order: str = ""
    """``dmy`` or ``mdy``; empty: every date shows its own."""
    scale: float = 1.0
    """What figures are multiplied by."""
    currency: str = ""
    cards: Cards = ()
    """Accelerators by names of the file's own."""
    sample: str = ""

    @property
    def becomes(self) -> str:
        """The field in words."""
        if self.field.startswith(METRIC):
            return f"metric {self.field.removeprefix(METRIC)}"
        if self.field.startswith(ATTRIBUTE):
            return f"attribute {self.field.removeprefix(ATTRIBUTE)}"
        return SAID.get(self.field, self.field)


@dataclass(frozen=True)
class Mapping:
    """All columns of a kind of table."""

    columns: tuple[Mapped, ...]
    signature: str = ""

    def of(self, field: str) -> list[Mapped]:
        return [column for column in self.columns if column.field == field]

    def first(self, field: str) -> Mapped | None:
        return next(iter(self.of(field)), None)

    @property
    def metrics(self) -> list[Mapped]:
        return [column for column in self.columns if column.field.startswith(METRIC)]

    def replacing(self, *columns: Mapped) -> Self:
        fresh = {column.index: column for column in columns}
        return replace(self, columns=tuple(fresh.get(each.index, each) for each in self.columns))

    @property
    def fields(self) -> dict[str, str]:
        """The field of each heading, as ``corrections`` take it."""
        return {column.heading: column.field for column in self.columns}

    def as_data(self) -> list[dict[str, Any]]:
        """As JSON or YAML keep it."""
        kept = ("heading", "field", "decimal", "order", "scale", "currency")
        return [{name: getattr(column, name) for name in kept if getattr(column, name)} for column in self.columns]


def field_named(text: str) -> tuple[str, float]:
    """The field that a user names, and what its figures are multiplied by: ``confidence/10``, ``metric:revenue``.

    Raises InputError for what is none.
    """
    name, _, part = text.strip().partition("/")
    scale = 1.0
    if part:
        if not part.isdecimal() or int(part) == 0:
            raise InputError(f"'{text}': behind a / stands the number that figures are divided by, as confidence/100")
        scale = 1 / int(part)
    for start, prefix in NAMED.items():
        if name.casefold().startswith(start):
            name = prefix + name[len(start) :].strip()
    found = name if name in (METRIC, ATTRIBUTE) else name.casefold() if name.casefold() in OWN else name
    if found in OWN or (found not in (METRIC, ATTRIBUTE) and column_of("requests", 0, found).known):
        return found, scale
    raise InputError(f"'{text}' is no field{suggestion(name, frozenset(OWN))}; wanted is a field, metric:NAME,"
                     " attribute:NAME or note")  # fmt: skip


def corrections_of(texts: Sequence[str]) -> dict[str, str]:
    """``Squad=team`` as heading and field, of whatever kind of table. Raises InputError for what is no pair."""
    found = {}
    for text in texts:
        heading, equals, field = text.rpartition("=")
        if not equals or not heading.strip() or not field.strip():
            raise InputError(f"--map {text}: wanted is COLUMN=FIELD, as 'Squad=team'")
        found[heading.strip()] = field.strip()
    return found


def corrected(columns: Sequence[str], corrections: Mappings[str, str]) -> dict[int, str]:
    """Which columns are corrected, by their place. Raises InputError for a heading that no column has."""
    found: dict[int, str] = {}
    for heading, field in corrections.items():
        hits = [k for k, each in enumerate(columns) if each == heading]
        hits = hits or [k for k, each in enumerate(columns) if each.casefold() == heading.casefold()]
        hits = hits or [k for k, each in enumerate(columns) if plain_heading(each) == plain_heading(heading)]
        if not hits:
            raise InputError(f"no column is called '{heading}'{suggestion(heading, frozenset(columns))}")
        found |= dict.fromkeys(hits, field)
    return found
