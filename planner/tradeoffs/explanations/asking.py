"""Would mine be funded? A request that is in no file: the decision, whom it displaces, what would get it in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from planner.domain.checks import faults
from planner.domain.ids import free, slug
from planner.domain.names import folded
from planner.domain.plan import PROVED, Plan
from planner.domain.scenario import Scenario
from planner.domain.table import Table
from planner.domain.worth import factors_of
from planner.files import vary
from planner.program import Control
from planner.tradeoffs.explanations.request import PARTS, Addition, said_once
from planner.tradeoffs.one_scenario.changes import Changes
from planner.tradeoffs.one_scenario.facts import Facts, facts
from planner.tradeoffs.one_scenario.flips import Flip
from planner.tradeoffs.one_scenario.ledger import BreakEven, Ledger
from planner.tradeoffs.one_scenario.moves import Move
from planner.tradeoffs.one_scenario.newcomer import Arrival, arrival
from planner.tradeoffs.one_scenario.study import PROVED as SETTLED
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.parallel.threads import as_they_come
from planner.tradeoffs.sentences import newcomer as words
from planner.tradeoffs.sentences.facts import value_sentence
from planner.tradeoffs.sentences.request import as_proved
from planner.words.called import called

if TYPE_CHECKING:
    import pandas as pd

READING = ("decision", "value", "displacement", "in whole", "break-even", "flip", "move")
"""Parts of an answer as they are read: what its own team can change comes before what others would have to."""
MOVED = ("request", "before", "after", "share_before", "share_after", "points")
"""Columns of the table of those that move."""
NAME = "New request"
"""What a request is called that nobody has named."""


@dataclass
class Answer:
    """What would become of a request that is not in the scenario; parts that are not worked out yet are empty."""

    request: str
    changes: Changes
    """The request as the ``changes`` of a variant."""
    scenario: Scenario = field(repr=False)
    """The scenario with the request in it."""
    plan: Plan = field(repr=False)
    """Its best plan."""
    facts: Facts
    """The decision, and value against opportunity cost."""
    arrival: Arrival | None = None
    """What serving it does to the others."""
    in_whole: Ledger | None = None
    """Of one that is served in part: what serving it in full does."""
    break_even: BreakEven | None = None
    flips: tuple[Flip, ...] = ()
    moves: tuple[Move, ...] = ()
    """Single changes of GPUs, money, people, rules or others that would have it served."""
    warnings: tuple[str, ...] = ()
    """What is suspicious about the request as it was asked for."""
    said: dict[str, list[str]] = field(default_factory=dict)
    """The sentences of each part that is worked out."""

    @property
    def decision(self) -> str:
        """fund, trim, defer or decline."""
        return self.facts.decision

    @property
    def share(self) -> float:
        """Part of its demand that it would be given, 0 to 1."""
        return self.facts.share

    @property
    def frame(self) -> pd.DataFrame:
        """One row for each of the others that moves where it is served, the largest loss first."""
        rows = self.arrival.displaced if self.arrival is not None else ()
        metrics, pools = self.scenario.metrics, self.scenario.pool_by_id
        columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in MOVED}
        columns |= {f"{name}_more": [row.metrics.get(name, 0.0) for row in rows] for name in metrics}
        columns |= {f"{pool}_more_gpu_hours": [row.gpu_hours.get(pool, 0.0) for row in rows] for pool in pools}
        return Table(columns).frame

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """(part, sentence) in reading order, of what is worked out."""
        return [(part, sentence) for part in READING for sentence in self.said.get(part, ())]

    @property
    def settled(self) -> list[tuple[str, str]]:
        """The sentences before which none will come any more."""
        ready = next((k for k, part in enumerate(READING) if part not in self.said), len(READING))
        return [(part, sentence) for part, sentence in self.sentences if READING.index(part) < ready]


def ask(asked: Scenario | Plan, *, control: Control | None = None, **fields: Any) -> Answer:
    """What would become of a request that is in no file: ``ask(scenario, gpus=96, metrics={"revenue": 12e6})``.

    ``fields`` are those of a request in a scenario file, and ``gpus``, ``gpu_hours`` and ``max_gpus`` those of its
    demand; requests, roles, teams, regions and accelerators may be named in any case. A plan at hand of the scenario
    without it, proved to a gap of zero, is not found again.

    Raises InputError for what no request can be, and what ``solve`` raises.
    """
    scenario, plan = (asked.scenario, asked) if isinstance(asked, Plan) else (asked, None)
    is_known = plan is not None and plan.certificate.gap <= PROVED and not plan.is_quick
    without = Study(scenario, plan=plan if is_known else None, control=control)
    *_, last = asking(without, requested(scenario, **fields))
    return last


def asking(without: Study, changes: Changes) -> Iterator[Answer]:
    """The answer as it grows: the decision first; then whom it displaces, and what would change the decision."""
    ((name, _),) = changes["requests"].items()
    study = Study(vary(without.scenario, changes), work=without.work, control=without.control)
    known = facts(study, name)
    is_proved = study.plan.certificate.status in SETTLED and study.base.status in SETTLED
    found = Answer(name, changes, study.scenario, study.plan, known, warnings=tuple(_doubts(study.scenario, name)))
    found.said["decision"] = [as_proved(words.verdict(study, known), is_proved)]
    found.said["value"] = [value_sentence(study, known)]
    yield found
    found.arrival = arrival(without, study, name)
    settled = is_proved and without.base.status in SETTLED
    found.said["displacement"] = [as_proved(words.arrival_sentence(study, found.arrival), settled)]
    yield found
    wanted = ("move", "flip", "break-even", *(("displacement",) if known.decision == "trim" else ()))
    if known.decision != "trim":
        found.said["in whole"] = []
    questions = [partial(PARTS[part], request=name, known=known) for part in wanted]
    additions: dict[str, Addition] = {}
    for place, addition in as_they_come(study, questions):
        # what is displaced by serving all of it has a place of its own
        additions["in whole" if wanted[place] == "displacement" else wanted[place]] = addition
        for name, value in addition.values.items():
            setattr(found, "in_whole" if name == "ledger" else name, value)
        found.said |= said_once(additions, found.moves)
        yield found


def _doubts(scenario: Scenario, request: str) -> Iterator[str]:
    """What is legal and suspicious about a request."""
    for fault in faults(scenario):
        if fault.path[:2] == ("requests", request):
            yield str(fault)
    counted = factors_of(scenario)
    unknown = [metric for metric in scenario.request_by_id[request].metrics if not counted.get(metric)]
    if unknown:
        yield words.uncounted_sentence(unknown)


def requested(scenario: Scenario, **fields: Any) -> Changes:
    """A new request as the ``changes`` of a variant, with an id that no other has.

    Fields are those of a request; those of its demand may stand beside them, and an end of its window may be left open.
    """
    demand = {key: fields.pop(key) for key in ("gpus", "gpu_hours", "max_gpus") if fields.get(key) is not None}
    element = {key: value for key, value in fields.items() if value is not None}
    if demand:
        element["demand"] = {**element.get("demand", {}), **demand}
    element = {"name": NAME, **element}
    if (window := element.get("window")) is not None and isinstance(window, Sequence) and len(window) == 2:
        labels = scenario.calendar.labels
        element["window"] = [window[0] or labels[0], window[1] or labels[-1]]
    for key, known in _known(scenario).items():
        if key in element:
            element[key] = _named(element[key], known)
    for key, collection in (("requires", "requests"), ("conflicts", "requests")):
        if key in element:
            element[key] = [called(scenario, collection, each) for each in element[key]]
    if isinstance(people := element.get("people"), Mapping):
        element["people"] = {called(scenario, "people", role): fte for role, fte in people.items()}
    name = str(element.pop("id", "")) or free(slug(str(element["name"])) or slug(NAME), scenario.request_by_id)
    return {"requests": {name: element}}


def _known(scenario: Scenario) -> dict[str, Collection[str]]:
    """By field of a request: what names there are."""
    return {
        "team": scenario.teams,
        "product": {request.product for request in scenario.requests},
        "regions": {pool.region for pool in scenario.pools},
        "runs_on": scenario.hardware,
    }


def _named(written: Any, known: Collection[str]) -> Any:
    """Names as the scenario writes them, where it has them in another case."""
    alike = {folded(name): name for name in known}
    if isinstance(written, str):
        return written if written in known else alike.get(folded(written), written)
    if isinstance(written, Mapping):
        return {_named(name, known): value for name, value in written.items()}
    return [_named(each, known) for each in written]
