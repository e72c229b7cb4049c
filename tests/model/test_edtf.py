"""Dates are what the page states: nothing impossible gets in, nothing is made up."""

import datetime as dt
from calendar import monthrange

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from curator.i18n import LANGUAGES
from curator.model import edtf

GOOD = [
    "2004", "2004-11", "2018-11-21", "XXXX-02-28", "XXXX-02-29", "XXXX-03", "XXXX", "2024-XX", "2024-03-XX",
    "2012~", "2020-02-28?", "2020?-02-28", "2024/2026", "2024-01/2026-06", "2012/..", "../2012", "2020-02-29",
]  # fmt: skip
BAD = [
    "XXXX-02-30", "XXXX-13-01", "2023-02-29", "2023-00", "0000", "24-01-01", "2024/2020", "../..", "2024/2025/2026",
    "2018-11-2X", "28/2", "", "2024-XX-05", "2018-11-21T10:00", "XXXX-02-28?~", "2020-2-8", "２０２０",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_the_subset_is_accepted(text: str) -> None:
    assert edtf.is_valid(text)


@pytest.mark.parametrize("text", BAD)
def test_everything_else_is_refused(text: str) -> None:
    assert not edtf.is_valid(text)


def test_a_time_belongs_to_stamps_only() -> None:
    for text in ("2018-11-23T18:35:36", "2018-11-23T18:35", "2018-11-23T18:35:36+07:00", "2018-11-23T18:35Z"):
        assert edtf.is_valid(text, time=True)
        assert not edtf.is_valid(text)
    assert not edtf.is_valid("2018-11-23T25:00", time=True)
    assert not edtf.is_valid("XXXX-11-23T18:35", time=True)


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_of_the_calendar_goes_through(day: dt.date) -> None:
    text = edtf.make(day.year, day.month, day.day)
    assert text == day.isoformat()
    assert edtf.bounds(text) == (text, text)
    assert edtf.agrees("XXXX" + text[4:], text)


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_no_impossible_day_gets_in(year: int, month: int, day: int) -> None:
    possible = (
        year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
        if 1 <= month <= 12 and year
        else False
    )
    assert edtf.is_valid(f"{year:04d}-{month:02d}-{day:02d}") == bool(possible)


@pytest.mark.parametrize("text", [t for t in GOOD if t not in ("2012/..", "../2012", "2020?-02-28")])
def test_another_reader_of_edtf_takes_what_we_write(text: str) -> None:
    try:
        assert str(parse_edtf(text)).replace("x", "X")
    except EDTFParseException:  # pragma: no cover - would be a finding
        pytest.fail(f"the edtf package refuses {text}")


@given(st.text(max_size=30))
def test_typing_gives_valid_edtf_or_is_refused(typed: str) -> None:
    try:
        value = edtf.from_typing(typed)
    except ValueError:
        return
    assert edtf.is_valid(value, time=True)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("28/2", "XXXX-02-28"), ("ngày 7/12", "XXXX-12-07"), ("21 novembre", "XXXX-11-21"), ("1er mars 2020", "2020-03-01"),
        ("March 26, 2024", "2024-03-26"), ("26 March", "XXXX-03-26"), ("2024-2026", "2024/2026"), ("giai đoạn 2024–2026", "2024/2026"),
        ("tháng 6/2019", "2019-06"), ("ngày 6 tháng 9 năm 2022", "2022-09-06"), ("06/09/2022", "2022-09-06"), ("12-5", "XXXX-05-12"),
        ("năm 2012", "2012"), ("xxxx-02-28", "XXXX-02-28"), ("  2012/..  ", "2012/.."), ("October 16th", "XXXX-10-16"),
    ],
)  # fmt: skip
def test_what_staff_type_becomes_edtf(typed: str, value: str) -> None:
    assert edtf.from_typing(typed) == value


@pytest.mark.parametrize("typed", ["30/2", "13/13", "hôm nay", "next week", "31 avril", "2/30", "12 brumaire"])
def test_what_cannot_be_a_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the type is the contract
        edtf.from_typing(typed)


def test_a_missing_year_is_said_in_every_language() -> None:
    said = {language: edtf.in_words("XXXX-02-28", language) for language in LANGUAGES}
    assert said == {
        "en": "28 February, year not stated",
        "fr": "28 février, sans année",
        "vi": "28 tháng 2, thiếu năm",
    }


@pytest.mark.parametrize(
    ("stated", "resolved", "fine"),
    [
        ("XXXX-12-07", "2023-12-07", True), ("XXXX-12-07", "2023-12-08", False), ("2023-12", "2023-12-07", True),
        ("2022-12-07", "2023-12-07", False), ("2024/2026", "2024-01/2026-06", True), ("2024/2026", "2024", False),
        ("XXXX-02-28", "2020?-02-28", True),
    ],
)  # fmt: skip
def test_a_full_date_must_agree_with_the_stated_one(stated: str, resolved: str, fine: bool) -> None:
    assert edtf.agrees(stated, resolved) is fine


def test_bounds_of_a_period_and_of_a_missing_year() -> None:
    assert edtf.bounds("2024/2026") == ("2024-01-01", "2026-12-31")
    assert edtf.bounds("2024-02") == ("2024-02-01", "2024-02-29")
    assert edtf.bounds("2012/..") == ("2012-01-01", None)
    assert edtf.bounds("XXXX-02-28") == (None, None)
