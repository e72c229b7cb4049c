"""A long random sitting: two thousand legal actions, no Qt warning, no uncaught error, a store that checks clean."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.store import Query
from curator.ui.window import Window

ACTIONS = int(os.environ.get("CURATOR_SOAK", "2000"))
SEED = int(os.environ.get("CURATOR_SEED", "20261121"))
KEYS = [
    "F8", "Shift+F8", "Return", "Ctrl+Return", "Ctrl+Z", "Ctrl+Y", "Ctrl+R", "Ctrl+0", "F6", "F7", "Tab", "Esc", "F9",
    "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Shift+PgDown", "Shift+F5", "Ctrl+Shift+Up", "Ctrl+Shift+M", "F1", "Down", "Up",
]  # fmt: skip
RARE_KEYS = ["Shift+F7", "Ctrl+F7", "Ctrl+Shift+F7", "Ins", "Ctrl+Shift+Del", "Ctrl+Shift+S", "Ctrl+Shift+D"]
COMMANDS = [
    "language_vi",
    "language_en",
    "language_fr",
    "theme_dark",
    "theme_light",
    "zoom_in",
    "zoom_reset",
    "columns",
    "reopen",
]
WORDS = [
    "28/2",
    "Astana",
    "giáo dục",
    "reception",
    "Đại sứ",
    "=1+1",
    "XXXX-12-07",
    "Trần Sỹ Thanh",
    "",
    "🎉",
    "2024-2026",
    "no such thing",
]


class Sitting:
    """One random person at the window."""

    def __init__(
        self, window: Window, qtbot: QtBot, type_text: Callable[[QWidget, str], None], folder: Path, seeds: Path
    ) -> None:
        self.window, self.qtbot, self.type_text, self.folder, self.seeds = window, qtbot, type_text, folder, seeds
        self.random = random.Random(SEED)
        self.files = 0
        self.actions: list[tuple[int, Callable[[], None]]] = [
            (30, self.press), (4, self.press_rare), (12, self.choose_article), (14, self.type_value), (14, self.fill),
            (6, self.search), (3, self.command), (1, self.import_file),
        ]  # fmt: skip

    def step(self) -> str:
        weights = [weight for weight, _action in self.actions]
        action = self.random.choices([action for _weight, action in self.actions], weights)[0]
        action()
        self.leave_popups()
        QApplication.processEvents()
        return action.__name__

    def leave_popups(self) -> None:
        for _turn in range(5):
            popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if popup is None:
                return
            self.qtbot.keyClick(popup, Qt.Key.Key_Escape)

    def key(self, text: str) -> None:
        from PySide6.QtGui import QKeySequence

        combined = QKeySequence(text)[0]
        target = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, combined.key(), combined.keyboardModifiers())

    def press(self) -> None:
        self.key(self.random.choice(KEYS))

    def press_rare(self) -> None:
        self.key(self.random.choice(RARE_KEYS))

    def choose_article(self) -> None:
        view = self.window.inbox
        rows = view.model().rowCount()
        if rows:
            index = view.model().index(self.random.randrange(min(rows, 6)), 0)
            self.qtbot.mouseClick(
                view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() + QPoint(1, 1)
            )

    def type_value(self) -> None:
        editors = [e for e in self.window.form.findChildren(QLineEdit) if e.isVisible() and e.isEnabled()]
        if editors:
            editor = self.random.choice(editors)
            self.qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
            editor.selectAll()
            self.type_text(editor, self.random.choice(WORDS))
            self.key(self.random.choice(["Return", "Tab", "Esc", "Ctrl+Z", "Shift+Return"]))

    def fill(self) -> None:
        reader = self.window.reader
        length = reader.document().characterCount()
        start = self.random.randrange(max(1, length - 40))
        cursor = QTextCursor(reader.document())
        cursor.setPosition(start)
        cursor.setPosition(min(length - 1, start + self.random.randrange(1, 40)), QTextCursor.MoveMode.KeepAnchor)
        reader.setFocus()
        reader.setTextCursor(cursor)
        self.key(self.random.choice([*"1234567890", "H", "P", "Space"]))

    def search(self) -> None:
        box = self.window.findChild(QLineEdit, "search")
        assert box is not None
        self.key("Ctrl+Shift+F")
        box.selectAll()
        self.type_text(box, self.random.choice([*WORDS, "Hà", "minsk", 'AND "', "*"]))
        self.qtbot.wait(self.random.choice([0, 0, 200]))
        if self.random.random() < 0.8:
            self.key("Ctrl+Shift+L")

    def command(self) -> None:
        self.window.commands.run(self.random.choice(COMMANDS))

    def import_file(self) -> None:
        self.files += 1
        sample = self.random.choice(sorted(self.seeds.glob("*.txt"))).read_text(encoding="utf-8")
        path = self.folder / f"more-{self.files}.txt"
        path.write_text(f"{sample}\nSố {self.files}\n", encoding="utf-8")
        self.window.files.add([path])
        self.qtbot.waitUntil(lambda: not self.window.runner.busy, timeout=20_000)


@pytest.mark.timeout(600)
def test_a_long_random_sitting_leaves_a_clean_store(
    window: Window, qtbot: QtBot, type_text: Callable[[QWidget, str], None], tmp_path: Path, seeds: Path
) -> None:
    sitting = Sitting(window, qtbot, type_text, tmp_path, seeds)
    done: dict[str, int] = {}
    for _turn in range(ACTIONS):
        name = sitting.step()
        done[name] = done.get(name, 0) + 1
    assert set(done) == {action.__name__ for _weight, action in sitting.actions}
    store = window.store
    revisions = sum(len(store.history(document)) for document in store.documents(Query()))
    assert revisions > ACTIONS / 20, "hardly anything was saved: the sitting tests nothing"
    assert list(store.check()) == []
