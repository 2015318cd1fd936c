"""What a file has that saving a scenario over it would lose, and where a variant comes from."""

from __future__ import annotations

import os
import re
from pathlib import Path

import yaml

from planner.domain.scenario import Scenario
from planner.errors import InputError
from planner.files.emitting import emit
from planner.files.merging import merged
from planner.files.places import Map
from planner.files.reading import parse
from planner.files.text import read_text
from planner.files.writing import TOP_OF_VARIANT, data_of, difference
from planner.files.yaml_tree import read_yaml

TABLED = ("pools", "people", "requests", "rules")
_COMMENT = re.compile(r"(^|\s)#")


def extends(path: str | os.PathLike[str]) -> Path | None:
    """The file that a variant extends; None for a scenario that stands by itself. Raises InputError as reading does."""
    data = read_yaml(read_text(os.fspath(path)), os.fspath(path))
    parent = data.get("extends") if isinstance(data, Map) else None
    return Path(os.path.normpath(Path(path).parent / parent)) if isinstance(parent, str) else None


def loses(text: str) -> tuple[str, ...]:
    """What of a file's text a save from the app can't keep: ``comments``, ``tables``."""
    found = []
    if _has_comments(text):
        found.append("comments")
    try:
        data = read_yaml(text)
    except InputError:
        return tuple(found)
    if isinstance(data, Map):
        holders = [data, data.get("changes")]
        if any(isinstance(at, Map) and any(isinstance(at.get(key), str) for key in TABLED) for at in holders):
            found.append("tables")
    return tuple(found)


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


def rebased(base: Scenario, mine: Scenario, theirs: Scenario) -> Scenario:
    """What I have made of the base, made of theirs instead; where both changed one field, mine holds.

    Raises InputError where my changes can't be made of theirs.
    """
    changes = _tree(difference(data_of(base), data_of(mine)))
    result = merged(_tree(data_of(theirs)), changes, [])
    old, new = data_of(base), data_of(mine)
    for key in TOP_OF_VARIANT:
        if old.get(key) != new.get(key):
            result.pop(key, None)
            result.update({key: new[key]} if key in new else {})
    return parse(result)


def _tree(data: dict[str, object]) -> Map:
    read = read_yaml(emit(data)) if data else None
    return read if isinstance(read, Map) else Map()
