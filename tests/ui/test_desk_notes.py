"""Notes and flags on values and on the record, and the history of a value whose row has moved."""

from collections.abc import Callable
from pathlib import Path as FilePath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator.i18n import set_language
from curator.model.record import RECORD, Confidence, Path, State
from curator.model.revision import Status
from curator.renewal import renew
from curator.store import Query
from curator.ui.commands.palette import Palette
from curator.ui.dialogs.history import History
from curator.ui.inbox.facets import facet_menu
from curator.ui.window import Window

HOME: Path = ("engagements", 0, "home")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Type = Callable[[QWidget, str], None]


def write_note(window: Window, words: str, type_text: Type, qtbot: QtBot) -> None:
    prompt = window.findChild(QWidget, "prompt")
    prompt.typed.selectAll()  # type: ignore[attr-defined]
    type_text(prompt.typed, words)  # type: ignore[attr-defined]
    qtbot.keyClick(prompt.typed, Qt.Key.Key_Return)  # type: ignore[attr-defined]


def test_a_record_is_flagged_and_noted_by_key_and_undone(window: Window, qtbot: QtBot, type_text: Type) -> None:
    window.run("verify_next")
    document = window.review.document
    window.do(lambda: window.review.verify(accept_warnings=True))
    qtbot.keyClick(window.reader, Qt.Key.Key_F5, CONTROL | SHIFT)
    qtbot.keyClick(window.reader, Qt.Key.Key_F5, CONTROL)
    write_note(window, "hỏi lại Vụ", type_text, qtbot)
    here = window.review.sheet.behind(RECORD)
    assert (here.flagged, here.note) == (True, "hỏi lại Vụ")
    assert window.store.current(document).status is Status.VERIFIED  # a note asks for no new verification
    assert window.commands["flag_record"].isChecked()
    assert "hỏi lại Vụ" in window.record.bar._who.text()
    window.run("undo")
    window.run("undo")
    assert window.review.sheet.behind(RECORD).silent
    assert not window.review.sheet.behind(RECORD).flagged
    assert "Flag" in window.review.redo_label


def test_the_flag_of_the_record_is_one_click(window: Window, qtbot: QtBot) -> None:
    button = window.findChild(QToolButton, "record:flag_record")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.review.sheet.behind(RECORD).flagged
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert RECORD not in window.review.sheet.evidence


def test_flagged_and_noted_records_are_listed_and_found(window: Window) -> None:
    first, second = window.review.document, window.inbox.listing.row(1).document  # type: ignore[union-attr]
    assert window.store.documents(Query(noted=True)) == []
    window.do(lambda: window.review.annotate(RECORD, flagged=True))
    window.open_document(second)
    window.do(lambda: window.review.annotate(RECORD, note="hỏi Jeżyna"))
    store = window.store
    assert store.documents(Query(flagged=True)) == [first]
    assert store.documents(Query(noted=True)) == [second]
    assert first in store.documents(Query(noted=False))
    assert store.documents(Query(text="jezyna")) == [second]
    assert store.row(second).noted  # type: ignore[union-attr]
    assert list(store.check()) == []
    asked: list[Query] = []
    menu = facet_menu(window, Query(), store.facets(Query()), asked.append)
    next(action for action in menu.actions() if action.text() == "With notes").trigger()
    assert asked == [Query(noted=True)]
    window.filters.ask(asked[0])
    menu.deleteLater()


def test_a_note_says_nothing_of_the_value(window: Window) -> None:
    """A flag on an empty value is no answer: the machine may still fill it, and verification confirms nothing."""
    city: Path = ("engagements", 0, "partner_city")
    fresh = window.review.sheet
    window.do(lambda: window.review.apply(fresh.put(city, None, ()), "test"))
    sheet = window.review.sheet
    bare = sheet.__class__(sheet.record, {p: e for p, e in sheet.evidence.items() if p != city})
    flagged = bare.annotate(city, flagged=True)
    assert flagged.state(city) is None
    assert flagged.confirm(*flagged.evidence).state(city) is None
    renewed, _differences = renew(flagged, fresh)
    assert renewed.get(city) == fresh.get(city)
    assert renewed.behind(city).flagged
    assert renewed.behind(city).confidence is Confidence.SURE
    assert renew(flagged, bare)[0].behind(city).flagged  # the machine sees nothing: the flag stays
    assert flagged.put(city, "Paris").state(city) is State.ENTERED


def history_of(window: Window, path: Path) -> tuple[History, list[str]]:
    window.form.focus_path(path)
    window.run("history")
    found = next(each for each in window.findChildren(History) if each.isVisible())
    rows = found._list.topLevelItemCount()
    return found, [found._list.topLevelItem(n).text(3) for n in range(rows)]


def test_history_follows_a_row_that_moved(window: Window, qtbot: QtBot) -> None:
    """The name of the second person, whose row first stood behind another that was removed."""
    review = window.review
    window.do(lambda: review.add_row(HOME, {"name": "Lan Chi"}))
    second: Path = (*HOME, 1, "name")
    window.do(lambda: review.put(second, "Lan Chi Nguyễn"))
    first = review.sheet.get((*HOME, 0, "name"))
    window.do(lambda: review.remove_row((*HOME, 0)))
    moved: Path = (*HOME, 0, "name")
    history, shown = history_of(window, moved)
    assert [words.split(" (")[0] for words in shown] == ["Lan Chi Nguyễn", "Lan Chi"]
    assert first not in " ".join(shown)
    history._list.setCurrentItem(history._list.topLevelItem(1))
    window.do(lambda: review.add_row(HOME, {"name": "Đỗ Văn"}))  # the dialog is still open, and the row moves again
    window.do(lambda: review.move_row((*HOME, 1), (*HOME, 0)))
    qtbot.keyClick(history, Qt.Key.Key_Return)
    assert [row["name"] for row in review.sheet.get(HOME)] == ["Đỗ Văn", "Lan Chi"]


def test_history_says_when_the_row_is_gone(window: Window, qtbot: QtBot) -> None:
    history, _shown = history_of(window, (*HOME, 0, "name"))
    window.do(lambda: window.review.remove_row((*HOME, 0)))
    before = window.review.sheet
    qtbot.keyClick(history, Qt.Key.Key_Return)
    assert window.review.sheet is before
    assert "no longer there" in window.messages.texts()[0]
    history.close()


def test_history_tells_flags_and_notes(window: Window) -> None:
    name: Path = (*HOME, 0, "name")
    window.do(lambda: window.review.annotate(name, flagged=True, note="xem ảnh"))
    window.do(lambda: window.review.annotate(RECORD, note="đọc lại"))
    history, shown = history_of(window, name)
    assert "flagged" in shown[0]
    assert "xem ảnh" in shown[0]
    history._of_record.setChecked(True)
    assert "đọc lại" in history._list.topLevelItem(0).text(3)
    history.close()


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_each_step_is_named(window: Window, language: str, tmp_path: FilePath) -> None:
    set_language(language)
    labels = []
    for how in ({"flagged": True}, {"flagged": False}, {"note": "a"}, {"note": ""}):
        window.do(lambda how=how: window.review.annotate(RECORD, **how))
        labels.append(window.review.undo_label)
    assert len(set(labels)) == 4


def test_the_bar_names_who_verified_not_who_noted(window: Window) -> None:
    document = window.review.document
    window.do(lambda: window.review.verify(accept_warnings=True))
    window.open_document(document)
    assert "Hương" in window.record.bar._who.text()
    window.store.reader = "Lan"
    window.do(lambda: window.review.annotate(RECORD, flagged=True))
    assert window.review.revision.reader == "Lan"
    assert "Hương" in window.record.bar._who.text()
    window.do(lambda: window.review.put((*HOME, 0, "role"), "Chủ tịch"))  # reopened: the last to work on it
    assert "Lan" in window.record.bar._who.text()
    assert window.store.settled(document).status is Status.IN_PROGRESS


def test_history_shows_the_passage_of_each_state(window: Window) -> None:
    name: Path = (*HOME, 0, "name")
    quote = window.review.sheet.behind(name).spans[0].quote
    window.do(lambda: window.review.put(name, "Ai đó"))
    history, _shown = history_of(window, name)
    tips = [history._list.topLevelItem(n).toolTip(3) for n in range(2)]
    assert tips[0] == ""
    assert quote in tips[1]
    history.close()


def test_a_press_on_a_message_leads_to_what_it_speaks_of(window: Window, qtbot: QtBot) -> None:
    date: Path = ("engagements", 0, "date")
    window.do(lambda: window.review.apply(window.review.sheet.put(date, None, None), "test"))
    sheet = window.review.sheet
    bare = sheet.__class__(sheet.record, {p: e for p, e in sheet.evidence.items() if p != date})
    window.do(lambda: window.review.apply(bare, "test"))
    window.run("verify_next")
    assert window.form.current == date
    window.form.focus_path((*HOME, 0, "name"))
    message = window.messages._shown["finding"]
    qtbot.mouseClick(message, Qt.MouseButton.LeftButton)
    assert window.form.current == date
    assert message.isVisible()


def test_notes_are_exported_from_the_menu(
    window: Window, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.do(lambda: window.review.annotate(RECORD, note="hỏi Jeżyna"))
    target = tmp_path / "notes.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_how: (str(target), ""))
    window.run("export_notes")
    qtbot.waitUntil(lambda: bool(window.messages.texts()))
    assert "1 note or flag is written" in window.messages.texts()[0]
    assert "hỏi Jeżyna" in target.read_text(encoding="utf-8-sig")


def test_the_palette_offers_what_is_called_so_first(window: Window, type_text: Type, qtbot: QtBot) -> None:
    window.run("palette")
    palette = window.findChild(Palette, "palette")
    type_text(palette.typed, "flag this rec")
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert window.review.sheet.behind(RECORD).flagged  # not the value: "Record" is also the menu of both
