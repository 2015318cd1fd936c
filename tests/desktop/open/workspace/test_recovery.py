"""Unsaved work that is damaged is named and set aside; it stops nothing."""

from __future__ import annotations

import json

from planner.desktop.open.workspace.folder import Workspace
from planner.desktop.open.workspace.recovery import Recovery
from tests.desktop.open.workspace.test_safety import crash, press, reopened

__all__ = ["crash"]

MISSING = object()
DAMAGES = {
    "empty": b"",
    "no JSON": b'{"scenario"',
    "a list": b"[1, 2]",
    "a number": b"7",
    "nothing": b"null",
    "too deep": b"[" * 100_000,
    "no text": b"\xff\xfe\0",
    "a key less": {"refused": MISSING},
    "no scenario": {"scenario": 3},
    "an empty scenario": {"base": {}},
    "a wrong cell": {"refused": [[1, 2]]},
    "no cells": {"refused": 5},
    "steps that are none": {"refused": [["requests", "a", [{}], "x", "y"]]},
    "an endless number": {"scenario": {"format": 1, "calendar": {"start": "2027-01", "periods": 10**400}}},
}


def test_unsaved_work_that_is_damaged_is_set_aside_whatever_is_wrong_with_it(qtbot, crash, recovery, workspace):
    crash()
    (place,) = recovery.glob("*.json")
    folder = Workspace(workspace)
    (document,) = (each for each in folder.documents.values() if Recovery(recovery).find(each))
    known = json.loads(place.read_text())
    for name, damage in DAMAGES.items():
        whole = {**known, **damage} if isinstance(damage, dict) else {}
        content = damage if isinstance(damage, bytes) else json.dumps(_without(whole)).encode()
        place.write_bytes(content)
        assert Recovery(recovery).find(document) == [], name
        (aside,) = Recovery(recovery).damaged(document)
        assert aside.read_bytes() == content and not place.exists(), name
        aside.unlink()


def _without(data):
    return {key: value for key, value in data.items() if value is not MISSING}


def test_it_is_named_in_the_window(window, qtbot, crash, recovery, workspace):
    crash()
    (place,) = recovery.glob("*.json")
    place.write_bytes(b"[")
    (notice,) = reopened(window, qtbot, workspace)
    (aside,) = recovery.glob("*.damaged")
    assert str(aside) in notice.label.text() and aside.read_bytes() == b"["
    press(qtbot, notice, "Throw away")
    assert not reopened(window, qtbot, workspace) and not list(recovery.glob("*.damaged"))
