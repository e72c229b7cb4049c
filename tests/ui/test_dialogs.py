from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from curator.model.codebook import field_at
from curator.ui.commands.keysheet import KeySheet, html
from curator.ui.commands.palette import Palette
from curator.ui.demo import screenshots
from curator.ui.dialogs.about import About
from curator.ui.dialogs.backups import Backups
from curator.ui.dialogs.bug import BugReport
from curator.ui.style import theme
from curator.ui.window import Window

Type = Callable[[QWidget, str], None]


def test_the_palette_finds_a_command_by_words_without_accents_and_runs_it(
    window: Window, type_text: Type, qtbot: QtBot
) -> None:
    window.look.set_language("vi")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(Palette, "palette")
    assert palette.isVisible()
    type_text(palette.typed, "nen toi")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert window.settings.theme == "dark"
    qtbot.waitUntil(lambda: window.findChild(Palette, "palette") is None)
    window.look.set_theme("light")
    window.look.set_language("en")


def test_the_palette_lists_every_command_that_can_run_with_its_key(window: Window) -> None:
    window.run("palette")
    palette = window.findChild(Palette, "palette")
    listed = {palette.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(palette.list.count())}
    assert listed == {c.id for c in window.commands if c.enabled(window)} - {"palette"}
    palette.close()


def test_every_command_stands_in_a_menu(window: Window) -> None:
    shown = {action.objectName() for menu in window.menuBar().actions() for action in menu.menu().actions()}  # type: ignore[attr-defined]
    assert {command.id for command in window.commands} <= shown


def test_the_key_sheet_names_every_key_and_prints(window: Window, tmp_path: Path) -> None:
    window.run("keysheet")
    sheet = window.findChild(KeySheet)
    assert sheet.isVisible()
    assert not sheet.isModal()
    page = html(list(window.commands), theme.LIGHT)
    for command in window.commands:
        assert command.label.split("…")[0] in page.replace("&#x27;", "'"), command.id
    assert sheet.findChild(QTextBrowser).horizontalScrollBar().maximum() == 0
    shown = sheet.findChild(QTextBrowser).toPlainText()
    after = shown[shown.index("Ctrl+0") :]
    assert after.index("in article and form") < after.index("The machine's value")
    sheet.save(str(tmp_path / "keys.pdf"))
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


def test_no_backup_yet_is_said_in_words_and_the_table_fills_its_width(window: Window, qtbot: QtBot) -> None:
    window.run("restore")
    dialog = window.findChild(Backups)
    assert dialog.list.isHidden()
    assert "no backup yet" in dialog.findChild(QLabel, "backups:nothing").text()
    qtbot.mouseClick(dialog.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.store.backups()))
    dialog.close()
    again = Backups(window)
    again.show()
    assert again.list.isVisible()
    assert again.findChild(QLabel, "backups:nothing").isHidden()
    assert again.list.header().length() == again.list.viewport().width()
    again.close()


def test_settings_act_at_once(window: Window, qtbot: QtBot, type_text: Type) -> None:
    window.run("settings")
    name = window.findChild(QLineEdit, "settings:reader_name")
    name.selectAll()
    type_text(name, "Đặng Hải Nam")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert window.status.reader.text() == "Đặng Hải Nam"
    window.do(lambda: window.review.put(("article", "outlet"), "HNO"))
    assert window.review.revision.reader == "Đặng Hải Nam"
    language = window.findChild(QComboBox, "settings:language")
    language.setCurrentIndex(language.findData("fr"))
    qtbot.waitUntil(lambda: window.status.saved.text() == "Enregistré")
    size = window.findChild(QSpinBox, "settings:reader_font")
    size.setValue(18)
    assert window.reader.font().pointSize() == 18
    window.look.set_language("en")


def test_f1_shows_the_rule_of_the_focused_field_with_two_examples(window: Window, qtbot: QtBot) -> None:
    window.form.focus_path(("engagements", 0, "country"))
    qtbot.keyClick(window.form.focusWidget() or window.form, Qt.Key.Key_F1)
    field = field_at(("engagements", "country"))
    assert window.record.rule.isVisible()
    assert window.record.rule._rule.text() == field.help
    assert (window.record.rule._right.text(), window.record.rule._wrong.text()) == (field.right, field.wrong)
    window.form.focus_path(("engagements", 0, "city"))
    assert window.record.rule._rule.text() == field_at(("engagements", "city")).help
    qtbot.keyClick(window.form.focusWidget() or window.form, Qt.Key.Key_F1)
    assert not window.record.rule.isVisible()


def test_a_bug_shows_details_that_can_be_copied(
    window: Window, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    from curator.ui import app

    try:
        raise ZeroDivisionError("nothing")
    except ZeroDivisionError as error:
        app.show_bug(type(error), error, error.__traceback__)
    report = next(w for w in QApplication.topLevelWidgets() if isinstance(w, BugReport))
    qtbot.mouseClick(report.findChild(QPushButton, "bug:copy"), Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError: nothing" in QApplication.clipboard().text()
    assert "ZeroDivisionError: nothing" in capsys.readouterr().err
    report.close()
    report.deleteLater()


def test_about_names_the_version(window: Window) -> None:
    window.run("about")
    assert window.findChild(About).isVisible()


def test_every_control_has_a_name_for_screen_readers(window: Window) -> None:
    for id in ("settings", "restore", "export", "keysheet", "about"):
        window.run(id)
    nameless = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.metaObject().className().startswith("Q") and widget.objectName().startswith("qt_"):
            continue
        text = getattr(widget, "text", str)
        text = text() if callable(text) else text
        if not (widget.accessibleName() or text or widget.toolTip() or _inner(widget)):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def _inner(widget: QWidget) -> bool:
    """Parts of a composed control, which is named as a whole."""
    parent = widget.parentWidget()
    return isinstance(parent, QSpinBox | QComboBox) or type(widget).__name__ in ("QTabBar", "QScrollArea")


def test_the_home_city_is_a_place_that_the_extraction_knows(window: Window, qtbot: QtBot, type_text: Type) -> None:
    window.run("settings")
    home = window.findChild(QLineEdit, "settings:home_city")
    unknown = window.findChild(QLabel, "settings:unknown")
    assert home.text() == "Hanoi"
    for typed, kept, complaint in (
        ("Xyz", "Hanoi", True),
        ("da nang", "Da Nang", False),
        ("Hà Nội", "Hanoi", False),
    ):
        home.selectAll()
        type_text(home, typed)
        qtbot.keyClick(home, Qt.Key.Key_Return)
        assert window.settings.home_city == kept
        assert unknown.isVisible() is complaint
        if complaint:
            assert "Xyz" in unknown.text()
            assert home.text() == "Xyz"
    window.look.set_language("vi")
    qtbot.waitUntil(lambda: home.text() == "Hà Nội")


def test_tab_goes_from_search_to_list_to_article_to_form(window: Window, qtbot: QtBot) -> None:
    window.filters.search.setFocus()
    seen = []
    for _press in range(16):
        focus = QApplication.focusWidget()
        assert focus
        for pane in (window.filters, window.inbox, window.reader, window.form):
            if (focus is pane or pane.isAncestorOf(focus)) and pane not in seen:
                seen.append(pane)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert seen[:4] == [window.filters, window.inbox, window.reader, window.form]


def test_the_demo_takes_a_picture_for_each_language_theme_and_size(
    project: Path, tmp_path: Path, qapp: object
) -> None:
    from curator.store import Store

    with Store(project, reader="Demo") as store:
        pictures = screenshots(store, tmp_path)
        first = [next(pictures), next(pictures)]
        pictures.close()  # type: ignore[attr-defined]
    assert [path.name for path in first] == ["window-vi-light-1366.png", "window-vi-light-1920.png"]
    assert all(path.stat().st_size > 20_000 for path in first)
