"""The text of a file, or one clear sentence why there is none."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from planner.errors import Fault, InputError

LARGEST = 50_000_000
"""Files of a scenario above this size are refused before they are read [bytes]."""
PRINTED = 200_000_000
"""The same for what another program prints: a cluster of thousands of nodes [bytes]."""
_INSTEAD: ContextVar[Mapping[str, bytes]] = ContextVar("instead")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(path: str | Path, label: str = "", largest: int = LARGEST) -> str:
    """The file's text: UTF-8, or what its byte order mark says.

    Raises InputError where the file is missing, a folder, empty, too large, binary or in another encoding.
    """
    label = label or str(path)
    return decoded(read_bytes(path, label, largest), label)


def decoded(data: bytes, label: str) -> str:
    """The text that bytes are; raises InputError as ``read_text`` does."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        raise refusal(label, f"is not text: byte {data.index(0) + 1} is zero; wanted is a text file in UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"byte {error.start + 1} (0x{data[error.start]:02x})" if error.start < len(data) else "its end"
        named = "UTF-16" if encoding == "utf-16" else "UTF-8"
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(
            label, f"is not text in {named}: {found} in line {line} fits no character; save the file as UTF-8"
        ) from None
    if not text.strip():
        raise refusal(label, "is empty")
    return text


@contextmanager
def instead(files: Mapping[Path, bytes]) -> Iterator[None]:
    """Read files as if they held something else: what is to be written can be read before it is."""
    token = _INSTEAD.set({os.path.realpath(path): content for path, content in files.items()})
    try:
        yield
    finally:
        _INSTEAD.reset(token)


def parted(data: bytes) -> tuple[str, bytes, str]:
    """The text of a file's bytes, its byte order mark, and its encoding. Raises UnicodeDecodeError."""
    mark, encoding = unmarked(data)
    return data[len(mark) :].decode(encoding), mark, encoding


def unmarked(data: bytes) -> tuple[bytes, str]:
    """The byte order mark with which bytes begin, and what they are encoded in behind it; without one, UTF-8."""
    mark = next((mark for mark, _ in _MARKS if data.startswith(mark)), b"")
    return mark, {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")


def read_bytes(path: str | Path, label: str, largest: int = LARGEST) -> bytes:
    """The file's bytes; raises InputError where it can't be read, or should not be."""
    replaced = _INSTEAD.get(None)
    if replaced and (found := replaced.get(os.path.realpath(path))) is not None:
        return found
    try:
        about = os.stat(path)
        _refuse_odd(about, label, largest)
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise refusal(label, "there is no such file") from None
    except PermissionError:
        raise refusal(label, "may not be read: permission is denied") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise refusal(label, f"can't be read: {reason}") from None


def refusal(label: str, message: str) -> InputError:
    """One fault of a whole file, as an error."""
    return InputError([Fault(message, file=label, code="unreadable")])


def _refuse_odd(about: os.stat_result, label: str, largest: int) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise refusal(label, "is a folder; wanted is a file")
    if not stat.S_ISREG(about.st_mode):
        raise refusal(label, "is no ordinary file")
    if about.st_size > largest:
        size, most = about.st_size / 1e6, largest // 1_000_000
        what = "a file of a scenario" if largest == LARGEST else "what is read of another program"
        raise refusal(label, f"has {size:,.0f} MB; {what} has at most {most} MB")
    if about.st_size == 0:
        raise refusal(label, "is empty")
