"""What stands behind each value is seen: five states, three words of trust, lost passages, windows that only read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from curator.i18n import set_language
from curator.model.article import Span
from curator.model.record import Confidence, Evidence, Proposal, Sheet, State
from curator.store import Store
from curator.ui.form.blocks import Block
from curator.ui.style import icons, theme
from curator.ui.style.marks import mark
from curator.ui.window import Window

COUNTRY = ("engagements", 0, "country")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_each_state_has_a_word_and_an_icon_of_its_own(window: Window, state: State, language: str) -> None:
    window.look.set_language(language)
    evidence = Evidence(state, (), Proposal("KZ", (), Confidence.SURE))
    found = mark(evidence)
    others = [mark(replace(evidence, state=other)) for other in State if other is not state]
    assert found.word
    assert found.icon
    assert (found.word, found.icon) not in [(other.word, other.icon) for other in others]
    assert not icons.pixmap(found.icon, theme.LIGHT.dim).isNull()


def test_trust_is_said_in_three_words_only_while_suggested() -> None:
    set_language("en")
    words = {mark(Evidence(State.SUGGESTED, (), Proposal("x", (), trust))).word for trust in Confidence}
    assert words == {"sure", "check", "guess"}
    assert mark(Evidence(State.CONFIRMED, (), Proposal("x", (), Confidence.GUESS))).word == "confirmed"


def test_a_lost_passage_is_said_and_listed(window: Window) -> None:
    sheet = window.review.sheet
    evidence = replace(sheet.evidence[COUNTRY], spans=(Span(0, 5, "other"),))
    lost = Sheet(sheet.record, {**sheet.evidence, COUNTRY: evidence})
    window.store.save(window.review.document, lost, cause="extract", label="test")
    window.open_document(window.review.document)
    window.form.focus_path(COUNTRY)
    editor = window.form.findChild(QLineEdit, "field:/engagements/0/country")
    assert "no longer stands" in editor.accessibleDescription()
    assert COUNTRY in window.review.doubts
    assert window.review.sheet.evidence[COUNTRY].spans == (Span(0, 5, "other"),)  # nothing is anchored again


def test_values_without_a_passage_are_counted(window: Window) -> None:
    window.do(lambda: window.review.put(COUNTRY, "FR"))
    before = window.form._page.tabs._summary
    assert "without passage" in before


def test_a_window_that_only_reads_takes_no_text(
    project: Path, open_project: Callable[..., Window], type_text: Callable[..., None], qtbot: QtBot
) -> None:
    with Store(project, reader="Lan") as holder:
        assert holder.claim()
        window = open_project(project)
        before = window.review.revision.id
        window.form.focus_path(COUNTRY)
        editor = QApplication.focusWidget()
        type_text(editor, "FR")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        window.run("not_stated")
        assert window.review.revision.id == before
        assert not window.review.pending
        assert "FR" not in editor.text()  # type: ignore[attr-defined]


def test_the_models_of_rows_keep_qts_rules(window: Window) -> None:
    for block in window.form.findChildren(Block):
        tester = QAbstractItemModelTester(block.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
        window.do(lambda block=block: window.review.add_row(block.path))
        window.do(lambda block=block: window.review.remove_row((*block.path, 0)))
        window.run("undo")
        assert block.rows.rowCount() == len(window.review.sheet.get(block.path))
        tester.deleteLater()


def test_keys_reach_the_reader_without_an_input_method(window: Window) -> None:
    assert not window.reader.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_colours_follow_the_theme(window: Window) -> None:
    window.look.set_theme("dark")
    QApplication.processEvents()
    window.form.focus_path(COUNTRY)
    marks = window.reader.extraSelections()
    grounds = {m.format.background().color().name() for m in marks}  # type: ignore[attr-defined]
    assert theme.DARK.evidence in grounds
    assert theme.LIGHT.evidence not in grounds
    window.look.set_theme("light")


def test_a_person_is_never_cut_short_while_there_is_room(window: Window) -> None:
    block = next(b for b in window.form.findChildren(Block) if b.field.key == "home")
    window.do(lambda: window.review.put(("engagements", 0, "home", 0, "name"), "Nguyễn Thị Phương Thảo"))
    width = block.view.columnWidth(1)  # type: ignore[union-attr]
    assert width >= block.fontMetrics().horizontalAdvance("Nguyễn Thị Phương Thảo") + 8
