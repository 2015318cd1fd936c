"""The form shows and edits all of what is selected; each edit is one step, and what is typed is never lost."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget

from planner.desktop.fields.columns import Column
from planner.desktop.fields.demand_columns import DEMAND, SERVE, TRAIN
from planner.desktop.fields.entry import Entry, enter
from planner.desktop.fields.option_columns import option_columns
from planner.desktop.fields.places import COLUMNS
from planner.desktop.look.theme import DARK, LIGHT, use
from planner.desktop.open.document import Document
from planner.desktop.open.editing.fields import FieldEdit, apply, value_at
from planner.desktop.open.editing.options import moved
from planner.desktop.open.editing.structure import removed
from planner.desktop.open.shown import Shown
from planner.desktop.panels.details.demand_kinds import KINDS, as_kind, kind_of
from planner.desktop.panels.details.panel import DetailsPanel
from planner.desktop.panels.details.sections import PLANS, columns_of
from planner.domain.inventory import Accelerator, Pool
from planner.domain.request import Demand, Option, Request, Serve, Train
from planner.domain.ways import ways
from tests.desktop.driving import cell, open_variant, select, settle, wheel

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(qtbot):
    """Makes a panel that shows an element of a document."""

    def make(document, collection, name, width=300):
        panel = DetailsPanel(Shown(document))
        qtbot.addWidget(panel)
        panel.resize(width, 900)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        panel.choose(collection, name)
        panels.append(panel)
        return panel

    panels = []
    return make


def bring_to_front(window, qtbot):
    with qtbot.waitActive(window):
        window.activateWindow()
    dock = window.findChild(QDockWidget, "details")
    dock.raise_()
    qtbot.waitUntil(lambda: not dock.visibleRegion().isEmpty())


def editor(panel, *steps):
    return panel.form.fields[steps].editor


def type_in(field, text, end=Key.Key_Return):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    if end is not None:
        QTest.keyClick(field, end)


# Everything is there


def with_attribute(scenario):
    """With a figure of the user's own, which has a field where a scenario has any."""
    request = scenario.requests[0]
    return scenario.replacing(request.model_copy(update={"attributes": {"legal_reviews": 2.0}}))


def test_every_field_of_a_request_and_of_a_pool_has_its_place_in_the_form(baseline):
    for collection, noun in (("requests", Request), ("pools", Pool)):
        columns, plan = COLUMNS[collection](with_attribute(baseline)), PLANS[collection]
        placed = {c.steps[0] for part in plan for c in columns_of(part, columns)}
        placed |= {part.special for part in plan}
        assert set(noun.model_fields) - placed == set()


def test_every_field_of_an_option_and_of_a_demand_has_one_too(baseline):
    assert {c.steps[0] for c in option_columns(with_attribute(baseline))} | {"demand"} >= set(Option.model_fields)
    assert {c.steps[1] for c in DEMAND} | {"train", "serve"} == set(Demand.model_fields)
    assert {c.steps[2] for c in TRAIN} == set(Train.model_fields)
    assert {c.steps[2] for c in SERVE} == set(Serve.model_fields)


def test_each_field_shows_what_the_table_would_edit(shown, document):
    panel = shown(document, "requests", "search-answers")
    for collection in ("requests", "pools"):
        for element in getattr(document.scenario, collection)[:9]:
            panel.choose(collection, element.id)
            for field in panel.form.fields.values():
                assert field.editor.typed() == field.column.typed(field.column.value(element))


# Editing


def test_a_typed_value_is_one_named_step_and_the_keyboard_stays_where_it_is(shown, document):
    panel = shown(document, "requests", "search-answers")
    field = editor(panel, "minimum")
    type_in(field, "40 %")
    assert document.scenario.request_by_id["search-answers"].minimum == 0.4
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Minimum of Generated answers in search"
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Key.Key_Tab)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert field.typed() == "50 %"


def test_undo_takes_back_what_is_typed_and_then_the_last_step(window, qtbot):
    bring_to_front(window, qtbot)
    window.choose.request("assistant")
    field, document = editor(window.panels.details, "name"), window.session.document
    before = document.scenario.request_by_id["assistant"].name
    type_in(field, "Butler")
    assert document.scenario.request_by_id["assistant"].name == "Butler"
    QTest.keyClicks(field, "s")
    QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.typed() == "Butler" and document.undo_stack.index() == 1
    QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.typed() == before and document.undo_stack.index() == 0
    settle(qtbot, window)


def test_leaving_a_field_enters_it_and_escape_gives_up(shown, document):
    panel = shown(document, "requests", "search-answers")
    type_in(editor(panel, "name"), "Answers", Key.Key_Tab)
    assert document.scenario.request_by_id["search-answers"].name == "Answers"
    assert panel.title.text() == "Answers"
    type_in(editor(panel, "team"), "nobody", Key.Key_Escape)
    assert editor(panel, "team").typed() == "search"
    assert document.undo_stack.count() == 1


def test_a_refused_text_stays_with_its_reason_below_it_until_it_is_mended(shown, document):
    panel = shown(document, "requests", "search-answers")
    field = panel.form.fields["minimum",]
    type_in(field.editor, "700")
    panel.choose("requests", "ads-fraud")
    assert field.reason.isHidden()
    panel.choose("requests", "search-answers")
    assert (field.editor.typed(), field.reason.text()) == ("700", "must be from 0 to 1, not 700")
    assert field.reason.isVisible()
    type_in(field.editor, "0.7")
    assert field.reason.isHidden() and not document.draft.refused
    assert document.scenario.request_by_id["search-answers"].minimum == 0.7


def test_a_percentage_is_typed_with_its_sign_without_it_or_as_a_share(shown, document):
    panel = shown(document, "requests", "search-answers")
    field = panel.form.fields["confidence",]
    for text, known in (("75", 0.75), ("60 %", 0.6), ("0.58", 0.58), ("1", 1.0), ("29", 0.29)):
        type_in(field.editor, text)
        assert (document.scenario.request_by_id["search-answers"].confidence, field.reason.text()) == (known, "")
    assert "75, 75 % or 0.75" in field.editor.toolTip()


def test_what_is_typed_when_another_row_is_selected_goes_to_the_row_it_was_typed_for(shown, document):
    panel = shown(document, "requests", "search-answers")
    type_in(editor(panel, "minimum"), "30 %", None)
    panel.choose("requests", "ads-fraud")
    assert document.scenario.request_by_id["search-answers"].minimum == 0.3
    assert editor(panel, "minimum").typed() != "30 %"


def test_typing_goes_on_while_the_document_changes_and_a_plan_arrives(window, qtbot):
    bring_to_front(window, qtbot)
    window.choose.request("assistant")
    panel = window.panels.details
    form, field = panel.form, editor(panel, "confidence")
    type_in(editor(panel, "minimum"), "25 %")
    type_in(field, "66", None)
    window.pages.requests.table.setData(cell(window, "assistant", "team"), "elsewhere", Qt.ItemDataRole.EditRole)
    settle(qtbot, window)
    assert not window.session.document.is_stale
    QTest.keyClicks(field, " %")
    assert panel.form is form and field.typed() == "66 %"
    QTest.keyClick(field, Key.Key_Return)
    assert window.session.document.scenario.request_by_id["assistant"].confidence == 0.66
    assert editor(panel, "team").typed() == "elsewhere"
    settle(qtbot, window)


def test_a_choice_from_a_popup_is_entered_at_once(shown, document):
    panel = shown(document, "requests", "search-answers")
    field = editor(panel, "commitment")
    field.setFocus()
    QTest.keyClick(field, Key.Key_F4)
    QTest.keyClick(field.popup.panel.list, Key.Key_Up)
    QTest.keyClick(field.popup.panel.list, Key.Key_Return)
    assert document.scenario.request_by_id["search-answers"].commitment == "must"
    assert QApplication.focusWidget() is field


def test_notes_keep_their_lines(shown, document):
    panel = shown(document, "pools", "h100-us")
    notes = editor(panel, "notes")
    type_in(notes, "one", Key.Key_Return)
    QTest.keyClicks(notes, "two")
    QTest.keyClick(notes, Key.Key_Tab)
    assert document.scenario.pool_by_id["h100-us"].notes == "one\ntwo"


def test_a_new_id_is_followed_and_what_is_deleted_is_not(shown, document):
    panel = shown(document, "requests", "search-answers")
    type_in(editor(panel, "id"), "answers")
    assert panel.under.text() == "answers" and "answers" in document.scenario.request_by_id
    document.undo_stack.undo()
    assert panel.under.text() == "search-answers"
    document.replace(document.scenario.model_copy(update={"requests": document.scenario.requests[5:]}), "Delete")
    assert panel.hint.isVisible() and panel.form is None


# Variants


def test_what_is_gone_can_not_be_typed_into_even_behind_another_panel(shown, document):
    panel = shown(document, "requests", "assistant-chat")
    panel.set_in_front(False)
    document.replace(removed(document.scenario, "requests", ["assistant-chat"]), "Delete")
    assert not panel.area.isVisible()


@pytest.mark.parametrize(("name", "steps"), [("assistant-chat", ("requires",)), ("assistant-next", ("confidence",))])
def test_what_is_typed_for_what_goes_meanwhile_goes_with_it(shown, document, name, steps):
    panel = shown(document, "requests", name)
    field = editor(panel, *steps)
    field.setFocus()
    QTest.keyClicks(field, "7")
    after = removed(document.scenario, "requests", [name])
    document.replace(after, "Delete")
    assert not panel.area.isVisible()
    assert document.scenario == after


def test_what_is_typed_into_an_option_that_goes_meanwhile_goes_with_it(shown, document):
    panel = shown(document, "requests", "assistant-next")
    card = panel.form.options.card("full")
    card.begin()
    QTest.keyClicks(card.fields[0].editor, "Other")
    after = removed(document.scenario, "requests", ["assistant-next"])
    document.replace(after, "Delete")
    assert not panel.area.isVisible()
    assert document.scenario == after


def test_what_a_variant_changes_is_bold_and_goes_back_with_a_click(shown, variant, baseline):
    panel = shown(variant, "pools", "h100-us")
    changed, same = panel.form.fields["gpus",], panel.form.fields["region",]
    assert changed.title.font().bold() and not same.title.font().bold()
    assert "In the parent scenario: 2027-01: 256, 2027-04: 384" in changed.editor.toolTip()
    assert same.take_parent.isHidden()
    QTest.mouseClick(changed.take_parent, LEFT)
    assert variant.scenario.pool_by_id["h100-us"].gpus == baseline.pool_by_id["h100-us"].gpus
    assert variant.undo_stack.undoText() == "Take the parent's value"
    assert not changed.title.font().bold() and changed.take_parent.isHidden()


def test_a_demand_of_another_kind_than_the_parents_goes_back_as_a_whole(shown, baseline):
    same = baseline.as_change_of(baseline)
    document = Document(same, parent=baseline)
    panel = shown(document, "requests", "search-answers")
    demand = panel.form.demand
    demand.kind.setCurrentIndex(demand.kind.findData("gpu_hours"))
    demand.kind.activated.emit(demand.kind.currentIndex())
    assert demand.kind.font().bold() and "GPUs held throughout" in demand.kind.toolTip()
    assert all(field.take_parent.isHidden() for field in demand.fields)
    QTest.mouseClick(demand.take_parent, LEFT)
    assert document.scenario == same
    assert demand.take_parent.isHidden()


def test_what_is_new_in_a_variant_says_so_once(shown, baseline):
    before = baseline.model_copy(update={"requests": baseline.requests[1:]})
    panel = shown(Document(baseline, parent=before), "requests", baseline.requests[0].id)
    assert "New in this variant" in panel.under.text()
    assert not any(field.title.font().bold() for field in panel.form.fields.values())


# Demand


@pytest.mark.parametrize("kind", KINDS)
def test_a_demand_of_another_kind_comes_to_about_as_many_hours(baseline, kind):
    for request in baseline.requests:
        for way in ways(request, baseline):
            site = ("options", way.option) if way.option else ()
            asked = way.asked_hours(baseline.calendar.hours)
            value = as_kind(kind, request, way.option, baseline)
            done = apply(baseline, [FieldEdit("requests", request.id, (*site, "demand", kind), value)])
            assert not done.rejected
            after = done.scenario.request_by_id[request.id]
            assert kind_of(value_at(after, (*site, "demand"))) == kind
            again = next(w for w in ways(after, done.scenario) if w.option == way.option)
            if asked:
                assert again.asked_hours(baseline.calendar.hours) == pytest.approx(asked, rel=0.02)


def test_switching_the_kind_shows_its_fields_and_is_one_step(shown, document):
    panel = shown(document, "requests", "search-answers")
    demand = panel.form.demand

    def visible():
        return {field.column.steps[-1] for field in demand.fields if not field.isHidden()}

    assert visible() == {"gpus", "max_gpus"}
    QTest.keyClick(demand.kind, Key.Key_Down)
    assert visible() == {"gpu_hours", "max_gpus"}
    assert document.scenario.request_by_id["search-answers"].demand.max_gpus == 160
    assert document.undo_stack.undoText() == "Demand of Generated answers in search"
    QTest.keyClick(demand.kind, Key.Key_Down)
    assert visible() == {"parameters", "tokens", "utilisation", "max_gpus"}
    type_in(next(f for f in demand.fields if f.column.steps[-1] == "tokens").editor, "2e12")
    assert document.scenario.request_by_id["search-answers"].demand.train.tokens == 2e12
    assert document.undo_stack.count() == 3
    QTest.keyClick(demand.kind, Key.Key_Home)
    assert visible() == set()
    assert document.scenario.request_by_id["search-answers"].demand is None


def test_a_kind_that_cannot_be_is_not_taken_and_says_why(shown, baseline):
    plain = baseline.requests[0].model_copy(update={"runs_on": {"odd-npu": 1.0}, "requires": (), "conflicts": ()})
    odd = Accelerator(memory_gb=64, speed=1)
    scenario = baseline.model_copy(update={"requests": (plain,), "accelerators": {"odd-npu": odd}, "expect": ()})
    document = Document(scenario)
    panel = shown(document, "requests", plain.id)
    kind = panel.form.demand.kind
    kind.setCurrentIndex(kind.findData("train"))
    kind.activated.emit(kind.currentIndex())
    assert "needs the peak of accelerator 'odd-npu'" in panel.reason.text() and panel.reason.isVisible()
    assert kind.currentData() == "gpus"
    assert not document.draft.refused and document.undo_stack.count() == 0


def test_what_was_refused_in_one_kind_goes_when_the_demand_is_of_another(shown, document):
    panel = shown(document, "requests", "search-answers")
    demand = panel.form.demand
    type_in(demand.fields[0].editor, "many")
    type_in(editor(panel, "minimum"), "half")
    QTest.keyClick(demand.kind, Key.Key_Down)
    assert [cell[2] for cell in document.draft.refused] == [("minimum",)]
    document.undo_stack.undo()
    assert demand.fields[0].editor.typed() == "many"


def test_the_wheel_over_the_kind_scrolls_and_does_not_switch(shown, document, qtbot):
    panel = shown(document, "requests", "search-answers")
    kind = panel.form.demand.kind
    before = kind.currentIndex()
    assert not wheel(kind, -120)
    assert kind.currentIndex() == before


# Options


def test_options_are_added_copied_moved_and_removed_in_single_steps(shown, document, qtbot):
    panel = shown(document, "requests", "assistant-next")
    options = panel.form.options

    def ids():
        return [option.id for option in document.scenario.request_by_id["assistant-next"].options]

    QTest.mouseClick(options.add, LEFT)
    assert ids() == ["full", "distilled", "lite"]
    assert document.undo_stack.undoText() == "Add option to The next assistant's base network"
    assert QApplication.focusWidget() is options.card("lite").fields[0].editor
    QTest.mouseClick(options.card("full").copy, LEFT)
    assert ids() == ["full", "full-copy", "distilled", "lite"]
    QTest.mouseClick(options.card("lite").up, LEFT)
    assert ids() == ["full", "full-copy", "lite", "distilled"]
    QTest.mouseClick(options.card("full").remove, LEFT)
    assert ids() == ["full-copy", "lite", "distilled"]
    assert [card.option for card in options.cards if not card.isHidden()] == ids()
    assert not options.card("full-copy").up.isEnabled() and not options.card("distilled").down.isEnabled()
    assert document.undo_stack.count() == 4
    for _ in range(4):
        document.undo_stack.undo()
    assert ids() == ["full", "distilled"]


def test_a_new_option_is_scrolled_to_and_can_be_named_at_once(window, qtbot):
    bring_to_front(window, qtbot)
    panel = window.panels.details
    window.choose.request("assistant")
    qtbot.wait(50)
    QTest.mouseClick(panel.form.options.add, LEFT)
    card = panel.form.options.card("lite")
    qtbot.wait(50)  # until everything has found its place
    assert 0 <= card.mapTo(panel.area, QPoint(0, 0)).y() < 40
    QTest.keyClicks(QApplication.focusWidget(), "A smaller network")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert window.session.document.scenario.request_by_id["assistant"].options[1].name == "A smaller network"
    settle(qtbot, window)


def test_a_field_of_an_option_is_edited_as_any_other(shown, document):
    panel = shown(document, "requests", "assistant-next")
    card = panel.form.options.card("distilled")
    value = next(field for field in card.fields if field.column.steps == ("value",))
    type_in(value.editor, "70 %")
    assert document.scenario.request_by_id["assistant-next"].options[1].value == 0.7
    assert document.undo_stack.undoText() == "Value of distilled in The next assistant's base network"
    type_in(value.editor, "much")
    assert "must be a number" in value.reason.text()
    assert ("requests", "assistant-next", ("options", "distilled", "value")) in document.draft.refused
    panel.choose("requests", "search-answers")
    panel.choose("requests", "assistant-next")
    assert value.editor.typed() == "much"


def test_what_was_typed_into_an_option_follows_its_id_and_goes_with_it(shown, document):
    panel = shown(document, "requests", "assistant-next")
    options = panel.form.options
    fields = {field.column.steps: field.editor for field in options.card("distilled").fields}
    type_in(fields["value",], "much")
    type_in(fields["id",], "small")
    assert fields["value",].typed() == "much"
    document.undo_stack.undo()
    assert options.card("distilled") and fields["value",].typed() == "much"
    document.undo_stack.redo()
    assert fields["value",].typed() == "much"
    QTest.mouseClick(options.card("small").remove, LEFT)
    assert not document.draft.refused
    document.undo_stack.undo()
    assert len(document.draft.refused) == 1


def test_an_id_that_another_option_has_is_refused_in_its_place(shown, document):
    panel = shown(document, "requests", "assistant-next")
    name = next(f for f in panel.form.options.card("distilled").fields if f.column.steps == ("id",))
    type_in(name.editor, "full")
    assert "is used 2 times" in name.reason.text() and name.editor.typed() == "full"
    assert [o.id for o in document.scenario.request_by_id["assistant-next"].options] == ["full", "distilled"]


def test_an_option_of_a_variant_is_compared_with_the_one_of_its_id(shown, baseline):
    edit = moved(baseline.request_by_id["assistant-next"], "distilled", -1)
    document = Document(apply(baseline, edit.of("assistant-next")).scenario, parent=baseline)
    enter(document, "requests", [
        Entry("assistant-next", Column("Value", ("options", "distilled", "value"), "", percent=True), "50 %")
    ])  # fmt: skip
    panel = shown(document, "requests", "assistant-next")
    bold = {
        (card.option, field.column.steps)
        for card in panel.form.options.cards for field in card.fields if field.title.font().bold()
    }  # fmt: skip
    assert bold == {("distilled", ("value",))}


# In the window


def test_the_dock_stands_behind_why_and_follows_every_selection(window, qtbot):
    dock = window.findChild(QDockWidget, "details")
    why = window.findChild(QDockWidget, "why")
    panel = window.panels.details
    assert why in window.tabifiedDockWidgets(dock)
    assert not panel.forms
    select(window.pages.requests.view, ("notebooks", "minimum"))
    assert not panel.forms
    bring_to_front(window, qtbot)
    assert panel.under.text() == "notebooks"
    window.pages.setCurrentWidget(window.pages.plan)
    window.pages.plan.view.selectRow(2)
    assert panel.under.text() == window.pages.plan.table.request(2)
    window.pages.setCurrentWidget(window.pages.inventory)
    select(window.pages.inventory.pools.view, ("h100", "gpus"))
    assert panel.under.text() == "h100"
    window.pages.setCurrentWidget(window.pages.requests)
    assert panel.under.text() == window.pages.requests.view.current_name()
    open_variant(window, qtbot)
    assert panel.hint.isVisible()


@pytest.mark.parametrize(("width", "across"), [(200, 1), (300, 2), (640, 4)])
def test_fields_stand_side_by_side_where_there_is_room(shown, document, width, across):
    panel = shown(document, "requests", "search-answers", width)
    body = panel.form.fields["id",].parentWidget()
    fields = [panel.form.fields[steps,] for steps in ("name", "id", "kind", "product", "team", "commitment")]
    QApplication.processEvents()
    rows = {}
    for field in fields:
        rows.setdefault(field.geometry().top(), []).append(field.geometry())
    widest = max(len(row) for row in rows.values())
    assert widest == (across if across < 4 else 3)
    for row in rows.values():
        assert all(a.right() < b.left() for a, b in pairwise(row))
        assert row[-1].right() <= body.width()


def test_icons_and_courses_are_drawn_again_in_another_theme(shown, document, qapp):
    panel = shown(document, "pools", "h100-us")
    field = panel.form.fields["gpus",]

    def drawn():
        return field.take_parent.icon().cacheKey(), field.course.pixmap().toImage()

    before = drawn()
    use(qapp, DARK)
    after = drawn()
    use(qapp, LIGHT)
    assert before[0] != after[0] and before[1] != after[1]
    assert drawn()[1] == before[1]


def test_no_part_of_the_form_is_ever_a_window_of_its_own(shown, document, qapp):
    class Watch(QObject):
        def eventFilter(self, seen, event):  # noqa: N802
            if event.type() == QEvent.Type.Show and seen.isWidgetType() and seen.isWindow():
                opened.append(seen)
            return False

    opened, watch = [], Watch()
    qapp.installEventFilter(watch)
    panel = shown(document, "requests", "search-answers")
    for name in ("assistant-next", "embedding-refresh"):
        panel.choose("requests", name)
    QTest.mouseClick(panel.form.options.add, LEFT)
    panel.choose("pools", "h100-us")
    qapp.removeEventFilter(watch)
    assert opened == [panel]


def test_a_section_is_folded_with_the_keyboard_and_stays_so(shown, document):
    panel = shown(document, "requests", "search-answers")
    section = panel.form.sections["When"]
    QTest.keyClick(section.head, Key.Key_Space)
    assert section.body.isHidden()
    panel.choose("requests", "ads-fraud")
    assert section.body.isHidden()


def test_only_hardware_of_the_catalogue_is_as_in_the_catalogue(shown, baseline):
    known = next(iter(baseline.catalogue))
    own = {"B300": Accelerator(speed=3.0), known: Accelerator(watts=500.0)}
    document = Document(baseline.model_copy(update={"accelerators": own}))
    panel = shown(document, "accelerators", "B300")
    assert editor(panel, "memory_gb").placeholderText() == "not given"
    assert editor(panel, "cpu").placeholderText() == "no"
    panel.choose("accelerators", known)
    assert editor(panel, "memory_gb").placeholderText() == "as in the catalogue"
    assert (editor(panel, "cpu").text(), editor(panel, "cpu").placeholderText()) == ("", "as in the catalogue")
