"""Random legal use of the desk: no error, no warning of Qt, and a sound store at the end."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.commands.desk_table import DESK
from curator.ui.window import Window

ACTIONS = 120
TALKING = {"note", "park", "exclude", "history"}  # open a popup that waits for a person
WORDS = ["", "7/12", "30/2", "Kazakhstan", "Nguyễn Đức Chung", "2024-2026", "xyz 😀", "https://a.vn/b", "giáo dục"]


@pytest.mark.parametrize("seed", [10])
def test_random_use_leaves_a_sound_store(
    window: Window, qtbot: QtBot, type_text: Callable[[QWidget, str], None], seed: int
) -> None:
    chance = random.Random(seed)
    ids = [command.id for command in DESK if command.id not in TALKING] + ["undo", "redo", "undo"]
    for _action in range(ACTIONS):
        what = chance.random()
        if what < 0.45:
            window.run(chance.choice(ids))
        elif what < 0.6:
            length = len(window.review.article.text)
            start = chance.randrange(length - 1)
            window.reader.select(start, min(length, start + chance.choice([1, 8, 30, 200])))
        elif what < 0.75:
            window.form.focus_path(chance.choice(window.form._page.order))
            if focus := QApplication.focusWidget():
                type_text(focus, chance.choice(WORDS))
        elif what < 0.85:
            focus = QApplication.focusWidget() or window.reader
            qtbot.keyClick(
                focus, chance.choice([Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape])
            )
        elif what < 0.9:
            window.step(chance.choice([1, -1]))
        elif what < 0.93:
            window.look.set_language(chance.choice(["vi", "en", "fr"]))
        elif what < 0.96 and (focus := QApplication.focusWidget()):
            QApplication.sendEvent(focus, QInputMethodEvent("đ", []))
            QApplication.sendEvent(focus, QInputMethodEvent())
        else:
            window.resize(chance.randrange(900, 1500), chance.randrange(500, 900))
        QApplication.processEvents()
        assert window.form.current in window.form._page.order
        if not window.form.commit():
            refused = QApplication.focusWidget()
            assert refused.problem
            qtbot.keyClick(refused, Qt.Key.Key_Escape)
            assert window.form.commit() or QApplication.focusWidget() is not refused
    window.look.set_language("en")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert list(window.store.check()) == []
    assert Path(window.store.path).is_file()
