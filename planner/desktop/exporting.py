"""Exporting a plan: what, and where to; remembered for the next time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.desktop.settings import Settings
from planner.desktop.words import tr
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.files.export import write_allocation, write_plan


@dataclass(frozen=True)
class Kind:
    """One thing that can be exported."""

    title: str
    ending: str
    write: Callable[[Plan, Path], None]


def _write_chart(name: str, plan: Plan, path: Path) -> None:
    """Draw a chart of the plan to a file; matplotlib is loaded when the first is wanted."""
    from planner.charts.write import check_ending, write_chart

    check_ending(path)
    write_chart(getattr(import_module(f"planner.charts.{name}"), name)(plan), path)


KINDS = {
    "plan.csv": Kind("Priority plan (CSV)", "-plan.csv", write_plan),
    "allocation.csv": Kind("Allocation: who gets which GPUs when (CSV)", "-allocation.csv", write_allocation),
    "plan.xlsx": Kind("Workbook with everything (XLSX)", "-plan.xlsx", write_plan),
    "plan.json": Kind("Everything with its proof (JSON)", "-plan.json", write_plan),
    **{
        name: Kind(f"Chart: {title} (PNG, SVG, PDF or CSV)", f"-{name}.png", partial(_write_chart, name))
        for name, title in (
            ("priority", "priority"),
            ("allocation", "allocation over time"),
            ("heat", "where it is tight"),
            ("gantt", "grants over time"),
            ("bubbles", "value for money"),
            ("fairness", "teams"),
        )
    },
}


class ExportDialog(QDialog):
    """Asks what to export and where to; ``written`` is the file, once it is there."""

    def __init__(self, plan: Plan, name: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.resize(560, 0)
        self._plan, self._settings = plan, settings
        self._stem = re.sub(r"[^\w\-]+", "-", name.lower()).strip("-") or "plan"
        self.written: Path | None = None
        self.kind = QComboBox()
        for key, kind in KINDS.items():
            self.kind.addItem(tr(kind.title), key)
        self.kind.setCurrentIndex(max(self.kind.findData(settings.export_kind), 0))
        self.path = QLineEdit(str(settings.export_folder / self._name()))
        self.kind.currentIndexChanged.connect(self._follow_kind)
        browse = QPushButton(tr("Browse…"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.path)
        row.addWidget(browse)
        form = QFormLayout()
        form.addRow(tr("What"), self.kind)
        form.addRow(tr("File"), row)
        self.fault = QLabel()
        self.fault.setProperty("role", "bad")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.replaces = QLabel()
        self.replaces.setProperty("role", "quiet")
        self.path.textChanged.connect(self._look)
        self._look()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.export)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(self.replaces)
        box.addWidget(self.fault)
        box.addWidget(buttons)

    def export(self) -> None:
        """Write the file, and close; where it can't be written, say why and stay."""
        path = self._chosen()
        kind = KINDS[str(self.kind.currentData())]
        try:
            kind.write(self._plan, path)
        except PlannerError as error:
            self.fault.setText(str(error))
            self.fault.show()
            return
        self._settings.export_folder = path.parent
        self._settings.export_kind = str(self.kind.currentData())
        self.written = path
        self.accept()

    def _look(self) -> None:
        """Say whether a file of that name is there; the place is kept, so that nothing jumps."""
        self.replaces.setText(
            tr("A file of this name is there; it will be replaced.") if self._chosen().is_file() else ""
        )

    def _chosen(self) -> Path:
        return Path(self.path.text().strip()).expanduser()

    def _name(self) -> str:
        return self._stem + KINDS[str(self.kind.currentData())].ending

    def _follow_kind(self) -> None:
        self.path.setText(str(Path(self.path.text()).parent / self._name()))

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export"), self.path.text())
        if chosen:
            self.path.setText(chosen)
