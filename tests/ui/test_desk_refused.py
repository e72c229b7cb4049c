"""Text that is no value: it is never lost, and nothing leaves the record before a person has settled it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.model.record import Path, State, pointer
from curator.model.revision import Status
from curator.ui.form.suggestions import Hint
from curator.ui.form.text_editor import TextEditor
from curator.ui.window import Window

AT: Path = ("engagements", 0)
DATE, TYPE, COUNTRY = ((*AT, key) for key in ("date", "type", "country"))
TOLD: Path = (*AT, "agreements", 0, "date")
CLASS: Path = (*AT, "home", 0, "role_class")
WRONG = {DATE: "31/2", TYPE: "zzz", COUNTRY: "Kazakstann", TOLD: "2024-13", CLASS: "no such class"}
Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Type = Callable[[QWidget, str], None]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def click_article(window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.reader.viewport(), LEFT, pos=QPoint(300, 400))


def verify(window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.record.bar.findChild(QWidget, "record:verify"), LEFT)


def verify_from_article(window: Window, qtbot: QtBot) -> None:
    click_article(window, qtbot)
    assert window.reader.hasFocus()
    qtbot.keyClick(focus(), Key.Key_Return, CONTROL)


def click_row(window: Window, qtbot: QtBot) -> None:
    box = window.inbox.visualRect(window.inbox.model().index(2, 0))
    qtbot.mouseClick(window.inbox.viewport(), LEFT, pos=box.center())


def leave_by_key(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), Key.Key_F6)
    qtbot.keyClick(focus(), Key.Key_PageDown, CONTROL)


def close(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), Key.Key_F6)
    window.close()


WAYS = {each.__name__: each for each in (verify, verify_from_article, click_row, leave_by_key, close)}


def type_wrong(window: Window, path: Path, type_text: Type, words: str = "") -> TextEditor:
    """Type what is no value over the value at `path`."""
    if path == TOLD and not window.review.sheet.get(TOLD[:3]):
        sheet = window.review.sheet.add_row(
            TOLD[:3], {"title": "Chương trình", "date": "2024", "kind": "programme"}
        )
        assert window.do(lambda: window.review.apply(sheet, "An agreement"))
    window.form.focus_path(path)
    editor = focus()
    assert isinstance(editor, TextEditor)
    editor.selectAll()
    type_text(editor, words or WRONG[path])
    return editor


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", WRONG, ids=lambda path: str(path[-1]))
def test_no_way_out_leaves_refused_text_behind(
    window: Window, qtbot: QtBot, type_text: Type, path: Path, way: str
) -> None:
    document = window.review.document
    editor = type_wrong(window, path, type_text)
    saved = window.review.sheet.get(path)
    WAYS[way](window, qtbot)
    assert window.isVisible()
    assert window.review.document == document == window.inbox.document
    assert window.review.status is not Status.VERIFIED
    assert focus() is editor
    assert window.form.current == path
    assert editor.text() == WRONG[path]
    assert WRONG[path] in next(hint for hint in window.findChildren(Hint) if hint.isVisible()).text()
    qtbot.keyClick(editor, Key.Key_Escape)
    assert window.reader.hasFocus()
    assert window.review.sheet.get(path) == saved
    assert window.form.commit()
    window.open_document(window.inbox.listing.row(1).document)
    assert window.review.document != document


@pytest.mark.parametrize("path", WRONG, ids=lambda path: str(path[-1]))
def test_refused_text_outlives_another_edit(window: Window, qtbot: QtBot, type_text: Type, path: Path) -> None:
    editor = type_wrong(window, path, type_text)
    qtbot.mouseClick(window.form.findChild(QWidget, "field:/engagements/0/city"), LEFT)
    assert focus() is not editor
    assert window.do(lambda: window.review.put((*AT, "note"), "seen"))
    assert editor.text() == WRONG[path]
    assert editor.isVisible()
    assert not window.form.commit()
    assert focus() is editor


def test_a_click_on_another_cell_leads_back(window: Window, qtbot: QtBot, type_text: Type) -> None:
    editor = type_wrong(window, CLASS, type_text)
    table = window.form.findChild(QAbstractItemView, "rows:/engagements/0/partner")
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(0, 1)).center())
    assert focus() is editor
    assert editor.text() == WRONG[CLASS]


def test_another_answer_takes_the_place_of_refused_text(window: Window, qtbot: QtBot, type_text: Type) -> None:
    machine = window.review.sheet.get(COUNTRY)
    for key, held in ((Key.Key_R, CONTROL), (Key.Key_0, NONE)):
        editor = type_wrong(window, COUNTRY, type_text)
        click_article(window, qtbot)
        window.form.focus_path(COUNTRY, edit=False)
        qtbot.keyClick(window.reader, key, held)
        assert not editor.typing
    assert window.review.sheet.state(COUNTRY) is State.NOT_STATED
    assert window.review.sheet.get(COUNTRY) is None
    assert machine


def test_a_cell_closes_when_its_refused_text_is_settled(window: Window, qtbot: QtBot, type_text: Type) -> None:
    editor = type_wrong(window, TOLD, type_text)
    click_article(window, qtbot)
    assert editor.isVisible()
    assert window.do(lambda: window.review.put(TOLD, "2020"))
    assert not editor.isVisible()
    assert window.form.commit()


def test_a_row_that_goes_takes_refused_text_with_it(window: Window, qtbot: QtBot, type_text: Type) -> None:
    type_wrong(window, TOLD, type_text)
    click_article(window, qtbot)
    assert window.do(lambda: window.review.remove_row(TOLD[:4]))
    assert window.form.commit()


def test_only_the_open_editor_has_the_name_of_a_value(window: Window) -> None:
    home: Path = (*AT, "home")
    sheet = window.review.sheet.add_row(home, {"name": "B"})
    assert window.do(lambda: window.review.apply(sheet, "A second person"))
    for path in ((*home, 1, "name"), (*home, 0, "role"), (*home, 0, "role_class"), (*AT, "city")):
        window.form.focus_path(path)
        named = [each.objectName() for each in window.form.findChildren(QWidget)]
        rows = [name for name in named if name.startswith("field:/engagements/0/home/")]
        assert len(rows) == len(set(rows))
        assert f"field:{pointer(path)}" in named
        assert all(name.startswith(f"field:{pointer(path[:-1])}") for name in rows)
    assert not rows
    assert isinstance(window.form.findChild(QLineEdit, "field:/engagements/0/city"), QLineEdit)
