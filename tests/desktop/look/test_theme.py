"""Both themes can be read: contrasts after WCAG 2.2."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QTableWidget, QTreeWidget, QWidget

from planner.desktop.look import icons
from planner.desktop.look.theme import DARK, LIGHT, sheet, use
from planner.domain.plan import DECISIONS
from tests.charts.test_charts import contrast


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_is_readable_on_every_ground_that_it_stands_on(theme):
    for ground in (theme.window, theme.surface):
        for ink in (theme.text, theme.quiet, theme.good, theme.warn, theme.bad, theme.accent):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (theme.raised, theme.selection, theme.bad_surface, theme.changed_surface):
        assert contrast(theme.text, ground) >= 4.5, ground
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.bad, theme.bad_surface) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_decisions_are_told_apart_and_read_on_tables_also_where_they_have_just_changed(theme):
    assert len({theme.decision(decision) for decision in DECISIONS}) == len(DECISIONS)
    for decision in DECISIONS:
        for ground in (theme.surface, theme.window, theme.changed_surface):
            assert contrast(theme.decision(decision), ground) >= 4.5, (decision, ground)


def test_every_icon_is_drawn_in_the_colour_that_is_asked_for(qapp):
    for name in icons.names():
        image = icons.icon(name, "#ff0000").pixmap(32, 32).toImage()
        reds = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
        assert reds, f"{name} is empty"
        assert name == "app" or any(colour.red() > 200 and colour.green() < 60 for colour in reds), name


def test_the_sheet_names_no_colour_that_is_not_the_themes():
    assert sheet(LIGHT) != sheet(DARK)


class _Styled(QObject):
    """How often each widget is told that it looks otherwise."""

    def __init__(self, widgets):
        super().__init__()
        self.times = Counter()
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802  (Qt's name)
        self.times[watched] += event.type() == QEvent.Type.StyleChange
        return False


def test_a_switch_of_theme_styles_a_widget_as_often_however_deep_it_lies(qapp, qtbot):
    nested = [QWidget()]
    qtbot.addWidget(nested[0])
    nested[0].show()
    for _ in range(8):
        nested.append(QWidget(nested[-1]))
        nested[-1].show()
    styled = _Styled(nested)
    try:
        use(qapp, DARK)
        assert {styled.times[widget] for widget in nested} == {2}  # the old sheet goes, the new one comes
    finally:
        use(qapp, LIGHT)


@pytest.mark.parametrize("kind", [QTableWidget, QTreeWidget, QListWidget])
def test_what_lists_has_a_line_around_it_in_every_theme_and_not_from_the_sheet(qapp, qtbot, kind):
    """A border in the sheet makes each repaint of a table, and of what it lies on, take twice as long."""
    view = kind()
    qtbot.addWidget(view)
    view.show()
    try:
        for theme in (DARK, LIGHT):
            use(qapp, theme)
            qapp.processEvents()
            image = view.grab().toImage()
            corners = [(0, 0), (image.width() - 1, image.height() - 1), (image.width() // 2, 0)]
            assert {image.pixelColor(*corner).name() for corner in corners} == {QColor(theme.border).name()}
            assert view.viewport().palette().base().color() == QColor(theme.surface)
    finally:
        use(qapp, LIGHT)
