"""Every dialog opens, closes and opens again; one of each kind at a time, and none is left behind."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from curator.errors import Problem
from curator.jobs import ImportReport
from curator.ui.dialogs.importing import Importing
from curator.ui.window import Window

DIALOGS = (
    *("keysheet", "settings", "export", "compare_releases", "history", "restore", "about"),
    *("diagnostics", "self_check", "bulk_edit"),
)


def shown(window: Window) -> list[QDialog]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


@pytest.mark.parametrize("id", DIALOGS)
def test_a_dialog_opens_again_and_again(window: Window, qtbot: QtBot, id: str) -> None:
    window.inbox.selectAll()
    for _time in range(3):
        window.run(id)
        qtbot.waitUntil(lambda: len(shown(window)) == 1, timeout=20_000)
        (dialog,) = shown(window)
        dialog.close()
        assert shown(window) == []
    assert window.findChildren(QDialog) == []  # none is kept, hidden, for each time it was opened


@pytest.mark.parametrize("id", ["settings", "history", "about"])
def test_asked_for_twice_it_is_there_once_and_fresh(window: Window, id: str) -> None:
    window.run(id)
    (first,) = shown(window)
    window.run(id)
    (second,) = shown(window)
    assert second is not first
    second.reject()
    assert shown(window) == []
    window.run(id)
    assert len(shown(window)) == 1


def test_the_report_of_an_import_opens_again(window: Window, qtbot: QtBot) -> None:
    here, other = window.review.document, window.inbox.step(1)
    report = ImportReport(
        added=[here], known=[("a.txt", other)], failed=[("b.pdf", Problem("It holds no text.", "Scan it."))]
    )
    for _time in range(2):
        window.dialogs.import_report(report)
        (dialog,) = shown(window)
        assert isinstance(dialog, Importing)
        rows = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
        assert [row.text(0) for row in rows if row] == ["b.pdf", "a.txt"]
        assert [row.text(1) for row in rows if row] == [
            "It holds no text. Scan it.", "It was here already; press Enter to open it.",
        ]  # fmt: skip
        assert [label.text() for label in dialog.findChildren(QLabel)] == ["1 article added"]
        for row, opened in enumerate((here, other)):  # what was not read has no article
            dialog.list.setCurrentItem(rows[row])
            qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
            assert window.review.document == opened
        window.open_document(here)
        dialog.close()
        assert shown(window) == []
    assert window.findChildren(Importing) == []


def test_dialogs_stand_beside_each_other(window: Window) -> None:
    for id in ("settings", "history", "about"):
        window.run(id)
    assert len(shown(window)) == 3
    window.look.set_language("fr")
    QApplication.processEvents()
    assert {dialog.windowTitle() for dialog in shown(window)} == {"Réglages", "Historique", "À propos de Curator"}
