"""What one cell means in the field that its column is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from planner.domain.base import LARGEST
from planner.errors import InputError
from planner.files.columns import column_of
from planner.files.places import Place
from planner.files.worksheet import Empty, Wrong
from planner.importing.backlog.amounts import amount_of, looks_numeric, number_of
from planner.importing.backlog.dates import Span, looks_dated, span_of
from planner.importing.backlog.demand import HOURS, Demanded, Unclear, card_of, demand_of, unknown_card, whole
from planner.importing.backlog.headings import METRIC, with_brackets
from planner.importing.backlog.mapping import Mapped
from planner.importing.backlog.plain_text import without_markup
from planner.importing.backlog.scales import (
    CONFIDENCES,
    IMPACTS,
    KINDS,
    PRIORITIES,
    commitment_of,
    is_unset,
    on_scale,
    said,
)

_LONG = re.compile(r"(?P<number>[\d.,]+)\s*(?P<unit>hour|hr|day|week|month|quarter|year|h)s?\.?", re.IGNORECASE)
_APART = re.compile(r"[;,\n]")


TEXTS = frozenset(["id", "name", "notes", "note"])
"""Fields that keep every word."""


class Unreadable(Exception):
    """Why a cell can't be read in its field; its text goes on from the cell."""

    def __init__(self, why: str, card: str = "", candidates: tuple[str, ...] = ()) -> None:
        """``card``: what nobody knows, where that is all that is in the way; ``candidates``: what it may be."""
        super().__init__(why)
        self.card, self.candidates = card, candidates


def meaning(cell: Any, mapped: Mapped) -> Any:
    """What a cell says; None for nothing. Raises Unreadable."""
    if isinstance(cell, Wrong):
        raise Unreadable(f"is the spreadsheet error {cell.code}")
    if isinstance(cell, Empty):
        raise Unreadable(
            f"the formula {cell.formula} has no stored result; open the workbook in a spreadsheet and save it"
        )
    field = mapped.field
    if field not in TEXTS and is_unset(cell):
        return None
    if field.startswith(METRIC):
        return _on_scale(cell, mapped, PRIORITIES) if field == METRIC + "priority" else _figure(cell, mapped)
    read = _READERS.get(field)
    return read(cell, mapped) if read is not None else _own(cell, mapped)


def text_of(cell: Any) -> str:
    """A cell as it stands in a note."""
    if isinstance(cell, Wrong):
        return cell.code
    if isinstance(cell, Empty):
        return cell.formula
    return f"{whole(cell):,}".replace(",", "") if isinstance(cell, float) else str(cell).strip()


def _figure(cell: Any, mapped: Mapped) -> float:
    found = amount_of(cell, mapped.decimal) if isinstance(cell, str) else None
    if found is not None and found.currency and mapped.currency and not _is_same(found.currency, mapped.currency):
        raise Unreadable(f"is in {found.currency}, and the column in {mapped.currency}: convert it")
    figure = number_of(cell, mapped.decimal)
    if figure is None:
        two = isinstance(cell, str) and looks_numeric(cell)
        raise Unreadable("could be read in two ways" if two else "is no number")
    figure = figure if found is not None and found.percent else figure * mapped.scale
    if abs(figure) > LARGEST:
        raise Unreadable("is larger than any figure that can be told apart from its neighbours")
    return whole(round(figure, 10))


def _is_same(one: str, other: str) -> bool:
    """Whether money may be in one currency: ``$`` is anybody's dollar."""
    return one == other or (one == "USD" and other in ("AUD", "CAD", "SGD", "HKD", "TWD", "NZD"))


def _amount(cell: Any, mapped: Mapped) -> float:
    """A number of something."""
    figure = _figure(cell, mapped)
    if figure < 0:
        raise Unreadable("is below 0")
    return figure


def _fraction(cell: Any, mapped: Mapped) -> float:
    figure = _on_scale(cell, mapped, CONFIDENCES) if mapped.field == "confidence" else _figure(cell, mapped)
    if not 0 <= figure <= 1:
        raise Unreadable("is no part of a whole: wanted is 0 to 100 %")
    return figure


def _on_scale(cell: Any, mapped: Mapped, scale: Mapping[str, float]) -> float:
    if not looks_numeric(cell) and (found := on_scale(cell, dict(scale))) is not None:
        return found
    return _figure(cell, mapped)


def _impact(cell: Any, mapped: Mapped) -> float:
    figure = _on_scale(cell, mapped, IMPACTS)
    if figure < 0:
        raise Unreadable("is below 0")
    return figure


def _demand(cell: Any, mapped: Mapped) -> Demanded | None:
    if isinstance(cell, int | float) or looks_numeric(cell):
        figure = _amount(cell, mapped)
        if figure == 0:
            return None
        return Demanded(gpu_hours=figure) if mapped.field == "demand.gpu_hours" else Demanded(gpus=figure)
    found = demand_of(str(cell), mapped.decimal, mapped.cards)
    if isinstance(found, Unclear):
        raise Unreadable(found.why, found.card, found.candidates)
    return found


def _dated(cell: Any, mapped: Mapped) -> Span:
    text = f"{cell:04d}" if isinstance(cell, int) and 1900 < cell < 2200 else str(cell)
    found = span_of(text, mapped.order)
    if found is None:
        raise Unreadable("may be day or month first" if looks_dated(text) else "is no date")
    return found


def _hours(cell: Any, mapped: Mapped) -> float:
    """How long something takes [h]."""
    found = _LONG.fullmatch(str(cell).strip())
    heading = with_brackets(mapped.heading)
    unit = found["unit"].casefold() if found else next((unit for unit in HOURS if f"{unit}s" in heading.split()), "")
    figure = number_of(found["number"] if found else cell, mapped.decimal)
    if figure is None or figure <= 0 or not unit:
        raise Unreadable("is no time: wanted is one as 6 weeks, or a unit in the heading")
    return figure * HOURS[unit]


def _cards(cell: Any, mapped: Mapped) -> tuple[str, ...]:
    found: list[str] = []
    for name in filter(None, (part.strip() for part in re.split(r"[;,/|\n+]|\bor\b|\band\b", str(cell)))):
        card = card_of(name.casefold(), mapped.cards)
        if not isinstance(card, str) or not card:
            raise Unreadable(unknown_card(name, card or ()), name.casefold(), card or ())
        found.append(card)
    return tuple(dict.fromkeys(found))


def _commitment(cell: Any, _: Mapped) -> str:
    if (found := commitment_of(cell)) is None:
        raise Unreadable("is none of Must, Should, Could and Won't, nor must, open and out")
    return found


def _kind(cell: Any, _: Mapped) -> str:
    if (found := KINDS.get(said(cell))) is None:
        raise Unreadable("is none of inference, training, fine-tuning and research")
    return found


def _text(cell: Any, _: Mapped) -> str:
    return " ".join(text_of(cell).split())


def _lines(cell: Any, _: Mapped) -> str:
    return without_markup(text_of(cell).replace("\r\n", "\n").replace("\r", "\n"))


def _names(cell: Any, _: Mapped) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (" ".join(part.split()) for part in _APART.split(str(cell))))))


def _own(cell: Any, mapped: Mapped) -> Any:
    """A cell of a column that tables of requests have themselves."""
    column = column_of("requests", mapped.index, mapped.field)
    if column.numeric and looks_numeric(cell):
        return _figure(cell, mapped)
    if column.dated:
        return _dated(cell, mapped).first
    try:
        return column.meaning(cell, Place())
    except InputError as error:
        raise Unreadable(error.faults[0].message) from None


_READERS: dict[str, Callable[[Any, Mapped], Any]] = {
    **dict.fromkeys(("id", "name", "product", "team", "owner", "because"), _text),
    **dict.fromkeys(("notes", "note", "status", "priority"), _lines),
    **dict.fromkeys(("reach", "effort", "cost", "memory_gb", "ease"), _amount),
    **dict.fromkeys(("wsjf.value", "wsjf.urgency", "wsjf.risk", "wsjf.size"), _amount),
    **dict.fromkeys(("demand", "demand.gpus", "demand.gpu_hours"), _demand),
    **dict.fromkeys(("window", "window.from", "window.to"), _dated),
    **dict.fromkeys(("regions", "requires", "conflicts"), _names),
    **dict.fromkeys(("confidence", "minimum"), _fraction),
    "impact": _impact,
    "duration": _hours,
    "runs_on": _cards,
    "commitment": _commitment,
    "kind": _kind,
}
