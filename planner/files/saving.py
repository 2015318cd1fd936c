"""A scenario saved over a file: what was edited is changed in it, and nothing else.

What someone has written stays as it is (comments, order, anchors, the notation of numbers and texts, blank lines, line
ends), and so do tables beside it. Whatever is written is read first, by the reader that will read it: where it would
not be exactly the scenario that is saved, the whole file is written anew, and it is said what that loses.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

from planner.atomic import replace_file
from planner.domain.base import canonical
from planner.domain.scenario import Scenario
from planner.domain.worth import alone
from planner.errors import Fault, InputError
from planner.files.encodings import encoded
from planner.files.originals import keep_original, loses
from planner.files.places import KEY_OF
from planner.files.reading import load, read
from planner.files.sheets import TEXTS, WORKBOOKS, dialect, part_of, sheet_of
from planner.files.text import instead, parted
from planner.files.variants import parsed, source_of, tabled
from planner.files.writing import data_of, data_of_variant, dump, dump_variant
from planner.files.written.csv_text import csv_text
from planner.files.written.grids import BookGrid
from planner.files.written.nodes import CannotSplice
from planner.files.written.splicing import Splicer
from planner.files.written.table import Table

ROUNDS = 4
"""How often what is still not said is written into a text: what an anchor repeats is seen when it is read again."""

type Files = Mapping[Path, bytes]
"""A scenario file and the tables that it names, with what they hold."""


@dataclass(frozen=True)
class Save:
    """What is to be written so that a file holds a scenario."""

    files: Files
    lost: tuple[str, ...] = ()
    """What of the file that is there can't be kept: ``comments``, ``anchors``, ``tables``."""
    anew: bool = False
    """Whether all of it is written anew."""

    def write(self) -> Path | None:
        """Write what differs from what is there, each file in one step, and keep beside it what that loses.

        Returns where the original is kept. Raises InputError where something can't be written.
        """
        kept = keep_original(next(iter(self.files))) if self.lost else None
        for path, content in reversed([*self.files.items()]):
            if not path.exists() or path.read_bytes() != content:
                replace_file(path, content)
        return kept


@dataclass(frozen=True)
class Wanted:
    """A scenario that is to be saved."""

    scenario: Scenario
    whole: str
    """The text of a file that is written anew."""
    parent: Scenario | None = None
    """What it extends; None where it stands by itself."""
    extends: str = ""
    """The path of that, as seen from the file."""

    def data(self, scenario: Scenario) -> dict[str, Any]:
        """A scenario as this one is told in its file."""
        if self.parent is None:
            return data_of(alone(scenario))
        return data_of_variant(self.parent, scenario, self.extends)


def save(scenario: Scenario, path: str | PathLike[str]) -> None:
    """Write the scenario to a file; of one that is there only that is changed which is not the scenario's yet.

    What can't be changed so is written anew; where that loses comments, the original is kept beside it. Each file is
    written in one step: what was there stays whole until then. Raises InputError where it can't be written.
    """
    file, above = Path(path), None
    if scenario.family is not None and file.exists():
        with suppress(InputError):
            above = read(file).extends
    write_over(file, scenario, above)


def write_over(file: Path, scenario: Scenario, above: Path | None) -> Path | None:
    """Save a scenario over a file, as a variant of the one above; returns where the original is kept if it must be.

    Raises InputError for a workbook: people format those.
    """
    if file.suffix.lower() in WORKBOOKS:
        message = (
            "is a workbook, in which edits are not saved: save as .yaml, or write a new one with 'gpu-planner tables'"
        )
        raise InputError([Fault(message, file=str(file))])
    if above is None:
        wanted = Wanted(scenario, dump(scenario))
    else:
        parent, seen = load(above), Path(os.path.relpath(above, file.parent)).as_posix()
        wanted = Wanted(scenario, dump_variant(parent, scenario, seen), parent, seen)
    return as_saved(file, wanted, held(file)).write()


def held(file: Path) -> Files | None:
    """What a scenario file and its tables hold; None where it is not there, or no scenario."""
    try:
        found = source_of(str(file))
        return {path: path.read_bytes() for path in (file, *found.tables)}
    except (InputError, OSError):
        return None


def as_saved(target: Path, wanted: Wanted, base: Files | None, before: dict[str, Any] | None = None) -> Save:
    """What to write to a file so that it holds a scenario, made of the files that hold another one.

    ``base`` begins with the scenario file; ``before`` is what it says, where it can't be read any more. Without a
    base, and where it can't be changed so, the file is written anew.
    """
    if base is not None:
        try:
            return _Changing(target, wanted, base).done(before)
        except (CannotSplice, InputError, RecursionError):
            pass
    return Save({target: wanted.whole.encode()}, loses(target) if target.exists() else (), anew=True)


@dataclass
class _Changing:
    """A file, while a scenario is written into it."""

    target: Path
    wanted: Wanted
    base: Files
    source: Path = field(init=False)

    def __post_init__(self) -> None:
        self.source = next(iter(self.base))

    def done(self, before: dict[str, Any] | None) -> Save:
        """Raises CannotSplice or InputError where it can't be done."""
        files, lost = self.base, False
        if before is not None:
            files, lost = self._changed(files, before)
        found, is_right = self._read(self.source, files), self._judge()
        for _ in range(ROUNDS):
            if is_right(found):
                return Save({self._at(path): content for path, content in files.items()}, ("comments",) * lost)
            fresh, dropped = self._changed(files, self.wanted.data(found))
            if fresh == files:
                break
            files, lost = fresh, lost or dropped
            found = self._read(self.target, {self._at(path): content for path, content in files.items()})
        raise CannotSplice("it would mean something else")

    def _at(self, path: Path) -> Path:
        return self.target if path == self.source else path

    def _read(self, path: Path, files: Files) -> Scenario:
        with instead(files):
            return read(path).scenario

    def _changed(self, files: Files, before: dict[str, Any]) -> tuple[Files, bool]:
        """The files with what they say changed into what they should; whether a comment had to go for it."""
        text, mark, encoding = parted(files[self.source])
        data = parsed(text, str(self.source))  # which was read a moment ago, and is remembered
        before, after = dict(before), self.wanted.data(self.wanted.scenario)
        files = self._with_tables(files, data, before, after)
        noun = None if self.wanted.parent else alone(self.wanted.scenario)
        splicer = Splicer(text)
        fresh = splicer.spliced(before, after, noun)
        return {**files, self.source: mark + fresh.encode(encoding)}, splicer.loses_comments

    def _with_tables(self, files: Files, data: Any, before: dict[str, Any], after: dict[str, Any]) -> Files:
        """The files with the tables changed; what stands in them is taken out of the data.

        Raises CannotSplice where a table can't be changed.
        """
        keyed = self.wanted.parent is not None
        found = dict(files)
        for collection, name in tabled(data.get("changes") if keyed else data).items():
            old, new = ((each.get("changes", {}) if keyed else each).pop(collection, ()) for each in (before, after))
            if canonical(old) == canonical(new):
                continue
            file, _, sheet = name.partition("#")
            path = Path(os.path.normpath(self.source.parent / file))
            rows = [_as_rows(each, collection) if keyed else each for each in (old, new)]
            found[path] = _tabled(path, found[path], sheet, collection, rows)
        return found

    def _judge(self) -> Callable[[Scenario], bool]:
        """Whether what is read is what is to be saved; a variant's elements come in an order that its parent gives."""
        right = self.wanted.scenario if self.wanted.parent else alone(self.wanted.scenario)

        @cache
        def written_anew() -> Scenario:
            return self._read(self.target, {self.target: self.wanted.whole.encode()})

        return lambda found: _same(found, right) or (self.wanted.parent is not None and _same(found, written_anew()))


def _tabled(path: Path, data: bytes, sheet: str, collection: str, rows: list[Any]) -> bytes:
    """A table with other elements in it. Raises CannotSplice or InputError where that can't be."""
    if path.suffix.lower() in TEXTS:
        found = encoded(data, str(path))
        table = csv_text(found.text, *dialect(found.text))
        Table(table, collection).change(*rows)
        return found.again(table.made())
    book = BookGrid(data, part_of(data, str(path), sheet), sheet_of(data, str(path), sheet, []))
    Table(book, collection).change(*rows)
    return book.made()


def _as_rows(changes: Any, collection: str) -> list[dict[str, Any]]:
    """The changes that a variant makes of a list, as the rows of a table. Raises CannotSplice for what no row says."""
    if any(change is None for change in dict(changes).values()):
        raise CannotSplice("a table takes nothing out")
    key = KEY_OF[collection]
    return [{key: name, **change} for name, change in dict(changes).items()]


def _same(one: Scenario, other: Scenario) -> bool:
    return one == other and canonical(data_of(one)) == canonical(data_of(other))
