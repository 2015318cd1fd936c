"""What the app loads before its window is on the screen."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSize

from planner.desktop.app import fit
from planner.desktop.window.main_window import SIZE

ROOT = Path(__file__).resolve().parents[2]
START = """\
import sys
from pathlib import Path
from planner.desktop.app import application, make_window

folder = Path(sys.argv[1])
app = application()
window = make_window(recovery_folder=folder)
window.open_workspace(Path("scenarios"), is_read_only=True)
window.show()
print(window.isVisible(), *sys.modules)
"""


def test_the_window_is_shown_before_charts_are_loaded(tmp_path):
    known = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    places = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)], capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
        env={**os.environ, **places, "PYTHONPATH": known, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    shown, *modules = done.stdout.split()
    assert shown == "True"
    assert "PySide6" in modules and not {"matplotlib", "pulp", "openpyxl"} & set(modules)


def test_the_window_is_no_larger_than_the_screen_has_room_for(window):
    window.resize(*SIZE)
    fit(window, QSize(2560, 1440))
    assert window.size() == QSize(*SIZE)
    fit(window, QSize(1366, 768))
    assert window.width() <= 1366 and window.height() <= 768 - 28, "its title is on the screen too"
