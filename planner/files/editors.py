"""How editors know a scenario file, and how they read one: by YAML 1.2, where we are kinder."""

from __future__ import annotations

from typing import Any

SCHEMA_ID = "urn:gpu-planner:scenario:1"
"""What the schema of format 1 is called, wherever a copy of it lies: nothing has to be fetched."""
SCHEMA_FILE = "scenario.schema.json"
"""Its copy beside the scenarios of a workspace."""
MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
"""The line by which an editor finds it: the Red Hat YAML extension of VS Code, yaml-language-server in any other."""
_GROUPED = r"[1-9][0-9]*(_[0-9]+)+(\.[0-9]*)?([eE][-+]?[0-9]+)?$"
_SMALLEST = 1000
"""Numbers below it have no digits to be kept apart."""
_OF_NUMBERS = ("type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def as_editors_read(schema: Any) -> Any:
    """The schema for data as an editor reads it.

    YAML 1.2 takes ``14_000_000`` for a text, and ``007`` or ``2027`` for a number also where a text belongs. Here the
    one is a number and the others are what was written: the schema takes both, so that nothing is marked that is right.
    """
    if isinstance(schema, list):
        return [as_editors_read(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    read = {
        key: value if key in ("default", "enum", "const") else as_editors_read(value) for key, value in schema.items()
    }
    if read.get("type") == "string" and "enum" not in read and "const" not in read:
        return {**read, "type": ["string", "number", "boolean"]}
    if read.get("type") in ("number", "integer") and read.get("maximum", _SMALLEST) >= _SMALLEST:
        sign = "[-+]?" if read.get("minimum", read.get("exclusiveMinimum", -1)) < 0 else "[+]?"
        number = {key: read.pop(key) for key in _OF_NUMBERS if key in read}
        return {**read, "anyOf": [number, {"type": "string", "pattern": f"^{sign}{_GROUPED}"}]}
    return read
