"""The window: what stands where, and how its parts hear of each other."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QUndoGroup
from PySide6.QtWidgets import QMainWindow, QToolBar, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.keyboard import finish_editing
from planner.desktop.look.layouts import column_of
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.session import Session
from planner.desktop.open.settings import Settings
from planner.desktop.open.standing import against_saved, untried
from planner.desktop.panels.problems import file_problems, problems
from planner.desktop.window.attempts import Attempts
from planner.desktop.window.choosing import Chooser
from planner.desktop.window.decision import DecisionBanner
from planner.desktop.window.leaving import Leaving
from planner.desktop.window.not_taken import NotTaken
from planner.desktop.window.notices import NoticeBoard
from planner.desktop.window.offers import Offers
from planner.desktop.window.pages import Pages
from planner.desktop.window.panels import Panels
from planner.desktop.window.problem_mark import ProblemMark
from planner.desktop.window.read_only import ReadOnlyMark, is_read_only
from planner.desktop.window.status import SolveStatus
from planner.desktop.window.strip import Strip
from planner.desktop.window.welcome import Welcome

LAYOUT_VERSION = 3
SIZE = (1440, 900)
"""Of the window when it is opened first [px]."""
SAID = 6000
"""Time for which a message stands in the status bar [ms]."""


class MainWindow(QMainWindow):
    """Scenarios at the left, tables and plan in the middle, reasons at the right, problems below."""

    caught_up = Signal()
    """What is shown, its plan or how that stands to it is another."""
    redrawn = Signal()
    """The theme is another one."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.actions_by_name: dict[str, QAction] = {}
        """All that can be done here, as it is attached."""
        self.undo_group = QUndoGroup(self)
        self.resize(*SIZE)
        self.setWindowIcon(icon("app"))
        self.setWindowTitle(tr("GPU Planner"))
        session.shown.changed.connect(self._catch_up)
        session.shown.tried.connect(self._catch_up)
        self.notices, self.strip = NoticeBoard(), Strip()
        self.decision = DecisionBanner(session.shown, session.jobs)
        self.pages = Pages(session.shown, settings, session.jobs)
        self.welcome = Welcome()
        self.welcome.hide()
        self.setCentralWidget(_stacked(self.notices, self.pages, self.welcome))
        self.panels = Panels(self, session)
        self.choose = Chooser(self.pages, self.panels)
        self.attempt = Attempts(session, self.notices, partial(self.run, "copy_workspace"))
        self.leaving = Leaving(session, self.notices, self.attempt, self)
        self.toolbar = _bar(self, "toolbar", tr("Toolbar"))
        self.toolbar.setIconSize(QSize(20, 20))
        self.addToolBarBreak()
        _bar(self, "figures", self.strip.accessibleName()).addWidget(_stacked(self.decision, self.strip))
        self.solve_status = SolveStatus(session.live, session.shown)
        self.problem_mark = ProblemMark(self.panels.problems, self.panels.docks["problems"])
        self.statusBar().addPermanentWidget(ReadOnlyMark(session))
        self.statusBar().addPermanentWidget(self.problem_mark)
        self.statusBar().addPermanentWidget(self.solve_status)
        self.offers = Offers(session, self.notices)
        self.not_taken = NotTaken(session.shown, self.notices, self._go_to)
        self._connect()

    def open_workspace(self, folder: Path, *, is_read_only: bool = False) -> None:
        self.session.open_workspace(folder, is_read_only=is_read_only)
        if not is_read_only:
            self.settings.remember_workspace(folder)

    def run(self, name: str) -> None:
        """Do an action by its name."""
        self.actions_by_name[name].trigger()

    def say(self, message: str) -> None:
        self.statusBar().showMessage(message, SAID)

    def restore_layout(self) -> None:
        """Let everything stand as it was left, once all that belongs here does."""
        self._first_layout = self.saveState(LAYOUT_VERSION)
        if not self.settings.geometry.isEmpty():
            self.restoreGeometry(self.settings.geometry)
        if not self.settings.layout.isEmpty():
            self.restoreState(self.settings.layout, LAYOUT_VERSION)
        self.panels.restored()

    def reset_layout(self) -> None:
        self.restoreState(self._first_layout, LAYOUT_VERSION)
        self.panels.restored()

    def redraw_soon(self) -> None:
        """Draw anew once the theme has changed."""
        QTimer.singleShot(0, self, self.redraw)

    def redraw(self) -> None:
        """Draw what keeps colours of its own anew."""
        self.redrawn.emit()
        self.notices.redraw()
        self.pages.redraw()
        self.panels.why.redraw()
        self.decision.redraw()
        self.problem_mark.redraw()
        self._catch_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        finish_editing(self)
        if not self.leaving.may_leave():
            event.ignore()
            return
        self.settings.geometry, self.settings.layout = self.saveGeometry(), self.saveState(LAYOUT_VERSION)
        for page in self.pages.tables:
            page.remember()
        self.settings.write()
        self.session.close()
        event.accept()

    def _connect(self) -> None:
        session, panels, pages = self.session, self.panels, self.pages
        session.shown.switched.connect(self._open)
        session.cleaned.connect(self._show_title)
        session.planned.connect(self._take_plan)
        session.emptied.connect(self._show_welcome)
        session.unreadable.connect(self._show_unreadable)
        session.listed.connect(self._compare)  # what is thrown away is not compared any more
        panels.tree.wanted.connect(session.open)
        panels.tree.ticked.connect(self._compare)
        panels.problems.wanted.connect(self._go_to)
        panels.whatif.lost.connect(self.say)
        pages.tradeoffs.scenario_asked.connect(self.attempt.open_variant)
        for asked in (
            panels.why.variant_asked,
            panels.problems.variant_asked,
            pages.tradeoffs.changes_asked,
            pages.plan.no_plan.variant_asked,
        ):
            asked.connect(self.attempt.open_changed)
        for chosen in (
            pages.requests.view.chosen, pages.plan.chosen, pages.rules.request_chosen, panels.why.request_asked,
        ):  # fmt: skip
            chosen.connect(self.choose.request)
        for named in (pages.tradeoffs.chosen, pages.compare.chosen, pages.tradeoffs.binding.chosen):
            named.connect(self.choose.named)
        pages.firmness.found_more.connect(lambda: panels.why.say_firmness(pages.firmness.sentences))
        pages.compare.scenario_wanted.connect(session.open)
        pages.inventory.pool_chosen.connect(self.choose.pool)
        pages.inventory.role_chosen.connect(self.choose.role)
        pages.rules.rule_chosen.connect(self.choose.rule)
        for page in pages.inventory.tables:
            page.view.chosen.connect(partial(panels.details.choose, page.collection))
        pages.currentChanged.connect(lambda _: panels.details.choose(*pages.selected))

    def _go_to(self, path: tuple[str | int, ...]) -> None:
        """Show a place in the scenario; what stands inside an option, in the form."""
        self.pages.show_place(path)
        if path[2:3] == ("options",):
            self.panels.bring_up("details")

    def _show_welcome(self) -> None:
        """Nothing is open."""
        self._catch_up()
        self.welcome.show_workspace(self.session.workspace)
        self._put_away(tr("GPU Planner"))

    def _show_unreadable(self, file: Path) -> None:
        """What is chosen can't be read: its faults, and nothing of another scenario."""
        self._catch_up()
        if (workspace := self.session.workspace) is not None:
            error = workspace.faulty[file]
            self.panels.problems.show_problems(file_problems(file.name, error))
            self.welcome.show_fault(file.name, error, is_any=bool(workspace.documents))
        self._put_away(tr("{name} – GPU Planner", name=file.name))

    def _put_away(self, title: str) -> None:
        """Let the welcome stand where the pages do while a scenario is open."""
        self.welcome.show()
        self.pages.hide()
        self.setWindowTitle(title)

    def _open(self) -> None:
        """Another document is shown."""
        self.welcome.hide()
        self.pages.show()
        undo_stack = self.session.shown.document.undo_stack
        self.undo_group.addStack(undo_stack)
        self.undo_group.setActiveStack(undo_stack)
        if self.session.document is not None and not self.session.document.scenario.requests:
            self.pages.setCurrentWidget(self.pages.requests)  # where to begin
        self._catch_up()

    def _take_plan(self, document: Document) -> None:
        shown = self.session.shown.document
        if document is shown or document is self.session.parent_of(shown):
            self._catch_up()
        if document in self.panels.tree.ticked_documents():
            self._compare()

    def _catch_up(self) -> None:
        """The input is another one: grey its plan at once, all else follows."""
        document = self.session.shown.document
        is_trial = document.trial is not None
        other = untried(document) if is_trial else self.session.parent_plan(document)
        against = "" if is_trial else against_saved(self.session.parent_of(document))
        alike = tr("as it is") if is_trial else tr("as saved parent") if against else tr("as parent")
        self.strip.show_plan(document.shown_plan, other, is_stale=document.is_stale, alike=alike, against=against)
        self.panels.problems.show_problems(problems(document))
        self.caught_up.emit()
        self._show_title()

    def _show_title(self) -> None:
        title = (
            tr("{name}[*] (read-only) – GPU Planner") if is_read_only(self.session) else tr("{name}[*] – GPU Planner")
        )
        document = self.session.document
        if document is not None:
            self.setWindowTitle(title.format(name=document.name))
        self.setWindowModified(document is not None and document.is_edited)
        self.panels.tree.refresh()

    def _compare(self) -> None:
        self.pages.compare.show_documents(self.panels.tree.ticked_documents())


def _stacked(*parts: QWidget) -> QWidget:
    """Parts of which some are hidden, one below the other."""
    whole = QWidget()
    column_of(*parts, inside=whole, gap=0)
    return whole


def _bar(window: QMainWindow, name: str, title: str) -> QToolBar:
    """A bar below the others, as wide as the window, that stays where it is."""
    bar = QToolBar(title, window)
    bar.setObjectName(name)
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    window.addToolBar(bar)
    return bar
