"""What the Trade-offs tab can show: charts of the plan at once, and questions that take many solves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from planner.desktop.look.words import brief, tr
from planner.desktop.pages.tradeoffs.steps import Step, Steps, Variant
from planner.domain.scenario import Scenario
from planner.program import Control, solve
from planner.tradeoffs.parallel.processes import Crew

if TYPE_CHECKING:
    from planner.tradeoffs.one_scenario.replica import Part
    from planner.tradeoffs.one_scenario.study import Study

type Tell = Callable[[Any], None]
type Work = Callable[[Scenario, str, Control, Tell], Any]


@dataclass(frozen=True)
class Question:
    """One entry of the list."""

    key: str
    title: str
    hint: str
    work: Work | None = None
    """What takes solves, of the scenario and the chosen subject; None: the plan is enough."""
    draw: Callable[[Any, Any, Any], Any] | None = None
    """(answer, theme, size) -> Chart; None: the answer is a table, of what binds or of plans."""
    subjects: Callable[[Scenario], list[tuple[str, str]]] | None = None
    """(key, title) of what it can be asked of; None: of the whole scenario."""
    needs: tuple[str, ...] = ()
    """What a scenario must have for it."""

    def drawing(self, found: Any, note: str = "") -> Callable[[Any, Any], Any]:
        """What draws an answer, with a line above it."""
        assert self.draw is not None
        return partial(_noted, self.draw, found, note)

    def lacks(self, scenario: Scenario) -> str:
        """What a scenario lacks for the question, and what to do; empty: nothing."""
        checks = (_LACKING[need] for need in self.needs)
        return next((tr(text) for is_there, text in checks if not is_there(scenario)), "")


def questions() -> list[Question]:
    """All entries, in reading order."""
    plans = [
        ("priority", tr("Priority"), tr("Value against opportunity cost, with the cut line")),
        ("allocation", tr("Allocation over time"), tr("Who has which GPUs when")),
        ("heat", tr("Where it is tight"), tr("Utilisation and price by pool and period")),
        ("gantt", tr("Grants over time"), tr("When each request is served")),
        ("bubbles", tr("Value for money"), tr("What each request captures and costs")),
        ("fairness", tr("Teams"), tr("What every team asked for and got")),
    ]
    many: list[tuple[str, str, str, Work]] = [
        ("tornado", tr("What it hangs on"), tr("Each input 10 % smaller and larger"), _tornado),
        ("weights", tr("Weights"), tr("How far each weight may move"), _weights),
        ("robustness", tr("How firm it stands"), tr("Many futures: which decisions hold"), _robustness),
        ("strategies", tr("Simple ways"), tr("The best plan against lists"), _strategies),
    ]
    priced = tr(
        "Every limit that is reached, with its shadow price: worth at the margin, for a very small step. "
        "Why? tells what a real step is worth"
    )
    limit, climb = tr("The most value for every level of a limit"), tr("What more and more GPUs of a pool bring")
    return [
        *(Question(key, title, hint, draw=_drawn(key)) for key, title, hint in plans),
        Question("binding", tr("What binds"), priced),
        Question("frontier", tr("Frontier"), limit, _frontier, _drawn("frontier"), _axes, ("requests",)),
        Question("ladder", tr("Capacity ladder"), climb, _ladder, _draw_ladder, _pools, ("requests", "pools")),
        *(
            Question(key, title, hint, work, _drawn(key), needs=("requests", *(("value",) if key == "weights" else ())))
            for key, title, hint, work in many
        ),
        Question(
            "list",
            tr("From your list"),
            tr("The swaps from a list by value per GPU to the best plan"),
            _list,
            needs=("requests", "value"),
        ),
        Question(
            "near",
            tr("Nearly as good"),
            tr("Plans that give up 2 % at most, and fund others"),
            _near,
            needs=("requests",),
        ),
    ]


_LACKING: dict[str, tuple[Callable[[Scenario], bool], str]] = {
    "requests": (
        lambda scenario: bool(scenario.requests),
        "Nobody asks for anything yet: add a request, and ask again.",
    ),
    "pools": (
        lambda scenario: bool(scenario.pools),
        "There are no GPUs yet: add a pool to the inventory, and ask again.",
    ),
    "value": (
        lambda scenario: scenario.objective == "value",
        "This can be told only where the plan is after the most value, see Rules and weights.",
    ),
}
"""What a scenario may lack: whether it is there, and what to say where it is not."""


def _noted(draw: Callable[[Any, Any, Any], Any], found: Any, note: str, theme: Any, size: Any) -> Any:
    from planner.charts.sheet import noted

    return noted(draw(found, theme, size), note, theme)


def _drawn(name: str) -> Callable[[Any, Any, Any], Any]:
    def draw(answer: Any, theme: Any, size: Any) -> Any:
        return getattr(import_module(f"planner.charts.{name}"), name)(answer, theme, size)

    return draw


def _crew(control: Control, tell: Tell) -> Crew:
    """One solver on the job's own thread, so that Cancel stops it at once."""
    return Crew(workers=1, control=control, on_done=lambda done, whole: tell((done, whole)))


def _axes(scenario: Scenario) -> list[tuple[str, str]]:
    """Limits that a frontier can run along."""
    rules = [
        (f"rules.{rule.name}.{side}", tr("{rule}, {side}", rule=rule.name, side=side.replace("_", " ")))
        for rule in scenario.rules
        for side in ("at_most", "at_least")
        if rule.enabled and getattr(rule, side)
    ]
    pools = [
        (f"pools.{pool.id}.gpus", tr("GPUs of {pool}", pool=pool.title))
        for pool in scenario.pools
        if max(scenario.calendar.over(pool.gpus)) > 0
    ]
    people = [(f"people.{role.role}.fte", tr("people: {role}", role=role.role)) for role in scenario.people
              if max(scenario.calendar.over(role.fte)) > 0]  # fmt: skip
    return [*rules, ("pools", tr("all GPUs")), *pools, *people, ("cost", tr("spending")), ("carbon", tr("carbon")),
            ("worst-off", tr("what every team gets"))]  # fmt: skip


def _pools(scenario: Scenario) -> list[tuple[str, str]]:
    return [(pool.id, pool.title) for pool in scenario.pools]


def _frontier(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    from planner.tradeoffs.many_solves.frontier import frontier

    return frontier(scenario, subject, crew=_crew(control, tell))


def _ladder(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    from planner.tradeoffs.one_scenario.study import Study
    from planner.tradeoffs.one_scenario.worth import ladder

    return scenario.pool_by_id[subject], ladder(Study(scenario, control=control), subject)


def _draw_ladder(answer: Any, theme: Any, size: Any) -> Any:
    from planner.charts.ladder import ladder

    return ladder(answer[0], answer[1], theme, size)


def _tornado(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    from planner.tradeoffs.many_solves.tornado import tornado

    return tornado(scenario, crew=_crew(control, tell))


def _weights(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    from planner.tradeoffs.many_solves.weights import Weights, weights

    return Weights(scenario, weights(scenario, workers=1, control=control, on_step=lambda d, n: tell((d, n))))


def _robustness(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    from planner.tradeoffs.many_solves.robustness import robustness

    return robustness(scenario, crew=_crew(control, tell))


def _strategies(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Any:
    from planner.tradeoffs.many_solves.strategies import strategies

    return strategies(scenario, workers=1, control=control, on_step=lambda d, n: tell((d, n)))


def _list(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Steps:
    from planner.tradeoffs.one_scenario.chain import chain
    from planner.tradeoffs.one_scenario.study import Study
    from planner.tradeoffs.sentences.plans import chain_sentence, swap_sentence

    study = Study(scenario, control=control)
    found = chain(study)
    names = (tr("As in my list"), tr("At least as good as my list"))
    first = _variant(study, names, found.start, found.given) if found.swaps else Variant()
    rows = [Step(tr("Your list"), (f"{found.start:.2f}", ""), first)]
    for number, swap in enumerate(found.swaps, 1):
        said = swap_sentence(study, swap).partition(": ")[0]
        after = (tr("After swap {number} of my list", number=number),
                 tr("At least as good as after swap {number}", number=number))  # fmt: skip
        is_last = number == len(found.swaps)
        variant = Variant() if is_last else _variant(study, after, swap.value, swap.given)
        rows.append(Step(f"{number}. {said}", (f"{swap.value:.2f}", f"+{swap.gain:.2f}"), variant))
        tell((number, len(found.swaps)))
    return Steps(chain_sentence(study, found), (tr("Value [points]"), tr("Gain [points]")), tuple(rows))


def _near(scenario: Scenario, subject: str, control: Control, tell: Tell) -> Steps:
    from planner.tradeoffs.one_scenario.alternatives import COUNT, alternatives
    from planner.tradeoffs.one_scenario.study import Study
    from planner.tradeoffs.sentences.phrases import names
    from planner.tradeoffs.sentences.plans import alternative_sentence, core_sentence

    study = Study(scenario, control=control)
    others, rows = [], [Step(tr("The best plan"), (f"{study.base.points:.2f}", ""))]
    for other in alternatives(study):
        others.append(other)
        said = alternative_sentence(study, other).partition(": ")[2] or alternative_sentence(study, other)
        figures = (f"{other.points:.2f}", f"{other.points - study.base.points:+.2f}".replace("-", "−"))
        name = brief(tr("Without {who}", who=names(study, other.out)) if other.out else said)
        variant = _variant(study, (name, name), other.points, other.given)
        rows.append(Step(f"{said[:1].upper()}{said[1:]}", figures, variant))
        tell((len(others), COUNT))
    return Steps(core_sentence(study, others), (tr("Value [points]"), tr("Loss [points]")), tuple(rows))


def _variant(study: Study, names: tuple[str, str], points: float, given: Mapping[str, Part]) -> Variant:
    """What a plan opens as: by the first name where it comes to the plan's value, else by the second, and its own."""
    from planner.files import vary
    from planner.tradeoffs.one_scenario.replica import replica

    changes = replica(study.scenario, names[0], given)
    value = solve(vary(study.scenario, changes), control=study.control).value
    if f"{value:.2f}" == f"{points:.2f}":
        return Variant(changes, names[0])
    return Variant(replica(study.scenario, names[1], given), names[1], f"{value:.2f}")
