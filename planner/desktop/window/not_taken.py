"""What is typed and not understood is said at once, above the pages: the plan goes on without it."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from planner.desktop.fields.places import Places
from planner.desktop.look.words import tr
from planner.desktop.open.editing.draft import Cell, Draft, Refused, path_of
from planner.desktop.open.shown import Shown
from planner.desktop.window.notices import NoticeBoard

SUBJECT = "not taken"


class NotTaken:
    """A notice while there are typed texts that are no values; one that was put away comes back with the next text."""

    def __init__(self, shown: Shown, board: NoticeBoard, show: Callable[[tuple[str | int, ...]], None]) -> None:
        self._shown, self._board, self._show = shown, board, show
        self._said: dict[Cell, Refused] = {}
        shown.changed.connect(self.follow)
        shown.switched.connect(self.follow)

    def follow(self) -> None:
        document = self._shown.document
        refused = dict(document.draft.refused)
        if refused == self._said:
            return
        self._said = refused
        if not refused:
            self._board.take_down(SUBJECT)
            return
        newest = next(reversed(refused))
        self._board.put(
            SUBJECT,
            self._words(newest, refused[newest], len(refused) - 1),
            [(tr("Show"), lambda *_: self._show(path_of(newest))), (tr("Take it back"), lambda *_: self._take_back())],
        )

    def _words(self, cell: Cell, refused: Refused, others: int) -> str:
        where = Places(self._shown.document.scenario).spoken(path_of(cell))
        said = tr("“{text}” is not understood in {where}: it {reason}. The plan uses the value before.",
                  text=refused.text, where=where, reason=refused.reason.removesuffix("."))  # fmt: skip
        return f"{said} {tr('Others like it: {count}.', count=others)}" if others else said

    def _take_back(self) -> None:
        document = self._shown.document
        document.replace_draft(Draft(document.scenario, MappingProxyType({})), tr("Take back what is not understood"))
