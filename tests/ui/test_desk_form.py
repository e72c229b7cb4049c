"""The form: values, states, editors by kind, rows, the keyboard loop."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from curator.model.codebook import ARTICLE, ENGAGEMENT
from curator.model.record import Path, State, pointer
from curator.model.revision import Status
from curator.ui.form.blocks import Block
from curator.ui.form.suggestions import Hint, Suggestions
from curator.ui.form.text_editor import TextEditor
from curator.ui.window import Window

DATE, TYPE, COUNTRY, CITY, PARTNER_CITY = (
    ("engagements", 0, key) for key in ("date", "type", "country", "city", "partner_city")
)
HOME: Path = ("engagements", 0, "home")
PARTNER: Path = ("engagements", 0, "partner")
Type = Callable[[QWidget, str], None]


def field(window: Window, path: Path) -> QWidget:
    """The open editor of a value, as automation finds it."""
    window.form.focus_path(path)
    found = window.form.findChild(QWidget, f"field:{pointer(path)}")
    assert found is not None, path
    return found


def enter(window: Window, path: Path, text: str, type_text: Type, qtbot: QtBot) -> None:
    """Type `text` over a value and leave with Enter."""
    editor = field(window, path)
    if isinstance(editor, QLineEdit):
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
    type_text(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


@pytest.fixture
def sample(window: Window) -> Callable[[str], Window]:
    """Opens one of the sample articles by the beginning of its name."""

    def open_(name: str) -> Window:
        entries = window.store.entries("all")
        window.open_document(next(e.source.document for e in entries if e.source.name.startswith(name)))
        return window

    return open_


def test_every_value_of_the_record_has_its_editor(sample: Callable[[str], Window]) -> None:
    window = sample("s5")
    for each in ARTICLE.fields:
        assert window.form.findChild(QWidget, f"field:/article/{each.key}") is not None
    for each in ENGAGEMENT.fields:
        name = "rows" if each.group else "field"
        assert window.form.findChild(QWidget, f"{name}:/engagements/0/{each.key}") is not None, each.key
    people = window.form.findChild(QTableView, "rows:/engagements/0/partner")
    assert people.model().index(0, 1).data() == "Roman Golovchenko"


def test_typing_commits_on_enter_and_is_on_disk(window: Window, qtbot: QtBot, type_text: Type) -> None:
    enter(window, DATE, "8/12", type_text, qtbot)
    assert window.store.current(window.review.document).sheet.get(DATE) == "XXXX-12-08"
    assert window.review.sheet.state(DATE) is State.CORRECTED
    assert window.review.status is Status.IN_PROGRESS


def test_typing_commits_on_leaving(window: Window, qtbot: QtBot, type_text: Type) -> None:
    editor = field(window, PARTNER_CITY)
    editor.selectAll()  # type: ignore[attr-defined]
    type_text(editor, "Nursultan")
    window.reader.setFocus()
    assert window.review.sheet.get(PARTNER_CITY) == "Astana"


def test_a_date_is_said_back_in_words_and_an_impossible_one_is_refused(
    window: Window, qtbot: QtBot, type_text: Type
) -> None:
    editor = field(window, DATE)
    assert isinstance(editor, TextEditor)
    saved = window.review.sheet.get(DATE)
    editor.selectAll()
    type_text(editor, "ngày 7/12")
    assert editor.echo() == "7 December, year not stated"
    editor.selectAll()
    type_text(editor, "30/2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    hint = window.findChild(Hint)
    assert hint.isVisible()
    assert "30/2" in hint.text()
    assert editor.hasFocus()
    assert window.review.sheet.get(DATE) == saved
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not hint.isVisible()
    assert editor.text() == saved
    assert window.reader.hasFocus()


@pytest.mark.parametrize("typed", ["Kaz", "kazakhstan", "KZ", "Ca-dắc-xtan", "Kazakhstan"])
def test_a_coded_value_is_typed_in_three_languages(
    window: Window, qtbot: QtBot, type_text: Type, typed: str
) -> None:
    enter(window, COUNTRY, "Belarus", type_text, qtbot)
    enter(window, COUNTRY, typed, type_text, qtbot)
    assert window.review.sheet.get(COUNTRY) == "KZ"


def test_an_unknown_code_is_refused_with_the_nearest(window: Window, qtbot: QtBot, type_text: Type) -> None:
    enter(window, COUNTRY, "Kazakstann", type_text, qtbot)
    assert "Kazakhstan" in window.findChild(Hint).text()
    assert window.review.sheet.state(COUNTRY) is State.SUGGESTED


@pytest.mark.parametrize("typed", ["giáo", "giao"])
def test_enter_takes_no_name_that_only_holds_the_words(
    window: Window, qtbot: QtBot, type_text: Type, typed: str
) -> None:
    assert window.do(lambda: window.review.put(TYPE, "forum"))
    enter(window, TYPE, typed, type_text, qtbot)
    assert window.review.sheet.get(TYPE) == "forum"
    editor = QApplication.focusWidget()
    assert editor.text() == typed  # type: ignore[attr-defined]
    hint = window.findChild(Hint)
    assert hint.text().startswith("Type: ")
    assert ("Did you mean: Courtesy call?" in hint.text()) is (typed == "giao")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    enter(window, TYPE, "chao", type_text, qtbot)
    assert window.review.sheet.get(TYPE) == "courtesy_call"


def test_the_down_key_shows_the_list_with_its_first_row_chosen(window: Window, qtbot: QtBot) -> None:
    assert window.do(lambda: window.review.put(TYPE, "forum"))
    editor = field(window, TYPE)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    first = window.findChild(Suggestions).currentItem().text()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == first  # type: ignore[attr-defined]
    assert window.review.sheet.get(TYPE) != "forum"


def test_a_coded_value_that_is_deleted_is_empty(window: Window, qtbot: QtBot, type_text: Type) -> None:
    enter(window, TYPE, "", type_text, qtbot)
    assert window.review.sheet.get(TYPE) is None


def test_a_refusal_takes_one_line_and_names_field_and_reason(window: Window, qtbot: QtBot, type_text: Type) -> None:
    enter(window, DATE, "31/2/2024", type_text, qtbot)
    hint = window.findChild(Hint)
    assert hint.text().startswith("Date as stated: “31/2/2024” is not a date. February has no day 31.")
    assert hint.height() < 2 * hint.fontMetrics().height() + 2 * hint.margin()
    assert window.rect().contains(hint.geometry())


def test_suggestions_never_change_what_is_typed(window: Window, qtbot: QtBot, type_text: Type) -> None:
    enter(window, (*HOME, 0, "name"), "Nguyễn Đức Chung", type_text, qtbot)
    window.step(1)
    editor = field(window, (*HOME, 0, "name"))
    editor.selectAll()  # type: ignore[attr-defined]
    type_text(editor, "duc ch")
    listed = window.findChild(Suggestions)
    assert listed.isVisible()
    assert listed.item(0).text() == "Nguyễn Đức Chung"
    assert editor.text() == "duc ch"  # type: ignore[attr-defined]
    assert editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.review.sheet.get((*HOME, 0, "name")) == "Nguyễn Đức Chung"


def test_enter_while_composing_never_confirms(window: Window, qtbot: QtBot) -> None:
    editor = field(window, (*HOME, 0, "name"))
    editor.selectAll()  # type: ignore[attr-defined]
    for step in ("d", "dd", "đ"):
        QApplication.sendEvent(editor, QInputMethodEvent(step, []))
    before = window.review.revision.id
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.form.current == (*HOME, 0, "name")
    assert window.review.revision.id == before
    event = QInputMethodEvent()
    event.setCommitString("Đặng")
    QApplication.sendEvent(editor, event)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.review.sheet.get((*HOME, 0, "name")) == "Đặng"


def test_ctrl_z_is_textual_until_the_commit_then_the_records(window: Window, qtbot: QtBot, type_text: Type) -> None:
    before = window.review.sheet.get(DATE)
    editor = field(window, DATE)
    editor.selectAll()  # type: ignore[attr-defined]
    type_text(editor, "1/1")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() != "1/1"  # type: ignore[attr-defined]
    assert window.review.sheet.get(DATE) == before
    enter(window, DATE, "1/1", type_text, qtbot)
    assert window.review.sheet.get(DATE) == "XXXX-01-01"
    field(window, DATE)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.review.sheet.get(DATE) == before


def test_undo_leads_to_what_it_changed(window: Window, qtbot: QtBot) -> None:
    window.do(lambda: window.review.put(CITY, "Paris"))
    window.do(lambda: window.review.confirm(DATE))
    window.form.focus_path((*PARTNER, 0, "name"), edit=False)
    window.reader.setFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.form.current == DATE
    qtbot.keyClick(window.reader, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.form.current == CITY
    assert window.reader.hasFocus()


def test_enter_confirms_and_goes_to_the_next_doubt_and_back(window: Window, qtbot: QtBot) -> None:
    doubts = window.review.doubts
    assert window.form.current == doubts[0]
    assert window.form.current in window.review.sheet.evidence
    window.reader.setFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert window.review.sheet.state(doubts[0]) is State.CONFIRMED
    assert window.reader.hasFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_F8)
    qtbot.keyClick(window.reader, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.form.current == window.review.doubts[0]


def test_tab_follows_reading_order_through_cells_and_panel(window: Window, qtbot: QtBot) -> None:
    window.form.focus_path((*HOME, 0, "lead"))
    seen = [window.form.current]
    for _press in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.form.current)
    keys = [path[-1] for path in seen]
    assert keys[:6] == ["lead", "name", "role", "organisation", "title", "role_class"]
    assert seen[6][2] in ("home", "partner")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.form.current == seen[5]
    assert QApplication.focusWidget().objectName() == f"field:{pointer(seen[5])}"


def test_not_stated_is_an_answer(window: Window, qtbot: QtBot) -> None:
    window.form.focus_path(PARTNER_CITY, edit=False)
    window.reader.setFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_0)
    assert window.review.sheet.state(PARTNER_CITY) is State.NOT_STATED
    assert window.review.sheet.get(PARTNER_CITY) is None
    editor = field(window, CITY)
    qtbot.keyClick(editor, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.review.sheet.state(CITY) is State.NOT_STATED


def test_the_machines_value_stays_beside_a_corrected_one_and_comes_back(
    window: Window, qtbot: QtBot, type_text: Type
) -> None:
    machine = window.review.sheet.get(DATE)
    enter(window, DATE, "1/1", type_text, qtbot)
    window.form.focus_path(DATE)
    assert any(machine in text for text in window.form.panel.texts())
    assert machine in window.form.findChild(QWidget, "field:/engagements/0/date").accessibleDescription()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.review.sheet.get(DATE) == machine
    assert window.review.sheet.state(DATE) is State.CONFIRMED


def test_a_value_under_the_cursor_is_not_overwritten_by_a_refresh(
    window: Window, qtbot: QtBot, type_text: Type
) -> None:
    editor = field(window, PARTNER_CITY)
    editor.selectAll()  # type: ignore[attr-defined]
    type_text(editor, "half typ")
    window.do(lambda: window.review.put(COUNTRY, "FR"))
    assert editor.text() == "half typ"  # type: ignore[attr-defined]
    assert editor.hasFocus()


def test_people_are_added_moved_and_removed_by_key(window: Window, qtbot: QtBot, type_text: Type) -> None:
    window.form.focus_path((*HOME, 0, "name"))
    first = window.review.sheet.get((*HOME, 0, "name"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Insert)
    assert window.form.current == (*HOME, 1, "name")
    type_text(QApplication.focusWidget(), "Nguyễn Văn B")
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    window.form.focus_path((*HOME, 1, "name"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, control_shift)
    assert [row["name"] for row in window.review.sheet.get(HOME)] == ["Nguyễn Văn B", first]
    assert window.form.current == (*HOME, 0, "name")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, control_shift)
    assert [row["name"] for row in window.review.sheet.get(HOME)] == [first]
    assert window.review.sheet.get(PARTNER)[-1]["name"] == "Nguyễn Văn B"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete, control_shift)
    assert "Nguyễn Văn B" not in [row["name"] for row in window.review.sheet.get(PARTNER)]


def test_engagements_are_added_copied_switched_and_removed_by_key(window: Window, qtbot: QtBot) -> None:
    window.reader.setFocus()
    country = window.review.sheet.get(COUNTRY)
    qtbot.keyClick(window.reader, Qt.Key.Key_F7, Qt.KeyboardModifier.ControlModifier)
    assert window.form.engagement == 1
    assert window.review.sheet.get(("engagements", 1, "country")) == country
    qtbot.keyClick(window.reader, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert window.form.engagement == 2
    window.reader.select(0, 0)
    qtbot.keyClick(window.reader, Qt.Key.Key_F7)
    assert window.form.engagement == 0
    assert window.form.findChild(QWidget, "field:/engagements/0/date") is not None
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for _press in range(3):
        qtbot.keyClick(window.reader, Qt.Key.Key_F7, control_shift)
    assert window.review.sheet.get(("engagements",)) == []
    assert window.form.current == ("engagements",)
    qtbot.keyClick(window.reader, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(window.review.sheet.get(("engagements",))) == 1


def test_verify_stops_at_an_error_and_takes_a_second_key_for_warnings(
    window: Window, qtbot: QtBot, type_text: Type
) -> None:
    first = window.review.document
    window.form.focus_path((*HOME, 0, "name"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Insert)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.review.document == first
    assert window.form.current == (*HOME, 1, "name")
    assert "empty" in window.messages.texts()[0]
    type_text(QApplication.focusWidget(), "Nguyễn Văn B")
    assert window.form.commit()
    window.do(lambda: window.review.put((*HOME, 1, "role"), "Giám đốc"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.review.document == first
    assert "again" in window.messages.texts()[0]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.review.document != first
    assert window.store.current(first).status is Status.VERIFIED
    assert "no_role_class" in window.store.current(first).reason


def test_a_note_keeps_its_lines(window: Window, qtbot: QtBot, type_text: Type) -> None:
    note = field(window, ("engagements", 0, "note"))
    assert isinstance(note, QPlainTextEdit)
    type_text(note, "one")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    type_text(note, "two")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert window.review.sheet.get(("engagements", 0, "note")) == "one\ntwo"


def test_six_people_fit_without_scrolling_at_1366_by_768(sample: Callable[[str], Window]) -> None:
    window = sample("s5")
    sheet = window.review.sheet
    for side in (HOME, PARTNER):
        while len(sheet.get(side)) < 3:
            sheet = sheet.add_row(side, {"name": "Nguyễn Thị Minh Khai", "role": "Phó Chủ tịch"})
    window.do(lambda: window.review.apply(sheet, "six people"))
    window.form.focus_path(DATE)
    assert window.height() <= 768
    assert window.form.viewport().height() >= window.form.widget().height() - 4


def test_the_language_changes_while_the_form_is_open(window: Window) -> None:
    window.form.focus_path(COUNTRY)
    country = window.form.findChild(TextEditor, "field:/engagements/0/country")
    english = country.text()
    window.look.set_language("vi")
    QApplication.processEvents()
    assert country.accessibleName() == "Nước đối tác"
    window.look.set_language("fr")
    QApplication.processEvents()
    assert country.accessibleName() == "Pays partenaire"
    window.look.set_language("en")
    QApplication.processEvents()
    assert country.text() == english


def test_a_click_on_the_state_confirms_and_on_the_key_number_fills(window: Window, qtbot: QtBot) -> None:
    line = window.form.findChild(QWidget, "field:/engagements/0/date").parentWidget()
    assert window.review.sheet.state(DATE) is State.SUGGESTED
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() - 30, 8))
    assert window.review.sheet.state(DATE) is State.CONFIRMED
    text = window.review.article.text
    at = text.index("Hà Nội")
    window.reader.select(at, at + 6)
    city = window.form.findChild(QWidget, "field:/engagements/0/city").parentWidget()
    qtbot.mouseClick(city, Qt.MouseButton.LeftButton, pos=QPoint(6, 8))
    assert window.review.sheet.get(CITY) == "Hanoi"
    assert window.review.sheet.evidence[CITY].spans[0].quote == "Hà Nội"


def test_flags_and_notes_are_kept_with_the_value(window: Window, qtbot: QtBot, type_text: Type) -> None:
    window.form.focus_path(COUNTRY, edit=False)
    window.reader.setFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert window.review.sheet.evidence[COUNTRY].flagged
    qtbot.keyClick(window.reader, Qt.Key.Key_F5)
    prompt = window.findChild(QWidget, "prompt")
    type_text(prompt.typed, "hỏi lại")  # type: ignore[attr-defined]
    qtbot.keyClick(prompt.typed, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert window.review.sheet.evidence[COUNTRY].note == "hỏi lại"
    assert "hỏi lại" in window.form.panel.texts()


def test_an_article_is_excluded_for_a_reason_of_the_list(window: Window, qtbot: QtBot) -> None:
    first = window.review.document
    window.run("exclude")
    chooser = window.findChild(QWidget, "chooser")
    qtbot.keyClick(chooser, Qt.Key.Key_1)
    saved = window.store.current(first)
    assert (saved.status, saved.reason) == (Status.EXCLUDED, "no_meeting")
    assert window.review.document != first


def test_history_gives_an_earlier_value_back(window: Window, qtbot: QtBot, type_text: Type) -> None:
    from curator.ui.dialogs.history import History

    machine = window.review.sheet.get(DATE)
    for typed in ("1/1", "2/1"):
        enter(window, DATE, typed, type_text, qtbot)
    window.form.focus_path(DATE)
    window.run("history")
    history = window.findChild(History)
    shown = [history._list.topLevelItem(n).text(3) for n in range(history._list.topLevelItemCount())]
    assert [words.split(" ")[0] for words in shown] == ["XXXX-01-02", "XXXX-01-01", machine]
    history._list.setCurrentItem(history._list.topLevelItem(2))
    qtbot.keyClick(history, Qt.Key.Key_Return)
    assert window.review.sheet.get(DATE) == machine
    assert window.review.sheet.state(DATE) is State.CONFIRMED


def test_focus_marks_the_passage_and_a_passage_leads_back(window: Window) -> None:
    window.form.focus_path(COUNTRY)
    assert window.reader._focused == COUNTRY
    window.reader.evidence_clicked.emit(DATE)
    assert window.form.current == DATE
    assert QApplication.focusWidget().objectName() == "field:/engagements/0/date"


def test_all_controls_have_names_for_screen_readers(window: Window) -> None:
    for widget in window.form.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert widget.accessibleName(), widget.objectName() or widget
    event = QEvent(QEvent.Type.LanguageChange)
    QApplication.sendEvent(window.form, event)


def test_no_editor_stays_open_over_another_cell(window: Window, qtbot: QtBot) -> None:
    """Each step of a row leaves one editor at most, and it stands over the current value."""

    def editors() -> list[str]:
        block = next(b for b in window.form.findChildren(Block) if b.field.key == "home")
        return [
            e.objectName() for e in block.view.viewport().findChildren(QWidget) if e.isVisible() and e.objectName()
        ]

    field(window, (*HOME, 0, "name"))
    window.run("add_row")
    count = len(window.review.sheet.get(HOME))
    assert editors() == [f"field:{pointer((*HOME, count - 1, 'name'))}"]
    window.run("move_row_up")
    assert editors() == [f"field:{pointer((*HOME, count - 2, 'name'))}"]
    field(window, (*HOME, 0, "role"))
    assert editors() == [f"field:{pointer((*HOME, 0, 'role'))}"]
    window.run("other_side")
    assert editors() == []
    field(window, (*HOME, 0, "name"))
    window.run("remove_row")
    assert len(editors()) <= 1
    assert window.form.active
