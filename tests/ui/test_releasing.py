"""The export dialog with real keys and presses: its choices reach the release, and a failure spares the former one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator.model.revision import Status
from curator.store import Query
from curator.ui.dialogs.releasing import Releasing
from curator.ui.style import theme
from curator.ui.window import Window

Type = Callable[[QWidget, str], None]
LEFT = Qt.MouseButton.LeftButton


def set_status(window: Window, document: str, status: Status, reason: str = "") -> None:
    sheet = window.store.current(document).sheet
    window.store.save(document, sheet, cause="status", label=status, status=status, reason=reason)


@pytest.fixture
def documents(window: Window) -> list[str]:
    """The articles: three verified, two excluded, one of these without a reason."""
    found = window.store.documents(Query(order="imported"))
    for document in found[:3]:
        set_status(window, document, Status.VERIFIED)
    set_status(window, found[3], Status.EXCLUDED, "no_meeting")
    set_status(window, found[4], Status.EXCLUDED)
    return found


@pytest.fixture
def dialog(window: Window, documents: list[str], tmp_path: Path) -> Releasing:
    return opened(window, tmp_path / "out")


def opened(window: Window, folder: Path) -> Releasing:
    """The dialog, to write into `folder`."""
    window.run("export")
    found = window.findChildren(Releasing)[-1]
    found.folder.setText(str(folder))
    return found


def export(window: Window, dialog: Releasing, qtbot: QtBot) -> None:
    """Press Export and wait for the end."""
    qtbot.mouseClick(dialog.findChild(QPushButton, "export:go"), LEFT)
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=30_000)


def state(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_every_group_that_stays_says_why(dialog: Releasing, window: Window, documents: list[str]) -> None:
    assert dialog.leaving.lines == ["3 articles go out", "2 excluded: 1 no reason given, 1 not a meeting"]
    set_status(window, documents[4], Status.EXCLUDED, "no_meeting")
    dialog.only_list.toggled.emit(False)
    assert dialog.leaving.lines[1] == "2 excluded: not a meeting"


def test_what_is_chosen_reaches_the_release_and_is_offered_again(
    dialog: Releasing, window: Window, qtbot: QtBot, type_text: Type, tmp_path: Path
) -> None:
    for box, text in ((dialog.name, "so-lieu"), (dialog.title, "Các cuộc tiếp xúc")):
        box.setFocus()
        box.selectAll()
        type_text(box, text)
    dialog.people.setFocus()
    type_text(dialog.people, "Nguyễn Thị Lan <author, editor>; Sở Ngoại vụ <publisher>")
    dialog.licence.setFocus()
    while dialog.licence.currentData() != "CC0-1.0":
        qtbot.keyClick(dialog.licence, Qt.Key.Key_Down)
    dialog.grade.setFocus()
    qtbot.keyClick(dialog.grade, Qt.Key.Key_Down)
    box = dialog.findChild(QCheckBox, "export:sqlite")
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    export(window, dialog, qtbot)
    made = tmp_path / "out" / "so-lieu-1.0.0"
    found = package(made)
    assert (found["title"], found["licenses"][0]["name"]) == ("Các cuộc tiếp xúc", "CC0-1.0")
    assert (found["evidence"], found["formats"]) == ("offsets", ["sqlite"])
    assert [each["roles"] for each in found["contributors"]] == [["author", "editor"], ["publisher"]]
    assert (made / "sqlite" / "engagements.db").exists()
    again = opened(window, tmp_path / "out")
    assert again.people.text().startswith("Nguyễn Thị Lan")
    assert (again.licence.currentData(), again.grade.currentData()) == ("CC0-1.0", "offsets")
    assert again.formats["sqlite"].isChecked()
    assert not again.formats["plover"].isChecked()


def test_only_the_list_now_shown_goes_out_and_the_release_says_so(
    window: Window, documents: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    set_status(window, documents[4], Status.VERIFIED)
    country = window.store.current(documents[4]).sheet.record["engagements"][0]["country"]
    window.filters.ask(Query(country=(country,)))
    dialog = opened(window, tmp_path / "out")
    qtbot.mouseClick(dialog.only_list, LEFT, pos=QPoint(8, dialog.only_list.height() // 2))
    assert dialog.leaving.lines[0] == "1 article goes out"
    export(window, dialog, qtbot)
    found = package(tmp_path / "out" / "hanoi-engagements-1.0.0")
    assert found["filter"].startswith("Partner country: ")
    rows = {each["name"]: each["rows"] for each in found["resources"]}
    assert rows["articles"] == 1


def test_a_contributor_who_cannot_be_read_keeps_the_dialog_open(
    dialog: Releasing, window: Window, qtbot: QtBot, type_text: Type, tmp_path: Path
) -> None:
    dialog.people.setFocus()
    type_text(dialog.people, "Lan <author")
    export(window, dialog, qtbot)
    assert dialog.isVisible()
    assert "pointed brackets" in dialog._wrong.text()
    assert dialog._wrong.isVisible()
    assert QApplication.focusWidget() is dialog.people
    assert not (tmp_path / "out").exists()


def test_it_follows_the_theme_while_it_is_open(dialog: Releasing, window: Window, qtbot: QtBot) -> None:
    window.look.set_theme("dark")
    quiet = theme.DARK.dim
    qtbot.waitUntil(lambda: dialog._before.palette().windowText().color().name() == quiet)
    window.look.set_theme("light")


def test_it_says_which_release_it_will_be_compared_with(
    dialog: Releasing, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(dialog.folder, Qt.Key.Key_Tab)
    assert "version 1.0.0" in dialog._before.text()
    export(window, dialog, qtbot)
    assert opened(window, tmp_path / "out")._before.text() == "Compared with version 1.0.0 in this folder."


def test_cancelling_leaves_the_former_release_untouched(
    dialog: Releasing, window: Window, documents: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    export(window, dialog, qtbot)
    before = state(tmp_path / "out")
    set_status(window, documents[3], Status.VERIFIED)
    again = opened(window, tmp_path / "out")
    cancel = window.findChild(QToolButton, "progress:cancel")
    window.runner.progressed.connect(lambda _work: qtbot.mouseClick(cancel, LEFT))
    with qtbot.waitSignal(window.runner.cancelled, timeout=30_000):
        qtbot.mouseClick(again.findChild(QPushButton, "export:go"), LEFT)
    assert state(tmp_path / "out") == before
    assert len(window.store.releases()) == 1


@pytest.mark.parametrize("limit", [60_000, 400_000])
def test_a_full_disk_leaves_the_former_release_untouched(
    limit: int, dialog: Releasing, window: Window, documents: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")
    export(window, dialog, qtbot)
    before = state(tmp_path / "out")
    set_status(window, documents[3], Status.VERIFIED)
    again = opened(window, tmp_path / "out")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))  # a write beyond it fails as on a full disk
    try:
        with qtbot.waitSignal(window.runner.failed, timeout=30_000) as failed:
            qtbot.mouseClick(again.findChild(QPushButton, "export:go"), LEFT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "could not be written" in str(failed.args[1])
    assert any("could not be written" in text for text in window.messages.texts())
    assert state(tmp_path / "out") == before
    assert len(window.store.releases()) == 1


@pytest.mark.parametrize(
    ("language", "title", "typed", "example"),
    [
        ("vi", "Hoạt động đối ngoại của Hà Nội", "Lan <tác giả, biên tập>; Sở Ngoại vụ <xuất bản>", "tác giả"),
        ("fr", "Relations extérieures de Hanoï", "Lan <auteur, rédacteur>; Service <éditeur>", "auteur"),
    ],
)
def test_title_and_roles_are_in_the_language_of_the_window_and_released_as_documented(
    dialog: Releasing, window: Window, qtbot: QtBot, type_text: Type, tmp_path: Path,
    language: str, title: str, typed: str, example: str,
) -> None:  # fmt: skip
    assert dialog.title.text() == "Foreign engagements of Hanoi"
    window.look.set_language(language)
    qtbot.waitUntil(lambda: dialog.title.text() == title)
    assert example in dialog.people.placeholderText()
    dialog.people.setFocus()
    type_text(dialog.people, "Lan <x")
    export(window, dialog, qtbot)
    assert example in dialog._wrong.text()
    dialog.people.selectAll()
    type_text(dialog.people, typed)
    export(window, dialog, qtbot)
    found = package(tmp_path / "out" / "hanoi-engagements-1.0.0")
    assert [each["roles"] for each in found["contributors"]] == [["author", "editor"], ["publisher"]]
    assert found["title"] == title
    assert opened(window, tmp_path / "out").people.text() == typed
    window.look.set_language("en")
    again = opened(window, tmp_path / "out")
    assert "<author, editor>" in again.people.text()
    assert again.title.text() == "Foreign engagements of Hanoi"
