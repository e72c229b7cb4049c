"""Every field of the codebook goes through the form: typed in, stored, shown again, in the right editor for its kind."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.model.codebook import Field, walk
from curator.model.kinds import Code, EdtfDate, Flag, Kind, LongText, Place, Url
from curator.model.record import Path, Sheet, pointer
from curator.review import ENGAGEMENTS
from curator.ui.form.editors import CodeEditor, DateEditor, FlagEditor, NoteEditor, PlaceEditor, editor_for
from curator.ui.window import Window

VALUES = [(template, field) for template, field in walk() if field.kind]


def path_to(template: tuple[str, ...]) -> Path:
    """The first value at this place: every group of rows at its first row."""
    path: list[str | int] = []
    for key in template:
        path.append(key)
        if key == "engagements" or (len(template) == 3 and key == template[1]):
            path.append(0)
    return tuple(path)


def sample(field: Field) -> tuple[str, Any]:
    """What a person types, and the value that must come of it."""
    kind = field.kind
    if field.many:
        return "Huy Kiên; Thu Hằng", ["Huy Kiên", "Thu Hằng"]
    if isinstance(kind, EdtfDate):
        return ("2024-2026", "2024/2026") if kind.interval else ("7/12/2023", "2023-12-07")
    if isinstance(kind, Code):
        term = list(kind.vocabulary)[-1]
        return term.label("vi"), term.code
    if isinstance(kind, Place):
        return "Nursultan", "Astana"
    if isinstance(kind, Url):
        return "https://example.org/bai-viet.html", "https://example.org/bai-viet.html"
    if isinstance(kind, Flag):
        return " ", True
    return "Nguyễn Thị Ái Đức", "Nguyễn Thị Ái Đức"


@pytest.fixture
def empty_record(window: Window) -> Window:
    """The window on a record with one row of everything and no value."""
    sheet = Sheet().add_row(ENGAGEMENTS)
    for template, field in walk():
        if len(template) == 2 and template[0] == "engagements" and field.group:
            sheet = sheet.add_row(("engagements", 0, field.key))
    window.do(lambda: window.review.apply(sheet, "empty"))
    return window


@pytest.mark.parametrize(("template", "field"), VALUES, ids=[".".join(template) for template, _field in VALUES])
def test_a_value_goes_through_the_form_and_back(
    empty_record: Window, qtbot: QtBot, type_text: Callable[..., None], template: tuple[str, ...], field: Field
) -> None:
    window, path = empty_record, path_to(template)
    typed, value = sample(field)
    window.form.focus_path(path)
    editor = QApplication.focusWidget()
    assert editor.objectName() == f"field:{pointer(path)}"
    if isinstance(editor, QCheckBox):
        qtbot.keyClick(editor, Qt.Key.Key_Space)
    else:
        type_text(editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.store.current(window.review.document).sheet.get(path) == value
    window.open_document(window.review.document)
    window.form.focus_path(path)
    again = QApplication.focusWidget()
    shown = again.isChecked() if isinstance(again, QCheckBox) else text_of(again)
    assert field.kind
    wanted = (
        value
        if isinstance(value, bool)
        else "; ".join(map(field.kind.show, value))
        if field.many
        else field.kind.show(value)
    )
    assert shown == wanted


def text_of(editor: QWidget) -> str:
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("kind", "editor"),
    [(LongText, NoteEditor), (EdtfDate, DateEditor), (Code, CodeEditor), (Place, PlaceEditor), (Flag, FlagEditor)],
)
def test_each_kind_has_its_editor(qtbot: QtBot, kind: type[Kind], editor: type[QWidget]) -> None:
    fields = [field for _template, field in VALUES if isinstance(field.kind, kind)]
    assert fields
    for field in fields:
        made = editor_for(field, lambda typed: [])
        qtbot.addWidget(made)
        assert isinstance(made, editor)


def test_an_empty_required_value_is_missing_until_it_is_answered(empty_record: Window, qtbot: QtBot) -> None:
    window = empty_record
    date = ("engagements", 0, "date")
    assert date in window.review.doubts
    window.form.focus_path(date)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert date not in window.review.doubts
