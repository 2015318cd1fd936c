"""What is wrong or suspicious, as a list; a click goes to the cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from planner.desktop.document import Document
from planner.desktop.editing.checking import faults_of
from planner.desktop.icons import icon
from planner.desktop.rules.scenario_fields import title_of
from planner.desktop.theme import current
from planner.desktop.words import tr
from planner.domain.expectations import failure
from planner.errors import InfeasibleError, InputError, PlannerError, spoken


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
    found = [*_refused(document), *_unsolved(document.error), *_unexpected(document), *_suspicious(document)]
    return sorted(found, key=lambda problem: not problem.is_error)


def file_problems(name: str, error: InputError) -> list[Problem]:
    """Everything about a file that can't be read."""
    return [Problem(str(fault), name, is_error=not fault.warning) for fault in error.faults]


def _refused(document: Document) -> Iterator[Problem]:
    for (collection, name, steps), refused in document.draft.refused.items():
        path = (collection, name, *steps) if name else steps
        said = tr("“{text}” is not taken: {reason}", text=refused.text, reason=refused.reason)
        where = spoken(path[:2] if collection == "rules" else path) if name else title_of(path)
        yield Problem(said, where, path)


def _unsolved(error: PlannerError | None) -> Iterator[Problem]:
    if isinstance(error, InfeasibleError):
        kinds = {"rule": "rules", "must": "requests", "pool": "pools", "request": "requests", "promise": "rules"}
        for (kind, name), member in zip(error.conflict.keys, error.conflict.members, strict=False):
            yield Problem(tr("Can't hold with the others: {what}", what=member), name, (kinds.get(kind, kind), name))
        for repair in error.conflict.repairs:
            yield Problem(tr("A repair: {what}", what=repair.sentence), is_error=False, changes=repair.changes)
    elif error is not None:
        yield Problem(str(error))


def _unexpected(document: Document) -> Iterator[Problem]:
    """Expectations that the plan does not keep, while it is the plan of what is open."""
    if document.plan is not None and document.plan.scenario is document.scenario:
        for at, expected in enumerate(document.scenario.expect):
            if said := failure(document.plan, expected):
                yield Problem(_started(said), tr("expectation {number}", number=at + 1), ("expect", at))


def _started(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _suspicious(document: Document) -> Iterator[Problem]:
    for fault in faults_of(document.scenario):
        yield Problem(fault.message, spoken(fault.path), fault.path, is_error=not fault.warning)


class ProblemList(QTreeWidget):
    """The problems of what is open."""

    wanted = Signal(tuple)
    """A place in the scenario that the user wants to see."""
    counted = Signal(int)
    """How many errors there are."""
    variant_asked = Signal(dict, str)
    """The changes of a repair, and a name for the variant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Problem"), tr("Where")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setAccessibleName(tr("Problems"))
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)
        self.shown: list[Problem] = []
        self.show_problems([])

    def show_problems(self, found: list[Problem]) -> None:
        self.shown = found
        self.clear()
        theme = current()
        for problem in found:
            item = QTreeWidgetItem(self, [problem.text, problem.where])
            name, colour = ("error", theme.bad) if problem.is_error else ("warning", theme.warn)
            item.setIcon(0, icon(name, colour))
            item.setToolTip(0, problem.text)
            item.setData(0, Qt.ItemDataRole.UserRole, problem.path)
            if problem.changes is not None:
                self.setItemWidget(item, 1, self._offer(problem))
        if not found:
            item = QTreeWidgetItem(self, [tr("No problems."), ""])
            item.setIcon(0, icon("solved", theme.good))
            item.setFlags(Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemIsEnabled)
        self.counted.emit(sum(problem.is_error for problem in found))

    def _offer(self, problem: Problem) -> QPushButton:
        """A button that opens a repair."""
        button = QPushButton(tr("Open as variant"))
        button.setToolTip(tr("A scenario that extends this one and makes this change"))
        name = problem.text.partition(": ")[2].rstrip(".")
        button.clicked.connect(partial(self.variant_asked.emit, dict(problem.changes or {}), name))
        return button

    def _go(self, item: QTreeWidgetItem) -> None:
        if path := item.data(0, Qt.ItemDataRole.UserRole):
            self.wanted.emit(tuple(path))
