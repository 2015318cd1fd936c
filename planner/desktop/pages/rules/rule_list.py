"""The rules as sentences that can be begun, switched off and priced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.sentences import sentence
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.limits import Key, new_rule
from planner.desktop.open.editing.rules import as_in_parent, doubts, switched, without_rule
from planner.desktop.pages.rules.begun import Begun
from planner.desktop.pages.rules.cards import Card
from planner.desktop.pages.rules.describing import RuleForm
from planner.desktop.pages.rules.limit_list import LimitList
from planner.desktop.pages.rules.limit_sentence import LimitSentence
from planner.desktop.pages.rules.prices import RULE, PromisePrices
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.words.owners import owner_words


class RuleCard(Card):
    """A rule's card."""

    def __init__(self, subject: Callable[[], tuple[Document, Key]], parent: QWidget | None = None) -> None:
        said = LimitSentence(subject)
        super().__init__(said, parent)
        self.said = said
        self.parent_value = self.add_button("parent", tr("Take the parent scenario's rule"))
        self.change = self.add_button("rename", tr("Change name, owner, reason or notes of this rule"))
        self.remove = self.add_button("trash", tr("Delete this rule"))

    def show_rule(self, rule: Rule, document: Document) -> None:
        """What it says, with what was typed for its parts and is not taken."""
        self.said.show_limit(document, rule.name, is_off=not rule.enabled)
        self.doubts.say(doubts(document.scenario, "rules", rule.name))
        self.notes.say("\n".join(filter(None, (owner_words(rule), rule.notes))))


class RuleList(LimitList):
    """One card a rule."""

    chosen = Signal(str)
    """The name of a rule that was clicked."""

    def __init__(self, document: Document, prices: PromisePrices) -> None:
        super().__init__(
            document,
            tr("Rules"),
            tr("New rule…"),
            tr("No rules yet. A rule is a budget, a promise, a cap: “cost of everything at most 900,000”."),
            new_rule,
        )
        self._prices = prices
        self.rows: dict[str, RuleCard] = {}
        prices.changed.connect(self.show_prices)

    def sentences(self) -> Sequence[LimitSentence]:
        return [card.said for card in self.rows.values()]

    def catch_up(self) -> None:
        """Show what the document says."""
        names = [*(rule.name for rule in self.document.scenario.rules), *map(str, self.follow())]
        if names != list(self.rows):
            self.rows = self.arrange(self.rows, names, self._card)
        for name, card in self.rows.items():
            self._show(card, self.holder(name), name)
        self.show_prices()

    def added(self, key: Key) -> str:
        return tr("Add rule {name}", name=key)

    def show_prices(self) -> None:
        """Which rules bind, and what each costs; one that is begun can do neither."""
        plan = None if self.document.is_stale else self.document.shown_plan
        binding = {name for kind, name in plan.tables.binding.rows("kind", "name") if kind == "rule"} if plan else set()
        on = {rule.name: rule.enabled for rule in self.document.scenario.rules}
        for name, card in self.rows.items():
            if name in on:
                card.show_price(self._prices.known.get((RULE, name), ""), binds=name in binding, is_off=not on[name])
            else:
                card.state.setText(tr("needs a limit"))

    def _card(self, name: str) -> RuleCard:
        card = RuleCard(partial(self.subject, name))
        card.said.rearranged.connect(self.arranged)
        card.said.given_up.connect(partial(self.give_up, name))
        card.switch.toggled.connect(partial(self._switch, name))
        card.chosen.connect(partial(self.chosen.emit, name))
        card.parent_value.clicked.connect(partial(self._take_parent, name))
        card.change.clicked.connect(partial(self._describe, name))
        card.remove.clicked.connect(partial(self._remove, name))
        return card

    def _show(self, card: RuleCard, holder: Document, name: str) -> None:
        rule, parent = holder.scenario.rule_by_name[name], self.document.parent_scenario
        differs = parent is not None and rule not in parent.rules
        theirs = parent.rule_by_name.get(name) if parent else None
        tip = tr("On or off")
        if differs and parent is not None:
            tip = tr("In the parent scenario: {rule}", rule=_said(theirs, parent)) if theirs else tr("New here")
        card.show_head(name, rule.enabled, differs=differs, tip=tip)
        card.show_rule(rule, holder)
        card.parent_value.setVisible(differs and theirs is not None)

    def _switch(self, name: str, on: bool) -> None:
        text, holder = tr("Switch on {name}") if on else tr("Switch off {name}"), self.holder(name)
        holder.replace(switched(holder.scenario, name, on), text.format(name=name))

    def _describe(self, name: str, _checked: bool = False) -> None:
        """Ask for another name, owner or reason, or other notes."""
        holder = self.holder(name)
        form = RuleForm(holder.scenario.rule_by_name[name], holder.scenario, self)
        form.accepted.connect(lambda: self._call(holder, form))
        form.open()

    def _call(self, holder: Document, form: RuleForm) -> None:
        said = tr("Change rule {name}", name=form.wanted)
        if isinstance(holder, Begun):
            holder.call(form.wanted, form.changed(), said)
        else:
            holder.replace(form.changed(), said)

    def _remove(self, name: str, _checked: bool = False) -> None:
        if not self.give_up(name):
            self.document.replace(without_rule(self.document.scenario, name), tr("Delete rule {name}", name=name))

    def _take_parent(self, name: str, _checked: bool = False) -> None:
        parent = self.document.parent_scenario
        if parent is not None:
            after = as_in_parent(self.document.scenario, parent, name)
            self.document.replace(after, tr("The parent's rule {name}", name=name))


def _said(rule: Rule, scenario: Scenario) -> str:
    return sentence(rule, scenario) + ("" if rule.enabled else tr(" (off)"))
