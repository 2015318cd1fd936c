"""Safety: nothing that was typed is lost, and nothing that someone else wrote is overwritten unseen."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit

import planner
from planner.desktop.actions.files import open_recent
from planner.desktop.app import make_window
from planner.desktop.open.editing.metrics import changed_metric
from planner.desktop.open.editing.structure import removed
from planner.domain.scenario import Metric
from planner.domain.worth import alone
from planner.errors import InputError
from tests.desktop.driving import cell, forget, settle

EDIT = Qt.ItemDataRole.EditRole
ROOT = Path(__file__).parents[4]


@pytest.fixture
def allow(monkeypatch):
    """Whatever is asked before a save is allowed."""
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)


def type_into_cell(window, qtbot):
    view = window.pages.requests.view
    view.show_cell("assistant", ("minimum",))
    view.setFocus()
    qtbot.keyClicks(view, "0")
    qtbot.keyClicks(QApplication.focusWidget(), ".25")
    return lambda scenario: scenario.request_by_id["assistant"].minimum == 0.25


def type_into_details(window, qtbot):
    window.choose.request("assistant")
    window.panels.docks["details"].raise_()
    qtbot.waitUntil(lambda: not window.panels.docks["details"].visibleRegion().isEmpty())
    field = next(
        each for each in window.panels.details.findChildren(QLineEdit)
        if each.accessibleName() == "Name" and each.isVisible()
    )  # fmt: skip
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Helper")
    return lambda scenario: scenario.request_by_id["assistant"].name == "Helper"


def type_into_notes(window, qtbot):
    window.pages.setCurrentWidget(window.pages.rules)
    field = next(
        each for each in window.pages.rules.findChildren(QPlainTextEdit) if each.accessibleName() == "Notes"
    )  # fmt: skip
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "As agreed")
    return lambda scenario: scenario.notes == "As agreed"


@pytest.mark.parametrize("typed", [type_into_cell, type_into_details, type_into_notes])
@pytest.mark.parametrize("way", ["save", "close", "new_variant"])
def test_what_stands_in_an_open_editor_is_taken_along(window, qtbot, workspace, monkeypatch, typed, way):
    button = QMessageBox.StandardButton
    monkeypatch.setattr(QMessageBox, "question", lambda *a: button.SaveAll if "Unsaved" in a[1] else button.Save)
    holds = typed(window, qtbot)
    if way == "close":
        assert window.close()
    else:
        window.run(way)
        settle(qtbot, window)
    file = "baseline-variant.yaml" if way == "new_variant" else "baseline.yaml"
    assert holds(planner.load(workspace / file))


CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QSettings, Qt
from planner.desktop.app import application, make_window
from planner.desktop.open.settings import Settings

app = application()
window = make_window(Settings(QSettings(sys.argv[1], QSettings.Format.IniFormat)), Path(sys.argv[2]))
window.open_workspace(Path(sys.argv[3]))
table = window.pages.requests.table
for steps, text in ((("minimum",), sys.argv[4]), (("window", 0), "soon")):
    at = table.index(table.row_of("assistant"), table.column_of(steps))
    table.setData(at, text, Qt.ItemDataRole.EditRole)
window.session.recovery.write_now()
os._exit(9)
"""


@pytest.fixture
def crash(tmp_path, recovery, workspace):
    """A run of the app that sets the assistant's minimum, types nonsense into its window, and crashes."""

    def run(minimum="0.25"):
        arguments = [str(tmp_path / "other.ini"), str(recovery), str(workspace), minimum]
        done = subprocess.run(
            [sys.executable, "-c", CRASH, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 9, done.stderr

    return run


def unsaved(window):
    return [notice for subject, notice in window.notices.notices.items() if subject.startswith("unsaved")]


def reopened(window, qtbot, workspace):
    window.open_workspace(workspace)
    settle(qtbot, window)
    return unsaved(window)


def edit(window, text, *steps, name="assistant"):
    window.pages.requests.table.setData(cell(window, name, *steps), text, EDIT)


def press(qtbot, notice, answer):
    qtbot.mouseClick(notice.buttons[answer], Qt.MouseButton.LeftButton)


def rewrite(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_unsaved_work_is_offered_back_after_a_crash(window, qtbot, crash, recovery, workspace):
    crash()
    (notice,) = reopened(window, qtbot, workspace)
    assert notice.label.text().startswith("Unsaved work on Baseline of ")
    press(qtbot, notice, "Restore")
    document = window.session.document
    assert document.scenario.request_by_id["assistant"].minimum == 0.25
    assert [refused.text for refused in document.draft.refused.values()] == ["soon"]
    document.undo_stack.undo()
    assert document.scenario.request_by_id["assistant"].minimum == 0.5
    settle(qtbot, window)


def test_edits_that_come_one_upon_the_other_are_written_all_the_same(window, qtbot, recovery, monkeypatch):
    monkeypatch.setattr("planner.desktop.open.workspace.recovery.LONGEST", 50)

    def is_written():
        document = window.session.document
        document.replace(document.scenario.model_copy(update={"notes": document.scenario.notes + "."}), "note")
        return bool(list(recovery.glob("*.json")))

    qtbot.waitUntil(is_written, timeout=20_000)
    settle(qtbot, window)


def test_an_offer_that_nobody_answers_outlives_edits_and_undo(window, qtbot, crash, recovery, workspace):
    crash()
    reopened(window, qtbot, workspace)
    edit(window, "0.3", "minimum")
    window.session.recovery.write_now()
    window.session.document.undo_stack.undo()
    window.session.recovery.write_now()
    (notice,) = reopened(window, qtbot, workspace)
    press(qtbot, notice, "Throw away")
    assert not list(recovery.glob("*.json"))
    assert not reopened(window, qtbot, workspace)


def test_restoring_keeps_what_someone_else_has_saved_since(window, qtbot, crash, workspace):
    crash()
    rewrite(workspace / "baseline.yaml", "fte: 8", "fte: 9")
    (notice,) = reopened(window, qtbot, workspace)
    press(qtbot, notice, "Restore")
    scenario = window.session.document.scenario
    assert (scenario.request_by_id["assistant"].minimum, scenario.people[0].fte) == (0.25, 9)
    settle(qtbot, window)


def test_the_work_of_a_window_that_is_open_is_not_offered_to_another(window, qtbot, settings, recovery, workspace):
    edit(window, "0.25", "minimum")
    window.session.recovery.write_now()
    other = make_window(settings, recovery)
    qtbot.addWidget(other, before_close_func=forget)
    other.open_workspace(workspace)
    assert not unsaved(other)
    settle(qtbot, other)
    other.session.close()


def test_a_file_changed_unseen_is_not_overwritten(window, qtbot, workspace):
    file = workspace / "baseline.yaml"
    edit(window, "0.25", "minimum")
    rewrite(file, "fte: 8", "fte: 9")
    theirs = file.read_bytes()
    window.run("save")
    assert file.read_bytes() == theirs
    assert window.session.document.is_edited
    press(qtbot, window.notices.notices[f"disk {file}"], "Merge")
    scenario = window.session.document.scenario
    assert (scenario.request_by_id["assistant"].minimum, scenario.people[0].fte) == (0.25, 9)
    settle(qtbot, window)


def test_a_merge_says_where_both_changed_the_same_and_offers_theirs(window, qtbot, workspace):
    file = workspace / "baseline.yaml"
    edit(window, "0.25", "minimum")
    edit(window, "0.5", "confidence", name="notebooks")
    rewrite(file, "minimum: 0.5", "minimum: 0.75")
    window.session.look_at_disk()
    press(qtbot, window.notices.notices[f"disk {file}"], "Merge")
    found = window.session.document
    assert found.scenario.request_by_id["assistant"].minimum == 0.25
    said = window.notices.notices[f"merged {file}"]
    assert "request assistant: minimum" in said.label.text() and "confidence" not in said.label.text()
    press(qtbot, said, "Take the file's for these")
    after = found.scenario.request_by_id
    assert (after["assistant"].minimum, after["notebooks"].confidence) == (0.75, 0.5)
    settle(qtbot, window)


def test_a_table_beside_the_file_is_watched_too(window, qtbot, tmp_path):
    folder = tmp_path / "tabled"
    folder.mkdir()
    (folder / "base.yaml").write_text(
        "format: 1\nname: Tabled\ncalendar: {start: 2027-01, periods: 2}\npools: pools.csv\n",
        encoding="utf-8",
    )
    (folder / "pools.csv").write_text("id,accelerator,gpus\nmain,H100-SXM,8\n", encoding="utf-8")
    window.open_workspace(folder)
    settle(qtbot, window)
    rewrite(folder / "pools.csv", ",8", ",16")
    qtbot.waitUntil(lambda: window.session.document.scenario.pools[0].gpus == 16, timeout=5000)
    settle(qtbot, window)


def test_a_file_that_breaks_on_disk_stays_open_and_is_followed_again_once_it_is_mended(window, qtbot, workspace):
    file = workspace / "baseline.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text("format: 1\n", encoding="utf-8")
    window.session.look_at_disk()
    assert "can't be read now" in window.notices.notices[f"disk {file}"].label.text()
    edit(window, "0.25", "minimum")
    window.session.look_at_disk()
    notice = window.notices.notices[f"disk {file}"]
    assert "can't be read now" in notice.label.text() and list(notice.buttons) == ["Keep mine"]
    file.write_text(whole, encoding="utf-8")
    window.session.look_at_disk()
    assert f"disk {file}" not in window.notices.notices
    window.run("undo")
    file.write_text(whole.replace("fte: 8", "fte: 9"), encoding="utf-8")
    window.session.look_at_disk()
    assert window.session.document.scenario.people[0].fte == 9
    assert f"disk {file}" not in window.notices.notices
    settle(qtbot, window)


def test_a_broken_file_is_read_once_it_is_mended(window, qtbot, workspace):
    broken = workspace / "broken.yaml"
    broken.write_text("format: 1\nname: Broken\n", encoding="utf-8")
    window.session.look_at_disk()
    assert broken in window.session.workspace.faulty
    broken.write_text("format: 1\nname: Mended\ncalendar: {start: 2027-01, periods: 2}\n", encoding="utf-8")
    qtbot.waitUntil(lambda: broken in window.session.workspace.documents, timeout=5000)
    assert broken not in window.session.workspace.faulty
    settle(qtbot, window)


def test_a_deleted_file_with_unsaved_work_stays_open_and_is_written_again(window, qtbot, workspace):
    file = workspace / "baseline.yaml"
    edit(window, "0.25", "minimum")
    file.unlink()
    window.session.look_at_disk()
    assert "unsaved work" in window.notices.notices[f"disk {file}"].label.text()
    window.run("save")
    assert planner.load(file).request_by_id["assistant"].minimum == 0.25
    settle(qtbot, window)


def test_a_deleted_file_goes_with_a_word_and_its_variants_stand_by_themselves(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    (workspace / "baseline.yaml").unlink()
    window.session.look_at_disk()
    said = window.notices.notices[f"disk {workspace / 'baseline.yaml'}"].label.text()
    assert "deleted or moved" in said and variant.name in said
    assert window.session.document is variant
    edit(window, "0.25", "minimum")
    window.run("save")
    assert planner.load(workspace / "late-delivery.yaml") == alone(variant.scenario)
    settle(qtbot, window)


def test_a_folder_that_is_gone_is_said_and_what_is_open_stays(window, qtbot, workspace, tmp_path):
    workspace.rename(tmp_path / "elsewhere")
    window.session.look_at_disk()
    assert "can't be read any more" in window.notices.notices["folder"].label.text()
    assert window.session.document.scenario.requests


def test_a_renamed_request_is_renamed_in_the_files_of_variants(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    window.session.open(variant.file)
    edit(window, "0.25", "minimum")
    window.run("save")
    window.session.open(workspace / "baseline.yaml")
    edit(window, "helper", "id")
    window.run("save")
    assert planner.load(variant.file).request_by_id["helper"].minimum == 0.25
    assert variant.scenario == variant.saved == planner.load(variant.file)
    assert not variant.is_edited
    settle(qtbot, window)


def test_save_all_writes_what_is_extended_before_what_extends_it_at_any_depth(window, qtbot, workspace, allow):
    chain = ["late-delivery", "again-later", "a-third-time"]  # by their names the last one would come first
    for above, name in pairwise(chain):
        text = f"format: 1\nextends: {above}.yaml\nname: {name}\n"
        (workspace / f"{name}.yaml").write_text(text, encoding="utf-8")
    window.session.workspace.scan()
    for name in chain:
        window.session.open(workspace / f"{name}.yaml")
        edit(window, "0.25", "minimum")
    window.run("save_all")
    assert not window.session.edited()
    files = [workspace / f"{name}.yaml" for name in chain]
    assert [planner.load(file).request_by_id["assistant"].minimum for file in files] == [0.25] * 3
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert ["0.25" in text for text in texts] == [True, False, False], "what extends it only repeated that"
    settle(qtbot, window)


def test_a_variant_of_a_variant_follows_a_renamed_request_too(window, qtbot, workspace, allow):
    window.session.open(workspace / "late-delivery.yaml")
    window.run("new_variant")
    below = window.session.document
    edit(window, "0.25", "minimum")
    window.run("save")
    window.session.open(workspace / "baseline.yaml")
    edit(window, "helper", "id")
    window.run("save")
    assert below.scenario == below.saved == planner.load(below.file)
    assert below.scenario.request_by_id["helper"].minimum == 0.25
    settle(qtbot, window)


def test_a_renamed_metric_is_renamed_in_the_files_of_variants(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    metric = window.session.document.scenario.metrics[0]
    window.session.open(variant.file)
    edit(window, "7", "metrics", metric)
    window.run("save")
    window.session.open(workspace / "baseline.yaml")
    base = window.session.document
    base.replace(changed_metric(base.scenario, metric, "renown", Metric()), "Rename metric")
    window.run("save")
    assert planner.load(variant.file).request_by_id["assistant"].metrics["renown"] == 7
    assert variant.scenario == variant.saved == planner.load(variant.file)
    settle(qtbot, window)


def test_a_renamed_rule_is_renamed_in_variants_and_keeps_what_they_make_of_it(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    rule = variant.scenario.rules[0]
    variant.replace(with_rule(variant.scenario, rule, at_most=(rule.at_most or 0) + 1), "Limit")
    window.session.open(variant.file)
    window.run("save")
    window.session.open(workspace / "baseline.yaml")
    base = window.session.document
    base.replace(with_rule(base.scenario, rule, name="Ceiling"), "Rename rule")
    window.run("save")
    found = {rule.name: rule for rule in planner.load(variant.file).rules}
    assert rule.name not in found
    assert found["Ceiling"].at_most == (rule.at_most or 0) + 1
    settle(qtbot, window)


def test_a_rule_that_is_renamed_and_moved_at_once_keeps_what_variants_make_of_it(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    rule = variant.scenario.rules[0]
    variant.replace(with_rule(variant.scenario, rule, at_most=5e5), "Limit")
    window.session.open(variant.file)
    window.run("save")
    window.session.open(workspace / "baseline.yaml")
    base = window.session.document
    base.replace(with_rule(base.scenario, rule, name="Ceiling", at_most=7e5, notes="New"), "Rule")
    window.run("save")
    found = {rule.name: rule for rule in planner.load(variant.file).rules}
    assert (found["Ceiling"].at_most, found["Ceiling"].notes) == (5e5, "New")
    assert "written anew" in window.notices.notices[f"written {workspace / 'baseline.yaml'}"].label.text()
    settle(qtbot, window)


def test_a_request_renamed_in_two_steps_is_followed_through_both(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    window.session.open(variant.file)
    edit(window, "0.25", "minimum")
    window.run("save")
    window.session.open(workspace / "baseline.yaml")
    edit(window, "helper", "id")
    edit(window, "A helper", "name", name="helper")
    edit(window, "aide", "id", name="helper")
    edit(window, "0.4", "confidence", name="aide")
    window.run("save")
    window.run("undo")
    window.run("undo")
    window.run("save")
    assert planner.load(variant.file).request_by_id["helper"].minimum == 0.25
    settle(qtbot, window)


def test_a_save_that_takes_a_variants_own_change_away_asks_and_names_it(window, qtbot, workspace, monkeypatch):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)
    window.session.open(variant.file)
    edit(window, "0.25", "minimum")
    window.run("save")
    window.session.open(workspace / "baseline.yaml")
    base = window.session.document
    base.replace(removed(base.scenario, "requests", ["assistant"]), "Delete assistant")
    asked, before = [], (workspace / "baseline.yaml").read_bytes()
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or QMessageBox.StandardButton.Cancel)
    window.run("save")
    assert len(asked) == 1 and variant.name in asked[0]
    assert variant.saved.request_by_id["assistant"].title in asked[0]
    assert (workspace / "baseline.yaml").read_bytes() == before
    settle(qtbot, window)


def with_rule(scenario, rule, **update):
    rules = tuple(each.model_copy(update=update) if each.name == rule.name else each for each in scenario.rules)
    return scenario.model_copy(update={"rules": rules})


def test_a_request_that_is_deleted_goes_from_variants_and_their_unsaved_work_stays(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    window.session.open(variant.file)
    edit(window, "0.25", "minimum")
    window.run("save")
    edit(window, "0.75", "confidence", name="notebooks")
    window.session.open(workspace / "baseline.yaml")
    base = window.session.document
    base.replace(removed(base.scenario, "requests", ["assistant"]), "Delete assistant")
    window.run("save")
    assert "assistant" not in planner.load(variant.file).request_by_id
    assert variant.scenario.request_by_id["notebooks"].confidence == 0.75
    assert variant.is_edited
    settle(qtbot, window)


def test_variants_are_solved_anew_once_their_parent_is_saved(window, qtbot, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    before = variant.plan
    base = window.session.document
    base.replace(removed(base.scenario, "requests", ["assistant"]), "Delete assistant")
    window.run("save")
    settle(qtbot, window)
    assert variant.plan is not before and not variant.is_stale
    assert window.panels.tree.items[variant.file].text(1) == f"{variant.plan.value:.2f}"


def test_a_variant_is_compared_with_its_parent_as_that_is_saved(window, qtbot, workspace):
    shown = window.panels.tree.items[workspace / "late-delivery.yaml"]
    before = shown.text(2)
    base = window.session.document
    base.replace(removed(base.scenario, "requests", ["assistant"]), "Delete assistant")
    settle(qtbot, window)
    assert window.session.document.plan.value != window.session.document.saved_plan.value
    assert shown.text(2) == f"({before})" != "()", "it is no difference to what stands above it"
    assert "as its file has it" in shown.toolTip(2)
    window.session.open(workspace / "late-delivery.yaml")
    tile = window.strip.tiles[0]
    assert tile.accessibleName().endswith(f"({before[:-1]})") and "as its file has it" in tile.toolTip()
    window.session.open(workspace / "baseline.yaml")
    window.run("undo")
    settle(qtbot, window)
    assert shown.text(2) == before


def test_texts_that_are_no_values_outlive_a_save(window, qtbot, recovery, workspace, allow):
    edit(window, "soon", "window", 0)
    edit(window, "0.25", "minimum")
    window.run("save")
    assert "without 1 entry that" in window.statusBar().currentMessage()
    window.session.recovery.write_now()
    (kept,) = recovery.glob("*.json")
    assert json.loads(kept.read_text())["refused"][0][3] == "soon"


def test_autosave_goes_on_when_a_scenario_has_gone(window, qtbot, recovery, workspace, allow):
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    variant.replace(variant.scenario.model_copy(update={"name": "Mine"}), "Rename")
    variant.undo_stack.undo()
    variant.file.unlink()
    window.session.look_at_disk()
    qtbot.waitUntil(lambda: not shiboken6.isValid(variant))
    edit(window, "0.25", "minimum")
    window.session.recovery.write_now()
    assert len(list(recovery.glob("*.json"))) == 1
    settle(qtbot, window)


def test_the_others_are_solved_when_the_one_being_solved_is_deleted(window, qtbot, workspace):
    for name in ("a", "b", "c"):
        (workspace / f"{name}.yaml").write_bytes((workspace / "late-delivery.yaml").read_bytes())
    window.open_workspace(workspace)
    qtbot.waitUntil(lambda: window.session.jobs.running("others") is not None, timeout=10_000)
    (workspace / "a.yaml").unlink()
    window.session.look_at_disk()
    settle(qtbot, window)
    assert all(document.plan for document in window.session.workspace.documents.values())


def test_discarding_leaves_nothing_to_be_offered(window, qtbot, recovery, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Discard)
    edit(window, "soon", "window", 0)
    edit(window, "0.25", "minimum")
    window.session.recovery.write_now()
    assert window.close()
    assert not list(recovery.iterdir())


def test_a_workspace_that_is_gone_is_not_opened_and_nothing_is_asked(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *a: pytest.fail("asked"))
    edit(window, "0.25", "minimum")
    open_recent(window, tmp_path / "gone")
    assert "can't be opened" in window.notices.notices["command"].label.text()
    assert window.session.document.is_edited
    settle(qtbot, window)


def test_nothing_is_thrown_away_in_a_read_only_workspace(window, qtbot, workspace):
    window.open_workspace(workspace, is_read_only=True)
    settle(qtbot, window)
    window.panels.tree.setCurrentItem(window.panels.tree.items[workspace / "late-delivery.yaml"])
    assert not window.actions_by_name["discard"].isEnabled()
    with pytest.raises(InputError, match="read-only"):
        window.session.workspace.discard(workspace / "late-delivery.yaml")
    assert (workspace / "late-delivery.yaml").exists()


def test_unsaved_work_is_asked_for_before_its_file_is_thrown_away(window, qtbot, workspace, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or QMessageBox.StandardButton.Cancel)
    window.session.open(workspace / "late-delivery.yaml")
    edit(window, "0.25", "minimum")
    window.run("discard")
    assert len(asked) == 1 and "unsaved changes" in asked[0]
    assert (workspace / "late-delivery.yaml").exists()
    settle(qtbot, window)


def test_saving_over_another_scenario_shows_it_as_it_is_then(window, qtbot, workspace, allow, monkeypatch):
    edit(window, "0.25", "minimum")
    target = workspace / "copy.yaml"
    for _ in range(2):  # the first makes it, the second replaces it
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        window.session.open(workspace / "baseline.yaml")
        edit(window, "0.25" if not target.exists() else "0.3", "minimum")
        window.run("save_as")
    assert window.session.document.file == target
    assert window.session.document.scenario.request_by_id["assistant"].minimum == 0.3
    assert planner.load(target) == window.session.document.scenario
    settle(qtbot, window)


@pytest.mark.parametrize("typed", ["late-delivery", "late-delivery.yaml"])
def test_a_scenario_with_unsaved_work_is_not_replaced_unasked(window, qtbot, workspace, monkeypatch, typed):
    other = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    other.replace(other.scenario.model_copy(update={"name": "Mine"}), "Rename")
    asked, before = [], other.file.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(workspace / typed), ""))
    button = QMessageBox.StandardButton
    answers = iter([button.Yes, button.Cancel] if typed == "late-delivery" else [button.Cancel])
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or next(answers))
    window.run("save_as")
    assert "there already" in asked[0] or typed == other.file.name
    assert "unsaved changes" in asked[-1]
    assert (other.file.read_bytes(), other.name) == (before, "Mine")
    settle(qtbot, window)


def test_a_name_with_a_dot_gets_the_ending_of_a_scenario(window, qtbot, workspace, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(workspace / "plan v1.2"), ""))
    window.run("save_as")
    assert window.session.document.file == workspace / "plan v1.2.yaml"
    settle(qtbot, window)


def test_a_copy_outside_the_workspace_is_said_and_opens_there(window, qtbot, tmp_path, allow, monkeypatch):
    target = tmp_path / "elsewhere" / "mine.yaml"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.run("save_as")
    notice = window.notices.notices["command"]
    assert str(target) in notice.label.text()
    press(qtbot, notice, "Open that folder")
    assert window.session.workspace.folder == target.parent
    settle(qtbot, window)


def test_what_one_workspace_asked_is_not_asked_in_the_next(window, qtbot, workspace, tmp_path):
    edit(window, "0.25", "minimum")
    rewrite(workspace / "baseline.yaml", "fte: 8", "fte: 9")
    window.session.look_at_disk()
    assert window.notices.notices
    other = tmp_path / "other"
    other.mkdir()
    window.open_workspace(other)
    assert not window.notices.notices


def test_leaving_a_scenario_that_is_being_solved_ends_the_busy_bar(window, qtbot, workspace):
    window.session.live.solve_now()
    assert window.solve_status.cancel.isVisible()
    window.session.open(workspace / "late-delivery.yaml")
    assert not window.solve_status.cancel.isVisible()
    settle(qtbot, window)
