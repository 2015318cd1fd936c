"""The scenarios of a folder as documents, variants under what they extend."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal

from planner.atomic import replace_file
from planner.desktop.look.words import brief, tr
from planner.desktop.open.document import Document, blank
from planner.desktop.open.workspace.contents import Contents, contents, contents_of_faulty, now, scenario_files
from planner.desktop.open.workspace.texts import Texts
from planner.domain.ids import free
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import Reading, dump, dump_variant, load, read


class NoTrashError(InputError):
    """The system has no trash that takes a file."""

    def __init__(self, file: Path, why: str) -> None:
        self.file = file
        text = tr(
            "{file} can't be moved to the trash ({why}); delete it in its folder instead", file=file.name, why=why
        )
        super().__init__(text)


class Workspace(QObject):
    """One folder. Every scenario that can be read is a document; those that can't are listed with their faults."""

    listed = Signal()
    """Scenarios have come, gone or moved."""
    went = Signal(object, object)
    """A file is gone, and nobody here threw it away; and the document that it held."""

    def __init__(self, folder: Path, *, is_read_only: bool = False, owner: QObject | None = None) -> None:
        """Raises OSError where the folder can't be listed."""
        super().__init__(owner)
        self.folder = folder.resolve()
        self.is_read_only = is_read_only or not os.access(self.folder, os.W_OK)
        self.documents: dict[Path, Document] = {}
        self.faulty: dict[Path, InputError] = {}
        self.known: dict[Path, Contents] = {}
        """What each file held, with its tables, when it was last read or written here."""
        self.texts = Texts()
        self._missing: set[Path] = set()
        """Files that are gone while their documents have unsaved work."""
        self.scan()

    def copy_to(self, target: Path) -> None:
        """Copy the whole folder to a new or an empty one; raises InputError where that can't be."""
        if target.exists() and any(target.iterdir()):
            raise InputError(tr("{folder} is not empty; name a new folder", folder=target))
        if target.resolve().is_relative_to(self.folder):
            raise InputError(tr("{folder} lies inside the workspace; name another place", folder=target))
        try:
            shutil.copytree(self.folder, target, ignore=shutil.ignore_patterns(".*", "*.pyc"), dirs_exist_ok=True)
        except OSError as error:
            raise InputError(tr("{folder} can't be written: {why}", folder=target, why=error.strerror)) from None

    def scan(self) -> None:
        """Read files that are new or could not be read, and forget those that are gone; open documents stay."""
        files = scenario_files(self.folder)
        for file in files:
            if file not in self.documents:
                self._read(file)
        self._missing.difference_update(files)
        for file in [known for known in self.documents if known not in files and known not in self._missing]:
            self._let_go(file)
        for file in [known for known in self.faulty if known not in files]:
            del self.faulty[file]
        self.listed.emit()

    @property
    def files(self) -> list[Path]:
        return sorted({*self.documents, *self.faulty})

    @property
    def files_there(self) -> list[Path]:
        """Files that are in the folder as far as we know."""
        return [file for file in self.files if file not in self._missing]

    def is_changed(self, file: Path) -> bool:
        """Whether someone else has changed a file, or a table that it names, and it is still there."""
        return file in self.known and file.exists() and now(self.known[file]) != self.known[file]

    def parent_of(self, file: Path) -> Path | None:
        """The scenario of this folder that a file extends."""
        document = self.documents.get(file)
        parent = document.extends if document else None
        return parent if parent in self.documents else None

    def variants_of(self, file: Path | None) -> list[Path]:
        """Files that extend this one; for None those that extend none of the folder."""
        return [each for each in self.files if self.parent_of(each) == file]

    def parent_document(self, document: Document) -> Document | None:
        parent = self.parent_of(document.file) if document.file else None
        return self.documents.get(parent) if parent else None

    def depth_of(self, document: Document) -> int:
        """How many scenarios of the folder a document extends, one through the other."""
        above = self.parent_document(document)
        return 0 if above is None else 1 + self.depth_of(above)

    def new_scenario(self, scenario: Scenario | None = None) -> Path:
        """A file with a scenario, by default an empty one; raises InputError where the folder can't be written."""
        wanted = scenario.name if scenario is not None else ""
        name = _numbered(wanted or tr("New scenario"), self.documents.values())
        made = blank(name) if scenario is None else scenario.model_copy(update={"name": name})
        return self._write_new("-".join(wanted.casefold().split()) or "scenario", dump(made))

    def new_variant(self, parent: Document, scenario: Scenario | None = None, name: str = "") -> Path:
        """A file that extends another one's, and changes nothing but the name unless a scenario is given.

        A long sentence is cut to a name; as a note it is kept whole.
        """
        assert parent.file is not None
        short = brief(name)
        called = _numbered(short or tr("{name} (variant)", name=parent.name), self.documents.values())
        noted = {"notes": name} if short != name.rstrip(".") else {}
        child = (scenario or parent.saved).model_copy(update={"name": called, **noted})
        return self._write_new(f"{parent.file.stem}-variant", dump_variant(parent.saved, child, parent.file.name))

    def discard(self, file: Path) -> QFile | None:
        """Move a file to the trash; where it is now, None where it was gone already.

        Raises InputError where variants extend it, or there is no trash.
        """
        if self.is_read_only:
            raise InputError(tr("{folder} is read-only; nothing in it can be deleted", folder=self.folder))
        if variants := self.variants_of(file):
            names = ", ".join(each.name for each in variants)
            raise InputError(tr("{file} is extended by {names}; delete those first", file=file.name, names=names))
        there = QFile(str(file)) if file.exists() else None
        if there is not None and not there.moveToTrash():
            raise NoTrashError(file, there.errorString())
        self._missing.discard(file)
        if document := self.documents.pop(file, None):
            document.deleteLater()
        self.faulty.pop(file, None)
        self.listed.emit()
        return there

    def note_contents(self, file: Path) -> None:
        """We have written a file: what it holds now is what we know of it."""
        try:
            self.known[file] = contents(read(file))
        except InputError as error:  # what it extends is broken
            self.known[file] = contents_of_faulty(file, error)
        self._missing.discard(file)

    def pass_over(self, file: Path) -> None:
        """What someone else has made of a file is not to be asked about again."""
        self.known[file] = now(self.known[file])

    def fresh(self, file: Path) -> tuple[Scenario, Scenario | None]:
        """Read a file anew: its scenario, and the one that it extends. Raises InputError where it can't be read."""
        reading = read(file)
        self.known[file] = contents(reading)
        if document := self.documents.get(file):
            document.extends, document.warnings = reading.extends, reading.warnings
        return reading.scenario, self._parent_scenario(reading)

    def _read(self, file: Path) -> None:
        try:
            reading = read(file)
        except InputError as error:
            self.faulty[file], self.known[file] = error, contents_of_faulty(file, error)
            return
        self.faulty.pop(file, None)
        self.known[file] = contents(reading)
        self.documents[file] = Document(
            reading.scenario, file, parent=self._parent_scenario(reading), extends=reading.extends,
            warnings=reading.warnings, owner=self,
        )  # fmt: skip

    def _parent_scenario(self, reading: Reading) -> Scenario | None:
        if (above := reading.extends) is None:
            return None
        return self.documents[above].saved if above in self.documents else load(above)

    def _let_go(self, file: Path) -> None:
        """A file is gone: so is its document, unless there is unsaved work in it."""
        document = self.documents[file]
        if document.has_more_than_its_file:
            self._missing.add(file)
        else:
            del self.documents[file]
            document.deleteLater()
        self.went.emit(file, document)

    def _write_new(self, stem: str, text: str) -> Path:
        if self.is_read_only:
            raise InputError(tr("{folder} is read-only; copy it first", folder=self.folder))
        name = free(stem, {file.stem for file in self.files})
        file = self.folder / f"{name}.yaml"
        replace_file(file, text.encode())
        self.scan()
        return file


def _numbered(wanted: str, documents: Iterable[Document]) -> str:
    """The name, or the name with the first number that none has behind it: ``New scenario 2``."""
    taken = {document.name for document in documents}
    names = (wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 2)))
    return next(name for name in names if name not in taken)
