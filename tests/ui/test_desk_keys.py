"""Keys of the desk: every widget of the form that can hold the keyboard hears the same ones."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.model.record import Path
from curator.ui.form.blocks import Head
from curator.ui.form.engagements import Tabs
from curator.ui.window import Window

NONE, CONTROL, SHIFT, ALT = (
    getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "Control", "Shift", "Alt")
)
AT: Path = ("engagements", 0)
Go = Callable[[Window], QWidget]


def at(path: Path) -> Go:
    def go(window: Window) -> QWidget:
        window.form.focus_path(path)
        return focus()

    return go


def an_empty_group(window: Window) -> QWidget:
    while window.review.sheet.get((*AT, "sectors")):
        window.do(lambda: window.review.remove_row((*AT, "sectors", 0)))
    return at((*AT, "sectors"))(window)


def the_tabs(window: Window) -> QWidget:
    found = window.form.findChild(QWidget, "engagements")
    assert isinstance(found, Tabs)
    found.setFocus(Qt.FocusReason.MouseFocusReason)
    return found


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


WIDGETS: tuple[tuple[Go, type[QWidget]], ...] = (
    (at((*AT, "date")), QLineEdit),
    (at((*AT, "country")), QLineEdit),
    (at((*AT, "home", 0, "name")), QLineEdit),
    (at((*AT, "home", 0, "lead")), QCheckBox),
    (at((*AT, "note")), QPlainTextEdit),
    (an_empty_group, Head),
    (the_tabs, Tabs),
)


@pytest.fixture(params=WIDGETS, ids=lambda each: each[1].__name__)
def widget(window: Window, request: pytest.FixtureRequest) -> QWidget:
    """Each widget of the form in turn, with the keyboard in it."""
    go, kind = request.param
    found: QWidget = go(window)
    assert isinstance(found, kind)
    assert found.hasFocus()
    return found


def test_escape_leads_back_to_the_article(window: Window, qtbot: QtBot, widget: QWidget) -> None:
    for held in (NONE, SHIFT, CONTROL):
        qtbot.keyClick(widget, Qt.Key.Key_Escape, held)
        assert focus() is window.reader
        window.form.focus_path(window.form.current)
        widget = focus()


def test_an_alt_digit_goes_to_its_field(window: Window, qtbot: QtBot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_4, ALT)
    assert window.form.current == (*AT, "partner_city")
    assert focus().objectName() == "field:/engagements/0/partner_city"


def test_enter_agrees_and_goes_on(window: Window, qtbot: QtBot, widget: QWidget) -> None:
    before = window.form.current
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert window.form.active
    evidence = window.review.sheet.evidence.get(before)
    assert evidence is None or evidence.state.value == "confirmed"


def test_the_desk_keys_come_before_the_windows(widget: QWidget) -> None:
    for key, held in ((Qt.Key.Key_Return, NONE), (Qt.Key.Key_Escape, NONE), (Qt.Key.Key_0, CONTROL)):
        press = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        press.ignore()
        QApplication.sendEvent(widget, press)
        assert press.isAccepted(), key


@pytest.mark.parametrize("go", [at((*AT, "date")), at((*AT, "note")), an_empty_group, the_tabs])
def test_coming_into_a_widget_makes_its_value_current(window: Window, go: Go) -> None:
    widget = go(window)
    here = window.form.current
    window.reader.setFocus()
    window.form.focus_path((*AT, "city"), edit=False)
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    assert window.form.current == here != (*AT, "city")


def test_arrows_and_plus_act_in_the_tabs(window: Window, qtbot: QtBot) -> None:
    tabs = the_tabs(window)
    qtbot.keyClicks(tabs, "+")
    assert window.form.engagement == 1
    tabs.setFocus()
    for key, shown in ((Qt.Key.Key_Right, 0), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Left, 0)):
        qtbot.keyClick(tabs, key)
        assert window.form.engagement == shown
        tabs.setFocus()


def test_what_composes_hears_no_desk_key(window: Window, qtbot: QtBot) -> None:
    name = at((*AT, "home", 0, "name"))(window)
    QApplication.sendEvent(name, QInputMethodEvent("đ", []))
    for key, held in (
        (Qt.Key.Key_Return, NONE),
        (Qt.Key.Key_Escape, NONE),
        (Qt.Key.Key_4, ALT),
        (Qt.Key.Key_Up, NONE),
    ):
        qtbot.keyClick(name, key, held)
        assert focus() is name
    assert window.form.current == (*AT, "home", 0, "name")


def test_escape_gives_up_what_was_typed(
    window: Window, qtbot: QtBot, type_text: Callable[[QWidget, str], None]
) -> None:
    for key in ("note", "city"):
        before = window.review.sheet.get((*AT, key))
        widget = at((*AT, key))(window)
        type_text(widget, "zzz")
        qtbot.keyClick(widget, Qt.Key.Key_Escape)
        if focus() is widget:  # the first Escape took the suggestions away
            qtbot.keyClick(widget, Qt.Key.Key_Escape)
        assert focus() is window.reader
        assert window.review.sheet.get((*AT, key)) == before
