"""The slides of a meeting: plan, what binds, who lost and why, one more rack, risk, scenarios compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from planner.charts.catalogue import draw
from planner.desktop.canvas.drawing import Drawing
from planner.desktop.look.words import brief, counted, tr
from planner.desktop.meeting.slide import SHAPES, Slide, plain
from planner.desktop.pages.tradeoffs.binding import price_text
from planner.domain.plan import Plan
from planner.errors import InfeasibleError, PlannerError
from planner.report.page import Table
from planner.tradeoffs.many_solves.robustness import Robustness
from planner.tradeoffs.many_solves.tornado import Tornado
from planner.tradeoffs.one_scenario.steps import Step, Steps
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.compare import yardstick_sentence
from planner.tradeoffs.sentences.decision import TRIED, step_sentence, step_words
from planner.tradeoffs.sentences.many import robustness_sentences, tornado_sentences
from planner.tradeoffs.sentences.phrases import amount, meaning
from planner.tradeoffs.several_scenarios.compare import Comparison, compared
from planner.tradeoffs.several_scenarios.moving import moving
from planner.words.amounts import percent, short
from planner.words.decision import decision_sentences
from planner.words.limits import PRICELESS, binding_sentences, dearest_limits
from planner.words.names import listed, some, started
from planner.words.reasons import why_of

MOST, STEPS = 7, 8
"""Rows of a table of limits or losers, and of steps: more can't be read from the back of a room."""
LETTERS = 190
"""Of a reason in a row, unless its first part has more; asked for, it is told whole."""
NAMED = 3
"""Limits in a headline."""
NOTHING = 0.005
"""Points that would be shown as 0.00."""


@dataclass(frozen=True)
class Stepped:
    """What single steps would bring, in the words of the study that tried them."""

    found: Steps
    sentence: str
    rows: tuple[tuple[str, ...], ...]
    said: tuple[str, ...] = ()
    """The decision in words, with what re-solves add to it."""


def stepped(study: Study, found: Steps, said: tuple[str, ...]) -> Stepped:
    """Steps in words."""
    rows = tuple(_step(study, step) for step in found.all[:STEPS])
    return Stepped(found, step_sentence(study, found), rows, said)


def _step(study: Study, step: Step) -> tuple[str, ...]:
    meant = meaning(study.scenario, step.gain.low, step.metrics) if study.is_plain_value else ""
    if not study.matters(step.gain):
        return started(step_words(study, step)), tr("nothing"), ""
    brings = tr("not proved") if step.gain.straddles else amount(study, step.gain)
    return started(step_words(study, step)), brings, meant.strip(" ()")


@dataclass(frozen=True)
class Room:
    """All that slides are made of, as far as it is known."""

    name: str
    plan: Plan | None
    error: PlannerError | None = None
    """Why the scenario as it is has no plan."""
    stands: str = ""
    """What keeps the plan from being the plan of the scenario as it is; empty: nothing."""
    steps: Stepped | None = None
    tornado: Tornado | None = None
    robustness: Robustness | None = None
    faults: tuple[tuple[str, str], ...] = ()
    """Of questions that came to nothing: which, and why."""
    running: str = ""
    """The question under way, if one is."""
    compared: tuple[tuple[str, Plan], ...] = ()
    """Scenarios with a plan, the first one being what the others are measured by."""
    unsolved: int = 0
    """Scenarios beside them that have no plan yet, or none of their present state."""


def slides(room: Room) -> list[Slide]:
    """The slides that there is something for, in the order in which they are told."""
    if isinstance(room.error, InfeasibleError):
        return [_conflict(room, room.error), *_scenarios(room)]
    plan = room.plan
    if plan is None or not len(plan.tables.requests):
        return [_nothing(room), *_scenarios(room)]
    return [
        _decision(room, plan),
        _limits(room, plan),
        _losers(room, plan),
        _steps(room),
        _guesses(room),
        _futures(room),
        *_scenarios(room),
    ]


def _nothing(room: Room) -> Slide:
    awaited = tr("The plan is being worked out: it stands here as soon as there is one.")
    if room.plan is not None:
        return Slide("plan", room.name, tr("Nobody asks for anything yet"))
    if room.error is not None:
        return Slide("plan", room.name, tr("There is no plan"), plain(str(room.error)))
    return Slide("plan", room.name, tr("There is no plan yet"), plain(awaited), is_awaited=True)


def _conflict(room: Room, error: InfeasibleError) -> Slide:
    """No plan keeps everything: what can't be kept together, and what would mend it."""
    conflict = error.conflict
    repairs = tuple(repair.sentence for repair in conflict.repairs)
    together = (tr("What can't be kept together"), conflict.members)
    mending = ((conflict.mending, repairs),) if repairs else ()
    headline = tr("There is no plan: not everything that is promised and limited can be kept")
    return Slide("plan", room.name, headline, (together, *mending), note=conflict.caution)


def _decision(room: Room, plan: Plan) -> Slide:
    first, *others = room.steps.said if room.steps is not None and room.steps.said else decision_sentences(plan)
    drawing = untitled("allocation", plan)
    is_awaited = room.steps is None and not room.stands and not _fault(room, "steps")
    return Slide("plan", room.name, first, plain(" ".join(others)), drawing=drawing, note=room.stands,
                 is_awaited=is_awaited)  # fmt: skip


def _limits(room: Room, plan: Plan) -> Slide:
    topic = tr("What binds")
    if not (named := dearest_limits(plan)):
        said = tr("No limit that the plan reaches has a price at the margin")
        return Slide("binds", topic, said, note=room.stands)
    text = tr("{limits} limits the plan.") if len(named) == 1 else tr("{limits} limit the plan.")
    headline = text.format(limits=listed(some(named, NAMED + 1)))
    dearest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in plan.tables.binding.records():
        if abs(row["price_points"]) > PRICELESS:
            dearest.setdefault((row["kind"], row["name"]), row)
    rows = [
        (said, price_text(row["price_points"], row["unit"]))
        for said, row in zip(binding_sentences(plan), dearest.values(), strict=True)
    ]
    table = Table((tr("What is reached"), tr("Worth at the margin, at the most")), tuple(rows[:MOST]), frozenset({1}))
    more = len(rows) - MOST
    beyond = counted(more, "and {count} more limit", "and {count} more limits") if more > 0 else ""
    return Slide("binds", topic, headline, table=table, foot=beyond, note=room.stands)


def _losers(room: Room, plan: Plan) -> Slide:
    topic = tr("Who lost, and why")
    rows = plan.tables.requests.records("id", "name", "decision", "share", "value_points", "captured_points", "reason")
    lost = [row for row in rows if row["decision"] != "fund"]
    lost.sort(key=lambda row: (row["captured_points"] - row["value_points"], row["id"]))
    if not lost:
        return Slide("lost", topic, tr("Nobody lost: everything that was asked for is funded."), note=room.stands)
    first = next((said for said in decision_sentences(plan) if " loses most: " in said), "")
    headline = first or counted(len(lost), "{count} request is not funded in full.", "{count} are not funded in full.")
    cells = tuple(
        (str(row["name"] or row["id"]), _decided(row), _points(row["captured_points"] - row["value_points"]),
         _why(str(row["reason"])))
        for row in lost[:MOST]
    )  # fmt: skip
    head = (tr("Request"), tr("Decision"), tr("Points"), tr("Why"))
    rest = lost[MOST:]
    points = _points(sum(row["captured_points"] - row["value_points"] for row in rest))
    beyond = tr("and {count} more, {points} points together", count=len(rest), points=points) if rest else ""
    return Slide("lost", topic, headline, foot=beyond, note=room.stands,
                 table=Table(head, cells, frozenset({2}), frozenset({1})))  # fmt: skip


def _points(change: float) -> str:
    """In a column: two decimals, as in the headline above it."""
    return f"{change:+.2f}".replace("-", "−") if abs(change) >= NOTHING else "±0"


def _decided(row: dict[str, Any]) -> str:
    words = {
        "fund": tr("Funded"),
        "trim": tr("Trimmed to {share}", share=percent(row["share"])),
        "defer": tr("Deferred"),
        "decline": tr("Declined"),
    }
    return f"{SHAPES[row['decision']]} {words[row['decision']]}"


def _why(reason: str) -> str:
    """A reason without the decision that it begins with, and without its last parts where it is long."""
    first, *parts = why_of(reason).rstrip(tr(".")).split(tr("; "))
    said = first
    for part in parts:
        if len(said) + len(part) > LETTERS:
            break
        said = tr("; ").join((said, part))
    return started(brief(said, LETTERS + 60))


def _steps(room: Room) -> Slide:
    topic = tr("One more rack, person or tenth of a budget")
    if room.stands:
        return Slide("rack", topic, tr("What a step more would bring is told of the plan as it is"), note=room.stands)
    if fault := _fault(room, "steps"):
        return Slide("rack", topic, tr("What a step more would bring could not be worked out"), plain(fault))
    if room.steps is None:
        return Slide("rack", topic, tr("What would one more rack bring?"), plain(_working()), is_awaited=True)
    head = (tr("Step"), tr("What it brings"), tr("In the metric that counts most"))
    table = Table(head, room.steps.rows, frozenset({1})) if room.steps.rows else None
    headline = room.steps.sentence or tr("There is nothing of which a step more could be taken")
    return Slide("rack", topic, headline, table=table, foot=TRIED)


def _guesses(room: Room) -> Slide:
    topic = tr("Risk: which guess matters most")
    found = room.tornado
    if found is None:
        return _awaited(room, "risk", topic, tr("Which guess matters most?"), "tornado")
    first, *others = tornado_sentences(found)
    return Slide("risk", topic, first, plain(" ".join(others)), drawing=untitled("tornado", found))


def _futures(room: Room) -> Slide:
    topic = tr("Risk: how sure each decision is")
    found = room.robustness
    if found is None:
        return _awaited(room, "sure", topic, tr("Which decisions hold, whatever comes?"), "robustness")
    said = list(robustness_sentences(found))
    held = next((sentence for sentence in said if " decisions hold in " in sentence), said[0])
    others = [sentence for sentence in said if sentence != held]
    return Slide("sure", topic, held, plain(" ".join(others)), drawing=untitled("robustness", found))


def _awaited(room: Room, key: str, topic: str, asked: str, question: str) -> Slide:
    """A question without an answer yet, and why."""
    if room.stands:
        return Slide(key, topic, asked, plain(tr("This is told of the plan as it is.")), note=room.stands)
    if fault := _fault(room, question):
        return Slide(key, topic, asked, plain(fault))
    said = _working() if room.running == question else tr("This comes next: something else is being worked out.")
    return Slide(key, topic, asked, plain(said), is_awaited=True)


def _working() -> str:
    return tr("This takes many solves and is being worked out, in the background.")


def _fault(room: Room, question: str) -> str:
    return dict(room.faults).get(question, "")


def _scenarios(room: Room) -> Iterator[Slide]:
    """Scenarios beside each other, where there is more than one."""
    waits = counted(room.unsolved, "{count} more scenario has no plan yet.", "{count} more scenarios have no plan yet.")
    waits = waits if room.unsolved else ""
    topic = tr("Scenarios compared")
    if len(room.compared) < 2:
        if room.unsolved and room.compared:
            yield Slide("compared", topic, tr("How do the scenarios compare?"), plain(waits), is_awaited=True)
        return
    names, plans = zip(*room.compared, strict=True)
    found = compared(names, plans)
    rows = tuple(_scenario(found, k) for k in range(len(plans)))
    currency = plans[0].scenario.currency
    head = (tr("Scenario"), tr("Value [points]"), tr("Against the first"), tr("Funded"), tr("Cost [{currency}]",
            currency=currency), tr("Decided otherwise"))  # fmt: skip
    table = Table(head, rows, frozenset({1, 2, 3, 4, 5}))
    foot = " ".join(filter(None, (waits, yardstick_sentence(found))))
    yield Slide("compared", topic, _furthest(found), table=table, foot=foot)


def _scenario(found: Comparison, k: int) -> tuple[str, ...]:
    plan, first = found.plans[k], found.plans[0]
    change = _points(plan.value - first.value) if k else "–"
    funded = tr("{number} of {count}", number=f"{plan.kpi('funded'):.0f}", count=f"{plan.kpi('requests'):.0f}")
    moved = f"{len(moving([first, plan]))}" if k else "–"
    return found.names[k], f"{plan.value:.2f}", change, funded, short(plan.kpi("cost")), moved


def _furthest(found: Comparison) -> str:
    """The scenario that changes the value most, as a sentence."""
    first = found.plans[0]
    changes = [plan.value - first.value for plan in found.plans]
    k = max(range(1, len(changes)), key=lambda k: abs(changes[k]))
    if abs(changes[k]) < NOTHING:
        return tr("All scenarios capture as many points as {first}", first=found.names[0])
    amount = f"{abs(changes[k]):.2f}"
    text = tr("{name} captures {amount} points more than {first}") if changes[k] > 0 else (
        tr("{name} captures {amount} points less than {first}"))  # fmt: skip
    return text.format(name=found.names[k], amount=amount, first=found.names[0])


def untitled(kind: str, found: Any) -> Drawing:
    """A chart whose finding the headline says already."""
    return partial(_drawn, kind, found)


def _drawn(kind: str, found: Any, theme: Any, size: tuple[float, float]) -> Any:
    return draw(kind, (found,), theme=theme, size=size, is_titled=False)
