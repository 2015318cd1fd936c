"""Commands on meetings: the whole screen for one, and its slides as pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from planner.desktop.look.replacing import may_replace
from planner.desktop.look.words import tr
from planner.desktop.window.main_window import MainWindow

SUBJECT = "slides"
"""Of the notice that slides are being worked out."""


def meet(window: MainWindow) -> None:
    """The whole screen for a meeting, one idea a slide; what is open, and how it stands, stays as it is."""
    from planner.desktop.meeting.screen import Meeting  # what it loads is not needed to start

    if (there := window.findChild(Meeting)) is not None and there.isVisible():
        there.activateWindow()
        return
    meeting = Meeting(
        window.session, window.settings, window.pages.tradeoffs.answers, window.panels.tree.ticked_documents, window
    )
    meeting.variant_asked.connect(window.attempt.open_variant)
    window.redrawn.connect(meeting.redraw)
    meeting.showFullScreen()
    meeting.setFocus()


def export_slides(window: MainWindow) -> None:
    """Ask for a file, and write the slides of a meeting there once all that they tell is worked out."""
    document = window.session.document
    if document is None:
        return
    start = str(window.settings.export_folder / f"{document.name}.pdf")
    chosen, _ = QFileDialog.getSaveFileName(window, tr("Slides as PDF"), start, tr("Pages (*.pdf)"))
    if not chosen:
        return
    file = Path(chosen)
    if file.suffix.lower() != ".pdf":
        file = file.with_name(f"{file.name}.pdf")
        if not may_replace(window, file):
            return
    write_slides(window, file)


def write_slides(window: MainWindow, file: Path) -> None:
    """Write the slides to a file; the window says how it stands."""
    from planner.desktop.meeting.writing import Writing  # what it loads is not needed to start

    ticked = window.panels.tree.ticked_documents
    writing = Writing(file, window.session, window.pages.tradeoffs.answers, ticked, window)

    def written(_: object) -> None:
        window.notices.take_down(SUBJECT)
        window.settings.export_folder = file.parent
        window.say(tr("Exported to {file}", file=file))

    def failed(why: str) -> None:
        window.notices.put(SUBJECT, why)

    writing.written.connect(written)
    writing.failed.connect(failed)
    text = tr("What the slides tell is being worked out; then they are written to {file}.", file=file.name)
    answers = [(tr("Write what there is"), writing.write_now), (tr("Give up"), writing.give_up)]
    window.notices.put(SUBJECT, text, [(name, lambda *_, do=do: do()) for name, do in answers])
