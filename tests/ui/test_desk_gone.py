"""The engagement that was shown goes: by undo, from the history, elsewhere. What is left takes the next keys."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from curator.store import Store
from curator.ui.window import Window

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
ALL = ("engagements",)
Type = Callable[[QWidget, str], None]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(window: Window, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """A key in the article."""
    window.reader.setFocus()
    qtbot.keyClick(focus(), key, held)


@pytest.fixture
def on_the_second(window: Window, qtbot: QtBot) -> Window:
    """A record of two engagements, the second one shown."""
    press(window, qtbot, Key.Key_F7, SHIFT)
    assert window.form.engagement == 1
    return window


@contextmanager
def locked(window: Window) -> Iterator[None]:
    """Another program writes into the project and does not end."""
    other = sqlite3.connect(window.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    patience = window.store._one("PRAGMA busy_timeout")[0]
    window.store._db.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
        window.store._db.execute(f"PRAGMA busy_timeout = {patience}")


def use_the_first_state(window: Window, qtbot: QtBot) -> None:
    """The state of the whole record before the second engagement, from the history."""
    window.run("history")
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    _of_value, of_record = dialog.findChildren(QRadioButton)
    of_record.click()
    states = dialog.findChildren(QTreeWidget)[0]
    states.setCurrentItem(states.topLevelItem(states.topLevelItemCount() - 1))
    qtbot.keyClick(states, Key.Key_Return)


def remove_elsewhere(window: Window) -> None:
    """A command in a terminal takes the second engagement away."""
    document = window.review.document
    with Store(window.store.path, reader="Minh") as store:
        sheet = store.current(document).sheet.remove_row((*ALL, 1))
        store.save(document, sheet, cause="edit", label="Remove")


def try_all_digits(window: Window, qtbot: QtBot) -> None:
    """Every key that fills a field, with and without a selection."""
    start = window.review.article.text.index("Hà Nội")
    for length in (0, len("Hà Nội")):
        for key in [*(Key(int(Key.Key_0) + digit) for digit in range(1, 10)), Key.Key_H, Key.Key_P, Key.Key_Insert]:
            window.reader.clear_selection()
            if length:
                window.reader.select(start, start + length)
            press(window, qtbot, key)


def shown(window: Window) -> int:
    """Tabs in the form."""
    tabs = window.form.findChild(QWidget, "engagements")
    return tabs.count  # type: ignore[union-attr]


@pytest.mark.parametrize("how", ["undone", "redone", "history", "removed"])
def test_digits_fill_what_is_left_when_the_engagement_shown_goes(
    on_the_second: Window, qtbot: QtBot, how: str
) -> None:
    window = on_the_second
    if how == "history":
        use_the_first_state(window, qtbot)
    elif how == "removed":
        press(window, qtbot, Key.Key_F7, CONTROL | SHIFT)
    else:
        press(window, qtbot, Key.Key_Z, CONTROL)
    if how == "redone":
        press(window, qtbot, Key.Key_Y, CONTROL)
        press(window, qtbot, Key.Key_F7)
        press(window, qtbot, Key.Key_Z, CONTROL)
    assert (shown(window), window.form.engagement) == (1, 0)
    try_all_digits(window, qtbot)
    assert [each["city"] for each in window.review.sheet.get(ALL)] == ["Hanoi"]


def test_what_waits_to_be_written_is_shown(on_the_second: Window, qtbot: QtBot) -> None:
    window = on_the_second
    with locked(window):
        press(window, qtbot, Key.Key_F7, CONTROL | SHIFT)
        assert window.review.pending
        assert (shown(window), window.form.engagement) == (1, 0)
        assert window.form.current[:2] == (*ALL, 0)
        try_all_digits(window, qtbot)
        assert window.review.sheet.get((*ALL, 0, "city")) == "Hanoi"
    window.retry()
    assert not window.review.pending
    saved = window.store.current(window.review.document).sheet
    assert [each["city"] for each in saved.get(ALL)] == ["Hanoi"]


def test_what_somebody_else_has_saved_is_shown(on_the_second: Window, qtbot: QtBot) -> None:
    window = on_the_second
    remove_elsewhere(window)
    press(window, qtbot, Key.Key_H)  # a person for an engagement that has gone
    assert "Minh" in window.messages.texts()[0]
    assert (shown(window), window.form.engagement) == (1, 0)
    try_all_digits(window, qtbot)
    assert [each["city"] for each in window.review.sheet.get(ALL)] == ["Hanoi"]


def test_a_value_typed_for_another_state_is_not_shown_as_saved(
    on_the_second: Window, qtbot: QtBot, type_text: Type
) -> None:
    window = on_the_second
    window.form.focus_path((*ALL, 0, "city"))
    before = window.review.sheet.get((*ALL, 0, "city"))
    editor = focus()
    editor.selectAll()  # type: ignore[attr-defined]
    type_text(editor, "Huế")
    remove_elsewhere(window)
    qtbot.keyClick(editor, Key.Key_Tab)
    assert window.review.sheet.get((*ALL, 0, "city")) == before
    assert editor.text() == before  # type: ignore[attr-defined]
