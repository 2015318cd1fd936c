"""Starting the app."""

from __future__ import annotations

import signal
import sys
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSize, QStandardPaths, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from planner.desktop.actions.attaching import attach
from planner.desktop.look.focus import FocusRings
from planner.desktop.look.theme import follow
from planner.desktop.open.session import Session
from planner.desktop.open.settings import APPLICATION, ORGANISATION, Settings
from planner.desktop.window.main_window import MainWindow
from planner.errors import InputError
from planner.languages.saying import ENGLISH, nearest, speak
from planner.letters import shown

EXIT_BAD_INPUT = 2
FRAME = QSize(8, 40)
"""What the system draws around a window at the most: its sides, and its title above [px]."""


def main(argv: list[str] | None = None) -> int:
    """Open a workspace, the samples where none is named, and run until the window is closed."""
    arguments = sys.argv[1:] if argv is None else argv
    named = [argument for argument in arguments if not argument.startswith("-")]
    place = Path(named[0]) if named else sample_workspace()
    folder = place.parent if place.is_file() else place
    if not folder.is_dir():
        print(shown(f"{folder}: there is no such folder; name a folder of scenarios"), file=sys.stderr)
        return EXIT_BAD_INPUT
    app = application()
    window = make_window()
    try:
        window.open_workspace(folder, is_read_only=not named)
    except InputError as error:
        print(shown(str(error)), file=sys.stderr)
        return EXIT_BAD_INPUT
    if place.is_file():
        window.session.open(place.resolve())
    if window.settings.geometry.isEmpty():
        fit(window, window.screen().availableGeometry().size())
    window.show()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C in the terminal ends the app
    return app.exec()


def application() -> QApplication:
    """The one application, named and in its theme."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setOrganizationName(ORGANISATION)
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName("GPU Planner")
    app.setDesktopFileName("gpu-planner")
    talk(app, Settings().language)
    follow(app, lambda: Settings().theme)
    FocusRings(app)
    return app


def talk(app: QApplication, wanted: str) -> None:
    """Speak the language that was chosen, or the system's; Qt's own texts, such as those of its buttons, in it too."""
    language = nearest(QLocale.system().name() if wanted == "system" else wanted)
    speak(language)
    if language != ENGLISH:
        texts = QTranslator(app)
        if texts.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(texts)


def make_window(settings: Settings | None = None, recovery_folder: Path | None = None) -> MainWindow:
    """The window with nothing open yet."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    session = Session(recovery_folder or Path(place) / "unsaved")
    window = MainWindow(session, settings or Settings())
    session.setParent(window)
    attach(window)
    window.restore_layout()
    QGuiApplication.styleHints().colorSchemeChanged.connect(window.redraw_soon)
    return window


def fit(window: MainWindow, room: QSize) -> None:
    """No larger than the screen has room for, with a title above it; the usual size where that fits."""
    window.resize(window.size().boundedTo(room - FRAME))


def sample_workspace() -> Path:
    """The sample scenarios: inside the package where it is installed, beside it in a checkout."""
    installed = Path(str(resources.files("planner"))) / "samples"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "scenarios"
