"""The ways to serve a request: a card for each, which can be added, copied, moved and removed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from planner.desktop.fields.entry import exchange
from planner.desktop.fields.sight import Sight
from planner.desktop.fields.subject import Asked
from planner.desktop.look.icons import icon
from planner.desktop.look.labels import label
from planner.desktop.look.layouts import column_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.editing.options import OptionEdit, added, copied, moved, removed
from planner.desktop.panels.details.option_card import OptionCard
from planner.domain.request import Request


class OptionList(QWidget):
    """The options of whatever request the form shows; cards are used again for the next one."""

    refused = Signal(str)
    """Why a change can't be made that nobody typed."""
    begun = Signal(QWidget)
    """The card of an option that is new, and can be named."""

    def __init__(self, subject: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._sight: Sight | None = None
        self.cards: list[OptionCard] = []
        self.hint = label(
            tr("It can be served in one way only. With options the plan chooses one of several: a smaller model, "
               "other GPUs, less value."),
            "quiet",
        )  # fmt: skip
        self.add = QPushButton(icon("add"), tr("Add option"))
        self.add.clicked.connect(self._add)
        self._list = column_of(gap=SPACE)
        column_of(self.hint, self._list, self.add, inside=self, gap=SPACE)

    def show_options(self, sight: Sight) -> None:
        self._sight = sight
        options = sight.element.options
        self.hint.setVisible(not options)
        for k, option in enumerate(options):
            if k == len(self.cards):
                self._make_card(sight, option.id)
            self.cards[k].show_option(sight.at(("options", option.id)), k, len(options))
        for card in self.cards[len(options) :]:
            card.hide()

    def _make_card(self, sight: Sight, option: str) -> None:
        card = OptionCard(self._subject, option, sight.subject.scenario)
        card.demand.refused.connect(self.refused)
        card.copied.connect(self._copy)
        card.removed.connect(self._remove)
        card.moved.connect(self._move)
        self.cards.append(card)
        self._list.addWidget(card)

    def card(self, option: str) -> OptionCard:
        """The card of one of the options on show."""
        return next(card for card in self.cards if not card.isHidden() and card.option == option)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.add.setIcon(icon("add"))

    def _add(self) -> None:
        self._make(added(self._request), tr("Add option to {request}"))

    def _copy(self, option: str) -> None:
        self._make(copied(self._request, option), tr("Duplicate option of {request}"))

    def _remove(self, option: str) -> None:
        self._make(removed(self._request, option), tr("Remove option of {request}"))

    def _move(self, option: str, by: int) -> None:
        self._make(moved(self._request, option, by), tr("Move option of {request}"))

    @property
    def _request(self) -> Request:
        assert self._sight is not None
        found: Request = self._sight.element
        return found

    def _make(self, edit: OptionEdit, text: str) -> None:
        """Make a change as one step; a new option can be named at once."""
        request, document = self._request, self._subject().document
        called = text.format(request=request.title)
        reason = exchange(document, edit.of(request.id), called, ("options", edit.gone) if edit.gone else ())
        if reason:
            self.refused.emit(reason)
        elif edit.come:
            card = self.card(edit.come)
            card.begin()
            self.begun.emit(card)
