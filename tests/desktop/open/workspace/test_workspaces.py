"""Workspaces: read-only ones, copies, empty ones, those opened before; what a variant leaves out."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QPushButton

import planner
from planner.desktop import app
from planner.desktop.look.theme import DARK, LIGHT, current, of_system, use
from planner.desktop.open.editing.structure import brought_back, left_out, removed
from planner.desktop.window.read_only import ReadOnlyMark
from planner.errors import InputError
from tests.desktop.driving import cell, open_variant, settle

EDIT = Qt.ItemDataRole.EditRole


def test_a_read_only_workspace_is_edited_and_solved_but_not_written(window, qtbot, workspace):
    window.open_workspace(workspace, is_read_only=True)
    settle(qtbot, window)
    before = (workspace / "baseline.yaml").read_bytes()
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    window.run("save")
    assert "read-only" in window.notices.notices["command"].label.text()
    assert (workspace / "baseline.yaml").read_bytes() == before
    settle(qtbot, window)


def test_a_read_only_workspace_is_copied_with_the_work_that_could_not_be_saved(
    window, qtbot, workspace, tmp_path, monkeypatch
):
    window.open_workspace(workspace, is_read_only=True)
    settle(qtbot, window)
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    window.run("save")
    target = tmp_path / "mine"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    qtbot.mouseClick(window.notices.notices["command"].buttons["Copy workspace…"], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert {file.name for file in target.iterdir()} == {file.name for file in workspace.iterdir()}
    assert window.session.workspace.folder == target.resolve()
    assert window.session.document.scenario.request_by_id["assistant"].minimum == 0.25
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)
    window.run("save")
    assert planner.load(target / "baseline.yaml").request_by_id["assistant"].minimum == 0.25
    assert planner.load(workspace / "baseline.yaml").request_by_id["assistant"].minimum == 0.5


def test_a_workspace_is_not_copied_over_anything_or_into_itself(window, workspace, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    for target, said in ((full, "not empty"), (workspace / "inside", "inside the workspace")):
        with pytest.raises(InputError, match=said):
            window.session.workspace.copy_to(target)
    assert [file.name for file in full.iterdir()] == ["mine.txt"]


def test_an_empty_folder_says_what_to_do_and_the_first_scenario_opens(window, qtbot, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    window.open_workspace(empty)
    assert window.welcome.isVisible() and not window.pages.isVisible()
    assert window.welcome.title.text() == "No scenarios yet"
    for theme in (DARK, LIGHT):
        use(QApplication.instance(), theme)
        window.redraw()
        for button in window.welcome.findChildren(QPushButton):
            image = button.icon().pixmap(32, 32).toImage()
            drawn = {image.pixelColor(x, y).name() for x in range(32) for y in range(32)
                     if image.pixelColor(x, y).alpha() == 255}  # fmt: skip
            assert theme.text in drawn
    window.run("new_scenario")
    assert window.pages.isVisible() and not window.welcome.isVisible()
    assert [file.name for file in empty.iterdir()] == ["scenario.yaml"]
    settle(qtbot, window)


def test_a_folder_of_broken_files_says_where_to_look(window, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "a.yaml").write_text("format: 1\nname: Broken\n", encoding="utf-8")
    window.open_workspace(broken)
    assert window.welcome.title.text() == "No scenario here can be read"
    window.panels.tree.setCurrentItem(window.panels.tree.topLevelItem(0))
    assert "calendar" in window.panels.problems.topLevelItem(0).text(0)


def test_workspaces_opened_before_are_offered_and_those_that_are_gone_are_grey(window, qtbot, settings, workspace):
    settings.remember_workspace(Path("/nowhere"))
    (menu,) = [menu for menu in window.findChildren(QMenu) if "recent" in menu.title()]
    menu.aboutToShow.emit()
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("/nowhere", False),
        (str(workspace), True),
    ]


def test_a_folder_that_is_none_is_refused_before_a_window_opens(capsys, tmp_path):
    assert app.main([str(tmp_path / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_the_theme_is_kept_until_it_is_the_systems_again(window, settings, qapp):
    try:
        other = DARK if of_system() is LIGHT else LIGHT
        use(qapp, of_system())
        window.run("switch_theme")
        assert (current(), settings.theme) == (other, other.name)
        window.run("switch_theme")
        assert settings.theme == "system"
    finally:
        use(qapp, LIGHT)


def test_what_a_variant_leaves_out_is_counted_and_brought_back_where_it_was(window, qtbot):
    open_variant(window, qtbot)
    requests = window.pages.requests
    window.pages.setCurrentWidget(requests)
    assert not requests.bring_back.isVisible()
    requests.view.show_cell("code-model")
    window.run("delete_rows")
    assert requests.left_out.text() == "1 left out of the parent's"
    assert requests.left_out.toolTip() == "Code model, next generation"
    qtbot.mouseClick(requests.bring_back, Qt.MouseButton.LeftButton)
    document = window.session.document
    assert document.scenario.requests == document.parent_scenario.requests
    assert not requests.bring_back.isVisible()
    settle(qtbot, window)


def test_everything_left_out_comes_back_in_the_parents_order(baseline):
    names = [request.id for request in baseline.requests]
    without = removed(baseline, "requests", {names[0], names[5], names[6], names[-1]})
    assert left_out(without, baseline, "requests") == [names[0], names[5], names[6], names[-1]]
    assert [r.id for r in brought_back(without, baseline, "requests").requests] == names


def test_a_read_only_workspace_says_so_from_the_start(window, qtbot, workspace):
    mark = window.statusBar().findChild(ReadOnlyMark)
    assert "read-only" not in window.windowTitle() and not mark.isVisible()
    window.open_workspace(workspace, is_read_only=True)
    settle(qtbot, window)
    assert "(read-only)" in window.windowTitle() and mark.isVisible()
    window.run("save")
    notice = window.notices.notices["command"]
    assert "copy the workspace" in notice.label.text() and "Save as" in notice.label.text()
    assert list(notice.buttons) == ["Copy workspace…"]
    window.open_workspace(workspace)
    settle(qtbot, window)
    assert "read-only" not in window.windowTitle() and not mark.isVisible()


def test_new_scenarios_and_variants_have_names_of_their_own(window, qtbot):
    for name in ("New scenario", "New scenario 2", "New scenario 3"):
        window.run("new_scenario")
        assert window.session.document.name == name
    window.session.open(window.session.workspace.folder / "baseline.yaml")
    for name in ("Baseline (variant)", "Baseline (variant) 2"):
        window.session.open(window.session.workspace.folder / "baseline.yaml")
        window.run("new_variant")
        assert window.session.document.name == name
    settle(qtbot, window)


def test_a_file_that_no_trash_takes_can_be_deleted_in_its_folder(window, qtbot, workspace, monkeypatch):
    full = SimpleNamespace(moveToTrash=lambda: False, errorString=lambda: "Permission denied")
    monkeypatch.setattr("planner.desktop.open.workspace.folder.QFile", lambda name: full)
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    window.panels.tree.setCurrentItem(window.panels.tree.topLevelItem(0).child(0))
    window.run("discard")
    notice = window.notices.notices["command"]
    assert "(Permission denied); delete it in its folder" in notice.label.text()
    notice.buttons["Show in folder"].click()
    assert Path(shown[0].toLocalFile()) == workspace
    settle(qtbot, window)
