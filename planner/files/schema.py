"""JSON Schema of scenario files, so that editors complete and check them."""

from __future__ import annotations

import copy
import json
from typing import Any

from planner.domain.scenario import Scenario
from planner.files.editors import SCHEMA_ID, as_editors_read
from planner.files.merging import is_replaced
from planner.files.money import MONEY
from planner.files.places import KEY_OF
from planner.files.variants import VARIANT_KEYS

OVER_TIME = frozenset({"Series", "Payments"})
"""Nouns that are a number, or a list or mapping of some with at least one."""
COLLECTIONS = ("pools", "people", "requests", "rules")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of a scenario file: a whole scenario, or a variant (``extends`` and ``changes``)."""
    whole = as_editors_read(_told_apart(Scenario.model_json_schema()))
    definitions = whole.pop("$defs")
    for name, requirement in TOGETHER.items():
        definitions[name] |= requirement
    _say_money(definitions)
    for collection in COLLECTIONS:
        whole["properties"][collection] = _or_table(whole["properties"][collection], collection)
    loose = {f"{name}Change": _loosened(each, definitions) for name, each in definitions.items()}
    return {
        "$schema": _DIALECT,
        "$id": SCHEMA_ID,
        "title": "Scenario of GPU Planner",
        "$defs": {**definitions, **loose, "Scenario": whole, "Variant": _variant(whole, definitions)},
        "if": {"type": "object", "required": ["extends"]},
        "then": {"$ref": "#/$defs/Variant"},
        "else": {"$ref": "#/$defs/Scenario"},
    }


_WRITTEN: tuple[dict[str, Any], ...] = (
    {"type": "string", "pattern": r"^\s*([A-Z]{3}\s*[-+.\d][\w.+-]*|[-+.\d][\w.+-]*\s*[A-Z]{3})\s*$"},
    {
        "type": "object",
        "patternProperties": {"^[A-Z]{3}$": as_editors_read({"type": "number"})},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    },
)
"""An amount in a currency: ``1200 EUR``, ``{EUR: 1200}``."""


def _say_money(definitions: dict[str, Any]) -> None:
    """Where money stands, an amount in another currency may."""
    definitions["Payments"] = _priced(definitions["Payments"])
    for name in ("Accelerator", "Expectation", "OnDemand", "Option", "Pool", "Request", "Rule"):
        fields = definitions[name]["properties"]
        fields |= {field: _priced(fields[field]) for field in (MONEY | {"metrics"}) & fields.keys()}


def _priced(wanted: Any) -> Any:
    """The same schema where every number may be an amount in a currency."""
    if isinstance(wanted, list):
        return [_priced(each) for each in wanted]
    if not isinstance(wanted, dict):
        return wanted
    if wanted.get("type") == "number":
        described = {key: wanted[key] for key in ("description", "title", "default") if key in wanted}
        return {"anyOf": [{k: v for k, v in wanted.items() if k not in described}, *_WRITTEN], **described}
    return {key: _priced(value) for key, value in wanted.items()}


def schema_text() -> str:
    """The same as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _given(*names: str) -> dict[str, Any]:
    """Every one of some fields is there, and is not null."""
    return {"required": [*names], "properties": {name: {"not": {"type": "null"}} for name in names}}


_LIMITED = {"anyOf": [_given("at_most"), _given("at_least")]}
TOGETHER: dict[str, dict[str, Any]] = {
    "Demand": {"oneOf": [_given(kind) for kind in ("gpus", "gpu_hours", "train", "serve")]},
    "Pool": {
        "oneOf": [_given("gpus"), _given("nodes")],
        "not": _given("cost_per_gpu_hour", "cost_per_node_hour"),
        "if": {"anyOf": [_given("nodes"), _given("cost_per_node_hour")]},
        "then": _given("gpus_per_node"),
    },
    "Rule": _LIMITED,
    "Expectation": {
        "oneOf": [_given("funds"), _given("declines"), _given("measure")],
        "if": _given("measure"),
        "then": _LIMITED,
    },
}
"""What no field says by itself: which ones belong together, or exclude each other."""


def _told_apart(schema: Any) -> Any:
    """Mappings whose keys have a form take no others, and steps and lists over time are not empty."""
    if isinstance(schema, list):
        return [_told_apart(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told = {key: _told_apart(value) for key, value in schema.items()}
    if "patternProperties" in told:
        told["additionalProperties"] = False
    for name in OVER_TIME & told.get("$defs", {}).keys():
        series = told["$defs"][name]
        series["anyOf"] = [_filled(each) for each in series["anyOf"]]
    return told


def _filled(schema: dict[str, Any]) -> dict[str, Any]:
    """The same with at least one entry."""
    return {**schema, **{"object": {"minProperties": 1}, "array": {"minItems": 1}}.get(schema.get("type", ""), {})}


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
        return _nullable(_merged(key, _referring(whole, definitions)))
    array, table = whole["anyOf"]
    element = {"$ref": f"{array['items']['$ref']}Change"}
    return {"anyOf": [{"type": "object", "additionalProperties": _nullable(element)}, table]}


def _loosened(definition: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The same noun where a part of it is enough, and null removes."""
    loose: dict[str, Any] = _referring(copy.deepcopy(definition), definitions)
    if "properties" in loose:
        for whole in ("required", "oneOf", "anyOf", "not", "if", "then"):
            loose.pop(whole, None)
        loose["properties"] = {k: _nullable(_merged(k, v)) for k, v in loose["properties"].items()}
        if "options" in loose["properties"]:
            by_id = {"type": "object", "additionalProperties": _nullable({"$ref": "#/$defs/OptionChange"})}
            loose["properties"]["options"]["anyOf"].append(by_id)
    return loose


def _merged(key: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """A mapping that a variant merges, name by name: null removes one. Others are replaced whole."""
    if is_replaced(key, ""):
        return wanted
    entries = {names: _nullable(each) for names, each in wanted.get("patternProperties", {}).items()}
    found = {**wanted, "patternProperties": entries} if entries else wanted
    others = wanted.get("additionalProperties")
    return {**found, "additionalProperties": _nullable(others)} if isinstance(others, dict) else found


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
