"""What the workspace asks the user: unsaved work that was found, files that someone else has changed or taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.draft import Draft
from planner.desktop.open.session import Session
from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.recovery import Found
from planner.desktop.open.workspace.trash import Thrown, take_back
from planner.desktop.open.workspace.updating import Merged, keep_apart, merge, merged, reload
from planner.desktop.window.notices import Answer, NoticeBoard
from planner.domain.scenario import Scenario
from planner.errors import InputError, PlannerError, spoken
from planner.words.periods import month

MOST = 4
"""Places that are named; of more, it is said how many there are."""


class Offers:
    """Puts the questions on the board, and does what is answered."""

    def __init__(self, session: Session, board: NoticeBoard) -> None:
        self._session, self._board = session, board
        session.workspace_opened.connect(board.clear)
        session.workspace_opened.connect(self.offer_unsaved)
        session.disk_changed.connect(self.offer_file)
        session.disk_settled.connect(lambda file: board.take_down(f"disk {file}"))
        session.went.connect(self.say_gone)
        session.left_behind.connect(self.say_left_behind)
        session.folder_lost.connect(self.say_folder_lost)

    def offer_unsaved(self) -> None:
        """Offer what runs before this one could not save."""
        workspace, recovery = self._session.workspace, self._session.recovery
        if workspace is None:
            return
        for document in workspace.documents.values():
            for found in recovery.find(document):
                if found.draft == document.draft:
                    recovery.throw_away(found.place)
                    continue
                text = tr("Unsaved work on {name} of {when} was found.", name=document.name, when=_spoken_time(found))
                answers: list[Answer] = [
                    (tr("Restore"), partial(self._restore, document, found)),
                    (tr("Throw away"), lambda *_, place=found.place: recovery.throw_away(place)),
                ]
                self._board.put(f"unsaved {found.place.name}", text, answers)
            for place in recovery.damaged(document):
                text = tr("Unsaved work on {name} was found and can't be read. It is kept as {file}.",
                          name=document.name, file=place)  # fmt: skip
                answers = [(tr("Throw away"), lambda *_, place=place: recovery.throw_away(place))]
                self._board.put(f"unsaved {place.name}", text, answers)

    def offer_file(self, file: Path, fault: PlannerError | None) -> None:
        """Ask what becomes of what is open on a file that is another one now, or can't be read any more."""
        workspace = self._session.workspace
        if workspace is None:
            return
        keep: Answer = (tr("Keep mine"), self._answer(file, keep_apart))
        if fault is not None:
            text = tr(
                "{file} was changed by someone else and can't be read now: {why}", file=file.name, why=_first(fault)
            )
            self._board.put(f"disk {file}", text + "\n" + tr("What is open stays."), [keep])
            return
        text = tr("{file} was changed by someone else while you have unsaved changes.", file=file.name)
        answers: list[Answer] = [
            (tr("Merge"), self._answer(file, merge)),
            (tr("Take the file's"), self._answer(file, reload)),
            keep,
        ]
        self._board.put(f"disk {file}", text, answers)

    def say_gone(self, file: Path, document: Document) -> None:
        """A file is gone, and nobody here threw it away."""
        workspace = self._session.workspace
        if workspace is None:
            return
        parts = [tr("{file} was deleted or moved by someone else.", file=file.name)]
        answers: list[Answer] = []
        if document.has_more_than_its_file:
            parts.append(tr("Your unsaved work on it is still open; saving writes the file again."))
            answers.append((tr("Let it go"), lambda *_: self._let_go(file)))
        variants = [each.name for each in workspace.documents.values() if each.extends == file]
        if variants:
            names = ", ".join(variants)
            parts.append(tr("What extended it stays open and, once saved, stands by itself: {names}.", names=names))
        self._board.put(f"disk {file}", " ".join(parts), answers)

    def offer_back(self, name: str, thrown: Thrown | None) -> None:
        """Offer to take back what has just been thrown away."""
        if thrown is not None:
            answers: list[Answer] = [(tr("Undo"), lambda *_: self._take_back(thrown))]
            self._board.put("trash", tr("{name} is in the trash.", name=name), answers)

    def _take_back(self, thrown: Thrown) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        try:
            take_back(workspace, thrown)
        except InputError as error:
            self._board.put("trash", str(error))
            return
        self._session.open(thrown.file)

    def say_left_behind(self, lost: Mapping[Path, InputError]) -> None:
        """Variants can't be read on what they extend any more."""
        for file, error in lost.items():
            text = tr(
                "{file} can't be read since what it extends has changed: {why}", file=file.name, why=_first(error)
            )
            self._board.put(f"disk {file}", text + "\n" + tr("What is open stays as it was."))

    def say_folder_lost(self, why: str) -> None:
        folder = self._session.workspace.folder if self._session.workspace else ""
        text = tr("The folder {folder} can't be read any more: {why}.", folder=folder, why=why)
        self._board.put("folder", f"{text} {tr('What is open stays; keep it with Save as.')}")

    def _let_go(self, file: Path) -> None:
        if self._session.workspace is not None:
            self._session.workspace.discard(file)

    def _restore(self, document: Document, found: Found, checked: bool = False) -> None:
        """Put unsaved work into its document, on what the file holds by now."""
        recovery, mine = self._session.recovery, found.draft.scenario
        try:
            done = merged(found.base, mine, document.saved)
        except InputError as error:
            text = tr(
                "The unsaved work on {name} does not fit what its file holds now: {why}",
                name=document.name,
                why=_first(error),
            )
            as_it_was: Answer = (tr("Restore as it was"), lambda *_: self._put_back(document, found, mine))
            drop: Answer = (tr("Throw away"), lambda *_: recovery.throw_away(found.place))
            self._board.put(f"unsaved {found.place.name}", text, [as_it_was, drop])
            return
        self._put_back(document, found, done.both)
        if done.contradictions:
            self._say_merged(document, done)

    def _put_back(self, document: Document, found: Found, scenario: Scenario) -> None:
        document.replace_draft(Draft(scenario, found.draft.refused), tr("Restore unsaved work"))
        self._session.recovery.throw_away(found.place)
        assert document.file is not None
        self._session.open(document.file)

    def _answer(self, file: Path, action: Callable[[Workspace, Path], object]) -> Callable[..., None]:
        def answer(*_: object) -> None:
            workspace = self._session.workspace
            if workspace is None or file not in workspace.documents:
                return
            try:
                done = action(workspace, file)
            except PlannerError as error:
                text = tr("{file} and your changes can't be brought together: {why}", file=file.name, why=_first(error))
                answers: list[Answer] = [
                    (tr("Take the file's"), self._answer(file, reload)),
                    (tr("Keep mine"), self._answer(file, keep_apart)),
                ]
                self._board.put(f"disk {file}", text, answers)
                return
            if isinstance(done, Merged) and done.contradictions:
                self._say_merged(workspace.documents[file], done)
            elif isinstance(done, dict):
                self.say_left_behind(done)

        return answer

    def _say_merged(self, document: Document, merged: Merged) -> None:
        """Both have changed the same fields."""
        places = [spoken(place) for place in merged.contradictions[:MOST]]
        if (more := len(merged.contradictions) - MOST) > 0:
            places.append(tr("{count} more", count=more))
        text = tr("Both you and the file have changed: {places}. Yours hold.", places="; ".join(places))
        answers: list[Answer] = []
        if (theirs := merged.theirs_first) is not None:
            answers.append(
                (tr("Take the file's for these"), lambda *_: document.replace(theirs, tr("Take the file's")))
            )
        self._board.put(f"merged {document.file}", text, answers)


def _first(error: PlannerError) -> str:
    """The first of the reasons, without the file, which is named already."""
    if not isinstance(error, InputError):
        return str(error)
    fault = error.faults[0]
    return tr("line {line}: {why}", line=fault.line, why=fault.message) if fault.line else fault.message


def _spoken_time(found: Found) -> str:
    return f"{found.when:%d} {month(found.when)} {found.when:%Y, %H:%M}"
