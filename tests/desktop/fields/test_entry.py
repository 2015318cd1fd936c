"""Every text goes one way: it becomes a value, or stays where it was typed with the reason; one step either way."""

import pytest

from planner.desktop.fields.amounts import amounts_of
from planner.desktop.fields.entry import Entry, exchange, prepare
from planner.desktop.fields.option_columns import option_columns
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.fields.scenario_fields import PROPERTIES, TARGET, part_column, weight_column
from planner.desktop.fields.subject import Subject
from planner.desktop.open.editing.draft import Draft
from planner.desktop.open.editing.fields import FieldEdit

NAME, ANSWERS = ("requests", "search-answers"), "Generated answers in search"


def column(columns, *steps):
    return next(each for each in columns if each.steps == steps)


def places(scenario):
    """A field of each kind: whose it is, its column, a text that is a value, one that is none, and the step's name."""
    option = column(option_columns(scenario), "value")
    return [
        (NAME, (), column(request_columns(scenario), "minimum"), "40 %", "many", f"Minimum of {ANSWERS}"),
        (("requests", "assistant-next"), ("options", "distilled"), option, "70 %", "much",
         "Value of distilled in The next assistant's base network"),
        (("scenario", ""), (), column(PROPERTIES, "calendar", "periods"), "8", "soon",
         "Number of periods of the scenario"),
        (("scenario", ""), (), weight_column("revenue"), "40 %", "-3", "Weight of revenue"),
        (("scenario", ""), (), part_column("search"), "10 %", "7", "Part of team search"),
        (("scenario", ""), (), TARGET, "60", "all", "Value to capture"),
        (("rules", "Budget"), (), amounts_of("cost", "at_most"), "7 M", "40 %", "Limit of Budget"),
    ]  # fmt: skip


@pytest.mark.parametrize("at", range(7))
def test_a_text_is_a_value_or_stays_with_its_reason(document, at):
    (collection, name), site, field, good, bad, called = places(document.scenario)[at]
    subject, before = Subject(document, collection, name, site), document.scenario
    subject.enter(field, bad)
    assert document.scenario is before and subject.refused(field).text == bad and subject.refused(field).reason
    assert subject.refused(field).reason == subject.reason(field, bad)
    subject.enter(field, good)
    assert document.scenario != before and not document.draft.refused and not subject.reason(field, good)
    assert document.undo_stack.count() == 2
    assert document.undo_stack.undoText() == called
    document.undo_stack.undo()
    assert subject.refused(field).text == bad


def test_what_is_typed_for_what_is_gone_is_no_step(document):
    subject = Subject(document, "requests", "nobody")
    subject.enter(column(request_columns(document.scenario), "minimum"), "40 %")
    assert document.undo_stack.count() == 0 and not document.draft.refused


def test_edits_are_exchanged_all_or_none(document):
    minimum, gone = FieldEdit(*NAME, ("minimum",), 0.4), ("demand",)
    Subject(document, *NAME).enter(column(request_columns(document.scenario), "demand", "gpus"), "many")
    before = document.draft
    assert exchange(document, [minimum, FieldEdit(*NAME, ("demand",), {"gpus": -1.0})], "Both", gone)
    assert document.draft is before
    assert not exchange(document, [minimum, FieldEdit(*NAME, ("demand",), {"gpus": 16.0})], "Both", gone)
    request = document.scenario.request_by_id["search-answers"]
    assert (request.minimum, request.demand.gpus) == (0.4, 16.0) and not document.draft.refused


def test_a_reason_that_is_about_another_field_says_which(baseline):
    from_ = next(column for column in request_columns(baseline) if column.steps == ("window", 0))
    request = next(request for request in baseline.requests if request.latest_start == "2027-04")
    (late,) = prepare(Draft(baseline), "requests", [Entry(request.id, from_, "2027-06")]).rejected
    assert late[1] == "Latest start must be inside of the window, 2027-06 to 2027-06, not 2027-04"
    (bad,) = prepare(Draft(baseline), "requests", [Entry(request.id, from_, "2027-13")]).rejected
    assert bad[1] == "must be a date that exists, not 2027-13"


def test_an_amount_in_another_currency_is_what_it_comes_to(document):
    priced = document.scenario.model_copy(update={"rates": {"EUR": 1.25}})
    document.replace(priced, "")
    cost = column(request_columns(priced), "cost")
    subject = Subject(document, *NAME)
    assert subject.misfit(cost, "1_200 EUR") == "" and "rate" in subject.misfit(cost, "1_200 CHF")
    subject.enter(cost, "1_200 EUR")
    assert document.scenario.request_by_id[NAME[1]].cost == 1500
