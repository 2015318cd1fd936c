"""The document that is shown, whichever it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, SignalInstance

from planner.desktop.open.document import Document


class Shown(QObject):
    """Passes on what the document that is shown signals, so that who follows it need not go from one to the next."""

    leaving = Signal()
    """Another document is about to be shown; this one still is."""
    switched = Signal()
    """Another document is shown, or the same one anew."""
    changed = Signal()
    """Its draft is another one."""
    planned = Signal()
    """Its plan, or the error in its place, is another one."""
    tried = Signal()
    """What is tried out in it is another scenario, or nothing is any longer."""

    def __init__(self, document: Document, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.document = document
        for theirs, mine in self._signals():
            theirs.connect(mine)

    def show(self, document: Document) -> None:
        """Show another document."""
        if document is not self.document:
            self.leaving.emit()
            for theirs, mine in self._signals():
                theirs.disconnect(mine)
            self.document = document
            for theirs, mine in self._signals():
                theirs.connect(mine)
        self.switched.emit()

    def _signals(self) -> tuple[tuple[SignalInstance, SignalInstance], ...]:
        """What the document signals, and what is signalled for it."""
        document = self.document
        return (document.changed, self.changed), (document.planned, self.planned), (document.tried, self.tried)
