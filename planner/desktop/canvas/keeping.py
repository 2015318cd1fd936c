"""What is done with a chart on screen: copied, or saved to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from planner.charts.write import ENDINGS, rendered, write_chart
from planner.desktop.canvas.view import ChartView
from planner.desktop.look.layouts import row_of
from planner.desktop.look.replacing import may_replace
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.settings import Settings
from planner.errors import PlannerError

KINDS = {"PNG (*.png)": ".png", "SVG (*.svg)": ".svg", "PDF (*.pdf)": ".pdf", "CSV (*.csv)": ".csv"}
"""What a chart can be saved as, and the ending of each."""


class KeepButtons(QWidget):
    """Copy and save the chart of a view."""

    said = Signal(str)
    """What came of it, in a sentence."""

    def __init__(self, view: ChartView, settings: Settings, stem: Callable[[], str]) -> None:
        super().__init__()
        self._view, self._settings, self._stem = view, settings, stem
        self.copy, self.save = QPushButton(tr("Copy")), QPushButton(tr("Save…"))
        self.copy.setToolTip(tr("The chart as an image on the clipboard"))
        self.save.setToolTip(tr("The chart as PNG, SVG or PDF, or its figures as CSV"))
        row_of(self.copy, self.save, inside=self, gap=SPACE)
        for button, act in ((self.copy, self.copy_chart), (self.save, self.save_chart)):
            button.clicked.connect(act)
        view.changed.connect(self._follow)
        self._follow()

    def copy_chart(self) -> None:
        """The chart as an image on the clipboard."""
        if (chart := self._view.chart) is not None:
            data = QMimeData()
            data.setImageData(QImage.fromData(rendered(chart, "png")))
            data.setText(chart.title)
            QGuiApplication.clipboard().setMimeData(data)
            self.said.emit(tr("The chart is on the clipboard."))

    def save_chart(self) -> None:
        """Ask for a file, and write the chart there; a name without an ending gets the one of its kind."""
        if (chart := self._view.chart) is None:
            return
        start = str(self._settings.export_folder / f"{self._stem()}.png")
        name, kind = QFileDialog.getSaveFileName(self, tr("Save chart"), start, ";;".join(KINDS))
        if not name:
            return
        file = Path(name)
        if file.suffix.lower() not in ENDINGS:
            file = file.with_name(file.name + KINDS.get(kind, ".png"))
            if not may_replace(self, file):  # the dialog has asked about the name without its ending
                return
        try:
            write_chart(chart, file)
        except PlannerError as error:
            self.said.emit(str(error))
            return
        self._settings.export_folder = file.parent
        self.said.emit(tr("Saved: {file}", file=file))

    def _follow(self) -> None:
        for button in (self.copy, self.save):
            button.setEnabled(self._view.chart is not None)
