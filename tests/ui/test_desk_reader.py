"""The reader: evidence, folding, finding, and positions that survive emoji."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.model.article import Article, Block, Role
from curator.model.record import Confidence, Sheet, State, suggested
from curator.model.text import canonical
from curator.ui.commands.chooser import Chooser
from curator.ui.reader.pane import Reader
from curator.ui.style.offsets import Offsets
from curator.ui.window import Window

STORY = "Ngày 28/2 😀🎉, Chủ tịch Nguyễn Đức Chung tiếp Đại sứ Kazakhstan. "
MENU = "Trang chủ | Đăng nhập"
DATE, COUNTRY, PLACE = (("engagements", 0, key) for key in ("date", "country", "city"))


def make(lines: list[tuple[str, Role]], damage: tuple[tuple[int, int], ...] = ()) -> Article:
    text, blocks = "", []
    for line, role in lines:
        blocks.append(Block(len(text), len(text) + len(line), role))
        text += line + "\n\n"
    return Article("a.txt", text.encode(), "text/plain", "utf-8", text, tuple(blocks), damage)


def long_article() -> Article:
    story = [(f"{number}. {STORY * 3}".strip(), Role.STORY) for number in range(40)]
    return make([(MENU, Role.FURNITURE), *story, (MENU, Role.FURNITURE), ("og:title = Tiêu đề", Role.METADATA)])


def sheet_with(article: Article, **passages: str) -> Sheet:
    evidence = {}
    for key, words in passages.items():
        start = article.text.rindex(words)
        span = article.span(start, start + len(words))
        evidence["engagements", 0, key] = suggested("x", (span,), Confidence.SURE, "test")
    return Sheet(Sheet().add_row(("engagements",)).record, evidence)


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(560, 640)
    with qtbot.waitExposed(reader):
        reader.show()
    return reader


def visible_text(reader: Reader) -> list[str]:
    block, lines = reader.document().begin(), []
    while block.isValid():
        if block.isVisible():
            lines.append(block.text())
        block = block.next()
    return lines


@given(st.text(alphabet=st.sampled_from("aé😀🇻🇳đ\n𝄞"), max_size=40), st.data())
def test_positions_agree_with_utf16(text: str, data: st.DataObject) -> None:
    offsets = Offsets(text)
    at = data.draw(st.integers(0, len(text)))
    units = len(text[:at].encode("utf-16-le")) // 2
    assert offsets.to_qt(at) == units
    assert offsets.from_qt(units) == at


def test_a_selection_behind_emoji_is_the_words_one_sees(reader: Reader) -> None:
    article = make([("😀😀 Đại sứ 🎉 Kazakhstan  đến thăm", Role.STORY)])
    reader.show_article(article)
    cursor = reader.textCursor()
    cursor.setPosition(len("😀😀 Đại sứ 🎉 ".encode("utf-16-le")) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len("Kazakhstan  "))
    reader.setTextCursor(cursor)
    span = reader.selection()
    assert span
    assert span.quote == "Kazakhstan"
    assert article.holds(span)


@given(st.text(alphabet=st.sampled_from("ab é\u0301ệ\r\n\t\u2028\u00a0😀\ufeff"), max_size=30))
def test_qt_keeps_every_position_of_canonical_text(text: str) -> None:
    """The widget must not add or drop a position that the canonical text has."""
    from PySide6.QtGui import QTextDocument

    text = canonical(text)
    document = QTextDocument()
    document.setPlainText(text)
    assert document.characterCount() - 1 == Offsets(text).to_qt(len(text))


def test_furniture_and_page_data_are_folded_until_asked_for(reader: Reader, qtbot: QtBot) -> None:
    reader.show_article(long_article())
    assert MENU not in visible_text(reader)
    assert not any("og:title" in line for line in visible_text(reader))
    reader.toggle_furniture()
    assert visible_text(reader).count(MENU) == 2
    assert "og:title = Tiêu đề" in visible_text(reader)
    with qtbot.waitSignal(reader.asked) as asked:
        reader._strip.pressed.emit()
    assert asked.args == ["show_furniture"]


def test_evidence_in_page_data_is_shown_when_it_is_looked_at(reader: Reader) -> None:
    article = long_article()
    reader.show_article(article, sheet_with(article, date="Tiêu đề"))
    assert not any("og:title" in line for line in visible_text(reader))
    reader.focus_evidence(DATE)
    assert any("og:title" in line for line in visible_text(reader))


@pytest.mark.parametrize("number", [12, 20, 30])
def test_focused_evidence_comes_into_the_middle_third(reader: Reader, number: int) -> None:
    article = long_article()
    reader.show_article(article, sheet_with(article, date=f"{number}. Ngày 28/2"))
    reader.focus_evidence(DATE)
    QApplication.processEvents()
    start = article.text.index(f"{number}. Ngày")
    cursor = reader.textCursor()
    cursor.setPosition(Offsets(article.text).to_qt(start))
    middle = reader.cursorRect(cursor).center().y()
    height = reader.viewport().height()
    assert height / 3 - 25 <= middle <= height * 2 / 3 + 25


def test_evidence_already_in_the_middle_does_not_move_the_page(reader: Reader) -> None:
    article = long_article()
    reader.show_article(article, sheet_with(article, date="20. Ngày", country="20. Ngày 28/2"))
    reader.focus_evidence(DATE)
    before = reader.verticalScrollBar().value()
    reader.focus_evidence(COUNTRY)
    assert reader.verticalScrollBar().value() == before > 0


def click(reader: Reader, article: Article, words: str, qtbot: QtBot) -> None:
    cursor = reader.textCursor()
    cursor.clearSelection()
    cursor.setPosition(Offsets(article.text).to_qt(article.text.rindex(words) + 1))
    reader.setTextCursor(cursor)
    QApplication.processEvents()
    at = reader.cursorRect(cursor).center()
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(2, 0))


def test_a_click_on_a_passage_goes_to_its_value(reader: Reader, qtbot: QtBot) -> None:
    article = make([(STORY, Role.STORY)])
    reader.show_article(article, sheet_with(article, country="Kazakhstan"))
    with qtbot.waitSignal(reader.evidence_clicked) as clicked:
        click(reader, article, "Kazakhstan", qtbot)
    assert clicked.args == [COUNTRY]
    with qtbot.assertNotEmitted(reader.evidence_clicked):
        click(reader, article, "Nguyễn", qtbot)


def test_a_digit_chooses_between_values_of_one_passage(reader: Reader, qtbot: QtBot) -> None:
    article = make([(STORY, Role.STORY)])
    reader.show_article(article, sheet_with(article, country="Kazakhstan", city="Kazakhstan", date="28/2"))
    click(reader, article, "Kazakhstan", qtbot)
    chooser = reader.findChild(Chooser)
    assert chooser
    with qtbot.waitSignal(reader.evidence_clicked) as clicked:
        qtbot.keyClick(chooser, Qt.Key.Key_2)
    assert clicked.args[0] in (COUNTRY, PLACE)


def test_find_minds_neither_accents_nor_case_and_counts(
    reader: Reader, qtbot: QtBot, type_text: Callable[..., None]
) -> None:
    reader.show_article(long_article())
    reader.find_bar.open_with()
    type_text(reader.find_bar.typed, "dai su")
    assert reader.find_bar._count.text() == "1 of 120"
    qtbot.keyClick(reader.find_bar.typed, Qt.Key.Key_Return)
    qtbot.keyClick(reader.find_bar.typed, Qt.Key.Key_Return)
    assert reader.find_bar._count.text() == "3 of 120"
    span = reader.selection()
    assert span
    assert span.quote == "Đại sứ"
    reader.find_bar.typed.setText("zzz")
    assert reader.find_bar._count.text() == "not found"
    qtbot.keyClick(reader.find_bar.typed, Qt.Key.Key_Escape)
    assert reader.find_bar.isHidden()


def test_the_find_bar_is_seen_at_once_and_leaves_no_gap(
    window: Window, type_text: Callable[..., None], qtbot: QtBot
) -> None:
    reader, bar = window.reader, window.reader.find_bar
    above = reader.viewport().y()
    reader.setFocus()
    qtbot.keyClick(reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is bar.typed
    type_text(bar.typed, "ha noi")
    assert bar.height() >= bar.typed.height() >= bar.fontMetrics().height()
    assert reader.viewport().y() >= bar.geometry().bottom()
    assert reader.viewport().rect().contains(reader.cursorRect().center())
    painted = bar.grab(bar.typed.geometry()).toImage()
    assert len({painted.pixel(x, painted.height() // 2) for x in range(painted.width())}) > 1
    qtbot.keyClick(bar.typed, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert reader.viewport().y() == above


def test_an_input_method_cannot_change_the_article(reader: Reader) -> None:
    article = make([(STORY, Role.STORY)])
    reader.show_article(article)
    reader.select(0, 8)
    for event in (QInputMethodEvent("đ", []), QInputMethodEvent()):
        QApplication.sendEvent(reader, event)
    assert reader.document().characterCount() - 1 == Offsets(article.text).to_qt(len(article.text))
    assert reader.selection() == article.span(0, 8)


def test_bare_keys_are_commands_here(reader: Reader, qtbot: QtBot) -> None:
    reader.show_article(make([(STORY, Role.STORY)]))
    heard: list[str] = []
    reader.asked.connect(heard.append)
    for key in (Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_H, Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(reader, key)
    qtbot.keyClick(reader, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(reader, Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier)
    assert heard == ["fill_3", "not_stated", "add_home", "add_partner", "confirm", "confirm", "fill_4", "fill_7"]


def test_lines_have_air(reader: Reader) -> None:
    reader.show_article(make([(STORY * 4, Role.STORY)]))
    block = reader.document().firstBlock()
    reader.viewport().repaint()
    tops = [block.layout().lineAt(i).y() for i in range(block.layout().lineCount())]
    size = reader.fontInfo().pixelSize()
    assert min(below - above for above, below in pairwise(tops)) >= 1.35 * size


def test_damage_and_evidence_are_marked(reader: Reader) -> None:
    article = make([(STORY, Role.STORY)], damage=((0, 4),))
    reader.show_article(article, sheet_with(article, country="Kazakhstan"))
    reader.focus_evidence(COUNTRY)
    marks = [(m.cursor.selectedText(), m.format.underlineStyle()) for m in reader.extraSelections()]  # type: ignore[attr-defined]
    words = [text for text, _style in marks]
    assert words == ["Kazakhstan", "Kazakhstan", "Ngày"]


def test_a_lost_passage_is_not_looked_for_elsewhere(reader: Reader) -> None:
    article = make([(STORY, Role.STORY)])
    sheet = sheet_with(article, country="Kazakhstan")
    moved = make([("Kazakhstan. " + STORY, Role.STORY)])
    reader.show_article(moved, sheet)
    reader.focus_evidence(COUNTRY)
    assert sheet.state(COUNTRY) is State.SUGGESTED
    assert not any(moved.holds(span) for span in sheet.evidence[COUNTRY].spans)
