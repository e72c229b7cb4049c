"""The year of a day that the page writes without one: the ladder of the coding handbook.

What a page states goes to `date`; evidence that is no statement goes to `date_resolved` with its basis. A year is
never guessed: the last steps count only if one single year fits every bound.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

from curator.extract.datetext import DateMention, find
from curator.extract.page import Found, Page, Range
from curator.model import edtf
from curator.model.article import Role
from curator.model.record import Confidence
from curator.model.text import fold
from curator.model.vocab import vocabulary

CERTAIN_DAYS, LIKELY_DAYS, POSSIBLE_DAYS = 3, 14, 92  # how long after the meeting a stamp still tells its year
FAR = 20  # how many dates back `cùng ngày` may point
HANOI_TIME = timezone(timedelta(hours=7))


def resolve(
    page: Page,
    mention: DateMention | None,
    published: Found | None,
    mentions: Sequence[DateMention] | None = None,
) -> Mapping[str, Found]:
    """What the mention of the meeting's day gives for `date`, `date_resolved` and `date_basis`; fields may lack.

    `published` is the stamp of this article as `masthead.read` answers it; `mentions` are all dates of the page,
    if the caller has them. A range gives its first day.
    """
    if mention is None:
        return {}
    stamp = _day_of(published)
    if mention.kind in ("relative", "weekday"):
        return _told_from_stamp(mention, published, stamp)
    if mention.kind == "same":
        named = mentions or find(page)
        at = bisect_left(named, mention.start, key=lambda m: m.start)
        before = [m for m in named[max(0, at - FAR) : at] if m.role is not Role.STAMP]
        earlier = [m for m in before if m.kind not in ("same", "month", "year", "period")]
        return resolve(page, earlier[-1], published, mentions) if earlier else {}
    if mention.kind not in ("day", "range") or mention.month is None or mention.day is None:
        return {}
    return _of_day(page, mention, mention.month, mention.day, published, mentions)


def _of_day(
    page: Page,
    mention: DateMention,
    month: int,
    day: int,
    published: Found | None,
    mentions: Sequence[DateMention] | None,
) -> Mapping[str, Found]:
    """The year ladder for a day and month."""
    stamp = _day_of(published)
    sure = Confidence.CHECK if mention.kind == "range" else Confidence.SURE
    if mention.year:
        value = edtf.make(mention.year, month, day)
        return _known(value, "stated", (mention.span,), sure, "date_stated")
    if stamp and published and (year := _year_before(stamp, month, day)):
        late = (stamp - date(year, month, day)).days
        if late <= POSSIBLE_DAYS and _fits_weekday(mention.weekday, date(year, month, day), late):
            trust = sure if late <= CERTAIN_DAYS else Confidence.CHECK if late <= LIKELY_DAYS else Confidence.GUESS
            value = edtf.make(year, month, day)
            return _known(value, "page_timestamp", (mention.span, *published.spans), trust, "date_stamp")
    mentions = mentions or find(page)
    if context := _dated_context(page, mention, mentions):
        year, span, trust = context
        value = edtf.make(year, month, day)
        return _known(value, "dated_context", (mention.span, span), trust, "date_context")
    value = edtf.make(None, month, day)
    found = {"date": Found(value, (mention.span,), sure, "date_without_year")}
    if resolved := _from_asset(page, mention) or _from_bounds(page, mention, mentions):
        year, spans, basis = resolved
        full = edtf.make(year, month, day)
        rule = f"date_{basis}"
        found["date_resolved"] = Found(full, spans, Confidence.CHECK, rule)
        found["date_basis"] = Found(basis, spans, Confidence.CHECK, rule)
    return found


def _known(value: str, basis: str, spans: tuple[Range, ...], trust: Confidence, rule: str) -> Mapping[str, Found]:
    return {
        "date": Found(value, spans, trust, rule),
        "date_resolved": Found(value, spans, trust, rule),
        "date_basis": Found(basis, spans, trust, rule),
    }


def _told_from_stamp(mention: DateMention, published: Found | None, stamp: date | None) -> Mapping[str, Found]:
    """Today, yesterday or a weekday, counted from the day of publication; nothing without one."""
    if stamp is None or published is None:
        return {}
    if mention.shift is not None:
        day, rule = stamp + timedelta(days=mention.shift), "date_relative"
    elif mention.weekday is not None:
        day, rule = stamp - timedelta(days=(stamp.weekday() - mention.weekday) % 7), "date_weekday"
    else:
        return {}
    return _known(
        day.isoformat(), "page_timestamp", (mention.span, *published.spans), Confidence.CHECK, rule
    )  # fmt: skip


# Step 1: the stamp


def _day_of(published: Found | None) -> date | None:
    """The full day of a stamp, in its own local time."""
    if published is None:
        return None
    text = str(published.value)
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    if moment.utcoffset() == timedelta(0):
        moment = moment.astimezone(HANOI_TIME)
    return moment.date()


def _year_before(stamp: date, month: int, day: int) -> int | None:
    """The year of the last such day up to the stamp, or one day after it (page clocks differ)."""
    for year in (stamp.year + 1, stamp.year, stamp.year - 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate <= stamp + timedelta(days=1):
            return year
    return None


def _fits_weekday(weekday: int | None, day: date, late: int) -> bool:
    """Whether the weekday printed with the day agrees; close to the stamp a slip of the page is forgiven."""
    return weekday is None or late <= LIKELY_DAYS or day.weekday() == weekday


# Step 2: full dates elsewhere in the story

EARLIEST = 2000  # years of the press reports that Curator is made for; older days are history
NEAR_DAYS = 5


def _dated_context(
    page: Page, mention: DateMention, mentions: Sequence[DateMention]
) -> tuple[int, Range, Confidence] | None:
    """The year of a full date of the same day, or of the visit around it; an anniversary counts by its latest."""
    full = [
        m for m in mentions if m.kind in ("day", "range") and m.year and m.role not in (Role.STAMP, Role.BYLINE)
    ]
    full = [m for m in full if (m.year or 0) >= EARLIEST]
    same = [m for m in full if (m.month, m.day) == (mention.month, mention.day) and not _of_paper(page, m)]
    if same:
        last = max(same, key=lambda m: m.year or 0)
        return (last.year or 0), last.span, Confidence.CHECK
    day = _day_of_year(mention)
    near = [m for m in full if abs(_day_of_year(m) - day) <= NEAR_DAYS and not _of_paper(page, m)]
    near = [m for m in near if not _HISTORY.search(page.folded, max(0, m.start - 80), m.end + 40)]
    if near and len({m.year for m in near}) == 1:
        return (near[0].year or 0), near[0].span, Confidence.GUESS
    return None


def _of_paper(page: Page, mention: DateMention) -> bool:
    """Whether the day is that of a law, a decision or a birth, not of what happened."""
    return _PAPER.search(page.folded, max(0, mention.start - 40), mention.start) is not None


def _day_of_year(mention: DateMention) -> int:
    return date(2000, mention.month or 1, mention.day or 1).timetuple().tm_yday


_HISTORY = re.compile(r"ky niem|anniversa|thanh lap|etabli|establish|quoc khanh|fonde|founded|tu ngay|depuis|since")
_PAPER = re.compile(
    r"\b(?:nghi quyet|quyet dinh|luat|thong tu|nghi dinh|chi thi|cong van|sinh ngay|thong bao so|nq|qd|resolution"
    r"|decision|directive|decree|decret|arrete|born|nee? le)\b[^.;]*$"
)


# Step 3: file names and addresses of this article


def _from_asset(page: Page, mention: DateMention) -> tuple[int, tuple[Range, ...], str] | None:
    """The year of a time in the name of a picture or in the address, if day and month agree."""
    for day, span in asset_days(page):
        if (day.month, day.day) == (mention.month, mention.day):
            return day.year, (mention.span, span), "asset_timestamp"
    return None


def asset_days(page: Page) -> Iterator[tuple[date, Range]]:
    """The days that file names and addresses carry: Unix seconds in Hanoi's time, `20231207`, `/2023/12/07/`."""
    for block, line in page.article.parts():
        if block.role is Role.FURNITURE or not _ADDRESS.search(line):
            continue
        for match in _SECONDS.finditer(line):
            seconds = int(match[0])
            moment = datetime.fromtimestamp(seconds, UTC).astimezone(HANOI_TIME)
            yield moment.date(), (block.start + match.start(), block.start + match.end())
        for match in _PATH_DAY.finditer(line):
            try:
                day = date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            yield day, (block.start + match.start(), block.start + match.end())


_ADDRESS = re.compile(r"https?://|\.(?:jpe?g|png|webp|gif)\b", re.IGNORECASE)
_SECONDS = re.compile(r"(?<!\d)1[0-7]\d{8}(?!\d)")
_PATH_DAY = re.compile(r"(?<!\d)(20[012]\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?!\d)")


# Steps 4 and 5: bounds from dated facts and terms of office


class _Term(NamedTuple):
    """A person in a post from one day to another; None is open."""

    person: str  # folded
    first: date | None
    last: date | None


def _from_bounds(
    page: Page, mention: DateMention, mentions: Sequence[DateMention]
) -> tuple[int, tuple[Range, ...], str] | None:
    """The only year in which the people named held their posts and the dated facts had happened."""
    first, last = date(1990, 1, 1), date(2100, 1, 1)
    spans: list[Range] = []
    for term in _terms():
        at = _in_story(page, term.person)
        if at is None:
            continue
        spans.append((at, at + len(term.person)))
        first = max(first, term.first or first)
        last = min(last, term.last or last)
    if not spans:
        return None
    for other in mentions:
        if other.role is Role.STORY and other.kind in ("month", "day") and other.year and other.year < last.year:
            day = date(other.year, other.month or 1, other.day or 1)
            if day > first and not _is_future(page, other):
                first = day
                spans.append(other.span)
    years = [year for year in range(first.year, last.year + 1) if _between(year, mention, first, last)]
    if len(years) != 1 or last.year == 2100:
        return None
    return years[0], (mention.span, *spans[:4]), "term_of_office"


def _between(year: int, mention: DateMention, first: date, last: date) -> bool:
    try:
        day = date(year, mention.month or 1, mention.day or 1)
    except ValueError:
        return False
    return first <= day <= last and (mention.weekday is None or day.weekday() == mention.weekday)


def _in_story(page: Page, person: str) -> int | None:
    """Where a person is named in body or caption."""
    at = page.folded.find(person)
    while at >= 0:
        if page.article.role_at(at) in (Role.STORY, Role.CAPTION, Role.HEADLINE) and not page.damaged(
            at, at + len(person)
        ):
            return at
        at = page.folded.find(person, at + 1)
    return None


def _is_future(page: Page, mention: DateMention) -> bool:
    """Whether words before a date make it a plan."""
    before = page.folded[max(0, mention.start - 30) : mention.start]
    return bool(re.search(r"\b(?:den|toi|se|du kien|vao cuoi|by|until|will|d'ici|prevue?s?)\b[^.]*$", before))


@cache
def _terms() -> tuple[_Term, ...]:
    found = []
    for term in vocabulary("terms_of_office"):
        first, last = (edtf.parse(term.row[key]) if term.row[key] else None for key in ("from", "to"))
        found.append(_Term(fold(term.code), first.earliest if first else None, last.latest if last else None))
    return tuple(found)
