"""What a leader can do next, and what the plan is better than, in words."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.languages.saying import say
from planner.tradeoffs.one_scenario.steps import Step, Steps
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import BLOCKS
from planner.tradeoffs.sentences.phrases import amount, gpus, meaning, points, pool_title
from planner.words.amounts import figure, short
from planner.words.names import who

TRIED = (
    f"Tried, each alone and solved exactly: {BLOCKS[-1]:.0f} GPUs more in each pool (paid within the budgets), "
    "one person more in each role, a tenth more of each budget."
)


def step_sentence(study: Study, steps: Steps) -> str:
    """The step that brings most: ``Best next step: 10 % more of Budget (650 k USD) would bring 1.70 points.``"""
    if not steps.tried:
        return ""
    if steps.best is None:
        if not steps.proved:
            return say("No single step was found that would bring anything; that there is none is not proved.")
        return say("No single step would bring anything: no rack, no person, no tenth of a budget.")
    head = say("Best next step" if steps.proved else "Best next step found")
    step, gain = steps.best, steps.best.gain
    meant = meaning(study.scenario, gain.low, step.metrics) if study.is_plain_value else ""
    text = "{head}: {step} brings {amount}." if study.better > 0 else "{head}: {step} saves {amount}."
    return say(text, head=head, step=step_words(study, step), amount=amount(study, gain) + meant)


def step_words(study: Study, step: Step) -> str:
    """``64 GPUs more in H100 in Virginia``, ``1 ml-engineer more``, ``10 % more of Budget (650 k USD)``"""
    match step.kind:
        case "gpus":
            some = gpus(study, step.what, step.amount)
            return say("{gpus} more in {pool}", gpus=some, pool=pool_title(study, step.what))
        case "people":
            number = figure(step.amount).removesuffix(".00")
            return say("{count} {who} more", count=number, who=who(step.what, 1))
    limit = study.scenario.rule_by_name[step.what].at_most or step.amount
    part, money = f"{100 * step.amount / limit:.0f}", f"{short(step.amount)} {study.scenario.currency}"
    return say("{percent} % more of {rule} ({amount})", percent=part, rule=step.what, amount=money)


def list_sentence(study: Study, plan: Plan, listed: float) -> str:
    """How much better the plan is than the list by contribution per GPU, which captures ``listed`` points."""
    more = plan.value - listed
    if abs(more) <= 1e-6 * study.scale:
        return say("The plan is what a list by contribution per GPU gives, too.")
    if more < 0:
        text = "A list by contribution per GPU captures {points} more: the search was stopped too soon."
        return say(text, points=points(-more))
    return say("A list by contribution per GPU captures {points} less.", points=points(more))
