"""What is suspicious about the cells of a table, seen together: legal, mostly, and probably not what was meant."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

from planner.domain.calendar import span
from planner.files.columns import Column
from planner.files.scalars import resolve
from planner.files.sheets import Row
from planner.files.worksheet import DateText, Empty

MOST_SHOWN = 5
"""Cells of which one and the same is said; the last of them tells how many more there are."""
NAMES = frozenset(
    ["id", "option", "requires", "conflicts", "role", "team", "product", "region", "regions", "accelerator", "runs_on"]
)
"""Columns of names, of which spreadsheets like to make dates and powers of ten."""
DIGITS = 15
"""Digits of a number that spreadsheets keep."""
_TOTAL = re.compile(
    r"((grand|sub|total)[ -]?)?(total|totals|sum|sums|average|mean)|overall|total général|sous-total|somme|moyenne"
    r"|((zwischen|gesamt)?summe)|(ins)?gesamt|mittelwert|durchschnitt|suma|media|totale|totaal|合計|总计",
    re.IGNORECASE,
)
"""What rows of totals, and the like, are called."""
_MONTHS = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)"
_MADE_DATE = re.compile(
    rf"\d{{1,2}}[-. ]{_MONTHS}\.?([-. ]\d{{2,4}})?|{_MONTHS}[-. ]\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2}( 00:00(:00)?)?|\d{1,2}(?P<between>[./])\d{1,2}(?P=between)\d{2,4}",
    re.IGNORECASE,
)
_MADE_POWER = re.compile(r"\d([.,]\d+)?e\+\d+", re.IGNORECASE)
_POINTED = re.compile(r"[-+]?[\d_]*\.\d+", re.ASCII)
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


def is_total(text: str) -> bool:
    """Whether a row that is called so holds sums of others."""
    return _TOTAL.fullmatch(text.strip(" :")) is not None


class Doubt(NamedTuple):
    """One thing that is said of a cell, or of a row."""

    message: str
    line: int
    column: str = ""


def few(doubts: Iterable[Doubt]) -> list[Doubt]:
    """The first of them, and how many more there are."""
    waiting = iter(doubts)
    shown = list(islice(waiting, MOST_SHOWN))
    more = sum(1 for _ in waiting)
    if more:
        last = shown[-1]
        shown[-1] = last._replace(message=f"{last.message} (and so on, {more:,} more)")
    return shown


def points_for_thousands(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Doubt]:
    """Numbers such as 1.200, where no number of the table shows that a point stands before decimals."""
    numeric = {column.index: column for column in columns if column.numeric}
    found: list[Doubt] = []
    for row in rows:
        for index, cell in row.cells.items():
            if index not in numeric or not isinstance(cell, str):
                continue
            for word in map(str.strip, cell.split(";")):
                if _GROUPED.fullmatch(word):
                    found.append(Doubt(_two_readings(word), row.number, numeric[index].name))
                elif _POINTED.fullmatch(word):
                    return
    yield from found


def _two_readings(word: str) -> str:
    part = word.rstrip("0").rstrip(".") if word.endswith("0") else f"{word}0"
    return (
        f"'{word}' could be read in two ways; write {word.replace('.', '')}, or {part} where the point is a decimal one"
    )


def made_by_spreadsheets(columns: Sequence[Column], rows: Sequence[Row], workbook: bool) -> Iterator[Doubt]:
    """Names that a spreadsheet has made a date, or a rounded number, of."""
    names = [c for c in columns if not c.dated and (c.key in NAMES or c.parts[0] == "of" or (c.text and workbook))]
    for row in rows:
        for column in names:
            if made := _made_of(row.cells.get(column.index), workbook):
                advice = "format the column as text and write the name again, if it was another"
                yield Doubt(f"{made}; {advice}", row.number, column.name)


def _made_of(cell: Any, workbook: bool) -> str:
    if isinstance(cell, DateText) or (not workbook and isinstance(cell, str) and _MADE_DATE.fullmatch(cell)):
        return f"'{cell}' is a date, which spreadsheets make of names such as MAR5 and 3-5"
    if isinstance(cell, str) and _MADE_POWER.fullmatch(cell):
        return f"'{cell}' is a rounded number, which spreadsheets make of long digits"
    long = isinstance(cell, int | float) and abs(cell) >= 10**DIGITS
    return f"'{cell}' has more than the {DIGITS} digits that spreadsheets keep" if long else ""


def cut_short(rows: Sequence[Row], width: int) -> Iterator[Doubt]:
    """Rows of a text with fewer cells than there are columns, where most have all: a file that is cut off, a slip."""
    short = [row for row in rows if 0 < row.written < width]
    for row in short if 2 * len(short) <= len(rows) else ():
        few_cells = f"{row.written} cell{'' if row.written == 1 else 's'}"
        yield Doubt(f"has {few_cells} for {width} columns; is it cut off, or is a separator missing?", row.number)


def empty_results(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Doubt]:
    """Formulas whose stored result is an empty text."""
    for row in rows:
        for column in columns:
            if isinstance(cell := row.cells.get(column.index), Empty) and cell.stored:
                said = f"the formula {cell.formula} has an empty result, so that the field is left out"
                yield Doubt(f"{said}; write a value if there should be one", row.number, column.name)


def blanks_over_time(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[Doubt]:
    """Blank cells among the steps of a quantity over time, through which the step before goes on."""
    for steps in _over_time(columns):
        if steps[0].parts[-2] == "cost":  # of what falls in one period each, nothing goes on
            continue
        unbroken = _unbroken(steps)
        for row in rows:
            filled = [k for k, step in enumerate(steps) if _is_filled(row.cells.get(step.index))]
            if not filled:
                continue
            end = len(steps) if unbroken else filled[-1]
            blank = [k for k in range(filled[0], end) if not _is_filled(row.cells.get(steps[k].index))]
            if blank:
                before = steps[max(k for k in filled if k < blank[0])]
                lets = (
                    "a blank cell lets"
                    if len(blank) == 1
                    else f"{len(blank)} blank cells of the row, the first here, let"
                )
                message = (
                    f"{lets} {row.cells[before.index]} of {before.period} go on; write 0 for none, or the number again"
                )
                yield Doubt(message, row.number, steps[blank[0]].name)


def _over_time(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Columns that are steps of one quantity, by date; not where a heading is no date."""
    found: dict[tuple[str, ...], list[Column]] = defaultdict(list)
    for column in columns:
        if column.period:
            found[column.parts[:-1]].append(column)
    for steps in found.values():
        try:
            yield sorted(steps, key=lambda step: span(step.period))
        except (ValueError, OverflowError):
            continue


def _unbroken(steps: Sequence[Column]) -> bool:
    """Whether each step begins where the one before ends, or all are as far apart: a column for every period."""
    spans = [span(step.period) for step in steps]
    apart = {b[0] - a[0] for a, b in pairwise(spans)}
    return len(steps) > 2 and (len(apart) == 1 or all(a[1] == b[0] for a, b in pairwise(spans)))


def _is_filled(cell: Any) -> bool:
    return cell is not None and not isinstance(cell, Empty)


def totals(columns: Sequence[Column], rows: Sequence[Row], key: str) -> Iterator[Doubt]:
    """Rows that are called totals, or whose figures are the sums of those above, or in the first of those below."""
    numeric = [column.index for column in columns if column.numeric]
    texts = [column.index for column in columns if column.text]
    labels = [column.index for column in columns if column.name in (key, "name", "team", "product")]
    option = next((column.index for column in columns if column.name == "option"), -1)
    figured = [(row, _figures(row, numeric)) for row in rows if option not in row.cells]
    whole, since, below = _Sums(), _Sums(), _Sums()
    for row, figures in figured[1:]:
        below.take(figures, row, texts)
    for at, (row, figures) in enumerate(figured):
        label = next((c for k in labels if is_total(str(c := row.cells.get(k, "")))), "")
        above = any(sums.give(figures, row) for sums in (whole, since))
        if above or (not at and below.give(figures, row)):
            why = f"its figures are the sums of those {'above' if above else 'below'}"
        elif label and figures and len(figured) > 1:
            why = f"it is called '{label}'"
        else:
            whole.take(figures, row, texts)
            since.take(figures, row, texts)
            continue
        named = next((f"'{row.cells[k]}'" for k in labels if k in row.cells), "this")
        yield Doubt(f"{named} looks like a row of totals: {why}; take it out if it is one", row.number)
        since = _Sums()


class _Sums:
    """What some rows add up to."""

    def __init__(self) -> None:
        self._sums: dict[int, float] = defaultdict(float)
        self._counts: dict[int, int] = defaultdict(int)
        self._always: set[int] | None = None

    def take(self, figures: dict[int, float], row: Row, texts: Sequence[int]) -> None:
        for column, number in figures.items():
            self._sums[column] += number
            self._counts[column] += 1
        filled = {column for column in texts if column in row.cells}
        self._always = filled if self._always is None else self._always & filled

    def give(self, figures: dict[int, float], row: Row) -> bool:
        """Whether at least half of a row's figures are these sums, and that is no chance.

        Two sums that differ are none, and neither is one in a row that lacks what every one of the others has.
        """
        same = [
            k for k, n in figures.items() if n and self._counts[k] > 1 and math.isclose(n, self._sums[k], rel_tol=1e-4)
        ]
        lacks = any(column not in row.cells for column in self._always or ())
        return bool(same) and 2 * len(same) >= len(figures) and (lacks or len({figures[k] for k in same}) > 1)


def _figures(row: Row, numeric: Sequence[int]) -> dict[int, float]:
    return {k: n for k in numeric if (n := _number(row.cells.get(k))) is not None}


def _number(cell: Any) -> float | None:
    value = resolve(cell) if isinstance(cell, str) and cell else cell
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
