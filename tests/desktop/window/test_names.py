"""Names that people give are shown letter by letter: no HTML, no marks of keys."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolTip, QWidget

from tests.desktop.driving import settle

NAME = "Q&A <i>search</i>"
FROM_THE_RIGHT = "עוזר חכם"


def test_names_are_shown_as_they_are_and_never_read_as_html(window, qtbot, monkeypatch):
    document = window.session.document
    old = document.scenario.requests[0]
    request = old.model_copy(update={"name": NAME, "metrics": {**old.metrics, "R&D <b>": 1.0}})
    document.replace(
        document.scenario.model_copy(update={"requests": (request, *document.scenario.requests[1:]), "name": NAME}),
        f"Name of {NAME}",
    )
    settle(qtbot, window)
    window.pages.requests.view.show_cell(request.id, ("name",))
    window.choose.request(request.id)
    qtbot.waitUntil(lambda: window.panels.why.is_complete, timeout=30_000)
    window.notices.put("name", NAME)
    QApplication.processEvents()
    shown = [label for label in window.findChildren(QLabel) if NAME in label.text()]
    assert len(shown) >= 3
    window.decision.say((f"{NAME} loses most.", NAME))
    for label in window.findChildren(QLabel):
        if label is window.decision.text:  # the one that writes a part in bold
            assert label.text().count(escape(NAME)) == 2 and NAME not in label.text()
        else:
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    assert window.actions_by_name["undo"].text() == f"Undo Name of {NAME.replace('&', '&&')}"
    assert window.panels.tree.items[document.file].text(0).startswith(NAME)
    owner = QWidget(window)
    assert "R&&D <b>" in [action.text() for action in window.pages.requests.column_actions(owner)]
    window.notices.clear()


def test_names_from_the_right_turn_no_sentence_around(window, qtbot):
    document = window.session.document
    scenario = document.scenario
    request, other = (
        each.model_copy(
            update={"name": f"{FROM_THE_RIGHT} {k}", "team": FROM_THE_RIGHT, "commitment": "must" if k else "open"}
        )
        for k, each in enumerate(scenario.requests[:2])
    )
    rules = tuple(rule.model_copy(update={"name": f"{FROM_THE_RIGHT} {k}"}) for k, rule in enumerate(scenario.rules))
    changed = {"requests": (request, other, *scenario.requests[2:]), "rules": rules, "name": FROM_THE_RIGHT}
    document.replace(scenario.model_copy(update=changed), "Names")
    settle(qtbot, window)
    window.choose.request(request.id)
    qtbot.waitUntil(lambda: window.panels.why.is_complete, timeout=30_000)
    window.panels.tree.items[document.file].setSelected(True)
    QApplication.processEvents()
    told = [label.text() for label in window.findChildren(QLabel) if FROM_THE_RIGHT in label.text()]
    plan = window.pages.plan.table
    told += [plan.index(row, column).data() for row in range(plan.rowCount()) for column in range(plan.columnCount())]
    turned = [text for text in told if FROM_THE_RIGHT in text.replace(f"\u2068{FROM_THE_RIGHT}\u2069", "")]
    assert len(told) > 6 and turned == []
    copied = str(window.pages.plan.view.texts([*range(plan.rowCount())]))
    assert FROM_THE_RIGHT in copied and "\u2068" not in copied


def test_hints_and_questions_show_names_as_they_are(window, qtbot):
    QToolTip.showText(QPoint(4, 4), NAME, window)
    asked = QMessageBox(window)
    asked.setText(NAME)
    asked.show()
    (tip,) = (each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel")
    for label in (tip, *asked.findChildren(QLabel)):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert tip.text() == NAME
    asked.close()
    asked.deleteLater()
    QToolTip.hideText()
