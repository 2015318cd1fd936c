"""Open documents brought in line with files that have changed: their own, and those that they extend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.desktop.document import Document
from planner.desktop.words import tr
from planner.desktop.workspace.folder import Workspace
from planner.desktop.workspace.following import carried, followed, moves
from planner.desktop.workspace.originals import keep_original
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.errors import Path as Place
from planner.files import dump_variant
from planner.files.atomic import replace_file
from planner.files.rebasing import clashes, rebased


@dataclass(frozen=True)
class Merged:
    """Both my unsaved changes and someone else's; where they contradict each other, mine hold."""

    contradictions: tuple[Place, ...]
    theirs_first: Scenario | None
    """The same with theirs where they contradict each other; None where that can't be."""


def reload(workspace: Workspace, file: Path) -> dict[Path, InputError]:
    """Read a file again in place of what is open, as one step that can be taken back, and let its variants follow.

    Returns those that can't be read on it any more. Raises InputError where the file itself can't be read.
    """
    document = workspace.documents[file]
    before = document.saved
    scenario, document.parent_scenario = workspace.fresh(file)
    document.replace(scenario, tr("Reload from disk"))
    document.mark_saved(scenario)
    return follow(workspace, file, before, may_write=False)


def merge(workspace: Workspace, file: Path) -> Merged:
    """Read a file again and make the unsaved changes to what it holds now; raises InputError where they can't be."""
    document = workspace.documents[file]
    base, mine = document.saved, document.scenario
    known = workspace.known[file]
    theirs, parent = workspace.fresh(file)
    try:
        both = rebased(base, mine, theirs)
    except InputError:
        workspace.known[file] = known
        raise
    document.parent_scenario, document.saved = parent, theirs
    document.undo_stack.resetClean()
    document.replace(both, tr("Merge with the file"))
    follow(workspace, file, base, may_write=False)
    found = tuple(clashes(base, mine, theirs))
    try:
        return Merged(found, rebased(base, theirs, mine) if found else None)
    except InputError:
        return Merged(found, None)


def keep_apart(workspace: Workspace, file: Path) -> None:
    """Keep what is open; the next save replaces what the file holds now."""
    workspace.pass_over(file)
    workspace.documents[file].undo_stack.resetClean()


def unable_to_follow(workspace: Workspace, document: Document) -> dict[Path, InputError]:
    """The variants that can't be what they are on what the document would be if it were saved, each with the reason."""
    found = {}
    for file in workspace.variants_of(document.file):
        try:
            followed(document.saved, workspace.documents[file].saved, document.scenario)
        except InputError as error:
            found[file] = error
    return found


def follow(workspace: Workspace, parent: Path, before: Scenario, *, may_write: bool) -> dict[Path, InputError]:
    """A scenario is another one in its file: its variants stand on that from now on, with the changes that they have.

    ``may_write``: where their files speak of what is called otherwise now, or gone, they are written anew. Returns
    those that can't be read on it any more; they stay as they were.
    """
    lost: dict[Path, InputError] = {}
    after = workspace.documents[parent].saved
    for file in workspace.variants_of(parent):
        document = workspace.documents[file]
        old = document.saved
        try:
            new = _on(workspace, document, before, after, may_write)
        except InputError as error:
            lost[file] = error
            continue
        document.parent_scenario = after
        if new != old:
            _stand_on(document, new, carried_over=(before, after), called=workspace.documents[parent].name)
            lost |= follow(workspace, file, old, may_write=may_write)
    return lost


def _on(workspace: Workspace, document: Document, before: Scenario, after: Scenario, may_write: bool) -> Scenario:
    """What a variant's file makes of the new parent; the file is written anew where that is not what it means."""
    assert document.file is not None
    file, fault = document.file, None
    try:
        new, _ = workspace.fresh(file)
    except InputError as error:
        new, fault = None, error
    if new is not None and not moves(before, after):
        return new
    if not may_write or workspace.is_read_only:
        if new is None:
            assert fault is not None
            raise fault
        return new
    wanted = followed(before, document.saved, after)
    if new != wanted:
        keep_original(file)
        assert document.extends is not None
        replace_file(file, dump_variant(after, wanted, document.extends.name).encode())
        workspace.note_contents(file)
    return wanted


def _stand_on(document: Document, new: Scenario, carried_over: tuple[Scenario, Scenario], called: str) -> None:
    """The document with its unsaved changes on what its file holds now."""
    found, was_edited, old = moves(*carried_over), document.is_edited, document.saved
    try:
        after = rebased(carried(old, found), carried(document.scenario, found), new) if was_edited else new
    except InputError:
        after = document.scenario  # what is unsaved stays as it is, a change from what the file holds now
    document.saved = new
    document.undo_stack.resetClean()
    document.replace(after, tr("Follow {name}", name=called))
    if not was_edited:
        document.mark_saved(new)
