"""Random steps in the window, each something that a user does."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from planner.desktop.fields.editors.popup_field import PopupField
from planner.desktop.open.editing.collections import name_of
from planner.desktop.panels.whatif.kinds import KINDS
from planner.desktop.window.main_window import MainWindow


class Wanderer:
    """Goes through the window as someone does who tries everything."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self.window, self.chance = window, chance
        self.began = {file: each.scenario for file, each in window.session.workspace.documents.items()}
        self.answers = QTimer(window, interval=20)
        """Gives up whatever is asked."""
        self.answers.timeout.connect(give_up_question)
        self.answers.start()

    def step(self) -> None:
        self.chance.choice(STEPS)(self)
        QApplication.processEvents()

    def come_home(self) -> None:
        """Throw away all that was made and changed, and stand where the walk began."""
        self.act("drop_trial")
        workspace = self.window.session.workspace
        for file in sorted(workspace.documents, key=lambda file: -workspace.depth_of(workspace.documents[file])):
            document = workspace.documents[file]
            document.drop_changes()
            if file in self.began and document.scenario != self.began[file]:  # what was saved on the way
                document.replace(self.began[file], "As it was")
            if "variant" in file.stem:
                workspace.discard(file)
        self.window.session.open(next(iter(workspace.documents)))
        for item in self.window.panels.tree.items.values():
            item.setCheckState(0, Qt.CheckState.Unchecked)
        self.window.pages.setCurrentWidget(self.window.pages.requests)
        self.window.panels.bring_up("details")
        for page in reversed(self.window.pages.tables):
            for row in reversed(range(page.table.rowCount())):  # forms are made when they are first needed, and kept
                self.window.panels.details.choose(page.collection, name_of(page.table.element(row)))
        self.window.notices.clear()
        self.window.session.recovery.write_now()

    def act(self, name: str) -> None:
        """Do an action, if it can be done now."""
        if self.window.actions_by_name[name].isEnabled():
            self.window.run(name)

    def stand(self) -> None:
        """Put the cursor on any cell of a table."""
        pages = self.window.pages
        pages.show_table(self.chance.choice(pages.tables))
        view = pages.table.view
        rows, columns = view.filtered.rowCount(), [k for k, c in enumerate(view.table.columns) if c.editable]
        if rows:
            view.setCurrentIndex(view.filtered.index(self.chance.randrange(rows), self.chance.choice(columns)))

    def type(self) -> None:
        """Type a number, or what is none, over a cell."""
        self.stand()
        view = self.window.pages.table.view
        if view.currentIndex().isValid():
            text = self.chance.choice(["3", "12", "0.5", "40", "x"])
            view.model().setData(view.currentIndex(), text)

    def drop_down(self) -> None:
        """Open a cell's editor, let its panel drop down, and take or leave what it shows."""
        self.stand()
        view = self.window.pages.table.view
        if not view.currentIndex().isValid():
            return
        QTest.keyClick(view, Qt.Key.Key_F2)
        editor = view.viewport().findChild(PopupField)
        if editor is not None:
            editor.open()
            for _ in range(2):
                popup = QApplication.activePopupWidget()
                QTest.keyClick(popup or editor, self.chance.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]))
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()
        view.setFocus()

    def undo_or_redo(self) -> None:
        stack = self.window.session.shown.document.undo_stack
        self.chance.choice([stack.undo, stack.undo, stack.redo])()

    def switch_tab(self) -> None:
        self.window.pages.setCurrentIndex(self.chance.randrange(self.window.pages.count()))

    def switch_scenario(self) -> None:
        workspace = self.window.session.workspace
        self.window.session.open(self.chance.choice(list(workspace.documents)))

    def look_at_chart(self) -> None:
        page = self.window.pages.tradeoffs
        self.window.pages.setCurrentWidget(page)
        page.list.setCurrentRow(self.chance.randrange(page.list.count()))

    def slide(self) -> None:
        lever = self.window.panels.whatif.levers[self.chance.choice(KINDS).key]
        if lever.isEnabled():
            lever.slider.setValue(self.chance.randrange(lever.slider.maximum() + 1))

    def settle_trial(self) -> None:
        self.act(self.chance.choice(["keep_trial", "drop_trial", "drop_trial"]))

    def add_or_delete(self) -> None:
        self.stand()
        self.act(self.chance.choice(["add_row", "duplicate", "delete_rows", "delete_rows"]))

    def begin_rule(self) -> None:
        rules = self.window.pages.rules
        self.window.pages.setCurrentWidget(rules)
        rules.rules.begin()
        QApplication.processEvents()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()

    def remove_rule(self) -> None:
        cards = list(self.window.pages.rules.rules.rows.values())
        if cards:
            self.chance.choice(cards).remove.click()

    def tick(self) -> None:
        tree = self.window.panels.tree
        item = self.chance.choice(list(tree.items.values()))
        item.setCheckState(0, self.chance.choice([Qt.CheckState.Checked, Qt.CheckState.Unchecked]))

    def ask_why(self) -> None:
        """Click a row of the plan."""
        self.window.pages.setCurrentWidget(self.window.pages.plan)
        self.window.panels.bring_up(self.chance.choice(["why", "details"]))
        requests = self.window.session.shown.document.scenario.requests
        if requests:
            self.window.choose.request(self.chance.choice(requests).id)

    def make_variant(self) -> None:
        """A variant, as long as there are few."""
        if len(self.window.session.workspace.documents) < 6:
            self.act("new_variant")

    def throw_away(self) -> None:
        """Delete a variant that nothing extends."""
        workspace = self.window.session.workspace
        free = [f for f in workspace.documents if not workspace.variants_of(f) and "variant" in f.stem]
        if free:
            file = self.chance.choice(free)
            workspace.documents[file].undo_stack.setClean()
            self.window.panels.tree.setCurrentItem(self.window.panels.tree.items[file])
            if not workspace.documents[file].has_more_than_its_file:
                self.act("discard")

    def save(self) -> None:
        self.act("save")

    def switch_theme(self) -> None:
        self.act("switch_theme")

    def show_palette(self) -> None:
        self.act("palette")

    def scroll(self) -> None:
        self.stand()
        view = self.window.pages.table.view
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def give_up_question() -> None:
    """Answer what stands before the window as Escape does."""
    asked = QApplication.activeModalWidget()
    if isinstance(asked, QDialog):
        asked.reject()


STEPS: tuple[Callable[[Wanderer], None], ...] = (
    *[Wanderer.type] * 4, *[Wanderer.drop_down] * 3, *[Wanderer.undo_or_redo] * 4, *[Wanderer.switch_tab] * 3,
    *[Wanderer.switch_scenario] * 3, *[Wanderer.look_at_chart] * 2, *[Wanderer.slide] * 2, Wanderer.settle_trial,
    Wanderer.add_or_delete, Wanderer.begin_rule, Wanderer.remove_rule, *[Wanderer.tick] * 2, *[Wanderer.ask_why] * 2,
    Wanderer.make_variant, Wanderer.throw_away, Wanderer.save, Wanderer.switch_theme, Wanderer.show_palette,
    Wanderer.scroll,
)  # fmt: skip
