"""Swaps and near plans are said so that one can do what they say."""

from __future__ import annotations

from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.alternatives import Alternative
from planner.tradeoffs.one_scenario.chain import Swap
from planner.tradeoffs.one_scenario.study import Moved, Study
from planner.tradeoffs.sentences.plans import alternative_sentence, core_sentence, swap_sentence

NAMES = [f"r{k}" for k in range(9)]


def study() -> Study:
    """Nine alike requests, of which four and a half fit."""
    requests = [{"id": name, "metrics": {"m": 10 + k}, "demand": {"gpus": 2}} for k, name in enumerate(NAMES)]
    return Study(Scenario.read({
        "calendar": {"start": "2027-01", "periods": 1},
        "accelerators": {"A": {"speed": 1.0}},
        "pools": [{"id": "p", "accelerator": "A", "gpus": 9}],
        "requests": requests,
    }))  # fmt: skip


def swap(less: list[str], more: list[str], *, least: bool) -> Swap:
    return Swap(tuple(less), tuple(more), 50.0, 1.0, {}, least)


def test_a_swap_of_many_says_whether_a_smaller_one_is_ruled_out_or_was_not_found() -> None:
    few, many = swap(["r0"], ["r1"], least=True), [swap(NAMES[:4], NAMES[4:], least=proved) for proved in (True, False)]
    assert "smaller" not in swap_sentence(study(), few)
    assert "no smaller swap brings a thousandth of the value" in swap_sentence(study(), many[0])
    assert "Smaller swaps were looked for" in swap_sentence(study(), many[1])


def other(rows: tuple[Moved, ...], shares: dict[str, float]) -> Alternative:
    return Alternative(50.0, 0.99, rows, shares, {})


def test_other_shares_are_said_from_what_to_what() -> None:
    asked = study()
    before = {name: served.share for name, served in asked.base.served.items()}
    rows = tuple(Moved(name, "trim", "trim", by, 0.0) for name, by in (("r8", -0.5), ("r7", -0.25)))
    said = alternative_sentence(asked, other(rows, before))
    assert "give r8 50 % instead of 100 % and r7 75 % instead of 100 %" in said


def test_who_is_served_in_none_of_the_plans_is_named() -> None:
    asked = study()
    shares = {name: served.share for name, served in asked.base.served.items()}
    said = core_sentence(asked, [other((), shares)])
    declined = [name for name, share in shares.items() if share == 0]
    assert said.startswith("5 of 9 requests are served in the best plan and in the other one; ")
    assert all(name in said for name in declined)
