"""What a file has that is lost where it is written anew, and the original that is kept then."""

from __future__ import annotations

import os
import re
from pathlib import Path

import yaml

from planner.atomic import replace_file
from planner.errors import InputError
from planner.files.text import read_text
from planner.files.variants import tables_of
from planner.files.yaml_tree import read_yaml

BESIDE = ".original"
"""Behind the name of a file that is kept beside the one that replaced it."""
_COMMENT = re.compile(r"(^|\s)#")


def loses(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """What of a file is lost where it is written anew: ``comments``, ``anchors``, ``tables``.

    Raises InputError for one of no text.
    """
    text, found = read_text(os.fspath(path)), []
    if _has_comments(text):
        found.append("comments")
    if _has_anchors(text):
        found.append("anchors")
    try:
        data = read_yaml(text)
    except InputError:
        return tuple(found)
    if tables_of(data):
        found.append("tables")
    return tuple(found)


def keep_original(file: Path) -> Path:
    """Copy a file beside itself, under a name that is free; returns where it is kept."""
    kept, number = file.with_name(file.name + BESIDE), 2
    while kept.exists():
        kept, number = file.with_name(f"{file.name}{BESIDE}-{number}"), number + 1
    replace_file(kept, file.read_bytes())
    return kept


def _has_anchors(text: str) -> bool:
    """Whether something is written once and said in several places: a save writes it out in each."""
    if "*" not in text:
        return False
    try:
        return any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return True  # nobody knows, so nothing is risked


def _has_comments(text: str) -> bool:
    """Whether a ``#`` stands where YAML begins a comment: outside of every word, quoted or in a block."""
    if not _COMMENT.search(text):
        return False
    try:
        spans = [
            (token.start_mark.index, token.end_mark.index)
            for token in yaml.scan(text, Loader=yaml.SafeLoader)
            if isinstance(token, yaml.ScalarToken)
        ]
    except yaml.YAMLError:
        return True  # nobody knows, so nothing is risked
    return any(not any(start <= at.end() - 1 < end for start, end in spans) for at in _COMMENT.finditer(text))
