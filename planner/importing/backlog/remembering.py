"""What an import leaves for the next one: what it brought, beside the scenario; what columns are, in the settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Mapping as Mappings
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from planner.atomic import replace_file
from planner.errors import InputError
from planner.importing.backlog.mapping import field_named

KEPT = 200
"""Kinds of tables whose columns are remembered."""
LARGEST = 50_000_000
"""Files above this size are none of ours [bytes]."""


def beside(scenario: Path) -> Path:
    """Where it stands what a scenario's requests were when they were imported last."""
    return scenario.with_name(f".{scenario.name}.imported.json")


def last_import(scenario: Path | None) -> dict[str, dict[str, Any]]:
    """Requests as they were imported last, by id; none where nothing is known of that."""
    data = _data(beside(scenario)) if scenario is not None else {}
    requests = data.get("requests")
    if not isinstance(requests, dict):
        return {}
    return {name: each for name, each in requests.items() if isinstance(each, dict)}


def keep_import(scenario: Path, requests: Mappings[str, Any]) -> None:
    """Keep what was imported, besides what other imports brought."""
    kept = last_import(scenario) | dict(requests)
    text = json.dumps({"format": 1, "requests": kept}, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(beside(scenario), f"{text}\n".encode())


def mappings_file() -> Path:
    """Where it stands how the columns of each kind of table were read."""
    return user_config_path("gpu-planner", appauthor=False) / "columns.json"


def is_field(text: str) -> bool:
    """Whether a text names a field of requests."""
    try:
        field_named(text)
    except InputError:
        return False
    return True


def known_corrections(signature: str, fits: Callable[[str], bool] = is_field) -> dict[str, str]:
    """What was said of the columns of such a table before, by heading; ``fits``: whether a field is one of its kind."""
    found = _data(mappings_file()).get(signature)
    said = found.items() if isinstance(found, dict) else ()
    return {str(heading): str(field) for heading, field in said if fits(str(field))}


def keep_corrections(signature: str, corrections: Mappings[str, str]) -> None:
    """Remember what was said of the columns of a table, for the next one of its kind; a failure to is nobody's loss."""
    file = mappings_file()
    known = {key: value for key, value in _data(file).items() if key != signature}
    if not corrections and signature not in _data(file):
        return
    known = dict([*known.items(), (signature, dict(corrections))][-KEPT:])
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, json.dumps(known, ensure_ascii=False, indent=1).encode())
    except (InputError, OSError):
        return


def _data(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > LARGEST:
            return {}
        data = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
