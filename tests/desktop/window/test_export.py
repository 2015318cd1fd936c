"""Exporting: files, charts and the clipboard."""

import json

import pandas as pd
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

import planner
from planner.desktop.window.exporting import KINDS, ExportDialog
from planner.errors import InfeasibleError


@pytest.fixture
def dialog(window, settings, tmp_path):
    settings.export_folder = tmp_path
    return ExportDialog(window.session.document.plan, "Base line", settings, window)


def choose(dialog, kind, path=None):
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    if path is not None:
        dialog.path.setText(str(path))


def make_infeasible(window):
    document = window.session.document
    changes = {"pools": {"h100": {"gpus": 1}}, "requests": {}}
    changes["requests"] = {r.id: {"commitment": "must"} for r in document.scenario.requests if r.minimum}
    document.replace(planner.vary(document.scenario, changes), "no plan")


def test_export_writes_and_remembers(window, qtbot, settings, tmp_path, monkeypatch):
    target = tmp_path / "out" / "book.xlsx"
    target.parent.mkdir()

    def fill(dialog):
        choose(dialog, "plan.xlsx", target)
        dialog.export()
        return dialog.result()

    monkeypatch.setattr(ExportDialog, "exec", fill)
    window.run("export")
    assert target.stat().st_size > 1000
    assert (settings.export_folder, settings.export_kind) == (target.parent, "plan.xlsx")


def test_nothing_is_exported_over_a_table_that_a_scenario_reads(window, qtbot, settings, tmp_path, monkeypatch):
    (tmp_path / "roles.csv").write_text("role,fte\neng,3\n")
    (tmp_path / "tabled.yaml").write_text(
        "format: 1\nname: Tabled\ncalendar: {start: 2027-01, periods: 1}\npeople: roles.csv\n"
        "pools: [{id: p, accelerator: H100-SXM, gpus: 8}]\nrequests: [{id: a, metrics: {m: 1}, demand: {gpus: 4}}]\n"
    )
    window.open_workspace(tmp_path)
    qtbot.waitUntil(lambda: window.session.document.plan is not None, timeout=20_000)
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *_: asked.append(1) or QMessageBox.StandardButton.Yes)

    def fill(dialog):
        choose(dialog, "plan.csv", tmp_path / "." / "roles.csv")
        dialog.export()
        assert "read by a scenario" in dialog.fault.text() and not asked
        return dialog.result()

    monkeypatch.setattr(ExportDialog, "exec", fill)
    window.run("export")
    assert (tmp_path / "roles.csv").read_text() == "role,fte\neng,3\n"


def test_the_plan_is_copied_as_a_table_for_mails_and_spreadsheets(window):
    window.run("copy_plan")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0].startswith("#\tRequest\tDecision\tOption")
    assert "<table" in data.html()


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_is_written_under_a_name_of_its_own(window, dialog, settings, tmp_path, kind):
    choose(dialog, kind)
    assert dialog.replaces.text() == ""
    dialog.export()
    assert dialog.written.parent == tmp_path
    assert dialog.written.name.startswith("base-line-")
    assert dialog.written.stat().st_size > 100
    again = ExportDialog(window.session.document.plan, "Base line", settings, window)
    assert again.kind.currentData() == kind
    assert "A file of this name is there" in again.replaces.text()


def test_the_priority_plan_is_the_one_of_the_command_line(window, dialog):
    choose(dialog, "plan.csv")
    dialog.export()
    assert pd.read_csv(dialog.written)["id"].tolist() == window.session.document.plan.requests["id"].tolist()


def test_what_can_not_be_written_says_why_and_keeps_the_dialog_open(dialog, tmp_path):
    choose(dialog, "plan.csv", tmp_path / "nowhere" / "plan.csv")
    dialog.export()
    assert dialog.written is None
    assert "nowhere" in dialog.fault.text()


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        ("plan.xlsx", "book.csv", "book.xlsx"),
        ("plan.csv", "book.XLSX", "book.csv"),
        ("plan.json", "q3 v1.2", "q3 v1.2.json"),
        ("plan.csv", "plan.docx", "plan.docx.csv"),
        ("heat", "chart", "chart.png"),
        ("heat", "chart.svg", "chart.svg"),
        ("heat", "chart.xlsx", "chart.png"),
    ],
)
def test_what_is_chosen_decides_the_ending_and_not_the_name(dialog, tmp_path, kind, typed, written):
    choose(dialog, kind, tmp_path / typed)
    assert (written in dialog.replaces.text()) is (typed != written)
    dialog.export()
    assert [file.name for file in tmp_path.glob("*.*") if file.is_file() and file.suffix != ".ini"] == [written]
    starts = {".xlsx": b"PK", ".csv": b"\xef\xbb\xbf", ".json": b"{", ".png": b"\x89PNG", ".svg": b"<?xml"}
    assert dialog.written.read_bytes().startswith(starts[dialog.written.suffix])


def test_a_file_is_replaced_only_when_that_is_wanted(dialog, tmp_path, monkeypatch):
    (tmp_path / "book.xlsx").write_text("mine")
    choose(dialog, "plan.xlsx", tmp_path / "book.csv")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    dialog.export()
    assert dialog.written is None
    assert (tmp_path / "book.xlsx").read_text() == "mine"
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    dialog.export()
    assert (tmp_path / "book.xlsx").read_bytes().startswith(b"PK")


def test_a_plan_of_an_earlier_state_goes_out_on_demand_only(window, qtbot, settings, tmp_path, monkeypatch):
    settings.export_folder = tmp_path
    make_infeasible(window)
    qtbot.waitUntil(lambda: isinstance(window.session.document.error, InfeasibleError), timeout=30_000)
    seen = []

    def fill(dialog):
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        seen.append((dialog.warning.text(), save.isEnabled()))
        dialog.anyway.setChecked(True)
        seen.append(save.isEnabled())
        for kind in ("plan.csv", "plan.json"):
            choose(dialog, kind)
            dialog.export()
            written.append(dialog.written)
        return dialog.result()

    written = []
    monkeypatch.setattr(ExportDialog, "exec", fill)
    window.run("export")
    (warning, could_save), can_save = seen
    assert [file.name for file in written] == ["baseline-earlier-plan.csv", "baseline-earlier-plan.json"]
    assert json.loads(written[1].read_text("utf-8"))["note"] == warning
    assert "the last state that had one" in warning
    assert (could_save, can_save) == (False, True)


def test_a_copied_plan_of_an_earlier_state_says_that_it_is_one(window, qtbot):
    make_infeasible(window)
    qtbot.waitUntil(lambda: isinstance(window.session.document.error, InfeasibleError), timeout=30_000)
    window.pages.setCurrentWidget(window.pages.plan)
    window.run("copy")
    data = QGuiApplication.clipboard().mimeData()
    assert "the last state that had one" in data.text().splitlines()[0]
    assert "the last state that had one" in data.html()
    assert "the last state that had one" in window.statusBar().currentMessage()
