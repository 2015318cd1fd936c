"""The Why? panel: what the plan says of the selected request at once, and what re-solves add as they arrive."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QProgressBar, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from planner.desktop.document import Document
from planner.desktop.jobs import Job, Jobs
from planner.desktop.tables.cells import index_text
from planner.desktop.theme import SPACE, current
from planner.desktop.words import tr
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.program import Control
from planner.tradeoffs.explain import Explanation, explaining
from planner.tradeoffs.study import Study

LANE = "why"
PAUSE = 250
"""Time for which a selection must stand before its re-solves begin [ms]."""
HEADINGS = {
    "displacement": "What it displaces",
    "break-even": "Break-even",
    "flip": "What would change the decision",
    "slip": "If a delivery slips",
    "move": "The cheapest ways to have it served",
}
"""Parts of an explanation that have a heading; the others are about the decision itself."""


class WhyPanel(QScrollArea):
    """Explains one request of the plan on screen."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._document: Document | None = None
        self.request = ""
        self._explained: tuple[Plan | None, str] = (None, "")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Why?"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._explain)
        self.show_nothing()

    def open(self, document: Document) -> None:
        self._jobs.drop(LANE)
        self._document = document
        self.request = ""
        self.show_nothing()

    def ask(self, request: str) -> None:
        """Explain a request: what is known at once, the rest when the selection has stood for a moment."""
        if request != self.request:
            self.request = request
            self.refresh()

    def refresh(self) -> None:
        """The plan is another one: say it anew."""
        document = self._document
        if document is None or document.plan is None or not self.request:
            self.show_nothing()
            return
        if self.request not in document.plan.requests["id"].tolist():
            self.show_nothing(tr("There is no plan for {name} yet.", name=self.request))
            return
        if self._explained == (document.plan, self.request):
            return
        self._jobs.drop(LANE)
        self._show_facts(document.plan, self.request)
        if not document.is_stale:
            self._timer.start()

    def show_nothing(self, hint: str = "") -> None:
        self._explained = (None, "")
        self._timer.stop()
        body, box = _body()
        label = QLabel(hint or tr("Select a request in any table to see why it is decided as it is."))
        label.setProperty("role", "quiet")
        label.setWordWrap(True)
        box.addWidget(label)
        box.addStretch()
        self.setWidget(body)

    def show_explanation(self, found: Explanation, *, is_complete: bool) -> None:
        """All sentences so far, under their headings."""
        body, box = self._headed(found.facts.request)
        for part, group in groupby(found.sentences, key=lambda pair: pair[0]):
            sentences = [sentence for _, sentence in group]
            if part in HEADINGS:
                box.addWidget(_heading(tr(HEADINGS[part])))
            for sentence in sentences:
                box.addWidget(_sentence(sentence))
        if not is_complete:
            box.addWidget(_working())
        box.addStretch()
        where = self.verticalScrollBar().value()
        self.setWidget(body)
        self.verticalScrollBar().setValue(where)

    def _explain(self) -> None:
        document = self._document
        if document is None or document.plan is None or document.is_stale:
            return
        plan, request = document.plan, self.request
        self._explained = (plan, request)
        self._jobs.start(
            Job(
                LANE,
                partial(_explained, plan, request),
                on_answer=self._finished,
                on_error=self._failed,
                on_part=lambda found: self.show_explanation(found, is_complete=False),
            )
        )

    def _finished(self, found: Explanation | None) -> None:
        if found is not None:
            self.show_explanation(found, is_complete=True)

    def _failed(self, error: PlannerError) -> None:
        body, box = self._headed(self.request)
        box.addWidget(_sentence(str(error)))
        box.addStretch()
        self.setWidget(body)

    def _show_facts(self, plan: Plan, request: str) -> None:
        body, box = self._headed(request)
        box.addWidget(_sentence(str(plan.row(request)["reason"])))
        box.addWidget(_working())
        box.addStretch()
        self.setWidget(body)

    def _headed(self, request: str) -> tuple[QWidget, QVBoxLayout]:
        """A body with the request's name, its decision and its figures."""
        body, box = _body()
        plan = self._document.plan if self._document else None
        if plan is None or request not in plan.requests["id"].tolist():
            return body, box
        row = plan.row(request)
        title = QLabel(str(row["name"] or request))
        title.setWordWrap(True)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        title.setFont(font)
        box.addWidget(title)
        decision = QLabel(_decision(row))
        decision.setStyleSheet(f"color: {current().decision(row['decision'])}; font-weight: 600;")
        box.addWidget(decision)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(2)
        for name, text in _figures(row):
            key = QLabel(name)
            key.setProperty("role", "quiet")
            form.addRow(key, QLabel(text))
        box.addLayout(form)
        return body, box


def _explained(plan: Plan, request: str, control: Control, tell: Callable[[Any], None]) -> Explanation | None:
    """The whole explanation, told part by part; the plan on screen is the one that is explained."""
    study = Study(plan.scenario, control=control)
    if plan.certificate.gap <= 1e-9:
        study.__dict__["plan"] = plan  # it is proved as far as the study would prove it again
    last = None
    for last in explaining(study, request):
        if control.cancelled:
            return None
        tell(last)
    return last


def _decision(row: dict[str, Any]) -> str:
    words = {
        "fund": tr("Funded"),
        "trim": tr("Trimmed to {share}", share=f"{row['share']:.0%}".replace("%", " %")),
        "defer": tr("Deferred"),
        "decline": tr("Declined"),
    }
    option = f" · {row['option']}" if row["option"] else ""
    return words[row["decision"]] + option


def _figures(row: dict[str, Any]) -> list[tuple[str, str]]:
    cost = row["opportunity_cost_points"]
    return [
        (tr("Value"), tr("{value} points", value=f"{row['value_points']:.2f}")),
        (tr("Captured"), tr("{value} points", value=f"{row['captured_points']:.2f}")),
        (tr("Opportunity cost"), "–" if math.isnan(cost) else tr("{value} points", value=f"{cost:.2f}")),
        (tr("Scarcity index"), index_text(row["scarcity_index"])),
        (tr("Given"), f"{row['given_gpu_hours']:,.0f} GPU·h"),
    ]


def _body() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    box = QVBoxLayout(body)
    box.setContentsMargins(SPACE + 4, SPACE, SPACE + 4, SPACE)
    box.setSpacing(SPACE - 2)
    return body, box


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setContentsMargins(0, SPACE, 0, 0)
    return label


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(label.textInteractionFlags() | label.textInteractionFlags().TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _working() -> QWidget:
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedHeight(3)
    bar.setAccessibleName(tr("Solving again to explain more"))
    return bar
