"""A save changes what was edited in a file, and not a byte more."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.files import dump, dump_variant, load, parse
from planner.files.saving import Wanted, as_saved, held, save
from planner.files.writing import data_of
from tests.files.odd_styles import Odd
from tests.strategies import scenarios

COMPLETE = Path(__file__).parent / "complete.yaml"
SAMPLES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new."""
    found = list(ndiff(before.decode().splitlines(True), after.decode().splitlines(True)))
    return [line[2:] for line in found if line[0] == "-"], [line[2:] for line in found if line[0] == "+"]


def with_request(scenario: Scenario, at: int, **update: object) -> Scenario:
    requests = list(scenario.requests)
    requests[at % len(requests)] = requests[at % len(requests)].model_copy(update=update)
    return scenario.model_copy(update={"requests": tuple(requests)})


def without_last(scenario: Scenario, at: int) -> Scenario:
    """Without a request that no other one names."""
    named = {name for request in scenario.requests for name in (*request.requires, *request.conflicts)}
    free = [request.id for request in scenario.requests if request.id not in named]
    kept = tuple(request for request in scenario.requests if request.id != free[at % len(free)])
    return scenario.model_copy(update={"requests": kept, "expect": ()}) if len(kept) > 0 else scenario


EDITS: dict[str, tuple[Callable[[Scenario, int], Scenario], int, int]] = {
    "cost": (lambda s, at: with_request(s, at, cost=12345.0), 1, 1),
    "confidence": (lambda s, at: with_request(s, at, confidence=0.625), 1, 1),
    "name": (lambda s, at: with_request(s, at, name="A: 'new' #1"), 1, 1),
    "team": (lambda s, at: with_request(s, at, team="blue"), 1, 1),
    "metric": (lambda s, at: with_request(s, at, metrics={"points": 1_234_567.0}), 2, 2),
    "out": (lambda s, at: with_request(s, at, commitment="out"), 1, 1),
    "new": (lambda s, at: s.model_copy(update={"requests": (*s.requests, Request(id="new", name="New"))}), 1, 3),
    "title": (lambda s, at: s.model_copy(update={"name": "Another name"}), 1, 1),
    "notes": (lambda s, at: s.model_copy(update={"notes": "First.\nSecond: line."}), 1, 3),
}  # fmt: skip
"""How to edit a scenario, and the most lines that may go and come for it."""


@settings(max_examples=16)
@given(scenarios(), st.randoms(use_true_random=False), st.sampled_from([*EDITS]), st.integers(0, 9), st.booleans())
def test_an_edit_of_any_legal_file_changes_only_its_lines_and_comes_back_by_undo(made, chance, edit, at, crlf):
    made = parse(data_of(made))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "s.yaml"
        text = Odd(chance).text(data_of(made))
        written = (codecs.BOM_UTF8 if chance.randrange(4) == 0 else b"") + text.replace(
            "\n", "\r\n" if crlf else "\n"
        ).encode()
        file.write_bytes(written)
        before = load(file)
        assert before == made
        save(before, file)
        assert file.read_bytes() == written
        change, gone, come = EDITS[edit]
        after = change(before, at)
        done = as_saved(file, Wanted(after, dump(after)), held(file))
        assert not done.lost
        done.write()
        assert load(file) == after
        old, new = changed_lines(written, file.read_bytes())
        assert len(old) <= gone + (crlf or not text.endswith("\n")) and len(new) <= come + (not text.endswith("\n"))
        assert all(line.endswith("\r\n") for line in new[:-1]) is (crlf or len(new) < 2)
        as_saved(file, Wanted(before, dump(before)), {file: written}).write()
        assert file.read_bytes() == written


@settings(max_examples=12)
@given(scenarios(), st.randoms(use_true_random=False), st.integers(0, 9))
def test_a_request_that_is_taken_out_goes_with_its_lines_alone(made, chance, at):
    before = parse(data_of(made))
    after = without_last(before, at)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "s.yaml"
        file.write_text(Odd(chance).text(data_of(before)), encoding="utf-8")
        written = file.read_bytes()
        save(after, file)
        assert load(file) == after
        assert not changed_lines(written, file.read_bytes())[1] or before.expect or len(after.requests) == 1


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_sample_that_is_saved_as_it_is_keeps_every_byte(file, tmp_path):
    for each in SAMPLES:
        (tmp_path / each.name).write_bytes(each.read_bytes())
    copied = tmp_path / file.name
    save(load(copied), copied)
    assert copied.read_bytes() == file.read_bytes()


def saved(tmp_path: Path, text: str, **update: object) -> str:
    """What becomes of the text of a file when a scenario with other parts is saved over it."""
    file = tmp_path / "s.yaml"
    file.write_bytes(text.encode())
    after = load(file).model_copy(update=update)
    save(after, file)
    assert load(file) == after
    return file.read_bytes().decode()


HEAD = "format: 1\ncalendar: {start: 2027-01, periods: 2}\n"


def test_numbers_keep_their_notation(tmp_path):
    text = HEAD + "requests:\n- {id: a, metrics: {x: 14_000_000, y: 2.10, z: 3e6, w: 5}} # why\n"
    request = Request(id="a", metrics={"x": 15e6, "y": 2.5, "z": 4.5e6, "w": 7})
    assert saved(tmp_path, text, requests=(request,)) == text.replace("14_", "15_").replace("2.10", "2.50").replace(
        "3e6", "4.5e6"
    ).replace("w: 5", "w: 7")


def test_one_word_of_a_folded_note_is_changed_in_its_line(tmp_path):
    text = HEAD + "notes: >-  # said\n  One line of words\n  and another of words.\n\n# end\n"
    assert saved(tmp_path, text, notes="One line of words and another of phrases.") == text.replace(
        "words.", "phrases."
    )


POOLS = """pools:
  - id: a
    accelerator: H100-SXM
    gpus: 8
    on_demand: &rented {gpus: 4, cost_per_gpu_hour: 4.80}
  - {id: b, accelerator: H100-SXM, gpus: 8, on_demand: *rented}
  - {id: c, accelerator: H100-SXM, gpus: 8, on_demand: *rented}
"""


def rented(scenario: Scenario, at: int) -> dict[str, object]:
    pools = list(scenario.pools)
    pools[at] = pools[at].model_copy(update={"on_demand": pools[at].on_demand.model_copy(update={"gpus": 6.0})})
    return {"pools": tuple(pools)}


def test_an_alias_that_is_edited_is_written_in_place_and_its_anchor_stays(tmp_path):
    found = saved(tmp_path, HEAD + POOLS, **rented(parsed(tmp_path, HEAD + POOLS), 1))
    assert found == HEAD + POOLS.replace("*rented", "{gpus: 6, cost_per_gpu_hour: 4.8}", 1)


def test_an_anchor_that_is_edited_goes_to_the_next_place_that_repeats_it(tmp_path):
    found = saved(tmp_path, HEAD + POOLS, **rented(parsed(tmp_path, HEAD + POOLS), 0))
    wanted = POOLS.replace("&rented {gpus: 4", "{gpus: 6").replace(
        "*rented", "&rented {gpus: 4, cost_per_gpu_hour: 4.80}", 1
    )
    assert found == HEAD + wanted


def test_an_element_with_an_anchor_can_be_taken_out(tmp_path):
    scenario = parsed(tmp_path, HEAD + POOLS)
    found = saved(tmp_path, HEAD + POOLS, pools=scenario.pools[1:])
    assert "id: b" in found and found.count("&rented") == 1 and found.count("*rented") == 1


def parsed(tmp_path: Path, text: str) -> Scenario:
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path / "p.yaml")


def test_elements_that_change_places_take_their_lines_and_comments_along(tmp_path):
    text = (
        HEAD
        + "pools:\n  - id: a   # the first\n    accelerator: H100-SXM\n    gpus: 8\n\n  - {id: b, accelerator: L40S, gpus: 1}\n"
    )
    scenario = parsed(tmp_path, text)
    found = saved(tmp_path, text, pools=scenario.pools[::-1])
    assert "# the first" in found and found.index("id: b") < found.index("id: a")


def test_what_is_renamed_keeps_its_lines(tmp_path):
    text = HEAD + "pools:\n- id: a # x\n  accelerator: H100-SXM # y\n  gpus: 8\n- {id: b, accelerator: L40S, gpus: 1}\n"
    scenario = parsed(tmp_path, text)
    pools = (scenario.pools[0].model_copy(update={"id": "main"}), scenario.pools[1])
    assert saved(tmp_path, text, pools=pools) == text.replace("id: a", "id: main")


VARIANT = """format: 1
extends: baseline.yaml   # the signed-off one
name: Late

changes:
  # agreed with the vendor
  pools: {h100-us: {gpus: 256}}
  requests:
    assistant-chat:
      minimum: 0.85  # asked for
"""


def test_an_edit_of_a_variant_stays_in_its_changes(tmp_path):
    (tmp_path / "baseline.yaml").write_bytes((SAMPLES[1].parent / "baseline.yaml").read_bytes())
    file = tmp_path / "late.yaml"
    file.write_text(VARIANT, encoding="utf-8")
    parent, child = load(tmp_path / "baseline.yaml"), load(file)

    def saved_as(after: Scenario) -> str:
        after = after.as_change_of(parent)
        save(after, file)
        assert load(file) == after
        return file.read_text(encoding="utf-8")

    request = child.request_by_id["assistant-chat"]
    pool = child.pool_by_id["h100-us"]
    assert saved_as(child) == VARIANT
    assert saved_as(child.replacing(request.model_copy(update={"minimum": 0.75}))) == VARIANT.replace("0.85", "0.75")
    again = child.replacing(pool.model_copy(update={"availability": 0.5}))
    assert saved_as(again) == VARIANT.replace("{gpus: 256}", "{gpus: 256, availability: 0.5}")
    assert dump_variant(parent, again, "baseline.yaml") != VARIANT
    back = child.replacing(parent.request_by_id["assistant-chat"])
    found = saved_as(back)
    assert "assistant-chat" not in found and "# agreed with the vendor" in found


def test_what_no_splice_can_say_is_written_anew_and_said_to_be_lost(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text("{format: 1, calendar: {start: 2027-01, periods: 2}} # all in one\n", encoding="utf-8")
    after = load(file).model_copy(update={"name": "Named"})
    done = as_saved(file, Wanted(after, dump(after)), held(file))
    assert done.lost == ("comments",) and done.files[file].decode() == dump(after)
