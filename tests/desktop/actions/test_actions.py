"""Each action, by its own shortcut or from its menu: what it does to the scenario, the files or the window."""

import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

import planner
from planner.desktop.actions.catalogue import ACTIONS
from planner.desktop.actions.going import offers
from planner.desktop.look.theme import LIGHT, current, use
from planner.desktop.meeting.screen import Meeting
from planner.desktop.pages.tradeoffs.questions import questions
from planner.desktop.window.asking import AskDialog
from planner.desktop.window.exporting import ExportDialog
from planner.desktop.window.glossary import Glossary
from planner.desktop.window.importing import ImportDialog
from planner.desktop.window.pages import TABS
from planner.desktop.window.palette import KEYS, Offer, Palette, found
from planner.desktop.window.panels import PANELS
from planner.domain.digest import digest
from planner.errors import StoppedError
from planner.languages.saying import LANGUAGES, language
from planner.tradeoffs.many_solves.scaling import Input
from tests.desktop.driving import cell, open_variant, select, settle

EDIT = Qt.ItemDataRole.EditRole
STORIES = {}


def story(function):
    """What an action does; the function is called as the action is, with a ``_`` behind it."""
    STORIES[function.__name__.rstrip("_")] = function
    return function


class Play:
    """The window, and an action that is done as a user does it."""

    def __init__(self, window, qtbot, monkeypatch):
        self.window, self.qtbot, self.monkeypatch = window, qtbot, monkeypatch
        self.requests = window.pages.requests
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        window.pages.setCurrentWidget(self.requests)
        select(self.requests.view, ("assistant", "minimum"))
        self.requests.view.setFocus()

    @property
    def scenario(self):
        return self.window.session.document.scenario

    def do(self, name):
        """By its key, or by a click in its menu where it has none."""
        action = self.window.actions_by_name[name]
        with self.qtbot.waitSignal(action.triggered, timeout=2000):
            if action.shortcut().isEmpty():
                menu = next(each for each in self.window.menuBar().findChildren(QMenu) if action in each.actions())
                menu.popup(self.window.mapToGlobal(self.window.rect().topLeft()))
                QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
            else:
                QTest.keySequence(QApplication.focusWidget() or self.window, action.shortcut())

    def edit(self, name="assistant", steps=("minimum",), text="0.25"):
        self.requests.table.setData(cell(self.window, name, *steps), text, EDIT)

    def asked_for(self, owner, method, answer):
        """Answer a question in advance; the list grows when it is asked."""
        asked = []
        self.monkeypatch.setattr(owner, method, lambda *a, **k: asked.append(a) or answer)
        return asked


@pytest.fixture
def play(window, qtbot, monkeypatch):
    return Play(window, qtbot, monkeypatch)


@pytest.mark.parametrize("name", [*(action.name for action in ACTIONS), "undo", "redo"])
def test_an_action_does_its_work(play, name):
    STORIES[name](play)
    if play.window.session.document is not None:
        settle(play.qtbot, play.window)


@story
def undo(play):
    play.edit()
    play.do("undo")
    assert play.scenario.request_by_id["assistant"].minimum == 0.5


@story
def redo(play):
    play.edit()
    play.window.run("undo")
    play.do("redo")
    assert play.scenario.request_by_id["assistant"].minimum == 0.25


@story
def new_scenario(play):
    play.do("new_scenario")
    assert play.window.session.document.name == "New scenario"
    assert play.window.session.document.file.exists()


@story
def new_variant(play):
    play.do("new_variant")
    assert play.window.session.document.extends == play.window.session.workspace.folder / "baseline.yaml"


@story
def open_workspace(play):
    folder = play.window.session.workspace.folder.parent / "another"
    folder.mkdir()
    play.asked_for(QFileDialog, "getExistingDirectory", str(folder))
    play.do("open_workspace")
    assert play.window.session.workspace.folder == folder
    assert play.window.settings.workspaces[0] == folder


@story
def copy_workspace(play):
    folder = play.window.session.workspace.folder.parent / "copy"
    play.asked_for(QFileDialog, "getExistingDirectory", str(folder))
    play.do("copy_workspace")
    assert sorted(file.name for file in folder.iterdir()) == ["baseline.yaml", "late-delivery.yaml"]
    assert play.window.session.workspace.folder == folder


@story
def save(play):
    play.asked_for(QMessageBox, "question", QMessageBox.StandardButton.Save)
    play.edit()
    play.do("save")
    assert planner.load(play.window.session.document.file).request_by_id["assistant"].minimum == 0.25


@story
def save_all(play):
    play.asked_for(QMessageBox, "question", QMessageBox.StandardButton.Save)
    play.edit()
    play.window.session.open(play.window.session.workspace.folder / "late-delivery.yaml")
    play.edit()
    play.do("save_all")
    assert not play.window.session.edited()
    for file in play.window.session.workspace.documents:
        assert planner.load(file).request_by_id["assistant"].minimum == 0.25


@story
def save_as(play):
    target = play.window.session.workspace.folder / "other.yaml"
    play.asked_for(QFileDialog, "getSaveFileName", (str(target), ""))
    play.edit()
    play.do("save_as")
    assert planner.load(target).request_by_id["assistant"].minimum == 0.25
    assert play.window.session.document.file == target


@story
def rename(play):
    tree = play.window.panels.tree
    tree.setFocus()
    play.do("rename")
    assert tree.state() == tree.State.EditingState
    tree.rename_chosen()  # once more changes nothing, and warns of nothing
    QTest.keyClicks(QApplication.focusWidget(), "Another name")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    play.qtbot.waitUntil(lambda: play.scenario.name == "Another name")


@story
def discard(play):
    thrown = []
    trash = SimpleNamespace(moveToTrash=lambda: thrown.append(True) or True)
    play.monkeypatch.setattr("planner.desktop.open.workspace.folder.QFile", lambda name: trash)
    tree = play.window.panels.tree
    tree.setCurrentItem(tree.topLevelItem(0).child(0))
    play.do("discard")
    assert len(thrown) == 1
    assert [file.name for file in play.window.session.workspace.documents] == ["baseline.yaml"]
    assert play.window.session.document.name == "Baseline"


@story
def reveal(play):
    shown = play.asked_for(QDesktopServices, "openUrl", True)
    play.do("reveal")
    assert Path(shown[0][0].toLocalFile()) == play.window.session.workspace.folder


@story
def import_(play):
    file = play.window.session.workspace.folder / "nodes.txt"
    file.write_text("NODELIST|PARTITION|STATE|GRES\ng[1-3]|a|idle|gpu:h200:8\n", encoding="utf-8")
    play.asked_for(QFileDialog, "getOpenFileNames", ([str(file)], ""))
    play.asked_for(ImportDialog, "exec", QDialog.DialogCode.Accepted)
    play.do("import")
    assert play.scenario.pool_by_id["h200-a"].gpus == 24


@story
def export(play):
    shown = play.asked_for(ExportDialog, "exec", 0)
    play.do("export")
    assert len(shown) == 1


@story
def export_inputs(play):
    file = play.window.session.workspace.folder / "inputs"
    play.asked_for(QFileDialog, "getSaveFileName", (str(file), ""))
    play.do("export_inputs")
    assert digest(planner.load(file.with_name("inputs.xlsx"))) == digest(play.scenario)


@story
def copy_plan(play):
    play.do("copy_plan")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + len(play.scenario.requests)


@story
def quit_(play):
    asked = play.asked_for(QMessageBox, "question", QMessageBox.StandardButton.Cancel)
    play.edit()
    play.do("quit")
    assert len(asked) == 1 and play.window.isVisible()


@story
def copy(play):
    play.do("copy")
    assert QGuiApplication.clipboard().text() == "50 %\n"


@story
def cut(play):
    select(play.requests.view, ("assistant", "minimum"))
    play.do("cut")
    assert QGuiApplication.clipboard().text() == "50 %\n"
    assert play.scenario.request_by_id["assistant"].minimum is None
    assert play.window.session.document.undo_stack.undoText() == "Cut minimum of Assistant for all users"


@story
def paste(play):
    QGuiApplication.clipboard().setText("25 %")
    play.do("paste")
    assert play.scenario.request_by_id["assistant"].minimum == 0.25


@story
def clear(play):
    select(play.requests.view, ("assistant", "minimum"), ("support-bot", "minimum"))
    play.do("clear")
    assert play.window.session.document.undo_stack.undoText() == "Clear minimum of 3 rows"
    assert play.scenario.request_by_id["assistant"].minimum is None


@story
def fill_down(play):
    select(play.requests.view, ("assistant", "minimum"), ("support-bot", "minimum"))
    play.do("fill_down")
    assert [request.minimum for request in play.scenario.requests[:3]] == [0.5, 0.5, 0.5]


@story
def set_selected(play):
    play.asked_for(QInputDialog, "getText", ("0.75", True))
    select(play.requests.view, ("assistant", "minimum"), ("code-model", "minimum"))
    play.do("set_selected")
    assert [request.minimum for request in play.scenario.requests[:2]] == [0.75, 0.75]


@story
def take_parent(play):
    open_variant(play.window, play.qtbot)
    play.edit()
    select(play.requests.view, ("assistant", "minimum"))
    play.requests.view.setFocus()
    play.do("take_parent")
    assert play.scenario.requests == play.window.session.document.parent_scenario.requests


@story
def ask(play):
    play.do("ask")
    (dialog,) = play.window.findChildren(AskDialog)
    assert dialog.isVisible()
    dialog.reject()


@story
def add_row(play):
    play.do("add_row")
    assert [request.id for request in play.scenario.requests][:2] == ["assistant", "new-request"]


@story
def duplicate(play):
    play.do("duplicate")
    assert [request.id for request in play.scenario.requests][:2] == ["assistant", "assistant-copy"]


@story
def delete_rows(play):
    needy = play.scenario.request_by_id["notebooks"].model_copy(update={"requires": ("assistant",)})
    others = (r for r in play.scenario.requests if r.id != "notebooks")
    play.window.session.document.replace(play.scenario.model_copy(update={"requests": (*others, needy)}), "")
    title = play.scenario.request_by_id["assistant"].title
    play.do("delete_rows")
    assert "assistant" not in play.scenario.request_by_id
    said = play.window.statusBar().currentMessage()
    assert said.startswith(f"Deleted {title}; 1 request no longer requires it")
    play.window.run("undo")
    assert play.scenario.request_by_id["notebooks"].requires == ("assistant",)


@story
def new_rule(play):
    play.do("new_rule")
    play.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    sentence = list(play.window.pages.rules.rules.rows.values())[-1].said
    assert sentence.buttons["measure"].hasFocus() and play.window.pages.currentWidget() is play.window.pages.rules


@story
def find(play):
    play.do("find")
    assert QApplication.focusWidget() is play.requests.bar.search


@story
def solve(play):
    document = play.window.session.document
    before = document.plan
    play.do("solve")
    play.qtbot.waitUntil(lambda: document.plan is not before, timeout=30_000)
    assert document.plan.scenario is before.scenario


@story
def cancel(play):
    before, live = play.window.session.document.plan, play.window.session.live
    play.monkeypatch.setattr("planner.desktop.open.live.Editing.near", _endless)
    play.edit()
    play.qtbot.waitUntil(lambda: play.window.session.jobs.running("solve") is not None)
    play.do("cancel")
    play.qtbot.waitUntil(lambda: not live.is_running, timeout=1000)
    document = play.window.session.document
    assert document.plan is before and document.is_stale
    assert "F5" in play.window.solve_status.label.text()


def _endless(self, scenario, control):
    """A solve that goes on until it is cancelled, and has found nothing."""
    while not control.cancelled:
        time.sleep(0.002)
    raise StoppedError("Stopped before any plan was found.")


def tried(play):
    play.window.panels.whatif.levers["gpus"].moved.emit(Input("gpus", "h100"), 2.0)
    settle(play.qtbot, play.window)
    assert play.window.session.document.trial is not None


@story
def keep_trial(play):
    tried(play)
    play.do("keep_trial")
    assert play.scenario.pool_by_id["h100"].gpus == {"2027-01": 256.0, "2027-04": 320.0}


@story
def trial_as_variant(play):
    tried(play)
    play.do("trial_as_variant")
    assert play.window.session.document.extends.name == "baseline.yaml"
    assert play.scenario.pool_by_id["h100"].gpus == {"2027-01": 256.0, "2027-04": 320.0}


def on_the_plan(play, name):
    play.window.pages.setCurrentWidget(play.window.pages.plan)
    play.window.pages.plan.show_request(name)
    play.window.pages.plan.view.setFocus()


@story
def promise(play):
    on_the_plan(play, "notebooks")
    play.do("promise")
    assert play.window.session.document.trial.request_by_id["notebooks"].commitment == "must"
    assert play.scenario.request_by_id["notebooks"].commitment == "open"


@story
def do_without(play):
    on_the_plan(play, "assistant")
    play.do("do_without")
    assert play.window.session.document.trial.request_by_id["assistant"].commitment == "out"


@story
def drop_trial(play):
    tried(play)
    play.do("drop_trial")
    assert play.window.session.document.trial is None


@story
def palette(play):
    shown = play.asked_for(Palette, "exec", QDialog.DialogCode.Rejected)
    play.do("palette")
    assert len(shown) == 1


@story
def next_tab(play):
    play.do("next_tab")
    assert play.window.pages.currentWidget() is play.window.pages.inventory


@story
def previous_tab(play):
    play.do("previous_tab")
    assert play.window.pages.currentWidget() is play.window.pages.plan


def goes_to_tab(tab, play):
    play.do(f"go_to_tab_{tab}")
    assert play.window.pages.currentIndex() == tab - 1


def shows_panel(panel, play):
    play.do(f"show_{panel}")
    assert play.window.panels.docks[panel].isAncestorOf(QApplication.focusWidget())


STORIES.update({f"go_to_tab_{k}": partial(goes_to_tab, k) for k in range(1, len(TABS) + 1)})
STORIES.update({f"show_{name}": partial(shows_panel, name) for name in PANELS})


def remembers(code):
    def tell(play):
        play.window.settings.language = ""
        play.do(f"language_{code}")
        assert play.window.settings.language == code
        assert language() == "en" and "next start" in play.window.statusBar().currentMessage()

    tell.__name__ = f"language_{code}"
    return story(tell)


for code in ("system", *LANGUAGES):
    remembers(code)


@story
def meeting(play):
    play.do("meeting")
    shown = play.window.findChild(Meeting)
    assert shown.isFullScreen()
    play.do("meeting")
    assert play.window.findChildren(Meeting) == [shown]
    shown.close()


@story
def export_slides(play):
    file = play.window.session.workspace.folder.parent / "slides"
    play.asked_for(QFileDialog, "getSaveFileName", (str(file), ""))
    play.do("export_slides")
    play.window.notices.notices["slides"].buttons["Write what there is"].click()
    play.qtbot.waitUntil(file.with_suffix(".pdf").exists)
    play.qtbot.waitUntil(lambda: "slides.pdf" in play.window.statusBar().currentMessage())


@story
def switch_theme(play):
    app = QApplication.instance()
    before = current()
    try:
        play.do("switch_theme")
        assert current() is not before
    finally:
        use(app, LIGHT)


@story
def reset_layout(play):
    play.window.panels.docks["workspace"].hide()
    play.do("reset_layout")
    assert play.window.panels.docks["workspace"].isVisible()


@story
def glossary(play):
    shown = []
    play.monkeypatch.setattr(Glossary, "exec", lambda self: shown.append(self) or self.deleteLater())
    play.do("glossary")
    (dialog,) = shown
    words, keys = dialog.tables
    said = {keys.item(row, 0).text() for row in range(keys.rowCount())}
    assert {"F1", "F5", "Ctrl+K", "Alt+Up"} <= said
    dialog.search.setText("opportunity")
    seen = [words.item(row, 0).text() for row in range(words.rowCount()) if not words.isRowHidden(row)]
    assert "Scarcity index" in seen and "Pool" not in seen
    dialog.search.setText("F5")
    assert dialog.tabs.currentWidget() is keys


@story
def about(play):
    shown = play.asked_for(QMessageBox, "about", None)
    play.do("about")
    assert planner.__version__ in shown[0][2]


def able(window):
    return {name for name, action in window.actions_by_name.items() if action.isEnabled()}


def test_with_nothing_open_only_what_needs_no_scenario_can_be_done(play, tmp_path):
    window = play.window
    folder = tmp_path / "nothing"
    folder.mkdir()
    window.open_workspace(folder)
    assert able(window) == {
        "new_scenario", "open_workspace", "copy_workspace", "quit", "palette", "switch_theme", "reset_layout", "about",
        "import", "paste", "glossary", "language_system", *(f"language_{code}" for code in LANGUAGES),
        *(f"show_{name}" for name in PANELS),
    }  # fmt: skip
    QTest.keySequence(window, QKeySequence("Ctrl+Return"))
    assert not window.session.shown.document.scenario.requests


def test_what_works_on_cells_needs_a_table_in_front_and_cells_selected(play):
    window, on_cells = play.window, {"clear", "fill_down", "set_selected", "delete_rows"}
    assert on_cells | {"copy", "paste"} <= able(window)
    play.requests.view.clearSelection()
    assert not (on_cells | {"copy"}) & able(window)
    assert "paste" in able(window)
    window.pages.setCurrentWidget(window.pages.plan)
    assert not (on_cells | {"paste"}) & able(window)
    for page in (window.pages.plan, window.pages.tradeoffs, window.pages.compare):
        window.pages.setCurrentWidget(page)
        assert "copy" in able(window), "the plan, a chart or a comparison can be copied"
    window.pages.setCurrentWidget(window.pages.rules)
    assert "copy" not in able(window)


def test_the_parents_value_is_taken_only_in_a_variant(play):
    assert "take_parent" not in able(play.window)
    open_variant(play.window, play.qtbot)
    select(play.requests.view, ("assistant", "minimum"))
    assert "take_parent" in able(play.window)


def test_what_is_tried_is_kept_or_dropped_only_while_something_is_tried(play):
    of_trial = {"keep_trial", "trial_as_variant", "drop_trial"}
    assert not of_trial & able(play.window)
    tried(play)
    assert of_trial <= able(play.window)
    play.window.run("drop_trial")
    assert not of_trial & able(play.window)


def test_a_solve_can_be_cancelled_only_while_it_runs(play):
    assert "cancel" not in able(play.window)
    play.edit()
    assert "cancel" in able(play.window)
    settle(play.qtbot, play.window)
    assert "cancel" not in able(play.window)


def test_nothing_is_thrown_away_that_may_not_be_written(play):
    window = play.window
    window.open_workspace(window.session.workspace.folder, is_read_only=True)
    assert "discard" not in able(window)
    assert "save" in able(window), "it leads to a copy that can be written"


def test_every_action_has_a_name_a_hint_and_a_key_of_its_own(window):
    actions = window.actions_by_name.values()
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(action.toolTip() and action.text() for action in actions)
    assert {"F5", "Ctrl+D", "Ctrl+K", "Ctrl+E", "Ctrl+S", "Ctrl+Z"} <= set(keys)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("exp", "Export"), ("details", "Show Details"), ("why", "Show Why?"), ("plan go", "Go to Plan"),
        ("late", "Open scenario The April delivery"), ("support", "Show request Support bot"),
        ("pool h100", "Show pool h100"), ("xprt", "Export"),
    ],
)  # fmt: skip
def test_the_palette_finds_what_can_be_done_or_gone_to(play, typed, first):
    with opened_palette(play) as palette:
        play.qtbot.keyClicks(palette.search, typed)
        assert palette.list.item(0).text().startswith(first)
        play.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
        assert palette.chosen.text.startswith(first)


def test_each_question_of_the_trade_offs_is_found_by_any_of_its_words_and_by_those_of_elsewhere(play):
    asked = questions()
    with opened_palette(play) as palette:
        for question in asked:
            for word in {*question.title.replace(",", "").split(), question.key}:
                palette.search.setText(word)
                texts = [palette.list.item(row).text() for row in range(palette.list.count())]
                assert f"Trade-offs: {question.title}" in texts, word
        palette.search.setText("rack brings")
        play.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    palette.chosen.do()
    page = play.window.pages.tradeoffs
    assert play.window.pages.currentWidget() is page
    assert page.question.key == "ladder"
    shown = [page.list.item(row) for row in range(page.list.count())]
    headings = [item.text() for item in shown if not item.flags() & Qt.ItemFlag.ItemIsSelectable]
    assert headings == list(dict.fromkeys(question.group for question in asked))
    assert len(headings) == 3


def test_undo_is_not_found_by_what_the_last_step_was_about(play):
    rule = play.scenario.rules[0]
    play.window.session.document.replace(
        play.scenario.model_copy(update={"name": "Other"}), f"What if: limit of {rule.name}"
    )
    with opened_palette(play) as palette:
        play.qtbot.keyClicks(palette.search, rule.name[:4])
        assert palette.list.item(0).text() == f"Show rule {rule.name}"
        assert not any(palette.list.item(row).text().startswith("Undo") for row in range(palette.list.count()))
        palette.search.clear()
        play.qtbot.keyClicks(palette.search, "undo")
        assert palette.list.item(0).text() == f"Undo What if: limit of {rule.name}"


def test_a_name_comes_before_what_is_only_filed_under_it():
    named, filed = Offer("Show request Search", print), Offer("Show request Query rewriting", print, also="search")
    assert found("request sea", [filed, named]) == [1, 0]
    assert found("zzz", [filed, named]) == []


def test_the_palette_goes_to_a_request_a_pool_a_rule_and_a_scenario(play):
    window = play.window
    by_text = {offer.text.partition(" ")[2]: offer for offer in offers(window)}
    request = play.scenario.requests[1]
    by_text[f"request {request.title}"].do()
    assert play.requests.view.current_name() == request.id
    pool = play.scenario.pools[0]
    by_text[f"pool {pool.title}"].do()
    assert window.pages.inventory.pools.view.current_name() == pool.id
    by_text[f"rule {play.scenario.rules[0].name}"].do()
    assert window.pages.currentWidget() is window.pages.rules
    next(offer for text, offer in by_text.items() if text.startswith("scenario ")).do()
    assert window.session.document.file.stem == "late-delivery"


def test_the_palette_leaves_out_what_cannot_be_done(play):
    texts = {offer.text for offer in offers(play.window)}
    assert "Paste" in texts
    play.window.pages.setCurrentWidget(play.window.pages.plan)
    assert "Paste" not in {offer.text for offer in offers(play.window)}


def test_names_and_keys_stand_in_columns_in_the_palette(play):
    with opened_palette(play) as palette:
        items = [palette.list.item(row) for row in range(palette.list.count())]
        assert not any(item.icon().isNull() for item in items), "every text begins behind an icon's width"
        assert {item.data(KEYS) for item in items} >= {"Ctrl+E", "F5", ""}
        assert not any("Ctrl" in item.text() for item in items)


@contextmanager
def opened_palette(play):
    palette = Palette(offers(play.window))
    play.qtbot.addWidget(palette)
    yield palette


def test_a_panel_behind_another_one_is_brought_to_the_front_and_never_hidden(play):
    for name, dock in play.window.panels.docks.items():
        for hidden in (False, True):
            dock.setHidden(hidden)
            play.window.run(f"show_{name}")
            play.qtbot.waitUntil(lambda dock=dock: not dock.visibleRegion().isEmpty())
            assert dock.isAncestorOf(QApplication.focusWidget())


def test_a_panel_is_hidden_and_shown_from_the_menu(window):
    for dock in window.panels.docks.values():
        was = dock.isVisible()
        dock.toggleViewAction().trigger()
        assert dock.isVisible() is not was
        dock.toggleViewAction().trigger()
        assert dock.isVisible() is was


def test_keys_are_the_standard_ones(window):
    standard = QKeySequence.StandardKey
    for name, key in (
        ("undo", standard.Undo),
        ("copy", standard.Copy),
        ("save", standard.Save),
        ("find", standard.Find),
    ):
        assert window.actions_by_name[name].shortcuts() == QKeySequence.keyBindings(key)
