"""The receipt of what is tried out: what it costs and who pays, and the choice to keep it or to take it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from planner.desktop.look.labels import embolden, label
from planner.desktop.look.layouts import column_of, row_of
from planner.desktop.look.theme import SPACE
from planner.desktop.look.words import tr
from planner.desktop.open.document import Document
from planner.desktop.open.standing import untried, why_not
from planner.tradeoffs.sentences.receipt import receipt_sentences
from planner.tradeoffs.several_scenarios.receipt import receipt


class ReceiptBand(QFrame):
    """Stands above the rows while something is tried out."""

    kept = Signal()
    kept_as_variant = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setAccessibleName(tr("Receipt"))
        self.title, self.said = label(), label(selectable=True)
        for part in (self.title, self.said):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        embolden(self.title, is_bold=True)
        self.keep, self.as_variant, self.drop = (
            QPushButton(tr(name)) for name in ("Keep", "As variant", "Take it back")
        )
        self.keep.setToolTip(tr("Make the scenario so, as one step that can be undone"))
        self.as_variant.setToolTip(tr("Keep it in a new scenario that extends this one"))
        self.drop.setToolTip(tr("Go back to the scenario as it is"))
        self.keep.clicked.connect(self.kept)
        self.as_variant.clicked.connect(self.kept_as_variant)
        self.drop.clicked.connect(self.dropped)
        words = column_of(self.title, self.said, gap=2)
        row_of((words, 1), self.keep, self.as_variant, self.drop, inside=self, gap=SPACE, margins=(SPACE + 2, 6, 6, 6))
        self.hide()

    def show_state(self, document: Document) -> None:
        """What the document tries out, as far as that is known."""
        self.setVisible(document.trial is not None)
        if document.trial is not None:
            self.title.setText(document.trial_name or tr("What if"))
            self.said.setText(_said(document))


def _said(document: Document) -> str:
    error, before, after = document.error, untried(document), document.shown_plan
    if error is not None:
        return why_not(error)
    if document.is_stale or after is None:
        return tr("Solving…")
    if before is None:
        return tr("What the scenario brings without it is not solved yet: take it back to see that.")
    return " ".join(receipt_sentences(receipt(before, after), after.scenario, before.certificate.objective))
