"""What a column as a whole settles of its cells, and what is asked where it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from planner.errors import Fault, InputError
from planner.files.columns import column_of
from planner.importing.backlog.amounts import amount_of, currency_of, decimal_of, looks_numeric
from planner.importing.backlog.columns import SheetColumn, Table
from planner.importing.backlog.dates import ORDERS, order_of
from planner.importing.backlog.demand import Cards, counts_in
from planner.importing.backlog.headings import METRIC
from planner.importing.backlog.mapping import Mapped, Mapping
from planner.importing.backlog.recognising import DATED, FIGURES

SHOWN = 3
"""Cells that a question shows."""
COUNTS = frozenset({"demand", "demand.gpus", "demand.gpu_hours"})
CARDED = COUNTS | {"runs_on"}
"""Fields that name accelerators."""


@dataclass(frozen=True)
class Answers:
    """What a user says of all columns."""

    decimal: str = ""
    """``.`` or ``,``, where a column leaves it open."""
    order: str = ""
    """``dmy`` or ``mdy``, where a column leaves it open."""
    currency: str = ""
    """Code that all money is in."""
    cards: Cards = ()
    """Accelerators by names of the files' own."""

    def __post_init__(self) -> None:
        if self.decimal not in ("", ".", ","):
            raise InputError(f"--decimal {self.decimal}: wanted is . or ,")
        if self.order not in ("", *ORDERS):
            raise InputError(f"--dates {self.order}: wanted is dmy or mdy")
        if self.currency and not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isalpha()):
            raise InputError(f"--currency {self.currency}: wanted is a code of three letters, as EUR")


@dataclass(frozen=True)
class Question:
    """What a column leaves open."""

    index: int
    heading: str
    about: str
    """``decimal``, ``order``, ``confidence`` or ``demand``"""
    text: str

    def as_fault(self, label: str, line: int) -> Fault:
        return Fault(self.text, file=label, line=line, column=self.heading)


def decided(mapping: Mapping, table: Table, answers: Answers) -> tuple[Mapping, list[Question]]:
    """The mapping with the notation of each column, and what has to be asked first."""
    by_index = {column.index: column for column in table.columns}
    questions: list[Question] = []
    answers = _as_elsewhere(mapping, by_index, answers)
    columns = [_noted(each, by_index[each.index], answers, questions) for each in mapping.columns]
    return mapping.replacing(*columns), questions


def _as_elsewhere(mapping: Mapping, by_index: dict[int, SheetColumn], answers: Answers) -> Answers:
    """What nobody says of columns that leave it open, as the other columns of the table have it, if all agree."""
    figures = [_shown(each, by_index[each.index]) for each in mapping.columns if is_figured(each.field)]
    dates = [order_of(by_index[each.index].cells).order for each in mapping.columns if _is_dated(each.field)]
    decimals, orders = ({each for each in some if each} for some in (figures, dates))
    return replace(
        answers,
        decimal=answers.decimal or (decimals.pop() if len(decimals) == 1 else ""),
        order=answers.order or (orders.pop() if len(orders) == 1 else ""),
    )


def _shown(mapped: Mapped, column: SheetColumn) -> str:
    """The decimal sign that a column shows."""
    return decimal_of(map(counts_in, column.cells) if mapped.field in COUNTS else column.cells).sign


def _is_dated(field: str) -> bool:
    return field in DATED or field == "latest_start"


def is_figured(field: str) -> bool:
    """Whether a field holds numbers."""
    if field in FIGURES or field in COUNTS or field in ("impact", "confidence", "duration") or field.startswith(METRIC):
        return True
    column = column_of("requests", 0, field)
    return column.known and column.numeric


def _noted(mapped: Mapped, column: SheetColumn, answers: Answers, questions: list[Question]) -> Mapped:
    if mapped.field in CARDED:
        mapped = replace(mapped, cards=answers.cards)
    if is_figured(mapped.field):
        mapped = _figured(mapped, column, answers, questions)
    if _is_dated(mapped.field):
        found = order_of(column.cells)
        order = mapped.order or found.order or answers.order
        if found.doubtful and not order:
            text = (
                f"{_either(found.doubtful)} may be day or month first, and no cell shows it: --dates dmy or --dates mdy"
            )
            questions.append(Question(mapped.index, mapped.heading, "order", text))
        elif found.doubtful and not (mapped.order or found.order):
            mapped = replace(mapped, why=f"{mapped.why}; {'day' if order == 'dmy' else 'month'} first")
        mapped = replace(mapped, order=order)
    if mapped.field == "confidence" and mapped.scale == 1:
        mapped = _fraction(mapped, column, questions)
    if mapped.field == "demand" and column.cells and all(map(looks_numeric, column.cells)):
        text = f"{_either(column.cells)}: GPUs or GPU-hours? --map '{mapped.heading}=demand.gpus' or …=demand.gpu_hours"
        questions.append(Question(mapped.index, mapped.heading, "demand", text))
    return mapped


def _figured(mapped: Mapped, column: SheetColumn, answers: Answers, questions: list[Question]) -> Mapped:
    cells: Iterable[Any] = map(counts_in, column.cells) if mapped.field in COUNTS else column.cells
    found = decimal_of(cells)
    decimal = mapped.decimal or found.sign or answers.decimal
    if found.doubtful and not decimal:
        text = f"{_either(found.doubtful)} could be read in two ways, and no cell shows how: --decimal . or --decimal ,"
        questions.append(Question(mapped.index, mapped.heading, "decimal", text))
    elif found.doubtful and not (mapped.decimal or found.sign):
        mapped = replace(mapped, why=f"{mapped.why}; decimals behind a {'comma' if decimal == ',' else 'point'}")
    named = Counter(code for cell in column.cells if (code := currency_of(cell)))
    most = next((code for code, _ in named.most_common(1)), "")
    return replace(mapped, decimal=decimal, currency=_currency(mapped, most, answers))


def _currency(mapped: Mapped, most: str, answers: Answers) -> str:
    found = mapped.currency or most
    if mapped.field == "cost":
        return answers.currency or found
    return answers.currency if found and answers.currency else found


def _fraction(mapped: Mapped, column: SheetColumn, questions: list[Question]) -> Mapped:
    """A confidence in per cent where its figures are; what may be per cent or tenths is asked for."""
    figures = [found for cell in column.cells if (found := _bare(cell, mapped.decimal)) is not None]
    most = max(figures, default=0.0)
    if most <= 1:
        return mapped
    if most > 10:
        return replace(mapped, scale=0.01, why=f"{mapped.why}; in per cent")
    text = f"up to {most:g}: of 10 or of 100? --map '{mapped.heading}=confidence/10' or …=confidence/100"
    questions.append(Question(mapped.index, mapped.heading, "confidence", text))
    return mapped


def _bare(cell: Any, decimal: str) -> float | None:
    """A figure without a sign for per cent."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    found = amount_of(str(cell), decimal)
    return None if found is None or found.percent else found.number


def _either(cells: Iterable[Any]) -> str:
    shown = list(dict.fromkeys(" ".join(str(cell).split())[:24] for cell in cells))[:SHOWN]
    return ", ".join(f"'{cell}'" for cell in shown)
