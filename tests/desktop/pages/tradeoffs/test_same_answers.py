"""The app asks each question as the command line does by default, so that both give the same figures."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

import planner
from planner.desktop.pages.tradeoffs import working
from planner.desktop.pages.tradeoffs.questions import questions
from planner.program import Control
from planner.tradeoffs.one_scenario.study import Study

ASKED = {
    "frontier": ("many_solves.frontier.frontier", "frontier.frontier", {}),
    "ladder": ("one_scenario.worth.ladder", "worth.worth", {"block": "block"}),
    "tornado": ("many_solves.tornado.tornado", "tornado.tornado", {"by": "by", "top": "top"}),
    "weights": ("many_solves.weights.weights", "weights.weights", {}),
    "robustness": ("many_solves.robustness.robustness", "robustness.robustness", {"draws": "draws", "seed": "seed"}),
    "strategies": ("many_solves.strategies.strategies", "strategies.strategies", {}),
    "list": ("one_scenario.chain.chain", "worth.worth", {}),
    "near": ("one_scenario.alternatives.alternatives", "worth.worth", {"count": "plans", "within": "within"}),
}
"""Of each question: what works it out, the command for it, and which options say the same."""
WHAT = {"scenario", "study", "axis", "pool"}
"""What is asked about; all else says how."""
WHO = {"crew", "workers", "control", "on_step"}
"""Who works it out, which changes no figure."""
PERCENT = {"by", "within"}


class Asked(Exception):
    """Instead of an answer: how the question was asked."""


def asked(monkeypatch, question, scenario, subject=""):
    """What a question's function is called with, besides what it is about and who works."""
    module, _, name = ASKED[question.key][0].rpartition(".")
    module = import_module(f"planner.tradeoffs.{module}")
    takes = inspect.signature(getattr(module, name))

    def note(*args, **named):
        raise Asked(takes.bind(*args, **named).arguments)

    monkeypatch.setattr(working, name, note)
    with pytest.raises(Asked) as found:
        working.WORK[question.key](scenario, subject, Control(), lambda part: None)
    return found.value.args[0]


def of_many():
    return [question for question in questions() if question.takes_solves]


def test_every_question_that_takes_solves_is_worked_out_by_something():
    assert set(working.WORK) == {question.key for question in of_many()} == set(ASKED)


@pytest.fixture
def scenario(workspace):
    return planner.load(workspace / "baseline.yaml")


@pytest.mark.parametrize("question", of_many(), ids=lambda q: q.key)
def test_a_question_is_asked_with_the_defaults_of_the_library(monkeypatch, scenario, question):
    subject = question.subjects(scenario)[0][0] if question.subjects else ""
    given = asked(monkeypatch, question, scenario, subject)
    assert {name: value for name, value in given.items() if name not in WHAT | WHO} == {}
    study = given.get("study")
    assert study is None or study.work == Study(scenario).work


@pytest.mark.parametrize("key", ASKED)
def test_the_command_line_has_the_defaults_of_the_library(key):
    function, command, same = ASKED[key]
    library, _, name = function.rpartition(".")
    takes = inspect.signature(getattr(import_module(f"planner.tradeoffs.{library}"), name)).parameters
    module, _, command_name = command.partition(".")
    options = inspect.signature(getattr(import_module(f"planner.cli.commands.{module}"), command_name)).parameters
    both = {**same, **{n: n for n in ("gap", "time_limit") if n in takes and n in options}}
    for ours, theirs in both.items():
        default = options[theirs].default
        if theirs == "block":
            default = import_module("planner.cli.commands.worth").SIZES[0]
        assert takes[ours].default == (pytest.approx(default / 100) if ours in PERCENT else default)
