"""Files that are written: replaced in one step, and looked at before long work is done for them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from planner.errors import InputError

if sys.platform != "win32":  # where no open file can be deleted, which is all that is needed here
    import fcntl

BEGINNING, END = ".gpu-planner-", ".new"
"""How the names of files begin and end that are not whole yet; none of anybody else's."""
ATTEMPTS = 5


def replace_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Write a file so that at any time it is the old one or the new one; a link goes on pointing at it.

    Raises InputError where it can't be written; what was there is kept. What a run that was killed left half written
    in the folder is cleared away.
    """
    check_writable(path)
    target = Path(os.path.realpath(path))
    try:
        _clear(target.parent)
        with _beside(target) as (file, temporary):
            _write(file.fileno(), content)
            os.chmod(temporary, _mode(target))
            _let_go(file)
            os.replace(temporary, target)
    except OSError as error:
        raise InputError(f"{os.fspath(path)}: can't be written: {error.strerror or error}") from None


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file, through whatever links, and whether it is there or not."""
    if os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other)):
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def set_aside(path: str | os.PathLike[str]) -> Path:
    """Give a file another name beside its own, which is free then; gives the new one. Raises InputError if it can't."""
    file = Path(path)
    number, aside = 2, file.with_name(f"{file.stem}.damaged{file.suffix}")
    while aside.exists():
        number, aside = number + 1, file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")
    try:
        os.rename(file, aside)
    except OSError as error:
        raise InputError(f"{file}: can't be set aside: {error.strerror or error}") from None
    return aside


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
    if target.exists() and not (os.access(target, os.W_OK) and target.stat().st_mode & 0o222):
        raise InputError(f"{name}: can't be written: it is marked as read-only")


def check_ending(path: str | os.PathLike[str], what: str, endings: Sequence[str]) -> None:
    """Raise InputError where something can't be written under a name that ends so."""
    if (ending := Path(path).suffix).lower() not in endings:
        *others, last = endings
        wanted = f"{', '.join(others)} or {last}" if others else last
        raise InputError(f"{os.fspath(path)}: {what} is written as {wanted}, not {ending or 'without an ending'}")


@contextmanager
def _beside(target: Path) -> Iterator[tuple[FileIO, str]]:
    """A file beside another one, held as long as it is open; it is gone where anything goes wrong."""
    handle, temporary = _held(target.parent)
    with FileIO(handle, "w") as file:
        try:
            yield file, temporary
        except BaseException:
            _let_go(file)
            with suppress(OSError):
                os.unlink(temporary)
            raise


def _let_go(file: FileIO) -> None:
    """Close a file where no open one can be moved or deleted; elsewhere it stays held until that is done."""
    if sys.platform == "win32":
        file.close()


def _held(folder: Path) -> tuple[int, str]:
    for _ in range(ATTEMPTS):
        handle, temporary = tempfile.mkstemp(prefix=BEGINNING, suffix=END, dir=folder)
        if sys.platform == "win32":
            break
        with suppress(OSError):  # a network that knows no locks: then nobody clears away what is not his
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.path.exists(temporary):  # nobody took it for one that was left, before it was held
            break
        os.close(handle)
    return handle, temporary


def _write(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


def _clear(folder: Path) -> None:
    """Delete what runs that are gone left half written: nobody holds it any more."""
    with suppress(OSError), os.scandir(folder) as entries:
        for left in [each.path for each in entries if each.name.startswith(BEGINNING) and each.name.endswith(END)]:
            with suppress(OSError):
                _delete_unless_held(left)


def _delete_unless_held(left: str) -> None:
    """Raises OSError where someone still writes it."""
    if sys.platform == "win32":
        os.unlink(left)
        return
    handle = os.open(left, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(left)
    finally:
        os.close(handle)


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new one would get."""
    with suppress(FileNotFoundError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
