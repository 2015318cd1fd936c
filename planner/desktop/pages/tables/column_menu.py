"""The columns of a table to be ticked; the menu stays open from one tick to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

TICKING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StayingMenu(QMenu):
    """Closes for what is done once, not for what is ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_on_it = self.actionAt(event.position().toPoint()) is self.activeAction()
        if event.button() != Qt.MouseButton.LeftButton or not is_on_it or not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in TICKING or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        """Switch the action under the cursor; False where it is none that can be ticked."""
        action = self.activeAction()
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True
