"""Real widgets, drawn in memory; each test with settings and a workspace of its own."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox

import planner
from planner.desktop.app import make_window
from planner.desktop.look.theme import LIGHT, use
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.settings import Settings
from tests.desktop import leaks
from tests.desktop.driving import forget, settle

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(scope="session")
def baseline():
    return planner.load(SCENARIOS / "baseline.yaml")


@pytest.fixture(scope="session")
def late():
    return planner.load(SCENARIOS / "late-delivery.yaml")


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def jobs(qapp):
    found = Jobs()
    yield found
    found.stop()


@pytest.fixture
def document(qapp, baseline):
    return Document(baseline)


@pytest.fixture
def variant(qapp, baseline, late):
    return Document(late, parent=baseline)


@pytest.fixture(autouse=True)
def _nothing_left(qapp):
    """Whatever a test leaves behind fails it."""
    before = leaks.windows(), leaks.threads()
    yield
    assert not (left := leaks.left(*before)), left


@pytest.fixture(autouse=True)
def _nothing_unasked(monkeypatch):
    """A question that a test does not answer would stand until the night."""
    monkeypatch.setattr(QMessageBox, "question", lambda *a: pytest.fail(f"asked: {a[2]}"))


@pytest.fixture(autouse=True)
def _themed(qapp):
    if qapp.property("theme") is None:
        use(qapp, LIGHT)


@pytest.fixture
def workspace(tmp_path):
    """A small workspace that solves in no time."""
    from planner.cli.commands.new import BASELINE, VARIANT

    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "baseline.yaml").write_text(BASELINE, encoding="utf-8")
    (folder / "late-delivery.yaml").write_text(VARIANT, encoding="utf-8")
    return folder


@pytest.fixture
def samples(tmp_path):
    return Path(shutil.copytree(SCENARIOS, tmp_path / "scenarios"))


@pytest.fixture
def recovery(tmp_path):
    return tmp_path / "unsaved"


@contextmanager
def opened(qtbot, settings, recovery, folder):
    """A window on a workspace, with the plan of its first scenario."""
    window = make_window(settings, recovery)
    qtbot.addWidget(window, before_close_func=forget)
    window.open_workspace(folder)
    window.show()
    settle(qtbot, window)
    yield window
    window.session.close()


@pytest.fixture
def window(qtbot, settings, recovery, workspace):
    with opened(qtbot, settings, recovery, workspace) as window:
        yield window
