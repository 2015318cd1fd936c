"""What was thrown away is taken back as it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from tests.desktop.driving import cell, settle

EDIT = Qt.ItemDataRole.EditRole


@pytest.fixture
def variant(window, qtbot, workspace, tmp_path, monkeypatch):
    """The variant, open, in a system whose trash is empty."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    file = workspace / "late-delivery.yaml"
    window.session.open(file)
    settle(qtbot, window)
    return file


def throw_away(window):
    window.run("discard")
    return window.notices.notices["trash"]


def test_a_scenario_in_the_trash_is_taken_back_from_the_notice(window, qtbot, workspace, variant, tmp_path):
    before = variant.read_bytes()
    notice = throw_away(window)
    assert "The April delivery slips to June is in the trash." in notice.label.text()
    assert not variant.exists() and window.session.document.name == "Baseline"
    settle(qtbot, window)
    qtbot.mouseClick(notice.buttons["Undo"], Qt.MouseButton.LeftButton)
    assert variant.read_bytes() == before and window.session.document.file == variant
    assert (
        window.session.parent_of(window.session.document)
        is window.session.workspace.documents[workspace / "baseline.yaml"]
    )
    assert not [each for each in (tmp_path / "data").rglob("*") if each.is_file()], (
        "the trash holds none of it any more"
    )
    assert not window.notices.notices
    settle(qtbot, window)


def test_what_was_not_saved_of_it_comes_back_too(window, qtbot, variant, monkeypatch):
    window.pages.requests.table.setData(cell(window, "notebooks", "team"), "ops", EDIT)
    window.pages.requests.table.setData(cell(window, "notebooks", "minimum"), "lots", EDIT)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    notice = throw_away(window)
    settle(qtbot, window)
    qtbot.mouseClick(notice.buttons["Undo"], Qt.MouseButton.LeftButton)
    document = window.session.document
    assert document.file == variant and document.is_edited
    assert document.scenario.request_by_id["notebooks"].team == "ops"
    assert [refused.text for refused in document.draft.refused.values()] == ["lots"]
    settle(qtbot, window)


def test_it_is_not_put_over_another_file_of_its_name(window, qtbot, variant):
    notice = throw_away(window)
    other = "format: 1\nname: Other\ncalendar: {start: 2027-01, periods: 2}\n"
    variant.write_text(other, encoding="utf-8")
    window.session.workspace.scan()
    qtbot.mouseClick(notice.buttons["Undo"], Qt.MouseButton.LeftButton)
    assert variant.read_text(encoding="utf-8") == other
    assert "there is another late-delivery.yaml" in window.notices.notices["trash"].label.text()
    settle(qtbot, window)


def test_a_broken_file_is_taken_back_too(window, qtbot, workspace, variant):
    broken, tree = workspace / "broken.yaml", window.panels.tree
    broken.write_text("format: 1\nname: Broken\n", encoding="utf-8")
    window.session.workspace.scan()
    tree.setCurrentItem(tree.items[broken])
    notice = throw_away(window)
    assert not broken.exists() and window.session.document is not None
    qtbot.mouseClick(notice.buttons["Undo"], Qt.MouseButton.LeftButton)
    assert broken in window.session.workspace.faulty and tree.chosen == broken and window.session.document is None
    settle(qtbot, window)
