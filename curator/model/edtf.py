"""Dates as the record writes them: a small subset of the Extended Date/Time Format (ISO 8601-2).

Level 0, and of levels 1 and 2 only: an unspecified year (`XXXX-02-28`), an unspecified tail (`2024-XX`), doubt
about the whole date (`2012~`, `2020-02-28?`) or its year (`2020?-02-28`), and intervals with an open end
(`2012/..`). The packages on PyPI accept impossible days or need milliseconds a value.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Literal

from curator.i18n import N_, _, translate
from curator.i18n import language as current_language
from curator.model.frozen import frozen

Precision = Literal["year", "month", "day"]

_DATE = (
    r"(?P<year>[0-9]{4}|XXXX)(?P<year_doubt>[?~](?=-))?"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<doubt>[?~])?"
)
_TIME = r"T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][01][0-9]:[0-5][0-9])?"


class Impossible(ValueError):  # noqa: N818 - what the day is
    """A day or month that the calendar does not have: year (None if it is not given), month and day."""

    def __init__(self, year: int | None, month: int, day: int | None = None) -> None:
        super().__init__(year, month, day)

    def words(self) -> str:
        """What is impossible, in the language in force."""
        year, month, day = self.args
        if not 1 <= month <= 12:
            return _("There is no month {n}.").format(n=month)
        name = _(MONTHS_EN[month - 1])
        if year and (month, day) == (2, 29):
            name = _("{month} {year}").format(month=name, year=year)
        return _("{month} has no day {n}.").format(month=name, n=day)


@frozen
class Date:
    """One calendar date; a part is None where it is not specified or not given."""

    year: int | None
    month: int | None = None
    day: int | None = None
    time: str = ""  # `18:35:36`, with `+07:00` where printed
    doubt: bool = False
    length: int = 3  # how many parts are written: 1 year, 2 month, 3 day

    @property
    def earliest(self) -> date | None:
        """The first day this can mean; None without a year."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def latest(self) -> date | None:
        """The last day this can mean; None without a year."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or _days(self.year, month))


@frozen
class Interval:
    """A period; None is an open end."""

    start: Date | None
    end: Date | None

    @property
    def earliest(self) -> date | None:
        """The first day; None where open or without a year."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day; None where open or without a year."""
        return self.end.latest if self.end else None


def parse(text: str, *, time: bool = False, interval: bool = True) -> Date | Interval:
    """The date that `text` writes. Raises ValueError for anything outside the subset or the calendar."""
    if "/" not in text:
        return _parse_date(text, time=time)
    if not interval or text.count("/") != 1:
        raise ValueError(text)
    start, end = (None if part == ".." else _parse_date(part) for part in text.split("/"))
    if start is None and end is None:
        raise ValueError(text)
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        raise ValueError(text)
    return Interval(start, end)


def is_valid(text: str, *, time: bool = False, interval: bool = True) -> bool:
    """Whether `parse` would take `text`."""
    try:
        parse(text, time=time, interval=interval)
    except ValueError:
        return False
    return True


def make(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """The EDTF text of a date; a missing year is `XXXX`. Raises ValueError for an impossible day."""
    text = f"{year:04d}" if year else "XXXX"
    if month:
        text += f"-{month:02d}" + (f"-{day:02d}" if day else "")
    parse(text)
    return text


def agrees(stated: str, resolved: str) -> bool:
    """Whether `resolved` has every part that `stated` specifies. Raises ValueError for bad EDTF."""
    ends = [list(_ends(parse(text, time=True))) for text in (stated, resolved)]
    return len(ends[0]) == len(ends[1]) and all(_agree(a, b) for a, b in zip(*ends, strict=True))


def bounds(text: str) -> tuple[str | None, str | None]:
    """The first and last day as ISO dates; None where open or without a year. Raises ValueError for bad EDTF."""
    value = parse(text, time=True)
    first, last = value.earliest, value.latest
    return first.isoformat() if first else None, last.isoformat() if last else None


def in_words(text: str, language: str | None = None) -> str:
    """What `text` means, said plainly: `28 February, year not stated`. Raises ValueError for bad EDTF."""
    language = language or current_language()
    value = parse(text, time=True)
    if isinstance(value, Date):
        return _say(value, language)
    if value.end is None and value.start:
        return translate("from {date}", language).format(date=_say(value.start, language))
    if value.start is None and value.end:
        return translate("until {date}", language).format(date=_say(value.end, language))
    assert value.start
    assert value.end
    return translate("{start} to {end}", language).format(
        start=_say(value.start, language), end=_say(value.end, language)
    )


def from_typing(text: str) -> str:
    """EDTF for what a person types in any of the three languages: `28/2`, `ngày 7/12`, `21 novembre`,
    `March 26, 2024`, `2024-2026`, or EDTF itself.

    Raises ValueError if it cannot be read without guessing, Impossible if the calendar has no such day or month. A
    missing year stays `XXXX`.
    """
    typed = " ".join(text.replace("\u00a0", " ").strip().lower().split())
    if is_valid(typed.upper(), time=True):
        return typed.upper()
    if match := re.fullmatch(r"(?:giai đoạn )?(\d{4}) ?(?:-|–|to|à|đến|/) ?(\d{4})", typed):
        interval = f"{match[1]}/{match[2]}"
        parse(interval)
        return interval
    typed = re.sub(r"^(ngày|le|on|năm|en|in|vào)\s+", "", typed).replace(",", " ").replace("1er", "1")
    for pattern, order in _TYPED:
        if match := re.fullmatch(pattern, " ".join(typed.split())):
            parts = dict(zip(order, match.groups(), strict=True))
            month = parts.get("m")
            number = _MONTHS.get(month, 0) if month and not month.isdigit() else int(month or 0)
            year, day = parts.get("y"), parts.get("d")
            if month and not 1 <= number <= 12:
                if number:
                    raise Impossible(int(year) if year else None, number)
                break
            return make(int(year) if year else None, number or None, int(day) if day else None)
    parse(text.strip().upper(), time=True)  # EDTF that names no day of the calendar
    raise ValueError(text)


_TYPED = [
    (r"(\d{4})", "y"),
    (r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})", "dmy"),
    (r"(\d{1,2})\s?[/.-]\s?(\d{1,2})", "dm"),
    (r"(?:tháng )?(\d{1,2})\s?[/.-]\s?(\d{4})", "my"),
    (r"(\d{1,2}) tháng (\d{1,2})(?: năm)? (\d{4})", "dmy"),
    (r"(\d{1,2}) tháng (\d{1,2})", "dm"),
    (r"tháng (\d{1,2})(?: năm)? (\d{4})", "my"),
    (r"(\d{1,2})(?:st|nd|rd|th)? ([^\W\d]+)\.? (\d{4})", "dmy"),
    (r"(\d{1,2})(?:st|nd|rd|th)? ([^\W\d]+)\.?", "dm"),
    (r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)? (\d{4})", "mdy"),
    (r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?", "md"),
    (r"([^\W\d]+)\.? (\d{4})", "my"),
]

MONTHS_EN = [
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
]  # fmt: skip
MONTHS_FR = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
]  # fmt: skip
_MONTHS = {
    **{name.lower(): i for i, name in enumerate(MONTHS_EN, 1)},
    **{name[:3].lower(): i for i, name in enumerate(MONTHS_EN, 1)},
    **{name: i for i, name in enumerate(MONTHS_FR, 1)},
    "fevrier": 2, "aout": 8, "decembre": 12, "sept": 9,
}  # fmt: skip


@cache
def _matcher(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled when it is first needed: the window starts without."""
    return re.compile(pattern)


@lru_cache(maxsize=2_000)
def _parse_date(text: str, *, time: bool = False) -> Date:
    day_text, _mark, clock = text.partition("T")
    if clock and not (time and _matcher(_TIME).fullmatch("T" + clock)):
        raise ValueError(text)
    match = _matcher(_DATE).fullmatch(day_text)
    if not match or (match["year_doubt"] and match["doubt"]):
        raise ValueError(text)
    year, month, day = (None if p in (None, "XX", "XXXX") else int(p) for p in match.group("year", "month", "day"))
    if year == 0 or (month is None and day is not None):
        raise ValueError(text)
    if month is not None and not 1 <= month <= 12:
        raise Impossible(year, month)
    if month and day is not None and not 1 <= day <= _days(year or 2000, month):
        raise Impossible(year, month, day)
    length = 1 + (match["month"] is not None) + (match["day"] is not None)
    if clock and (day is None or year is None):
        raise ValueError(text)
    return Date(year, month, day, clock, bool(match["doubt"] or match["year_doubt"]), length)


def _ends(value: Date | Interval) -> Iterator[Date | None]:
    if isinstance(value, Interval):
        yield from (value.start, value.end)
    else:
        yield value


def _agree(stated: Date | None, resolved: Date | None) -> bool:
    if stated is None or resolved is None:
        return stated is resolved
    pairs = ((stated.year, resolved.year), (stated.month, resolved.month), (stated.day, resolved.day))
    return all(a is None or a == b for a, b in pairs)


def _say(value: Date, language: str) -> str:
    month = translate(MONTHS_EN[value.month - 1], language) if value.month else ""
    pattern = {
        (True, True): N_("{day} {month} {year}"),
        (True, False): N_("{month} {year}"),
        (False, False): N_("{year}"),
    }[bool(month), bool(value.day)]
    if value.year is None:
        pattern = {
            (True, True): N_("{day} {month}, year not stated"),
            (True, False): N_("{month}, year not stated"),
            (False, False): N_("year not stated"),
        }[bool(month), bool(value.day)]
    said = translate(pattern, language).format(day=value.day, month=month, year=value.year)
    if value.time:
        clock = datetime.strptime(value.time[:5], "%H:%M").strftime("%H:%M")  # noqa: DTZ007 - a printed local time
        said = f"{said}, {clock}"
    return translate("{date}, doubtful", language).format(date=said) if value.doubt else said


def _days(year: int, month: int) -> int:
    """How many days the month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else 30 if month in (4, 6, 9, 11) else 28 if month == 2 else 31
