"""What limits a plan, explained: what re-solves add to what the plan itself says of a pool, of people, of a rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from planner.domain.scenario import Scenario
from planner.tradeoffs.one_scenario.limits import Kind, limit_moved, one_more_person, switched
from planner.tradeoffs.one_scenario.slips import delay
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import BLOCKS, two_sided
from planner.tradeoffs.sentences import limits as words
from planner.tradeoffs.sentences.limits import Said
from planner.tradeoffs.sentences.worth import block_sentence


def limit_questions(scenario: Scenario, kind: Kind, name: str) -> list[Callable[[Study], list[Said]]]:
    """Each part a question of its own, in reading order."""
    if kind == "pool":
        blocks = [partial(_block, pool=name, gpus=gpus) for gpus in BLOCKS]
        return [*blocks, *(partial(_delay, pool=name, by=by) for by in (1, 2, 3))]
    if kind == "people":
        return [partial(_person, role=name)]
    is_on = scenario.rule_by_name[name].enabled
    return [partial(_switch, rule=name), *([partial(_limit, rule=name)] if is_on else [])]


def _block(study: Study, pool: str, gpus: float) -> list[Said]:
    return [("more", block_sentence(study, two_sided(study, pool, gpus)))]


def _delay(study: Study, pool: str, by: int) -> list[Said]:
    found = delay(study, pool, by)
    return [("slip", words.delay_sentence(study, found[0], by, found[1]))] if found else []


def _person(study: Study, role: str) -> list[Said]:
    return [("more", words.person_sentence(study, role, one_more_person(study, role)))]


def _switch(study: Study, rule: str) -> list[Said]:
    return [("without", said) for said in words.switch_sentences(study, rule, switched(study, rule))]


def _limit(study: Study, rule: str) -> list[Said]:
    return [("more", said) for said in words.limit_sentences(study, rule, limit_moved(study, rule))]
