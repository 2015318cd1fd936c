"""The status bar: what the solver does, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QWidget

from planner.desktop.look.labels import Text
from planner.desktop.look.layouts import row_of
from planner.desktop.look.words import counted, tr
from planner.desktop.open.document import Document
from planner.desktop.open.live import Live
from planner.desktop.open.shown import Shown
from planner.errors import InfeasibleError, StoppedError
from planner.program import Progress
from planner.words.amounts import within


class SolveStatus(QWidget):
    """Stands at the right of the status bar."""

    def __init__(self, live: Live, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.label = Text()
        self.label.setAccessibleName(tr("State of the solve"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(110, 6)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setToolTip(tr("Stop solving, and keep the best plan found so far"))
        self.cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.cancel.clicked.connect(live.cancel)
        row = row_of(self.label, self.bar, self.cancel, inside=self, margins=(0, 0, 8, 0))
        row.addStrut(self.cancel.sizeHint().height())  # the window above keeps its height while Cancel comes and goes
        live.started.connect(self._begin)
        live.progressed.connect(self._go_on)
        live.finished.connect(self._end)
        shown.switched.connect(self._say_state)
        self._set_busy(False)

    def _begin(self) -> None:
        self.label.setText(tr("Solving…"))
        self._set_busy(True)

    def _go_on(self, progress: Progress) -> None:
        parts = [tr("Solving: {seconds} s", seconds=f"{progress.seconds:.1f}")]
        if progress.gap is not None:
            parts.append(tr("gap {gap}", gap=f"{progress.gap * 100:.2f} %"))
        self.label.setText(" · ".join(parts))

    def _end(self) -> None:
        self._set_busy(False)
        self._say_state()

    def _say_state(self) -> None:
        self.label.setText(state_text(self._shown.document))

    def _set_busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)


def state_text(document: Document) -> str:
    """How the plan on screen was found, and what is proved of it."""
    if isinstance(document.error, InfeasibleError):
        return tr("No plan keeps all rules: see Problems")
    if isinstance(document.error, StoppedError):
        if document.shown_plan is None:
            return tr("Stopped before a plan was found. F5 solves again")
        return tr("Stopped: the plan is of the input before. F5 solves again")
    if document.error is not None:
        return str(document.error).partition("\n")[0]
    if document.shown_plan is None:
        return tr("Not solved")
    if not len(document.shown_plan.tables.requests):
        return tr("Nothing to decide yet")
    proof = document.shown_plan.certificate
    how = _solved(document) if proof.is_whole else tr("Stopped: {why}", why=proof.status)
    gap = tr("proved optimal") if proof.status == "optimal" else tr("proved within {gap}", gap=within(proof.gap))
    return f"{how} · {proof.seconds:.2f} s · {gap}"


def _solved(document: Document) -> str:
    """That the plan is whole, or what it is without."""
    if not (count := len(document.draft.refused)):
        return tr("Solved")
    text = "Solved without {count} entries that are not understood"
    return counted(count, "Solved without {count} entry that is not understood", text)
