"""The JSON Schema tells editors what a file may hold."""

from pathlib import Path

import jsonschema
import pytest

from planner.files import schema
from planner.files.yaml_tree import read_yaml

COMPLETE = Path(__file__).parent / "complete.yaml"


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_the_complete_example_is_valid(validator):
    validator.validate(read_yaml(COMPLETE.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        "{format: 1, calendar: {start: 2027-01, periods: 1}, requests: r.csv, pools: book.xlsx#Pools}",
        "{extends: base.yaml, name: x, changes: {pools: {h: {gpus: 5}, i: null}, objective: fair, rules: {B: {at_most: 1}}}}",
        "{extends: base.yaml, changes: {requests: {r: {minimum: null, options: {a: {cost: 1}}}}, solver: {gap: 0}}}",
    ],
)
def test_tables_and_variants_are_valid(validator, text):
    validator.validate(read_yaml(text))


@pytest.mark.parametrize(
    "text",
    [
        "{format: 1}",
        "{calendar: {start: 2027-01, periods: 1}, catalogue: {}}",
        "{calendar: {start: 2027-01, periods: 1}, requests: r.txt}",
        "{calendar: {start: 2027-01, periods: 1}, pools: [{id: p}]}",
        "{extends: base.yaml, requests: []}",
        "{extends: base.yaml, changes: {pools: {h: {gpuz: 5}}}}",
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(validator, text):
    assert not validator.is_valid(read_yaml(text))


def test_every_field_with_a_docstring_has_a_description():
    described = schema()["$defs"]["Request"]["properties"]
    assert described["decay"]["description"] == "Part of the value lost with each period of waiting."
