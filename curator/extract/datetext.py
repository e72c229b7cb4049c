"""Dates as pages write them, in three languages, each with its passage. Nothing is completed or guessed here.

Day comes before month everywhere (`6/9` is 6 September) but in English words. Lunar dates are left out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from curator.extract.page import Page, Range
from curator.model import edtf
from curator.model.article import Role

DateKind = Literal["day", "range", "month", "year", "period", "weekday", "relative", "same"]

READ_FOR_DATES = (Role.HEADLINE, Role.STAMP, Role.BYLINE, Role.STORY, Role.CAPTION)


@dataclass(frozen=True, slots=True)
class DateMention:
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
    """All dates of headline, stamp, byline, story and captions (or of blocks with `roles`), in page order."""
    roles = roles or READ_FOR_DATES
    taken: list[Range] = []
    found: list[DateMention] = []
    for role, window in _windows(page, roles):
        near: list[Range] = []
        words = {group for group, word in _WORDED.items() if word.search(page.folded, *window)}
        for group, pattern, read in _PATTERNS:
            for match in pattern.finditer(page.folded, *window) if not group or group in words else ():
                if _overlaps(near, match.span()) or page.damaged(*match.span()):
                    continue
                mention = read(match)
                if mention and not _is_lunar(page.folded, mention):
                    mention = _with_context(page, replace(mention, role=role))
                    if _plausible(page, mention):
                        near.append(match.span())
                        found.append(mention)
        taken += near
    found += _relative(page, roles, taken)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _windows(page: Page, roles: tuple[Role, ...]) -> Iterator[tuple[Role, Range]]:
    """The stretches of text around numbers: only there can a date be written."""
    for block, _text in page.article.parts(*roles):
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
    return any(a < span[1] and span[0] < b for a, b in taken)


# Reading a match

_Match = re.Match[str]
_Reader = Callable[[_Match], DateMention | None]


def _number(match: _Match, group: str) -> int | None:
    value = match.groupdict().get(group)
    return int(value) if value else None


def _month(match: _Match, group: str = "m") -> int | None:
    value = match.groupdict().get(group)
    if not value:
        return None
    return int(value) if value.isdigit() else MONTHS.get(value.rstrip("."))


def _day(match: _Match) -> DateMention | None:
    year, month, day = _number(match, "y"), _month(match), _number(match, "d")
    if not _is_date(year, month, day):
        return None
    return DateMention(*match.span(), "day", year, month, day)


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


def _is_date(year: int | None, month: int | None, day: int | None) -> bool:
    if not month or not day or (year is not None and not 1900 <= year <= 2099):
        return False
    try:
        edtf.make(year, month, day)
    except ValueError:
        return False
    return True


# What stands around a match


def _with_context(page: Page, mention: DateMention) -> DateMention:
    """The mention with the words that lead to it: `sáng nay (26/3)`, `mercredi soir 6 décembre`."""
    window = page.folded[max(0, mention.start - 44) : mention.start].rpartition("\n")[2]
    match = _LEAD[page.language].search(window) if page.language in _LEAD else None
    if not match:
        return mention
    start, end = mention.start - len(match[0]), mention.end
    if "(" in match[0] and end < len(page.text) and page.text[end] == ")":
        end += 1
    elif "(" in match[0]:
        start = mention.start - len(match[0].rpartition("(")[2])
    return replace(mention, start=start, end=end, weekday=_weekday(match[0]), cued=True)


def _weekday(folded: str) -> int | None:
    """The day of the week that a folded passage names."""
    if vietnamese := re.search(r"\bthu (hai|ba|tu|nam|sau|bay)\b|\bchu nhat\b", folded):
        return 6 if vietnamese[1] is None else ["hai", "ba", "tu", "nam", "sau", "bay"].index(vietnamese[1])
    return next((WEEKDAYS[word] for word in re.findall(r"\w+", folded) if word in WEEKDAYS), None)


def _plausible(page: Page, mention: DateMention) -> bool:
    """Whether a bare pair of numbers is a date here: `12-5` needs a word or brackets, `6/9` a free stand."""
    if mention.year or mention.cued or mention.kind != "day" or mention.role is Role.STAMP:
        return True
    text = page.folded[mention.start : mention.end]
    if text.startswith(("may ", "march ")) and page.text[mention.start].islower():
        return False  # the verb, not the month
    if not text[-1].isdigit() or not text[0].isdigit() or " " in text:
        return True  # a month in words
    before, after = page.text[mention.start - 1 : mention.start], page.text[mention.end : mention.end + 1]
    if before == "(" and after == ")":
        return True
    return "/" in text and before in (" ", "\n", "") and after in (" ", ",", ".", ";", ":", ")", "\n", "")


def _is_lunar(folded: str, mention: DateMention) -> bool:
    before, after = folded[max(0, mention.start - 14) : mention.start], folded[mention.end : mention.end + 14]
    return "mung " in before or "(tuc " in before or " am lich" in after or after.startswith((" tet", "(am lich"))


def _relative(page: Page, roles: tuple[Role, ...], taken: list[Range]) -> Iterator[DateMention]:
    """Days told from another day, and weekdays alone."""
    if page.language not in _RELATIVE:
        return
    anchor, whole = _RELATIVE[page.language]
    for block, _text in page.article.parts(*roles):
        done = block.start
        for hint in anchor.finditer(page.text, block.start, block.end):
            match = whole.search(page.text, max(done, hint.start() - 34), min(block.end, hint.end() + 12))
            if match is None or page.damaged(*match.span()):
                continue
            done = match.end()
            if any(a - 2 <= match.end() and match.start() < b for a, b in taken if b - match.start() < 60):
                continue  # the words that lead to a written date
            yield _told(match, block.role)


def _told(match: _Match, role: Role) -> DateMention:
    """A match of `_RELATIVE`: the same day, a weekday, today or yesterday."""
    word = " ".join(match[0].lower().replace("’", "'").split())
    weekday = _weekday(word)
    kind: DateKind = "weekday" if weekday is not None else "same" if word.endswith(_SAME) else "relative"
    past = word.endswith(("qua", "yesterday", "last night")) or word.startswith("hier")
    shift = (-1 if past else 0) if kind == "relative" else None
    return DateMention(*match.span(), kind, weekday=weekday, shift=shift, cued=True, role=role)


# The words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv", "february feb fevrier fevr", "march mar mars", "april apr avril avr",
            "may mai", "june jun juin", "july jul juillet juil", "august aug aout", "september sep sept septembre",
            "october oct octobre", "november nov novembre", "december dec decembre",
        ), 1,
    )
    for name in names.split()
} | {
    name: number
    for number, names in enumerate(
        ("mot", "hai", "ba", "tu|bon", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"), 1
    )
    for name in names.split("|")
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lundi", "tuesday tue tues mardi", "wednesday wed mercredi", "thursday thu thur thurs jeudi",
            "friday fri vendredi", "saturday sat samedi", "sunday sun dimanche",
        )
    )
    for name in names.split()
}  # fmt: skip

_EN = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?"
)
_FR = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|janv\.|fevr\.|avr\.|juil\.|sept\.|oct\.|nov\.|dec\."
)
_VI = r"\d{1,2}|muoi mot|muoi hai|mot|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi"
_NTH = "(?:st|nd|rd|th)?"
_D, _D2 = r"(?P<d>\d{1,2})", r"(?P<d2>\d{1,2})"
_Y = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_FREE = r"(?<![\d/.,-])"  # not within a longer number
_STOP = r"(?![\d/%]|[.,-]\d)"
_TO = r" ?(?:-|den(?: het)?(?: ngay)?|va(?: ngay)?|toi(?: ngay)?|to|and|au|et|a) ?"


_Pattern = tuple[str, re.Pattern[str], _Reader]


def _compiled(*patterns: tuple[str, str, _Reader]) -> tuple[_Pattern, ...]:
    return tuple((group, re.compile(pattern), read) for group, pattern, read in patterns)


# A group of patterns is tried only where one of its words occurs.
_WORDED = {"vi": re.compile(r"\bthang "), "fr": re.compile(rf"\b(?:{_FR})"), "en": re.compile(rf"\b(?:{_EN})")}


# On folded text; the first pattern that takes a passage keeps it.
_PATTERNS = _compiled(
    # 2024-03-26; 6-9/12/2023; từ 30/6 đến 2/7/2019; ngày 18 và 19.1
    ("", rf"{_FREE}{_Y}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _day),
    ("", rf"{_FREE}{_D}(?:[/.](?P<m>\d{{1,2}}))?{_TO}{_D2}[/.](?P<m2>\d{{1,2}})[/.]{_Y}", _range),
    ("", rf"{_FREE}{_D} ?[/.-] ?(?P<m>\d{{1,2}}) ?[/.-] ?{_Y}", _day),
    ("", rf"{_FREE}{_D}[/.](?P<m>\d{{1,2}}){_TO}{_D2}[/.](?P<m2>\d{{1,2}}){_STOP}", _range),
    ("", rf"{_FREE}{_D}-(?P<m>\d{{1,2}})(?: den| -) (?:ngay )?{_D2}-(?P<m2>\d{{1,2}})(?:-{_Y})?{_STOP}", _range),
    ("", rf"{_FREE}{_D}(?: ?- ?| den (?:ngay )?| va (?:ngay )?){_D2}[/.](?P<m2>\d{{1,2}}){_STOP}", _range),
    ("", rf"{_FREE}{_D} (?:den|va) (?:ngay )?{_D2}-(?P<m2>\d{{1,2}})(?:-{_Y})?{_STOP}", _range),
    # từ ngày 5 đến 7 tháng 6 năm 2019; 26 tháng 3 năm 2024; Tháng chín 19, 2024
    ("vi", rf"{_FREE}{_D}{_TO}{_D2} thang (?P<m2>{_VI})\b(?:,? (?:nam )?{_Y})?", _range),
    ("vi", rf"{_FREE}{_D} ?thang (?P<m>{_VI})\b(?! gieng)(?:(?:,| -|/)? ?(?:nam )?{_Y})?", _day),
    ("vi", rf"\bthang (?P<m>{_VI}) {_D}, {_Y}", _day),
    # du 30 juin au 2 juillet 2019; les 5 et 6 juin; 21 novembre 2018
    ("fr", rf"{_FREE}{_D}(?:er)? (?P<m>{_FR}){_TO}{_D2} (?P<m2>{_FR})(?!\w)(?: {_Y})?", _range),
    ("fr", rf"{_FREE}{_D}(?:er)?{_TO}{_D2} (?P<m2>{_FR})(?!\w)(?: {_Y})?", _range),
    ("fr", rf"{_FREE}{_D}(?:er)? (?P<m>{_FR})(?!\w)(?:,? {_Y})?", _day),
    # June 30 to July 2, 2019; June 5-7; 5-7 June; March 26, 2024; 26th of March
    ("en", rf"\b(?P<m>{_EN}) {_D}{_TO}(?P<m2>{_EN}) {_D2}\b(?:,? {_Y})?", _range),
    ("en", rf"\b(?P<m2>{_EN}) {_D}{_NTH}{_TO}{_D2}{_NTH}\b(?! (?:{_EN}))(?:,? {_Y})?", _range),
    ("en", rf"{_FREE}{_D}{_NTH}{_TO}{_D2}{_NTH} (?P<m2>{_EN})(?!\w)(?:,? {_Y})?", _range),
    ("en", rf"\b(?P<m>{_EN}) {_D}{_NTH}\b(?:,? ?{_Y})?", _day),
    ("en", rf"{_FREE}{_D}{_NTH}(?: of)? (?P<m>{_EN})(?!\w)(?:,? {_Y})?", _day),
    # giai đoạn 2024-2026; tháng 6/2019; June 2019; juin 2019; 6/9; 21-10; năm 2012
    ("", rf"{_FREE}{_Y} ?(?:-|/|den(?: nam)?|to|a) ?(?P<y2>(?:19|20)\d\d)(?![\d/-])", _period),
    ("vi", rf"\bthang (?P<m>{_VI}) ?(?:/|-|\.|nam|,)? ?{_Y}", _month_of_year),
    ("", rf"{_FREE}(?P<m>\d{{1,2}}) ?/ ?{_Y}", _month_of_year),
    ("en", rf"\b(?P<m>{_EN}),? {_Y}", _month_of_year),
    ("fr", rf"\b(?P<m>{_FR}) {_Y}", _month_of_year),
    ("", rf"{_FREE}{_D} ?/ ?(?P<m>\d{{1,2}}){_STOP}", _day),
    ("", rf"{_FREE}{_D} ?[.-] ?(?P<m>\d{{1,2}}){_STOP}", _day),
    ("", rf"(?<![\d/.,$-]){_Y}(?![\d%]|[.,/]\d)", _year),
)

# Words that lead to a date, read backwards from it, on folded text.
_AFTER_LEAD = r"(?:, ?| ?\(| |: ?))+$"
_LEAD = {
    "vi": re.compile(
        r"(?:\b(?:(?:rang |dau gio |cuoi gio |giua )?(?:sang|trua|chieu|toi|dem)(?: nay| qua| som)?(?: ngay)?"
        r"|hom (?:nay|qua)|hom|ngay|trong ngay|vao ngay|tu|den|cac ngay|hai ngay|nay|qua"
        r"|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)" + _AFTER_LEAD
    ),
    "en": re.compile(
        r"(?:\b(?:on|the|(?:late |early )?(?:morning|afternoon|evening|night) of|in the|since|from|until|dated"
        r"|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?"
        r"|(?:mon|tue|wed|thu|fri|sat|sun))" + _AFTER_LEAD
    ),
    "fr": re.compile(
        r"(?:\b(?:le|du|les|au|ce|hier|aujourd'hui|la (?:matinee|soiree|journee) du|l'apres-midi du|dans|depuis"
        r"|(?:lun|mar|mercre|jeu|vendre|same)di(?: (?:matin|apres-midi|soir))?|dimanche(?: (?:matin|soir))?)"
        + _AFTER_LEAD
    ),
}
# On the text itself, where marks and case tell the words apart.
# For each language a cheap word to look for, and the whole expression to be found around it.
_RELATIVE = {
    "vi": (
        re.compile(r"nay\b|qua\b|ùng ngày\b"),
        re.compile(
            r"\b(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Hh]ôm)(?: ngày)? (?:nay|qua)\b"
            r"|\b(?:(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Vv]ào|[Tt]rong) )?[Cc]ùng ngày\b"
        ),
    ),
    "en": (
        re.compile(r"day\b|night\b"),
        re.compile(
            r"\b(?:(?:[Oo]n (?:the )?(?:morning|afternoon|evening) of )?(?:[Tt]he )?[Ss]ame day|[Yy]esterday"
            r"|[Ll]ast night|[Tt]oday(?!['’]s)|(?:[Oo]n |[Ll]ast |[Tt]his )?"
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening))?)\b"
        ),
    ),
    "fr": (
        re.compile(r"di\b|manche\b|ier\b|hui\b|jour\b"),
        re.compile(
            r"\b(?:(?:[Ll]e |[Cc]e )?(?:[Ll]un|[Mm]ar|[Mm]ercre|[Jj]eu|[Vv]endre|[Ss]ame)di"
            r"(?: (?:matin|après-midi|soir))?|(?:[Ll]e |[Cc]e )?[Dd]imanche|[Hh]ier(?: soir| matin)?"
            r"|[Aa]ujourd['’]hui|[Ll]e même jour|[Cc]e jour-là)\b"
        ),
    ),
}
_SAME = ("cùng ngày", "same day", "même jour", "ce jour-là")
