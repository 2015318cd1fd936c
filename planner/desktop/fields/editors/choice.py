"""One of several names, from a list or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from planner.desktop.fields.editors.completion import Completion
from planner.desktop.fields.editors.notation import Check, anything
from planner.desktop.fields.editors.popup_field import PopupField
from planner.desktop.look.layouts import column_of
from planner.desktop.look.popup import Panel, is_typing
from planner.desktop.look.theme import ROW, SPACE, current
from planner.desktop.look.words import tr

ROWS = 12
"""Entries that are shown at once."""
NAME = Qt.ItemDataRole.UserRole


class ChoiceField(PopupField):
    """A line that offers what fits while it is typed, and takes none of it unless it is picked."""

    def __init__(
        self, choices: Callable[[], Sequence[str]], parent: QWidget | None = None, *, check: Check = anything
    ) -> None:
        super().__init__(lambda: ChoiceList(choices(), self.placeholderText()), parent, check=check)
        self._choices, self._names = choices, list[str]()
        self._completion = Completion(self, self.setText)
        self._completion.activated.connect(self.judge)
        self.setCompleter(self._completion)

    def typed(self) -> str:
        """A choice as it is written, whether its letters were typed large or small."""
        text = self.text()
        return next((name for name in self._names if name.casefold() == text.casefold()), text)

    def open(self) -> None:
        """Let the choices drop down; what is typed stands on one of them then, and nothing else is offered."""
        super().open()
        self._completion.know(())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._look_up()
        super().focusInEvent(event)

    def _look_up(self) -> None:
        """See what can be chosen now."""
        self._names = list(self._choices())
        self._completion.know(self._names if self.popup is None else ())

    def _close(self, is_taken: bool, is_enter: bool) -> None:
        """Enter takes the choice that the list stands on where what is typed is none."""
        panel = self.popup.panel if self.popup is not None else None
        if is_enter and isinstance(panel, ChoiceList) and panel.name is not None and self.check(self.typed()):
            self.setText(panel.name)
        super()._close(is_taken, is_enter)
        self._look_up()


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

    @property
    def name(self) -> str | None:
        """The one that the list stands on; None where it stands on none."""
        item = self.list.currentItem()
        return None if item is None else str(item.data(NAME))

    def show_text(self, text: str) -> None:
        """Stand on the choice that is written so, or else begins so, or holds that."""
        names = [str(self.list.item(row).data(NAME)) for row in range(self.list.count())]
        found = [name.casefold().find(text.casefold()) if name and text else -1 for name in names]
        same = [row for row, name in enumerate(names) if name.casefold() == text.casefold()]
        begun = [row for row, place in enumerate(found) if place == 0]
        holding = [row for row, place in enumerate(found) if place > 0]
        blocker = QSignalBlocker(self.list)
        self.list.setCurrentRow((same or begun or holding or [-1])[0])
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
