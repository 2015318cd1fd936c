"""Backlogs from files into a scenario, in Python as on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files import parse, read
from planner.files.inputs.dictionary import TITLES
from planner.files.sheets import WORKBOOKS, Sheet, named_sheets, read_sheet, sheet_of
from planner.files.standard_input import LABEL, NAME, standard_input
from planner.importing.backlog import headings
from planner.importing.backlog.columns import named, table_of
from planner.importing.backlog.deciding import Answers
from planner.importing.backlog.mapping import corrected, field_named
from planner.importing.backlog.own_tables import is_own
from planner.importing.backlog.proposing import MONTHS, Proposal, Source, proposed, understood
from planner.importing.backlog.recognising import SAID
from planner.importing.backlog.remembering import known_corrections, last_import

REQUESTS = TITLES["requests"]


def import_requests(
    files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    into: str | os.PathLike[str] | Scenario | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    currency: str = "",
    decimal: str = "",
    dates: str = "",
    accelerators: Mapping[str, str] | None = None,
    overwrite: bool = False,
) -> Proposal:
    """The requests of backlogs (CSV, TSV, XLSX) in a scenario: ``import_requests("jira.csv").after`` is a new one.

    ``into`` is a scenario, or its file, that they come into; ``columns`` says what a column is (``{"Squad": "team"}``),
    ``decimal`` and ``dates`` (``dmy``, ``mdy``) what its notation is where no cell shows it, ``accelerators`` which one
    a card is (``{"A100": "A100-80GB"}``). ``overwrite``: what was edited in the scenario since the last import gives
    way. Nothing is written.

    Raises InputError where a file can't be read, or a column leaves something open.
    """
    paths = [files] if isinstance(files, str | os.PathLike) else [*files]
    cards = tuple((name.casefold(), accelerator) for name, accelerator in (accelerators or {}).items())
    answers = Answers(decimal, dates, currency, cards)
    sources = sources_of([os.fspath(path) for path in paths], columns or {}, answers)
    if into is None:
        return proposed(new_scenario(""), sources, {}, is_new=True)
    if isinstance(into, Scenario):
        return proposed(into, sources, {}, is_new=False, overwrite=overwrite)
    file = Path(into)
    return proposed(read(file).scenario, sources, last_import(file), is_new=False, overwrite=overwrite)


def sources_of(
    files: Iterable[str],
    corrections: Mapping[str, str],
    answers: Answers,
    *,
    remembered: bool = False,
    elsewhere: Set[str] = frozenset(),
) -> list[Source]:
    """The tables of some files, with their columns recognised; ``remembered``: as was said before of such tables.

    ``elsewhere`` are headings of other files, which need not be here. Raises InputError for files that can't be read,
    and for corrections of columns that none of them has.
    """
    sheets = [(file, read_table(file)) for file in map(with_sheet, files)]
    found, unused = [], dict(corrections)
    for file, sheet in sheets:
        plain = understood(sheet, file, {}, answers)
        heads = [column.heading for column in plain.table.columns]
        known = known_corrections(plain.table.signature) if remembered else {}
        told = {**known, **{head: field for head, field in corrections.items() if _has(heads, head)}}
        for head in told:
            unused.pop(head, None)
        source = understood(sheet, file, told, answers) if told else plain
        found.append(as_said_before(source, known.keys() - corrections.keys()))
    for head, field in unused.items():
        if head in elsewhere:
            continue
        field_named(field)
        corrected([column.heading for source in found for column in source.table.columns], {head: field})
    return found


def as_said_before(source: Source, headings: Set[str]) -> Source:
    """A table some of whose columns are what was said of them for an earlier one."""
    columns = [each for each in source.mapping.columns if each.heading in headings]
    told = [replace(each, why="as you said before") for each in columns if each.why.startswith(SAID)]
    return replace(source, mapping=source.mapping.replacing(*told))


def read_table(name: str) -> Sheet:
    """The table of a file, ``book.xlsx#Sheet`` or standard input (``-``). Raises InputError where it can't be read."""
    faults: list[Fault] = []
    file, _, sheet = with_sheet(name).partition("#")
    if file == NAME:
        found = sheet_of(standard_input(), LABEL, sheet, faults)
    else:
        found = read_sheet(Path(file), file, sheet, faults)
    return found._replace(doubts=faults)


def with_sheet(name: str) -> str:
    """A workbook with the sheet of its requests, where one of its sheets is called so, and none is named."""
    if "#" in name or not name.casefold().endswith(WORKBOOKS) or REQUESTS not in named_sheets(Path(name), name):
        return name
    return f"{name}#{REQUESTS}"


def is_backlog(name: str) -> bool:
    """Whether a table has columns that only requests have, whatever else it lists."""
    try:
        sheet = read_table(name)
        return bool(named(sheet) & headings.TELLING) or is_own(sheet, table_of(sheet, name))
    except InputError:
        return False


def new_scenario(name: str) -> Scenario:
    """A scenario with nothing in it: a year from this month on."""
    called = name.replace("-", " ").replace("_", " ").strip()
    start = f"{date.today():%Y-%m}"
    named = {"name": f"{called[:1].upper()}{called[1:]}"}
    return parse({"format": 1, **named, "calendar": {"start": start, "periods": MONTHS}})


def _has(known: list[str], heading: str) -> bool:
    try:
        return bool(corrected(known, {heading: ""}))
    except InputError:
        return False
