"""The rules as sentences that can be built, switched off and priced."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from planner.desktop.fields.sentences import SIDES, parts, sentence
from planner.desktop.look.section import Section
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.draft import Refused
from planner.desktop.open.editing.rules import as_in_parent, limit_cell, rule_named, switched, with_rule, without_rule
from planner.desktop.pages.rules.builder import RuleBuilder
from planner.desktop.pages.rules.cards import Card
from planner.desktop.pages.rules.part_editing import PartEditing
from planner.desktop.pages.rules.prices import RULE, PromisePrices
from planner.desktop.pages.rules.sentence_view import SentenceView
from planner.domain.rule import Rule
from planner.domain.scenario import Scenario


class RuleCard(Card):
    """A rule's card."""

    def __init__(self, subject: Callable[[], tuple[Document, Rule]], parent: QWidget | None = None) -> None:
        said = SentenceView()
        super().__init__(said, parent)
        self.said = said
        self.parent_value = self.add_button("parent", tr("Take the parent scenario's rule"))
        self.change = self.add_button("rename", tr("Change this rule"))
        self.remove = self.add_button("trash", tr("Delete this rule"))
        self.editing = PartEditing(self.said, subject)
        self._shown: tuple[object, ...] = (None,) * 4
        self._typed: dict[str, Refused] = {}

    def show_rule(self, rule: Rule, document: Document) -> None:
        """What it says, with what was typed for its limits and is not taken."""
        scenario, refused = document.scenario, document.draft.refused
        typed = {side: found for side in SIDES if (found := refused.get(limit_cell(rule.name, side)))}
        shown = (rule, scenario.requests, scenario.pools, scenario.currency)
        if typed == self._typed and all(known is now for known, now in zip(self._shown, shown, strict=True)):
            return
        self._shown, self._typed = shown, typed
        self.said.show_parts(tuple(parts(rule, scenario)), typed, is_off=not rule.enabled)
        self.show_notes(rule.notes)


class RuleList(Section):
    """One card a rule."""

    chosen = Signal(str)
    """The name of a rule that was clicked."""

    def __init__(self, document: Document, prices: PromisePrices, parent: QWidget | None = None) -> None:
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
        for card in self.rows.values():
            card.editing.finish()
        self.document = document
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        rules = self.document.scenario.rules
        names = [rule.name for rule in rules]
        if names != list(self.rows):
            self.rows = self.arrange(self.rows, names, self._card)
        for rule in rules:
            self._show(self.rows[rule.name], rule)
        self.show_prices()

    def show_prices(self) -> None:
        """Which rules bind, and what each costs."""
        plan = None if self.document.is_stale else self.document.shown_plan
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
        builder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        builder.accepted.connect(lambda: self._take(builder, rule))
        builder.open()

    def _take(self, builder: RuleBuilder, old: Rule | None) -> None:
        if builder.rule is not None:
            after = with_rule(self.document.scenario, builder.rule, old.name if old else "")
            name = builder.rule.name
            called = tr("Change rule {name}", name=name) if old else tr("Add rule {name}", name=name)
            cells = (limit_cell(name, side) for side in SIDES)
            self.document.replace_draft(self.document.draft.with_scenario(after, *cells), called)

    def _card(self, name: str) -> RuleCard:
        card = RuleCard(lambda: (self.document, rule_named(self.document.scenario, name)))
        card.said.rearranged.connect(self.arranged)
        card.switch.toggled.connect(partial(self._switch, name))
        card.chosen.connect(partial(self.chosen.emit, name))
        card.parent_value.clicked.connect(partial(self._take_parent, name))
        card.change.clicked.connect(partial(self._change, name))
        card.remove.clicked.connect(partial(self._remove, name))
        return card

    def _show(self, card: RuleCard, rule: Rule) -> None:
        parent = self.document.parent_scenario
        differs = parent is not None and rule not in parent.rules
        theirs = next((each for each in parent.rules if each.name == rule.name), None) if parent else None
        tip = tr("On or off")
        if differs and parent is not None:
            tip = tr("In the parent scenario: {rule}", rule=_said(theirs, parent)) if theirs else tr("New here")
        card.show_head(rule.name, rule.enabled, differs=differs, tip=tip)
        card.show_rule(rule, self.document)
        card.parent_value.setVisible(differs and theirs is not None)

    def _switch(self, name: str, on: bool) -> None:
        text = tr("Switch on {name}") if on else tr("Switch off {name}")
        self.document.replace(switched(self.document.scenario, name, on), text.format(name=name))

    def _change(self, name: str, _checked: bool = False) -> None:
        self._build(rule_named(self.document.scenario, name))

    def _remove(self, name: str, _checked: bool = False) -> None:
        self.document.replace(without_rule(self.document.scenario, name), tr("Delete rule {name}", name=name))

    def _take_parent(self, name: str, _checked: bool = False) -> None:
        parent = self.document.parent_scenario
        if parent is not None:
            after = as_in_parent(self.document.scenario, parent, name)
            self.document.replace(after, tr("The parent's rule {name}", name=name))


def _said(rule: Rule, scenario: Scenario) -> str:
    return sentence(rule, scenario) + ("" if rule.enabled else tr(" (off)"))
