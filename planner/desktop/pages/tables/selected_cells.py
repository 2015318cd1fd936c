"""What is done with the selected cells of a table: copied, pasted over, filled, cleared, taken from the parent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication

from planner.desktop.fields.columns import Column
from planner.desktop.fields.entry import Entry, enter, spoken
from planner.desktop.look.words import counted, tr
from planner.desktop.open.editing.collections import elements, key_of, name_of
from planner.desktop.pages.tables.paste_preview import PastePreview
from planner.desktop.pages.tables.pasting import Pasting, headed, place_of_key, plan_paste, plan_paste_by_key, spread
from planner.desktop.pages.tables.view import TableView, on_screen
from planner.files.clipboard import read_cells, write_cells
from planner.words.names import going_on


class SelectedCells:
    """The selection of a table; cells picked one by one need not lie side by side."""

    def __init__(self, view: TableView) -> None:
        self._view, self._table = view, view.table

    def each(self) -> list[tuple[str, Column]]:
        """Id and column of every selected cell on screen, row by row."""
        chosen = self._chosen()
        return [
            (self._view.name_at(row), self._table.columns[k])
            for row in sorted({row for row, _ in chosen})
            for k in on_screen(self._view)
            if (row, k) in chosen
        ]

    def names(self) -> list[str]:
        """Ids of the elements with a selected cell, in the order on screen."""
        return [self._view.name_at(row) for row in sorted({row for row, _ in self._chosen()})]

    def copy(self) -> None:
        """Put them on the clipboard as a spreadsheet takes them; what is not selected between them stays empty."""
        chosen, cells = self._chosen(), self._table.cells
        places = [k for k in on_screen(self._view) if any(k == column for _, column in chosen)]
        rows = [
            [
                cells.typed(self._table.element(self._view.source_row(row)), self._table.columns[k])
                if (row, k) in chosen
                else ""
                for k in places
            ]
            for row in sorted({row for row, _ in chosen})
        ]
        QGuiApplication.clipboard().setText(write_cells(rows))

    def paste(self) -> None:
        """Put the clipboard's cells here, after a look at what would be rejected."""
        pasting = self.planned_paste(QGuiApplication.clipboard().text())
        if pasting is None:
            return
        if pasting.is_clean or PastePreview(pasting, self._table.collection, self._view).exec():
            self._take(pasting)

    def knows_columns(self, head: Iterable[str]) -> bool:
        """Whether all of some headings are columns of this table."""
        found = headed([*head], self._table.columns)
        return found is not None and None not in found

    def planned_paste(self, text: str) -> Pasting | None:
        """What a paste of this text would do, from the top left of the selection on.

        Without a selection it comes below the last row. From the first column on, a first row with the columns' titles
        says which is which; with that of the ids among them it says so anywhere, and each row goes where its id stands.
        """
        block, chosen, places = read_cells(text), self._chosen(), on_screen(self._view)
        if not block:
            return None
        rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
        start = next((k for k, place in enumerate(places) if place in columns), 0)
        draft, collection, unknown = self._table.document.draft, self._table.collection, list[str]()
        if head := self._head(block, is_first=start == 0):
            unknown = [text for text, column in zip(block[0], head, strict=True) if column is None and text.strip()]
            block = block[1:]
            if place_of_key(collection, head) >= 0:
                return plan_paste_by_key(draft, collection, head, block, unknown)
        elif chosen and len(chosen) == len(rows) * len(columns):
            block = spread(block, len(rows), len(columns))
        first = min(rows, default=self._view.filtered.rowCount())
        names = [self._view.name_at(row) for row in range(first, self._view.filtered.rowCount())]
        across = head or [self._table.columns[k] for k in places[start:]]
        return plan_paste(draft, collection, names[: len(block)], across, block, unknown)

    def _head(self, block: Sequence[Sequence[str]], *, is_first: bool) -> list[Column | None] | None:
        """The columns that a block's first row names: from the first column on, or anywhere with that of the ids."""
        head = headed(block[0], self._table.columns) if len(block) > 1 else None
        has_ids = head is not None and place_of_key(self._table.collection, head) >= 0
        return head if is_first or has_ids else None

    def _take(self, pasting: Pasting) -> None:
        """Paste, and show what came new whatever is filtered."""
        document, collection = self._table.document, self._table.collection
        before = set(map(name_of, elements(document.scenario, collection)))
        after = pasting.prepared.draft
        new = [name for each in elements(after.scenario, collection) if (name := name_of(each)) not in before]
        self._view.filtered.keep(new)
        count = pasting.prepared.accepted + len(pasting.prepared.rejected)
        document.replace_draft(after, counted(count, "Paste {count} cell", "Paste {count} cells"))
        self._view.setFocus()
        if new and not self._view.currentIndex().isValid():
            self._view.show_cell(new[0])

    def clear(self, called: str = "Clear {what}") -> None:
        """Leave their fields out; what an element is called by stays. ``called``: the step, of ``{what}``."""
        key = (key_of(self._table.collection),)
        fields = [(name, column) for name, column in self.each() if column.editable and column.steps != key]
        entries = [Entry(name, column, "") for name, column in fields]
        if entries:
            what = going_on(spoken(self._table.document.scenario, self._table.collection, entries))
            self._enter(entries, tr(called, what=what))

    def cut(self) -> None:
        """Put them on the clipboard, and leave their fields out."""
        self.copy()
        self.clear("Cut {what}")

    def fill(self, text: str, called: str = "") -> None:
        """Type one text into every one that can be edited."""
        self._enter([Entry(name, column, text) for name, column in self.each() if column.editable], called)

    def fill_down(self) -> None:
        """Repeat in each column the topmost one in those below it."""
        top: dict[str, str] = {}
        entries = []
        for name, column in self.each():
            if not column.editable or column.steps == (key_of(self._table.collection),):
                continue
            if column.key in top:
                entries.append(Entry(name, column, top[column.key]))
            else:
                top[column.key] = self._table.cells.typed(self._table.element(self._table.row_of(name)), column)
        self._enter(entries, tr("Fill down"))

    def take_parent(self) -> None:
        """Give them the value that they have in the scenario that is extended."""
        entries, cells = [], self._table.cells
        for name, column in self.each():
            element = self._table.element(self._table.row_of(name))
            if not cells.is_new(element):
                differs, theirs = cells.difference(element, column)
                if differs or cells.refused(element, column):
                    entries.append(Entry(name, column, column.typed(theirs)))
        self._enter(entries, tr("Take the parent's value"))

    def _enter(self, entries: Sequence[Entry], called: str) -> None:
        if entries:
            enter(self._table.document, self._table.collection, entries, called)

    def _chosen(self) -> set[tuple[int, int]]:
        """Row on screen and column of every selected cell that is shown."""
        found = {(index.row(), index.column()) for index in self._view.selectionModel().selectedIndexes()}
        return {(row, k) for row, k in found if not self._view.isColumnHidden(k)}
