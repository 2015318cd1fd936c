"""Colours and spaces, light and dark, following the system."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QLabel, QProxyStyle, QWidget

from planner.charts import theme as charts
from planner.files.resources import resource

SPACE = 8
"""The step of all distances [px]."""
ROW = 24
"""Height of a row of a table or a list, of one line [px]."""


@dataclass(frozen=True)
class Theme:
    """One set of colours; text on every surface reaches a contrast of 4.5."""

    name: str
    window: str
    surface: str
    """Tables and fields."""
    raised: str
    """Headers, tiles, buttons."""
    border: str
    text: str
    quiet: str
    """Captions and units."""
    accent: str
    on_accent: str
    selection: str
    """Behind selected rows."""
    good: str
    warn: str
    bad: str
    bad_surface: str
    """Behind what is not understood."""
    changed_surface: str
    """Behind what the last edit changed."""
    decisions: dict[str, str]
    """The colours of fund, trim, defer and decline, as in the charts."""

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"

    def decision(self, decision: str) -> str:
        """The colour of a decision; of what is none, that of captions."""
        return self.decisions.get(decision, self.quiet)


LIGHT = Theme(
    name="light",
    window="#f5f6f8",
    surface="#ffffff",
    raised="#eceef2",
    border="#d4d8df",
    text="#1b1f27",
    quiet="#5c6472",
    accent="#2459c9",
    on_accent="#ffffff",
    selection="#d7e3fb",
    good="#0f7a48",
    warn="#8f5b00",
    bad="#b3261e",
    bad_surface="#fdeceb",
    changed_surface="#fff6d6",
    decisions=charts.LIGHT.decisions,
)
DARK = Theme(
    name="dark",
    window="#1b1d22",
    surface="#22252b",
    raised="#2c3038",
    border="#3d424c",
    text="#e8eaee",
    quiet="#a3abb8",
    accent="#7aa5ff",
    on_accent="#10131a",
    selection="#2f4470",
    good="#5fcf95",
    warn="#e5b04a",
    bad="#ff8f86",
    bad_surface="#472624",
    changed_surface="#38311a",
    decisions=charts.DARK.decisions,
)


def current() -> Theme:
    """The theme that the window is drawn in."""
    app = QApplication.instance()
    chosen = app.property("theme") if app is not None else None
    return DARK if chosen == "dark" else LIGHT


def of_system() -> Theme:
    """The theme that the system wishes for."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def follow(app: QApplication, wish: Callable[[], str]) -> None:
    """Use the theme that is wished for (light, dark, system), now and whenever the system's changes."""

    def choose() -> None:
        use(app, {"light": LIGHT, "dark": DARK}.get(wish()) or of_system())

    QGuiApplication.styleHints().colorSchemeChanged.connect(choose)
    choose()


def use(app: QApplication, theme: Theme) -> None:
    """Draw everything in a theme.

    The sheet goes before its successor comes: from one to the next, Qt styles a widget again with each that holds it.
    """
    if app.property("theme") is None:
        app.setStyle(PlainTexts("Fusion"))
    app.setProperty("theme", theme.name)
    app.setStyleSheet("")
    app.setPalette(palette(theme))
    app.setStyleSheet(sheet(theme))


class PlainTexts(QProxyStyle):
    """Labels, hints and questions show texts as they are: a name such as ``Q&A <i>search</i>`` is no HTML."""

    def polish(self, what: Any) -> Any:
        found = super().polish(what)
        if isinstance(what, QLabel) and what.textFormat() == Qt.TextFormat.AutoText:
            what.setTextFormat(Qt.TextFormat.PlainText)
        if isinstance(what, QAbstractItemView):
            _frame(what)
        return found


def _frame(view: QAbstractItemView) -> None:
    """A line around a table, list or tree.

    The view draws it: with a border in the sheet, Qt draws all of the view, and what it lies on, twice as long.
    """
    if view.frameShape() == QFrame.Shape.StyledPanel:
        view.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
    if view.frameShape() == QFrame.Shape.Box:
        lines = QPalette()
        lines.setColor(QPalette.ColorRole.WindowText, QColor(current().border))
        view.setPalette(lines)


def palette(theme: Theme) -> QPalette:
    """Qt's roles from ours."""
    role = QPalette.ColorRole
    found = QPalette()
    for each, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.quiet,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
    }.items():
        found.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.quiet))
    return found


def sheet(theme: Theme) -> str:
    """The little that a palette can't say."""
    tick = Path(str(resource(f"tick-{theme.name}.svg"))).as_posix()
    box = ("QCheckBox::indicator", "QTreeView::indicator", "QTableWidget::indicator")
    boxes, ticked, grey = (", ".join(f"{each}{state}" for each in box) for state in ("", ":checked", ":disabled"))
    return f"""
    {boxes} {{ width: 12px; height: 12px; border: 1px solid {theme.quiet}; border-radius: 3px;
        background: {theme.surface}; }}
    {ticked} {{ border-color: {theme.accent}; background: {theme.accent}; image: url("{tick}"); }}
    {grey} {{ border-color: {theme.border}; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {theme.quiet}; }}
    QSlider::sub-page:horizontal {{ border-radius: 2px; background: {theme.accent}; }}
    QSlider::handle:horizontal {{ width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
        border: 1px solid {theme.accent}; background: {theme.surface}; }}
    QSlider::handle:horizontal:focus {{ background: {theme.accent}; }}
    QSlider::groove:horizontal:disabled, QSlider::sub-page:horizontal:disabled {{ background: {theme.border}; }}
    QSlider::handle:horizontal:disabled {{ border-color: {theme.border}; }}
    QToolTip {{ color: {theme.text}; background: {theme.raised}; border: 1px solid {theme.border}; padding: 4px; }}
    QTableView {{ gridline-color: {theme.raised}; }}
    QTableView::item {{ padding: 0 5px; }}
    QTableView[role="list"]::item {{ padding: 0; }}
    QTableView[role="frozen"] {{ border: none; border-right: 1px solid {theme.border}; }}
    QHeaderView::section {{ background: {theme.raised}; color: {theme.quiet}; border: none;
        border-right: 1px solid {theme.border}; border-bottom: 1px solid {theme.border}; padding: 3px 6px; }}
    QTabBar::tab {{ padding: 5px 14px; color: {theme.quiet}; border: none; border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    QTabWidget::pane {{ border: none; }}
    QDockWidget::title {{ background: {theme.window}; color: {theme.quiet}; padding: 6px 8px; }}
    QToolBar {{ border: none; border-bottom: 1px solid {theme.border}; spacing: 4px; padding: 1px 6px; }}
    QStatusBar {{ border-top: 1px solid {theme.border}; }}
    QStatusBar::item {{ border: none; }}
    QMainWindow::separator {{ background: {theme.border}; width: 1px; height: 1px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QLabel[role="caption"], QLabel[role="quiet"] {{ color: {theme.quiet}; }}
    QLabel[role="figure"] {{ font-weight: 600; }}
    QLabel[role="heading"] {{ font-weight: 600; }}
    QLabel[role="bad"] {{ color: {theme.bad}; }}
    QLabel[role="warn"] {{ color: {theme.warn}; }}
    QLabel[role="good"] {{ color: {theme.good}; }}
    QPushButton[role="link"] {{ border: none; background: transparent; padding: 0; text-align: left;
        font-weight: 600; }}
    QPushButton[role="link"]:hover, QPushButton[role="link"]:focus {{ color: {theme.accent}; }}
    QToolButton[role="part"] {{ border: none; border-bottom: 1px dashed {theme.quiet}; padding: 0; }}
    QToolButton[role="part"]:hover {{ color: {theme.accent}; border-bottom: 1px solid {theme.accent}; }}
    QToolButton[role="part"]:focus {{ background: {theme.selection}; border-bottom: 1px solid {theme.accent}; }}
    QToolButton[role="part"][off="true"], QLabel[off="true"] {{ color: {theme.quiet}; }}
    QToolButton[role="part"][refused="true"] {{ color: {theme.bad}; border-bottom: 1px solid {theme.bad}; }}
    QFrame[role="tile"] {{ background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 6px; }}
    QFrame[role="tile"] QLabel {{ border: none; background: transparent; }}
    QFrame[role="notice"] {{ background: {theme.changed_surface}; border: 1px solid {theme.border};
        border-radius: 6px; }}
    QFrame[role="card"] {{ background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 6px; }}
    """


def give_role(widget: QWidget, role: str) -> None:
    """Let the style draw a widget as what it is, looked up anew only where that is something else than before."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
