"""JSON Schema of scenario files, so that editors complete and check them."""

from __future__ import annotations

import copy
from typing import Any

from planner.domain.scenario import Scenario
from planner.files.places import KEY_OF
from planner.files.variants import VARIANT_KEYS

COLLECTIONS = ("pools", "people", "requests", "rules")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of a scenario file: a whole scenario, or a variant (``extends`` and ``changes``)."""
    whole = Scenario.model_json_schema()
    definitions = whole.pop("$defs")
    for collection in COLLECTIONS:
        whole["properties"][collection] = _or_table(whole["properties"][collection], collection)
    loose = {f"{name}Change": _loosened(each, definitions) for name, each in definitions.items()}
    return {
        "$schema": _DIALECT,
        "title": "Scenario of GPU Planner",
        "$defs": {**definitions, **loose, "Scenario": whole, "Variant": _variant(whole, definitions)},
        "if": {"type": "object", "required": ["extends"]},
        "then": {"$ref": "#/$defs/Variant"},
        "else": {"$ref": "#/$defs/Scenario"},
    }


def _or_table(elements: dict[str, Any], collection: str) -> dict[str, Any]:
    described: dict[str, Any] = {k: elements[k] for k in ("description", "title", "default") if k in elements}
    array = {k: v for k, v in elements.items() if k not in described}
    table = {
        "type": "string",
        "pattern": r"\.(csv|tsv|xlsx(#.+)?)$",
        "description": f"A table beside this file, one row for each of the {collection}.",
    }
    return {"anyOf": [array, table], **described}


def _variant(whole: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    own = {key: whole["properties"][key] for key in VARIANT_KEYS if key in whole["properties"]}
    changed = {k: v for k, v in whole["properties"].items() if k not in ("format",)}
    properties = {k: _change(k, v, definitions) for k, v in changed.items()}
    return {
        "type": "object",
        "description": "A scenario written as changes to another one.",
        "additionalProperties": False,
        "required": ["extends"],
        "properties": {
            **own,
            "extends": {"type": "string", "description": "Path of the scenario that is changed, seen from this file."},
            "changes": {
                "type": "object",
                "description": "What differs, by id (role of people, name of rules); null removes.",
                "additionalProperties": False,
                "properties": properties,
            },
        },
    }


def _change(key: str, whole: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if key not in KEY_OF:
        return _nullable(_referring(whole, definitions))
    array, table = whole["anyOf"]
    element = {"$ref": f"{array['items']['$ref']}Change"}
    return {"anyOf": [{"type": "object", "additionalProperties": _nullable(element)}, table]}


def _loosened(definition: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The same noun where a part of it is enough, and null removes."""
    loose: dict[str, Any] = _referring(copy.deepcopy(definition), definitions)
    if "properties" in loose:
        loose.pop("required", None)
        loose.pop("oneOf", None)
        loose["properties"] = {k: _nullable(v) for k, v in loose["properties"].items()}
        if "options" in loose["properties"]:
            by_id = {"type": "object", "additionalProperties": _nullable({"$ref": "#/$defs/OptionChange"})}
            loose["properties"]["options"]["anyOf"].append(by_id)
    return loose


def _nullable(wanted: dict[str, Any]) -> dict[str, Any]:
    described = {k: wanted[k] for k in ("description",) if k in wanted}
    rest = {k: v for k, v in wanted.items() if k not in described}
    return {"anyOf": [rest, {"type": "null"}], **described}


def _referring(wanted: Any, definitions: dict[str, Any]) -> Any:
    """The same schema with every reference to a noun led to its loosened form."""
    if isinstance(wanted, dict):
        target = wanted.get("$ref")
        rest = {key: _referring(value, definitions) for key, value in wanted.items()}
        known = isinstance(target, str) and target.removeprefix("#/$defs/") in definitions
        return rest | {"$ref": f"{target}Change"} if known else rest
    return [_referring(each, definitions) for each in wanted] if isinstance(wanted, list) else wanted
