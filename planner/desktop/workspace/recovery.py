"""Unsaved work that is still there after a crash."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer

from planner.desktop.document import Cell, Document, Draft, Refused
from planner.errors import InputError
from planner.files import parse
from planner.files.atomic import replace_file
from planner.files.writing import data_of

PAUSE = 1000
"""Time without an edit after which unsaved work is written [ms]."""


@dataclass(frozen=True)
class Found:
    """Unsaved work of an earlier run."""

    file: Path
    draft: Draft


class Recovery(QObject):
    """Writes unsaved documents to a folder of the app, and finds them there."""

    def __init__(self, folder: Path, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._folder = folder
        self._waiting: set[Document] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.write_now)

    def watch(self, document: Document) -> None:
        """Keep a copy of this document's unsaved work from now on."""
        document.changed.connect(lambda: self._ask(document))
        document.cleaned.connect(lambda _: self._ask(document))

    def write_now(self) -> None:
        """Write what has changed, without waiting."""
        self._timer.stop()
        for document in self._waiting:
            if document.file is None:
                continue
            if document.is_edited:
                self._write(document)
            else:
                self.forget(document.file)
        self._waiting.clear()

    def find(self, file: Path) -> Found | None:
        """Unsaved work on a file, if there is some that differs from what the file holds."""
        place = self._place(file)
        if not place.exists():
            return None
        try:
            data = json.loads(place.read_text(encoding="utf-8"))
            cells: dict[Cell, Refused] = {
                (collection, name, tuple(steps)): Refused(text, reason)
                for collection, name, steps, text, reason in data["refused"]
            }
            return Found(file, Draft(parse(data["scenario"]), MappingProxyType(cells)))
        except (OSError, ValueError, KeyError, InputError):
            return None

    def forget(self, file: Path) -> None:
        """Throw away the unsaved work on a file."""
        with suppress(OSError):
            self._place(file).unlink(missing_ok=True)

    def _ask(self, document: Document) -> None:
        self._waiting.add(document)
        self._timer.start()

    def _write(self, document: Document) -> None:
        assert document.file is not None
        data = {
            "file": str(document.file),
            "scenario": data_of(document.scenario),
            "refused": [[*cell, each.text, each.reason] for cell, each in document.draft.refused.items()],
        }
        with suppress(OSError, InputError):  # a full disk must not stop the work itself
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._place(document.file), json.dumps(data).encode())

    def _place(self, file: Path) -> Path:
        return self._folder / f"{hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:24]}.json"
