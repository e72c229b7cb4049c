"""The sample articles reviewed with the mouse unplugged, and with only the mouse."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from curator.jobs import drain, import_files
from curator.model.record import Path as Place
from curator.model.record import pointer
from curator.model.revision import Status
from curator.store import Store
from curator.ui.form.blocks import Block
from curator.ui.form.lines import Line
from curator.ui.window import Window

from .reviewer import CONTROL, NONE, Reviewer, right


class Unplugged(Reviewer):
    """No mouse: words are found with Ctrl+F, values are reached with Tab."""

    def select(self, words: str, near: int = 0) -> None:
        self.press(Qt.Key.Key_F, CONTROL)
        self.type(words)
        bar = self.window.reader.find_bar
        for _hit in range(30):
            span = self.window.reader.selection()
            if not near or (span and abs(span.start - near) < 200):
                break
            self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Escape)
        assert bar.isHidden()
        assert self.window.reader.hasFocus()

    def click_value(self, path: Place) -> None:
        self.press(Qt.Key.Key_F2)
        for _stop in range(120):
            if self.window.form.current == path:
                break
            self.press(Qt.Key.Key_Tab)
        assert self.window.form.current == path
        assert QApplication.focusWidget().objectName() == f"field:{pointer(path)}"


class OnlyMouse(Reviewer):
    """No keyboard: every key is what one can click instead."""

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, decide: bool = False) -> None:
        if key == Qt.Key.Key_Return and modifiers == CONTROL:
            button = self.window.findChild(QPushButton, "record:verify")
            self.click(button, button.rect().center())
        elif key == Qt.Key.Key_Return:
            self._click_state(self.window.form.current)
        elif key in (Qt.Key.Key_H, Qt.Key.Key_P, Qt.Key.Key_8, Qt.Key.Key_9):
            field = {"H": "home", "P": "partner", "8": "sectors", "9": "agreements"}[chr(key)]
            block = next(b for b in self.window.form.findChildren(Block) if b.field.key == field)
            self.click(block.head._add, block.head._add.rect().center())
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_7:
            line = next(e for e in self.window.form.findChildren(Line) if str(e.field.digit) == chr(key))
            self.click(line, QPoint(6, 8))
        elif key == Qt.Key.Key_Space:
            self.menu("edit", "fill_here")
        elif key == Qt.Key.Key_Delete:
            self.menu("edit", "remove_row")
        else:
            raise AssertionError(key)

    def menu(self, name: str, command: str) -> None:
        """Open a menu of the bar and click one of its lines."""
        bar = self.window.menuBar()
        menu = self.window.findChild(QMenu, f"menu:{name}")
        self.click(bar, bar.actionGeometry(menu.menuAction()).center())
        self.click(menu, menu.actionGeometry(self.window.commands[command]).center())

    def _click_state(self, path: Place) -> None:
        page = self.window.form.widget()
        for line in self.window.form.findChildren(Line):
            if line.path == path and line.isVisible():
                self.click(line, QPoint(line.width() - 40, 8))
                return
        block = next(b for b in page.findChildren(Block) if path[:3] == b.path)
        if path == block.path:
            self.menu("record", "confirm")
            return
        row = int(path[3])
        model = block.rows
        box = block.view.visualRect(
            model.index(row, model.columnCount() - 1 if block.field.key != "sectors" else 0)
        )
        if block.field.key == "sectors":
            self.click_value((*path[:4], "code"))
            self.menu("record", "confirm")
        else:
            self.click(block.view.viewport(), box.center())


@pytest.mark.parametrize("hands", [Unplugged, OnlyMouse])
def test_the_samples_are_reviewed(
    hands: type[Reviewer], tmp_path: Path, seeds: Path, open_project: Callable[..., Window]
) -> None:
    path = tmp_path / "office.curator"
    with Store(path, reader="Hương") as store:
        drain(import_files(store, sorted(seeds.glob("*.txt")), "Hanoi"))
    window = open_project(path)
    names = {e.source.document: Path(e.source.name).stem for e in window.store.entries("all")}
    for _article in range(len(names)):
        document = window.review.document
        gold = json.loads((seeds / "gold" / f"{names[document]}.json").read_text(encoding="utf-8"))
        effort = hands(window).review(gold)
        assert window.store.current(document).status is Status.VERIFIED, names[document]
        saved = window.store.current(document).sheet
        for number, expected in enumerate(gold["engagements"]):
            for key in ("date", "country", "partner_city", "city", "type"):
                accepted = expected.get("accept", {}).get(key, [])
                assert right(saved.get(("engagements", number, key)), expected[key], accepted), key
        if hands is OnlyMouse:
            assert effort.keys == 0
        else:
            assert effort.clicks == effort.selections == 0
    assert {entry.revision.status for entry in window.store.entries("all")} == {Status.VERIFIED}
