"""Open documents brought in line with files that have changed: their own, and those that they extend."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from planner.desktop.look.words import tr
from planner.desktop.open.aside import Run, at_once
from planner.desktop.open.document import Document
from planner.desktop.open.editing.identities import Moves, moves
from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.following import carried, followed, let_go
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.errors import Path as Place
from planner.files import dump_variant
from planner.files.rebasing import clashes, rebased
from planner.files.saving import Wanted
from planner.files.writing import data_of_variant


@dataclass(frozen=True)
class Merged:
    """Both my unsaved changes and someone else's; where they contradict each other, mine hold."""

    both: Scenario
    contradictions: tuple[Place, ...]
    theirs_first: Scenario | None
    """The same with theirs where they contradict each other; None where that can't be."""


def merged(base: Scenario, mine: Scenario, theirs: Scenario) -> Merged:
    """What two have made of the base, in one. Raises InputError where my changes can't be made of theirs."""
    if theirs == base:  # mine as it is, the order of its elements included
        return Merged(mine, (), None)
    both, found = rebased(base, mine, theirs), tuple(clashes(base, mine, theirs))
    try:
        return Merged(both, found, rebased(base, theirs, mine) if found else None)
    except InputError:
        return Merged(both, found, None)


def reload(workspace: Workspace, file: Path) -> dict[Path, InputError]:
    """Read a file again in place of what is open, as one step that can be taken back, and let its variants follow.

    Returns those that can't be read on it any more. Raises InputError where the file itself can't be read.
    """
    document = workspace.documents[file]
    before = document.saved
    scenario, document.parent_scenario = workspace.fresh(file)
    document.replace(scenario, tr("Reload from disk"))
    document.mark_saved(scenario)
    return follow(workspace, file, before, moves(before, scenario), may_write=False).lost


def merge(workspace: Workspace, file: Path) -> Merged:
    """Read a file again and make the unsaved changes to what it holds now; raises InputError where they can't be."""
    document = workspace.documents[file]
    base, mine = document.saved, document.scenario
    known = workspace.known[file]
    theirs, parent = workspace.fresh(file)
    try:
        done = merged(base, mine, theirs)
    except InputError:
        workspace.known[file] = known
        raise
    document.parent_scenario = parent
    document.stand_on(theirs)
    document.replace(done.both, tr("Merge with the file"))
    follow(workspace, file, base, moves(base, theirs), may_write=False)
    return done


def keep_apart(workspace: Workspace, file: Path) -> None:
    """Keep what is open; the next save replaces what the file holds now."""
    workspace.pass_over(file)
    workspace.documents[file].undo_stack.resetClean()


@dataclass(frozen=True)
class Stuck:
    """What a save would do to variants that its author may not want."""

    unable: Mapping[Path, InputError]
    """Those that can't be what they are on what it would be, with the reasons."""
    let_go: Mapping[Path, list[str]]
    """Changes that they make of what is gone, by its titles."""


def stuck(workspace: Workspace, document: Document) -> Stuck:
    """What becomes of the variants of a document that can't simply follow it."""
    unable: dict[Path, InputError] = {}
    lost: dict[Path, list[str]] = {}
    found = document.unsaved_moves
    for file in workspace.variants_of(document.file):
        child = workspace.documents[file].saved
        if gone := let_go(document.saved, child, found):
            lost[file] = gone
        try:
            followed(document.saved, child, document.scenario, found)
        except InputError as error:
            unable[file] = error
    return Stuck(unable, lost)


@dataclass
class Followed:
    """What became of the variants of a scenario that has changed."""

    lost: dict[Path, InputError] = field(default_factory=dict)
    """Those that can't be read on it any more; they stay as they were."""
    written: list[Path] = field(default_factory=list)
    """Those whose files spoke of what is called otherwise now, or gone, and were written anew."""


def follow(
    workspace: Workspace, parent: Path, before: Scenario, found: Moves, *, may_write: bool, run: Run = at_once
) -> Followed:
    """A scenario is another one in its file: its variants stand on that from now on, with the changes that they have.

    ``found``: what of it is called otherwise, or gone; ``run`` does what takes its time.
    """
    done = Followed()
    after = workspace.documents[parent].saved
    for file in workspace.variants_of(parent):
        document = workspace.documents[file]
        old = document.saved
        try:
            new, is_written = run(partial(_on, workspace, document, (before, after), found, may_write))
        except InputError as error:
            done.lost[file] = error
            continue
        done.written += [file] if is_written else []
        document.parent_scenario = after
        if new != old:
            _stand_on(document, new, found, workspace.documents[parent].name)
            below = follow(workspace, file, old, found, may_write=may_write, run=run)
            done.lost |= below.lost
            done.written += below.written
    return done


def _on(
    workspace: Workspace, document: Document, parent: tuple[Scenario, Scenario], found: Moves, may_write: bool
) -> tuple[Scenario, bool]:
    """What a variant's file makes of its parent, and whether it had to be written anew to mean what it did."""
    assert document.file is not None and document.extends is not None
    file, fault = document.file, None
    try:
        new, _ = workspace.fresh(file)
    except InputError as error:
        new, fault = None, error
    if found and may_write and not workspace.is_read_only:
        wanted = followed(parent[0], document.saved, parent[1], found)
        if new != wanted:
            seen = Path(os.path.relpath(document.extends, file.parent)).as_posix()
            told = Wanted(wanted, dump_variant(parent[1], wanted, seen), parent[1], seen)
            before = data_of_variant(parent[0], document.saved, seen)
            workspace.texts.write(file, workspace.texts.save_of(file, told, before))
            workspace.note_contents(file)
            return wanted, True
    if new is None:
        assert fault is not None
        raise fault
    return new, False


def _stand_on(document: Document, new: Scenario, found: Moves, called: str) -> None:
    """The document with its unsaved changes on what its file holds now."""
    was_edited, old = document.is_edited, document.saved
    try:
        after = rebased(carried(old, found), carried(document.scenario, found), new) if was_edited else new
    except InputError:
        after = document.scenario  # what is unsaved stays as it is, a change from what the file holds now
    document.stand_on(new)
    document.replace(after, tr("Follow {name}", name=called))
    if not was_edited:
        document.mark_saved(new)
