"""Saving a document: in one step, as a variant where it is one, with the original kept where text would be lost."""

from __future__ import annotations

import os
from pathlib import Path

from planner.desktop.document import Document
from planner.desktop.words import tr
from planner.desktop.workspace.folder import Workspace
from planner.errors import InputError
from planner.files import dump, dump_variant, load
from planner.files.atomic import replace_file
from planner.files.originals import loses
from planner.files.text import read_text

BESIDE = ".original"
"""Behind the name of a file that is kept beside the one that replaced it."""


def what_is_lost(file: Path) -> tuple[str, ...]:
    """``comments`` and ``tables`` of a file that saving over it can't keep."""
    return loses(read_text(file)) if file.exists() else ()


def save(workspace: Workspace, document: Document, file: Path | None = None) -> Path | None:
    """Write a document to its file, or to another one; returns where an original was kept.

    Raises InputError where it can't be written; then nothing has changed.
    """
    target = file or document.file
    if target is None:
        raise InputError(tr("name a file to save to"))
    if workspace.is_read_only and target.parent == workspace.folder:
        raise InputError(tr("{folder} is read-only; use Save as", folder=workspace.folder))
    kept = _keep_original(target) if what_is_lost(target) else None
    replace_file(target, text_of(document, target).encode())
    workspace.texts[target] = read_text(target)
    if file is None or file == document.file:
        document.mark_saved(document.scenario)
        workspace.follow_parent(target)
    else:
        workspace.scan()
    return kept


def text_of(document: Document, target: Path) -> str:
    """A document as the text of a file; a variant stays one, seen from its new place."""
    if document.extends is None or not document.extends.exists():
        return dump(document.scenario)
    parent = document.parent_scenario or load(document.extends)
    seen = Path(os.path.relpath(document.extends, target.parent)).as_posix()
    return dump_variant(parent, document.scenario, seen)


def _keep_original(file: Path) -> Path:
    """Copy a file beside itself, under a name that is free."""
    kept, number = file.with_name(file.name + BESIDE), 2
    while kept.exists():
        kept, number = file.with_name(f"{file.name}{BESIDE}-{number}"), number + 1
    replace_file(kept, file.read_bytes())
    return kept
