"""Which column of a backlog is what: by its heading, and by what is below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Mappings
from dataclasses import replace
from typing import Any

from planner.files.columns import column_of
from planner.importing.backlog import headings
from planner.importing.backlog.amounts import currency_of, looks_numeric
from planner.importing.backlog.columns import SheetColumn, Table
from planner.importing.backlog.dates import looks_dated
from planner.importing.backlog.demand import counts_in, is_demand
from planner.importing.backlog.headings import IGNORE, METRIC, NOTE
from planner.importing.backlog.mapping import Mapped, Mapping, corrected, field_named
from planner.importing.backlog.scales import CONFIDENCES, IMPACTS, commitment_of, on_scale

SAID = "as you say"
"""Why a column is what a user says that it is."""
HALF = 0.5
"""Part of a column's cells that has to fit a field for its heading to be believed."""
FIGURES = frozenset(
    [
        *("reach", "effort", "ease", "cost", "memory_gb", "demand.gpu_hours"),
        *("wsjf.value", "wsjf.urgency", "wsjf.risk", "wsjf.size", "minimum"),
    ]
)
"""Fields of numbers."""
DATED = frozenset(["window.from", "window.to", "window"])
_RATED = re.compile(r"[(\[]\s*\d+(?:[.,]\d+)?\s*%\s*[)\]]")
"""A criterion of a score, with its weight: its figures are ratings, and no person-months."""
_DAYS = re.compile(r"\b(weeks?|wks?|days?)\b")


def recognise(table: Table, corrections: Mappings[str, str]) -> Mapping:
    """What each column of a table becomes; ``corrections`` name fields by heading.

    Raises InputError for a correction of no column, or to no field.
    """
    told = corrected([column.heading for column in table.columns], corrections)
    found: dict[int, Mapped] = {}
    for place, text in told.items():
        column = table.columns[place]
        field, scale = field_named(text)
        found[column.index] = _mapped(column, field, SAID, scale)
    taken = {each.field for each in found.values()}
    for column, field, why in _by_heading([c for c in table.columns if c.index not in found], taken):
        found[column.index] = _mapped(column, field, why)
    for column in table.columns:
        if column.index not in found:
            found[column.index] = _by_content(column)
    mapping = Mapping(tuple(found[column.index] for column in table.columns), table.signature)
    return _settled(mapping, table, {table.columns[place].index for place in told})


def _mapped(column: SheetColumn, field: str, why: str, scale: float = 1.0) -> Mapped:
    unit = headings.unit_of(column.heading)
    if field == "effort" and (found := _DAYS.search(headings.with_brackets(column.heading))):
        weeks = found[1].startswith("w")
        scale *= 12 / 52 if weeks else 12 / 260
        why = f"{why}; {'52 weeks' if weeks else '260 working days'} are 12 months"
    named = {code for cell in column.cells if (code := currency_of(cell))}
    currency = unit.currency or (named.pop() if len(named) == 1 else "")
    return Mapped(
        column.index, column.heading, field, why, scale=scale * unit.scale, currency=currency, sample=column.sample
    )


def _by_heading(columns: list[SheetColumn], taken: set[str]) -> list[tuple[SheetColumn, str, str]]:
    """Columns whose headings are known, each once, with the field and why."""
    left = [column for column in columns if column.filled]
    found = [(column, column.heading, "a field's own name") for column in left if _own(column)]
    taken |= {field for _, field, _ in found}
    for known in (_fields, _metrics):
        for column, field, why in known([c for c in left if c not in [column for column, _, _ in found]], taken):
            found.append((column, field, why))
            taken.add(field)
    rest = [column for column in left if column not in [column for column, _, _ in found]]
    found += [(column, IGNORE, "the tool's own") for column in rest if column.plain in headings.BOOKKEEPING]
    found += [(column, NOTE, "points are no person-months") for column in rest if column.plain in headings.POINTS]
    found += [(column, NOTE, "a label") for column in rest if column.plain in headings.LABELS]
    return found


def _fields(columns: list[SheetColumn], taken: set[str]) -> Iterator[tuple[SheetColumn, str, str]]:
    """For each field that nothing is yet, the column whose heading says it best."""
    left = [*columns]
    for field, names in headings.FIELDS.items():
        able = [c for c in left if c.plain in names and _fits(field, c)] if field not in taken else []
        if able:
            best = min(able, key=lambda column: names.index(column.plain))
            left.remove(best)
            yield best, field, "its heading"


def _metrics(columns: list[SheetColumn], taken: set[str]) -> Iterator[tuple[SheetColumn, str, str]]:
    """What requests bring, and scores; of several columns for one metric all but the first go by their headings."""
    known = {
        name: metric for group in (headings.METRICS, headings.SCORES) for metric in group for name in group[metric]
    }
    for column in columns:
        metric = known.get(column.plain, "")
        if not metric or not _numeric(column):
            continue
        if all(cell in (0, "0") for cell in column.cells):
            yield column, NOTE, "0 in every row"
        else:
            yield column, METRIC + (slug(column.heading) if METRIC + metric in taken else metric), "its heading"


def _own(column: SheetColumn) -> bool:
    return ("." in column.heading or column.heading in headings.ALONE) and column_of(
        "requests", 0, column.heading
    ).known


def _by_content(column: SheetColumn) -> Mapped:
    """What an unknown heading's cells are."""
    if not column.filled:
        return _mapped(column, IGNORE, "holds nothing")
    if column.plain in {name for names in headings.FIELDS.values() for name in names}:
        return _mapped(column, NOTE, "another column has that, or its cells don't fit")
    if _part(column, is_demand) > HALF:
        return _mapped(column, "demand", "its cells say GPUs")
    if _part(column, looks_numeric) == 1 and column.cells and not _counts_up(column):
        return _mapped(column, METRIC + slug(column.heading), "holds numbers")
    return _mapped(column, NOTE, "no known heading")


def _fits(field: str, column: SheetColumn) -> bool:
    """Whether most cells of a column are what a field wants."""
    if not column.cells or (field == "effort" and _RATED.search(column.heading)):
        return False
    if field in FIGURES:
        return _numeric(column)
    if field in DATED:
        return _part(column, looks_dated) > HALF
    if field in ("impact", "confidence"):
        words = IMPACTS if field == "impact" else CONFIDENCES
        return _part(column, lambda cell: looks_numeric(cell) or on_scale(cell, words) is not None) > HALF
    if field == "demand.gpus":
        return _part(column, lambda cell: looks_numeric(cell) or bool(counts_in(cell))) > HALF
    if field == "demand":
        return _part(column, lambda cell: looks_numeric(cell) or is_demand(cell)) > HALF
    if field == "commitment":
        return _part(column, lambda cell: commitment_of(cell) is not None) > HALF
    if field == "id":
        return len({str(cell) for cell in column.cells}) == len(column.cells)
    return field != "name" or not _numeric(column)


def _numeric(column: SheetColumn) -> bool:
    return _part(column, looks_numeric) > HALF


def _part(column: SheetColumn, fits: Callable[[Any], bool]) -> float:
    """The part of a column's cells that fits."""
    return sum(map(fits, column.cells)) / len(column.cells) if column.cells else 0.0


def _counts_up(column: SheetColumn) -> bool:
    """Whether a column only numbers its rows."""
    figures = [cell for cell in column.cells if isinstance(cell, int) or str(cell).isdecimal()]
    numbers = [int(cell) for cell in figures]
    return (
        len(numbers) > 1
        and numbers[0] in (0, 1)
        and len(numbers) == len(column.cells)
        and numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    )


def slug(heading: str) -> str:
    """A heading as the name of a metric: ``Uplift ($)`` as ``uplift``."""
    return headings.plain_heading(heading).replace(" ", "_")[:60] or "metric"


def _settled(mapping: Mapping, table: Table, told: set[int]) -> Mapping:
    """Scores whose parts are there give way to the parts; of columns, only those that the user did not name."""

    def turn(field: str, into: str, why: str) -> None:
        nonlocal mapping
        turned = [each for each in mapping.of(field) if each.index not in told]
        mapping = mapping.replacing(*(replace(each, field=into, why=why) for each in turned))

    has = {column.field for column in mapping.columns}
    if "impact" in has and "reach" not in has:
        turn("impact", METRIC + "impact", "impact without reach is a metric of its own")
    if "ease" in has:
        turn("ease", NOTE, "ease says what is done first, not what it is worth")
    parts = {"wsjf.value", "wsjf.urgency", "wsjf.risk"} & has
    if METRIC + "cost_of_delay" in has:
        for part in parts:
            turn(part, NOTE, "the cost of delay is the sum of such parts, and is there itself")
    elif parts == {"wsjf.value"}:
        turn("wsjf.value", METRIC + "business_value", "its heading")
    turn("wsjf.size", NOTE, "job size says what is done first, not what it is worth")
    has = {column.field for column in mapping.columns}
    worth = {"reach", "impact"} <= has or bool(parts) or METRIC + "impact" in has
    if worth or any(c.field.removeprefix(METRIC) not in headings.SCORES for c in mapping.metrics):
        for score in headings.SCORES:
            turn(METRIC + score, NOTE, "a score of the other columns, which count themselves")
        has = {column.field for column in mapping.columns}
    if not worth and not mapping.metrics:
        turn("priority", METRIC + "priority", "nothing else says what a request is worth: highest 5 … lowest 1")
    return mapping if mapping.first("name") or mapping.first("id") else _named(mapping, table)


def _named(mapping: Mapping, table: Table) -> Mapping:
    """Where no column is headed so, the first of distinct texts holds the names."""
    for column in table.columns:
        mapped = next(each for each in mapping.columns if each.index == column.index)
        texts = {str(cell) for cell in column.cells if isinstance(cell, str)}
        if mapped.field == NOTE and texts and len(texts) == len(column.cells) and mapped.why != SAID:
            why = "the first column of different texts, where none is headed as names are"
            return mapping.replacing(replace(mapped, field="name", why=why))
    return mapping
