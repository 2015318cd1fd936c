"""Backlogs: how the command asks for them, and what it prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from planner.cli.console import a_console, print_sentence, print_table
from planner.cli.importing.target import Target
from planner.files.cells import cell_text
from planner.files.sheets import ENDINGS
from planner.files.standard_input import NAME
from planner.importing.backlog.deciding import Answers
from planner.importing.backlog.importing import is_backlog, sources_of
from planner.importing.backlog.mapping import corrections_of
from planner.importing.backlog.proposing import NO_POOLS, Proposal, Source, proposed
from planner.importing.backlog.remembering import (
    is_field,
    keep_corrections,
    keep_import,
    known_corrections,
    last_import,
)
from planner.importing.inventory.answers import read_answers
from planner.letters import one_line
from planner.words.names import counted

KINDS = f"a table of requests ({', '.join(ENDINGS)})"
"""What is read, in words."""
FILES = "Tables (CSV, TSV, XLSX; book.xlsx#Sheet), or - for standard input."
MAP = (
    "What a column is: 'T-shirt size=effort', 'Uplift=metric:revenue', 'Points=attribute:points', 'Squad=team',"
    " 'Rank=note'; of a list of nodes or prices 'Karte=card'; may be repeated."
)
WIDEST = 28
"""Letters of a cell that are printed."""
SHOWN = 40
"""Lines of a list that are printed."""


@dataclass(frozen=True)
class Asked:
    """What the user says of the files."""

    maps: tuple[str, ...] = ()
    currency: str | None = None
    decimal: str | None = None
    dates: str | None = None
    overwrite: bool = False
    accelerators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Backlog:
    """The requests of some files, as a part of an import."""

    proposal: Proposal
    target: Target
    corrections: dict[str, str]
    with_pools: bool
    """Whether other files bring pools."""

    @property
    def changes(self) -> dict[str, Any]:
        return self.proposal.changes

    def show(self) -> None:
        """Columns, then what changes, then what could not be read and what stays."""
        for source in self.proposal.sources:
            _show_columns(source)
        _show_changes(self.proposal)
        _show_list("Not read, and kept in the notes of their requests:", _unread(self.proposal))
        _show_list("", self._sentences())

    def _sentences(self) -> list[str]:
        """What was taken for granted."""
        said = [sentence for sentence in self.proposal.said if not (self.with_pools and sentence == NO_POOLS)]
        return [*self.proposal.requests.doubts, *said]

    def document(self) -> dict[str, Any]:
        found = self.proposal
        return {
            "kind": "requests",
            "tables": [
                {
                    "file": source.table.label,
                    "rows": len(source.table.rows),
                    "columns": [
                        {"column": each.heading, "sample": each.sample, "field": each.field, "why": each.why}
                        for each in source.mapping.columns
                    ],
                }
                for source in found.sources
            ],
            "added": found.update.added,
            "changed": [change._asdict() for change in found.update.told],
            "kept": [each._asdict() for each in found.update.kept],
            "removed_here": found.update.removed_here,
            "gone_there": found.update.gone_there,
            "unread": [each._asdict() for each in found.requests.unread],
            "said": self._sentences(),
            "changes": found.changes,
        }

    def done(self) -> None:
        assert self.target.file is not None
        keep_import(self.target.file, self.proposal.fresh)
        for source in self.proposal.sources:
            headings = {column.heading for column in source.mapping.columns}
            mine = {heading: field for heading, field in self.corrections.items() if heading in headings}
            if mine:
                keep_corrections(source.table.signature, known_corrections(source.table.signature) | mine)


def is_sure(file: str) -> bool:
    """Whether a file is a table that only requests have."""
    return recognises(file) and is_backlog(file)


def recognises(file: str) -> bool:
    """Whether a file may be a table of requests."""
    return file == NAME or file.partition("#")[0].casefold().endswith(ENDINGS)


def proposed_of(
    target: Target, files: Sequence[str], asked: Asked, with_pools: bool, elsewhere: Set[str] = frozenset()
) -> Backlog:
    """What some tables would change; ``elsewhere``: headings of other files. Raises InputError where that needs an
    answer first.
    """
    told = corrections_of(asked.maps)
    corrections = {heading: field for heading, field in told.items() if heading not in elsewhere or is_field(field)}
    named = read_answers(asked.accelerators, target.scenario.hardware)
    cards = tuple((name.casefold(), accelerator) for name, accelerator in named.named.items())
    answers = Answers(asked.decimal or "", (asked.dates or "").casefold(), (asked.currency or "").upper(), cards)
    sources = sources_of(files, corrections, answers, remembered=True, elsewhere=elsewhere)
    before = {} if target.is_new else last_import(target.file)
    own = {name: figures for name, figures in named.own.items() if name not in target.scenario.accelerators}
    found = proposed(target.scenario, sources, before, is_new=target.is_new, overwrite=asked.overwrite, own=own)
    return Backlog(found, target, corrections, with_pools)


def _show_columns(source: Source) -> None:
    console, columns = a_console(), source.mapping.columns
    console.print(one_line(f"{source.table.label}: {counted(len(source.table.rows), 'row')}"), style="bold")
    filled = {column.index for column in source.table.columns if column.filled}
    rows = [
        (_cut(each.heading, 24), _cut(each.sample, 18), _cut(each.becomes, 20), _cut(each.why, 32))
        for each in columns
        if each.index in filled
    ]
    print_table(console, ("column", "sample", "becomes", "why"), rows, texts=4)
    if empty := [each.heading for each in columns if each.index not in filled]:
        print_sentence(console, f"{counted(len(empty), 'column')} without a cell: {', '.join(empty)}.", style="dim")
    console.print()


def _show_changes(found: Proposal) -> None:
    update, console = found.update, a_console()
    counts = f"{len(update.added):,} new, {len({each.request for each in update.told}):,} changed"
    console.print(one_line(f"Requests: {counts}"), style="bold")
    if update.told:
        rows = [
            (each.request, each.field, _brief(each.before, each.field), _brief(each.after, each.field))
            for each in update.told[:SHOWN]
        ]
        print_table(console, ("request", "field", "is", "becomes"), rows, texts=4)
        _more(update.told)
    kept = [
        f"{each.request}: {each.field} is {_brief(each.here, each.field)} here, {_brief(each.there, each.field)} there"
        for each in update.kept
    ]
    _show_list("Edited here since, and left as it is (--overwrite takes the files' instead):", kept)
    _show_list("Taken out here since, and left out:", update.removed_here)
    _show_list("Not in the files any more, and left as they are:", update.gone_there)


def _unread(found: Proposal) -> list[str]:
    return [f"{each.cell} ({each.heading}): '{_cut(each.text)}' {each.why}" for each in found.requests.unread]


def _show_list(heading: str, sentences: Iterable[str]) -> None:
    lines = [*sentences]
    if not lines:
        return
    console = a_console()
    if heading:
        console.print(heading, style="bold")
    for line in lines[:SHOWN]:
        print_sentence(console, line)
    _more(lines)


def _more(lines: Sequence[Any]) -> None:
    if len(lines) > SHOWN:
        a_console().print(f"  … and {len(lines) - SHOWN:,} more; --json has them all.", style="dim")


def _brief(value: Any, field: str) -> str:
    return "–" if value is None else _cut(cell_text(value, tuple(field.split("."))))


def _cut(text: str, most: int = WIDEST) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
