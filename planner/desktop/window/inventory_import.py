"""Importing an inventory: pools, what is left out and why, and the cards that nobody knows, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QFormLayout, QSpinBox, QWidget

from planner.desktop.look.agreeing import YES, agreeing
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import Remark, heading, label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.numbers import number_text
from planner.desktop.look.text_table import TextTable
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import tr
from planner.desktop.open.inventories import Inventories
from planner.letters import isolated

SIZE = (860, 640)
"""At the start [px]."""
MOST_RENTED = 1_000_000
SHOWN = 6
"""Sentences that stand below the tables."""
ANOTHER = "another"
"""A card that is no accelerator of the catalogue, and becomes one of the scenario's own."""


class InventoryDialog(QDialog):
    """Asks whether to import; ``inventories.after`` is the scenario, once that is agreed to."""

    def __init__(self, inventories: Inventories, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import inventory"))
        self.resize(*SIZE)
        self.inventories = inventories
        form = QFormLayout()
        self.cards = {each.name: self._card(each.name, each.candidates) for each in inventories.asked}
        for each in inventories.asked:
            form.addRow(isolated(tr("{card}, {size}, is", card=each.name, size=each.size)), self.cards[each.name])
        self.rent = QSpinBox()
        self.rent.setRange(0, MOST_RENTED)
        self.rent.setAccessibleName(tr("GPUs of each offer"))
        scrolls_past(self.rent)
        self.rent.valueChanged.connect(self._say_rent)
        form.addRow(tr("GPUs of each offer that can be had"), self.rent)
        form.setRowVisible(self.rent, inventories.wants_rent)
        self.summary, self.said, self.fault = label(), label(role="quiet"), Remark("bad")
        self.pools = _table(tr("Pools"), ("Pool", "Accelerator", "Where", "Nodes", "GPUs", "Now"))
        self.out = _table(tr("Left out"), ("Card", "Where", "Why", "Nodes", "GPUs"))
        self.buttons = agreeing(self, tr("Import"))
        column_of(
            form, self.summary, (self.pools, 3), heading(tr("Left out")), (self.out, 1), self.said, self.fault,
            self.buttons, inside=self, margins=None,
        )  # fmt: skip
        self._show()

    def _card(self, name: str, candidates: Sequence[str]) -> Combo:
        """A box in which an accelerator is chosen, those that it may be first."""
        box = Combo(name)
        others = sorted(self.inventories.scenario.hardware.keys() - set(candidates))
        named = [(each, each) for each in (*candidates, *others)]
        box.offer([("", tr("has to be chosen")), *named, (ANOTHER, tr("a card of its own, without a speed"))])
        box.activated.connect(lambda: self._say_card(name))
        return box

    def _say_card(self, name: str) -> None:
        value = self.cards[name].value
        self.inventories.say_card(name, name if value == ANOTHER else value)
        self._show()

    def _say_rent(self, gpus: int) -> None:
        self.inventories.say_rent(float(gpus))
        self._show()

    def _show(self) -> None:
        """Everything as it is now."""
        groups, proposal = self.inventories.made.grouped, self.inventories.made.proposal
        pools = [
            (name, g.accelerator, g.place, number_text(g.nodes), number_text(g.gpus), self._now(name, now))
            for name, g, now in self.inventories.pools()
        ]
        offers = [change for change in proposal.told if change.field != "gpus"]
        self.pools.show_rows(pools)
        self.out.show_rows(
            [(e.card, e.place, e.why, number_text(e.nodes), number_text(e.gpus)) for e in groups.left_out]
        )
        self.summary.setText(self._summary(len(offers)))
        self.said.setText(_sentences([*self.inventories.made.notes, *proposal.kept]))
        self.fault.say(self.inventories.fault)
        can = self.inventories.after is not None and bool(proposal.changes)
        self.buttons.button(YES).setEnabled(can)

    def _now(self, pool: str, gpus: float | None) -> str:
        """The most GPUs that a pool has now, and whether they stay."""
        if gpus is None:
            return tr("new")
        return tr("{gpus}, stays", gpus=number_text(gpus)) if self.inventories.stays(pool) else number_text(gpus)

    def _summary(self, prices: int) -> str:
        groups = self.inventories.made.grouped
        inside, outside, asked = (
            number_text(sum(each.gpus for each in some)) for some in (groups.groups, groups.left_out, groups.asked)
        )
        parts = [
            tr("{gpus} GPUs in {nodes} nodes: {inside} in pools, {outside} left out",
               gpus=number_text(groups.gpus), nodes=number_text(groups.nodes), inside=inside, outside=outside)
        ]  # fmt: skip
        if groups.asked:
            parts.append(tr("{asked} of cards that are not known", asked=asked))
        if prices:
            parts.append(tr("{prices} prices and numbers on demand are set", prices=number_text(prices)))
        return f"{', '.join(parts)}."


def _table(called: str, heads: Sequence[str]) -> TextTable:
    return TextTable(called, [tr(each) for each in heads], stretched=0, widths={1: 170, 2: 170}, figures_from=3)


def _sentences(lines: Sequence[str]) -> str:
    more = len(lines) - SHOWN
    shown = [f"– {line}." for line in lines[:SHOWN]]
    return "\n".join([*shown, *([tr("… and {count} more.", count=more)] if more > 0 else [])])
