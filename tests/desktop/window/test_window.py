"""Stories: what a user does in the real window, by keys, menus and cells, and what he then sees."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QHeaderView, QLabel, QMessageBox, QPushButton

import planner
from planner.desktop.app import make_window
from planner.desktop.look.theme import DARK, LIGHT, use
from planner.desktop.open.figures import figures
from planner.desktop.pages.rules.commitments import CommitDialog
from planner.desktop.pages.tables.paste_preview import PastePreview
from planner.desktop.panels.why.cards import Subject
from planner.desktop.window import strip
from planner.desktop.window.exporting import ExportDialog
from planner.desktop.window.panels import LEAST
from planner.desktop.window.strip import STALE_OPACITY
from planner.errors import InfeasibleError
from planner.files.emitting import flow
from planner.files.yaml_tree import read_yaml
from tests.charts.test_charts import contrast
from tests.desktop.driving import cell, choose_chart, open_variant, select, settle, wheel
from tests.desktop.driving import shown as shown_chart

EDIT = Qt.ItemDataRole.EditRole


def test_it_opens_solved_with_variants_under_what_they_extend(window):
    tree = window.panels.tree
    assert tree.topLevelItemCount() == 1
    top = tree.topLevelItem(0)
    assert (top.text(0), top.childCount()) == ("Baseline", 1)
    assert top.child(0).text(2).startswith("−")
    assert window.pages.plan.table.rowCount() == 5
    assert "proved" in window.solve_status.label.text()


def test_an_edit_greys_the_plan_at_once_and_a_new_one_comes(window, qtbot):
    before = window.session.document.plan
    window.pages.requests.table.setData(cell(window, "assistant", "commitment"), "out", EDIT)
    assert window.pages.plan.table.is_stale
    settle(qtbot, window)
    assert window.session.document.plan is not before
    assert not window.pages.plan.table.is_stale
    assert window.session.document.plan.decisions()["assistant"] == "decline"
    row = window.pages.plan.table.row_of("assistant")
    assert "before" in window.pages.plan.table.change(window.pages.plan.table.rows[row])


def test_nothing_moves_while_a_solve_begins_and_ends(window, qtbot, qapp):
    heights = {window.statusBar().height()}
    window.pages.requests.table.setData(cell(window, "assistant", "commitment"), "out", EDIT)
    qtbot.waitUntil(window.solve_status.cancel.isVisible)
    qapp.processEvents()
    heights.add(window.statusBar().height())
    settle(qtbot, window)
    qapp.processEvents()
    heights.add(window.statusBar().height())
    assert len(heights) == 1


def test_what_is_not_understood_is_said_wherever_the_plan_is(window, qtbot, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Save)
    for count, name in enumerate(("assistant", "support-bot"), 1):
        window.pages.requests.table.setData(cell(window, name, "minimum"), "much", EDIT)
        settle(qtbot, window)
        said = (window.pages.plan.banner.text(), window.solve_status.label.text())
        if count == 1:
            assert said[0].startswith("1 typed value is not understood; ")
            assert said[1].startswith("Solved without 1 entry that is not understood · ")
        else:
            assert said[0].startswith("2 typed values are not understood; ")
            assert said[1].startswith("Solved without 2 entries that are not understood · ")
    window.run("undo")
    window.run("save")
    assert window.statusBar().currentMessage().startswith("Saved without 1 entry that is not understood")
    window.run("undo")
    assert window.solve_status.label.text().startswith("Solved · ")


def test_without_a_plan_the_figures_keep_their_titles_and_nothing_of_the_last_plan(window, qtbot):
    titles = [tile.accessibleName().partition(":")[0] for tile in window.strip.tiles]
    assert window.panels.whatif.levers["gpus"].number.text() != ""
    window.run("new_scenario")
    assert [tile.accessibleName().strip() for tile in window.strip.tiles] == [f"{title}: –" for title in titles]
    for lever in window.panels.whatif.levers.values():
        assert (lever.number.text(), lever.slider.value() / 20) == ("", 1.0)
    window.session.open(window.session.workspace.folder / "baseline.yaml")
    assert window.panels.whatif.levers["gpus"].number.text().endswith(" GPUs")
    settle(qtbot, window)


def test_an_edit_greys_the_figures_and_makes_none_anew(window, qtbot, monkeypatch):
    document, made = window.session.document, []
    monkeypatch.setattr(strip, "figures", lambda plan, *rest: made.append(plan) or figures(plan, *rest))
    for text in ("0.25", "0.3"):
        window.pages.requests.table.setData(cell(window, "assistant", "minimum"), text, EDIT)
        assert made == []
    settle(qtbot, window)
    assert made[-1] is document.plan


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_stale_plan_is_grey_and_can_be_read(window, qapp, theme):
    use(qapp, theme)
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    assert window.session.document.is_stale
    for key in ("decision", "share", "scarcity_index"):
        ink = cell(window, "assistant", "plan", key).data(Qt.ItemDataRole.ForegroundRole).color().name()
        assert ink not in theme.decisions.values()
        assert contrast(ink, theme.surface) >= 4.5
    rows = window.pages.plan.table
    assert {rows.bar(row) for row in rows.rows} == {theme.quiet}
    assert contrast(_over(theme.quiet, theme.window, STALE_OPACITY), theme.window) >= 3
    use(qapp, LIGHT)


def _over(ink, ground, opacity):
    """What is seen of a colour that lets its ground through."""
    pairs = zip(QColor(ink).getRgb()[:3], QColor(ground).getRgb()[:3], strict=True)
    return QColor(*(round(opacity * a + (1 - opacity) * b) for a, b in pairs)).name()


def test_undo_brings_the_plan_back_without_solving(window, qtbot):
    before = window.session.document.plan
    window.pages.requests.table.setData(cell(window, "assistant", "commitment"), "out", EDIT)
    settle(qtbot, window)
    assert window.actions_by_name["undo"].text() == "Undo Commitment of Assistant for all users"
    window.run("undo")
    assert window.session.document.plan is before
    assert not window.session.live.is_running
    window.run("redo")
    assert window.session.document.scenario.request_by_id["assistant"].commitment == "out"


def test_a_bad_value_is_a_problem_that_leads_to_its_cell_and_the_plan_stays(window, qtbot):
    before = window.session.document.plan
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "half", EDIT)
    assert window.session.document.plan is before
    assert "not understood" in window.pages.plan.banner.text()
    problem = window.panels.problems.topLevelItem(0)
    assert "“half”" in problem.text(0)
    window.pages.setCurrentWidget(window.pages.plan)
    window.panels.problems.itemClicked.emit(problem, 0)
    assert window.pages.currentWidget() is window.pages.requests
    current = window.pages.requests.view.currentIndex()
    assert current.data() == "half"


def test_a_paste_with_rejects_asks_first_and_then_marks_them(window, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(PastePreview, "exec", lambda self: shown.append(self.rejects.rowCount()) or 1)
    window.pages.setCurrentWidget(window.pages.requests)
    select(window.pages.requests.view, ("assistant", "minimum"))
    QGuiApplication.clipboard().setText("0.25\nlots\n")
    window.run("paste")
    assert shown == [1]
    requests = window.session.document.scenario.requests
    assert requests[0].minimum == 0.25
    assert window.session.document.draft.refused["requests", requests[1].id, ("minimum",)].text == "lots"
    window.run("undo")
    assert not window.session.document.draft.refused


def test_a_variant_shows_its_difference_and_goes_back_to_the_parents_value(window, qtbot):
    open_variant(window, qtbot)
    assert window.strip.tiles[0].accessibleName().count("−") == 1
    inventory = window.pages.inventory.pools
    window.pages.show_table(inventory)
    select(inventory.view, ("h100", "gpus"))
    window.run("take_parent")
    settle(qtbot, window)
    assert window.session.document.scenario.pools == window.session.document.parent_scenario.pools
    assert "as parent" in window.strip.tiles[0].accessibleName()


def test_saving_a_variant_writes_only_what_it_changes(window, qtbot, workspace):
    open_variant(window, qtbot)
    (workspace / "late-delivery.yaml").write_text(
        (workspace / "late-delivery.yaml").read_text().partition("\n")[2], encoding="utf-8"
    )
    window.session.look_at_disk()
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    assert window.isWindowModified()
    window.run("save")
    assert not window.isWindowModified()
    text = (workspace / "late-delivery.yaml").read_text()
    assert "extends: baseline.yaml" in text
    assert "calendar" not in text
    assert planner.load(workspace / "late-delivery.yaml") == window.session.document.scenario


def test_a_save_changes_what_was_edited_and_one_after_undo_brings_every_byte_back(
    window, qtbot, workspace, monkeypatch
):
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or QMessageBox.StandardButton.Save)
    file = workspace / "baseline.yaml"
    original = file.read_bytes()
    for text in ("0.25", "0.3"):
        window.pages.requests.table.setData(cell(window, "assistant", "minimum"), text, EDIT)
        window.run("save")
        assert file.read_bytes() == original.replace(b"minimum: 0.5", b"minimum: " + text.encode(), 1)
    window.run("undo")
    window.run("undo")
    window.run("save")
    assert file.read_bytes() == original
    assert not asked and not list(workspace.glob("*.original"))


def test_a_save_that_would_lose_comments_says_so_once_and_keeps_the_original(window, qtbot, workspace, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or QMessageBox.StandardButton.Save)
    file = workspace / "baseline.yaml"
    data = read_yaml(file.read_text(encoding="utf-8"))
    file.write_text(f"{flow(data)} # all of it in brackets\n", encoding="utf-8")
    window.session.look_at_disk()
    original = file.read_bytes()
    for text in ("0.25", "0.3"):
        window.pages.requests.table.setData(cell(window, "assistant", "minimum"), text, EDIT)
        window.run("save")
    assert len(asked) == 1 and "comments" in asked[0]
    assert (workspace / "baseline.yaml.original").read_bytes() == original


def test_a_saved_parent_moves_its_variants_along(window, qtbot, workspace, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    window.run("save")
    variant = window.session.workspace.documents[workspace / "late-delivery.yaml"]
    assert variant.scenario.request_by_id["assistant"].minimum == 0.25
    assert not variant.is_edited
    settle(qtbot, window)


def test_a_file_changed_by_someone_else_is_reloaded_where_nothing_is_lost(window, qtbot, workspace):
    file = workspace / "baseline.yaml"
    file.write_text(file.read_text().replace("fte: 8", "fte: 9"), encoding="utf-8")
    qtbot.waitUntil(lambda: window.session.document.scenario.people[0].fte == 9, timeout=5000)
    assert not window.session.document.is_edited


@pytest.mark.parametrize(
    ("answer", "minimum", "fte"), [("Merge", 0.25, 9), ("Take the file's", 0.5, 9), ("Keep mine", 0.25, 8)]
)
def test_a_file_changed_while_it_is_edited_is_merged_taken_or_kept_apart(
    window, qtbot, workspace, answer, minimum, fte
):
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    file = workspace / "baseline.yaml"
    file.write_text(file.read_text().replace("fte: 8", "fte: 9"), encoding="utf-8")
    subject = f"disk {file}"
    qtbot.waitUntil(lambda: subject in window.notices.notices, timeout=5000)
    qtbot.mouseClick(window.notices.notices[subject].buttons[answer], Qt.MouseButton.LeftButton)
    scenario = window.session.document.scenario
    assert (scenario.request_by_id["assistant"].minimum, scenario.people[0].fte) == (minimum, fte)
    assert subject not in window.notices.notices
    window.session.look_at_disk()
    assert subject not in window.notices.notices
    settle(qtbot, window)


def test_work_that_was_saved_is_not_offered_back(window, qtbot, recovery, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    window.session.recovery.write_now()
    assert list(recovery.glob("*.json"))
    window.run("save")
    window.session.recovery.write_now()
    assert not list(recovery.glob("*.json"))


@pytest.mark.parametrize(("answer", "closes"), [("Cancel", False), ("Discard", True)])
def test_closing_asks_once_about_unsaved_work(window, monkeypatch, answer, closes):
    asked = []
    button = getattr(QMessageBox.StandardButton, answer)
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or button)
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    assert window.close() is closes
    assert len(asked) == 1 and "Baseline" in asked[0]


def test_a_file_that_cannot_be_read_is_listed_with_its_faults(window, qtbot, workspace):
    (workspace / "broken.yaml").write_text("format: 1\nname: Broken\n", encoding="utf-8")
    qtbot.waitUntil(lambda: workspace / "broken.yaml" in window.session.workspace.faulty, timeout=5000)
    tree = window.panels.tree
    qtbot.mouseClick(
        tree.viewport(),
        Qt.MouseButton.LeftButton,
        pos=tree.visualItemRect(tree.items[workspace / "broken.yaml"]).center(),
    )
    assert "calendar" in window.panels.problems.topLevelItem(0).text(0)


def test_no_other_scenario_is_shown_under_the_name_of_a_broken_file(window, qtbot, workspace):
    broken, tree = workspace / "broken.yaml", window.panels.tree
    broken.write_text("format: 1\nname: Broken\n", encoding="utf-8")
    window.session.workspace.scan()
    tree.setCurrentItem(tree.items[broken])
    assert not window.pages.isVisible() and window.session.document is None
    assert window.welcome.title.text() == "broken.yaml can't be read" and "calendar" in window.welcome.hint.text()
    assert window.windowTitle() == "broken.yaml – GPU Planner" and tree.chosen == broken
    assert window.strip.tiles[0].accessibleName().strip() == "Value captured: –"
    assert not window.actions_by_name["save"].isEnabled() and not window.actions_by_name["solve"].isEnabled()
    tree.setCurrentItem(tree.topLevelItem(0))
    assert window.pages.isVisible() and window.session.document.name == "Baseline"
    settle(qtbot, window)


def test_a_broken_file_that_is_chosen_opens_once_it_is_mended(window, qtbot, workspace):
    broken, tree = workspace / "broken.yaml", window.panels.tree
    broken.write_text("format: 1\nname: Broken\n", encoding="utf-8")
    window.session.workspace.scan()
    tree.setCurrentItem(tree.items[broken])
    broken.write_text("format: 1\nname: Mended\ncalendar: {start: 2027-01, periods: 2}\n", encoding="utf-8")
    window.session.workspace.scan()
    assert window.session.document.name == "Mended" and window.pages.isVisible() and tree.chosen == broken
    settle(qtbot, window)
    broken.unlink()
    window.session.workspace.scan()
    assert window.session.document.name == "Baseline" and tree.chosen == workspace / "baseline.yaml"
    settle(qtbot, window)


def test_return_in_the_list_of_problems_opens_a_repair_and_long_ones_are_wrapped(window, qtbot):
    for name in ("assistant", "code-model", "support-bot", "search-ranking", "notebooks"):
        window.pages.requests.table.setData(cell(window, name, "commitment"), "must", EDIT)
        window.pages.requests.table.setData(cell(window, name, "minimum"), "100 %", EDIT)
    settle(qtbot, window)
    problems = window.panels.problems
    row, repair = next((k, p) for k, p in enumerate(problems.shown) if p.changes)
    item = problems.topLevelItem(row)
    narrow = problems.visualItemRect(item).height()
    problems.header().resizeSection(1, problems.width() - 120)
    problems.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
    problems.header().resizeSection(1, problems.width() - 120)
    qtbot.waitUntil(lambda: problems.visualItemRect(item).height() > narrow)
    problems.setCurrentItem(item)
    problems.setFocus()
    with qtbot.waitSignal(problems.variant_asked) as asked:
        qtbot.keyClick(problems, Qt.Key.Key_Return)
    assert asked.args[0] == dict(repair.changes)


def test_a_plan_that_changes_nothing_of_the_problems_leaves_the_keyboard_where_it_is(window, qtbot):
    window.pages.requests.table.setData(cell(window, "notebooks", "minimum"), "lots", EDIT)
    problems = window.panels.problems
    problems.setCurrentItem(problems.topLevelItem(0))
    window.pages.requests.table.setData(cell(window, "assistant", "confidence"), "50 %", EDIT)
    settle(qtbot, window)
    assert problems.currentItem() is problems.topLevelItem(0)
    assert problems.topLevelItem(0).text(1) == "Notebooks for research: Minimum"


def test_panels_keep_room_for_their_sentences_in_a_small_window(window, qtbot):
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: window.width() == 1100)
    whatif = window.panels.whatif
    assert all(dock.widget().width() >= LEAST for dock in window.panels.docks.values() if dock.isVisible())
    assert whatif.widget().width() <= whatif.viewport().width(), "nothing of it is cut off"


def test_some_three_problems_are_seen_at_once(window):
    problems = window.panels.problems
    window.run("show_problems")
    QApplication.processEvents()
    assert 3 <= problems.viewport().height() / problems.sizeHintForRow(0) <= 7
    assert window.pages.height() > 3 * problems.height()


def test_an_infeasible_scenario_says_what_conflicts_and_keeps_the_old_plan(window, qtbot):
    before = window.session.document.plan
    for name in ("assistant", "code-model", "support-bot", "search-ranking", "notebooks"):
        window.pages.requests.table.setData(cell(window, name, "commitment"), "must", EDIT)
        window.pages.requests.table.setData(cell(window, name, "minimum"), "100 %", EDIT)
    settle(qtbot, window)
    assert window.session.document.error is not None
    assert window.session.document.plan is not None and before is not None
    assert any("Can't hold" in problem.text for problem in window.panels.problems.shown)
    assert window.pages.plan.table.is_stale


def test_a_repair_of_an_infeasible_scenario_opens_as_a_variant_that_has_a_plan(window, qtbot):
    for name in ("assistant", "code-model", "support-bot", "search-ranking", "notebooks"):
        window.pages.requests.table.setData(cell(window, name, "commitment"), "must", EDIT)
        window.pages.requests.table.setData(cell(window, name, "minimum"), "100 %", EDIT)
    settle(qtbot, window)
    assert isinstance(window.session.document.error, InfeasibleError)
    offers = window.panels.problems.findChildren(QPushButton)
    assert len(offers) == len(window.session.document.error.conflict.repairs) > 0
    qtbot.mouseClick(offers[0], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    variant = window.session.document
    assert variant.extends.name == "baseline.yaml"
    assert variant.plan is not None and variant.error is None


def test_a_click_on_a_problem_goes_to_its_cell_and_one_inside_an_option_to_the_form(window, qtbot):
    window.pages.requests.table.setData(cell(window, "notebooks", "minimum"), "lots", EDIT)
    window.pages.setCurrentWidget(window.pages.plan)
    problems = window.panels.problems
    problems.itemClicked.emit(problems.topLevelItem(0), 0)
    view = window.pages.requests.view
    assert window.pages.currentWidget() is window.pages.requests
    assert view.current_name() == "notebooks"
    assert view.table.columns[view.currentIndex().column()].steps == ("minimum",)
    problems.wanted.emit(("requests", "support-bot", "options", "full", "demand"))
    assert view.current_name() == "support-bot"
    qtbot.waitUntil(lambda: not window.panels.docks["details"].visibleRegion().isEmpty())
    assert window.panels.details.title.text() == "Support bot"


def test_what_binds_is_called_by_its_name(qapp, baseline):
    plan = planner.solve(baseline)
    binding = figures(plan, None)[-1]
    first = next(name for kind, name in zip(plan.binding["kind"], plan.binding["name"], strict=True) if kind == "pool")
    assert baseline.pool_by_id[first].title in binding.text
    assert first not in binding.text


def test_choosing_a_request_in_the_plan_chooses_it_in_the_table(window):
    window.pages.setCurrentWidget(window.pages.plan)
    window.pages.plan.view.selectRow(2)
    name = window.pages.plan.table.request(2)
    assert window.pages.requests.view.current_name() == name
    assert window.panels.why.subject == Subject("request", name)


def test_ticked_scenarios_are_compared(window, qtbot):
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    compare = window.pages.compare
    window.pages.setCurrentWidget(compare)
    assert compare.input.table.text(0, 0) == "h100: GPUs"
    assert compare.figures.table.rowCount() == 6
    plans = [document.plan for document in window.panels.tree.ticked_documents()]
    moved = {name for name in plans[0].decisions() if plans[0].row(name)["share"] != plans[1].row(name)["share"]}
    assert {row.name for row in compare.moved.table.rows} == moved


def test_a_new_variant_is_a_file_that_extends_the_open_one(window, qtbot, workspace):
    window.run("new_variant")
    file = workspace / "baseline-variant.yaml"
    assert window.session.document.file == file
    assert "extends: baseline.yaml" in file.read_text()
    settle(qtbot, window)


def test_a_scenario_that_others_extend_is_not_thrown_away(window, workspace):
    window.panels.tree.setCurrentItem(window.panels.tree.topLevelItem(0))
    window.run("discard")
    assert (workspace / "baseline.yaml").exists()
    assert "extended by" in window.notices.notices["command"].label.text()


def test_a_new_scenario_shows_hints_and_solves_once_it_has_something(window, qtbot):
    window.run("new_scenario")
    assert not window.pages.requests.view.isVisible()
    settle(qtbot, window)
    window.pages.setCurrentWidget(window.pages.plan)
    said = [label.text() for label in window.pages.plan.findChildren(QLabel) if label.isVisible() and label.text()]
    assert len(said) == 1 and said[0].startswith("No requests yet")
    assert window.solve_status.label.text() == "Nothing to decide yet"
    window.pages.show_table(window.pages.inventory.pools)
    window.run("add_row")
    window.pages.setCurrentWidget(window.pages.requests)
    window.run("add_row")
    assert window.pages.requests.view.isVisible()
    settle(qtbot, window)


def test_cancel_keeps_what_there_is_and_says_so(window, qtbot):
    window.session.live.solve_now()
    qtbot.mouseClick(window.solve_status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.session.live.is_running, timeout=10_000)
    assert window.session.document.plan is not None
    assert not window.solve_status.cancel.isVisible()


def test_layout_comes_back_as_it_was_left_with_the_plan_in_front(window, qtbot, settings, recovery):
    window.panels.docks["what-if"].hide()
    window.panels.docks["problems"].show()
    window.pages.setCurrentWidget(window.pages.compare)
    window.close()
    again = make_window(settings, recovery)
    qtbot.addWidget(again)
    again.show()
    assert not again.panels.docks["what-if"].isVisible()
    assert again.panels.docks["workspace"].isVisible()
    assert not again.panels.docks["problems"].isVisible(), "there are none"
    assert again.pages.currentWidget() is again.pages.plan
    again.run("reset_layout")
    assert again.panels.docks["what-if"].isVisible()


def test_problems_take_room_only_while_there_are_some(window, qtbot):
    dock, mark, stack = window.panels.docks["problems"], window.problem_mark, window.session.document.undo_stack
    assert not dock.isVisible() and mark.text() == "No problems"
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "half", EDIT)
    assert dock.isVisible() and mark.text() == "1 problem"
    mark.click()
    assert not dock.isVisible(), "whoever has read them may put them away"
    stack.undo()
    stack.redo()
    assert dock.isVisible(), "a new one is shown again"
    stack.undo()
    assert not dock.isVisible() and mark.text() == "No problems"


def test_an_autosave_is_readable_data(window, recovery):
    window.pages.requests.table.setData(cell(window, "assistant", "minimum"), "0.25", EDIT)
    window.session.recovery.write_now()
    (file,) = recovery.glob("*.json")
    assert json.loads(file.read_text())["scenario"]["name"] == "Baseline"


def test_the_wheel_turns_no_choice_that_nobody_is_at(window, qtbot):
    dialog = ExportDialog(window.session.document.plan, "plan", window.settings, window)
    commit = CommitDialog(window.session.document.scenario, window)
    for shown in (dialog, commit):
        shown.show()
    boxes = window.findChildren(QComboBox)
    assert dialog.kind in boxes and window.pages.tradeoffs.asking.subject in boxes
    for box in boxes:
        if not box.hasFocus():
            before = box.currentIndex()
            assert not wheel(box, -120) and box.currentIndex() == before, box.accessibleName()
    assert not dialog.kind.hasFocus()
    for shown in (dialog, commit):
        shown.close()
        shown.deleteLater()


def test_a_click_on_a_team_of_a_chart_shows_its_requests(window, qtbot):
    requests, page = window.pages.requests, window.pages.tradeoffs
    requests.bar.search.setText("zzz")
    window.pages.setCurrentWidget(page)
    choose_chart(page, "fairness")
    chart = shown_chart(qtbot, page.view)
    mark = next(mark for mark in chart.marks if mark.kind == "team")
    page.view.picked.emit(mark)
    assert window.pages.currentWidget() is requests
    teams = {window.session.document.scenario.request_by_id[requests.view.name_at(row)].team
             for row in range(requests.view.filtered.rowCount())}  # fmt: skip
    assert teams == {mark.name}
    settle(qtbot, window)


def test_a_click_on_the_bar_of_a_scenario_opens_it(window, qtbot):
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    page = window.pages.compare
    window.pages.setCurrentWidget(page)
    chart = shown_chart(qtbot, page.charts["kpis"].view)
    late = window.session.workspace.folder / "late-delivery.yaml"
    name = window.session.workspace.documents[late].name
    page.charts["kpis"].view.picked.emit(next(mark for mark in chart.marks if mark.name == name))
    assert window.session.document.file == late
    settle(qtbot, window)
