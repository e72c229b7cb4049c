import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from curator.i18n import LANGUAGES, set_language
from curator.ui.commands.table import MENUS, commands, listing
from curator.ui.inbox.start import EmptyState
from curator.ui.style.texts import moment, number
from curator.ui.window import Window

Open = Callable[..., Window]


def test_a_switch_retranslates_everything_within_a_second(window: Window, qtbot: QtBot) -> None:
    search = window.findChild(QLineEdit, "search")
    seen = {}
    for code in ("vi", "fr", "en"):
        before, start = window.status.saved.text(), time.perf_counter()
        window.run(f"language_{code}")
        qtbot.waitUntil(lambda b=before: window.status.saved.text() != b)
        assert time.perf_counter() - start < 1
        seen[code] = window.status.saved.text()
        menus = [action.text() for action in window.menuBar().actions()]
        assert len(menus) == len(MENUS)
        if code == "vi":
            assert menus[0] == "Tệp"
            assert search.placeholderText() == "Tìm bài báo"
            assert window.findChild(QPushButton, "record:verify").text() == "Xác minh và tiếp"
            assert window.findChild(QToolButton, "record:state").text() == "Mới"
    assert seen == {"vi": "Đã lưu", "fr": "Enregistré", "en": "Saved"}


def test_qt_itself_answers_in_vietnamese(window: Window, qtbot: QtBot) -> None:
    window.look.set_language("vi")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Hủy"
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "Sao chép"
    window.look.set_language("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_every_empty_state_is_whole_in_every_language(open_project: Open, tmp_path: Path) -> None:
    for code in LANGUAGES:
        window = open_project(tmp_path / f"{code}.curator", language=code)
        texts = [
            button.text() for button in window.findChildren(QPushButton) if button.objectName().startswith("start:")
        ]
        assert all(text and not text.startswith("(") for text in texts)
        state = next(state for state in window.findChildren(EmptyState) if state.isVisible())
        assert state._text.height() >= state._text.heightForWidth(state._text.width()) > 30


@pytest.mark.parametrize("code", LANGUAGES)
def test_commands_have_ids_keys_and_names_in_every_language(code: str) -> None:
    set_language(code)
    try:
        every = commands()
        lines = list(listing())
    finally:
        set_language("en")
    assert len({command.id for command in every}) == len(every)
    assert all(line.split("\t")[3] for line in lines)
    assert {command.section[0] for command in every} <= set(MENUS)


def test_where_each_key_acts_is_what_the_panes_answer_to() -> None:
    rows = {line.split("\t")[0]: line.split("\t")[1:3] for line in listing()}
    assert rows["not_stated"] == ["0, Ctrl+0", "reader, reader+form"]
    assert rows["fill_3"] == ["3, Alt+3", "reader, reader+form"]
    assert rows["confirm"] == ["Return", "reader+form"]
    assert rows["add_home"] == ["H", "reader"]
    assert rows["search"] == ["Ctrl+Shift+F", "window"]


def test_no_key_means_two_things_in_one_place_and_none_is_altgr() -> None:
    every = [(key, command) for command in commands() for key in command.keys]
    for key, command in every:
        assert "Ctrl+Alt" not in key, command.id
        assert command.zone != "window" or len(key) > 1, (
            f"{command.id}: a bare letter would fire while somebody types"
        )
        same = [
            c.id for k, c in every if k == key and (c.zone == command.zone or "window" in (c.zone, command.zone))
        ]
        assert same == [command.id], key


def test_numbers_and_times_follow_the_language() -> None:
    said = {}
    for code in ("vi", "en", "fr"):
        set_language(code)
        said[code] = (number(12345), moment("2026-11-21T20:50:00Z"))
    set_language("en")
    assert [said[code][0].replace("\u202f", " ") for code in ("vi", "en", "fr")] == ["12.345", "12,345", "12 345"]
    assert len({text for _number, text in said.values()}) == 3
    assert all("2026" in text for _number, text in said.values())
