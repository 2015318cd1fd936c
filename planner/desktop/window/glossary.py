"""Help without a network: what the words on the screen mean, and what the keys do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTabWidget, QWidget

from planner.desktop.look.layouts import column_of
from planner.desktop.look.text_table import TextTable
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.words.glossary import GLOSSARY

SIZE = (720, 560)
FIRST = 170
"""Width of the terms, and of the keys [px]."""

type Entries = Sequence[tuple[str, str]]


class Glossary(QDialog):
    """Words and keys, each found by any of its letters."""

    def __init__(self, keys: Entries, parent: QWidget | None = None) -> None:
        """``keys``: each key, and what it does."""
        super().__init__(parent)
        self.setWindowTitle(tr("Words and keys"))
        self.resize(*SIZE)
        self.search = QLineEdit(placeholderText=tr("Find a word or a key"))
        self.search.setAccessibleName(tr("Find a word or a key"))
        self.search.setClearButtonEnabled(True)
        self.tabs = QTabWidget()
        words = [(tr(term), tr(meaning)) for term, meaning in GLOSSARY]
        self.tables = [
            self._added(tr("Words"), (tr("Word"), tr("What it means")), words),
            self._added(tr("Keys"), (tr("Key"), tr("What it does")), keys),
        ]
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column_of(self.search, self.tabs, buttons, inside=self, gap=SPACE, margins=SPACE)
        self.search.textChanged.connect(self._find)

    def _added(self, title: str, heads: tuple[str, str], rows: Entries) -> TextTable:
        table = TextTable(title, heads, stretched=1, widths={0: FIRST}, wraps=True)
        table.show_rows(rows)
        self.tabs.addTab(table, title)
        return table

    def _find(self, text: str) -> None:
        """Only rows that hold the letters; the tab that has some comes to the front."""
        wanted = text.casefold().strip()
        for table in self.tables:
            for row in range(table.rowCount()):
                cells = (table.item(row, column) for column in range(table.columnCount()))
                said = " ".join(cell.text() for cell in cells if cell is not None)
                table.setRowHidden(row, wanted not in said.casefold())
        seen = [not all(table.isRowHidden(row) for row in range(table.rowCount())) for table in self.tables]
        if not seen[self.tabs.currentIndex()] and any(seen):
            self.tabs.setCurrentIndex(seen.index(True))
