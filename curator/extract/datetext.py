"""Dates as pages write them, in three languages, each with its passage. Nothing is completed or guessed here.

Day comes before month everywhere (`6/9` is 6 September) but in English words. Lunar dates are left out.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from curator.extract.datewords import LEAD, MONTHS, RELATIVE, SAME, WEEKDAYS, Shape, patterns, signs
from curator.extract.page import Page, Range
from curator.extract.words import bare
from curator.model import edtf
from curator.model.article import Role
from curator.model.text import fold

DateKind = Literal["day", "range", "month", "year", "period", "weekday", "relative", "same"]

MOST = 1_000  # dates of one page; a page with more is no report


class DateMention(NamedTuple):
    """A date where the page writes it. Parts the page does not write are None; nothing is inferred.

    `kind` tells what is written: a day, a range of days (`last_month`, `last_day` end it), a month, a year, a
    period of years (`last_year`), a weekday alone, a day told from the day of publication (`shift`: 0 today,
    -1 yesterday) or `same`, the day named before. `cued`: a word such as `ngày`, `chiều`, `on`, `le` goes before.
    """

    start: int
    end: int
    kind: DateKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None  # 0 is Monday
    shift: int | None = None
    cued: bool = False
    role: Role = Role.STORY

    @property
    def span(self) -> Range:
        """The passage."""
        return self.start, self.end

    @property
    def edtf(self) -> str | None:
        """What is written, as EDTF; None for weekdays and relative days."""
        if self.kind == "period" and self.year and self.last_year:
            return f"{self.year}/{self.last_year}"
        if self.kind in ("day", "range", "month", "year"):
            return edtf.make(self.year, self.month, self.day)
        return None


def find(page: Page, *roles: Role) -> tuple[DateMention, ...]:
    """All dates of headline, stamp, byline, story and captions (or of those with `roles`), in page order."""
    return tuple(m for m in _all(page) if m.role in roles) if roles else _all(page)


@lru_cache(maxsize=2)
def _all(page: Page) -> tuple[DateMention, ...]:
    """Kept for the page in hand: several steps of one extraction ask for its dates."""
    folded, words = page.folded, page.words
    taken: list[Range] = []
    found: list[DateMention] = []
    for role, window in _windows(page):
        if len(found) > MOST:
            break
        near: list[Range] = []
        low, high = words.between(*window)
        for pattern, shape in patterns(signs(folded, window, [*map(bare, words.raw[low:high])])):
            for match in pattern.finditer(folded, *window):
                if _overlaps(near, match.span()) or page.damaged(*match.span()):
                    continue
                mention = _READERS[shape](match)
                if mention and not _is_lunar(folded, mention):
                    mention = _with_context(page, mention._replace(role=role))
                    if _plausible(page, mention):
                        insort(near, match.span())
                        found.append(mention)
        taken += near
    found += _relative(page, sorted(taken))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _windows(page: Page) -> Iterator[tuple[Role, Range]]:
    """The stretches of text around numbers: only there can a date be written."""
    for block in page.told:
        start = end = -1
        for match in _DIGITS.finditer(page.folded, block.start, block.end):
            if match.start() > end and end >= 0:
                yield block.role, (start, min(end, block.end))
                start = -1
            if start < 0:
                start = max(block.start, match.start() - 16)
            end = match.end() + 28
        if end >= 0:
            yield block.role, (start, min(end, block.end))


_DIGITS = re.compile(r"\d+")


def _overlaps(taken: list[Range], span: Range) -> bool:
    """Whether a passage crosses one of the sorted, separate passages `taken`."""
    after = bisect_left(taken, (span[1],))
    return after > 0 and taken[after - 1][1] > span[0]


# Reading a match

_Match = re.Match[str]
_Reader = Callable[[_Match], DateMention | None]


def _number(match: _Match, group: str) -> int | None:
    value = match[group] if group in match.re.groupindex else None
    return int(value) if value else None


def _month(match: _Match, group: str = "m") -> int | None:
    value = match[group] if group in match.re.groupindex else None
    if not value:
        return None
    return int(value) if value.isdigit() else MONTHS.get(value.rstrip("."))


def _day(match: _Match) -> DateMention | None:
    year, month, day = _number(match, "y"), _month(match), _number(match, "d")
    if not _is_date(year, month, day):
        return None
    return DateMention(*match.span(), "day", year, month, day)


def _short_year(match: _Match) -> DateMention | None:
    """`26/3/24`: two digits are a year of this century."""
    year, month, day = 2000 + int(match["y"]), _month(match), _number(match, "d")
    return DateMention(*match.span(), "day", year, month, day) if _is_date(year, month, day) else None


def _range(match: _Match) -> DateMention | None:
    """`6-9/12`, `từ ngày 30/6 đến 2/7/2019`: the year and month of the end hold for the start as well."""
    year, month, last = _number(match, "y"), _month(match, "m2"), _number(match, "d2")
    first_month, first = _month(match) or month, _number(match, "d")
    if not (_is_date(year, first_month, first) and _is_date(year, month, last)) or not (first and last and month):
        return None
    if first_month == month and first >= last:
        return None
    start_year = year - 1 if year and first_month and first_month > month else year
    return DateMention(*match.span(), "range", start_year, first_month, first, year, month, last)


def _month_of_year(match: _Match) -> DateMention | None:
    year, month = _number(match, "y"), _month(match)
    return DateMention(*match.span(), "month", year, month) if _is_date(year, month, 1) else None


def _year(match: _Match) -> DateMention | None:
    return DateMention(*match.span(), "year", _number(match, "y"))


def _period(match: _Match) -> DateMention | None:
    first, last = int(match["y"]), int(match["y2"])
    return DateMention(*match.span(), "period", first, last_year=last) if first < last < first + 60 else None


_READERS: dict[Shape, _Reader] = {
    "day": _day,
    "short_year": _short_year,
    "range": _range,
    "month": _month_of_year,
    "year": _year,
    "period": _period,
}


def _is_date(year: int | None, month: int | None, day: int | None) -> bool:
    if not month or not day or (year is not None and not 1900 <= year <= 2099):
        return False
    try:
        date(year or _LEAP, month, day)
    except ValueError:
        return False
    return True


_LEAP = 2000  # of a day without year, 29 February may be meant


# What stands around a match


def _with_context(page: Page, mention: DateMention) -> DateMention:
    """The mention with the words that lead to it: `sáng nay (26/3)`, `mercredi soir 6 décembre`."""
    window = page.folded[max(0, mention.start - 44) : mention.start].rpartition("\n")[2]
    match = LEAD[page.language].search(window) if page.language in LEAD else None
    if not match:
        return mention
    start, end = mention.start - len(match[0]), mention.end
    if "(" in match[0] and end < len(page.text) and page.text[end] == ")":
        end += 1
    elif "(" in match[0]:
        start = mention.start - len(match[0].rpartition("(")[2])
    return mention._replace(start=start, end=end, weekday=_weekday(match[0]), cued=True)


def _weekday(folded: str) -> int | None:
    """The day of the week that a folded passage names."""
    if vietnamese := re.search(r"\bthu (hai|ba|tu|nam|sau|bay)\b|\bchu nhat\b", folded):
        return 6 if vietnamese[1] is None else ["hai", "ba", "tu", "nam", "sau", "bay"].index(vietnamese[1])
    return next((WEEKDAYS[word] for word in re.findall(r"\w+", folded) if word in WEEKDAYS), None)


def _plausible(page: Page, mention: DateMention) -> bool:
    """Whether a bare pair of numbers is a date here: `12-5` needs a word or brackets, `6/9` a free stand."""
    text = page.folded[mention.start : mention.end]
    if (verb := _VERB.search(text)) and page.text[mention.start + verb.start()].islower():
        return False
    if mention.year or mention.cued or mention.kind != "day" or mention.role is Role.STAMP:
        return True
    if not text[-1].isdigit() or not text[0].isdigit() or " " in text:
        return True  # a month in words
    before, after = page.text[mention.start - 1 : mention.start], page.text[mention.end : mention.end + 1]
    if before == "(" and after == ")":
        return True
    return "/" in text and before in (" ", "\n", "") and after in (" ", ",", ".", ";", ":", ")", "\n", "")


_VERB = re.compile(r"\b(?:may|march|mar)\b")  # months in English only with a capital


def _is_lunar(folded: str, mention: DateMention) -> bool:
    before, after = folded[max(0, mention.start - 14) : mention.start], folded[mention.end : mention.end + 14]
    worded = "thang" in folded[mention.start : mention.end]
    lunar = (worded and "mung " in before) or "(tuc " in before
    return lunar or " am lich" in after or after.startswith((" tet", "(am lich"))


def _relative(page: Page, taken: list[Range]) -> Iterator[DateMention]:
    """Days told from another day, and weekdays alone."""
    if page.language not in RELATIVE:
        return
    letters, anchor, whole = RELATIVE[page.language]
    for block in page.told:
        line = page.text[block.start : block.end]
        if not any(map(line.__contains__, letters)):
            continue
        done = block.start
        for hint in anchor.finditer(page.text, block.start, block.end):
            match = whole.search(page.text, max(done, hint.start() - 34), min(block.end, hint.end() + 12))
            if match is None or page.damaged(*match.span()):
                continue
            done = match.end()
            after = bisect_left(taken, (match.start(),))
            if any(a - 2 <= match.end() and match.start() < b for a, b in taken[max(0, after - 1) : after + 1]):
                continue  # the words that lead to a written date
            yield _told(match, block.role)


def _told(match: _Match, role: Role) -> DateMention:
    """A match of `RELATIVE`: the same day, a weekday, today or yesterday."""
    word = " ".join(match[0].lower().replace("’", "'").split())
    weekday = _weekday(fold(word))
    kind: DateKind = "weekday" if weekday is not None else "same" if word.endswith(SAME) else "relative"
    past = word.endswith(("qua", "yesterday", "last night")) or word.startswith("hier")
    shift = (-1 if past else 0) if kind == "relative" else None
    return DateMention(*match.span(), kind, weekday=weekday, shift=shift, cued=True, role=role)
