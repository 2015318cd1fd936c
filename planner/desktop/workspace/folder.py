"""The scenarios of a folder as documents, variants under what they extend."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal

from planner.desktop.document import Document
from planner.desktop.editing.structure import fresh_name
from planner.desktop.words import tr
from planner.domain.calendar import Calendar
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import dump, dump_variant, load, read
from planner.files.atomic import replace_file
from planner.files.originals import extends, rebased
from planner.files.text import read_text

ENDINGS = (".yaml", ".yml")


class Workspace(QObject):
    """One folder. Every scenario that can be read is a document; those that can't are listed with their faults."""

    listed = Signal()
    """Scenarios have come, gone or moved."""

    def __init__(self, folder: Path, *, is_read_only: bool = False, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.folder = folder.resolve()
        self.is_read_only = is_read_only or not os.access(self.folder, os.W_OK)
        self.documents: dict[Path, Document] = {}
        self.faulty: dict[Path, InputError] = {}
        self.texts: dict[Path, str] = {}
        """What each file held when it was last read or written here."""
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
        """Read files that are new, and forget those that are gone; open documents stay as they are."""
        files = sorted(p for p in self.folder.iterdir() if p.suffix.lower() in ENDINGS and not p.name.startswith("."))
        for file in files:
            if file not in self.documents:
                self._read(file)
        for file in [known for known in self.documents if known not in files]:
            if not self.documents[file].is_edited:
                self.documents.pop(file).deleteLater()
        for file in [known for known in self.faulty if known not in files]:
            del self.faulty[file]
        self.listed.emit()

    @property
    def files(self) -> list[Path]:
        return sorted({*self.documents, *self.faulty})

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

    def new_scenario(self) -> Path:
        """A file with an empty scenario; raises InputError where the folder can't be written."""
        scenario = Scenario(name=tr("New scenario"), calendar=Calendar(start="2027-01", periods=6))
        return self._write_new("scenario", dump(scenario))

    def new_variant(self, parent: Document, scenario: Scenario | None = None, name: str = "") -> Path:
        """A file that extends another one's, and changes nothing but the name unless a scenario is given."""
        assert parent.file is not None
        child = (scenario or parent.saved).model_copy(update={"name": name or f"{parent.name} (variant)"})
        return self._write_new(f"{parent.file.stem}-variant", dump_variant(parent.saved, child, parent.file.name))

    def discard(self, file: Path) -> None:
        """Move a file to the trash; raises InputError where variants extend it, or there is no trash."""
        if variants := self.variants_of(file):
            names = ", ".join(each.name for each in variants)
            raise InputError(tr("{file} is extended by {names}; delete those first", file=file.name, names=names))
        if not QFile(str(file)).moveToTrash():
            raise InputError(tr("{file} can't be moved to the trash", file=file.name))
        if document := self.documents.pop(file, None):
            document.deleteLater()
        self.faulty.pop(file, None)
        self.listed.emit()

    def reload(self, file: Path) -> None:
        """Read a file again in place of what is open, as one step that can be taken back."""
        document = self.documents[file]
        fresh, parent, _ = _load(file)
        self.texts[file] = read_text(file)
        document.parent_scenario = parent
        document.replace(fresh, tr("Reload from disk"))
        document.mark_saved(fresh)

    def merge(self, file: Path) -> None:
        """Read a file again and make the unsaved changes to what it holds now; raises InputError where they clash."""
        document = self.documents[file]
        fresh, parent, _ = _load(file)
        merged = rebased(document.saved, document.scenario, fresh)
        self.texts[file] = read_text(file)
        document.parent_scenario, document.saved = parent, fresh
        document.undo_stack.resetClean()
        document.replace(merged, tr("Merge with the file"))

    def keep_apart(self, file: Path) -> None:
        """Keep what is open; the next save replaces what the file holds now."""
        self.texts[file] = read_text(file)
        self.documents[file].undo_stack.resetClean()

    def follow_parent(self, parent: Path) -> None:
        """A scenario has been saved: its variants stand on it from now on, with the changes that they have."""
        for file in self.variants_of(parent):
            document = self.documents[file]
            was_edited = document.is_edited
            old, new = document.saved, load(file)
            if new == old:
                continue
            after = rebased(old, document.scenario, new) if was_edited else new
            document.parent_scenario = self.documents[parent].saved
            document.saved = new
            document.replace(after, tr("Follow {name}", name=self.documents[parent].name))
            if not was_edited:
                document.mark_saved(new)
            self.follow_parent(file)

    def _read(self, file: Path) -> None:
        try:
            scenario, parent, above = _load(file)
        except InputError as error:
            self.faulty[file] = error
            return
        self.faulty.pop(file, None)
        self.texts[file] = read_text(file)
        warnings = read(file).warnings
        document = Document(scenario, file, parent=parent, extends=above, warnings=warnings, owner=self)
        self.documents[file] = document

    def _write_new(self, stem: str, text: str) -> Path:
        if self.is_read_only:
            raise InputError(tr("{folder} is read-only; copy it first", folder=self.folder))
        name = fresh_name(stem, {file.stem for file in self.files})
        file = self.folder / f"{name}.yaml"
        replace_file(file, text.encode())
        self.scan()
        return file


def _load(file: Path) -> tuple[Scenario, Scenario | None, Path | None]:
    """A file's scenario, the one that it extends, and where that is."""
    above = extends(file)
    return load(file), load(above) if above else None, above.resolve() if above else None
