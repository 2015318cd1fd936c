"""Clusters and price lists come in as backlogs do: pools are seen, cards are named, and it is one step that is taken back."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog

from planner.desktop.open.importing import OWN
from planner.desktop.window.importing import ImportDialog
from planner.importing.inventory.answers import OUT
from tests.desktop.driving import settle
from tests.importing import clusters, exports
from tests.importing.conftest import settings_of_their_own

__all__ = ["settings_of_their_own"]


@pytest.fixture
def importing(window, tmp_path, monkeypatch, qtbot):
    """Import files of these texts, by name; ``do`` is done in the dialog, which is agreed to where that can be."""

    def go(texts, do=lambda dialog: None):
        files = []
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
            files.append(str(tmp_path / name))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a: (files, ""))
        seen = []

        def answer(dialog):
            do(dialog)
            can = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
            seen.append((can, rows(dialog.pools), rows(dialog.out), dialog.summary.text(), rows(dialog.remarks)))
            return QDialog.DialogCode.Accepted if can else QDialog.DialogCode.Rejected

        monkeypatch.setattr(ImportDialog, "exec", answer)
        window.run("import")
        settle(qtbot, window)
        return seen

    return go


def rows(table):
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def choose(dialog, card, accelerator):
    box = dialog.cards.boxes[card]
    box.choose(accelerator)
    box.activated.emit(box.currentIndex())


def become(dialog, heading, field):
    box = dialog.pages[0].columns.box(heading)
    box.choose(field)
    box.activated.emit(box.currentIndex())


def lists(dialog, kind):
    box = dialog.pages[0].kind
    box.choose(kind)
    box.activated.emit(box.currentIndex())


def test_a_cluster_comes_into_the_open_scenario_as_one_step(window, importing):
    document = window.session.document
    before = document.scenario
    can, pools, out, summary, said = importing({"nodes.json": clusters.KUBE_JSON})[0]
    assert can and ["a100-40gb-eu-west", "A100-40GB", "eu-west", "1", "4", "new", ""] in pools
    assert ["h100", "H100-SXM", "us-east", "7", "55", "160, stays", ""] in pools
    assert ["H100-SXM", "us-east", "cordoned", "1", "8"] in out
    assert summary.startswith("152 GPUs in 16 nodes: 135 in pools, 17 left out")
    assert any("team:NoSchedule" in line for (line,) in said)
    assert document.scenario.pool_by_id["mi300x"].gpus == 8
    assert document.scenario.pool_by_id["h100"] == before.pool_by_id["h100"]
    assert document.undo_stack.undoText() == "Import nodes.json"
    document.undo_stack.undo()
    assert document.scenario == before


def test_a_card_that_nobody_knows_is_named_or_left_out_before_anything_is_done(window, importing):
    before = window.session.document.scenario
    assert importing({"nodes.json": clusters.SLURMRESTD})[0][0] is False
    assert window.session.document.scenario == before
    found = importing({"nodes.json": clusters.SLURMRESTD}, lambda dialog: choose(dialog, "titan", OUT))[0]
    assert found[0] and any(row[0] == "titan" and "left out as you say" in row[2] for row in found[2])
    assert "titan" not in window.session.document.scenario.accelerators
    importing({"nodes.json": clusters.SLURMRESTD}, lambda dialog: choose(dialog, "titan", "V100-16GB"))
    assert window.session.document.scenario.pool_by_id["v100-16gb-old"].gpus == 2
    importing({"nodes.json": clusters.SLURMRESTD}, lambda dialog: choose(dialog, "titan", OWN))
    assert window.session.document.scenario.pool_by_id["titan-old"].accelerator == "titan"
    assert "titan" in window.session.document.scenario.accelerators


def test_a_card_is_found_by_typing_a_part_of_its_name(window, importing, qtbot):
    def type_part(dialog):
        box = dialog.cards.boxes["titan"]
        box.lineEdit().setText("v100-32")
        box.lineEdit().editingFinished.emit()
        assert box.value == "V100-32GB"
        box.lineEdit().setText("nothing of the kind")
        box.lineEdit().editingFinished.emit()
        assert box.currentText() == "V100-32GB"

    importing({"nodes.json": clusters.SLURMRESTD}, type_part)
    assert window.session.document.scenario.pool_by_id["v100-32gb-old"].gpus == 2


def test_prices_come_to_the_pools_that_are_there(window, importing):
    importing({"prices.csv": clusters.PRICE_LIST})
    assert window.session.document.scenario.pool_by_id["h100"].on_demand.cost_per_gpu_hour == 4.5


def test_a_file_that_is_nothing_of_the_kind_is_refused_in_words(window, importing):
    assert importing({"x.txt": "hello\n"}) == []
    assert "x.txt: is nothing that can be imported" in window.notices.notices["command"].label.text()


def test_backlog_cluster_and_prices_begin_a_scenario_where_nothing_is_open(window, importing, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    window.open_workspace(empty)
    importing({"plan.csv": exports.HAND, "nodes.json": clusters.KUBE_JSON, "prices.csv": clusters.PRICE_LIST})
    scenario = window.session.document.scenario
    assert (window.session.document.name, len(scenario.requests), len(scenario.pools)) == ("Plan", 3, 6)
    assert scenario.pool_by_id["h100-sxm-us-east"].cost_per_gpu_hour == 4.5
    assert window.session.document.plan is not None


def test_a_list_with_headings_of_its_own_is_read_as_it_is_said_to_be(window, importing):
    def say(dialog):
        lists(dialog, "nodes")
        assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        for heading, field in (("Rechner", "node"), ("Karte", "card"), ("Anzahl", "gpus"), ("Standort", "place")):
            become(dialog, heading, field)

    text = "Rechner;Karte;Anzahl;Standort\nr1;H100 SXM;8;FFM\nr2;H100 SXM;8;FFM\n"
    importing({"knoten.csv": text}, say)
    assert window.session.document.scenario.pool_by_id["h100-sxm-ffm"].gpus == 16
    importing({"knoten.csv": text.replace("r2;H100 SXM;8", "r2;H100 SXM;4")}, lambda dialog: lists(dialog, "nodes"))
    assert window.session.document.scenario.pool_by_id["h100-sxm-ffm"].gpus == 12


def test_files_that_are_dropped_on_the_window_come_in(window, importing, tmp_path, qtbot):
    seen = importing({})
    for name, text in (("plan.csv", exports.HAND.replace("Support", "Dropped")), ("nodes.json", clusters.KUBE_JSON)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("plan.csv", "nodes.json")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(20, 20), copy, data, left, none)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted() and "2 files" in window.statusBar().currentMessage()
    QApplication.sendEvent(window, QDropEvent(QPointF(20, 20), copy, data, left, none))
    qtbot.waitUntil(lambda: len(seen) == 1)
    scenario = window.session.document.scenario
    assert "dropped-bot" in scenario.request_by_id and "mi300x" in scenario.pool_by_id
    settle(qtbot, window)


def test_a_card_of_a_backlog_is_named_as_one_of_nodes_is(window, importing):
    text = "Request,Value,GPUs\nZed,1,8 x G9\n"

    def name(dialog):
        assert dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
        choose(dialog, "g9", "H200")

    importing({"plan.csv": text}, name)
    assert window.session.document.scenario.request_by_id["zed"].runs_on == ("H200",)
