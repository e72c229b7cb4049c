"""Search as people type: without accents, with đ, by beginnings, and never refused."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model.article import Article
from curator.model.record import Sheet
from curator.store import Query, Store
from curator.store.query import match_expression

Made = tuple[Article, Sheet]


def found(store: Store, text: str) -> int:
    return store.count(Query(text=text))


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("duc chung", True), ("Đức Chung", True), ("ĐỨC CHUNG", True), ("đức", True), ("dai su", True),
        ("đại sứ", True), ("uy vien", True), ("uỷ viên", True), ("ương", True), ("chun", True), ("hung", False),
        ("chung duc", True), ('"duc chung"', True), ('"chung duc"', False), ("duc -chung", False),
        ("duc -khac", True), ("Łódź", True), ("lodz", True), ("nguyen.chung", False), ("🌏", True), ("emoji", True),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant(
    store: Store, report: Callable[..., Made], typed: str, finds: bool
) -> None:
    store.add(*report(1, text="Đại sứ gặp ông Nguyễn Đức Chung, Ủy viên Trung ương Đảng, ở Łódź 🌏 emoji"))
    assert bool(found(store, typed)) is finds


def test_decomposed_typing_finds_composed_text(store: Store, report: Callable[..., Made]) -> None:
    store.add(*report(1, text="Hữu nghị"))
    assert found(store, unicodedata.normalize("NFD", "hữu nghị")) == 1


def test_all_words_must_be_there_and_the_last_may_be_unfinished(store: Store, report: Callable[..., Made]) -> None:
    store.add(*report(1, text="Thượng Hải"))
    store.add(*report(2, text="Thượng Hỉ"))
    assert found(store, "thuong") == 2
    assert found(store, "thuong hai") == 1
    assert found(store, "thuo hai") == 0
    assert found(store, "hai thuo") == 1


def test_corrected_names_notes_and_the_file_are_found_too(filled: Store) -> None:
    document = filled.documents(Query())[0]
    sheet = filled.current(document).sheet
    assert found(filled, "zurab tsereteli") == found(filled, "hoi lai jezyna") == 0
    changed = sheet.put(("engagements", 0, "partner", 0, "name"), "Zurab Tsereteli")
    changed = changed.annotate(("engagements", 0, "date"), note="hỏi lại Jeżyna")
    filled.save(document, changed, cause="edit", label="Name")
    assert filled.documents(Query(text="zurab tsereteli")) == [document]
    assert filled.documents(Query(text="hoi lai jezyna")) == [document]
    filled.save(document, sheet, cause="undo", label="Name")
    assert found(filled, "zurab tsereteli") == found(filled, "hoi lai jezyna") == 0
    assert found(filled, "s3_hanoi_nur_otan_2018") == 1


def test_what_holds_no_word_filters_nothing(filled: Store) -> None:
    for typed in ("", "  ", "...", '"', '""', "-", "*"):
        assert found(filled, typed) == 5


@pytest.mark.parametrize(
    "typed", ["NEAR(a b)", "a AND", "OR b", "text:a", "a^2", "a*b*", '"a', "a NOT", "-a", "{a b}"]
)
def test_operators_are_only_words(filled: Store, typed: str) -> None:
    assert found(filled, typed) <= 5


@given(st.text(max_size=40))
def test_an_expression_is_made_of_plain_words(typed: str) -> None:
    expression = match_expression(typed)
    inside = expression.split('"')[1::2]
    assert all(part.replace(" ", "").isalnum() for part in inside)
