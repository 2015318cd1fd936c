"""The rules as sentences that can be built, switched off and priced."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from planner.desktop.document import Document
from planner.desktop.rules.builder import RuleBuilder
from planner.desktop.rules.cards import Card
from planner.desktop.rules.edits import as_in_parent, switched, with_rule, without_rule
from planner.desktop.rules.prices import RULE, Prices
from planner.desktop.rules.section import Section
from planner.desktop.rules.sentences import sentence
from planner.desktop.words import tr
from planner.domain.rule import Rule


class RuleCard(Card):
    """A rule's card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parent_value = self.add_button("parent", tr("Take the parent scenario's rule"))
        self.change = self.add_button("rename", tr("Change this rule"))
        self.remove = self.add_button("trash", tr("Delete this rule"))


class RuleList(Section):
    """One card a rule."""

    chosen = Signal(str)
    """The name of a rule that was clicked."""

    def __init__(self, document: Document, prices: Prices, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Rules"),
            tr("New rule…"),
            tr("No rules yet. A rule is a budget, a promise, a cap: “cost of everything at most 900,000”."),
            parent,
        )
        self.document, self._prices = document, prices
        self.rows: dict[str, RuleCard] = {}
        self.add.clicked.connect(self.build_rule)
        prices.changed.connect(self.show_prices)

    def open(self, document: Document) -> None:
        self.document = document
        self._rebuild()

    def catch_up(self) -> None:
        """Show what the document says."""
        rules = self.document.scenario.rules
        if [rule.name for rule in rules] != list(self.rows):
            self._rebuild()
        for rule in rules:
            self._show(self.rows[rule.name], rule)
        self.show_prices()

    def show_prices(self) -> None:
        """Which rules bind, and what each costs."""
        plan = self.document.shown_plan
        binding = set(plan.binding.loc[plan.binding["kind"] == "rule", "name"].tolist()) if plan else set()
        for rule in self.document.scenario.rules:
            if rule.name in self.rows:
                price = self._prices.known.get((RULE, rule.name), "")
                self.rows[rule.name].show_price(price, binds=rule.name in binding, is_off=not rule.enabled)

    def build_rule(self) -> None:
        """Ask for a new rule."""
        self._build(None)

    def _build(self, rule: Rule | None) -> None:
        builder = RuleBuilder(self.document.scenario, rule, self)
        if builder.exec() == QDialog.DialogCode.Accepted and builder.rule is not None:
            after = with_rule(self.document.scenario, builder.rule, rule.name if rule else "")
            text = tr("Change rule {name}") if rule else tr("New rule {name}")
            self.document.replace(after, text.format(name=builder.rule.name))

    def _rebuild(self) -> None:
        self.clear()
        self.rows = {}
        for rule in self.document.scenario.rules:
            card, name = RuleCard(), rule.name
            card.switch.toggled.connect(partial(self._switch, name))
            card.chosen.connect(partial(self.chosen.emit, name))
            card.parent_value.clicked.connect(partial(self._take_parent, name))
            card.change.clicked.connect(partial(self._change, name))
            card.remove.clicked.connect(partial(self._remove, name))
            self.rows[name] = card
            self._show(card, rule)
            self.put(card)
        self.show_prices()

    def _show(self, card: RuleCard, rule: Rule) -> None:
        parent = self.document.parent_scenario
        differs = parent is not None and rule not in parent.rules
        theirs = next((each for each in parent.rules if each.name == rule.name), None) if parent else None
        currency = self.document.scenario.currency
        tip = tr("On or off")
        if differs:
            tip = tr("In the parent scenario: {rule}", rule=_said(theirs, currency)) if theirs else tr("New here")
        card.show_head(rule.name, rule.enabled, differs=differs, tip=tip)
        card.show_body(sentence(rule, currency), rule.notes, enabled=rule.enabled)
        card.parent_value.setVisible(differs and theirs is not None)

    def _switch(self, name: str, on: bool) -> None:
        text = tr("Switch on {name}") if on else tr("Switch off {name}")
        self.document.replace(switched(self.document.scenario, name, on), text.format(name=name))

    def _change(self, name: str, _checked: bool = False) -> None:
        self._build(next(rule for rule in self.document.scenario.rules if rule.name == name))

    def _remove(self, name: str, _checked: bool = False) -> None:
        self.document.replace(without_rule(self.document.scenario, name), tr("Delete rule {name}", name=name))

    def _take_parent(self, name: str, _checked: bool = False) -> None:
        parent = self.document.parent_scenario
        if parent is not None:
            after = as_in_parent(self.document.scenario, parent, name)
            self.document.replace(after, tr("The parent's rule {name}", name=name))


def _said(rule: Rule, currency: str) -> str:
    return sentence(rule, currency) + ("" if rule.enabled else tr(" (off)"))
