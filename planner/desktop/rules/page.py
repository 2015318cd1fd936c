"""The tab with rules, weights and the objective."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.document import Document
from planner.desktop.icons import icon
from planner.desktop.rules.aims import Aims
from planner.desktop.rules.builder import RuleBuilder
from planner.desktop.rules.edits import switched, with_rule, without_rule
from planner.desktop.rules.sentences import sentence
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.domain.plan import Plan
from planner.domain.rule import Rule


class RulesPage(QScrollArea):
    """What must hold, what counts, and what the plan is after."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Rules and weights"))
        self.document = document
        self.rows: dict[str, RuleRow] = {}
        self.aims = Aims(document)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        columns.setSpacing(3 * SPACE)
        left = QVBoxLayout()
        left.setSpacing(SPACE)
        left.addLayout(self._heading())
        left.addLayout(self._list)
        left.addStretch()
        columns.addLayout(left, 3)
        columns.addWidget(self.aims, 2, Qt.AlignmentFlag.AlignTop)
        self.setWidget(body)
        document.changed.connect(self._catch_up)
        self.open(document)

    def open(self, document: Document) -> None:
        self.document.changed.disconnect(self._catch_up)
        self.document = document
        document.changed.connect(self._catch_up)
        self.aims.open(document)
        self._rebuild()

    def show_plan(self, plan: Plan | None) -> None:
        """Which rules bind."""
        binding = set(plan.binding.loc[plan.binding["kind"] == "rule", "name"].tolist()) if plan else set()
        for name, row in self.rows.items():
            row.show_binding(any(each == name or each.startswith(f"{name} ") for each in binding))

    def show_rule(self, name: str) -> None:
        """Scroll to a rule."""
        if row := self.rows.get(name):
            self.ensureWidgetVisible(row)
            row.switch.setFocus()

    def build_rule(self) -> None:
        """Ask for a new rule."""
        self._build(None)

    def _build(self, rule: Rule | None) -> None:
        builder = RuleBuilder(self.document.scenario, rule, self)
        if builder.exec() == QDialog.DialogCode.Accepted and builder.rule is not None:
            after = with_rule(self.document.scenario, builder.rule, rule.name if rule else "")
            text = tr("Change rule {name}") if rule else tr("New rule {name}")
            self.document.replace(after, text.format(name=builder.rule.name))

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = QLabel(tr("Rules"))
        title.setProperty("role", "heading")
        add = QPushButton(icon("add"), tr("New rule…"))
        add.clicked.connect(self.build_rule)
        row.addWidget(title)
        row.addStretch()
        row.addWidget(add)
        return row

    def _catch_up(self) -> None:
        scenario = self.document.scenario
        if [rule.name for rule in scenario.rules] != list(self.rows):
            self._rebuild()
        else:
            for rule in scenario.rules:
                self.rows[rule.name].show_rule(rule, self._was_changed(rule))
        self.aims.catch_up()

    def _was_changed(self, rule: Rule) -> bool:
        parent = self.document.parent_scenario
        return parent is not None and rule not in parent.rules

    def _rebuild(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for rule in self.document.scenario.rules:
            row = RuleRow(rule, self.document.scenario.currency)
            row.show_rule(rule, self._was_changed(rule))
            row.switch.toggled.connect(partial(self._switch, rule.name))
            row.change.clicked.connect(partial(self._change, rule.name))
            row.remove.clicked.connect(partial(self._remove, rule.name))
            self.rows[rule.name] = row
            self._list.addWidget(row)
        if not self.rows:
            hint = QLabel(
                tr("No rules yet. A rule is a budget, a promise, a cap: “cost of everything at most 900,000”.")
            )
            hint.setProperty("role", "quiet")
            hint.setWordWrap(True)
            self._list.addWidget(hint)

    def _switch(self, name: str, on: bool) -> None:
        rule = next(rule for rule in self.document.scenario.rules if rule.name == name)
        if rule.enabled != on:
            text = tr("Switch on {name}") if on else tr("Switch off {name}")
            self.document.replace(switched(self.document.scenario, name, on), text.format(name=name))

    def _change(self, name: str, _checked: bool = False) -> None:
        self._build(next(rule for rule in self.document.scenario.rules if rule.name == name))

    def _remove(self, name: str, _checked: bool = False) -> None:
        self.document.replace(without_rule(self.document.scenario, name), tr("Delete rule {name}", name=name))


class RuleRow(QFrame):
    """One rule: its switch, its sentence, whether it binds."""

    def __init__(self, rule: Rule, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.setProperty("role", "card")
        self.switch = QCheckBox()
        self._sentence, self._notes, self._binds = QLabel(), QLabel(), QLabel()
        self._sentence.setWordWrap(True)
        self._notes.setWordWrap(True)
        self._notes.setProperty("role", "quiet")
        self._binds.setProperty("role", "quiet")
        self.change = _button("rename", tr("Change this rule"))
        self.remove = _button("trash", tr("Delete this rule"))
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE + 4, SPACE, SPACE, SPACE)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.switch, 0, 0)
        grid.addWidget(self._binds, 0, 1)
        grid.addWidget(self.change, 0, 2)
        grid.addWidget(self.remove, 0, 3)
        grid.addWidget(self._sentence, 1, 0, 1, 4)
        grid.addWidget(self._notes, 2, 0, 1, 4)
        grid.setColumnStretch(1, 1)
        self._binds.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_rule(rule, False)

    def show_rule(self, rule: Rule, was_changed: bool) -> None:
        blocked = self.switch.blockSignals(True)
        self.switch.setChecked(rule.enabled)
        self.switch.setText(rule.name)
        self.switch.blockSignals(blocked)
        font = self.switch.font()
        font.setBold(was_changed)
        self.switch.setFont(font)
        self.switch.setToolTip(tr("Differs from the parent scenario") if was_changed else tr("On or off"))
        self._sentence.setText(sentence(rule, self._currency))
        self._sentence.setEnabled(rule.enabled)
        self._notes.setText(rule.notes)
        self._notes.setVisible(bool(rule.notes))

    def show_binding(self, binds: bool) -> None:
        self._binds.setText(tr("binds") if binds else "")


def _button(name: str, tip: str) -> QToolButton:
    found = QToolButton()
    found.setIcon(icon(name))
    found.setToolTip(tip)
    found.setAccessibleName(tip)
    found.setAutoRaise(True)
    return found
