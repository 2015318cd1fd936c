"""Editors say what ``validate`` says, as far as a schema can: files made at random are read as each of them does."""

from __future__ import annotations

import copy
import random
import re
from contextlib import suppress
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from planner.errors import InputError
from planner.files import read, schema
from planner.files.catalogue import catalogue
from planner.files.emitting import emit
from planner.files.places import KEY_OF
from planner.files.validation import validated
from planner.files.yaml_tree import read_yaml
from tests.files.fuzzing import COMPLETE, yaml_texts

ODD = [
    None, True, False, 0, 1, -1, 0.5, 2, 1e16, -1e16, "", "x", " x", "x " * 120, "2027-01", "2027-13", "2027-01-18",
    "2027-Q1", 2027, 14_000_000, [], {}, [1], [1, 2], ["a"], {"a": 1}, {"2027-01": 5}, {"2027-01": -5}, [[1, 1]],
    [[0.5, 0.8], [1, 1]], "must", "training", "value", "fair", {"cost": {"target_value": 3}}, "yes", "007",
]  # fmt: skip
KEYS = [
    "x", "gpus", "gpu_hours", "nodes", "name", "id", "option", "each", "at_least", "notes", "shards", "gpus_per_node",
    "cost_per_node_hour", "train", "serve",
]  # fmt: skip
IN_A_SCHEMA = re.compile(
    r"unknown key|is missing|must give exactly|must give at_most or at_least|must be (true|a mapping|a list)"
)
"""Faults that a schema can find whatever else a file holds; others it need not."""


class AsEditors(yaml.SafeLoader):
    """YAML 1.2, as editors read it: no number has ``_`` in it, and only true and false are neither text nor number."""


AsEditors.yaml_implicit_resolvers = {}
for tag, pattern, starts in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", "-+.0123456789"),
):
    AsEditors.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(starts))
AsEditors.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
AsEditors.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(node.value.replace(".inf", "inf").replace(".nan", "nan"))
)


@pytest.fixture(scope="module")
def editor():
    return jsonschema.Draft202012Validator(schema())


def plain(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {str(key): plain(value) for key, value in tree.items()}
    return [plain(value) for value in tree] if isinstance(tree, list) else tree


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in inside for place in places(value, (*path, key)))]


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def changed(tree: Any, chance: random.Random) -> Any:
    """The tree with one thing said otherwise, lost, added or misspelt."""
    tree = copy.deepcopy(tree)
    *where, last = chance.choice([place for place in places(tree) if place])
    holder, odd = at(tree, tuple(where)), copy.deepcopy(chance.choice(ODD))
    what = chance.choice(["say", "say", "lose", "add", "misspell"])
    if what == "say":
        holder[last] = odd
    elif what == "lose":
        del holder[last]
    elif isinstance(holder, list):
        holder.append(odd)
    elif what == "add":
        holder[chance.choice(KEYS)] = odd
    else:
        holder[f"{last}z"] = holder.pop(last)
    return tree


def faults(data: Any) -> list[str]:
    return [str(fault) for fault in validated(data, catalogue())[1] if not fault.warning]


def test_what_validate_takes_no_editor_marks_and_what_a_schema_can_see_both_refuse(editor):
    base, taken, refused = plain(read_yaml(COMPLETE)), 0, 0
    for seed in range(250):
        text = emit(changed(base, random.Random(seed)))
        wrong = faults(read_yaml(text))
        seen = editor.is_valid(plain(yaml.load(text, AsEditors)))
        assert wrong or seen, f"seed {seed}: an editor marks what is right"
        if any(IN_A_SCHEMA.search(fault) for fault in wrong):
            assert not seen, f"seed {seed}: no editor marks {wrong}"
            refused += 1
        taken += not wrong
    assert taken > 20 and refused > 60, "both are tried"


def test_no_variant_that_is_right_is_marked(editor, tmp_path):
    (tmp_path / "base.yaml").write_text(COMPLETE, encoding="utf-8")
    base, taken = plain(read_yaml(COMPLETE)), 0
    changes = {key: part for key, part in base.items() if key not in ("format", "name", "notes", "expect")}
    for key, name in KEY_OF.items():
        if key in changes:
            changes[key] = {each[name]: {k: v for k, v in each.items() if k != name} for each in changes[key]}
    for seed in range(60):
        chance = random.Random(seed)
        some = {key: part for key, part in changed(changes, chance).items() if chance.random() < 0.5}
        text = emit({"format": 1, "extends": "base.yaml", "changes": some})
        (tmp_path / "variant.yaml").write_text(text, encoding="utf-8")
        with suppress(InputError):
            read(tmp_path / "variant.yaml")
            taken += 1
            assert editor.is_valid(plain(yaml.load(text, AsEditors))), f"seed {seed}: an editor marks what is right"
    assert taken > 20


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(yaml_texts())
def test_no_text_that_is_right_is_marked(editor, text):
    try:
        data = read_yaml(text)
        seen = yaml.load(text, AsEditors)
    except (InputError, yaml.YAMLError, ValueError, TypeError):
        return
    if isinstance(data, dict) and "extends" not in data and not faults(data):
        assert editor.is_valid(plain(seen))


@pytest.mark.parametrize(
    "written", ["14_000_000", "1_4e6", "007", "2027", "on", "NO", "1e6", ".5", "+3", "12:30", "0x1F"]
)
@pytest.mark.parametrize(
    "field", ["metrics: {revenue: %s}", "team: %s", "minimum: %s", "window: [%s, 2027-06]", "cost: %s"]
)
def test_a_word_is_taken_by_an_editor_where_it_is_taken_here(editor, written, field):
    text = f"{{calendar: {{start: 2027-01, periods: 6}}, requests: [{{id: a, {field % written}}}]}}"
    wrong = faults(read_yaml(text))
    assert wrong or editor.is_valid(yaml.load(text, AsEditors))
