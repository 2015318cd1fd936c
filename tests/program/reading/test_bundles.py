"""What a request must earn the GPUs of besides its own."""

from __future__ import annotations

from planner.domain.request import Request
from planner.program.optimum.prices import Opportunity
from planner.program.reading.bundles import bundles

RICH, POOR, NOTHING = Opportunity(1.0, 5.0), Opportunity(2.0, 1.0), Opportunity(2.0, 0.0)


def found(requires: dict[str, list[str]], served: set[str], **alone: Opportunity) -> dict[str, tuple[str, ...]]:
    by_id = {
        name: Request.model_validate({"id": name, "demand": {"gpus": 1}, "requires": needed})
        for name, needed in requires.items()
    }
    return bundles(by_id, served, {name: alone.get(name, RICH) for name in requires})


def test_a_bundle_is_what_does_not_earn_its_own_along_the_whole_chain() -> None:
    chain = found({"a": ["b"], "b": ["c"], "c": [], "d": []}, set(), b=POOR, c=POOR)
    assert chain == {"a": ("b", "c"), "b": ("c",), "c": (), "d": ()}


def test_what_another_that_is_served_needs_is_in_no_bundle() -> None:
    requires = {"a": ["base"], "b": ["base"], "base": []}
    assert found(requires, {"b", "base"}, base=POOR)["a"] == ()
    assert found(requires, {"base"}, base=POOR)["a"] == ("base",)


def test_who_is_in_the_bundle_does_not_keep_others_out_of_it() -> None:
    requires = {"a": ["middle"], "middle": ["base"], "base": []}
    assert found(requires, {"a", "middle", "base"}, middle=POOR, base=POOR)["a"] == ("base", "middle")


def test_what_is_worth_nothing_has_no_bundle() -> None:
    assert found({"a": ["base"], "base": []}, set(), a=NOTHING, base=POOR)["a"] == ()
