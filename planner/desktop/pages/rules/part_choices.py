"""What drops down from a part of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from planner.desktop.fields.sentences import OUTCOMES, each_text
from planner.desktop.look.words import tr
from planner.desktop.open.editing.limits import Limited, is_unsaid, outcome_of
from planner.domain.rule import ATTRIBUTES, Expectation
from planner.domain.scenario import Scenario
from planner.words.measures import MEASURES, SIDES, noun_of
from planner.words.selections import NOUNS

BOTH = "both"
"""A limit on either side."""


@dataclass(frozen=True)
class Choice:
    """One entry; without a text it is a line between others."""

    text: str = ""
    value: str = ""
    is_chosen: bool | None = False
    """None where several may be."""


def choices(part: str, scenario: Scenario, limit: Limited) -> list[Choice]:
    """The entries of the menu of a part."""
    match part:
        case "measure":
            outcomes = [Choice(tr(f"a request {text}…"), kind) for kind, text in OUTCOMES.items()]
            measures = [Choice(tr(noun.title), measure, measure == limit.measure) for measure, noun in MEASURES.items()]
            own = [f"{ATTRIBUTES}{name}" for name in scenario.attributes]
            measures += [Choice(), *(Choice(noun_of(each).title, each, each == limit.measure) for each in own)]
            measures.append(Choice(tr("another attribute of requests…"), ATTRIBUTES, None))
            return [*outcomes, Choice(), *measures] if isinstance(limit, Expectation) else measures
        case "each":
            known = getattr(limit, "each", None)
            return [Choice(each_text(each), each or "", each == known) for each in (None, *NOUNS)]
        case "kind":
            return [Choice(tr(text), kind, kind == outcome_of(limit)) for kind, text in OUTCOMES.items()]
        case "side":
            sides = [Choice(tr(text), side, getattr(limit, side) is not None) for side, text in SIDES.items()]
            return sides if is_unsaid(limit) else [*sides, Choice(tr("at least and at most…"), BOTH)]
    left = [each for each in NOUNS if limit.of.names(each) is None and scenario.names(each)]
    said = {each: tr("only some {these}…", these=tr(f"{NOUNS[each]}s")) for each in left}
    return [Choice(text, each, None) for each, text in said.items()]
