"""A change of words leaves the plan as it is: what is carried over is what a solve would find."""

import pytest

import planner
from planner.domain.carrying import UNREAD, carried
from planner.domain.digest import digest
from planner.domain.request import Request
from planner.domain.rule import Expectation
from tests.test_samples import SCENARIOS

TABLES = ("requests", "allocation", "served", "pools", "people", "kpis", "binding", "promises")


@pytest.fixture(scope="module")
def solved():
    return planner.solve(planner.load(SCENARIOS / "baseline.yaml"))


def with_notes(element):
    return element.model_copy(update={"notes": "Asked for by the board."})


def alone(scenario):
    """A request that neither requires nor conflicts with anything, nor is required."""
    linked = {name for r in scenario.requests for name in (*r.requires, *r.conflicts)}
    return next(r for r in scenario.requests if r.id not in linked and not r.requires and not r.conflicts)


CHANGES = {
    "name": lambda s: s.model_copy(update={"name": "Board meeting"}),
    "notes": lambda s: s.model_copy(update={"notes": "As of Monday."}),
    "expectations": lambda s: s.model_copy(update={"expect": (Expectation(funds=s.requests[0].id),)}),
    "notes of requests": lambda s: s.replacing(*map(with_notes, s.requests)),
    "notes of pools": lambda s: s.replacing(*map(with_notes, s.pools)),
    "notes of people": lambda s: s.replacing(*map(with_notes, s.people)),
    "notes of rules": lambda s: s.replacing(*map(with_notes, s.rules)),
    "confidence": lambda s: s.replacing(s.requests[0].model_copy(update={"confidence": 0.5, "effort": 3.0})),
    "name of a request": lambda s: s.replacing(alone(s).model_copy(update={"name": "Renamed"})),
}


def test_what_is_carried_over_is_what_a_solve_finds(solved):
    after = solved.scenario
    for change in CHANGES.values():
        after = change(after)
    found, fresh = carried(solved, after), planner.solve(after)
    assert found is not None and found.scenario is after
    assert found.certificate == fresh.certificate != solved.certificate
    assert str(found.reasons) == str(fresh.reasons)
    for name in TABLES:
        assert getattr(found, name).equals(getattr(fresh, name)), name


@pytest.mark.parametrize("change", CHANGES)
def test_words_leave_the_plan_as_it_is_and_are_digested(solved, change):
    after = CHANGES[change](solved.scenario)
    found = carried(solved, after)
    assert found is not None and found.scenario is after
    assert found.certificate.digest == digest(after) != solved.certificate.digest


def test_a_new_name_that_sentences_of_others_tell_is_solved(solved):
    scenario = solved.scenario
    required = next(name for request in scenario.requests for name in request.requires)
    renamed = scenario.request_by_id[required].model_copy(update={"name": "Renamed"})
    assert carried(solved, scenario.replacing(renamed)) is None
    quoted = next(r.request for r in solved.reasons.values() if r.bundle)
    renamed = scenario.request_by_id[quoted].model_copy(update={"name": "Renamed"})
    assert carried(solved, scenario.replacing(renamed)) is None


def test_whatever_else_is_changed_is_solved(solved):
    """Every field of a request that is not named as words alone."""
    scenario = solved.scenario
    first = alone(scenario)
    for name in Request.model_fields.keys() - UNREAD[Request]:
        after = scenario.model_copy(
            update={
                "requests": tuple(
                    r.model_copy(update={name: "another"}) if r is first else r for r in scenario.requests
                )
            }
        )
        assert carried(solved, after) is None, name
    for change in (
        {"pools": scenario.pools[1:]},
        {"rules": scenario.rules[1:]},
        {"requests": scenario.requests[::-1]},
        {"objective": "fair"},
        {"currency": "EUR"},
    ):
        assert carried(solved, scenario.model_copy(update=change)) is None, change
