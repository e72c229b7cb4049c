"""The keys around messages: who went into one by Tab or by a click has them back when it leaves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator.model.record import Path
from curator.ui.messages import Action, Message
from curator.ui.window import Window

NAME: Path = ("engagements", 0, "home", 0, "name")
CITY: Path = ("engagements", 0, "city")
Key = Qt.Key


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tab_into(message: Message, qtbot: QtBot) -> QWidget:
    """Press Tab until the keys are on a button of the message; what had them just before."""
    for _press in range(200):
        before = focus()
        qtbot.keyClick(before, Key.Key_Tab)
        if message.isAncestorOf(focus()):
            return before
    raise AssertionError("Tab never came to the message")


def words_of(message: Message) -> QLabel:
    return next(label for label in message.findChildren(QLabel) if label.text())


PLACES: dict[str, Callable[[Window], object]] = {
    "list": lambda window: window.inbox.setFocus(),
    "search": lambda window: window.filters.focus_search(),
    "article": lambda window: window.reader.setFocus(),
    "line": lambda window: window.form.focus_path(CITY),
    "cell": lambda window: window.form.focus_path(NAME),  # its editor closes when the keys leave it
}


@pytest.mark.parametrize("place", ["search", "line"])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "settled"])
def test_keys_that_came_by_tab_go_back(window: Window, qtbot: QtBot, place: str, closed: bool) -> None:
    message = window.messages.tell("Look here", level="check", topic="finding")
    PLACES[place](window)
    before = tab_into(message, qtbot)
    if closed:
        qtbot.keyClick(focus(), Key.Key_Space)
    else:
        window.messages.clear("finding")
    assert window.messages.texts() == []
    assert focus() is before


@pytest.mark.parametrize("place", PLACES)
def test_keys_that_came_by_a_click_go_back(window: Window, qtbot: QtBot, place: str) -> None:
    message = window.messages.tell("A text to be copied", level="check")
    PLACES[place](window)
    before, current = focus().objectName(), window.form.current
    qtbot.mouseClick(words_of(message), Qt.MouseButton.LeftButton)
    assert focus() is words_of(message)
    qtbot.mouseClick(message.findChildren(QToolButton)[-1], Qt.MouseButton.LeftButton)
    assert focus().objectName() == before
    assert window.form.current == current


def test_keys_of_an_editor_that_is_gone_stay_in_the_form(window: Window, qtbot: QtBot) -> None:
    message = window.messages.tell("A text to be copied", level="check")
    window.form.focus_path(NAME)
    qtbot.mouseClick(words_of(message), Qt.MouseButton.LeftButton)
    assert window.do(lambda: window.review.remove_row(NAME[:4]))
    message.leave()
    assert window.form.active
    assert window.form.current == NAME[:3]


def test_a_message_that_leaves_takes_no_keys_from_others(window: Window, qtbot: QtBot) -> None:
    window.form.focus_path(CITY)
    message = window.messages.tell("Saved", level="info")
    message.leave()
    assert focus().objectName() == "field:/engagements/0/city"


def test_a_message_that_has_to_go_leaves_the_keys(window: Window, qtbot: QtBot) -> None:
    oldest, *_others = [window.messages.tell(f"Message {number}", level="check") for number in range(3)]
    window.filters.focus_search()
    before = tab_into(oldest, qtbot)
    window.messages.tell("Message 3", level="check")
    assert window.messages.texts() == ["Message 3", "Message 2", "Message 1"]
    assert focus() is before


def test_a_button_acts_where_the_keys_were(window: Window, qtbot: QtBot) -> None:
    seen: list[QWidget] = []
    action = Action("Go on", lambda: seen.append(focus()))
    message = window.messages.tell("Done", level="check", actions=[action])
    window.filters.focus_search()
    before = tab_into(message, qtbot)
    qtbot.keyClick(focus(), Key.Key_Space)
    assert seen == [before]
