"""Texts that tools export with their markup, as people read them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKED = re.compile(r"\s*<(?:p|div|ul|ol|h[1-6]|table|strong|b|em|span|a|br)\b[^<>]*>", re.IGNORECASE)
BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
"""Elements that begin a line."""


def without_markup(text: str) -> str:
    """A text that begins with an element of HTML without its marks; links keep where they lead, all others stay."""
    if not _MARKED.match(text):
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line) or text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.pieces.append("\n- " if tag == "li" else "\n")
        if tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link and self._link not in self.pieces[-1:]:
            self.pieces.append(f" ({self._link})")
        elif tag in BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
