"""One slide: its sentence, and below it sentences, a short table or a chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.desktop.canvas.drawing import Drawing
from planner.report.page import Table

SHAPES = {"fund": "●", "trim": "◐", "defer": "◔", "decline": "○"}
"""Decisions told apart in a grey print, and from the last row."""

type Section = tuple[str, tuple[str, ...]]
"""A heading, which may be empty, and the sentences below it."""


@dataclass(frozen=True)
class Slide:
    """What is shown at a time, on the screen and as a page."""

    key: str
    topic: str
    """What it is about, in a few words."""
    headline: str
    """What it says, in a sentence."""
    sections: tuple[Section, ...] = ()
    table: Table | None = None
    drawing: Drawing | None = None
    foot: str = ""
    """What stands below a table: what is left out there, or how it was found."""
    note: str = ""
    """What to know before it is read: that it is of an earlier state, or not proved."""
    is_awaited: bool = False
    """Whether more of it is being worked out."""

    def text(self) -> str:
        """All that it says, for the clipboard and for those who listen to it."""
        return "\n".join(filter(None, self._lines()))

    def _lines(self) -> Iterator[str]:
        yield self.headline
        for above, said in self.sections:
            yield above
            yield from said
        if self.table is not None:
            for row in (self.table.head, *self.table.rows):
                yield "\t".join(cell if isinstance(cell, str) else cell.text for cell in row)
        yield self.foot
        yield self.note


def plain(*sentences: str) -> tuple[Section, ...]:
    """Sentences without a heading; none where there is nothing to say."""
    said = tuple(filter(None, sentences))
    return (("", said),) if said else ()
