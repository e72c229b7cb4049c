"""What the tests of the window share: a project of the sample articles, the window on it, and real key events."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.model.article import Article, Block, Role
from curator.model.codebook import ARTICLE, ENGAGEMENT, Group, empty_row
from curator.model.record import Confidence, Sheet, empty_record, suggested, values
from curator.settings import Settings
from curator.store import Store
from curator.ui.app import open_window
from curator.ui.window import Window


def _row(group: Group, given: dict[str, Any]) -> dict[str, Any]:
    """The values of a gold record that the codebook knows, in its shape."""
    row = empty_row(group)
    for field in group.fields:
        value = given.get(field.key)
        if field.group:
            listed = [each if isinstance(each, dict) else {"code": each} for each in value or []]
            row[field.key] = [_row(field.group, each) for each in listed]
        elif value is not None:
            row[field.key] = value
    return row


def proposal(text: str, gold: dict[str, Any], name: str) -> tuple[Article, Sheet]:
    """An article of one block a line, and its gold record as if the machine had proposed it: dates to be checked."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), Role.STORY))
        start += len(line) + 1
    article = Article(name, text.encode(), "text/plain", "utf-8", text, tuple(blocks))
    record = empty_record()
    record["article"] = _row(ARTICLE, gold["article"])
    record["engagements"] = [_row(ENGAGEMENT, each) for each in gold["engagements"]]
    evidence = {}
    for path, field, value in values(record):
        if value not in (None, []):
            at = text.find(str(value))
            spans = (article.span(at, at + len(str(value))),) if at >= 0 else ()
            doubt = Confidence.CHECK if field.key == "date" else Confidence.SURE
            evidence[path] = suggested(value, spans, doubt, "gold")
    return article, Sheet(record, evidence)


@pytest.fixture(scope="session")
def propose() -> Callable[..., tuple[Article, Sheet]]:
    """See `proposal`."""
    return proposal


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """A project with the five sample articles, new and unread. Copy it, never change it."""
    path = tmp_path_factory.mktemp("samples") / "office.curator"
    with Store(path, reader="Hương") as store:
        for gold in sorted((seeds / "gold").glob("*.json")):
            text = (seeds / f"{gold.stem}.txt").read_text(encoding="utf-8")
            store.add(*proposal(text, json.loads(gold.read_text(encoding="utf-8")), f"{gold.stem}.txt"))
    return path


@pytest.fixture
def project(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the sample project for one test."""
    return Path(shutil.copy(sample_store, tmp_path / "office.curator"))


@pytest.fixture
def open_project(qtbot: QtBot) -> Iterator[Callable[..., Window]]:
    """Opens the window on a project, shown and painted; closed after the test."""
    opened: list[Window] = []

    def open_(path: Path, language: str = "en", **how: Any) -> Window:
        how.setdefault("choices", Settings(theme="light"))
        window = open_window(path, reader="Hương", language=language, **how)
        opened.append(window)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    yield open_
    for window in opened:
        window.review.pending.clear()
        for editor in window.form.findChildren(QLineEdit):
            editor.setModified(False)  # a value that is refused would keep the window open, and its threads
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_project: Callable[..., Window], project: Path) -> Window:
    """The window on the sample project, in English."""
    return open_project(project)


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Types into a widget with events that carry the text: QTest aborts the process on letters such as ơ."""

    def type_(widget: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    return type_
