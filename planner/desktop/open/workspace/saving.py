"""Saving a document: in one step, as a variant where it is one, with the original kept where text would be lost."""

from __future__ import annotations

import os
from pathlib import Path

from planner.atomic import replace_file
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.originals import keep_original
from planner.desktop.open.workspace.updating import Followed, follow, reload
from planner.errors import InputError
from planner.files import dump, dump_variant, load
from planner.importing.backlog.remembering import keep_import


def save(workspace: Workspace, document: Document) -> Followed:
    """Write a document to its file; returns what became of its variants.

    Raises InputError where it can't be written; then nothing has changed.
    """
    file = document.file
    if file is None:
        raise InputError(tr("name a file to save to"))
    before, found = document.saved, document.unsaved_moves
    _write(workspace, document, file)
    workspace.note_contents(file)
    document.mark_saved(document.scenario)
    _keep_imported(document, file)
    return follow(workspace, file, before, found, may_write=True)


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
    _write(workspace, document, file)
    if file in workspace.documents:
        reload(workspace, file)
    elif file.parent == workspace.folder:
        workspace.scan()


def _write(workspace: Workspace, document: Document, target: Path) -> None:
    if workspace.is_read_only and target.parent == workspace.folder:
        raise InputError(tr("{folder} is read-only; copy the workspace, or use Save as", folder=workspace.folder))
    text = text_of(document, target)
    keep_original(target)
    replace_file(target, text.encode())


def text_of(document: Document, target: Path) -> str:
    """A document as the text of a file; a variant stays one, seen from its new place."""
    if document.extends is None or not document.extends.exists() or document.extends == target:
        return dump(document.scenario)
    parent = document.parent_scenario or load(document.extends)
    seen = Path(os.path.relpath(document.extends, target.parent)).as_posix()
    return dump_variant(parent, document.scenario, seen)
