"""Before a paste that needs a look: what is taken, what is not, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from planner.desktop.look.agreeing import agreeing
from planner.desktop.look.labels import Text
from planner.desktop.look.layouts import column_of
from planner.desktop.look.text_table import TextTable
from planner.desktop.look.words import counted, tr
from planner.desktop.open.editing.collections import elements, name_of
from planner.desktop.pages.tables.pasting import Pasting
from planner.words.names import listed

SIZE = (640, 360)
"""With cells to look at [px]."""


class PastePreview(QDialog):
    """Asks whether to paste, with the rejected cells listed."""

    def __init__(self, pasting: Pasting, collection: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Paste"))
        self.summary = Text("\n".join(_summary(pasting)))
        self.summary.setWordWrap(True)
        self.summary.setMinimumWidth(SIZE[0] // 2)
        self.rejects = _rejects(pasting, collection)
        if pasting.prepared.rejected:
            self.resize(*SIZE)
        column_of(self.summary, self.rejects, agreeing(self, tr("Paste")), inside=self, margins=None)


def _rejects(pasting: Pasting, collection: str) -> TextTable:
    """The cells that can't be taken, each with its reason."""
    rejected = pasting.prepared.rejected
    titles = {name_of(e): getattr(e, "title", "") for e in elements(pasting.prepared.draft.scenario, collection)}
    heads = (tr("Row"), tr("Column"), tr("Text"), tr("Reason"))
    found = TextTable(tr("Cells that can't be taken"), heads, stretched=3, wraps=True)
    found.show_rows(
        [
            (titles.get(entry.name) or entry.name, tr(entry.column.title), entry.text, reason)
            for entry, reason in rejected
        ]
    )
    found.setVisible(bool(rejected))
    return found


def _summary(pasting: Pasting) -> list[str]:
    """What becomes of the block, a sentence a line."""
    taken, rejected = pasting.prepared.accepted, len(pasting.prepared.rejected)
    lines = [counted(taken, "{count} cell is taken.", "{count} cells are taken.")]
    if pasting.rows_found:
        text = "{count} rows are found by their {column}, wherever they stand."
        one = "{count} row is found by its {column}, wherever it stands."
        lines.append(counted(pasting.rows_found, one, text, column=pasting.found_by))
    if pasting.rows_added:
        lines.append(counted(pasting.rows_added, "{count} row is added.", "{count} rows are added."))
    if pasting.planned:
        lines.append(tr("From the plan, and left as it is: {columns}.", columns=listed(pasting.planned, tr("and"))))
    if pasting.unknown:
        lines.append(tr("No column is called {names}: left out.", names=listed(pasting.unknown, tr("and"))))
    if count := pasting.left_out:
        text = "{count} cells lie right of the last column and are left out."
        lines.append(counted(count, "{count} cell lies right of the last column and is left out.", text))
    if rejected:
        text = "{count} texts don't fit; they stay in their cells, marked, until you mend them."
        lines.append(counted(rejected, "{count} text doesn't fit; it stays in its cell, marked.", text))
    return lines
