"""The workspace as a tree: variants under what they extend, with their state and value."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from planner.desktop.look.icons import icon
from planner.desktop.look.index import AT_RIGHT
from planner.desktop.look.theme import current
from planner.desktop.look.words import tr
from planner.desktop.look.wrapped import WrappedName
from planner.desktop.open.document import Document
from planner.desktop.open.session import Session
from planner.desktop.open.standing import against_saved, provisional
from planner.errors import InfeasibleError
from planner.tradeoffs.several_scenarios.measuring import beside

FILE = Qt.ItemDataRole.UserRole
NAME, VALUE, DIFFERENCE = range(3)
SHOWN = 0.005
"""Points that make a difference in what is shown."""


class WorkspaceTree(QTreeWidget):
    """Scenarios to open, and to tick for comparison."""

    wanted = Signal(object)
    """A file to open."""
    ticked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.items: dict[Path, QTreeWidgetItem] = {}
        """The row of each file."""
        self.setColumnCount(3)
        self.setHeaderLabels([tr("Scenario"), tr("Value"), tr("±")])
        self.headerItem().setToolTip(VALUE, tr("Points that the plan captures"))
        more = tr("Points more or less than the scenario that it extends")
        brackets = tr("In brackets: one of the two has changed since")
        self.headerItem().setToolTip(DIFFERENCE, f"{more}\n{brackets}")
        for column in (VALUE, DIFFERENCE):
            self.headerItem().setTextAlignment(column, AT_RIGHT)
        self.setAccessibleName(tr("Scenarios"))
        self.setItemDelegateForColumn(NAME, WrappedName(self))
        self.setIndentation(12)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (VALUE, DIFFERENCE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.sectionResized.connect(lambda: self.scheduleDelayedItemsLayout())  # names wrap at another place
        self.currentItemChanged.connect(self._ask)
        self.itemChanged.connect(self._take_change)
        session.workspace_opened.connect(self._forget)
        session.listed.connect(self.rebuild)
        session.planned.connect(lambda _: self.refresh())
        session.opened.connect(lambda document: self._stand_on(document.file))
        session.unreadable.connect(self._stand_on)

    @property
    def chosen(self) -> Path | None:
        """The file under the cursor."""
        item = self.currentItem()
        return item.data(0, FILE) if item else None

    def ticked_documents(self) -> list[Document]:
        """Documents to compare, in the tree's order."""
        workspace = self._session.workspace
        documents = workspace.documents if workspace else {}
        return [
            documents[file]
            for file, item in self.items.items()
            if item.checkState(0) == Qt.CheckState.Checked and file in documents
        ]

    def rename_chosen(self) -> None:
        item = self.currentItem()
        if item is not None and self.state() != QTreeWidget.State.EditingState:
            self.editItem(item, NAME)

    def rebuild(self) -> None:
        """List the files anew; ticks stay."""
        workspace = self._session.workspace
        if workspace is None:
            return
        checked = {file for file, item in self.items.items() if item.checkState(0) == Qt.CheckState.Checked}
        chosen, blocked = self.chosen, self.blockSignals(True)
        self.clear()
        self.items = {}
        for file in workspace.variants_of(None):
            self._add(file, self.invisibleRootItem(), checked)
        self.expandAll()
        if chosen in self.items:
            self.setCurrentItem(self.items[chosen])
        self.blockSignals(blocked)
        self.refresh()
        if self._session.document is not None:
            self._stand_on(self._session.document.file)

    def refresh(self) -> None:
        """States, values and differences as they are now."""
        workspace = self._session.workspace
        if workspace is None:
            return
        blocked = self.blockSignals(True)
        for file, item in self.items.items():
            if file in workspace.documents:
                self._show(item, workspace.documents[file])
            elif file in workspace.faulty:
                item.setText(NAME, file.name)
                item.setIcon(NAME, icon("error", current().bad))
                item.setToolTip(NAME, str(workspace.faulty[file]))
        self.blockSignals(blocked)

    def _forget(self) -> None:
        """Nothing is ticked in another workspace."""
        self.items = {}

    def _add(self, file: Path, parent: QTreeWidgetItem, checked: set[Path]) -> None:
        item = QTreeWidgetItem(parent)
        item.setData(0, FILE, file)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
        item.setCheckState(0, Qt.CheckState.Checked if file in checked else Qt.CheckState.Unchecked)
        for column in (VALUE, DIFFERENCE):
            item.setTextAlignment(column, AT_RIGHT)
        self.items[file] = item
        assert self._session.workspace is not None
        for variant in self._session.workspace.variants_of(file):
            self._add(variant, item, checked)

    def _show(self, item: QTreeWidgetItem, document: Document) -> None:
        theme = current()
        name, colour, state = _state(document)
        item.setIcon(NAME, icon(name, getattr(theme, colour)))
        item.setText(NAME, document.name + (" •" if document.is_edited else ""))
        item.setToolTip(NAME, f"{document.name}\n{document.file}\n{state}\n\n{document.scenario.notes}".strip())
        item.setText(VALUE, f"{document.plan.value:.2f}" if document.plan else "")
        parent = self._session.parent_plan(document)
        counted = beside(document.plan, parent).value if document.plan and parent else None
        difference = counted - parent.value if counted is not None and parent else None
        shown = "" if difference is None else f"{difference:+.2f}".replace("-", "−")
        is_old = document.plan is not None and document.plan.scenario is not document.scenario
        said = tr("Of the input before: {state}", state=state) if is_old else ""
        against = said or against_saved(self._session.parent_of(document))
        item.setText(DIFFERENCE, provisional(shown) if against else shown)
        if document.plan and counted is not None and abs(counted - document.plan.value) >= SHOWN:
            otherwise = tr("Counted as in what it extends, it captures {value} points.", value=f"{counted:.2f}")
            against = f"{against}\n{otherwise}".strip()
        for column, tip in ((VALUE, said), (DIFFERENCE, against)):
            item.setForeground(column, QColor(theme.quiet if tip else theme.text))
            item.setToolTip(column, tip)

    def _stand_on(self, file: Path | None) -> None:
        """Put the cursor on a file, without asking for it."""
        item = self.items.get(file) if file else None
        if item is not None and item is not self.currentItem():
            blocked = self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(blocked)

    def _ask(self, now: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        if now is not None:
            self.wanted.emit(now.data(0, FILE))

    def _take_change(self, item: QTreeWidgetItem, column: int) -> None:
        """A tick, or a name that was typed."""
        workspace = self._session.workspace
        file = item.data(0, FILE)
        if workspace is None or file not in workspace.documents:
            return
        document = workspace.documents[file]
        typed = item.text(NAME).removesuffix(" •").strip()
        if typed and typed != document.name:
            document.replace(document.scenario.model_copy(update={"name": typed}), tr("Rename scenario"))
        self.refresh()
        self.ticked.emit()


def _state(document: Document) -> tuple[str, str, str]:
    """An icon, its colour in the theme, and the state in words."""
    if isinstance(document.error, InfeasibleError):
        return "error", "bad", tr("No plan can keep all rules")
    if document.error is not None:
        return "warning", "warn", str(document.error)
    if document.plan is None or document.is_stale:
        return "waiting", "quiet", tr("Not solved yet")
    return "solved", "good", tr("Solved")
