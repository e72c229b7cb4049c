"""Rows that go, move and change sides: where the cursor stays, and whose value it is that was being typed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.model.record import Path, State
from curator.ui.window import Window

NONE, CONTROL, ALT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "Control", "Alt"))
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
ENGAGEMENT: Path = ("engagements", 0)
HOME: Path = (*ENGAGEMENT, "home")
PARTNER: Path = (*ENGAGEMENT, "partner")
Type = Callable[[QWidget, str], None]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def names(window: Window, rows: Path = HOME) -> list[str]:
    return [row["name"] for row in window.review.sheet.get(rows)]


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(focus(), key, held)


def type_over(window: Window, path: Path, words: str, type_text: Type) -> None:
    """Type `words` over a value, and leave them half typed."""
    window.form.focus_path(path)
    editor = focus()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.selectAll()
    type_text(editor, words)


@pytest.fixture
def people(window: Window) -> Window:
    """A record with the people A, B, C and D on the home side."""
    sheet = window.review.sheet
    while sheet.get(HOME):
        sheet = sheet.remove_row((*HOME, 0))
    for name in "ABCD":
        sheet = sheet.add_row(HOME, {"name": name})
    assert window.do(lambda: window.review.apply(sheet, "Four people"))
    return window


# Where the cursor stays


@pytest.mark.parametrize("column", ["name", "organisation", "lead", "role_class"])
@pytest.mark.parametrize("in_form", [True, False], ids=["form", "article"])
def test_the_cursor_stays_in_the_row_that_moves_up(
    people: Window, qtbot: QtBot, column: str, in_form: bool
) -> None:
    people.form.focus_path((*HOME, 1, column))
    if not in_form:
        people.reader.setFocus()
    for left, row in ((["A", "C", "D"], 1), (["A", "D"], 1), (["A"], 0)):  # of a last row, the one before
        press(qtbot, Key.Key_Delete, CONTROL_SHIFT)
        assert names(people) == left
        assert people.form.current == (*HOME, row, column)
        assert focus().objectName() == (f"field:/engagements/0/home/{row}/{column}" if in_form else "reader")
    press(qtbot, Key.Key_Delete, CONTROL_SHIFT)
    assert people.form.current == HOME
    assert people.form.active is in_form
    press(qtbot, Key.Key_Z, CONTROL)
    assert names(people) == ["A"]


def test_sectors_close_up_behind_one_that_goes(window: Window, qtbot: QtBot) -> None:
    rows: Path = (*ENGAGEMENT, "sectors")
    codes = [row["code"] for row in window.review.sheet.get(rows)]
    assert len(codes) > 2
    window.form.focus_path((*rows, 1, "code"))
    press(qtbot, Key.Key_Delete, CONTROL_SHIFT)
    assert window.form.current == (*rows, 1, "code")
    assert window.review.sheet.get(window.form.current) == codes[2]
    last = len(codes) - 2
    window.form.focus_path((*rows, last, "salience"))
    press(qtbot, Key.Key_Delete, CONTROL_SHIFT)
    assert window.form.current == (*rows, last - 1, "salience")


# What is being typed


@pytest.mark.parametrize("column", ["name", "role", "role_class"])
def test_what_is_typed_goes_with_its_row(people: Window, qtbot: QtBot, type_text: Type, column: str) -> None:
    before = people.review.sheet.get(HOME)
    type_over(people, (*HOME, 1, column), "mayor", type_text)
    press(qtbot, Key.Key_Delete, CONTROL_SHIFT)
    press(qtbot, Key.Key_Tab)
    assert people.review.sheet.get(HOME) == [before[0], *before[2:]]


@pytest.mark.parametrize(("key", "row"), [(Key.Key_Up, 0), (Key.Key_Down, 2)])
def test_a_row_moves_with_what_is_typed_in_it(
    people: Window, qtbot: QtBot, type_text: Type, key: Qt.Key, row: int
) -> None:
    type_over(people, (*HOME, 1, "name"), "Nguyễn Văn B", type_text)
    press(qtbot, key, CONTROL_SHIFT)
    press(qtbot, Key.Key_Tab)
    others = ["A", "C", "D"]
    assert names(people) == [*others[:row], "Nguyễn Văn B", *others[row:]]


def test_a_person_changes_sides_with_what_is_typed(people: Window, qtbot: QtBot, type_text: Type) -> None:
    type_over(people, (*HOME, 1, "name"), "Nguyễn Văn B", type_text)
    press(qtbot, Key.Key_S, CONTROL_SHIFT)
    press(qtbot, Key.Key_Tab)
    assert names(people) == ["A", "C", "D"]
    assert names(people, PARTNER)[-1] == "Nguyễn Văn B"


def test_a_row_stays_while_nonsense_is_typed_in_it(people: Window, qtbot: QtBot, type_text: Type) -> None:
    type_over(people, (*HOME, 1, "role_class"), "no such class", type_text)
    press(qtbot, Key.Key_Down, CONTROL_SHIFT)
    assert names(people) == list("ABCD")
    assert focus().objectName() == "field:/engagements/0/home/1/role_class"


@pytest.mark.parametrize("key", ["city", "note"])
def test_what_is_typed_goes_with_its_engagement(window: Window, qtbot: QtBot, type_text: Type, key: str) -> None:
    window.reader.setFocus()
    press(qtbot, Key.Key_F7, CONTROL)
    second = {"city": "Huế", "note": "the second"}[key]
    assert window.do(lambda: window.review.put(("engagements", 1, key), second))
    type_over(window, (*ENGAGEMENT, key), "zzz", type_text)
    press(qtbot, Key.Key_F7, CONTROL_SHIFT)
    press(qtbot, Key.Key_Tab)
    assert [each[key] for each in window.review.sheet.get(("engagements",))] == [second]


def test_an_engagement_is_copied_with_what_is_typed(window: Window, qtbot: QtBot, type_text: Type) -> None:
    type_over(window, (*ENGAGEMENT, "city"), "Huế", type_text)
    press(qtbot, Key.Key_F7, CONTROL)
    assert [each["city"] for each in window.review.sheet.get(("engagements",))] == ["Hue", "Hue"]


def test_undo_from_the_menu_leaves_what_is_typed_to_its_row(people: Window, qtbot: QtBot, type_text: Type) -> None:
    people.form.focus_path((*HOME, 0, "name"))
    press(qtbot, Key.Key_Delete, CONTROL_SHIFT)
    type_over(people, (*HOME, 1, "name"), "Nguyễn Văn C", type_text)  # where B will stand again
    people.run("undo")
    press(qtbot, Key.Key_Tab)
    assert names(people) == list("ABCD")


def test_an_answer_takes_the_place_of_what_is_typed(window: Window, qtbot: QtBot, type_text: Type) -> None:
    at: Path = (*ENGAGEMENT, "country")
    machine = window.review.sheet.get(at)
    type_over(window, at, "fra", type_text)
    press(qtbot, Key.Key_R, CONTROL)
    press(qtbot, Key.Key_Tab)
    assert window.review.sheet.get(at) == machine
    type_over(window, at, "fra", type_text)
    press(qtbot, Key.Key_0, CONTROL)
    assert window.review.sheet.get(at) is None
    assert window.review.sheet.state(at) is State.NOT_STATED


def test_a_passage_takes_the_place_of_what_is_typed(window: Window, qtbot: QtBot, type_text: Type) -> None:
    start = window.review.article.text.index("Hà Nội")
    window.reader.select(start, start + len("Hà Nội"))
    type_over(window, (*ENGAGEMENT, "city"), "Đà Nẵng", type_text)
    press(qtbot, Key.Key_5, ALT)
    press(qtbot, Key.Key_Tab)
    assert window.review.sheet.get((*ENGAGEMENT, "city")) == "Hanoi"
    assert window.review.sheet.evidence[(*ENGAGEMENT, "city")].spans[0].start == start
