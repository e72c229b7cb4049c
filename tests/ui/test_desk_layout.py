"""The whole record at a glance at 1366x768: the article's fields fold, calmly and as the person wants it."""

from collections.abc import Callable
from pathlib import Path as FilePath

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from curator.model.record import RECORD, Path
from curator.model.vocab import vocabulary
from curator.settings import Settings
from curator.ui.form.blocks import Block
from curator.ui.form.row_views import RowTable
from curator.ui.window import Window

OUTLET: Path = ("article", "outlet")
URL: Path = ("article", "url")
DATE: Path = ("engagements", 0, "date")


def unfolded(window: Window) -> bool:
    return window.form.findChild(QWidget, "field:/article/outlet").isVisible()


def test_the_fields_unfold_for_the_keys_and_fold_behind_them(window: Window, qtbot: QtBot) -> None:
    window.form.focus_path(DATE)
    assert not unfolded(window)
    window.form.focus_path(OUTLET)
    assert unfolded(window)
    focus = QApplication.focusWidget()
    assert focus.objectName() == "field:/article/outlet"
    window.form.focus_path(DATE)
    assert not unfolded(window)
    assert QApplication.focusWidget().objectName() == "field:/engagements/0/date"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert unfolded(window)
    window.run("leave_field")
    assert unfolded(window)  # the current value stays in sight while the keys are in the article
    window.reader.setFocus()
    qtbot.keyClick(window.reader, Qt.Key.Key_1)
    assert not unfolded(window)


def test_a_click_moves_nothing_under_the_pointer(window: Window, qtbot: QtBot) -> None:
    window.form.focus_path(OUTLET)
    editor = window.form.findChild(QWidget, "field:/engagements/0/city")
    before = editor.mapToGlobal(QPoint(0, 0))
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
    assert window.form.current == ("engagements", 0, "city")
    assert editor.mapToGlobal(QPoint(0, 0)) == before
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert not unfolded(window)


def test_who_keeps_them_open_finds_them_open(
    window: Window, project: FilePath, open_project: Callable[..., Window]
) -> None:
    window.form.focus_path(DATE)
    window.run("article_fields")
    assert unfolded(window)
    window.step(1)
    window.form.focus_path(DATE)
    assert unfolded(window)
    chosen = window.settings
    window.close()
    again = open_project(project, choices=Settings(theme="light", window=dict(chosen.window)))
    again.form.focus_path(DATE)
    assert unfolded(again)
    again.run("article_fields")
    assert not unfolded(again)


def test_folded_they_say_what_they_hold(window: Window) -> None:
    window.do(lambda: window.review.put(OUTLET, "HNO"))
    said = window.form._page.head.accessibleDescription()
    assert "Outlet: HNO" in said
    assert window.review.sheet.get(("article", "headline")) in said


SCALED = {  # screens in logical pixels, as laptops with scaling and old projectors have them
    "1366x768 at 150 %": (910, 512), "1920x1080 at 200 %": (960, 540), "1366x768 at 200 %": (683, 384),
    "1024x640": (1024, 640),
}  # fmt: skip


@pytest.mark.parametrize("size", SCALED.values(), ids=SCALED)
@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_article_is_the_widest_pane_on_a_scaled_screen(
    project: FilePath, open_project: Callable[..., Window], language: str, size: tuple[int, int]
) -> None:
    roomy = open_project(project, language)
    roomy.resize(1600, 900)
    roomy.outer.setSizes([420, 1179])
    roomy.memory.keep(roomy)
    chosen = dict(roomy.settings.window)
    roomy.close()
    window = open_project(project, language, choices=Settings(theme="light", window=chosen))
    window.resize(*size)
    QApplication.processEvents()
    assert window.size().toTuple() == size
    reader, form = window.reader, window.form
    assert reader.viewport().width() >= 30 * reader.fontMetrics().horizontalAdvance("n")
    assert reader.width() >= form.width() >= 320
    assert reader.width() > window.outer.sizes()[0]
    for pane in (window.record, form):
        assert window.rect().contains(pane.geometry().translated(pane.parentWidget().mapTo(window, QPoint(0, 0))))
    assert window.record.bar._main.geometry().right() < window.record.bar.width()
    window.resize(1600, 900)
    QApplication.processEvents()
    assert window.outer.sizes()[0] == 420  # with room again, the list is as wide as it was made


def test_a_list_folded_away_comes_back_for_the_keys(window: Window, qtbot: QtBot) -> None:
    window.resize(683, 384)
    window.run("edit_field")
    qtbot.waitUntil(lambda: window.outer.sizes()[0] == 0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.inbox
    assert window.inbox.viewport().visibleRegion().boundingRect().width() >= 160
    qtbot.keyClick(window.inbox, Qt.Key.Key_Return)
    assert window.outer.sizes()[0] == 0
    assert window.form.active


def test_the_line_between_article_and_form_stays_where_it_is_dragged(window: Window, qtbot: QtBot) -> None:
    panes = window.record.panes
    panes.moveSplitter(300, 1)
    assert panes.sizes()[0] == 300
    window.resize(window.width() - 100, window.height())
    QApplication.processEvents()
    assert panes.sizes()[0] == 300  # what was given up by hand is not taken back, but no more is lost
    window.resize(window.width() + 100, window.height())
    QApplication.processEvents()
    assert panes.sizes()[0] == 300


def test_words_that_do_not_fit_end_with_an_ellipsis(window: Window) -> None:
    window.resize(683, 384)
    words = "Ask the protocol division who else attended the dinner."
    window.do(lambda: window.review.annotate(RECORD, note=words))
    window.reader._strip.tell("12 lines of page furniture, 3 lines of page data", False)
    QApplication.processEvents()
    for label in (window.record.bar._who, window.reader._strip._words):
        label.resize(90, label.height())
        assert label.seen.endswith("…")
        assert label.fontMetrics().horizontalAdvance(label.seen) <= 90
        assert label.toolTip() == label.text()


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_whole_engagement_is_seen_with_a_message_above(window: Window, language: str) -> None:
    """Six people, eight sectors and two agreements at 1366x768, with a message on screen."""
    window.look.set_language(language)
    sheet = window.review.sheet.put(("engagements", 0, "note"), None)
    for side in ("home", "partner"):
        for number in range(3 - len(sheet.get(("engagements", 0, side)))):
            sheet = sheet.add_row(("engagements", 0, side), {"name": f"Nguyễn Văn {number}"})
    rows: Path = ("engagements", 0, "sectors")
    codes = ("trade", "culture", "tourism", "health", "sports", "energy", "transport", "education")
    for position in reversed(range(len(sheet.get(rows)))):
        sheet = sheet.remove_row((*rows, position))
    for code in codes:
        sheet = sheet.add_row(rows, {"code": code, "salience": "core"})
    while len(sheet.get(("engagements", 0, "agreements"))) < 2:
        sheet = sheet.add_row(("engagements", 0, "agreements"), {"kind": "memorandum", "status": "in_force"})
    window.do(lambda: window.review.apply(sheet, "test"))
    window.messages.tell("What happened, in one line.", "What to do about it, in another.", "check")
    window.form.focus_path(OUTLET)
    window.form.focus_path((*rows, 0, "code"))
    QApplication.processEvents()
    assert window.form._page.height() <= window.form.viewport().height()


def test_the_scroll_bar_ends_above_the_panel(window: Window) -> None:
    window.resize(1366, 500)
    QApplication.processEvents()
    window.form.focus_path(OUTLET)
    bar = window.form.verticalScrollBar()
    assert bar.isVisible()
    room = bar.parentWidget()
    bottom = room.mapTo(window.form, QPoint(0, room.height())).y()
    assert bottom <= window.form.panel.y()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_buttons_that_add_a_row_are_seen(window: Window, theme: str) -> None:
    window.look.set_theme(theme)
    QApplication.processEvents()
    for block in window.form.findChildren(Block):
        button = block.head.findChild(QToolButton)
        assert not button.icon().isNull(), block.field.key
        assert block.head.rect().contains(button.geometry())
    window.look.set_theme("light")


def test_the_row_of_a_value_below_the_form_is_in_sight(window: Window) -> None:
    window.settings.form_font = 18
    window.look.apply_fonts()
    path: Path = ("engagements", 0, "sectors", 0, "salience")
    window.form.focus_path(("engagements", 0, "date"))
    window.form.focus_path(path)
    QApplication.processEvents()
    chip = window.form._page.box_of(path)
    top = window.form.verticalScrollBar().value()
    assert top <= chip.top() < top + window.form.viewport().height()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_corrected_cell_of_the_current_row_shows_the_machines_value(window: Window, theme: str) -> None:
    window.look.set_theme(theme)
    name, role = (("engagements", 0, "home", 0, key) for key in ("name", "role"))
    block = next(each for each in window.form.findChildren(Block) if each.field.key == "home")

    def behind(words: str) -> int:
        """How many colours are painted in the cell of the name behind so many letters: one if it is empty there."""
        window.form.repaint()
        box = block.view.box_of(name)
        box.setLeft(box.left() + window.form.fontMetrics().horizontalAdvance(words) + 10)
        image = block.view.viewport().grab(box.adjusted(0, 3, -4, -3)).toImage()
        return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})

    def current(path: Path) -> None:
        window.form.focus_path(path, edit=False)
        window.reader.setFocus()

    machine = window.review.sheet.get(name)
    tall = window.form.widget().height()
    assert window.do(lambda: window.review.put(name, machine + "h"))
    current(role)
    assert behind(machine + "h") == 1  # no room: nothing, rather than a shred
    assert window.do(lambda: window.review.put(name, "Ed"))
    assert behind("Ed") > 1
    current(("engagements", 0, "partner", 0, "name"))
    assert behind("Ed") == 1  # calm, where the keys are not
    current(role)
    assert window.do(lambda: window.review.not_stated(name))
    assert behind("") > 1
    assert window.do(lambda: window.review.restore(name))
    assert behind(machine) == 1
    assert window.form.widget().height() == tall


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_no_kind_or_state_of_an_agreement_is_cut_at_the_usual_size(
    project: FilePath, open_project: Callable[..., Window], language: str
) -> None:
    window = open_project(project, language)
    table = next(each for each in window.form.findChildren(RowTable) if each.rows.group.key == "agreement")
    widths = dict(zip((field.key for field in table.rows.fields), table.widths(table.width()), strict=False))
    words, room = table.fontMetrics().horizontalAdvance, 8  # pixels beside the words of a cell
    cut = [
        term.label()
        for key, name in (("kind", "agreement_kinds"), ("status", "agreement_status"))
        for term in vocabulary(name)
        if words(term.label()) > widths[key] - room
    ]
    assert cut == []
