"""What the page says of the article itself: headline, outlet, authors, published, language, address."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from curator.extract.bylines import authors
from curator.extract.datetext import DateMention, find
from curator.extract.page import Found, Page, Range
from curator.extract.places import find as find_places
from curator.model import edtf
from curator.model.article import Role, Span
from curator.model.kinds import URL
from curator.model.record import Confidence
from curator.model.text import fold, words
from curator.model.vocab import vocabulary

MASTHEAD_LINES = 40  # stamps among which the outlet is looked for
_TITLES = ("ld:headline", "og:title", "micro:headline", "twitter:title", "mail:subject", "html:title")
_SITES = ("og:site_name", "ld:publisher", "meta:application-name", "meta:dc.publisher")
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
    found = {
        "headline": _headline(page, told),
        "outlet": outlet(page, told),
        "authors": authors(page),
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
    return None


def _without_stamp(line: str, start: int) -> int:
    """Where a headline ends if a stamp such as `(18:20 06/09/2022)` follows it in the same line."""
    match = _STAMP_TAIL.search(line)
    return start + (match.start() if match else len(line))


_STAMP_TAIL = re.compile(
    r"\s*[(\[|]?\s*(?:\d{1,2}[:h]\d\d,?\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^\w]{0,3}(?:\d{1,2}[:h]\d\d)?[)\]]?\s*$"
)
_SITE_TAIL = re.compile(r"\s+(?:[|»]|[-–—](?=\s))\s+(?:(?!\s[-–—]\s)[^|»]){2,40}$")


# Outlet


def outlet(page: Page, told: Mapping[str, list[Span]] | None = None) -> Found | None:
    """The outlet as printed: the site's own name, the name in the masthead, or the prefix of the lead."""
    told = _metadata(page) if told is None else told
    if site := _first(told, *_SITES):
        return Found(site[1].quote, ((site[1].start, site[1].end),), Confidence.SURE, "outlet_site_name")
    if csv := _first(told, "csv:outlet"):
        return Found(csv[1].quote, ((csv[1].start, csv[1].end),), Confidence.SURE, "outlet_companion")
    prefix, line = _prefix(page), _masthead_line(page, told)
    if line and (prefix is None or line.confidence is Confidence.SURE or _is_host(str(prefix.value))):
        return line
    if prefix and _is_host(str(prefix.value)):
        return _site_tail(page, told) or prefix
    return prefix or _site_tail(page, told) or _signature(page)


def _prefix(page: Page) -> Found | None:
    """The outlet before the dash that opens the lead: `HNP - `, `(SGTB) - `, `Hô Chi Minh-Ville (FDM) – `."""
    for block, line in [*page.article.parts(Role.STORY)][:4]:
        if (match := _PREFIX.match(line)) is None:
            continue
        group = "bracket" if match["bracket"] else "bare"
        start, end = block.start + match.start(group), block.start + match.end(group)
        name = page.text[start:end]
        known = _known(name)
        opens = (group == "bracket" and match.start(group) <= 2) or _OPENS_LEAD.match(line, match.end()) is not None
        if not known and (
            _is_place(page, start, end) or not (_looks_like_outlet(name) or (opens and _is_short(name)))
        ):
            continue
        return Found(name, ((start, end),), Confidence.SURE if known else Confidence.CHECK, "outlet_dateline")
    return None


_PREFIX = re.compile(
    r"[*\s]*(?:[^\W\d][^()\n]{0,40}?)?\((?P<bracket>[^\W\d][^()\n\d]{1,28})\)\s{0,2}[.:]?\s?[-–—:.]"
    r"|[*\s]*(?P<bare>[^\W\d][^\n.:;,()–—-]{0,28}?(?i:\.(?:vn|com|example|net|org|tv))?)\s{0,2}[-–—]\s?(?=[\"“«\w])"
)


_OPENS_LEAD = re.compile(
    r"[\"“]?(?:Ngày|Sáng|Trưa|Chiều|Tối|Hôm|Tại|Nhân|Trong|Ông|Bà|Đồng chí|Phó|Chủ tịch|Bí thư|Le|La|On|The)\b"
)


def _looks_like_outlet(name: str) -> bool:
    """An abbreviation, a host or a name in capitals: no words of a sentence."""
    parts = name.split()
    return len(parts) <= 5 and all(part[0].isupper() or part in ("en", "ligne", "và", "&", "+") for part in parts)


def _is_short(name: str) -> bool:
    return name[:1].isupper() and len(name.split()) <= 4


def _is_host(name: str) -> bool:
    return re.search(r"\.[a-z]{2,}$", name) is not None


def _is_place(page: Page, start: int, end: int) -> bool:
    return any(m.start <= start and end <= m.end + 4 for m in find_places(page, (start, end)))


def _masthead_line(page: Page, told: Mapping[str, list[Span]]) -> Found | None:
    """The line above the headline that names the outlet; the part before ` | ` if it has several."""
    best: Found | None = None
    title = " ".join(span.quote for span in told.get("html:title", ()))
    headline = next((block.start for block, _line in page.article.parts(Role.HEADLINE)), len(page.text))
    for block, line in islice(page.article.parts(Role.STAMP), MASTHEAD_LINES):
        for match in re.finditer(r"(?:(?! {2})[^|•\t])+", line):
            start, end = page.trim(block.start + match.start(), block.start + match.end())
            name = page.text[start:end]
            titled = name in title
            if not any(char.isalpha() for char in name) or (any(char.isdigit() for char in name) and not titled):
                continue
            if _known(name) or (titled and name not in page.text[headline : headline + len(name)]):
                return Found(name, ((start, end),), Confidence.SURE, "outlet_masthead")
            above = block.start < headline or (match.end() < len(line) and page.text.count(name) > 1)
            if best is None and above and _could_name_outlet(page, start, end):
                best = Found(name, ((start, end),), Confidence.CHECK, "outlet_masthead")
            break
    return best


def _could_name_outlet(page: Page, start: int, end: int) -> bool:
    name = page.text[start:end]
    if any(m.start < end and start < m.end for m in find(page, Role.STAMP)) or len(name.split()) > 9:
        return False
    places = [m for m in find_places(page, (start, end)) if start <= m.start and m.end <= end]
    bare = fold(name)
    for place in places:  # a rubric such as `Vietnam - France` names no outlet
        bare = bare.replace(page.folded[place.start : place.end], "")
    return any(char.isalpha() for char in bare)


def _site_tail(page: Page, told: Mapping[str, list[Span]]) -> Found | None:
    """The part of the page's title that is not the headline: `… | Tạp chí Ven Biển`, `QN Portal | …`."""
    headline = next((fold(line) for _block, line in page.article.parts(Role.HEADLINE)), "")
    best: Found | None = None
    for span in told.get("html:title", ())[:1]:
        at = 0
        for mark in [*_TITLE_MARK.finditer(span.quote), None]:
            name = span.quote[at : mark.start() if mark else len(span.quote)].strip()
            place = (span.start + at, span.start + at + len(name))
            at = mark.end() if mark else at
            if not name or len(name.split()) > 7 or fold(name) in headline or (headline and headline in fold(name)):
                continue
            if _known(name):
                return Found(name, (place,), Confidence.SURE, "outlet_title")
            best = Found(name, (place,), Confidence.CHECK if headline else Confidence.GUESS, "outlet_title")
    return best


def _signature(page: Page) -> Found | None:
    """A sign-off at the foot of the story that is an outlet, or capitals alone: `NDEL`, `FDM`, `QN Portal`."""
    lines = [*page.article.parts(Role.BYLINE)]
    if lines:
        block, line = lines[-1]
        if _known(line) or _CAPITALS.fullmatch(line) or _OUTLET_WORD.search(fold(line)):
            return Found(line, ((block.start, block.end),), Confidence.GUESS, "outlet_signature")
    return None


_TITLE_MARK = re.compile(r" [|»–—-] |\s*\|\s*")
_CAPITALS = re.compile(r"[A-ZĐ]{3,6}(?:/[A-ZĐ]{3,6})?")
_OUTLET_WORD = re.compile(
    r"^(?:the |bao |dai |cong |tap chi )?(?:[\w.]+ ){0,3}(?:portal|online|news|times|herald|post)$"
)


@cache
def _outlets() -> frozenset[str]:
    """All printed names of outlets, as folded words."""
    names: set[str] = set()
    for term in vocabulary("outlets"):
        for column in ("names_printed", "press_prefixes", "hosts"):
            names.update(" ".join(words(name)) for name in (term.row.get(column) or "").split("|"))
        names.add(" ".join(words(term.code)))
    return frozenset(names - {""})


def _known(name: str) -> bool:
    return " ".join(words(name)) in _outlets()


# Published


def _published(page: Page, told: Mapping[str, list[Span]]) -> Found | None:
    """The stamp of this article: the page head's, else the one near the headline; its local time if printed."""
    printed = next(iter(sorted(_stamps(page), key=lambda stamp: stamp[0])), None)
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


def _stamps(page: Page) -> Iterator[tuple[int, str, Range]]:
    """`(rank, value, passage)` of each full date in stamp and byline lines; rank 0 is best."""
    for mention in find(page, Role.STAMP, Role.BYLINE):
        if mention.kind != "day" or not mention.year:
            continue
        start, end, clock = _clock(page, mention)
        before = page.folded[max(0, mention.start - 30) : mention.start].rpartition("\n")[2]
        later = re.search(r"sua doi|cap nhat|updated?|modified|mis a jour|modifie", before)
        rank = (2 if later else 0) + (mention.role is Role.BYLINE)
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
_TIME_AFTER = re.compile(rf"(?:,? ?(?:[-–|•·T]|at|à|lúc|vào lúc|:)? ?)\b{_HOUR}")
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
