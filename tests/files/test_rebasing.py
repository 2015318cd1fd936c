"""Two versions of one scenario brought together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.scenario import Scenario
from planner.files import parse
from planner.files.rebasing import clashes, rebased
from planner.files.writing import data_of
from tests.strategies import scenarios

type Edits = dict[tuple[int, str], float]
EDITS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.sampled_from(["cost", "confidence"])), st.sampled_from([0.125, 0.25]), max_size=4
)


def edited(scenario: Scenario, edits: Edits) -> Scenario:
    """The scenario with figures of some of its requests set."""
    requests = list(scenario.requests)
    for (at, field), value in edits.items():
        if at < len(requests):
            requests[at] = requests[at].model_copy(update={field: value})
    return scenario.model_copy(update={"requests": tuple(requests)})


@settings(deadline=None, max_examples=60)
@given(scenarios(), EDITS, EDITS)
def test_both_versions_are_in_the_merge_and_mine_holds_where_they_clash(base: Scenario, mine: Edits, theirs: Edits):
    base = parse(data_of(base))  # as a file gives it
    a, b = edited(base, mine), edited(base, theirs)
    assert rebased(base, a, b) == edited(edited(base, theirs), {
        key: value for key, value in mine.items() if edited(base, {key: value}) != base
    })  # fmt: skip
    assert rebased(base, a, base) == a
    assert rebased(base, base, b) == b


@settings(deadline=None, max_examples=60)
@given(scenarios(), EDITS, EDITS)
def test_where_nothing_clashes_it_does_not_matter_who_is_first(base: Scenario, mine: Edits, theirs: Edits):
    base = parse(data_of(base))  # as a file gives it
    a, b = edited(base, mine), edited(base, theirs)
    found = clashes(base, a, b)
    assert sorted(map(str, found)) == sorted(map(str, clashes(base, b, a)))
    assert (rebased(base, a, b) == rebased(base, b, a)) is not bool(found)
