"""What a leader does in the quarter of an hour before a meeting, task by task, each with its number of steps.

A step is a click, a key or chord, or a text that is typed or pasted. The numbers are written down here, and a change of
the app that needs more of them fails; one that needs fewer writes them down anew.
"""

import csv
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QStyle, QStyleOptionViewItem

from planner.desktop.window.exporting import ExportDialog
from planner.desktop.window.palette import Palette
from tests.desktop.conftest import SCENARIOS, opened
from tests.desktop.driving import settle

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


class Leader:
    """Hands on mouse and keyboard that are counted."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window, self.steps = qtbot, window, 0
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    @property
    def plan(self):
        settle(self.qtbot, self.window)
        return self.window.session.document.plan

    @property
    def scenario(self):
        return self.window.session.document.scenario

    def click(self, widget, at=None):
        self.steps += 1
        self.qtbot.mouseClick(widget, LEFT, pos=at) if at is not None else self.qtbot.mouseClick(widget, LEFT)

    def click_row(self, view, row, column=1):
        """A click on a row of a table."""
        view.scrollTo(view.model().index(row, column))
        self.click(view.viewport(), view.visualRect(view.model().index(row, column)).center())

    def key(self, chord):
        """A key or chord for whatever has the keyboard, or the window's shortcut."""
        self.steps += 1
        if QApplication.activePopupWidget() is None:  # a list that has gone leaves no window active without a desktop
            self.window.activateWindow()
            QApplication.processEvents()
        QTest.keySequence(QApplication.focusWidget() or self.window, chord)
        QApplication.processEvents()

    def popup(self, chord):
        """A key for the menu that is about to open."""
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        self.steps += 1
        QTest.keySequence(QApplication.activePopupWidget(), chord)
        QApplication.processEvents()

    def pick(self, text):
        """A click on an entry of the menu that is about to open."""
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        (action,) = [each for each in menu.actions() if each.text() == text]
        self.click(menu, menu.actionGeometry(action).center())
        QApplication.processEvents()

    def write(self, text):
        self.steps += 1
        for letter in text:  # the first may open the editor that the next go into
            QTest.keyClicks(QApplication.focusWidget(), letter)

    def paste(self, text):
        QGuiApplication.clipboard().setText(text)
        self.key("Ctrl+V")


def box_of(tree, item):
    """The box of an item that is ticked [px]."""
    option = QStyleOptionViewItem()
    option.initFrom(tree)
    option.rect, option.widget = tree.visualItemRect(item), tree
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    return tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree)


@pytest.fixture
def sample(qtbot, settings, recovery, tmp_path):
    folder = tmp_path / "scenarios"
    folder.mkdir()
    for name in ("baseline.yaml", "late-delivery.yaml"):
        shutil.copy(SCENARIOS / name, folder)
    with opened(qtbot, settings, recovery, folder) as window:
        window.session.open(folder / "baseline.yaml")
        settle(qtbot, window)
        yield Leader(qtbot, window)


@pytest.fixture
def small(qtbot, window):
    return Leader(qtbot, window)


def test_to_understand_the_sample_takes_no_step(sample, qtbot):
    banner = sample.window.decision
    qtbot.waitUntil(lambda: banner.is_complete, timeout=120_000)
    said = " ".join(banner.sentences)
    for wanted in (
        "no plan captures more",
        "limit it",
        "are funded",
        "loses most",
        "next step",
        "list by contribution",
    ):
        assert wanted in said, wanted
    assert banner.isVisible() and sample.window.pages.plan.isVisible()
    assert sample.steps == 0


def test_to_add_a_request_and_see_its_decision_takes_eight_steps(small):
    small.key("Ctrl+2")
    small.key("Ctrl+Return")
    for text in ("Search in maps", "16", "900000"):
        small.write(text)
        small.key("Tab")
    assert small.plan.row("search-in-maps")["decision"] in ("fund", "trim", "defer", "decline")
    assert small.window.panels.why.subject.name == "search-in-maps"
    assert small.steps == 8


ROWS = "\n".join(
    [
        "Request\tRevenue\tGPUs\tTeam",
        *(f"Feature {k}\t{k},000,000\t{8 * k}\t{'red' if k % 2 else 'blue'}" for k in range(1, 13)),
    ]
)


def test_to_paste_twelve_requests_into_an_empty_scenario_takes_three_steps(small, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: asked.append(dialog) or QDialog.DialogCode.Accepted)
    small.key("Ctrl+N")
    settle(qtbot, small.window)
    small.paste(ROWS)
    small.steps += len(asked)  # each is agreed to
    assert [request.name for request in small.scenario.requests] == [f"Feature {k}" for k in range(1, 13)]
    assert [request.demand.gpus for request in small.scenario.requests][:2] == [8, 16]
    assert {request.team for request in small.scenario.requests} == {"red", "blue"}
    assert all(sum(request.metrics.values()) > 0 for request in small.scenario.requests)
    assert small.steps == 3


def test_two_pools_with_a_delivery_take_twenty_steps(small):
    small.key("Ctrl+N")
    settle(small.qtbot, small.window)
    small.key("Ctrl+3")
    first, third = small.scenario.calendar.labels[0], small.scenario.calendar.labels[2]
    for name, accelerator, region, gpus in (
        ("H100 in Virginia", "H100-SXM", "us", f"{first}: 64, {third}: 128"),
        ("A100 in Ireland", "A100-SXM-80GB", "eu", "96"),
    ):
        small.key("Ctrl+Return")
        for text in (name, accelerator, region):
            small.write(text)
            small.key("Tab")
        small.write(gpus)
        small.key("Return")
    h100, a100 = small.scenario.pools
    assert (h100.id, h100.accelerator, h100.region) == ("h100-in-virginia", "H100-SXM", "us")
    assert small.scenario.calendar.over(h100.gpus)[1:3] == (64, 128) and a100.gpus == 96
    assert small.steps == 20


def test_a_budget_takes_four_steps_and_a_promise_of_a_fifth_to_a_team_ten(small, qtbot):
    rules = len(small.scenario.rules)
    small.key("Ctrl+Shift+U")
    small.popup("Return")
    small.write("6 M")
    small.key("Return")
    budget = small.scenario.rules[rules]
    assert (budget.measure, budget.at_most) == ("cost", 6_000_000)
    assert small.steps == 4
    small.key("Ctrl+Shift+U")
    small.pick("share of the GPU-hours")
    card = list(small.window.pages.rules.rules.rows.values())[-1]
    small.write("20 %")
    small.key("Return")
    small.click(card.said.buttons["side"])
    small.pick("at least")
    small.click(card.said.buttons["of"])
    small.pick("only some teams…")
    card.said.editing.field.popup.panel.toggle(0)
    small.steps += 1
    card.said.editing.field.popup.take()
    small.steps += 1
    promise = small.scenario.rules[rules + 1]
    assert (promise.measure, promise.at_least, promise.at_most) == ("gpu_share", 0.2, None), card.said.text()
    assert promise.of.team == small.scenario.teams[0]
    assert small.steps == 4 + 10


def test_to_see_why_a_request_is_declined_and_to_open_what_would_get_it_in_takes_two_steps(sample, qtbot):
    window, plan = sample.window, sample.plan
    (declined,) = [name for name, row in plan.decisions().items() if name == "video-studio"]
    assert plan.row(declined)["decision"] == "decline"
    page = window.pages.plan
    sample.click_row(page.view, page.table.row_of(declined))
    qtbot.waitUntil(lambda: window.panels.why.is_complete, timeout=120_000)
    said = [line.text for line in window.panels.why.lines]
    assert said[0].startswith("Video studio") and window.panels.why.lines[1].heading == "What would get it funded"
    button = window.panels.why.widget().findChildren(QPushButton)[0]
    window.panels.why.ensureWidgetVisible(button)
    sample.click(button)
    assert sample.plan.row(declined)["decision"] != "decline"
    assert window.session.document.extends.name == "baseline.yaml"
    assert sample.steps == 2


def test_to_get_it_funded_and_see_who_pays_takes_two_steps_and_one_to_take_it_back(sample):
    page = sample.window.pages.plan
    before = sample.plan
    sample.click_row(page.view, page.table.row_of("video-studio"))
    sample.key("Alt+Up")
    settle(sample.qtbot, sample.window)
    assert "It costs" in page.receipt.said.text() and " pay" in page.receipt.said.text()
    assert sample.window.session.document.shown_plan.row("video-studio")["decision"] != "decline"
    sample.click(page.receipt.drop)
    assert sample.plan is before
    assert sample.steps == 3


def test_which_decisions_are_firm_is_seen_without_a_step(small, qtbot):
    page, firmness = small.window.pages.plan, small.window.pages.firmness
    firmness._timer.setInterval(1)
    qtbot.waitUntil(lambda: firmness.found is not None, timeout=60_000)
    at = next(k for k, column in enumerate(page.table.columns) if column.title == "Firm")
    assert all("/" in page.table.text(row, at) for row in range(page.table.rowCount()))
    small.window.panels.why.refresh()
    assert any("decisions hold" in said for said in firmness.sentences)
    assert small.steps == 0


def test_what_another_rack_brings_takes_three_steps_and_a_click_to_work_it_out(small, qtbot, monkeypatch):
    page = small.window.pages.tradeoffs

    def answer(palette):
        palette.search.setText("another rack")
        small.steps += 2  # the words, and Return
        QTest.keyClick(palette.search, Key.Key_Return)
        return palette.result()

    monkeypatch.setattr(Palette, "exec", answer)
    small.key("Ctrl+K")
    assert small.window.pages.currentWidget() is page
    small.click(page.asking.run)
    qtbot.waitUntil(lambda: not page.answers.running, timeout=60_000)
    assert small.steps == 4


def test_to_compare_a_late_delivery_takes_three_steps(sample):
    window = sample.window
    tree = window.panels.tree
    for item in tree.items.values():
        sample.click(tree.viewport(), box_of(tree, item).center())
    sample.key("Ctrl+6")
    compare = window.pages.compare
    settle(sample.qtbot, window)
    assert window.pages.currentWidget() is compare
    changed = [compare.input.table.text(row, 0) for row in range(compare.input.table.rowCount())]
    assert changed == ["H100 in Virginia: GPUs"]
    assert compare.moved.table.rowCount() > 0
    assert sample.steps == 3


def test_to_export_the_plan_takes_three_steps(sample, tmp_path, monkeypatch):
    file = tmp_path / "plan.csv"

    def answer(dialog):
        assert dialog.kind.currentData() == "plan.csv"
        dialog.path.setText(str(file))
        dialog.export()
        sample.steps += 2
        return dialog.result()

    monkeypatch.setattr(ExportDialog, "exec", answer)
    sample.key("Ctrl+E")
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        rows = list(csv.DictReader(opened_file))
    assert len(rows) == len(sample.plan.requests)
    assert sample.steps == 3


def test_to_copy_the_plan_and_the_decision_for_a_mail_takes_one_step_each(sample):
    sample.key("Ctrl+Shift+C")
    assert "Video studio" in QGuiApplication.clipboard().mimeData().html()
    sample.click(sample.window.decision.copy_button)
    assert QGuiApplication.clipboard().text().startswith("75.0 of 100 points")
    assert sample.steps == 2
