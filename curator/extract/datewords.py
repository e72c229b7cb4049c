"""The shapes in which the press writes dates, in three languages: patterns, months, weekdays, words around them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

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
    r"|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?"
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
_SPAN = rf"{_FREE}(?<!\d[:h])"  # nor the minutes of a clock: `09:12 - 18/10/2018`
_STOP = r"(?![\d/%]|[.,-]\d)"
_TO = r" ?(?:-|den(?: het)?(?: ngay)?|va(?: ngay)?|toi(?: ngay)?|to|and|au|et(?: le)?|a) ?"


Shape = Literal["day", "short_year", "range", "month", "year", "period"]


def _compiled(*patterns: tuple[str, str, Shape]) -> tuple[tuple[frozenset[str], re.Pattern[str], Shape], ...]:
    return tuple((frozenset(signs.split()), re.compile(pattern), shape) for signs, pattern, shape in patterns)


# Signs of a date, quickly found: a pattern is tried only where all the signs that it needs occur.
_WORDS = {
    "vi": frozenset(("thang",)),
    "fr": frozenset(re.findall("[a-z]+", _FR)),
    "en": frozenset((*re.findall("[a-z]+", _EN), "sep")),
}
_NUMBERS = {
    "/": re.compile(r"\d ?[/.-] ?\d"),
    "year": re.compile(r"(?:19|20)\d\d"),
    "to": re.compile(r"\d(?:er|st|nd|rd|th)? ?(?:-|den|va|toi|to|and|au|et|a)"),
}


def signs(folded: str, window: tuple[int, int], words: Iterable[str]) -> frozenset[str]:
    """The signs that occur in a stretch of folded text, whose folded words are `words`."""
    worded = [sign for sign, months in _WORDS.items() if not months.isdisjoint(words)]
    return frozenset((*worded, *(sign for sign, pattern in _NUMBERS.items() if pattern.search(folded, *window))))


@cache
def patterns(found: frozenset[str]) -> tuple[tuple[re.Pattern[str], Shape], ...]:
    """The patterns that can match where these signs are found, in the order in which they are tried."""
    return tuple((pattern, shape) for needed, pattern, shape in _PATTERNS if needed <= found)


# On folded text; the first pattern that takes a passage keeps it.
_PATTERNS = _compiled(
    # 2024-03-26, 2024.03.26; 6-9/12/2023; từ 30/6 đến 2/7/2019; ngày 18 và 19.1
    ("/ year", rf"{_FREE}{_Y}([-.])(?P<m>\d\d)\2(?P<d>\d\d)(?!\d)", "day"),
    ("/ year to", rf"{_SPAN}{_D}(?:[/.](?P<m>\d{{1,2}}))?{_TO}{_D2}[/.](?P<m2>\d{{1,2}})[/.]{_Y}", "range"),
    ("/ year", rf"{_FREE}{_D} ?[/.-] ?(?P<m>\d{{1,2}}) ?[/.-] ?{_Y}", "day"),
    ("/ to", rf"{_SPAN}{_D}[/.](?P<m>\d{{1,2}}){_TO}{_D2}[/.](?P<m2>\d{{1,2}}){_STOP}", "range"),
    ("/ to", rf"{_SPAN}{_D}-(?P<m>\d\d?)(?: den| -) (?:ngay )?{_D2}-(?P<m2>\d\d?)(?:-{_Y})?{_STOP}", "range"),
    ("/ to", rf"{_SPAN}{_D}(?: ?- ?| den (?:ngay )?| va (?:ngay )?){_D2}[/.](?P<m2>\d{{1,2}}){_STOP}", "range"),
    ("/ to", rf"{_SPAN}{_D} (?:den|va) (?:ngay )?{_D2}-(?P<m2>\d{{1,2}})(?:-{_Y})?{_STOP}", "range"),
    # từ ngày 5 đến 7 tháng 6 năm 2019; 26 tháng 3 năm 2024; Tháng chín 19, 2024
    ("vi to", rf"{_FREE}{_D}{_TO}{_D2} thang (?P<m2>{_VI})\b(?:,? (?:nam )?{_Y})?", "range"),
    ("vi", rf"{_FREE}{_D} ?thang (?P<m>{_VI})\b(?! gieng)(?:(?:,| -|/)? ?(?:nam )?{_Y})?", "day"),
    ("vi year", rf"\bthang (?P<m>{_VI}) {_D}, {_Y}", "day"),
    # du 30 juin au 2 juillet 2019; les 5 et 6 juin; 21 novembre 2018
    ("fr", rf"{_FREE}{_D}(?:er)? (?P<m>{_FR}){_TO}{_D2} (?P<m2>{_FR})(?!\w)(?: {_Y})?", "range"),
    ("fr to", rf"{_FREE}{_D}(?:er)?{_TO}{_D2} (?P<m2>{_FR})(?!\w)(?: {_Y})?", "range"),
    ("fr", rf"{_FREE}{_D}(?:er)? (?P<m>{_FR})(?!\w)(?:,? {_Y})?", "day"),
    # June 30 to July 2, 2019; June 5-7; 5-7 June; March 26, 2024; 26th of March
    ("en to", rf"\b(?P<m>{_EN}) {_D}{_TO}(?P<m2>{_EN}) {_D2}\b(?:,? {_Y})?", "range"),
    ("en to", rf"\b(?P<m2>{_EN}) {_D}{_NTH}{_TO}{_D2}{_NTH}\b(?! (?:{_EN}))(?:,? {_Y})?", "range"),
    ("en to", rf"{_FREE}{_D}{_NTH}{_TO}{_D2}{_NTH} (?P<m2>{_EN})(?!\w)(?:,? {_Y})?", "range"),
    ("en year", rf"\b(?P<m>{_EN}),? {_D}/{_Y}", "day"),
    ("en year", rf"\b(?P<m>{_EN}), {_D} {_Y}", "day"),  # as some portals stamp: `May, 16 2013`
    ("en", rf"\b(?P<m>{_EN}) {_D}{_NTH}\b(?:,? ?{_Y})?", "day"),
    ("en", rf"{_FREE}{_D}{_NTH}(?: of)? (?P<m>{_EN})(?!\w)(?:,? {_Y})?", "day"),
    # giai đoạn 2024-2026; tháng 6/2019; June 2019; juin 2019; 6/9; 21-10; năm 2012
    ("year", rf"{_FREE}{_Y} ?(?:-|/|den(?: nam)?|to|a) ?(?P<y2>(?:19|20)\d\d)(?![\d/-])", "period"),
    ("vi year", rf"\bthang (?P<m>{_VI}) ?(?:/|-|\.|nam|,)? ?{_Y}", "month"),
    ("/ year", rf"(?<!quy ){_FREE}(?P<m>\d{{1,2}}) ?/ ?{_Y}(?!/)", "month"),
    ("en year", rf"\b(?P<m>{_EN}),? {_Y}", "month"),
    ("fr year", rf"\b(?P<m>{_FR}) {_Y}", "month"),
    ("/", rf"{_FREE}{_D}/(?P<m>\d{{1,2}})/(?P<y>[0-4]\d)(?![\d/])", "short_year"),
    ("/", rf"{_FREE}{_D} ?/ ?(?P<m>\d{{1,2}}){_STOP}", "day"),
    ("/", rf"{_FREE}{_D} ?[.-] ?(?P<m>\d{{1,2}}){_STOP}", "day"),
    ("year", rf"(?<![\d/.,$-]){_Y}(?![\d%]|[.,/]\d)", "year"),
)

# Words that lead to a date, read backwards from it, on folded text.
_AFTER_LEAD = r"(?:, ?| ?\(| |: ?))+$"
LEAD = {
    "vi": re.compile(
        r"(?:\b(?:(?:rang |dau gio |cuoi gio |giua )?(?:sang|trua|chieu|toi|dem)(?: nay| qua| som)?(?: ngay)?"
        r"|hom (?:nay|qua)|hom|ngay|trong ngay|vao ngay|tu|den|cac ngay|hai ngay|nay|qua"
        r"|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)" + _AFTER_LEAD
    ),
    "en": re.compile(
        r"(?:\b(?:on|the|this (?:morning|afternoon|evening)"
        r"|(?:late |early )?(?:morning|afternoon|evening|night) of|in the|since|from|until|dated"
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
# For each language what no line without it is searched for, a cheap word to look for, and the whole expression to
# be found around it.
RELATIVE = {
    "vi": (
        ("nay", "qua", "ùng ngày", "hứ "),
        re.compile(r"nay\b|qua\b|ùng ngày\b|hứ "),
        re.compile(
            r"\b(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Hh]ôm)(?: ngày)? (?:nay|qua)\b"
            r"|\b(?:(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Vv]ào|[Tt]rong) )?[Cc]ùng ngày\b"
            r"|\b(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Hh]ôm) [Tt]hứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)\b"
        ),
    ),
    "en": (
        ("day", "night", "orning", "noon", "vening"),
        re.compile(r"day\b|night\b|orning\b|noon\b|vening\b"),
        re.compile(
            r"\b(?:(?:[Oo]n (?:the )?(?:morning|afternoon|evening) of )?(?:[Tt]he )?[Ss]ame day|[Yy]esterday"
            r"|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|[Tt]oday(?!['’]s)|(?:[Oo]n |[Ll]ast |[Tt]his )?"
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening))?)\b"
        ),
    ),
    "fr": (
        ("di", "manche", "ier", "hui", "jour", "matin", "soir"),
        re.compile(r"di\b|manche\b|ier\b|hui\b|jour\b|matin\b|soir\b"),
        re.compile(
            r"\b(?:(?:[Ll]e |[Cc]e )?(?:[Ll]un|[Mm]ar|[Mm]ercre|[Jj]eu|[Vv]endre|[Ss]ame)di"
            r"(?: (?:matin|après-midi|soir))?|(?:[Ll]e |[Cc]e )?[Dd]imanche|(?<!avant-)[Hh]ier(?: soir| matin)?"
            r"|[Cc]e matin|[Cc]et après-midi|[Cc]e soir|[Aa]ujourd['’]hui|[Ll]e même jour|[Cc]e jour-là)\b"
        ),
    ),
}
SAME = ("cùng ngày", "same day", "même jour", "ce jour-là")
