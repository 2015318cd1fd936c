"""What was promised or ruled out by hand: each commitment with its switch and what it costs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import Text
from planner.desktop.look.numbers import percent_text
from planner.desktop.look.section import Section
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.rules import committed
from planner.desktop.pages.rules.asking import Asking
from planner.desktop.pages.rules.cards import Card
from planner.desktop.pages.rules.prices import COMMITMENT, PromisePrices
from planner.domain.names import suggestion
from planner.domain.request import Commitment, Request
from planner.domain.scenario import Scenario
from planner.words.owners import owner_words
from planner.words.selections import titles


class CommitmentCard(Card):
    """A request's card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        said = Text()
        super().__init__(said, parent)
        self.said = said
        self.said.setWordWrap(True)


class CommitmentList(Section):
    """One card a request that is forced in or out; what is switched open here stays listed until another is opened."""

    chosen = Signal(str)
    """The id of a request whose card was clicked."""

    def __init__(self, document: Document, prices: PromisePrices, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Commitments"),
            tr("Commit…"),
            tr("No commitments. A request that is a must is served whatever else earns more; one that is out is not."),
            parent,
        )
        self.document, self._prices = document, prices
        self.rows: dict[str, CommitmentCard] = {}
        self._listed: dict[str, Commitment] = {}
        self.add.clicked.connect(self.commit)
        prices.changed.connect(self.show_prices)

    def open(self, document: Document) -> None:
        self.document, self._listed = document, {}
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        names = [request.id for request in self._shown()]
        if names != list(self.rows):
            self.rows = self.arrange(self.rows, names, self._card)
        for request in self._shown():
            self._show(self.rows[request.id], request)
        self.show_prices()

    def show_prices(self) -> None:
        """What each commitment costs."""
        for request in self._shown():
            if request.id in self.rows and request.commitment != "open":
                price = self._prices.known.get((COMMITMENT, request.id), "")
                self.rows[request.id].show_price(price, binds=False, is_off=False)
            elif request.id in self.rows:
                self.rows[request.id].state.setText(tr("open"))

    def commit(self) -> None:
        """Ask which request is to be forced in or out."""
        asked = CommitDialog(self.document.scenario, self)
        asked.accepted.connect(lambda: self._commit(asked))
        asked.open()

    def _shown(self) -> list[Request]:
        """Requests that are committed here, in the scenario that is extended, or were while this is open."""
        scenario, parent = self.document.scenario, self.document.parent_scenario
        found = []
        for request in scenario.requests:
            theirs = parent.request_by_id.get(request.id) if parent else None
            for each in (theirs, request):
                if each is not None and each.commitment != "open":
                    self._listed[request.id] = each.commitment
            if request.id in self._listed:
                found.append(request)
        return found

    def _card(self, name: str) -> CommitmentCard:
        card = CommitmentCard()
        card.switch.toggled.connect(partial(self._switch, name))
        card.chosen.connect(partial(self.chosen.emit, name))
        return card

    def _show(self, card: CommitmentCard, request: Request) -> None:
        parent = self.document.parent_scenario
        theirs = parent.request_by_id.get(request.id) if parent else None
        differs = parent is not None and (theirs is None or theirs.commitment != request.commitment)
        tip = tr("In the parent scenario: {value}", value=theirs.commitment) if differs and theirs else tr("On or off")
        is_on = request.commitment != "open"
        card.show_head(request.title, is_on, differs=differs, tip=tip)
        card.said.setText(_said(request, self._listed[request.id]))
        card.said.setEnabled(is_on)
        card.notes.say(owner_words(request))

    def _switch(self, name: str, on: bool) -> None:
        self._set(name, self._listed[name] if on else "open")

    def _commit(self, asked: CommitDialog) -> None:
        """What is left empty in the dialog stays as the request has it."""
        said = {"owner": asked.owner.text().strip(), "because": asked.because.text().strip()}
        self._set(asked.request, asked.commitment, {field: text for field, text in said.items() if text})

    def _set(self, name: str, commitment: Commitment, said: dict[str, str] | None = None) -> None:
        after = committed(self.document.scenario, name, commitment, said or {})
        title = after.request_by_id[name].title
        self.document.replace(after, tr("Commitment of {name}", name=title))


class CommitDialog(Asking):
    """Asks for a request, and whether it is forced in or out."""

    def __init__(self, scenario: Scenario, parent: QWidget | None = None) -> None:
        super().__init__(tr("Commit"), parent)
        self.who, self.how = Combo(), Combo()
        self.who.setEditable(True)
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._open = {title: name for name, title in titles(scenario, "id").items()
                      if scenario.request_by_id[name].commitment == "open"}  # fmt: skip
        self.who.offer((name, title) for title, name in self._open.items())
        completer = QCompleter(self.who.model(), self.who)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.who.setCompleter(completer)
        self.how.offer((("must", tr("must be served")), ("out", tr("is left out"))))
        self.form.addRow(tr("Request"), self.who)
        self.form.addRow(tr("It"), self.how)
        self.owner, self.because = QLineEdit(), QLineEdit()
        for said, tip, field in (
            (tr("Owner"), tr("Who answers for it"), self.owner),
            (tr("Because"), tr("Why it is committed: a contract, a launch that was announced …"), self.because),
        ):
            field.setAccessibleName(said)
            field.setPlaceholderText(tip)
            self.form.addRow(said, field)
        self.who.currentTextChanged.connect(self._look)
        self._look()
        self.who.setFocus()
        if (line := self.who.lineEdit()) is not None:
            line.selectAll()  # so that typing names another one

    @property
    def request(self) -> str:
        """The id of the request that is named; nothing where there is none."""
        at = self.who.findText(self.who.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.who.itemData(at)) if at >= 0 else ""

    @property
    def commitment(self) -> Commitment:
        return "must" if self.how.value == "must" else "out"

    def _look(self) -> None:
        """Say why nothing can be committed."""
        typed, reason = self.who.currentText().strip(), ""
        if not self._open:
            reason = tr("There is no request that is open.")
        elif typed and not self.request:
            reason = tr("No open request is called “{name}”", name=typed) + suggestion(typed, self._open)
        self.judge(reason, can=bool(self.request))


def _said(request: Request, commitment: Commitment) -> str:
    if commitment == "out":
        return tr("Left out, whatever it would bring")
    least = request.minimum
    return tr("Must be served: at least {share}", share=percent_text(least)) if least and least < 1 else tr(
        "Must be served in full")  # fmt: skip
