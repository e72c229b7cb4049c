from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.ui.dialogs.bulk import BulkEdit
from curator.ui.window import Window

OUTLET = ("article", "outlet")


def choose(window: Window, rows: int) -> list[str]:
    flags = QItemSelectionModel.SelectionFlag
    for row in range(rows):
        window.inbox.selectionModel().select(window.inbox.listing.index(row, 0), flags.Select | flags.Rows)
    return window.inbox.selected


def test_one_value_for_many_articles_is_shown_before_and_undone_as_one_step(window: Window, qtbot: QtBot) -> None:
    chosen = choose(window, 3)
    before = [window.store.current(document).sheet.get(OUTLET) for document in chosen]
    window.run("bulk_edit")
    dialog = window.findChild(BulkEdit)
    assert not dialog.isModal()
    dialog.typed.setText("Hà Nội mới")
    shown = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    assert [item.text(1) for item in shown if item] == [value or "empty" for value in before]
    assert {item.text(2) for item in shown if item} == {"Hà Nội mới"}
    qtbot.mouseClick(window.findChild(QPushButton, "bulk:apply"), Qt.MouseButton.LeftButton)
    assert {window.store.current(document).sheet.get(OUTLET) for document in chosen} == {"Hà Nội mới"}
    assert window.commands["undo"].text() == "Undo: Outlet: Hà Nội mới"
    window.run("undo")
    assert [window.store.current(document).sheet.get(OUTLET) for document in chosen] == before


def test_what_is_no_value_of_the_field_changes_nothing(window: Window) -> None:
    choose(window, 2)
    window.run("bulk_edit")
    dialog = window.findChild(BulkEdit)
    country = next(n for n in range(dialog.field.count()) if dialog.field.itemText(n) == "Partner country")
    dialog.field.setCurrentIndex(country)
    dialog.typed.setText("Atlantis")
    assert dialog.after() == {}
    assert "Atlantis" in dialog._echo.text()
    assert not window.findChild(QPushButton, "bulk:apply").isEnabled()


def test_one_article_alone_is_edited_in_the_form(window: Window) -> None:
    assert not window.commands["bulk_edit"].isEnabled()
    choose(window, 2)
    assert window.commands["bulk_edit"].isEnabled()


def test_enter_applies_nothing_before_a_value_is_given_or_the_tick_says_empty(window: Window, qtbot: QtBot) -> None:
    chosen = choose(window, 3)
    before = [window.store.current(document) for document in chosen]
    qtbot.keyClick(
        window.inbox, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = window.findChild(BulkEdit)
    button = window.findChild(QPushButton, "bulk:apply")
    for typed in ("", "   "):
        dialog.typed.setText(typed)
        qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
        assert not button.isEnabled()
        assert dialog.isVisible()
        assert dialog._echo.text() == "Type a value, or tick “Empty the field”."
    assert [window.store.current(document) for document in chosen] == before
    qtbot.keyClick(dialog.empty, Qt.Key.Key_Space)
    assert not dialog.typed.isEnabled()
    assert button.isEnabled()
    qtbot.keyClick(dialog.empty, Qt.Key.Key_Return)
    assert {window.store.current(document).sheet.get(OUTLET) for document in chosen} == {None}
    window.run("undo")
    assert [window.store.current(document).sheet for document in chosen] == [each.sheet for each in before]


def test_the_tick_that_empties_is_taken_back_with_another_field(window: Window, qtbot: QtBot) -> None:
    choose(window, 2)
    window.run("bulk_edit")
    dialog = window.findChild(BulkEdit)
    qtbot.keyClick(dialog.empty, Qt.Key.Key_Space)
    assert dialog.after()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    assert not dialog.empty.isChecked()
    assert dialog.after() == {}
