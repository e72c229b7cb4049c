"""From a selected passage to values: digits, people, sectors, agreements; and keys on every keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from curator.errors import Problem
from curator.ingest import read_path
from curator.model.article import Article, Block, Role
from curator.model.record import Sheet, State, pointer
from curator.ui.commands import fill, keys
from curator.ui.window import Window

EMPTY = Sheet().add_row(("engagements",))


def article_of(*lines: str, role: Role = Role.STORY) -> Article:
    text, blocks = "", []
    for line in lines:
        blocks.append(Block(len(text), len(text) + len(line), role))
        text += line + "\n"
    return Article("a.txt", text.encode(), "text/plain", "utf-8", text, tuple(blocks))


def filled(digit: int, words: str, sheet: Sheet = EMPTY, role: Role = Role.STORY) -> Sheet:
    article = article_of(words, role=role)
    return fill.fill_digit(sheet, digit, 0, article, article.span(0, len(words)))[0]


@pytest.mark.parametrize(
    ("digit", "words", "key", "value"),
    [
        (1, "Chiều 6/9", "date", "XXXX-09-06"),
        (1, "Sáng nay (26/3)", "date", "XXXX-03-26"),
        (1, "le 21 novembre 2018", "date", "2018-11-21"),
        (1, "on March 26, 2024,", "date", "2024-03-26"),
        (2, "đến chào xã giao", "type", "courtesy_call"),
        (2, "tiếp và làm việc với", "type", "working_session"),
        (3, "Đại sứ Cộng hòa Kazakhstan tại Việt Nam", "country", "KZ"),
        (3, "thành phố Thượng Hải", "country", "CN"),
        (4, "Nursultan", "partner_city", "Astana"),
        (4, "Samarkand", "partner_city", "Samarkand"),
        (5, "Thành phố Hà Nội", "city", "Hanoi"),
        (7, "00-1701946482.jpg", "date_resolved", "2023-12-07"),
    ],
)
def test_a_digit_takes_the_value_out_of_the_passage(digit: int, words: str, key: str, value: str) -> None:
    sheet = filled(digit, words)
    path = ("engagements", 0, key)
    assert sheet.get(path) == value
    assert sheet.state(path) is State.ENTERED
    assert sheet.evidence[path].spans[0].quote == words


def test_a_year_is_joined_to_the_stated_day_and_says_its_basis() -> None:
    sheet = EMPTY.put(("engagements", 0, "date"), "XXXX-12-07")
    sheet = filled(7, "2023", sheet, role=Role.STAMP)
    assert sheet.get(("engagements", 0, "date_resolved")) == "2023-12-07"
    assert sheet.get(("engagements", 0, "date_basis")) == "page_timestamp"
    assert filled(7, "1701946482", sheet).get(("engagements", 0, "date_basis")) == "asset_timestamp"


def test_sectors_are_added_each_once_with_their_own_passage() -> None:
    sheet = filled(8, "xúc tiến đầu tư, du lịch và đầu tư")
    rows = sheet.get(("engagements", 0, "sectors"))
    assert [row["code"] for row in rows] == ["investment", "tourism"]
    assert {row["salience"] for row in rows} == {"core"}
    assert sheet.evidence["engagements", 0, "sectors", 1, "code"].spans[0].quote == "du lịch"
    with pytest.raises(Problem, match="already"):
        filled(8, "du lịch", sheet)


def test_an_agreement_is_split_into_kind_date_and_status() -> None:
    sheet = filled(9, "biên bản ghi nhớ năm 2012")
    row = sheet.get(("engagements", 0, "agreements"))[0]
    assert (row["kind"], row["date"], row["status"]) == ("memorandum", "2012", "in_force")


@pytest.mark.parametrize(
    ("line", "words", "row"),
    [
        (
            "Hai bên chứng kiến lễ ký kết Chương trình hợp tác giai đoạn 2024-2026 giữa hai thành phố.",
            "Chương trình hợp tác giai đoạn 2024-2026",
            ("Chương trình hợp tác", "programme", "2024/2026", "signed_now"),
        ),
        (
            "Ngay từ năm 2004, hai bên đã ký Thỏa thuận về quan hệ hữu nghị và hợp tác.",
            "đã ký Thỏa thuận về quan hệ hữu nghị và hợp tác",
            ("Thỏa thuận về quan hệ hữu nghị và hợp tác", "agreement", "2004", "in_force"),
        ),
        (
            "Đại sứ đề nghị hai thành phố sớm ký biên bản ghi nhớ hợp tác về giáo dục.",
            "biên bản ghi nhớ",
            ("biên bản ghi nhớ", "memorandum", None, "proposed"),
        ),
        (
            "Les deux villes ont signé en 2018 un accord de coopération décentralisée.",
            "un accord de coopération",
            ("accord de coopération", "agreement", "2018", "in_force"),
        ),
        (
            "The two cities signed a memorandum of understanding on friendship in 2013.",
            "memorandum of understanding on friendship in 2013",
            ("memorandum of understanding on friendship", "memorandum", "2013", "in_force"),
        ),
        (
            "Hai bên trao nhau Bản đồ hợp tác xanh tại buổi tiếp.",
            "Bản đồ hợp tác xanh",
            ("Bản đồ hợp tác xanh", None, None, None),
        ),
    ],
)
def test_an_agreement_is_split_out_of_its_sentence(
    line: str, words: str, row: tuple[str | None, str | None, str | None, str | None]
) -> None:
    article = article_of(line)
    start = line.index(words)
    sheet = EMPTY.put(("engagements", 0, "date_resolved"), "2023-12-07")
    sheet, path = fill.fill_digit(sheet, 9, 0, article, article.span(start, start + len(words)))
    found = sheet.get(path[:-1])
    assert tuple(found[key] for key in ("title", "kind", "date", "status")) == row
    for key, value in zip(("title", "kind", "date", "status"), row, strict=True):
        passages = sheet.behind((*path[:-1], key)).spans
        assert bool(passages) == (value is not None), key
        assert all(span.quote in line for span in passages)
    assert path[-1] == ("title" if None not in (row[1], row[3]) else "kind" if row[1] is None else "status")


@pytest.mark.parametrize(
    ("words", "name", "role", "organisation"),
    [
        ("Chủ tịch UBND Thành phố Trần Sỹ Thanh", "Trần Sỹ Thanh", "Chủ tịch", "UBND Thành phố"),
        ("Phó Bí thư Thành ủy Hà Nội Nguyễn Văn Phong", "Nguyễn Văn Phong", "Phó Bí thư", "Thành ủy Hà Nội"),
        ("Thủ tướng Belarus Roman Golovchenko", "Roman Golovchenko", "Thủ tướng", None),
        ("Đại sứ Cộng hòa Kazakhstan tại Việt Nam Yerlan Baizhanov", "Yerlan Baizhanov", "Đại sứ", None),
        ("Nguyễn Văn Bình", "Nguyễn Văn Bình", None, None),
    ],
)
def test_a_person_is_split_into_name_role_and_organisation(
    words: str, name: str, role: str | None, organisation: str | None
) -> None:
    line = f"Sáng 6/9, {words} đã dự buổi tiếp tại trụ sở."
    article = article_of(line)
    start = line.index(words)
    sheet, path = fill.with_person(EMPTY, "home", 0, article, article.span(start, start + len(words)), "Hanoi")
    row = sheet.get(path[:-1])
    assert (row["name"], row["role"], row["organisation"]) == (name, role, organisation)
    assert row["lead"] is True
    assert sheet.evidence[path].spans[0].quote == name


@pytest.mark.parametrize(
    ("words", "role", "organisation"),
    [
        ("Phó Thủ tướng, Bộ trưởng Ngoại giao Kazakhstan", "Bộ trưởng Ngoại giao", None),
        (
            "Ủy viên Trung ương Đảng, Phó bí thư Thành ủy, Chủ tịch UBND thành phố Hà Nội",
            "Chủ tịch",
            "UBND thành phố Hà Nội",
        ),
        (
            "secrétaire du Comité du PCV pour la ville de Hanoi",
            "secrétaire",
            "Comité du PCV pour la ville de Hanoi",
        ),
        ("Chairman of the Hanoi People's Committee", "Chairman", "Hanoi People's Committee"),
    ],
)
def test_titles_alone_are_no_name(words: str, role: str, organisation: str | None) -> None:
    article = article_of(words)
    sheet = EMPTY
    for count in (1, 2):
        sheet, path = fill.with_person(sheet, "home", 0, article, article.span(0, len(words)), "Hanoi")
        row = sheet.get(path[:-1])
        assert (path[-1], row["name"], row["title"], row["organisation"]) == ("name", None, words, organisation)
        assert row["role"] == role
        assert len(sheet.get(path[:-2])) == count


def test_the_cursor_waits_where_the_name_is_missing(window: Window, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    words = "Chủ tịch UBND Thành phố"
    entries = [entry.source for entry in window.store.entries("all")]
    window.open_document(next(each.document for each in entries if each.name.startswith("s1")))
    select(window, words)
    qtbot.keyClick(window.reader, Qt.Key.Key_H)
    at = window.form.current
    assert (at[-1], window.review.sheet.get(at)) == ("name", None)
    assert QApplication.focusWidget().objectName() == f"field:{pointer(at)}"
    assert window.review.sheet.get((*at[:-1], "role")) == "Chủ tịch"
    assert any(finding.path == at and finding.level == "error" for finding in window.review.findings)


def test_the_same_name_again_corrects_the_row() -> None:
    line = "Chủ tịch UBND Thành phố Trần Sỹ Thanh gặp ông Trần Sỹ Thanh."
    article = article_of(line)
    at = line.rindex("Trần Sỹ Thanh")
    sheet, _path = fill.with_person(EMPTY, "home", 0, article, article.span(at, at + 13), "Hanoi")
    end = line.index(" gặp")
    sheet, path = fill.with_person(sheet, "home", 0, article, article.span(0, end), "Hanoi")
    assert len(sheet.get(("engagements", 0, "home"))) == 1
    assert sheet.get((*path[:-1], "role")) == "Chủ tịch"


def test_no_evidence_is_taken_from_furniture_or_damage() -> None:
    with pytest.raises(Problem, match="menus"):
        filled(1, "28/2", role=Role.FURNITURE)
    article = Article("a", b"", "text/plain", "utf-8", "28/2", (Block(0, 4, Role.STORY),), ((1, 2),))
    with pytest.raises(Problem, match="lost"):
        fill.fill_digit(EMPTY, 1, 0, article, article.span(0, 4))


def test_a_refusal_names_the_field_and_what_it_takes() -> None:
    with pytest.raises(Problem, match=r"Direction.*Guest comes here.*Home side travels.*Elsewhere"):
        filled(6, "sang thăm")
    with pytest.raises(Problem, match=r"Date as stated.*a day, a month or a year of its own"):
        filled(1, "2024-2026")


def test_words_without_the_value_are_refused_and_nothing_changes() -> None:
    with pytest.raises(Problem, match="Date as stated"):
        filled(1, "hữu nghị")
    with pytest.raises(Problem):
        filled(3, "hữu nghị")


def test_every_field_with_a_digit_can_be_filled_from_a_sample(seeds: Path) -> None:
    """Real text: the passage a person would select gives the gold value."""
    text = next(iter(read_path(seeds / "s1_hanoi_kazakhstan_2022.txt")))
    for digit, words, value in ((1, "Chiều 6/9", "XXXX-09-06"), (3, "Kazakhstan", "KZ"), (5, "Hà Nội", "Hanoi")):
        start = text.text.index(words)
        sheet, path = fill.fill_digit(EMPTY, digit, 0, text, text.span(start, start + len(words)))
        assert sheet.get(path) == value


# In the window


def select(window: Window, words: str) -> None:
    start = window.review.article.text.index(words)
    window.reader.select(start, start + len(words))
    window.reader.setFocus()


def test_one_selection_and_one_key_fill_a_field_as_one_step(window: Window, qtbot: QtBot) -> None:
    before = len(window.store.history(window.review.document))
    select(window, "Hà Nội")
    qtbot.keyClick(window.reader, Qt.Key.Key_5)
    path = ("engagements", 0, "city")
    assert window.review.sheet.get(path) == "Hanoi"
    assert window.form.current == path
    assert not window.reader.textCursor().hasSelection()
    assert len(window.store.history(window.review.document)) == before + 1
    assert "Hanoi" in window.review.undo_label


def test_alt_and_digit_fill_from_the_form_too(window: Window, qtbot: QtBot) -> None:
    select(window, "Hà Nội")
    window.form.focus_path(("engagements", 0, "type"))
    from PySide6.QtWidgets import QApplication

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert window.review.sheet.get(("engagements", 0, "city")) == "Hanoi"


def test_a_missing_person_takes_one_selection_and_one_key(window: Window, qtbot: QtBot) -> None:
    path = ("engagements", 0, "home")
    for _each in window.review.sheet.get(path):
        window.do(lambda: window.review.remove_row((*path, 0)))
    select(window, "Trần Sỹ Thanh")
    steps = len(window.store.history(window.review.document))
    qtbot.keyClick(window.reader, Qt.Key.Key_H)
    assert [row["name"] for row in window.review.sheet.get(path)] == ["Trần Sỹ Thanh"]
    assert len(window.store.history(window.review.document)) == steps + 1
    qtbot.keyClick(window.reader, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.review.sheet.get(path) == []


def test_a_refused_selection_says_what_and_changes_nothing(window: Window, qtbot: QtBot) -> None:
    revision = window.review.revision.id
    select(window, "Hà Nội")
    qtbot.keyClick(window.reader, Qt.Key.Key_1)
    assert window.review.revision.id == revision
    assert "Date as stated" in window.messages.texts()[0]


def test_a_refusal_goes_with_the_next_edit_or_article(window: Window, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_7, Qt.Key.Key_6):
        select(window, "tiếp")
        qtbot.keyClick(window.reader, key)
        assert len(window.messages.texts()) == 1
    assert "Direction" in window.messages.texts()[0]
    select(window, "Hà Nội")
    qtbot.keyClick(window.reader, Qt.Key.Key_5)
    assert window.messages.texts() == []
    for settle in (
        lambda: window.do(lambda: window.review.put(("engagements", 0, "note"), "seen")),
        lambda: window.step(1),
    ):
        select(window, "tiếp")
        qtbot.keyClick(window.reader, Qt.Key.Key_1)
        assert len(window.messages.texts()) == 1
        settle()
        assert window.messages.texts() == []


# Keys


def press(key: Qt.Key, code: int = 0, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, 0, 0)


@pytest.mark.parametrize(
    ("platform", "event", "name"),
    [
        ("xcb", press(Qt.Key.Key_QuoteDbl, 12), "3"),  # AZERTY prints a quotation mark there
        ("xcb", press(Qt.Key.Key_Eacute, 11, Qt.KeyboardModifier.AltModifier), "Alt+2"),
        ("wayland", press(Qt.Key.Key_Agrave, 19), "0"),
        ("windows", press(Qt.Key.Key_Ampersand, 2), "1"),
        ("xcb", press(Qt.Key.Key_3, 12, Qt.KeyboardModifier.ShiftModifier), "3"),
        ("xcb", press(Qt.Key.Key_NumberSign, 12, Qt.KeyboardModifier.ShiftModifier), "Shift+#"),
        ("offscreen", press(Qt.Key.Key_5, 0, Qt.KeyboardModifier.KeypadModifier), "5"),
        ("offscreen", press(Qt.Key.Key_Enter, 0, Qt.KeyboardModifier.KeypadModifier), "Return"),
        (
            "offscreen",
            press(Qt.Key.Key_Enter, 0, Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ControlModifier),
            "Ctrl+Return",
        ),
    ],
)
def test_keys_are_named_by_their_place(
    platform: str, event: QKeyEvent, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: platform))
    assert keys.name(event) == name


def test_no_key_needs_altgr_or_a_menu_letter_and_none_is_given_twice() -> None:
    from curator.ui.commands.table import commands

    taken: dict[str, str] = {}
    for command in commands():
        for key in command.keys:
            assert not key.startswith("Ctrl+Alt"), command.id
            assert not (key.startswith("Alt+") and key[4:].isalpha() and len(key) == 5), command.id
            zone_free = (command.id, taken.get(key)) in (("zoom_reset", "not_stated"), ("not_stated", "zoom_reset"))
            assert key not in taken or zone_free, (key, command.id, taken[key])
            taken[key] = command.id


def test_bare_keys_belong_to_a_zone() -> None:
    from curator.ui.commands.table import commands

    for command in commands():
        bare = [key for key in command.keys if len(key) == 1 or key in ("Return", "Space", "Ins", "Esc")]
        assert not bare or command.zone != "window", command.id
