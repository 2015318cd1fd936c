"""Importing: what the files are, what becomes of them and what can't be read, before anything is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QSpinBox, QSplitter, QTabWidget, QWidget

from planner.desktop.look.agreeing import YES, agreeing
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import Remark, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import literal, tr
from planner.desktop.open.document import Document
from planner.desktop.open.importing import Importing
from planner.desktop.open.incoming import IncomingTable
from planner.desktop.window import import_texts
from planner.desktop.window.import_cards import CardTable
from planner.desktop.window.import_columns import ColumnTable
from planner.importing.inventory.reading import NODES, PRICES
from planner.importing.sorting import REQUESTS

SIZE = (980, 680)
"""At the start [px]."""
MOST = 2000
"""Rows of changes that are listed."""
MOST_RENTED = 1_000_000
NEW, HERE = "new", "here"
KINDS = {REQUESTS: "requests", NODES: "nodes with GPUs", PRICES: "prices of GPUs"}


class TablePage(QWidget):
    """One table: what it lists, and its columns."""

    def __init__(self, table: IncomingTable, number: int, dialog: ImportDialog) -> None:
        super().__init__()
        self.table, self.columns, self.kind = table, ColumnTable(), Combo(tr("It lists"))
        self.kind.offer((kind, tr(text)) for kind, text in KINDS.items())
        self.kind.choose(table.kind)
        self.kind.activated.connect(lambda: dialog.say_kind(number, self.kind.value))
        self.columns.chosen.connect(partial(dialog.say_field, number))
        column_of(row_of(label(tr("It lists")), self.kind, ...), (self.columns, 1), inside=self, margins=None)

    def show_table(self) -> None:
        self.columns.show_columns(self.table.kind, [*self.table.columns()])


class ImportDialog(QDialog):
    """Asks whether to import; ``files.after`` is the scenario, once that is agreed to."""

    def __init__(self, files: Importing, document: Document | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import"))
        self.resize(*SIZE)
        self.files, self._document = files, document
        self._asked: set[str] = set()
        """What was open at some time; it can be answered otherwise until the end."""
        self.into, self.decimal, self.order, self.rent = self._boxes()
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for text, box in (
            (tr("Into"), self.into),
            (tr("Decimals"), self.decimal),
            (tr("Dates"), self.order),
            (tr("GPUs of each offer that can be had"), self.rent),
        ):
            self.form.addRow(text, box)
        self.pages = [TablePage(table, k, self) for k, table in enumerate(files.tables)]
        self.tabs, self.found = QTabWidget(), QTabWidget()
        for page in self.pages:
            self.tabs.addTab(page, literal(page.table.label.rpartition("/")[2]))
        self.cards = CardTable()
        self.cards.chosen.connect(self._say_card)
        self.changes, self.pools, self.out, self.remarks = import_texts.tables()
        self.summary, self.fault = label(), Remark("bad")
        self.buttons = agreeing(self, tr("Import"))
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.tabs)
        self.halves.addWidget(self.found)
        self.tabs.setVisible(bool(self.pages))
        column_of(self.form, (self.halves, 1), self.summary, self.fault, self.buttons, inside=self, margins=None)
        self._show()

    def say_kind(self, table: int, kind: str) -> None:
        """What a table lists."""
        self.files.say_kind(table, kind)
        self._show()

    def say_field(self, table: int, heading: str, field: str) -> None:
        """What a column is."""
        self.files.say_field(table, heading, field)
        self._show()

    def _boxes(self) -> tuple[Combo, Combo, Combo, QSpinBox]:
        into, decimal, order, rent = Combo(tr("Into")), Combo(tr("Decimals")), Combo(tr("Dates")), QSpinBox()
        here = [(HERE, self._document.name)] if self._document is not None else []
        into.offer([*here, (NEW, tr("a new scenario"))])
        decimal.offer([("", tr("has to be answered")), (".", "1,234.5"), (",", "1.234,5")])
        order.offer([("", tr("has to be answered")), ("dmy", tr("day, month, year")), ("mdy", tr("month, day, year"))])
        rent.setRange(0, MOST_RENTED)
        rent.setAccessibleName(tr("GPUs of each offer that can be had"))
        scrolls_past(rent)
        into.activated.connect(self._go_into)
        decimal.activated.connect(lambda: self._say(decimal=self.decimal.value))
        order.activated.connect(lambda: self._say(order=self.order.value))
        rent.valueChanged.connect(self._say_rent)
        return into, decimal, order, rent

    def _go_into(self) -> None:
        self.files.go_into(None if self.into.value == NEW else self._document)
        self._show()

    def _say(self, *, decimal: str | None = None, order: str | None = None) -> None:
        self.files.say_notation(decimal=decimal, order=order)
        self._show()

    def _say_card(self, name: str, said: str) -> None:
        self.files.say_card(name, said)
        self._show()

    def _say_rent(self, gpus: int) -> None:
        self.files.say_rent(float(gpus))
        self._show()

    def _show(self) -> None:
        """Everything as it is now."""
        files = self.files
        self._asked |= {question.about for question in files.questions}
        self.form.setRowVisible(self.decimal, "decimal" in self._asked)
        self.form.setRowVisible(self.order, "order" in self._asked)
        self.form.setRowVisible(self.rent, files.wants_rent)
        for page in self.pages:
            page.show_table()
        unknown = sorted(files.unknown.values(), key=lambda card: card.nodes is None)
        self.cards.show_cards(unknown, [*files.scenario.hardware], files.cards.named)
        self.changes.show_rows([*import_texts.changes(files.proposal)][:MOST])
        self.pools.show_rows([*import_texts.pools(files)])
        self.out.show_rows([*import_texts.left_out(files.made)])
        self.remarks.show_rows([(remark,) for remark in import_texts.remarks(files)])
        self._lay_tabs()
        self.summary.setText(import_texts.summary(files))
        self.fault.say("\n".join([*import_texts.open_questions(files), files.fault]).strip())
        self.buttons.button(YES).setEnabled(files.has_changes)

    def _lay_tabs(self) -> None:
        """Show the tabs that have something, cards that have to be named before all others."""
        shown = [
            (self.cards, tr("Unknown cards ({count})", count=len(self.files.unknown)), bool(self.files.unknown)),
            (self.changes, tr("Requests ({count})", count=self.changes.rowCount()), self.files.proposal is not None),
            (self.pools, tr("Pools ({count})", count=self.pools.rowCount()), bool(self.pools.rowCount())),
            (self.out, tr("Left out ({count})", count=self.out.rowCount()), bool(self.out.rowCount())),
            (self.remarks, tr("Remarks ({count})", count=self.remarks.rowCount()), bool(self.remarks.rowCount())),
        ]
        if not self.found.count():
            for widget, title, _ in shown:
                self.found.addTab(widget, title)
        for place, (_, title, is_there) in enumerate(shown):
            self.found.setTabText(place, title)
            self.found.setTabVisible(place, is_there)
        self.found.setVisible(any(is_there for *_, is_there in shown))
        if not self.found.isTabVisible(self.found.currentIndex()):
            self.found.setCurrentIndex(next((k for k, (*_, is_there) in enumerate(shown) if is_there), 0))
