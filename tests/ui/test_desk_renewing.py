"""A project whose tables no longer fit the codebook opens with a bar, not with a frozen screen."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QWidget

from curator.store import Store
from curator.ui import renewing
from curator.ui.renewing import Renewing
from curator.ui.window import Window


def outdated(path: Path) -> Path:
    """The project as an older Curator would have left it: its tables laid for another codebook."""
    with sqlite3.connect(path) as db:
        db.execute("UPDATE setting SET value = 'older' WHERE key = 'projection'")
    db.close()
    return path


def test_the_store_tells_how_far_it_is(project: Path) -> None:
    told: list[tuple[int, int]] = []
    with Store(outdated(project), reader="Lan", told=lambda done, total: told.append((done, total))) as store:
        assert told[0] == (0, 5)
        assert list(store.check()) == []
    again: list[tuple[int, int]] = []
    with Store(project, reader="Lan", told=lambda *far: again.append(far)):
        assert again == []  # once is enough


def test_the_window_opens_with_a_bar_that_goes(
    project: Path, open_project: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "PATIENCE", 0.0)
    monkeypatch.setattr(renewing, "PITCH", 0.0)
    seen: list[str] = []
    shown = renewing.Progress.tell

    def tell(self: renewing.Progress, done: int, total: int) -> None:
        shown(self, done, total)
        seen.append(self.findChild(QLabel, "renewing:count").text())

    monkeypatch.setattr(renewing.Progress, "tell", tell)
    window = open_project(outdated(project))
    assert seen[0] == "0 of 5"
    assert window.inbox.listing.rowCount() == 5
    QApplication.processEvents()
    assert not [
        each for each in QApplication.topLevelWidgets() if each.objectName() == "renewing" and each.isVisible()
    ]


def test_little_to_do_shows_nothing() -> None:
    told = Renewing("office")
    told.follow(0, 10)
    assert told.window is None
    told.close()


def test_it_cannot_be_closed_before_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "PATIENCE", 0.0)
    monkeypatch.setattr(renewing, "PITCH", 0.0)
    told = Renewing("office")
    told.follow(3, 10)
    shown: QWidget | None = told.window
    assert shown is not None
    shown.close()
    assert shown.isVisible()
    assert shown.findChild(QProgressBar).value() == 3
    told.follow(10, 10)
    assert "search" in shown.findChild(QLabel, "renewing:count").text()
    told.close()
    assert not shown.isVisible()
