"""What was moved to the trash, and how it is taken back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile

from planner.atomic import replace_file
from planner.desktop.look.words import tr
from planner.desktop.open.editing.draft import Draft
from planner.desktop.open.workspace.folder import Workspace
from planner.errors import InputError


@dataclass(frozen=True)
class Thrown:
    """A file in the trash, with what was not saved of it."""

    file: Path
    """Where it was."""
    content: bytes
    unsaved: Draft | None
    there: QFile
    """Where it is."""


def throw_away(workspace: Workspace, file: Path) -> Thrown | None:
    """Move a file to the trash; None where there was none any more. Raises InputError where that can't be."""
    document = workspace.documents.get(file)
    unsaved = document.draft if document is not None and document.has_more_than_its_file else None
    try:
        content = file.read_bytes()
    except OSError:
        workspace.discard(file)
        return None
    there = workspace.discard(file)
    return None if there is None else Thrown(file, content, unsaved, there)


def take_back(workspace: Workspace, thrown: Thrown) -> None:
    """Put a file back where it was, with what was not saved of it. Raises InputError where that can't be."""
    file = thrown.file
    try:
        if file.exists() and file.read_bytes() != thrown.content:
            raise InputError(tr("there is another {file} by now; the one in the trash stays there", file=file.name))
        replace_file(file, thrown.content)
    except OSError as error:
        raise InputError(tr("{file} can't be written: {why}", file=file, why=error.strerror or error)) from None
    _empty(Path(thrown.there.fileName()), file)
    workspace.scan()
    document = workspace.documents.get(file)
    if document is not None and thrown.unsaved is not None:
        document.replace_draft(thrown.unsaved, tr("Unsaved changes"))


def _empty(place: Path, file: Path) -> None:
    """Take what was put back out of the trash, with the note of where it came from, if the system told where it is."""
    if place == file:
        return
    with suppress(OSError):
        place.unlink(missing_ok=True)
        (place.parent.parent / "info" / f"{place.name}.trashinfo").unlink(missing_ok=True)
