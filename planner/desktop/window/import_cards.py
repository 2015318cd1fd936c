"""Cards that nobody knows, each with a box in which somebody says what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget

from planner.desktop.look.searched import SearchedCombo
from planner.desktop.look.text_table import laid_out, text_item
from planner.desktop.look.words import counted, tr
from planner.desktop.open.importing import OWN, UnknownCard
from planner.importing.inventory.answers import OUT

HEADINGS = ("Card", "Where it stands", "Is")
WIDTHS = (220, 240)
"""Of all but the last, which takes what is left [px]."""


class CardTable(QTableWidget):
    """One row a card."""

    chosen = Signal(str, str)
    """A card by its name, and what it is."""

    def __init__(self) -> None:
        super().__init__()
        heads = [tr(text) for text in HEADINGS]
        laid_out(self, tr("Cards that are not known"), heads, stretched=len(WIDTHS), widths=dict(enumerate(WIDTHS)))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.boxes: dict[str, SearchedCombo] = {}

    def show_cards(self, cards: Sequence[UnknownCard], hardware: Sequence[str], said: Mapping[str, str]) -> None:
        """Rows for all cards; ``said`` is what they are, by their names."""
        if [*self.boxes] != (names := [card.name for card in cards]):
            kept = {name: box.value for name, box in self.boxes.items()}
            self.setRowCount(len(cards))
            self.boxes = {}
            for row, card in enumerate(cards):
                box = self.boxes[card.name] = SearchedCombo(tr("What {card} is", card=card.name))
                box.offer(_offers(card, hardware))
                box.choose(said.get(card.name, kept.get(card.name, "")))
                box.activated.connect(partial(self._tell, card.name))
                self.setItem(row, 0, text_item(card.name))
                self.setCellWidget(row, 2, box)
            assert [*self.boxes] == names
        for row, card in enumerate(cards):
            self.setItem(row, 1, text_item(_where(card)))

    def _tell(self, name: str, _: int) -> None:
        self.chosen.emit(name, self.boxes[name].value)


def _offers(card: UnknownCard, hardware: Sequence[str]) -> list[tuple[str, str]]:
    """What a card may be: those that its name may mean first."""
    others = sorted(set(hardware) - set(card.candidates))
    as_yet = tr("has to be chosen") if card.nodes else tr("not known: kept in the notes")
    return [
        ("", as_yet),
        *((each, each) for each in (*card.candidates, *others)),
        (OWN, tr("a card of its own, without a speed")),
        *([(OUT, tr("left out"))] if card.nodes else []),
    ]


def _where(card: UnknownCard) -> str:
    if card.nodes is not None:
        gpus = counted(int(card.nodes.gpus), "{count} GPU", "{count} GPUs")
        return tr("{gpus} in {nodes}", gpus=gpus, nodes=counted(card.nodes.nodes, "{count} node", "{count} nodes"))
    return counted(card.cells, "{count} request", "{count} requests")
