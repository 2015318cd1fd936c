"""What is wrong or suspicious, as a list; a click goes to the cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from planner.desktop.fields.places import Places
from planner.desktop.look.icons import icon
from planner.desktop.look.layouts import row_of
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.desktop.look.wrapped import WrappedName
from planner.desktop.open.document import Document
from planner.desktop.open.editing.checking import faults_of
from planner.desktop.open.editing.draft import path_of
from planner.errors import InfeasibleError, InputError
from planner.words.expectations import failure
from planner.words.names import started

LINES = 3
"""The most that a problem has in the list."""

COLLECTIONS = {"pool": "pools", "people": "people", "must": "requests", "rule": "rules"}
"""Where the members of a conflict stand, by their kinds."""
TARGET = ("objective", "cost", "target_value")
"""Where the value stands that a plan of least cost has to capture."""


@dataclass(frozen=True)
class Problem:
    """One thing to look at, and where it is."""

    text: str
    where: str = ""
    path: tuple[str | int, ...] = ()
    """Place in the scenario."""
    is_error: bool = True
    changes: Mapping[str, Any] | None = None
    """What a variant would change that mends it."""


def problems(document: Document) -> list[Problem]:
    """Everything about the open scenario, errors first."""
    found = [*_refused(document), *_unsolved(document), *_unexpected(document), *_suspicious(document)]
    return sorted(found, key=lambda problem: not problem.is_error)


def file_problems(name: str, error: InputError) -> list[Problem]:
    """Everything about a file that can't be read."""
    return [Problem(str(fault), name, is_error=not fault.warning) for fault in error.faults]


def _refused(document: Document) -> Iterator[Problem]:
    where = Places(document.scenario)
    for cell, refused in document.draft.refused.items():
        text = tr("“{text}” is not taken: {reason}", text=refused.text, reason=refused.reason)
        yield Problem(text, where.spoken(path_of(cell)), path_of(cell))


def _unsolved(document: Document) -> Iterator[Problem]:
    error, where = document.error, Places(document.at_work)
    if isinstance(error, InfeasibleError):
        for (kind, name), member in zip(error.conflict.keys, error.conflict.members, strict=True):
            path = TARGET if kind == "target" else (COLLECTIONS[kind], name)
            yield Problem(tr("Can't hold with the others: {what}", what=member), where.spoken(path), path)
        if error.conflict.caution:
            yield Problem(error.conflict.caution, is_error=False)
        for repair in error.conflict.repairs:
            yield Problem(tr("A repair: {what}", what=repair.sentence), is_error=False, changes=repair.changes)
    elif error is not None:
        yield Problem(str(error))


def _unexpected(document: Document) -> Iterator[Problem]:
    """Expectations that the plan does not keep, while it is the plan of what is open."""
    if document.plan is not None and document.plan.scenario is document.scenario:
        for at, expected in enumerate(document.scenario.expect):
            if said := failure(document.plan, expected):
                yield Problem(f"{started(said)}.", tr("expectation {number}", number=at + 1), ("expect", at))


def _suspicious(document: Document) -> Iterator[Problem]:
    where = Places(document.scenario)
    for fault in faults_of(document.scenario):
        yield Problem(fault.message, where.spoken(fault.path), fault.path, is_error=not fault.warning)


class ProblemList(QTreeWidget):
    """The problems of what is open."""

    wanted = Signal(tuple)
    """A place in the scenario that the user wants to see."""
    counted = Signal(int, int)
    """How many errors there are, and how many warnings."""
    variant_asked = Signal(dict, str)
    """The changes of a repair, and a name for the variant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Problem"), tr("Where")])
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemDelegateForColumn(0, WrappedName(self, LINES))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setAccessibleName(tr("Problems"))
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._activate)
        self.header().sectionResized.connect(lambda: self.scheduleDelayedItemsLayout())  # texts wrap at another place
        self.shown: list[Problem] = []
        self._theme = ""
        self.show_problems([])

    def show_problems(self, found: list[Problem]) -> None:
        theme = current()
        errors = sum(problem.is_error for problem in found)
        self.counted.emit(errors, len(found) - errors)
        if (found, theme.name) == (self.shown, self._theme):
            return  # the keyboard may stand in one of them
        self.shown, self._theme = found, theme.name
        self.clear()
        for problem in found:
            item = QTreeWidgetItem(self, [problem.text, problem.where])
            name, colour = ("error", theme.bad) if problem.is_error else ("warning", theme.warn)
            item.setIcon(0, icon(name, colour))
            item.setToolTip(0, problem.text)
            item.setToolTip(1, problem.where)
            item.setData(0, Qt.ItemDataRole.UserRole, problem)
            if problem.changes is not None:
                self.setItemWidget(item, 1, self._offer(problem))
        if not found:
            item = QTreeWidgetItem(self, [tr("No problems."), ""])
            item.setIcon(0, icon("solved", theme.good))
            item.setFlags(Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemIsEnabled)

    def _offer(self, problem: Problem) -> QWidget:
        """A button that opens a repair; beside a long text it is no higher."""
        button = QPushButton(tr("Open as variant"))
        button.setToolTip(tr("A scenario that extends this one and makes this change (Return)"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Return in its row does the same
        button.clicked.connect(partial(self._ask, problem))
        place = QWidget()
        row_of(button, inside=place)
        return place

    def _ask(self, problem: Problem) -> None:
        name = problem.text.partition(": ")[2].rstrip(".")
        self.variant_asked.emit(dict(problem.changes or {}), name)

    def _activate(self, item: QTreeWidgetItem) -> None:
        """Return goes to the place of a problem, or opens a repair."""
        problem = item.data(0, Qt.ItemDataRole.UserRole)
        if problem is not None and problem.changes is not None:
            self._ask(problem)
        else:
            self._go(item)

    def _go(self, item: QTreeWidgetItem) -> None:
        problem = item.data(0, Qt.ItemDataRole.UserRole)
        if problem is not None and problem.path:
            self.wanted.emit(tuple(problem.path))
