"""The Compare tab: the ticked scenarios side by side, in sentences and as charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.jobs import Job, Jobs
from planner.desktop.theme import SPACE
from planner.desktop.words import tr
from planner.domain.scenario import Scenario
from planner.errors import PlannerError
from planner.program import Control

if TYPE_CHECKING:
    from planner.desktop.charts.canvas import ChartView

LANE = "compare"
KINDS = ("moves", "kpis", "attribution", "regret")


class ComparePage(QWidget):
    """What differs between scenarios, who moves, what caused it, and which plan to hold on to."""

    picked = Signal(str)
    """The id of a request whose mark was clicked."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ticked: list[tuple[str, Scenario]] = []
        self._answer: dict[str, Any] = {}
        self.run, self.cancel = QPushButton(tr("Compare")), QPushButton(tr("Cancel"))
        self.said = QLabel(tr("Tick two or more scenarios on the left to compare them."))
        self.said.setProperty("role", "quiet")
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("What differs"))
        self.kinds = QTabBar()
        for title in (tr("Who moves"), tr("Key figures"), tr("What caused it"), tr("Regret")):
            self.kinds.addTab(title)
        self.view: ChartView | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(QWidget())
        self._lay_out()

    def show_ticked(self, scenarios: Sequence[tuple[str, Scenario]]) -> None:
        """The scenarios to compare, the first one with all others."""
        self._ticked = list(scenarios)
        enough = len(self._ticked) >= 2
        self.run.setEnabled(enough)
        self.said.setText(
            tr("{names}: press Compare.", names=", ".join(name for name, _ in self._ticked))
            if enough
            else tr("Tick two or more scenarios on the left to compare them.")
        )

    def ask(self) -> None:
        """Compare the ticked scenarios, off the window's thread; parts are shown as they come."""
        if len(self._ticked) < 2:
            return
        self._answer = {}
        self._jobs.start(
            Job(
                LANE,
                partial(_compared, list(self._ticked)),
                on_answer=self._done,
                on_error=self._failed,
                on_part=self._part,
            )
        )
        self.cancel.setVisible(True)
        self.said.setText(tr("Comparing…"))

    def _lay_out(self) -> None:
        self.run.clicked.connect(self.ask)
        self.cancel.clicked.connect(lambda: self._jobs.cancel(LANE))
        self.cancel.setVisible(False)
        self.run.setEnabled(False)
        self.kinds.currentChanged.connect(lambda _: self._draw())
        bar = QHBoxLayout()
        bar.addWidget(self.run)
        bar.addWidget(self.cancel)
        bar.addWidget(self.said, 1)
        charts = QWidget()
        right = QVBoxLayout(charts)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.kinds)
        right.addLayout(self._stack, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.text)
        split.addWidget(charts)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        box.addLayout(bar)
        box.addWidget(split, 1)

    def _part(self, part: Any) -> None:
        self._answer |= part
        if "sentences" in part:
            self.text.setHtml(_html(part["sentences"]))
        self._draw()

    def _done(self, _: Any) -> None:
        self.cancel.setVisible(False)
        self.said.setText(", ".join(name for name, _ in self._ticked))
        self._draw()

    def _failed(self, error: PlannerError) -> None:
        self.cancel.setVisible(False)
        self.said.setText(str(error))

    def _draw(self) -> None:
        kind = KINDS[max(self.kinds.currentIndex(), 0)]
        drawing = self._drawing(kind)
        if drawing is None:
            self._stack.setCurrentIndex(0)
            return
        if self.view is None:
            from planner.desktop.charts.canvas import ChartView

            self.view = ChartView()
            self.view.picked.connect(self.picked)
            self._stack.addWidget(self.view)
        self.view.show_drawing(drawing)
        self._stack.setCurrentIndex(1)

    def _drawing(self, kind: str) -> Callable[[Any, Any], Any] | None:
        """What draws one kind of chart; None while it is not worked out."""
        answer = self._answer
        if kind in ("moves", "kpis") and "comparison" in answer:
            return lambda theme, size: _charts(kind)(answer["comparison"], theme, size)
        if kind == "attribution" and "attribution" in answer:
            names = answer["comparison"].names
            return lambda theme, size: _charts("waterfall")(answer["attribution"], (names[0], names[1]), theme, size)
        if kind == "regret" and "regret" in answer:
            return lambda theme, size: _charts("regret_matrix")(answer["regret"], theme, size)
        return None


def _charts(name: str) -> Callable[..., Any]:
    from planner.charts import comparison

    found: Callable[..., Any] = getattr(comparison, name)
    return found


def _compared(ticked: list[tuple[str, Scenario]], control: Control, tell: Callable[[Any], None]) -> None:
    """Plans and differences first, then attribution of the first two, then regret."""
    from planner.tradeoffs.attribution import attribute
    from planner.tradeoffs.compare import compare
    from planner.tradeoffs.regret import regret

    names, scenarios = [name for name, _ in ticked], [scenario for _, scenario in ticked]
    found = compare(scenarios, names, workers=1, control=control)
    tell({"comparison": found, "sentences": _sentences(found)})
    tell({"attribution": attribute(scenarios[0], scenarios[1], workers=1, control=control)})
    tell({"regret": regret(found.plans, names, workers=1, control=control)})


def _sentences(found: Any) -> list[tuple[str, list[str]]]:
    """Titles, and what is said under each."""
    from planner.tradeoffs import words_compare as words

    plans = [words.plan_sentence(found, k) for k in range(len(found.plans))]
    differ = [
        f"{found.names[k]}: {row.sentence}"
        for k, changes in enumerate(found.changes)
        for change in changes
        for row in change.rows
        if not row.idle
    ]
    core = [words.core_sentence(found, part) for part in ("all", "some", "none")]
    return [
        (tr("The plans"), plans),
        (tr("What differs in the input"), differ or [tr("Nothing.")]),
        (tr("Who is served"), core),
    ]


def _html(parts: list[tuple[str, list[str]]]) -> str:
    from html import escape

    blocks = []
    for title, sentences in parts:
        blocks.append(f"<h3>{escape(title)}</h3>")
        blocks += [f"<p>{escape(sentence)}</p>" for sentence in sentences]
    return "".join(blocks)
