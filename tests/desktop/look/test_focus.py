"""The keyboard's place is plain to see: a ring of three to one against what is around it, in both themes."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSlider, QSpinBox, QVBoxLayout, QWidget

from planner.desktop.look.focus import FocusRing, FocusRings
from planner.desktop.look.theme import DARK, LIGHT, use
from tests.charts.test_charts import contrast


@pytest.fixture(params=[LIGHT, DARK], ids=lambda theme: theme.name)
def form(request, qapp, qtbot):
    use(qapp, request.param)
    rings, whole = FocusRings(qapp), QWidget()
    box = QVBoxLayout(whole)
    for part in (QLineEdit(), QComboBox(), QSlider(), QSpinBox()):
        box.addWidget(part)
    qtbot.addWidget(whole)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield whole
    qapp.focusChanged.disconnect(rings._follow)
    use(qapp, LIGHT)


def rings_of(whole):
    return [ring for ring in whole.findChildren(FocusRing) if ring.isVisible()]


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QSlider, QSpinBox])
def test_what_has_the_keyboard_has_a_ring_and_nothing_else(form, qapp, qtbot, kind):
    focused = form.findChild(kind)
    focused.setFocus()
    qtbot.waitUntil(lambda: len(rings_of(form)) == 1 and rings_of(form)[0]._around is focused)
    (ring,) = rings_of(form)
    assert ring.geometry().contains(focused.geometry())
    image, ratio = form.grab().toImage(), form.devicePixelRatioF()
    edge = ring.geometry()
    on = image.pixelColor(round((edge.left() + 1) * ratio), round(edge.center().y() * ratio)).name()
    beside = image.pixelColor(round((edge.left() - 3) * ratio), round(edge.center().y() * ratio)).name()
    assert contrast(on, beside) >= 3.0, (on, beside)
    focused.hide()
    qtbot.waitUntil(lambda: not any(each._around is focused for each in rings_of(form)))
