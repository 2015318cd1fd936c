"""Exporting: files, charts and the clipboard."""

import pandas as pd
import pytest
from PySide6.QtGui import QGuiApplication

from planner.desktop.exporting import KINDS, ExportDialog


def test_export_writes_and_remembers(window, qtbot, settings, tmp_path, monkeypatch):
    target = tmp_path / "out" / "book.xlsx"
    target.parent.mkdir()

    def fill(dialog):
        dialog.kind.setCurrentIndex(dialog.kind.findData("plan.xlsx"))
        dialog.path.setText(str(target))
        dialog.export()
        return dialog.result()

    monkeypatch.setattr(ExportDialog, "exec", fill)
    window.run("export")
    assert target.stat().st_size > 1000
    assert (settings.export_folder, settings.export_kind) == (target.parent, "plan.xlsx")


def test_the_plan_is_copied_as_a_table_for_mails_and_spreadsheets(window):
    window.run("copy_plan")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0].startswith("Rank\tRequest")
    assert "<table" in data.html()


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_is_written_under_a_name_of_its_own(window, qtbot, settings, tmp_path, kind):
    settings.export_folder = tmp_path
    dialog = ExportDialog(window.session.document.plan, "Base line", settings, window)
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    assert dialog.replaces.text() == ""
    dialog.export()
    assert dialog.written.parent == tmp_path
    assert dialog.written.name.startswith("base-line-")
    assert dialog.written.stat().st_size > 100
    again = ExportDialog(window.session.document.plan, "Base line", settings, window)
    assert again.kind.currentData() == kind
    assert "will be replaced" in again.replaces.text()


def test_the_priority_plan_is_the_one_of_the_command_line(window, settings, tmp_path):
    settings.export_folder = tmp_path
    dialog = ExportDialog(window.session.document.plan, "plan", settings, window)
    dialog.kind.setCurrentIndex(dialog.kind.findData("plan.csv"))
    dialog.export()
    assert pd.read_csv(dialog.written)["id"].tolist() == window.session.document.plan.requests["id"].tolist()


@pytest.mark.parametrize(("name", "said"), [("nowhere/plan.csv", "nowhere"), ("plan.docx", ".docx")])
def test_what_can_not_be_written_says_why_and_keeps_the_dialog_open(window, settings, tmp_path, name, said):
    dialog = ExportDialog(window.session.document.plan, "plan", settings, window)
    dialog.path.setText(str(tmp_path / name))
    dialog.export()
    assert dialog.written is None
    assert said in dialog.fault.text()
