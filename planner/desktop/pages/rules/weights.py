"""The metrics: what each is called and counted in, and how much it weighs, as a slider and as a number."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QMessageBox, QPushButton, QSlider, QWidget

from planner.desktop.fields.binding import Binding
from planner.desktop.fields.cell_editors import make_editor
from planner.desktop.fields.scenario_fields import weight_column
from planner.desktop.fields.subject import Asked, Subject
from planner.desktop.look.elided import ElidedLabel
from planner.desktop.look.icons import icon
from planner.desktop.look.labels import embolden, heading, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.section import arranged
from planner.desktop.look.theme import SPACE
from planner.desktop.look.title_button import TitleButton
from planner.desktop.look.wheel import scrolls_past
from planner.desktop.look.words import counted, tr
from planner.desktop.open.document import Document
from planner.desktop.open.editing.metrics import (
    added_metric,
    changed_metric,
    draft_with,
    removed_metric,
    users_of,
    weighted,
    weights_of,
)
from planner.desktop.pages.rules.describing import MetricChange, MetricForm
from planner.desktop.pages.rules.measured_by import MeasuredBy
from planner.domain.scenario import Metric
from planner.words.names import metric_title

TOP = 100
"""The right end of a weight's slider; larger weights can be typed."""
WIDEST = 160
"""Of the metrics' names [px]."""


class Weights(QFrame):
    """One row a metric."""

    arranged = Signal()
    """Rows have come or gone."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.document = document
        self.rows: dict[str, WeightRow] = {}
        self._drags, self._dragged = 0, ""
        self.add = QPushButton(icon("add"), tr("Add metric…"))
        self.add.clicked.connect(self.add_metric)
        self._hint = label(tr(
            "No metrics yet. A metric is what requests bring: revenue, active users, market share. Add the first one, "
            "then say in the Requests table how much of it each request brings."
        ), "quiet")  # fmt: skip
        self.measured_by = MeasuredBy(document)
        self._lay_out()

    def open(self, document: Document) -> None:
        self.document = document
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the document says."""
        scenario, parent = self.document.scenario, self.document.parent_scenario
        weights, theirs = weights_of(scenario), weights_of(parent) if parent else None
        if list(weights) != list(self.rows):
            self._rebuild(list(weights))
        for metric, weight in weights.items():
            about = scenario.value.metrics.get(metric, Metric())
            self.rows[metric].show_metric(about, weight if theirs is None else theirs.get(metric), weight)
            self.rows[metric].show_weight(weight)
        self.measured_by.catch_up(self.document)
        widest = max((row.name.sizeHint().width() for row in self.rows.values()), default=0)
        for row in self.rows.values():
            row.name.setFixedWidth(min(widest, WIDEST))

    def redraw(self) -> None:
        """The icons in the theme's colours."""
        self.add.setIcon(icon("add"))

    def add_metric(self) -> None:
        """Ask for a new metric."""
        self._ask("", tr("Add metric"), lambda name, about: added_metric(self.document.scenario, name, about))

    def change_metric(self, metric: str) -> None:
        """Ask for another name, unit or meaning of a metric."""
        self._ask(metric, tr("Change metric {name}", name=metric_title(metric)),
                  lambda name, about: changed_metric(self.document.scenario, metric, name, about))  # fmt: skip

    def remove_metric(self, metric: str) -> None:
        """Take a metric away, once it is clear that its figures go with it."""
        users = users_of(self.document.scenario, metric)
        if users and not self._agrees(metric, len(users)):
            return
        after = draft_with(self.document.draft, removed_metric(self.document.scenario, metric), metric, "")
        self.document.replace_draft(after, tr("Remove metric {name}", name=metric_title(metric)))

    def _ask(self, metric: str, called: str, change: MetricChange) -> None:
        form = MetricForm(metric, self.document.scenario.value.metrics.get(metric, Metric()), change, self)
        form.accepted.connect(lambda: self._take(form, metric, called))
        form.open()

    def _take(self, form: MetricForm, metric: str, called: str) -> None:
        after, draft = form.changed(), self.document.draft
        self.document.replace_draft(
            draft_with(draft, after, metric, form.wanted) if metric else draft.with_scenario(after), called
        )

    def _agrees(self, metric: str, users: int) -> bool:
        """Whether figures may go."""
        asked = counted(
            users,
            "One request says how much {name} it brings. Remove the metric with this figure?",
            "{count} requests say how much {name} they bring. Remove the metric with these figures?",
            name=metric_title(metric).lower(),
        )
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel
        return QMessageBox.question(self, tr("Remove metric"), asked, buttons) == QMessageBox.StandardButton.Yes

    def _rebuild(self, metrics: list[str]) -> None:
        """Make rows for metrics that are new, and none anew that stay."""
        self.rows = arranged(self._list, self.rows, metrics, self._row, self.add)
        self._hint.setVisible(not self.rows)
        self.arranged.emit()

    def _row(self, metric: str) -> WeightRow:
        row = WeightRow(metric, lambda: Subject(self.document), self)
        row.slider.sliderPressed.connect(partial(self._begin_drag, metric))
        row.slider.sliderReleased.connect(partial(self._begin_drag, metric))
        row.slider.valueChanged.connect(partial(self._drag, metric))
        row.change.clicked.connect(lambda: self.change_metric(metric))
        row.remove.clicked.connect(lambda: self.remove_metric(metric))
        return row

    def _begin_drag(self, metric: str) -> None:
        """What moves this slider from now on is one step: a drag with the mouse, or keys one after the other."""
        self._drags, self._dragged = self._drags + 1, metric

    def _drag(self, metric: str, weight: int) -> None:
        if metric != self._dragged:
            self._begin_drag(metric)
        column, scenario = weight_column(metric), weighted(self.document.scenario, metric, float(weight))
        after = self.document.draft.with_scenario(scenario, Subject(self.document).cell(column))
        self.document.replace_draft(after, column.title, self._drags)

    def _lay_out(self) -> None:
        self._list = column_of(gap=SPACE // 2)
        margins = 2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4
        head = row_of(heading(tr("Metrics and their weights")), ..., self.add)
        column_of(head, self._hint, self._list, self.measured_by, inside=self, gap=SPACE, margins=margins)


class WeightRow(QWidget):
    """A metric: its name and unit, its weight, and buttons."""

    def __init__(self, metric: str, subject: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of, self._subject, title = metric, subject, metric_title(metric)
        self._column = weight_column(metric)
        self.name, self.slider = ElidedLabel(), QSlider(Qt.Orientation.Horizontal)
        self.weight = make_editor(self._column, subject, self)
        self.weight.setFixedWidth(64)
        self.slider.setRange(0, TOP)
        self.slider.setMinimumWidth(48)
        self.change = TitleButton("rename", tr("Change name, unit or notes of {metric}", metric=title))
        self.remove = TitleButton("trash", tr("Remove {metric}", metric=title))
        field: QWidget
        for field in (self.slider, self.weight):
            field.setAccessibleName(tr("Weight of {metric}", metric=title))
            field.setToolTip(tr("How much {metric} counts beside the other metrics", metric=title.lower()))
        self._binding = Binding(self.weight, self._column)
        scrolls_past(self.slider)
        row_of(self.name, (self.slider, 1), self.weight, self.change, self.remove, inside=self, gap=SPACE)

    def show_metric(self, about: Metric, theirs: float | None, weight: float) -> None:
        """Its name; bold where it weighs something else in the scenario that is extended."""
        title = metric_title(self.of)
        self.name.setText(f"{title} [{about.unit}]" if about.unit else title)
        embolden(self.name, theirs != weight)
        given = self._column.typed(theirs) or tr("nothing")
        tip = tr("In the parent scenario: {value}", value=given) if theirs != weight else ""
        self.name.setToolTip("\n".join(filter(None, (about.notes, tip))))

    def show_weight(self, weight: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(min(weight, TOP)))
        self._binding.show(self._subject(), self._column.typed(weight))
