"""What is open: a workspace, one document of it in front, its plan kept up to date, the others solved behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from planner.desktop.open.document import Document, blank
from planner.desktop.open.jobs import Job, Jobs
from planner.desktop.open.live import FIRST_GAP, Live
from planner.desktop.open.shown import Shown
from planner.desktop.open.workspace.contents import scenario_files
from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.recovery import Recovery
from planner.desktop.open.workspace.updating import reload
from planner.desktop.open.workspace.watching import DiskWatch
from planner.domain.plan import Plan
from planner.domain.scenario import HIGHS, Scenario
from planner.errors import InputError, PlannerError
from planner.files import read
from planner.program import Control, solve

LANE = "others"


class Session(QObject):
    """The app without its window."""

    opened = Signal(object)
    """The document that is in front from now on."""
    workspace_opened = Signal()
    listed = Signal()
    """Scenarios of the workspace have come, gone or moved, or it is another one."""
    emptied = Signal()
    """No scenario is open, as the workspace has none that can be read."""
    unreadable = Signal(object)
    """A file that can't be read is chosen, and no scenario is open."""
    planned = Signal(object)
    """A document whose plan, or the error in its place, is another one."""
    cleaned = Signal()
    """All changes of some document are in its file, or are no longer."""
    disk_changed = Signal(object, object)
    """A file that someone else has changed while it is edited here, or so that it can't be read, and then why."""
    disk_settled = Signal(object)
    """A file about which nothing is to be asked any more."""
    went = Signal(object, object)
    """A file that someone else has taken away, and the document that it held."""
    left_behind = Signal(object)
    """Variants, by file, that can't be read any more on what they extend, with the reasons."""
    folder_lost = Signal(str)
    """The workspace can't be listed any more, and why."""

    def __init__(self, recovery_folder: Path, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.jobs = Jobs(self)
        self.live = Live(self.jobs, self)
        self.recovery = Recovery(recovery_folder, self)
        self.workspace: Workspace | None = None
        self._nothing = Document(blank(), owner=self)
        self.shown = Shown(self._nothing, self)
        self._watch: DiskWatch | None = None
        self._unread: Path | None = None
        """The file that is chosen and can't be read."""
        self._behind: Document | None = None
        """The one that is solved while another is in front."""
        self._seen: set[Document] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.solve_others)
        self.live.finished.connect(self.solve_others)

    @property
    def document(self) -> Document | None:
        """The one that is in front, if one is."""
        return None if self.shown.document is self._nothing else self.shown.document

    def open_workspace(self, folder: Path, *, is_read_only: bool = False) -> None:
        """Open a folder, and the first scenario in it that extends no other; raises InputError where it can't be."""
        check_folder(folder)
        workspace = Workspace(folder, is_read_only=is_read_only, owner=self)
        self._unread = None
        self._leave()
        self.jobs.drop(LANE)
        self.recovery.write_now()  # what waits to be written is about to go
        if self.workspace is not None:
            self.workspace.deleteLater()
            self._seen.clear()
        if self._watch is not None:
            self._watch.deleteLater()
        self.workspace = workspace
        self._watch = DiskWatch(workspace, self)
        self._watch.changed.connect(self._take_disk_change)
        self._watch.settled.connect(self.disk_settled)
        self._watch.came_or_went.connect(workspace.scan)
        self._watch.lost.connect(self.folder_lost)
        workspace.went.connect(self.went)
        workspace.listed.connect(self._meet_documents)
        workspace.listed.connect(self.listed)
        self._meet_documents()
        self.workspace_opened.emit()
        self.listed.emit()
        self._open_first()

    def open(self, file: Path) -> None:
        """Put a scenario in front; a file that can't be read takes the one before away, and is read once it can be."""
        if self.workspace is None or file not in self.workspace.files:
            return
        if file in self.workspace.faulty:
            self._leave()
            self._unread = file
            self.unreadable.emit(file)
            return
        self._unread = None
        document = self.workspace.documents[file]
        if document is self._behind:
            self.jobs.drop(LANE)  # from now on it is solved in front
        self.shown.show(document)
        self.opened.emit(document)
        self.live.watch(document)

    def open_variant(self, scenario: Scenario | None, name: str = "") -> None:
        """Put a new variant of what is in front there, which holds another scenario if one is given.

        Raises InputError where it can't be written.
        """
        if self.workspace is not None and self.document is not None:
            self.open(self.workspace.new_variant(self.document, scenario, name))

    def look_at_disk(self) -> None:
        """Compare the files with what is known of them, without waiting for the system to say so."""
        if self._watch is not None:
            self._watch.look()

    def parent_of(self, document: Document) -> Document | None:
        """The open document of the scenario that a document extends."""
        return self.workspace.parent_document(document) if self.workspace else None

    def parent_plan(self, document: Document) -> Plan | None:
        """The plan of the scenario that a document extends, as its file has it, if that is solved."""
        parent = self.parent_of(document)
        if parent is None:
            return None
        return parent.saved_plan if parent.is_edited else parent.plan

    def edited(self) -> list[Document]:
        """Documents with unsaved work."""
        documents = self.workspace.documents.values() if self.workspace else ()
        return [each for each in documents if each.is_edited]

    def solve_others(self) -> None:
        """Solve scenarios that have no plan of what they are, one after the other, while nothing else is to do."""
        if self.workspace is None or self.document is None or self.live.is_running or self.jobs.running(LANE):
            return
        for document in self.workspace.documents.values():
            if document is not self.document and not document.is_answered:
                self._solve_behind(document)
                return

    @property
    def is_at_rest(self) -> bool:
        """Whether every scenario has a plan, or the reason why not, and nothing is being solved."""
        if self.live.is_running or self.jobs.running(LANE) is not None:
            return False
        return self.workspace is None or all(each.is_answered for each in self.workspace.documents.values())

    def close(self) -> None:
        """Stop every job; unsaved work is written where the next run finds it."""
        self.recovery.close()
        self.jobs.stop()
        self.live.watch(None)

    def _leave(self) -> None:
        """Nothing is in front any more."""
        self.live.watch(None)
        if self.document is not None:
            self.shown.show(self._nothing)

    def _solve_behind(self, document: Document) -> None:
        scenario, self._behind = document.scenario, document

        def answered(plan: Plan) -> None:
            self._behind = None
            document.take_plan(plan)
            self.solve_others()

        def failed(error: PlannerError) -> None:
            self._behind = None
            document.take_error(error)
            self.solve_others()

        def work(control: Control, tell: object) -> Plan:
            return solve(scenario, gap=max(FIRST_GAP, scenario.solver.gap), solver=HIGHS, control=control)

        self.jobs.start(Job(LANE, work, answered, failed))

    def _meet_documents(self) -> None:
        """Follow documents that are new here, and none that is gone."""
        assert self.workspace is not None
        self._seen.intersection_update(self.workspace.documents.values())
        for document in self.workspace.documents.values():
            if document not in self._seen:
                self._seen.add(document)
                document.planned.connect(self.planned)
                document.cleaned.connect(self.cleaned)
                document.changed.connect(self._later.start)  # one that is not in front may have followed its parent
                self.recovery.watch(document)
        if self._behind is not None and self._behind not in self.workspace.documents.values():
            self.jobs.drop(LANE)
            self._behind = None
        if self._unread is not None and self._unread in self.workspace.files:
            self.open(self._unread)
        elif self._unread is not None or self._is_gone(self.document):
            self._unread = None
            self._leave()
            self._open_first()
        self.solve_others()

    def _is_gone(self, document: Document | None) -> bool:
        """Whether a document is none of the workspace's any more."""
        return document is not None and self.workspace is not None and document not in self.workspace.documents.values()

    def _open_first(self) -> None:
        """Open the first scenario that extends no other, the baseline where there is one."""
        assert self.workspace is not None
        roots = [file for file in self.workspace.variants_of(None) if file in self.workspace.documents]
        named = [file for file in roots if file.stem == "baseline"]
        if roots:
            self.open((named or roots)[0])
        else:
            self.emptied.emit()

    def _take_disk_change(self, file: Path) -> None:
        """Follow the file where nothing is lost by that, else ask."""
        assert self.workspace is not None
        document = self.workspace.documents.get(file)
        if document is None:  # it could not be read before
            self.workspace.scan()
        elif document.has_more_than_its_file:
            self.disk_changed.emit(file, fault_of(file))
        else:
            self._reload(file)

    def _reload(self, file: Path) -> None:
        assert self.workspace is not None
        try:
            lost = reload(self.workspace, file)
        except InputError as error:
            self.disk_changed.emit(file, error)
            return
        self.disk_settled.emit(file)
        if lost:
            self.left_behind.emit(lost)


def fault_of(file: Path) -> InputError | None:
    """Why a file can't be read, if it can't."""
    try:
        read(file)
    except InputError as error:
        return error
    return None


def check_folder(folder: Path) -> None:
    """Raise InputError where a folder can't be opened as a workspace."""
    try:
        scenario_files(folder)
    except OSError as error:
        raise InputError(f"{folder}: can't be opened: {error.strerror or error}") from None
