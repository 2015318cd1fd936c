"""Unsaved work that is still there after a crash.

Every run of the app writes into files of its own, and holds a lock as long as it lives; what stands beside the lock of
a run that is gone is offered back. So two windows never take each other's work for that of a crash, and what is offered
stays until the user has answered.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import cast

import shiboken6
from PySide6.QtCore import QElapsedTimer, QLockFile, QObject, QTimer

from planner.atomic import replace_file
from planner.desktop.open.document import Document
from planner.desktop.open.editing.draft import Cell, Draft, Refused
from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files import parse
from planner.files.writing import data_of

PAUSE = 1000
"""Time without an edit after which unsaved work is written [ms]."""
DAMAGED = ".damaged"
"""How the names of files end that can't be read."""
LONGEST = 10_000
"""Time after which it does not wait for that any more where one edit comes upon the other [ms]."""


@dataclass(frozen=True)
class Found:
    """Unsaved work of an earlier run."""

    file: Path
    draft: Draft
    base: Scenario
    """What the file held then."""
    place: Path
    """Where it was found."""
    when: datetime


class Recovery(QObject):
    """Writes unsaved documents to a folder of the app, and finds them there."""

    def __init__(self, folder: Path, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._folder = folder
        self._run = f"{time.time_ns():x}-{os.getpid()}"
        self._lock: QLockFile | None = None
        self._waiting: set[Document] = set()
        self._since = QElapsedTimer()
        """Since when something waits."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.write_now)

    def watch(self, document: Document) -> None:
        """Keep a copy of this document's unsaved work from now on."""
        document.changed.connect(self._follow)  # a function that knew the document would outlive it
        document.cleaned.connect(self._follow)

    def write_now(self) -> None:
        """Write what has changed, without waiting."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, set()
        for document in waiting:
            if document.file is None or not shiboken6.isValid(document):  # thrown away meanwhile
                continue
            if document.has_more_than_its_file:
                self._write(document)
            else:
                self.forget(document.file)

    def find(self, document: Document) -> list[Found]:
        """Unsaved work on a document's file from runs that are gone, the latest first."""
        assert document.file is not None
        places = sorted(self._folder.glob(f"{_digest(document.file)}.*.json"), reverse=True)
        gone = [place for place in places if not place.name.endswith(DAMAGED) and not self._is_alive(_run_of(place))]
        return [found for place in gone if (found := self._read(document, place)) is not None]

    def damaged(self, document: Document) -> list[Path]:
        """Unsaved work on a document's file that can't be read, set aside."""
        assert document.file is not None
        return sorted(self._folder.glob(f"{_digest(document.file)}.*{DAMAGED}"))

    def forget(self, file: Path) -> None:
        """Throw away this run's unsaved work on a file."""
        self.throw_away(self._place(file))

    def throw_away(self, place: Path) -> None:
        with suppress(OSError):
            place.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave what is still unsaved to the next run."""
        self.write_now()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _read(self, document: Document, place: Path) -> Found | None:
        assert document.file is not None
        try:
            data = json.loads(place.read_text(encoding="utf-8"))
            cells: dict[Cell, Refused] = {
                (str(collection), str(name), tuple(steps)): Refused(str(text), str(reason))
                for collection, name, steps, text, reason in data["refused"]
            }
            mine, base = (parse(data[key]).as_change_of(document.parent_scenario) for key in ("scenario", "base"))
            when = datetime.fromtimestamp(place.stat().st_mtime)
            return Found(document.file, Draft(mine, MappingProxyType(cells)), base, place, when)
        except OSError:
            return None
        except Exception:  # whatever is wrong with it, it is no fault of ours, and not offered again
            with suppress(OSError):
                os.replace(place, place.with_suffix(DAMAGED))
            return None

    def _follow(self) -> None:
        """Write the document that says so, soon."""
        if not self._waiting:
            self._since.start()
        self._waiting.add(cast(Document, self.sender()))
        if self._since.elapsed() < LONGEST or not self._timer.isActive():
            self._timer.start()

    def _write(self, document: Document) -> None:
        assert document.file is not None
        data = {
            "file": str(document.file),
            "base": data_of(document.saved),
            "scenario": data_of(document.scenario),
            "refused": [[*cell, each.text, each.reason] for cell, each in document.draft.refused.items()],
        }
        with suppress(OSError, InputError):  # a full disk must not stop the work itself
            self._folder.mkdir(parents=True, exist_ok=True)
            self._hold_lock()
            replace_file(self._place(document.file), json.dumps(data).encode())

    def _hold_lock(self) -> None:
        """Say that this run is alive, as long as it is."""
        if self._lock is None:
            self._lock = QLockFile(str(self._lock_of(self._run)))
            self._lock.setStaleLockTime(0)  # only a process that is gone lets go of it
            self._lock.tryLock(0)

    def _is_alive(self, run: str) -> bool:
        if run == self._run:
            return True
        lock = QLockFile(str(self._lock_of(run)))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return True
        lock.unlock()
        return False

    def _lock_of(self, run: str) -> Path:
        return self._folder / f"{run}.lock"

    def _place(self, file: Path) -> Path:
        return self._folder / f"{_digest(file)}.{self._run}.json"


def _digest(file: Path) -> str:
    return hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:24]


def _run_of(place: Path) -> str:
    return place.name.split(".")[1]
