"""The app in Chinese, looked over widget by widget: nothing is left in English, and nothing is cut at 1440 × 900."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabBar, QTableView

import planner
from planner.languages.saying import ENGLISH, speak
from tests.desktop.conftest import opened
from tests.desktop.driving import settle

LATIN = re.compile(r"[A-Za-z][A-Za-z_'’-]{2,}")
OWN = frozenset(
    [
        "GPU",
        "GPUs",
        "Planner",
        "USD",
        "FTE",
        "CSV",
        "XLSX",
        "PNG",
        "SVG",
        "PDF",
        "JSON",
        "RICE",
        "Jira",
        "Aha",
        "Linear",
        "Kubernetes",
        "Slurm",
        "PUE",
        "CPU",
        "BF16",
        "Token",
        "Ctrl",
        "Alt",
        "Shift",
        "Return",
        "Page",
        "Down",
        "Insert",
        "Delete",
        "Home",
        "End",
        "Esc",
        "Tab",
        "must",
        "open",
        "out",
        "TFLOP",
        "TFLOPS",
        "gCO2e",
        "kWh",
        "CO2e",
        "WSJF",
        "MoSCoW",
        "ICE",
        "English",
        "person-months",
        "users",
        "parameters",
        "tokens",
        "utilisation",
        "queries_per_user_day",
        "tokens_per_query",
        "tokens_per_second_per_gpu",
        "2027-",
    ]
)
"""Names, units, keys, formats and values of files: the same in Chinese."""


@pytest.fixture
def chinese(qtbot, settings, recovery, workspace):
    speak("zh_CN")
    with opened(qtbot, settings, recovery, workspace) as window:
        window.resize(1440, 900)
        yield window
    speak(ENGLISH)


def names_of(window):
    """All that the scenarios of the workspace say themselves."""
    folder = window.session.workspace.folder
    said = [planner.load(path).canonical for path in folder.glob("*.yaml")]
    return set(LATIN.findall(" ".join((*said, str(folder))).replace("_", " ").casefold()))


def texts_of(window):
    """What is to be read in the window now."""
    for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
        if widget.isVisible():
            yield widget.text()
    for bar in window.findChildren(QTabBar):
        yield from (bar.tabText(k) for k in range(bar.count()))
    for menu in window.findChildren(QMenu):
        yield from (text for action in menu.actions() for text in (action.text(), action.statusTip()))
    for view in window.findChildren(QTableView):
        if view.isVisible():
            model = view.model()
            for column in range(model.columnCount()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")


def cut(window):
    """Buttons and lines of text with less room than they need."""
    for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
        is_wrapped = isinstance(widget, QLabel) and widget.wordWrap()
        if widget.isVisible() and widget.text() and not is_wrapped and widget.sizeHint().width() > widget.width() + 1:
            yield widget.text()


def test_no_page_or_panel_of_the_chinese_app_is_left_in_english_or_cut(chinese, qtbot):
    known, left, short = names_of(chinese) | {word.casefold() for word in OWN}, {}, {}
    chinese.choose.request(chinese.session.document.scenario.requests[-1].id)
    qtbot.waitUntil(lambda: chinese.panels.why.is_complete, timeout=30_000)
    for name in ("plan", "requests", "inventory", "rules", "tradeoffs", "compare"):
        chinese.pages.setCurrentWidget(getattr(chinese.pages, name))
        settle(qtbot, chinese)
        for text in texts_of(chinese):
            if strange := [
                word for word in LATIN.findall(re.sub(r"<[^>]+>", "", text)) if word.casefold() not in known
            ]:
                left.setdefault(text, strange)
        short |= dict.fromkeys(cut(chinese), name)
    assert not left, "\n".join(f"{words}: {text}" for text, words in left.items())
    assert not short
