"""Attributes of requests: figures of the user's own, with rules and expectations on them."""

import pytest

import planner
from planner.domain.audit import audit
from planner.domain.measured import measure
from planner.domain.rule import EVERYTHING, Selection
from planner.errors import InputError
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import price_of_promises
from planner.tradeoffs.sentences.worth import promise_sentence
from planner.words.expectations import failures

SCENARIO = """\
format: 1
calendar: {start: 2027-01, periods: 3}
pools: [{id: h100, accelerator: H100-SXM, gpus: 100}]
requests:
  - {id: big, team: a, metrics: {revenue: 5}, demand: {gpus: 10}, attributes: {legal_reviews: 3}}
  - {id: mid, team: b, metrics: {revenue: 4}, demand: {gpus: 10}, attributes: {legal_reviews: 2}, window: [2027-02, 2027-03]}
  - id: two
    team: b
    metrics: {revenue: 3}
    attributes: {legal_reviews: 1}
    options: [{id: full, demand: {gpus: 10}, attributes: {legal_reviews: 4}}, {id: small, demand: {gpus: 5}, value: 0.5}]
rules: [%s]
"""
CAP = "{name: Legal, measure: attributes.legal_reviews, at_most: %s}"


@pytest.fixture
def solved(tmp_path):
    def solve(rules="", more=""):
        file = tmp_path / "scenario.yaml"
        file.write_text(SCENARIO % rules + more, encoding="utf-8")
        plan = planner.solve(planner.load(file))
        assert audit(plan.scenario, plan.requests, plan.allocation, plan.served) == ()
        return plan

    return solve


def served(plan):
    return {name: option or True for name, decision, option in plan.tables.requests.rows("id", "decision", "option")
            if decision != "decline"}  # fmt: skip


def test_a_rule_limits_what_those_served_take_of_an_attribute(solved):
    assert served(solved()) == {"big": True, "mid": True, "two": "full"}
    assert served(solved(CAP % 7)) == {"big": True, "mid": True, "two": "small"}
    assert served(solved(CAP % 5)) == {"big": True, "mid": True}
    assert solved(CAP % 5).kpi("attributes.legal_reviews") == 5


def test_a_part_of_a_request_takes_all_of_its_reviews(solved):
    """The least share that is served needs the whole review: nothing is gained by trimming."""
    plan = solved(CAP % 4)
    assert served(plan) == {"mid": True, "two": "small"} or served(plan) == {"big": True, "two": "small"}
    assert measure(plan, "attributes.legal_reviews", EVERYTHING) <= 4


def test_it_is_taken_in_the_first_period_of_the_window(solved):
    plan = solved("{name: Legal, measure: attributes.legal_reviews, at_most: 4, each: period}")
    assert served(plan) == {"big": True, "mid": True, "two": "small"}
    assert measure(plan, "attributes.legal_reviews", Selection(period="2027-02")) == 2


def test_a_promise_counts_those_that_are_served_in_full(solved):
    plan = solved("{name: Busy, measure: attributes.legal_reviews, of: {team: b}, at_least: 7}")
    assert served(plan)["two"] == "full"


def test_expectations_and_prices_speak_of_it(solved):
    plan = solved(CAP % 5, "expect: [{measure: attributes.legal_reviews, at_least: 6}]\n")
    assert failures(plan) == ("expected legal reviews at least 6 legal reviews, but the plan has 5: off by 1",)
    study = Study(plan.scenario)
    price = next(iter(price_of_promises(study)))
    assert promise_sentence(study, price).startswith("The rule Legal costs ")
    assert "Legal reaches its limit: 5 legal reviews." in list(plan.binding["sentence"])


def test_what_no_request_has_is_doubtful_and_a_place_is_wrong(tmp_path):
    file = tmp_path / "scenario.yaml"
    file.write_text(SCENARIO % (CAP % 5).replace("legal_reviews", "legal_review"), encoding="utf-8")
    (warning,) = planner.read(file).warnings
    assert "did you mean 'legal_reviews'?" in str(warning)
    file.write_text(SCENARIO % (CAP % 5).replace("at_most", "of: {pool: h100}, at_most"), encoding="utf-8")
    with pytest.raises(InputError, match="belongs to requests as a whole"):
        planner.load(file)
    file.write_text(SCENARIO % (CAP % 5).replace("attributes.legal_reviews", "cots"), encoding="utf-8")
    with pytest.raises(InputError, match=r"did you mean 'cost'\? \(or attributes.NAME"):
        planner.load(file)


def test_tables_changes_and_settings_have_attributes(tmp_path):
    (tmp_path / "requests.csv").write_text("id,attributes.legal_reviews\na,2\n", encoding="utf-8")
    file, variant = tmp_path / "scenario.yaml", tmp_path / "variant.yaml"
    file.write_text("format: 1\ncalendar: {start: 2027-01, periods: 1}\nrequests: requests.csv\n", encoding="utf-8")
    variant.write_text(
        "format: 1\nextends: scenario.yaml\nchanges: {requests: {a: {attributes: {launches: 1}}}}\n", encoding="utf-8"
    )
    assert planner.load(file).requests[0].attributes == {"legal_reviews": 2}
    assert planner.load(variant).requests[0].attributes == {"legal_reviews": 2, "launches": 1}
    (only,) = planner.load(file, ["requests.a.attributes.legal_reviews=5"]).requests
    assert only.attributes == {"legal_reviews": 5}
    planner.save(planner.load(file).replacing(only), file)
    assert (tmp_path / "requests.csv").read_text(encoding="utf-8") == "id,attributes.legal_reviews\na,5\n"


def test_a_backlogs_column_becomes_an_attribute(tmp_path):
    (tmp_path / "backlog.csv").write_text("Title,Revenue,Reviews\nMaps,10,2\nVideo,5,\n", encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text("format: 1\ncalendar: {start: 2027-01, periods: 1}\n", encoding="utf-8")
    found = planner.import_requests(
        tmp_path / "backlog.csv", into=tmp_path / "scenario.yaml", columns={"Reviews": "attributes.legal_reviews"}
    )
    assert [r.attributes for r in found.after.requests] == [{"legal_reviews": 2}, {}]
