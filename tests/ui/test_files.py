import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator.jobs import ImportReport, Progress
from curator.model.revision import Status
from curator.store import Query, Store
from curator.ui.dialogs.backups import Backups
from curator.ui.dialogs.diagnostics import Diagnostics
from curator.ui.dialogs.importing import Importing
from curator.ui.dialogs.releasing import Releasing
from curator.ui.messages import Message
from curator.ui.runner import Work
from curator.ui.window import Window

Open = Callable[..., Window]


def wait_idle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)


def test_the_first_start_offers_the_samples_and_one_press_brings_them(
    open_project: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_project(tmp_path / "new.curator")
    button = window.findChild(QPushButton, "start:import_samples")
    assert button.isVisible()
    assert button.text() == "Try with the sample articles"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_idle(window, qtbot)
    assert window.inbox.listing.rowCount() == 5
    assert window.review.document
    assert window.messages.texts() == ["5 articles added."]


def test_from_the_first_start_to_the_first_answer_nothing_but_enter_is_needed(
    open_project: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    """The keys never fall to the floor: not before the samples, not when the button that brought them has gone."""
    window = open_project(tmp_path / "new.curator")
    qtbot.keyClick(keys_of(window), Qt.Key.Key_Return)
    wait_idle(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.review.document))
    asked = window.review.doubts[0]
    assert window.form.current == asked
    qtbot.keyClick(keys_of(window), Qt.Key.Key_Return)
    assert asked not in window.review.doubts


def test_a_start_with_articles_puts_the_keys_on_the_first_doubt(window: Window, qtbot: QtBot) -> None:
    asked = window.review.doubts[0]
    qtbot.keyClick(keys_of(window), Qt.Key.Key_Return)
    assert asked not in window.review.doubts
    assert window.form.active


def keys_of(window: Window) -> QWidget:
    """Where the keys go in this window."""
    held = QApplication.focusWidget()
    assert held
    assert window.isAncestorOf(held)
    return held


def test_dropped_files_and_folders_are_imported_and_the_report_names_the_rest(
    open_project: Open, tmp_path: Path, seeds: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    sample = next(iter(sorted(seeds.glob("*.txt"))))
    shutil.copy(sample, folder / "one.txt")
    shutil.copy(sample, folder / "same.txt")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    window = open_project(tmp_path / "new.curator")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(500, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(500, 300), Qt.DropAction.CopyAction, data, buttons, keys))
    wait_idle(window, qtbot)
    assert window.messages.texts() == ["1 article added, 1 was here already, 1 file could not be read."]
    details = next(b for b in window.messages.findChildren(QToolButton) if b.text() == "Details")
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    report = window.findChild(Importing)
    assert report.isVisible()
    assert not report.isModal()
    named = {report.list.topLevelItem(n).text(0) for n in range(report.list.topLevelItemCount())}  # type: ignore[union-attr]
    assert named == {"same.txt", "broken.pdf"}


def test_a_pasted_text_becomes_an_article(open_project: Open, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_project(tmp_path / "new.curator")
    QGuiApplication.clipboard().setText("Chủ tịch tiếp Đại sứ\n\nNgày 7/12, ông Trần Sỹ Thanh tiếp Đại sứ Belarus.")
    window.run("paste_article")
    wait_idle(window, qtbot)
    assert window.store.source(window.review.document).name.startswith("pasted – Chủ tịch tiếp Đại sứ")


def test_cancel_says_what_is_kept(window: Window, qtbot: QtBot) -> None:
    def endless():  # type: ignore[no-untyped-def]
        while True:
            yield Progress(312, 1000, "")

    window.runner.run("Import", endless)
    cancel = window.findChild(QToolButton, "progress:cancel")
    qtbot.waitUntil(cancel.isVisible)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    wait_idle(window, qtbot)
    assert window.messages.texts() == ["Import stopped: 312 of 1,000 read; those are kept."]
    assert not window.status.strip.isVisible()


def test_a_stopped_import_counts_what_is_on_the_disk(
    open_project: Open, tmp_path: Path, seeds: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = next(iter(sorted(seeds.glob("*.txt")))).read_text(encoding="utf-8")
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(f"{text}\n\nBản tin số {number}.\n", encoding="utf-8")
    window = open_project(tmp_path / "new.curator")
    window.files.add([folder])
    cancel = window.findChild(QToolButton, "progress:cancel")
    qtbot.waitUntil(lambda: cancel.isVisible() and "of 200" in window.status.strip._text.text(), timeout=10_000)
    qtbot.wait(150)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    wait_idle(window, qtbot)
    kept = window.store.count(Query())
    assert 0 < kept < 200
    words = f"Import stopped: {kept} article{'s' if kept > 1 else ''} added. To go on, import the same files again"
    assert window.messages.texts()[0].startswith(words)
    window.files.add([folder])
    wait_idle(window, qtbot)
    assert window.messages.texts()[0] == f"{200 - kept} articles added, {kept} were here already."


def test_the_strip_counts(window: Window) -> None:
    window.status.strip.follow(Work("Import", lambda: iter(()), None, Progress(312, 1000, "x.html")))  # type: ignore[arg-type, return-value]
    assert window.status.strip._text.text() == "Import: 312 of 1,000 · x.html"


def test_export_says_what_goes_out_and_why_the_rest_stays(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    order = window.store.documents(window.filters.query)
    for document, status in zip(order[:3], (Status.VERIFIED, Status.VERIFIED, Status.EXCLUDED), strict=True):
        window.open_document(document)
        window.do(lambda s=status: window.review.set_status(s, ""))
    window.run("export")
    dialog = window.findChild(Releasing)
    assert not dialog.isModal()
    assert dialog.leaving.lines == [
        "2 articles go out",
        "2 new: nobody has looked at them yet",
        "1 excluded: they are out of scope",
    ]
    dialog.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(window.findChild(QPushButton, "export:go"), Qt.MouseButton.LeftButton)
    wait_idle(window, qtbot)
    assert window.messages.texts()[0].startswith("Release hanoi-engagements 1.0.0 is written")
    tables = tmp_path / "out" / "hanoi-engagements-1.0.0" / "data" / "articles.csv"
    with tables.open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 2


def test_nothing_verified_nothing_to_export(window: Window) -> None:
    window.run("export")
    assert not window.findChild(QPushButton, "export:go").isEnabled()


def test_a_backup_is_restored_into_a_copy(window: Window, qtbot: QtBot) -> None:
    window.run("backup")
    window.do(lambda: window.review.put(("article", "outlet"), "later"))
    window.run("restore")
    dialog = window.findChild(Backups)
    item = dialog.list.topLevelItem(0)
    assert item
    assert [item.text(n) for n in (1, 2, 3)] == ["by hand", "5", "5"]
    dialog.restore()
    wait_idle(window, qtbot)
    copy = window.store.path.with_name("office-restored.curator")
    with Store(copy, reader="x", write=False) as store:
        assert store.counts_by_status() == {"new": 5}
    assert window.review.sheet.get(("article", "outlet")) == "later"


@pytest.mark.parametrize("stays", [True, False])
def test_closing_with_unsaved_work_offers_a_choice(
    window: Window, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    window.store._db.execute("PRAGMA query_only = ON")
    window.do(lambda: window.review.put(("article", "outlet"), "later"))
    pressed = "Stay" if stays else "Close and lose the edits"
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: next(b for b in box.buttons() if b.text() == pressed).click()
    )
    window.close()
    assert window.isVisible() is stays
    if stays:
        window.store._db.execute("PRAGMA query_only = OFF")


def test_messages_give_way_to_newer_ones_of_their_topic_and_close_by_hand(window: Window, qtbot: QtBot) -> None:
    for number in range(5):
        window.messages.tell(f"message {number}")
    assert window.messages.texts() == ["message 4", "message 3", "message 2"]
    window.messages.tell("again", topic="message 3")
    assert window.messages.texts() == ["again", "message 4", "message 2"]
    newest = next(m for m in window.messages.findChildren(Message) if m.accessibleName() == "again")
    qtbot.mouseClick(newest._close, Qt.MouseButton.LeftButton)
    assert window.messages.texts() == ["message 4", "message 2"]


def test_diagnostics_are_shown_before_they_are_saved_and_hold_no_word_of_any_article(
    window: Window, qtbot: QtBot
) -> None:
    window.run("diagnostics")
    wait_idle(window, qtbot)
    report = window.findChild(Diagnostics).report
    assert "articles new: 5" in report
    for word in ("Hương", "Kazakhstan", "Thanh", str(window.store.path.parent)):
        assert word not in report


def test_a_report_opens_the_known_article(window: Window, qtbot: QtBot) -> None:
    other = window.store.documents(window.filters.query)[3]
    window.dialogs.import_report(ImportReport(known=[("twice.txt", other)]))
    report = window.findChild(Importing)
    report.list.itemActivated.emit(report.list.topLevelItem(0), 0)
    assert window.review.document == other
