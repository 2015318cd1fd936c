"""What the scenario expects of its plan: each expectation, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from planner.desktop.look.icons import icon
from planner.desktop.look.labels import Remark
from planner.desktop.look.theme import SPACE, current
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.limits import Key, new_expectation
from planner.desktop.open.editing.rules import doubts, not_expecting
from planner.desktop.pages.rules.cards import card_button
from planner.desktop.pages.rules.limit_list import LimitList
from planner.desktop.pages.rules.limit_sentence import LimitSentence
from planner.words.expectations import failure


class ExpectationCard(QFrame):
    """Something that must hold of the plan, and whether it does."""

    def __init__(self, subject: Callable[[], tuple[Document, Key]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.sign, self.said = QLabel(), LimitSentence(subject)
        self.fault, self.doubts = Remark("bad"), Remark("warn")
        self.remove = card_button("trash", tr("Delete this expectation"))
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE + 4, SPACE - 2, SPACE, SPACE - 2)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.sign, 0, 0)
        grid.addWidget(self.said, 0, 1)
        grid.addWidget(self.remove, 0, 2)
        grid.addWidget(self.fault, 1, 1, 1, 2)
        grid.addWidget(self.doubts, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_expectation(self, document: Document, at: int, failure: str | None) -> None:
        """``failure``: by how much it fails; empty where it holds, None where there is no plan to say so."""
        theme = current()
        name, colour = ("solved", theme.good) if failure == "" else ("error", theme.bad)
        shown = icon("waiting", theme.quiet) if failure is None else icon(name, colour)
        self.sign.setPixmap(shown.pixmap(16, 16))
        self.sign.setToolTip(tr("Not known yet") if failure is None else failure or tr("Holds"))
        self.said.show_limit(document, at)
        self.fault.say(failure or "")
        self.doubts.say(doubts(document.scenario, "expect", at))


class ExpectationList(LimitList):
    """One card an expectation; a headless solve fails where one does not hold."""

    def __init__(self, document: Document) -> None:
        super().__init__(
            document,
            tr("Expectations"),
            tr("Expect…"),
            tr("Nothing is expected. What must hold of the plan is said here, and every solve checks it."),
            new_expectation,
        )
        self.rows: dict[int, ExpectationCard] = {}

    def sentences(self) -> Sequence[LimitSentence]:
        return [card.said for card in self.rows.values()]

    def catch_up(self) -> None:
        """Show what the document says, and whether the plan on screen keeps it."""
        expected = self.document.scenario.expect
        count = len(expected) + len(self.follow())
        if len(self.rows) != count:
            self.rows = self.arrange(self.rows, range(count), self._card)
        plan = None if self.document.is_stale else self.document.shown_plan
        for at, card in self.rows.items():
            is_begun = at >= len(expected)
            card.show_expectation(
                self.holder(at), at, None if plan is None or is_begun else failure(plan, expected[at])
            )

    def added(self, key: Key) -> str:
        return tr("New expectation")

    def _card(self, at: int) -> ExpectationCard:
        card = ExpectationCard(partial(self.subject, at))
        card.said.rearranged.connect(self.arranged)
        card.said.given_up.connect(partial(self.give_up, at))
        card.remove.clicked.connect(partial(self._remove, at))
        return card

    def _remove(self, at: int, _checked: bool = False) -> None:
        if not self.give_up(at):
            self.document.replace(not_expecting(self.document.scenario, at), tr("Delete expectation"))
