"""One of several names, from a list or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QListWidget, QListWidgetItem, QWidget

from planner.desktop.fields.editors.notation import Check, anything
from planner.desktop.fields.editors.popup_field import PopupField
from planner.desktop.look.layouts import column_of
from planner.desktop.look.popup import Panel, is_typing
from planner.desktop.look.theme import ROW, SPACE, current
from planner.desktop.look.words import tr

ROWS = 12
"""Entries that are shown at once."""
ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
NAME = Qt.ItemDataRole.UserRole


class ChoiceField(PopupField):
    """A line that offers what fits while it is typed, and takes none of it unless it is picked."""

    def __init__(
        self, choices: Callable[[], Sequence[str]], parent: QWidget | None = None, *, check: Check = anything
    ) -> None:
        super().__init__(lambda: ChoiceList(choices(), self.placeholderText()), parent, check=check)
        self._choices, self._names = choices, QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self.judge)
        self.setCompleter(completer)
        self._offered = completer.popup()
        assert self._offered is not None
        self._offered.installEventFilter(self)

    def typed(self) -> str:
        """A choice as it is written, whether its letters were typed large or small."""
        text = self.text()
        return next((name for name in self._names.stringList() if name.casefold() == text.casefold()), text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab end the typing, also while something is offered, of which nothing is picked."""
        offered = self._offered
        is_ending = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENDING
        if offered is None or watched is not offered or not is_ending or offered.currentIndex().isValid():
            return super().eventFilter(watched, event)
        offered.hide()
        QApplication.sendEvent(self, event)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._names.setStringList(list(self._choices()))
        super().focusInEvent(event)


class ChoiceList(Panel):
    """The choices below each other; an empty one leaves the field out."""

    def __init__(self, choices: Sequence[str], blank: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _Names()
        self.list.setAccessibleName(tr("Choices"))
        self.list.setUniformItemSizes(True)
        for choice in choices:
            item = QListWidgetItem(choice or blank or tr("none"), self.list)
            item.setData(NAME, choice)
            item.setSizeHint(QSize(0, ROW))
            if not choice:
                item.setForeground(self.palette().placeholderText())
        shown = max(min(len(choices), ROWS), 1)
        names = max(self.fontMetrics().horizontalAdvance(name) for name in (*choices, blank))
        bar = self.list.verticalScrollBar().sizeHint().width() if len(choices) > ROWS else 0
        self.list.size_wanted = QSize(names + 3 * SPACE + bar, ROW * shown)
        self.list.currentItemChanged.connect(self._say)
        self.list.itemClicked.connect(self._pick)
        column_of(self.list, inside=self)
        self.setFocusProxy(self.list)

    def show_text(self, text: str) -> None:
        names = [str(self.list.item(row).data(NAME)) for row in range(self.list.count())]
        same = [row for row, name in enumerate(names) if name.casefold() == text.casefold()]
        begun = [row for row, name in enumerate(names) if text and name.casefold().startswith(text.casefold())]
        blocker = QSignalBlocker(self.list)
        self.list.setCurrentRow((same or begun or [-1])[0])
        blocker.unblock()

    def _say(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.edited.emit(str(item.data(NAME)))

    def _pick(self, item: QListWidgetItem) -> None:
        self._say(item)
        self.picked.emit()


class _Names(QListWidget):
    """Leaves what is typed to the field."""

    def __init__(self) -> None:
        super().__init__()
        self.size_wanted = QSize()
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setStyleSheet(f"QListView {{ border: none; }} QListView::item:hover {{ background: {current().raised}; }}")

    def sizeHint(self) -> QSize:
        return self.size_wanted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing(event) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)
