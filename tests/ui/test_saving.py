"""Saving beside others: a program that holds the file, an import of this window, and a window that closes."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from curator.store import Query, Store
from curator.ui.window import Window

Open = Callable[..., Window]
Type = Callable[..., None]
OUTLET = ("article", "outlet")
PARTNER_CITY = ("engagements", 0, "partner_city")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program writes to the file meanwhile."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def answer(window: Window, qtbot: QtBot, type_text: Type, text: str) -> float:
    """Type a partner city and press Enter; the seconds that Enter took."""
    window.form.focus_path(PARTNER_CITY)
    editor = QApplication.focusWidget()
    editor.selectAll()  # type: ignore[attr-defined]
    type_text(editor, text)
    begun = time.monotonic()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    return time.monotonic() - begun


def test_a_file_that_is_held_never_freezes_the_window_and_the_edit_is_written_later(
    window: Window, qtbot: QtBot, type_text: Type
) -> None:
    document = window.review.document
    headline = window.review.sheet.get(("article", "headline"))
    gaps, last = [], time.monotonic()

    def tick() -> None:
        nonlocal last
        gaps.append(time.monotonic() - last)
        last = time.monotonic()

    with held(window.store.path):
        assert answer(window, qtbot, type_text, "Brest") < 1
        assert window.status.saved.tone == "block"
        (told,) = window.messages.texts()
        assert told.startswith(f"“{headline[:20]}")
        assert "is not saved yet: another program is writing to the project." in told
        assert told.endswith("written as soon as the file is free; you need do nothing.")
        clock = QTimer(window, interval=10)
        clock.timeout.connect(tick)
        last = time.monotonic()
        clock.start()
        qtbot.wait(1200)  # two attempts of the timer
        clock.stop()
        assert max(gaps) < 0.15
        assert window.review.pending
    qtbot.waitUntil(lambda: not window.review.pending, timeout=3000)
    assert window.messages.texts() == []
    assert window.status.saved.text() == "Saved"
    assert window.store.current(document).sheet.get(PARTNER_CITY) == "Brest"


def test_what_is_written_later_leaves_the_person_where_they_are(
    window: Window, qtbot: QtBot, type_text: Type
) -> None:
    first, second = window.store.documents(window.filters.query)[:2]
    window.open_document(first)
    with held(window.store.path):
        answer(window, qtbot, type_text, "Brest")
        window.open_document(second)
        window.form.focus_path(PARTNER_CITY)
        type_text(QApplication.focusWidget(), "Lyo")
    qtbot.waitUntil(lambda: not window.review.pending, timeout=3000)
    assert window.store.current(first).sheet.get(PARTNER_CITY) == "Brest"
    assert window.review.document == second
    assert "Lyo" in QApplication.focusWidget().text()  # type: ignore[attr-defined]


def test_closing_does_not_wait_for_who_holds_the_file(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(box: QMessageBox) -> None:
        asked.append(box.text())
        next(b for b in box.buttons() if b.text() == "Stay").click()

    monkeypatch.setattr(QMessageBox, "exec", stay)
    with held(window.store.path):
        window.do(lambda: window.review.put(OUTLET, "later"))
        begun = time.monotonic()
        window.close()
        assert time.monotonic() - begun < 1
        assert asked == ["1 article could not be saved."]
        assert window.isVisible()


def test_saves_succeed_while_the_window_imports(window: Window, tmp_path: Path, seeds: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    for number in range(60):
        (folder / f"{number}.txt").write_text(
            f"{texts[number % len(texts)]}\n\nBản tin số {number}.\n", encoding="utf-8"
        )
    window.files.add([folder])
    slowest, tried, refused = 0.0, 0, 0
    while window.runner.busy:
        begun = time.monotonic()
        refused += not window.do(lambda n=tried: window.review.put(OUTLET, f"paper {n}"))
        slowest = max(slowest, time.monotonic() - begun)
        tried += 1
        qtbot.wait(5)
    assert tried > 3
    assert refused <= 1  # a computer that is busy with other things may stop the job just where it holds the file
    assert slowest < 1
    qtbot.waitUntil(lambda: not window.review.pending, timeout=3000)
    assert window.store.current(window.review.document).sheet.get(OUTLET) == f"paper {tried - 1}"
    assert window.store.count(Query()) == 65


def test_a_window_that_only_read_writes_once_the_other_has_closed(
    open_project: Open, project: Path, qtbot: QtBot, type_text: Type
) -> None:
    writer, second = open_project(project), open_project(project)
    here = second.review.document
    second.form.focus_path(PARTNER_CITY)
    assert writer.do(lambda: writer.review.put(OUTLET, "Thủ đô"))
    writer.close()
    qtbot.waitUntil(lambda: second.store.writable, timeout=4000)
    assert second.messages.texts() == ["You can work here now. The other window has closed the project."]
    assert second.status.saved.text() == "Saved"
    assert second.commands["import_files"].isEnabled()
    assert (second.review.document, second.form.current) == (here, PARTNER_CITY)
    assert second.store.current(writer.review.document).sheet.get(OUTLET) == "Thủ đô"
    answer(second, qtbot, type_text, "Brest")
    assert second.store.current(here).sheet.get(PARTNER_CITY) == "Brest"
    third = open_project(project)
    assert not third.store.writable


def test_a_window_that_only_reads_names_who_writes_now(open_project: Open, project: Path, qtbot: QtBot) -> None:
    with Store(project, reader="Lan") as first, Store(project, reader="Minh") as next_:
        assert first.claim()
        window = open_project(project)
        assert "Lan" in window.messages.texts()[0]
        first.close()
        assert next_.claim()
        qtbot.waitUntil(lambda: "Minh" in window.status.saved.text(), timeout=4000)
        assert window.messages.texts()[0].startswith("Minh (")
        assert not window.store.writable
