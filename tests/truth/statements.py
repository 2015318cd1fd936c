"""Every statement about a scenario in its data form: what to change in the file, and what it says comes of it."""

from __future__ import annotations

import random

from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.study import Study
from tests.truth.claims import Statements
from tests.truth.said.many import of_frontier, of_robustness, of_sliders, of_tornado, of_weights
from tests.truth.said.plans import of_alternatives, of_chain, of_expectations, of_strategies
from tests.truth.said.reasons import of_reasons
from tests.truth.said.requests import of_request
from tests.truth.said.several import of_variant
from tests.truth.said.worths import of_people, of_pools, of_promises, of_rules


def statements(scenario: Scenario) -> Statements:
    """Everything that is said of one scenario that has a plan; of what varies it often, some."""
    study, draw = Study(scenario), random.Random(scenario.name)
    yield from of_pools(study)
    yield from of_people(study)
    yield from of_rules(study)
    yield from of_promises(study)
    yield from of_reasons(study.plan)
    for request in scenario.requests:
        yield from of_request(study, request)
    yield from of_alternatives(study)
    yield from of_chain(study)
    yield from of_strategies(scenario, draw)
    yield from of_expectations(study, draw)
    yield from of_sliders(study, draw)
    yield from of_frontier(scenario, draw)
    yield from of_tornado(scenario, draw)
    yield from of_robustness(scenario, draw)
    yield from of_weights(study)
    yield from of_variant(study, draw)
