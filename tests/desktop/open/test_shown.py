"""The document that is shown: who follows it hears of it alone."""

import pytest

from planner.desktop.open.document import Document
from planner.desktop.open.shown import Shown

SIGNALS = ("changed", "planned", "tried")


@pytest.fixture
def shown(document):
    return Shown(document)


@pytest.fixture
def other(qapp, late):
    return Document(late)


@pytest.mark.parametrize("name", SIGNALS)
def test_what_the_document_signals_is_passed_on_once(qtbot, shown, document, name):
    heard = []
    getattr(shown, name).connect(lambda: heard.append(name))
    getattr(document, name).emit(*([document] if name == "planned" else []))
    assert heard == [name]


@pytest.mark.parametrize("name", SIGNALS)
def test_of_a_document_that_is_not_shown_any_more_nothing_is_heard(qtbot, shown, document, other, name):
    heard = []
    shown.show(other)
    getattr(shown, name).connect(lambda: heard.append(name))
    getattr(document, name).emit(*([document] if name == "planned" else []))
    assert heard == []
    getattr(other, name).emit(*([other] if name == "planned" else []))
    assert heard == [name]


def test_who_is_told_of_a_leave_still_finds_the_document_that_is_left(shown, document, other):
    found = []
    shown.leaving.connect(lambda: found.append(shown.document))
    shown.switched.connect(lambda: found.append(shown.document))
    shown.show(other)
    assert found == [document, other]


def test_the_same_document_shown_anew_is_not_left(shown, document):
    found = []
    shown.leaving.connect(lambda: found.append("left"))
    shown.switched.connect(lambda: found.append("shown"))
    shown.show(document)
    assert found == ["shown"]
