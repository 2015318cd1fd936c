"""Saving a document: only what was edited, as a variant where it is one; the original is kept where text is lost."""

from __future__ import annotations

import os
from pathlib import Path

from planner.desktop.look.words import tr
from planner.desktop.open.aside import Run, at_once
from planner.desktop.open.document import Document
from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.updating import Followed, follow, reload
from planner.errors import InputError
from planner.files import dump, dump_variant, load
from planner.files.originals import loses
from planner.files.saving import Save, Wanted, as_saved, held
from planner.importing.backlog.remembering import keep_import


def save(workspace: Workspace, document: Document, ready: Save | None = None, run: Run = at_once) -> Followed:
    """Write a document to its file; ``ready`` is what ``prepared`` gave. Returns what became of its variants.

    ``run`` does what takes its time.

    Raises InputError where it can't be written; then nothing has changed.
    """
    file = document.file
    if file is None:
        raise InputError(tr("name a file to save to"))
    before, found, scenario = document.saved, document.unsaved_moves, document.scenario

    def write() -> None:
        _write(workspace, ready or prepared(workspace, document), file)
        workspace.note_contents(file)

    with workspace.texts.writing():
        run(write)
        document.mark_saved(scenario)
        _keep_imported(document, file)
        return follow(workspace, file, before, found, may_write=True, run=run)


def _keep_imported(document: Document, file: Path) -> None:
    """Keep beside the file what was imported into it, but for requests of which the import was taken back."""
    there = {name: each for name, each in document.imported.items() if name in document.scenario.request_by_id}
    document.imported = {}
    if there:
        keep_import(file, there)


def save_copy(workspace: Workspace, document: Document, file: Path) -> None:
    """Write a document to another file, which is listed where it lies in the workspace.

    Raises InputError where it can't be written; then nothing has changed.
    """
    if file == document.file:
        save(workspace, document)
        return
    _write(workspace, _copied(document, file), file)
    if file in workspace.documents:
        reload(workspace, file)
    elif file.parent == workspace.folder:
        workspace.scan()


def prepared(workspace: Workspace, document: Document) -> Save:
    """What saving a document would write, and what that would lose. Raises InputError where it can't be said."""
    assert document.file is not None
    return workspace.texts.save_of(document.file, wanted(document, document.file))


def wanted(document: Document, target: Path) -> Wanted:
    """A document as it is to be saved to a file; a variant stays one, seen from its new place."""
    if document.extends is None or not document.extends.exists() or document.extends == target:
        return Wanted(document.scenario, dump(document.scenario))
    parent = document.parent_scenario or load(document.extends)
    seen = Path(os.path.relpath(document.extends, target.parent)).as_posix()
    return Wanted(document.scenario, dump_variant(parent, document.scenario, seen), parent, seen)


def _copied(document: Document, target: Path) -> Save:
    """A copy has the text of what it is copied from, unless that would change tables; what it replaces is lost."""
    told = wanted(document, target)
    found = as_saved(target, told, None if document.file is None else held(document.file))
    if any(path != target and content != path.read_bytes() for path, content in found.files.items()):
        found = as_saved(target, told, None)
    return Save(found.files, loses(target) if target.exists() else ())


def _write(workspace: Workspace, ready: Save, target: Path) -> None:
    if workspace.is_read_only and target.parent == workspace.folder:
        raise InputError(tr("{folder} is read-only; copy the workspace, or use Save as", folder=workspace.folder))
    workspace.texts.write(target, ready)
