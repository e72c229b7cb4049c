"""Coded fields are typed in any of three languages, and mistakes get a helpful answer."""

import csv

import pytest

from curator.errors import Problem
from curator.i18n import LANGUAGES
from curator.model.codebook import walk
from curator.model.kinds import COUNTRY, DATE, FLAG, PLACE, URL, Code, code
from curator.model.vocab import vocabulary
from curator.paths import resource

USED = sorted({field.kind.terms for _path, field in walk() if isinstance(field.kind, Code)})


@pytest.mark.parametrize("name", USED)
def test_codes_are_unique_and_labelled_in_three_languages(name: str) -> None:
    terms = list(vocabulary(name))
    assert len({term.code for term in terms}) == len(terms) > 1
    assert all(term.labels[language] for term in terms for language in LANGUAGES)


@pytest.mark.parametrize("path", sorted(resource("vocab").glob("*.csv")), ids=lambda p: p.stem)
def test_every_vocabulary_file_is_well_formed(path) -> None:  # type: ignore[no-untyped-def]
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize(
    ("terms", "typed", "found"),
    [
        ("sectors", "giáo dục", "education"), ("sectors", "éducation", "education"), ("sectors", "edu", "education"),
        ("sectors", "Du lịch", "tourism"), ("countries", "Ca-dắc-xtan", "KZ"), ("countries", "Bélarus", "BY"),
        ("countries", "han quoc", "KR"), ("event_types", "chào xã giao", "courtesy_call"), ("countries", "kz", "KZ"),
    ],
)  # fmt: skip
def test_any_name_in_any_language_finds_the_code(terms: str, typed: str, found: str) -> None:
    assert code(terms).parse(typed) == found


def test_an_unknown_word_is_refused_with_the_nearest_terms() -> None:
    with pytest.raises(Problem) as caught:
        COUNTRY.parse("Kazakstan")
    assert "Kazakhstan" in caught.value.hint


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Bỉ", "BE"), ("bi", "BI"), ("Thuỵ Sĩ", "CH"), ("Thụy Sĩ", "CH"), ("Đức", "DE"), ("duc", "DE")],
)
def test_accents_count_where_they_are_typed(typed: str, found: str) -> None:
    assert COUNTRY.parse(typed) == found


@pytest.mark.parametrize(
    ("terms", "typed", "hint"),
    [
        ("event_types", "giao", "Did you mean: Courtesy call?"),
        ("event_types", "giáo", "Signing ceremony, Forum"),
        ("directions", "sang thăm", "Guest comes here, Home side travels, Elsewhere"),
        ("countries", "zzz", "Press ↓ in the field"),
        ("countries", "Kazakstann", "Did you mean: Kazakhstan?"),
    ],
)
def test_only_near_terms_are_offered_else_all_or_the_way_to_them(terms: str, typed: str, hint: str) -> None:
    with pytest.raises(Problem) as caught:
        code(terms).parse(typed)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31/2/2024", "February has no day 31."),
        ("29/2/2023", "February 2023 has no day 29."),
        ("2024-04-31", "April has no day 31."),
        ("28/13", "There is no month 13."),
        ("2024-13", "There is no month 13."),
        ("2024-2026", "is a period. A meeting needs a day, a month or a year of its own."),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Problem) as caught:
        DATE.parse(typed)
    assert reason in str(caught.value)


def test_former_and_foreign_names_give_one_city() -> None:
    assert {PLACE.parse(name) for name in ("Nursultan", "Astana", "Nur-Sultan", "A-xta-na")} == {"Astana"}
    assert PLACE.parse("Thượng Hải") == "Shanghai"
    assert PLACE.parse("  Làng   Vô Danh ") == "Làng Vô Danh"


def test_flags_and_addresses() -> None:
    assert (FLAG.parse("có"), FLAG.parse("non"), FLAG.parse(" ")) == (True, False, None)
    assert URL.parse("https://hanoi.example/tin-1.html")
    for typed in ("hanoi.gov.vn", "javascript:alert(1)", "http://", "https://a b"):
        with pytest.raises(Problem):
            URL.parse(typed)
