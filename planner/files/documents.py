"""What other programs print as trees: JSON, one document or several behind each other, or YAML with ``---`` between."""

from __future__ import annotations

import json
from typing import Any

from planner.errors import Fault, InputError
from planner.files.yaml_tree import read_all_yaml

LARGEST = 5_000_000
"""Entries that the YAML of another program may have: a cluster of thousands of nodes."""


def read_documents(text: str, label: str) -> list[Any]:
    """Every document of a text, of mappings, lists, texts, numbers, true, false and None.

    Raises InputError, with the line, for what is neither.
    """
    bare = text.lstrip("\ufeff \t\r\n")
    if bare[:1] in ("{", "["):
        return _json(bare, label, text.count("\n", 0, len(text) - len(bare)))
    return read_all_yaml(text, label, LARGEST)


def _json(text: str, label: str, above: int) -> list[Any]:
    decoder, found, at = json.JSONDecoder(), list[Any](), 0
    try:
        while at < len(text):
            value, end = decoder.raw_decode(text, at)
            found.append(value)
            at = len(text) - len(text[end:].lstrip(" \t\r\n,"))
    except json.JSONDecodeError as error:
        message = f"is no valid JSON: {error.msg[0].lower()}{error.msg[1:]} (column {error.colno}); is it cut short?"
        raise InputError([Fault(message, file=label, line=error.lineno + above, code="syntax")]) from None
    except RecursionError:
        raise InputError([Fault("is nested too deep", file=label, code="syntax")]) from None
    except ValueError as error:
        raise InputError([Fault(f"holds a number that can't be read: {error}", file=label, code="syntax")]) from None
    return found
