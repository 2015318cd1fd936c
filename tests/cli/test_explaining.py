"""``gpu-planner explain`` and ``gpu-planner worth``, as a user and as a script sees them."""

from __future__ import annotations

import json

import pytest


def ids(cli, small):
    return [row["id"] for row in json.loads(cli("solve", small, "--json")[1])["requests"]]


def test_explain_says_the_decision_first_and_ends_with_zero(cli, small):
    for request in ids(cli, small):
        code, out, err = cli("explain", small, request)
        assert (code, err) == (0, "")
        assert " is funded" in out or " is declined" in out or " is trimmed" in out or " is deferred" in out
        assert "Value at which it is just served" in out


def test_explain_in_json_holds_the_same_sentences(cli, small):
    request = ids(cli, small)[0]
    found = json.loads(cli("explain", small, request, "--json")[1])
    flat = " ".join(cli("explain", small, request)[1].split())
    assert found["facts"]["request"] == request
    assert found["break_even"]["at"] is not None
    for sentence in found["sentences"]:
        assert " ".join(sentence.split()) in flat


def test_an_unknown_request_is_named_with_the_nearest(cli, small):
    request = ids(cli, small)[0]
    code, out, err = cli("explain", small, request + "x")
    assert (code, out) == (2, "")
    assert request in err


def test_worth_says_every_part(cli, small):
    code, out, err = cli("worth", small, "--block", "1")
    assert (code, err) == (0, "")
    for heading in ("GPUs or people", "A block more, a block less", "From your list to the best list"):
        assert heading in out


def test_worth_in_json_is_a_list_of_parts_with_sentences(cli, small):
    found = json.loads(cli("worth", small, "--json")[1])
    assert {"A block more, a block less", "From your list to the best list"} <= {entry["part"] for entry in found}
    assert all(entry["sentence"].endswith(".") for entry in found)


def test_a_block_can_come_later(cli, small):
    scenario = json.loads(cli("solve", small, "--json")[1])
    last = scenario["pools"][-1]["period"]
    code, out, _ = cli("worth", small, "--from", last)
    assert code == 0
    assert f"from {last} on" in out or len({row["period"] for row in scenario["pools"]}) == 1


@pytest.mark.parametrize("option", [["--pool", "nope"], ["--from", "1999-01"]])
def test_what_is_not_there_is_said(cli, small, option):
    code, out, err = cli("worth", small, *option)
    assert (code, out) == (2, "")
    assert option[1] in err
