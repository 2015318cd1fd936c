"""File → Import, and pasting a backlog: what becomes of each column is seen, corrected, done and taken back."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QMessageBox

import planner
from planner.desktop.pages.tables.paste_preview import PastePreview
from planner.desktop.window.importing import ImportDialog
from planner.importing.backlog.remembering import last_import
from tests.desktop.driving import settle
from tests.importing import exports
from tests.importing.conftest import settings_of_their_own

__all__ = ["settings_of_their_own"]

HAND = exports.HAND.replace("Support bot", "Vision bot").replace("Code model", "Video model")
OPEN = 'Request,Revenue\nA,"1,234"\nB,"5,678"\n'


@pytest.fixture
def importing(window, tmp_path, monkeypatch):
    """Import a file of this text; ``do`` is done in the dialog, which then is agreed to or not."""

    def go(text, do=lambda dialog: None, agree=True, action="import"):
        file = tmp_path / "backlog.csv"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a: ([str(file)], ""))
        seen = []

        def answer(dialog):
            seen.append(dialog)
            do(dialog)
            can = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
            return QDialog.DialogCode.Accepted if agree and can else QDialog.DialogCode.Rejected

        monkeypatch.setattr(ImportDialog, "exec", answer)
        window.run(action)
        return seen

    return go


def new_scenario(dialog):
    dialog.into.choose("new")
    dialog.into.activated.emit(dialog.into.currentIndex())


def become(dialog, heading, field):
    box = dialog.pages[0].columns.box(heading)
    box.choose(field)
    box.activated.emit(box.currentIndex())


def test_requests_come_into_the_open_scenario_as_one_step(window, importing, qtbot):
    document = window.session.document
    before = document.scenario
    importing(HAND)
    added = [each.id for each in document.scenario.requests][len(before.requests) :]
    assert added == ["search-answers", "vision-bot", "video-model"]
    assert document.undo_stack.undoText() == "Import backlog.csv"
    document.undo_stack.undo()
    assert document.scenario == before
    settle(qtbot, window)


def test_a_column_can_be_corrected_before_it_is_done(window, importing, qtbot):
    importing(HAND, lambda dialog: become(dialog, "Value", "note"))
    assert "Value: $2.5M" in window.session.document.scenario.request_by_id["vision-bot"].notes
    settle(qtbot, window)


def test_what_is_open_has_to_be_answered_first(window, importing, qtbot):
    count = len(window.session.document.scenario.requests)
    (dialog,) = importing(OPEN)
    assert dialog.decimal.isVisibleTo(dialog) and not dialog.order.isVisibleTo(dialog)
    assert "could be read in two ways" in dialog.fault.text()
    assert len(window.session.document.scenario.requests) == count

    def answer(dialog):
        dialog.decimal.choose(",")
        dialog.decimal.activated.emit(dialog.decimal.currentIndex())

    importing(OPEN, answer)
    assert window.session.document.scenario.request_by_id["a"].metrics == {"revenue": 1.234}
    settle(qtbot, window)


def test_what_can_t_be_read_is_listed_before_it_is_done(window, importing):
    (dialog,) = importing(exports.RICE, agree=False)
    texts = [dialog.changes.item(0, column).text() for column in range(4)]
    assert texts[:3] == ["I4 Compute", "not read", "lots of them"]


def test_a_new_scenario_is_made_and_opened(window, importing, qtbot):
    importing(HAND, new_scenario)
    document = window.session.document
    assert (document.name, document.file.name) == ("Backlog", "backlog.yaml")
    assert {*last_import(document.file)} == {"search-answers", "vision-bot", "video-model"}
    settle(qtbot, window)


def test_what_was_edited_here_stays_when_it_is_imported_again(window, importing, qtbot, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)
    importing(HAND)
    document = window.session.document
    edited = planner.vary(document.scenario, {"requests": {"search-answers": {"demand": {"gpus": 128}}}})
    document.replace(edited, "edit")
    window.run("save")
    assert "search-answers" in last_import(document.file)
    importing(HAND.replace("96x", "64x").replace("$2.5M", "$3.5M"))
    here = document.scenario.request_by_id
    assert here["search-answers"].demand.gpus == 128
    assert here["vision-bot"].metrics == {"value": 3.5e6}
    settle(qtbot, window)


def test_an_import_that_was_taken_back_before_saving_can_be_done_again(window, importing, qtbot):
    importing(HAND)
    document = window.session.document
    document.undo_stack.undo()
    importing(HAND)
    assert "video-model" in document.scenario.request_by_id
    settle(qtbot, window)


def test_a_pasted_backlog_is_recognised_as_a_file_is(window, importing, qtbot):
    window.pages.setCurrentWidget(window.pages.requests)
    QGuiApplication.clipboard().setText(HAND.replace('"$14,000,000"', "$14M").replace(",", "\t"))
    (dialog,) = importing("", action="paste")
    assert dialog.pages[0].columns.box("Value").value == "metrics.value"
    assert window.session.document.scenario.request_by_id["vision-bot"].metrics == {"value": 2.5e6}
    settle(qtbot, window)


def test_cells_under_the_table_s_own_titles_are_pasted_as_before(window, importing, monkeypatch):
    asked = []
    monkeypatch.setattr(PastePreview, "exec", lambda preview: asked.append(preview))
    window.pages.setCurrentWidget(window.pages.requests)
    QGuiApplication.clipboard().setText("Id\tTeam\nassistant\tred\n")
    assert importing("", action="paste") == [] and len(asked) == 1


def test_a_backlog_pasted_where_nothing_is_open_begins_a_scenario(window, importing, qtbot, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    window.open_workspace(empty)
    QGuiApplication.clipboard().setText(HAND.replace('"$14,000,000"', "$14M").replace(",", "\t"))
    importing("", action="paste")
    assert len(window.session.document.scenario.requests) == 3
    settle(qtbot, window)


def test_a_file_that_is_no_table_is_told_and_nothing_else_happens(window, importing):
    assert importing("") == []
    assert "is empty" in " ".join(each.text() for each in window.notices.findChildren(QLabel))
