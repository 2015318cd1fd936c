"""File → Import inventory: pools and what is left out are seen, cards are named, and it is one step that is taken back."""

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog

from planner.desktop.window.inventory_import import ANOTHER, InventoryDialog
from tests.importing import clusters


@pytest.fixture
def importing(window, tmp_path, monkeypatch):
    """Import a file of this text; ``do`` is done in the dialog, which is agreed to where that can be."""

    def go(text, do=lambda dialog: None, name="nodes.json"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a: ([str(file)], ""))
        seen = []

        def answer(dialog):
            do(dialog)
            can = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
            seen.append((can, rows(dialog.pools), rows(dialog.out), dialog.summary.text(), dialog.said.text()))
            return QDialog.DialogCode.Accepted if can else QDialog.DialogCode.Rejected

        monkeypatch.setattr(InventoryDialog, "exec", answer)
        window.run("import_inventory")
        return seen

    return go


def rows(table):
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def choose(dialog, card, accelerator):
    box = dialog.cards[card]
    box.choose(accelerator)
    box.activated.emit(box.currentIndex())


def test_a_cluster_comes_into_the_open_scenario_as_one_step(window, importing):
    document = window.session.document
    before = document.scenario
    can, pools, out, summary, said = importing(clusters.KUBE_JSON)[0]
    assert can and ["a100-40gb-eu-west", "A100-40GB", "eu-west", "1", "4", "new"] in pools
    assert ["h100", "H100-SXM", "us-east", "7", "55", "160, stays"] in pools
    assert ["H100-SXM", "us-east", "cordoned", "1", "8"] in out
    assert summary.startswith("152 GPUs in 16 nodes: 135 in pools, 17 left out")
    assert "team:NoSchedule" in said
    assert document.scenario.pool_by_id["mi300x"].gpus == 8
    assert document.scenario.pool_by_id["h100"] == before.pool_by_id["h100"]
    assert document.undo_stack.undoText() == "Import nodes.json"
    document.undo_stack.undo()
    assert document.scenario == before


def test_a_card_that_nobody_knows_is_chosen_before_anything_is_done(window, importing):
    before = window.session.document.scenario
    assert importing(clusters.SLURMRESTD)[0][0] is False
    assert window.session.document.scenario == before
    importing(clusters.SLURMRESTD, lambda dialog: choose(dialog, "titan", "V100-16GB"))
    assert window.session.document.scenario.pool_by_id["v100-16gb-old"].gpus == 2
    importing(clusters.SLURMRESTD, lambda dialog: choose(dialog, "titan", ANOTHER))
    assert window.session.document.scenario.pool_by_id["titan-old"].accelerator == "titan"
    assert "titan" in window.session.document.scenario.accelerators


def test_prices_come_to_the_pools_that_are_there(window, importing):
    importing(clusters.PRICE_LIST, name="prices.csv")
    assert window.session.document.scenario.pool_by_id["h100"].on_demand.cost_per_gpu_hour == 4.5


def test_a_file_that_is_no_inventory_is_refused_in_words(window, importing):
    assert importing("hello\n", name="x.txt") == []
    assert "x.txt: is no inventory: wanted is kubectl" in window.notices.notices["command"].label.text()
