"""A catalogue: for each English text that of another language, in a gettext file that any translator's tool opens."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from importlib import resources


def catalogue(language: str) -> Mapping[str, str]:
    """The texts of a language, by the English ones; texts that are not translated are left out.

    Of a gettext file only what is needed is read: entries of one text each, written over one line or several.
    Raises FileNotFoundError for a language that there is none of.
    """
    written = resources.files("planner.languages").joinpath(f"{language}.po").read_text(encoding="utf-8")
    return {english: said for english, said in entries(written) if english and said}


def entries(written: str) -> Iterator[tuple[str, str]]:
    """Each English text with what is said for it; the first of a file, for nothing, is its head."""
    found: dict[str, str] = {}
    key = ""
    for line in written.splitlines():
        if line.startswith("msgid "):
            if found:
                yield found["msgid"], found["msgstr"]
            found = {"msgid": "", "msgstr": ""}
        if line.startswith("msg"):
            key, _, line = line.partition(" ")
        if line.startswith('"'):
            found[key] += ast.literal_eval(line)
    if found:
        yield found["msgid"], found["msgstr"]
