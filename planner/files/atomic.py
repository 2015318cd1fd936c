"""Replacing a file in one step."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from planner.errors import InputError


def replace_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file so that at any time it is the old one or the new one; a link goes on pointing at it.

    Raises InputError where it can't be written; what was there is kept.
    """
    check_writable(path)
    target = Path(os.path.realpath(path))
    try:
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".new", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, _mode(target))
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise InputError(f"{os.fspath(path)}: can't be written: {error.strerror or error}") from None


def check_writable(path: str | os.PathLike[str]) -> None:
    """Raise InputError where a file can't be put, before long work is done for it."""
    name, target = os.fspath(path), Path(os.path.realpath(path))
    if target.is_dir():
        raise InputError(f"{name}: is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise InputError(f"{name}: can't be written: it is no ordinary file")
    if not target.parent.is_dir():
        what = "is no folder" if target.parent.exists() else "does not exist; make it first"
        raise InputError(f"{name}: can't be written: the folder {Path(path).parent} {what}")
    if not os.access(target.parent, os.W_OK):
        raise InputError(f"{name}: can't be written: the folder {Path(path).parent} is closed to writing")


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new one would get."""
    with suppress(FileNotFoundError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
