"""Reasons say what is so, in the names that people gave."""

import planner
from planner.domain.plan import DECIDED


def test_a_rival_is_called_by_its_name_and_what_it_is() -> None:
    scenario = planner.load("scenarios/baseline.yaml")
    plan = planner.solve(scenario)
    decided = plan.decisions()
    rivals = {
        r.id: [o for o in scenario.requests if o.id in r.conflicts or r.id in o.conflicts] for r in scenario.requests
    }
    told = 0
    for row in plan.requests.to_dict("records"):
        if "it conflicts with" in row["reason"]:
            told += 1
            assert any(f"{o.title}, which is {DECIDED[decided[o.id]]}" in row["reason"] for o in rivals[row["id"]])
        if "it requires" in row["reason"]:
            told += 1
            assert any(
                scenario.request_by_id[q].title in row["reason"] for q in scenario.request_by_id[row["id"]].requires
            )
    assert told >= 2
