"""Comparing two releases in the window, with the mouse and the keys."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from curator.jobs import export_release
from curator.model.revision import Status
from curator.store import Query, Store
from curator.ui.dialogs.comparing import Comparing
from curator.ui.window import Window

Type = Callable[[QWidget, str], None]


@pytest.fixture
def released(project: Path, tmp_path: Path) -> Path:
    """A project with two releases: between them one country was corrected and one article was added."""
    with Store(project, reader="Lan") as store:
        first, second, third, *_others = store.documents(Query(order="imported"))

        def verify(document: str) -> None:
            sheet = store.current(document).sheet
            store.save(document, sheet, cause="verify", label="Verify", status=Status.VERIFIED)

        def release() -> None:
            for _step in export_release(store, tmp_path / "releases"):
                pass

        verify(first)
        verify(second)
        release()
        sheet = store.current(first).sheet.put(("engagements", 0, "country"), "DE")
        store.save(first, sheet, cause="edit", label="Country", status=Status.VERIFIED)
        verify(third)
        release()
    return project


@pytest.fixture
def compare(open_project: Callable[..., Window], released: Path, qtbot: QtBot) -> Comparing:
    """The dialog of that project, opened from the menu, with its first comparison made."""
    window = open_project(released)
    window.run("compare_releases")
    dialog = window.findChild(Comparing)
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    return dialog


def lines(dialog: Comparing) -> list[list[str]]:
    return [dialog.model.words(row) for row in range(dialog.model.rowCount())]


def test_the_two_newest_releases_are_compared_at_once(compare: Comparing) -> None:
    assert not compare.isModal()
    assert (compare.old.currentText().split()[1], compare.new.currentText().split()[1]) == ("1.0.0", "1.1.0")
    assert "1.0.0 → 1.1.0" in compare.summary.text()
    assert "1 engagement added" in compare.summary.text()
    assert "middle number" in compare.level.text()
    corrected = [line for line in lines(compare) if line[4] == "corrected"]
    assert [line[1:4:2] for line in corrected] == [["Partner country", "Germany"]]


def test_words_and_reason_narrow_the_table(compare: Comparing, qtbot: QtBot, type_text: Type) -> None:
    whole = compare.model.rowCount()
    qtbot.mouseClick(compare.typed, Qt.MouseButton.LeftButton)
    type_text(compare.typed, "germany")
    assert [line[3] for line in lines(compare)] == ["Germany"]
    assert compare.shown.text() == f"1 of {whole}"
    compare.typed.selectAll()
    qtbot.keyClick(compare.typed, Qt.Key.Key_Backspace)
    assert compare.model.rowCount() == whole
    compare.reason.setFocus()
    while compare.reason.currentData() != "added":
        qtbot.keyClick(compare.reason, Qt.Key.Key_Down)
    assert {line[4] for line in lines(compare)} == {"added"}
    assert "whole engagement" in {line[1] for line in lines(compare)}


def test_the_other_way_round_something_was_removed(compare: Comparing, qtbot: QtBot) -> None:
    for picker, key in ((compare.old, Qt.Key.Key_Up), (compare.new, Qt.Key.Key_Down)):
        qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(8, picker.height() // 2))
        view = picker.view()
        qtbot.waitUntil(view.isVisible)
        qtbot.keyClick(view, key)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 removed" in compare.summary.text())
    assert "first number" in compare.level.text()


def test_a_folder_can_be_chosen_that_the_store_does_not_know(
    compare: Comparing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "copy-1.0.0"
    shutil.copytree(compare.old.currentData(), elsewhere)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(elsewhere))
    picker = compare.new
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(8, picker.height() // 2))
    qtbot.waitUntil(picker.view().isVisible)
    qtbot.keyClick(picker.view(), Qt.Key.Key_End)
    qtbot.keyClick(picker.view(), Qt.Key.Key_Return)
    assert picker.currentText() == "copy-1.0.0"
    assert compare.old.findData(str(elsewhere)) >= 0


def test_what_is_no_release_is_said_and_the_window_goes_on(
    compare: Comparing, qtbot: QtBot, tmp_path: Path
) -> None:
    compare.add(tmp_path, compare.new)
    qtbot.waitUntil(lambda: "is not a release" in compare.summary.text())
    assert "datapackage.json" in compare.level.text()
    assert compare.model.rowCount() == 0
    (Path(compare.old.itemData(0)) / "data" / "articles.csv").unlink()
    for picker, position in ((compare.old, 1), (compare.new, 0)):
        compare.add(Path(compare.old.itemData(position)), picker)
    qtbot.waitUntil(lambda: "cannot be compared" in compare.summary.text())


def test_chosen_lines_are_copied_for_a_spreadsheet(compare: Comparing, qtbot: QtBot) -> None:
    compare.table.setFocus()
    compare.table.selectRow(0)
    qtbot.keyClick(compare.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().split("\t") == lines(compare)[0]


def test_the_language_changes_while_it_is_open(compare: Comparing, qtbot: QtBot) -> None:
    window = compare.parent()
    assert isinstance(window, Window)
    window.look.set_language("vi")
    assert "Đức" in [line[3] for line in lines(compare)]
    qtbot.waitUntil(lambda: compare.windowTitle() == "So sánh các bản phát hành")
    assert compare.reason.itemText(0) == "Mọi lý do"
    assert "thêm 1 cuộc tiếp xúc" in compare.summary.text()
    window.look.set_language("en")
