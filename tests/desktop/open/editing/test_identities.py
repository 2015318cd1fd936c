"""Who is who after any number of edits."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.desktop.open.editing.identities import Identities, moves
from planner.desktop.open.editing.structure import added, removed, renamed
from planner.domain.calendar import Calendar
from planner.domain.request import Demand, Request
from planner.domain.scenario import Scenario

BASE = Scenario(
    calendar=Calendar(start="2027-01", periods=2),
    requests=tuple(Request(id=name, demand=Demand(gpus=k + 1.0)) for k, name in enumerate("abc")),
)
STEPS = st.lists(st.tuples(st.sampled_from(["rename", "remove", "add"]), st.integers(0, 9)), max_size=8)


@settings(deadline=None)
@given(STEPS)
def test_names_are_followed_through_any_edits(steps: list[tuple[str, int]]) -> None:
    """Against a record of who is who that every step keeps by hand."""
    scenario, known = BASE, Identities()
    true: dict[str, str] = {name: name for name in "abc"}  # what each is called now: what it was called first
    for number, (step, at) in enumerate(steps):
        names = [request.id for request in scenario.requests]
        before = scenario
        if step == "add":
            scenario, made = added(scenario, "requests")
            true[made] = ""
        elif names and step == "remove":
            scenario = removed(scenario, "requests", [names[at % len(names)]])
            del true[names[at % len(names)]]
        elif names:
            old, new = names[at % len(names)], f"n{number}"
            scenario = renamed(scenario, "requests", old, new)
            true[new] = true.pop(old)
        known = known.after(before, scenario)
    now = {was: name for name, was in true.items() if was}
    expected = {("requests", name): now.get(name) for name in "abc" if now.get(name) != name}
    assert Identities().moves_to(BASE, known, scenario) == expected


def test_a_new_one_with_an_old_name_is_not_the_old_one() -> None:
    called = renamed(BASE, "requests", "a", "z")
    again, _ = added(called, "requests")
    again = renamed(again, "requests", "new-request", "a")
    known = Identities().after(BASE, called).after(called, again)
    assert Identities().moves_to(BASE, known, again) == {("requests", "a"): "z"}


def test_one_step_that_changes_all_of_a_rule_or_several_ids_is_a_renaming() -> None:
    requests = tuple(r.model_copy(update={"id": f"x{r.id}", "cost": 9.0}) for r in BASE.requests)
    after = BASE.model_copy(update={"requests": requests})
    assert moves(BASE, after) == {("requests", name): f"x{name}" for name in "abc"}
