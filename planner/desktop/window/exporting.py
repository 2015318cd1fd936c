"""Exporting a plan: what, and where to; remembered for the next time."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from planner.atomic import is_same_file
from planner.charts.catalogue import IN_READING_ORDER, draw
from planner.charts.catalogue import KINDS as CHARTS
from planner.charts.write import check_ending, write_chart
from planner.desktop.look.combo import Combo
from planner.desktop.look.labels import Remark, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.replacing import may_replace
from planner.desktop.look.words import tr
from planner.desktop.open.settings import Settings
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.files.export import write_allocation, write_plan
from planner.files.inputs.tables import write_tables
from planner.words.names import going_on

ENDINGS = (".csv", ".xlsx", ".json", ".png", ".svg", ".pdf")


@dataclass(frozen=True)
class Kind:
    """One thing that can be exported."""

    title: str
    ending: str
    write: Callable[[Plan, Path, str], None]
    """Of a plan, to a file, with a line on how the plan stands to its scenario where there is room for one."""
    others: tuple[str, ...] = ()
    """Endings of files that it can be written as besides."""

    def named(self, path: Path) -> Path:
        """A path with an ending of this kind; that of another kind goes."""
        suffix = Path(self.ending).suffix
        if path.suffix.lower() in (suffix, *self.others):
            return path
        stem = path.with_suffix("") if path.suffix.lower() in ENDINGS else path
        return stem.with_name(stem.name + suffix)


def _write_chart(name: str, plan: Plan, path: Path, note: str) -> None:
    """Draw a chart of the plan to a file."""
    check_ending(path)
    write_chart(draw(name, (plan,), note), path)


def _write_plan(plan: Plan, path: Path, note: str) -> None:
    write_plan(plan, path, note)


def _write_allocation(plan: Plan, path: Path, note: str) -> None:
    write_allocation(plan, path)


def _write_inputs(plan: Plan, path: Path, note: str) -> None:
    """What the plan is of."""
    write_tables(plan.scenario, path)


KINDS = {
    "plan.csv": Kind("Priority plan (CSV)", "-plan.csv", _write_plan),
    "allocation.csv": Kind("Allocation: who gets which GPUs when (CSV)", "-allocation.csv", _write_allocation),
    "plan.xlsx": Kind("Workbook with everything (XLSX)", "-plan.xlsx", _write_plan),
    "inputs.xlsx": Kind("Inputs: the scenario as a workbook (XLSX)", "-inputs.xlsx", _write_inputs),
    "plan.json": Kind("Everything with its proof (JSON)", "-plan.json", _write_plan),
    **{
        name: Kind(
            f"Chart: {going_on(CHARTS[name].title)} (PNG, SVG, PDF or CSV)",
            f"-{name}.png",
            partial(_write_chart, name),
            (".svg", ".pdf", ".csv"),
        )
        for name in IN_READING_ORDER
    },
}


class ExportDialog(QDialog):
    """Asks what to export and where to; ``written`` is the file, once it is there.

    ``warning``: how the plan falls short of being the plan of the scenario as it is; then it goes out on demand only.
    ``read``: files that nothing is written over.
    """

    def __init__(
        self, plan: Plan, name: str, settings: Settings, parent: QWidget | None = None, warning: str = "",
        read: Collection[Path] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(560)
        self._plan, self._settings, self._warning, self._read = plan, settings, warning, read
        self._agreed: Path | None = None
        """A file that the user has said may be replaced."""
        self._stem = re.sub(r"[^\w\-]+", "-", name.lower()).strip("-") or "plan"
        if warning:
            self._stem += tr("-earlier")  # not every kind of file has a place to say so
        self.written: Path | None = None
        self.kind = Combo()
        self.kind.offer((key, tr(kind.title)) for key, kind in KINDS.items())
        self.kind.choose(settings.export_kind)
        self.path = QLineEdit(str(settings.export_folder / self._name()))
        self.kind.currentIndexChanged.connect(self._follow_kind)
        browse = QPushButton(tr("Browse…"))
        browse.clicked.connect(self._browse)
        form = QFormLayout()
        form.addRow(tr("What"), self.kind)
        form.addRow(tr("File"), row_of(self.path, browse))
        self.fault, self.replaces = Remark("bad"), label(role="quiet")
        self.warning, self.anyway = label(warning, "warn"), QCheckBox(tr("Export this plan all the same"))
        self.path.textChanged.connect(self._look)
        self.path.setFocus()
        self._look()
        self.buttons = buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.export)
        buttons.rejected.connect(self.reject)
        self.anyway.toggled.connect(buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled)
        buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not warning)
        column_of(self.warning, self.anyway, form, self.replaces, self.fault, buttons, inside=self, margins=None)
        for part in (self.warning, self.anyway):
            part.setVisible(bool(warning))

    def export(self) -> None:
        """Write the file, and close; where it can't be written, say why and stay."""
        path = self._chosen()
        if any(is_same_file(path, each) for each in self._read):
            self.fault.say(tr("{file} is read by a scenario of this folder; name another file.", file=path.name))
            return
        if path != self._agreed and not may_replace(self, path):
            return
        try:
            self._kind.write(self._plan, path, self._warning)
        except PlannerError as error:
            self.fault.say(str(error))
            return
        self._settings.export_folder = path.parent
        self._settings.export_kind = self.kind.value
        self.written = path
        self.accept()

    def _look(self) -> None:
        """Say which file it will be, where that is not what is typed or is there; the place is kept: nothing jumps."""
        path = self._chosen()
        typed = Path(self.path.text().strip()).name
        parts = [tr("Will be written as {name}.", name=path.name)] if typed and path.name != typed else []
        if path.is_file():
            parts.append(tr("A file of this name is there; you will be asked whether to replace it."))
        self.replaces.setText(" ".join(parts))

    @property
    def _kind(self) -> Kind:
        return KINDS[self.kind.value]

    def _chosen(self) -> Path:
        """The file, with the ending of what is chosen."""
        path = Path(self.path.text().strip()).expanduser()
        return self._kind.named(path) if path.name else path

    def _name(self) -> str:
        return self._stem + self._kind.ending

    def _follow_kind(self) -> None:
        self.path.setText(str(Path(self.path.text()).parent / self._name()))

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export"), self.path.text())
        if chosen:
            self._agreed = Path(chosen)  # the dialog has asked about a file that is there
            self.path.setText(chosen)
