"""In which encoding a table is: spreadsheets write CSV in UTF-8, in UTF-16, or in Windows' code page for their country.

A byte order mark says it, and UTF-8 shows by itself. Of what is neither, the whole file decides: it is Windows-1252,
of which Latin-1 is a part, only where all letters stand as Western languages have them. Letters of another code page
make runs, stand for signs in the midst of words, or are capitals behind small ones: such a file is refused, as a name
that is read wrongly looks like any other.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from planner.files.text import decoded, refusal, unmarked

WINDOWS = "cp1252"
SHOWN = 5
"""Lines that are named as those in which the encoding shows."""
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SMALL, _LARGE = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
_LETTER = f"{_SMALL}{_LARGE}"
_ODD = re.compile(
    "[¡-ª¬®-º¼-ÿ]{3}"  # three in a row, of which Cyrillic and Greek words are made
    f"|[{_SMALL}][À-ÖØ-ÞŠŽŒŸ]"  # a capital in the midst of a word
    f"|[{_LETTER}][¡-¦¨-¬¯²-¶¸-º¼-¿‡†‰][{_LETTER}]"  # a sign there
    f"|[{_LETTER}][ŠšŽžƒŸÝýÞþÐð]|[ŠšŽžƒŸÝýÞþÐð][{_LETTER}]"  # Icelandic, but more often Turkish, Polish or a Mac's
    f"|[{_LETTER}]œ(?![uioUIO])|[ƒˆ˜]"
)
"""What Western words don't have."""
_RARE = 20
"""One letter in so many may stand oddly, as in a foreign name."""


class Encoded(NamedTuple):
    """The text of a table's bytes, and how they hold it."""

    text: str
    mark: bytes
    """Byte order mark."""
    encoding: str
    """What writes the text again, as Python calls it."""
    doubt: str = ""
    """What a reader should know; it goes on from the file's name."""

    def again(self, text: str) -> bytes:
        """Another text in the same encoding; in UTF-8, with a mark that says so, where it lacks a letter."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError:
            return codecs.BOM_UTF8 + text.encode()


def encoded(data: bytes, label: str) -> Encoded:
    """The text of a table. Raises InputError where it is empty, binary, or in an encoding that is not sure."""
    mark, named = unmarked(data)
    if mark:
        return Encoded(decoded(data, label), mark, named)
    if (wide := _wide(data)) and (text := _decoded(data, wide)) and text.strip():
        return Encoded(text, b"", wide)
    if b"\0" in data or _decoded(data, "utf-8") is not None or _is_broken_utf_8(data):
        return Encoded(decoded(data, label), b"", "utf-8")
    text = data.decode(WINDOWS, errors="replace")
    odd = [found.start() for found in _ODD.finditer(text)]
    if "\ufffd" in text or _RARE * len(odd) > len(_HIGH.findall(data)):
        start = text.index("\ufffd") if "\ufffd" in text else odd[0]
        message = (
            "is not in UTF-8, and not surely in Windows-1252 either: look at the letters of line"
            f" {text.count(chr(10), 0, start) + 1}; save the file as UTF-8 (in Excel: CSV UTF-8)"
        )
        raise refusal(label, message)
    return Encoded(text, b"", WINDOWS, f"is read as Windows-1252, since it is not in UTF-8: {_places(data)}")


def _places(data: bytes) -> str:
    """The lines in which it matters."""
    lines = [number for number, line in enumerate(data.split(b"\n"), 1) if _HIGH.search(line)]
    more = len(lines) - SHOWN
    named = ", ".join(map(str, lines[:SHOWN])) + (f" and {more:,} more" if more > 0 else "")
    return f"look at its letters in {'line' if len(lines) == 1 else 'lines'} {named}"


def _wide(data: bytes) -> str:
    """The UTF-16 that a text without a mark is in: signs and digits have a zero byte, always on the same side."""
    if not data or len(data) % 2 or b"\0" not in data:
        return ""
    above, below = data[1::2].count(0), data[::2].count(0)
    if min(above, below) * 20 > max(above, below):
        return ""
    return "utf-16-le" if above > below else "utf-16-be"


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _is_broken_utf_8(data: bytes) -> bool:
    """Whether most of the bytes that are no ASCII make letters of UTF-8, and only some of them don't."""
    letters = sum(len(found[0]) for found in _UTF_8_LETTER.finditer(data))
    return 2 * letters > len(_HIGH.findall(data))
