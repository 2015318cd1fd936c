"""Commands on solving and on the window itself."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMessageBox

import planner
from planner.desktop.look.theme import DARK, LIGHT, current, of_system, use
from planner.desktop.look.words import tr
from planner.desktop.window.main_window import MainWindow


def solve(window: MainWindow) -> None:
    window.session.live.solve_now()


def cancel(window: MainWindow) -> None:
    window.session.live.cancel()


def switch_theme(window: MainWindow) -> None:
    """Light or dark, against the system's wish; once more, and the system is followed again."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wanted = LIGHT if current().is_dark else DARK
    window.settings.theme = "system" if wanted is of_system() else wanted.name
    use(app, wanted)
    window.redraw()


def speak(language: str, window: MainWindow) -> None:
    """Another language, a code or ``system``, which the app speaks from its next start on; nothing is closed."""
    window.settings.language = language
    window.say(tr("GPU Planner speaks the language that you chose from its next start on."))


def reset_layout(window: MainWindow) -> None:
    window.reset_layout()


def about(window: MainWindow) -> None:
    QMessageBox.about(
        window, tr("About GPU Planner"), tr("GPU Planner {version}: decides who gets scarce GPUs, proves that no plan "
        "is better, and says why.", version=planner.__version__)
    )  # fmt: skip
