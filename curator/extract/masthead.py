"""What the page says of the article itself: headline, outlet, authors, published, language, address."""

import re
from collections.abc import Iterator, Mapping, Sequence

from curator.extract import glued
from curator.extract.bylines import authors
from curator.extract.datetext import DateMention, find
from curator.extract.outlets import names_site, outlet
from curator.extract.page import Found, Page, Range
from curator.model import edtf
from curator.model.article import Block, Role, Span
from curator.model.kinds import URL
from curator.model.record import Confidence
from curator.model.text import fold

_TITLES = ("ld:headline", "og:title", "micro:headline", "twitter:title", "mail:subject", "html:title")
_ADDRESSES = ("html:canonical", "og:url", "ld:url", "csv:url", "html:saved_from", "mhtml:location")
_TIMES = (
    "article:published_time", "ld:datePublished", "micro:datePublished", "meta:pubdate", "meta:publishdate",
    "meta:publish-date", "meta:publish_date", "meta:publication_date", "meta:published_time", "meta:datepublished",
    "meta:article.published", "meta:dc.date.issued", "meta:dcterms.issued", "meta:sailthru.date",
    "meta:parsely-pub-date", "meta:bt:pubdate", "meta:citation_publication_date", "html:time", "csv:published",
    "mail:date", "meta:date", "meta:dc.date", "meta:dcterms.created",
)  # fmt: skip


def read(page: Page) -> Mapping[str, Found]:
    """The fields of the article that the page gives, by their keys in the codebook; the others are absent."""
    told = _metadata(page)
    named = outlet(page, told)
    found = {
        "headline": _headline(page, told),
        "outlet": named,
        "authors": authors(page, str(named.value) if named else ""),
        "published": _published(page, told),
        "language": Found(page.language, (), Confidence.SURE, "language_of_story"),
        "url": _url(told),
    }
    return {key: value for key, value in found.items() if value is not None}


def _metadata(page: Page) -> Mapping[str, list[Span]]:
    """The values of each metadata key, in page order."""
    told: dict[str, list[Span]] = {}
    for key, _value, span in page.article.metadata():
        told.setdefault(key, []).append(span)
    return told


def _first(told: Mapping[str, list[Span]], *keys: str) -> tuple[str, Span] | None:
    return next(((key, told[key][0]) for key in keys if key in told), None)


# Headline


def _headline(page: Page, told: Mapping[str, list[Span]]) -> Found | None:
    """The line that stands as headline, without bracketed stamp; else the title that the page head gives."""
    for block, line in page.article.parts(Role.HEADLINE):
        if names_site(line) and (below := _below(page, block)):
            start, end = page.trim(below.start, below.end)
            value = " ".join(page.text[start:end].split())
            return Found(value, ((start, end),), Confidence.CHECK, "headline_below_site")
        start, end = page.trim(block.start, _without_stamp(line, block.start))
        if start < end:
            value = " ".join(page.text[start:end].split())
            titles = [fold(span.quote) for key in _TITLES for span in told.get(key, ())]
            same = not titles or any(fold(value) in title for title in titles)
            return Found(value, ((start, end),), Confidence.SURE if same else Confidence.CHECK, "headline_line")
    if title := _first(told, *_TITLES):
        _key, span = title
        value = _SITE_TAIL.sub("", span.quote) if title[0] == "html:title" else span.quote
        return Found(value, ((span.start, span.start + len(value)),), Confidence.CHECK, "headline_metadata")
    if run_on := glued.find(page):
        value = " ".join(page.text[slice(*run_on.headline)].split())
        return Found(value, (run_on.headline,), Confidence.CHECK, "headline_glued")
    return None


def _below(page: Page, headline: Block) -> Block | None:
    """The short line right above the story, below a line that names the site alone: the true headline."""
    lead = next((block for block, _line in page.article.parts(Role.STORY)), None)
    between = [b for b in page.article.blocks if lead and headline.end < b.start < lead.start]
    short = [b for b in between if b.role is Role.FURNITURE]
    if not short or short[-1] is not between[-1]:
        return None
    line = page.text[short[-1].start : short[-1].end]
    plain = line[:1].isupper() and not re.search(r"[|>/]|\s{2}", line)
    return short[-1] if plain and 3 <= len(line.split()) <= 20 else None


def _without_stamp(line: str, start: int) -> int:
    """Where a headline ends if a stamp such as `(18:20 06/09/2022)` follows it in the same line."""
    match = _STAMP_TAIL.search(line)
    return start + (match.start() if match else len(line))


_STAMP_TAIL = re.compile(
    r"\s*[(\[|]?\s*(?:\d{1,2}[:h]\d\d,?\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^\w]{0,3}(?:\d{1,2}[:h]\d\d)?[)\]]?\s*$"
)
_SITE_TAIL = re.compile(r"\s+(?:[|»]|[-–—](?=\s))\s+(?:(?!\s[-–—]\s)[^|»]){2,40}$")


# Published


def _published(page: Page, told: Mapping[str, list[Span]]) -> Found | None:
    """The stamp of this article: the page head's, else the one near the headline; its local time if printed."""
    printed = next(iter(sorted(_stamps(page), key=lambda stamp: stamp[0])), None) or _glued_stamp(page)
    for key in _TIMES:
        for span in told.get(key, ()):
            if value := _moment(span.quote):
                spans: tuple[Range, ...] = ((span.start, span.end),)
                if printed and printed[1][:10] == value[:10]:
                    spans = (*spans, printed[2])
                return Found(value, spans, Confidence.SURE, "published_metadata")
    if printed:
        trust = Confidence.SURE if printed[0] == 0 else Confidence.CHECK
        return Found(printed[1], (printed[2],), trust, "published_stamp")
    return None


def _glued_stamp(page: Page) -> tuple[int, str, Range] | None:
    """The stamp between a headline that lost its line and the lead, as `_stamps` answers."""
    run_on = glued.find(page)
    if run_on is None or run_on.stamp[0] == run_on.stamp[1]:
        return None
    low, high = run_on.stamp
    for mention in find(page):
        if mention.kind == "day" and mention.year and low <= mention.start < high:
            start, end, clock = _clock(page, mention)
            return 1, f"{edtf.make(mention.year, mention.month, mention.day)}{clock}", (start, end)
    return None


def is_banner(page: Page, found: Found, days: Sequence[str]) -> bool:
    """Whether a stamp is the day of capture on top of a site: all meetings, without a year, lie far from it."""
    if found.rule != "published_stamp" or not days:
        return False
    headline = next((block.start for block, _line in page.article.parts(Role.HEADLINE)), 0)
    start, end = found.spans[0]
    line = page.folded[page.text.rfind("\n", 0, start) + 1 : end]
    if start >= headline or not _WEEKDAY.search(line) or len(str(found.value)) < 10:
        return False
    return all(day.startswith("XXXX-") and len(day) == 10 and _far(day, str(found.value)) for day in days)


def _far(day: str, stamp: str) -> bool:
    """Whether a day of any year lies more than a month before or after a stamp."""
    one, other = (int(value[5:7]) * 30 + int(value[8:10]) for value in (day, stamp))
    return 30 < abs(one - other) < 330


_WEEKDAY = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\b"
)


def _stamps(page: Page) -> Iterator[tuple[int, str, Range]]:
    """`(rank, value, passage)` of each date in stamp and byline lines; rank 0 is best, a day without year last."""
    for mention in find(page, Role.STAMP, Role.BYLINE):
        if mention.kind != "day" or not (mention.year or mention.role is Role.STAMP):
            continue
        start, end, clock = _clock(page, mention)
        before = page.folded[max(0, mention.start - 30) : mention.start].rpartition("\n")[2]
        later = re.search(r"sua doi|cap nhat|updated?|modified|mis a jour|modifie", before)
        rank = (2 if later else 0) + (mention.role is Role.BYLINE) + (0 if mention.year else 4)
        clock = clock if mention.year else ""
        yield rank, f"{edtf.make(mention.year, mention.month, mention.day)}{clock}", (start, end)


def _clock(page: Page, mention: DateMention) -> tuple[int, int, str]:
    """The passage with the time printed beside a date, and the time as EDTF; empty without one."""
    text = page.text
    line_end = text.find("\n", mention.end)
    after = text[mention.end : min(line_end if line_end >= 0 else len(text), mention.end + 40)]
    line_start = text.rfind("\n", 0, mention.start) + 1
    before_at = max(line_start, mention.start - 24)
    match = _TIME_AFTER.match(after)
    if match:
        start, end = mention.start, mention.end + match.end()
    elif match := _TIME_BEFORE.search(text[before_at : mention.start]):
        start, end = before_at + match.start(), mention.end
    else:
        return mention.start, mention.end, ""
    hour, minute = int(match["h"]), int(match["m"])
    half = (match["half"] or "").upper()
    hour += 12 if half in ("PM", "CH") and hour < 12 else -12 if half in ("AM", "SA") and hour == 12 else 0
    if hour > 23 or minute > 59:
        return mention.start, mention.end, ""
    zone = _ZONE.match(text[end:].partition("\n")[0])
    clock = f"T{hour:02d}:{minute:02d}" + (f":{match['s']}" if match["s"] else "")
    return start, end + (zone.end() if zone else 0), clock + (f"{zone[1]}{int(zone[2]):02d}:00" if zone else "")


_HOUR = (
    r"(?P<h>\d{1,2}) ?[:hHg](?: ?)(?P<m>\d\d)(?!\d)(?:[:m](?P<s>[0-5]\d)(?!\d))?(?: ?(?P<half>[AaPp][Mm]|SA|CH)\b)?"
)
_TIME_AFTER = re.compile(rf"(?:,? ?(?:[-–|•·T/]|at|à|lúc|vào lúc|:)? ?)\b{_HOUR}")
_TIME_BEFORE = re.compile(rf"\b{_HOUR}(?: ?\(?GMT ?\+ ?7\)?)?,? ?(?:[-–|•·]|ngày|on|le)?,?[^\d\n]{{0,14}}$")
_ZONE = re.compile(r" ?\(?(?:GMT|UTC)? ?([+-]) ?(\d{1,2})(?::?00)?\)?")


def _moment(text: str) -> str | None:
    """A date or date-time of a page head as EDTF; None if it is not one."""
    match = _ISO.search(text)
    if match is None:
        return _plain_moment(text)
    value = (
        match["day"]
        + (f"T{match['time']}" if match["time"] else "")
        + (match["zone"] or "" if match["time"] else "")
    )
    if match["zone"] and len(match["zone"]) == 5 and match["time"]:
        value = f"{value[:-2]}:{value[-2:]}"
    return value if edtf.is_valid(value, time=True, interval=False) and "X" not in value else None


def _plain_moment(text: str) -> str | None:
    """`28/12/2013` or `11 Jun 2020 18:44:03 +0700` of a page head, mail or companion file."""
    if match := re.search(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", text):
        day, month, year = (int(part) for part in match.groups())
    elif match := re.search(r"(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})", text):
        months = "JanFebMarAprMayJunJulAugSepOctNovDec"
        day, month, year = int(match[1]), months.find(match[2]) // 3 + 1, int(match[3])
    else:
        return None
    try:
        value = edtf.make(year, month, day)
    except ValueError:
        return None
    clock = re.search(r"\b([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d)?(?: ([+-]\d\d)(\d\d))?", text[match.end() :])
    if not clock:
        return value
    return f"{value}T{clock[1]}:{clock[2]}{clock[3] or ''}" + (f"{clock[4]}:{clock[5]}" if clock[4] else "")


_ISO = re.compile(
    r"(?<!\d)(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)


# Address


def _url(told: Mapping[str, list[Span]]) -> Found | None:
    """The address of the article in the page head or the companion file."""
    for key in _ADDRESSES:
        for span in told.get(key, ()):
            if not URL.error(span.quote):
                return Found(span.quote, ((span.start, span.end),), Confidence.SURE, "url_metadata")
    return None
