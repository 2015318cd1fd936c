"""The whole screen of a meeting: a slide, what is asked of it, and the keys in a quiet line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.charts.sheet import Mark
from planner.desktop.look.layouts import column_of
from planner.desktop.look.replacing import may_replace
from planner.desktop.look.words import tr
from planner.desktop.meeting.deck import slides
from planner.desktop.meeting.foot import Foot
from planner.desktop.meeting.front import Front
from planner.desktop.meeting.pages import pages_job, register_fonts
from planner.desktop.meeting.research import Research
from planner.desktop.meeting.slide import Slide
from planner.desktop.meeting.view import SlideView
from planner.desktop.open.document import Document
from planner.desktop.open.session import Session
from planner.desktop.open.settings import Settings
from planner.desktop.pages.tradeoffs.answers import Answers
from planner.desktop.panels.why.cards import Kind, Subject
from planner.domain.scenario import Scenario
from planner.errors import PlannerError

STEP = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Backspace: -1,
}  # fmt: skip
"""Keys that go on or back, those of presenters' remote controls among them."""
ASKABLE: tuple[Kind, ...] = ("request", "pool", "people", "rule")


class Meeting(QWidget):
    """Shows what there is to decide, slide by slide; leaves everything as it was."""

    variant_asked = Signal(object, str)
    """A scenario that is to be kept as a variant, and its name."""

    def __init__(
        self, session: Session, settings: Settings, answers: Answers, ticked: Callable[[], list[Document]],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        register_fonts()
        self.setWindowTitle(tr("Meeting"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session, self._settings = session, settings
        self.research = Research(session, answers, ticked, self)
        self.view, self.front = SlideView(session.jobs), Front(session.shown, session.jobs)
        self.foot = Foot(
            (
                (tr("←  →  slides"), lambda: self.go(1)),
                (tr("/  ask"), self.front.open_line),
                (tr("L  what if"), self.front.open_lever),
                (tr("Ctrl+E  as PDF"), self.export),
                (tr("Esc, F11  leave"), self.close),
            )
        )
        self.deck: list[Slide] = []
        """The slides that there are."""
        self._key = "plan"
        """The slide of the deck that is in front, or behind an answer."""
        column_of((self.view, 1), self.front, self.foot, inside=self, gap=0)
        self._connect(answers)
        self.refresh()

    @property
    def slide(self) -> Slide:
        """What is on the screen."""
        assert self.view.slide is not None
        return self.view.slide

    def go(self, steps: int) -> None:
        """So many slides on, or back; an answer in front of them is put away."""
        place = min(max(self._place() + steps, 0), len(self.deck) - 1)
        self._key = self.deck[place].key
        self.front.close_all()

    def refresh(self) -> None:
        """There is more to show, or something else."""
        self.deck = slides(self.research.room())
        self._show()

    def redraw(self) -> None:
        """The same in the colours of now."""
        self.view.redraw()

    def export(self) -> None:
        """Ask for a file, and write what is shown as pages, an answer in front after the slides."""
        start = str(self._settings.export_folder / f"{self._session.shown.document.name or 'slides'}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, tr("Slides as PDF"), start, tr("Pages (*.pdf)"))
        file = Path(name)
        if name and file.suffix.lower() != ".pdf":
            file = file.with_name(f"{file.name}.pdf")
            name = name if may_replace(self, file) else ""
        if name:
            self.write(file)

    def write(self, file: Path) -> None:
        """Write what is shown as pages."""
        shown = [*self.deck, *([self.front.slide] if self.front.slide is not None else [])]
        self.foot.said.setText(tr("Writing pages…"))
        name = self._session.shown.document.name
        self._session.jobs.start(pages_job(file, name, shown, self._written, self._not_written))

    # -- what is on the screen ---------------------------------------------------------------------------------------

    def _connect(self, answers: Answers) -> None:
        self.research.changed.connect(self.refresh)
        self.front.changed.connect(self._show)
        self.front.put_away.connect(self._come_back)
        self.front.kept.connect(self._keep)
        self.front.leaving.connect(self.close)
        self.view.chart.picked.connect(self._pick)
        answers.stepped.connect(self._step)

    def _place(self) -> int:
        """Where the slide in front is among those that there are; the first one where it is gone."""
        return next((k for k, slide in enumerate(self.deck) if slide.key == self._key), 0)

    def _show(self) -> None:
        """The answer in front, or else the slide."""
        place = self._place()
        slide = self.front.slide or self.deck[place]
        self._key = self.deck[place].key
        self.foot.show_place(place + 1, len(self.deck))
        self.foot.show_progress(slide.is_awaited)
        self.research.hold(self.front.slide is not None and slide.is_awaited)
        if slide != self.view.slide:
            self.view.show_slide(slide)
        if slide.key == "asked":
            self.setFocus()  # the arrows lead on again

    def _come_back(self) -> None:
        self.setFocus()
        self._show()

    def _step(self, done: int, whole: int) -> None:
        if self.slide.is_awaited and self.slide.key in ("risk", "sure"):
            self.foot.show_progress(True, done, whole)

    def _keep(self, scenario: Scenario, name: str) -> None:
        self.variant_asked.emit(scenario, name)
        self.foot.said.setText(tr("Kept as the variant “{name}”.", name=self._session.shown.document.name))

    def _pick(self, mark: Mark) -> None:
        """What is clicked in a chart is asked about."""
        if kind := next((kind for kind in ASKABLE if kind == mark.kind), None):
            self.front.ask(Subject(kind, mark.name))

    def _written(self, file: Path) -> None:
        self._settings.export_folder = file.parent
        self.foot.said.setText(tr("Written: {file}", file=file.name))

    def _not_written(self, error: PlannerError) -> None:
        self.foot.said.setText(str(error).partition("\n")[0])

    # -- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = Qt.Key(event.key()), event.text()
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_F11 or (key == Qt.Key.Key_Escape and not self.front.close_all()):
            self.close()
        elif key in STEP:
            self.go(STEP[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go(len(self.deck) * (1 if key == Qt.Key.Key_End else -1))
        elif is_control and key == Qt.Key.Key_E:
            self.export()
        elif is_control and key == Qt.Key.Key_C:
            QGuiApplication.clipboard().setText(self.slide.text())
        elif typed == "/":
            self.front.open_line()
        elif key == Qt.Key.Key_L and not is_control:
            self.front.open_lever()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.front.write_at(self.view.type_px)
        self.foot.write_at(self.view.type_px)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.research.stop()
        self.front.close_all()
        event.accept()
