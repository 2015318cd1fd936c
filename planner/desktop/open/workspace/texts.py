"""The texts of files: as others have written them, and as they have been saved here since.

A save changes what others have written, not what was saved last: so what is edited and taken back is in the file as it
was, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planner.files.saving import Files, Save, Wanted, as_saved, held


class Texts:
    """What saves of this run were made of."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[Files, Files]] = {}
        """By scenario file: what others wrote, and what was saved last, with the tables of both."""
        self.are_written = False
        """Whether we write files just now, so that what is there is not what we know."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While we write files, which is nobody else's change."""
        self.are_written = True
        try:
            yield
        finally:
            self.are_written = False

    def save_of(self, file: Path, wanted: Wanted, before: dict[str, Any] | None = None) -> Save:
        """What to write so that a file holds a scenario; ``before``: what it says, where it can't be read any more."""
        now = held(file)
        others = self._others(file, now)
        if others is not None and others != now:
            found = as_saved(file, wanted, others)
            if not (found.lost or found.anew):
                return found
        return as_saved(file, wanted, now, before)

    def write(self, file: Path, save: Save) -> None:
        """Write a save, and keep beside it what it loses. Raises InputError where that can't be."""
        others = self._others(file, held(file))
        save.write()
        written = held(file)
        if others is not None and written is not None:
            self._kept[file] = others, written

    def _others(self, file: Path, now: Files | None) -> Files | None:
        """What others wrote last: what a file holds, unless that was saved here."""
        others, saved = self._kept.get(file, (None, None))
        return others if saved == now else now
