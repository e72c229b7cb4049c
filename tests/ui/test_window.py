import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator.model.revision import Status
from curator.settings import Settings
from curator.store import Store
from curator.ui.app import Collector, open_window
from curator.ui.memory import first_size
from curator.ui.window import Window

Open = Callable[..., Window]


def test_the_window_keeps_the_contract_of_object_names(window: Window) -> None:
    for name in (
        "inbox",
        "reader",
        "form",
        "search",
        "status:saved",
        "status:queue",
        "status:errors",
        "status:reader",
    ):
        assert window.findChild(QWidget, name) is not None, name


def test_the_first_article_is_open_in_list_reader_and_record_bar(window: Window) -> None:
    row = window.inbox.listing.row(window.inbox.currentIndex().row())
    assert row
    assert row.document == window.review.document
    assert window.reader.article == window.review.article
    assert window.findChild(QToolButton, "record:state").text() == "New"
    assert window.status.queue.text() == "1 of 5"
    assert window.status.reader.text() == "Hương"


def test_nothing_moves_when_the_window_is_completed(project: Path, qtbot: QtBot) -> None:
    """The first picture shows the list alone; what comes a moment later finds its place kept."""
    window = open_window(project, reader="Hương", language="en", choices=Settings(theme="light"), complete=False)
    with qtbot.waitExposed(window):
        window.show()
    places = [each.geometry() for each in (window.list_stack, window.filters, window.statusBar(), window.menuBar())]
    assert window.inbox.listing.rowCount() == 5
    window.complete()
    QApplication.processEvents()
    assert places == [
        each.geometry() for each in (window.list_stack, window.filters, window.statusBar(), window.menuBar())
    ]
    window.close()
    window.deleteLater()


def test_moving_in_the_list_opens_the_article(window: Window, qtbot: QtBot) -> None:
    first = window.review.document
    window.inbox.setFocus()
    qtbot.keyClick(window.inbox, Qt.Key.Key_Down)
    assert window.review.document not in ("", first)
    assert window.reader.article == window.store.article(window.review.document)
    assert window.status.queue.text() == "2 of 5"


def test_ctrl_page_keys_step_without_verifying_and_stop_at_the_ends(window: Window, qtbot: QtBot) -> None:
    first = window.review.document
    qtbot.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.review.document == first
    for _press in range(7):
        qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.status.queue.text() == "5 of 5"
    assert window.store.counts_by_status() == {"new": 5}


def test_an_edit_keeps_the_order_until_another_article_is_opened(window: Window) -> None:
    before = [window.inbox.listing.row(n).document for n in range(5)]  # type: ignore[union-attr]
    assert window.do(lambda: window.review.set_status(Status.PARKED, "later"))
    after = [window.inbox.listing.row(n).document for n in range(5)]  # type: ignore[union-attr]
    assert after == before
    row = window.inbox.listing.row(0)
    assert row
    assert row.status == "parked"
    assert window.findChild(QToolButton, "record:state").text() == "Parked"


def test_undo_names_the_step_and_goes_back_to_its_article(window: Window, qtbot: QtBot) -> None:
    first = window.review.document
    window.do(lambda: window.review.set_status(Status.PARKED, "later"))
    assert window.commands["undo"].text().startswith("Undo: Status: parked")
    window.step(1)
    assert window.review.document != first
    qtbot.keyClick(window.inbox, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.review.document == first
    assert window.review.status is Status.NEW
    qtbot.keyClick(window.inbox, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.review.status is Status.PARKED


def test_the_end_of_the_queue_says_what_to_do(window: Window) -> None:
    for document in window.store.documents(window.filters.query):
        window.open_document(document)
        window.do(lambda: window.review.set_status(Status.PARKED, "later"))
    window.open_next()
    assert window.messages.texts()[0].startswith("Every article of this list is done.")


def test_a_second_window_only_reads_and_says_who_holds_the_project(open_project: Open, project: Path) -> None:
    first = open_project(project)
    second = open_project(project)
    assert first.store.writable
    assert not second.store.writable
    assert "Hương" in second.messages.texts()[0]
    assert second.status.saved.text().startswith("Read only: Hương")
    assert second.status.saved.tone == "check"
    assert not second.commands["import_files"].isEnabled()
    before = second.review.sheet
    assert not second.do(lambda: second.review.put(("article", "outlet"), "x"))
    assert second.review.sheet == before
    assert not second.review.pending


def test_a_failed_write_turns_red_is_kept_and_is_written_when_the_disk_is_back(
    window: Window, qtbot: QtBot
) -> None:
    path = ("article", "outlet")
    window.store._db.execute("PRAGMA query_only = ON")
    assert not window.do(lambda: window.review.put(path, "Thủ đô"))
    assert window.status.saved.tone == "block"
    assert window.status.saved.text() == "1 article not saved"
    assert window.review.sheet.get(path) == "Thủ đô"
    window.store._db.execute("PRAGMA query_only = OFF")
    qtbot.mouseClick(window.status.saved, Qt.MouseButton.LeftButton)
    assert window.status.saved.text() == "Saved"
    assert window.store.current(window.review.document).sheet.get(path) == "Thủ đô"


def test_closing_leaves_no_thread_and_frees_the_project(open_project: Open, project: Path, qtbot: QtBot) -> None:
    before = threading.active_count()
    window = open_project(project)
    with qtbot.waitSignal(window.searching.found):
        window.filters.ask(window.filters.query)
    window.close()
    assert threading.active_count() == before
    with Store(project, reader="other") as store:
        assert store.claim()


def test_garbage_is_collected_by_the_window_alone_while_it_is_open(
    open_project: Open, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Collector, "living", 0)
    gc.enable()
    first, second = open_project(project), open_project(project)
    assert not gc.isenabled()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_the_window_remembers_its_place_columns_and_last_record(
    open_project: Open, project: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "settings.json"
    window = open_project(project, settings_path=kept, choices=None)
    window.filters.sort_by("headline", True)
    window.step(2)
    document = window.review.document
    window.resize(1200, 700)
    window.inbox.show_columns(True)
    window.inbox.setColumnWidth(3, 333)
    window.outer.setSizes([400, 800])
    sizes = window.outer.sizes()
    window.close()
    again = open_project(project, settings_path=kept, choices=None)
    again.resize(1200, 700)
    assert again.review.document == document
    assert (again.inbox.listing.query.order, again.inbox.listing.query.descending) == ("headline", True)
    assert again.inbox.as_columns
    assert again.inbox.columnWidth(3) == 333
    assert again.outer.sizes()[0] == pytest.approx(sizes[0], abs=30)


def test_f6_goes_round_the_panes(window: Window, qtbot: QtBot) -> None:
    window.inbox.setFocus()
    qtbot.keyClick(window.inbox, Qt.Key.Key_F6)
    assert window.reader.hasFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.inbox.hasFocus()


def test_a_slash_in_the_list_goes_to_the_search_box_and_escape_back(window: Window, qtbot: QtBot) -> None:
    window.inbox.setFocus()
    qtbot.keyClick(window.inbox, Qt.Key.Key_Slash)
    search = window.findChild(QLineEdit, "search")
    assert search.hasFocus()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert window.inbox.hasFocus()


def test_the_size_of_the_article_and_the_theme_change_at_once(window: Window, qtbot: QtBot) -> None:
    window.reader.setFocus()
    points = window.reader.font().pointSize()
    window.run("zoom_in")
    assert window.reader.font().pointSize() == points + 1
    window.run("zoom_reset")
    assert window.reader.font().pointSize() == points
    light = window.palette().window().color().lightness()
    window.run("theme_dark")
    qtbot.waitUntil(lambda: window.palette().window().color().lightness() < 100 < light)
    window.run("theme_light")
    qtbot.waitUntil(lambda: window.palette().window().color().lightness() == light)


def test_opening_another_project_takes_the_place_of_this_one(
    open_project: Open, project: Path, tmp_path: Path
) -> None:
    window = open_project(project, choices=Settings(theme="light"))
    window.files.open_path(tmp_path / "new.curator")
    other = window.successor
    assert isinstance(other, Window)
    assert not window.isVisible()
    assert other.store.path.name == "new.curator"
    assert other.files.recent == [project]
    other.close()


def test_a_window_that_only_reads_shows_what_the_other_saves(
    open_project: Open, project: Path, qtbot: QtBot
) -> None:
    writer, reader = open_project(project), open_project(project)
    path = ("article", "outlet")
    reader.open_document(writer.review.document)
    assert writer.do(lambda: writer.review.put(path, "Thủ đô"))
    qtbot.waitUntil(lambda: reader.review.sheet.get(path) == "Thủ đô", timeout=4000)
    place = reader.inbox.listing.place(writer.review.document)

    def listed() -> str:
        row = reader.inbox.listing.row(place)
        return row.outlet if row else ""

    qtbot.waitUntil(lambda: listed() == "Thủ đô", timeout=4000)


def test_undo_in_another_article_puts_the_cursor_at_the_value_that_changed(window: Window) -> None:
    path = ("article", "outlet")
    first = window.review.document
    before = window.review.sheet.get(path)
    assert window.do(lambda: window.review.put(path, "Thủ đô"))
    window.step(1)
    assert window.review.document != first
    window.run("undo")
    assert window.review.document == first
    assert window.review.sheet.get(path) == before
    assert window.form.current == path


def test_a_message_on_screen_follows_the_language(window: Window, qtbot: QtBot) -> None:
    for document in window.store.documents(window.filters.query):
        window.open_document(document)
        window.do(lambda: window.review.set_status(Status.PARKED, "later"))
    window.open_next()
    english = window.messages.texts()[0]
    window.look.set_language("vi")
    qtbot.waitUntil(lambda: window.messages.texts()[0] not in ("", english))


@pytest.mark.parametrize(("room", "whole"), [((1366, 700), True), ((1280, 1024), True), ((1920, 1040), False)])
def test_the_first_window_fits_the_screen(room: tuple[int, int], whole: bool) -> None:
    size, maximised = first_size(QSize(*room))
    assert maximised is whole
    assert size.width() <= room[0]
    assert size.height() <= room[1]
