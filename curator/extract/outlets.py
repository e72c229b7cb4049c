"""The outlet of an article, as the page prints it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice

from curator.extract import glued
from curator.extract.datetext import find as find_dates
from curator.extract.page import Found, Page
from curator.extract.places import find as find_places
from curator.model.article import Role, Span
from curator.model.record import Confidence
from curator.model.text import fold, words
from curator.model.vocab import vocabulary

Metadata = Mapping[str, Sequence[Span]]  # the values of each key of the page head

MASTHEAD_LINES = 40  # stamps among which the outlet is looked for
_SITES = {
    "og:site_name": "outlet_site_name",
    "ld:publisher": "outlet_site_name",
    "meta:application-name": "outlet_site_name",
    "meta:dc.publisher": "outlet_site_name",
    "csv:outlet": "outlet_companion",
}


def outlet(page: Page, told: Metadata) -> Found | None:
    """The outlet as printed: the site's own name, the name in the masthead, or the prefix of the lead."""
    for key, rule in _SITES.items():
        for span in told.get(key, ())[:1]:
            return Found(span.quote, ((span.start, span.end),), Confidence.SURE, rule)
    prefix, line = _prefix(page), _masthead_line(page, told)
    if line and (prefix is None or line.confidence is Confidence.SURE or _is_host(str(prefix.value))):
        return line
    if prefix and _is_host(str(prefix.value)):
        return _site_tail(page, told) or prefix
    return prefix or _site_tail(page, told) or _signature(page) or _imprint(page) or _own_name(page)


def _prefix(page: Page) -> Found | None:
    """The outlet before the dash that opens the lead: `HNP - `, `(SGTB) - `, `Hô Chi Minh-Ville (FDM) – `."""
    run_on = glued.find(page)
    for position, (block, line) in enumerate([*page.article.parts(Role.STORY)][:4]):
        at = run_on.story - block.start if run_on and not position else 0
        if (match := _PREFIX.match(line, at)) is None:
            continue
        group = next(name for name in ("sign", "bracket", "bare") if match[name])
        start, end = block.start + match.start(group), block.start + match.end(group)
        name = page.text[start:end]
        listed = known(name)
        if not listed and _CLITIC.match(line, match.start(group) + len(name)):
            continue
        bracketed = group == "sign" or (group == "bracket" and match.start(group) <= at + 2)
        opens = bracketed or _OPENS_LEAD.match(line, match.end()) is not None
        if not listed and (
            _is_place(page, start, end) or not (_looks_like_outlet(name) or (opens and _is_short(name)))
        ):
            continue
        return Found(name, ((start, end),), Confidence.SURE if listed else Confidence.CHECK, "outlet_dateline")
    return None


_PREFIX = re.compile(
    r"\((?P<sign>[A-ZĐ][A-ZĐ0-9+&.]{1,9})\)\s?(?=[^\W\d_])"
    r"|[*\s]*(?:[^\W\d][^()\n]{0,40}?)?\((?P<bracket>[^\W\d][^()\n\d]{1,28})\)\s{0,2}[.:]?\s?[-–—:.]"
    r"|[*\s]*(?P<bare>[^\W\d][^\n.:;,()–—-]{0,28}?(?i:\.(?:vn|com|example|net|org|tv))?)(?:\s{1,2}[-–—]\s?|[-–—](?![a-zà-ỹđ]))(?=[\"“«\w])"
)


_OPENS_LEAD = re.compile(
    r"[\"“]?(?:Ngày|Sáng|Trưa|Chiều|Tối|Hôm|Tại|Nhân|Trong|Ông|Bà|Đồng chí|Phó|Chủ tịch|Bí thư|Le|La|On|The)\b"
)


# What parts a word of French from its dash: `Celle-ci`, `Est-il`.
_CLITIC = re.compile(r"-(?:ci|là|t|ils?|elles?|on|nous|vous|les?|la|y|en|mêmes?)\b")


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


def _masthead_line(page: Page, told: Metadata) -> Found | None:
    """The line above the headline that names the outlet; the part before ` | ` if it has several."""
    best: Found | None = None
    title = " ".join(span.quote for span in told.get("html:title", ()))
    headline = next((block.start for block, _line in page.article.parts(Role.HEADLINE)), len(page.text))
    for block, line in islice(page.article.parts(Role.STAMP), MASTHEAD_LINES):
        for match in re.finditer(r"(?:(?! {2})[^|•\t])+", line):
            start, end = page.trim(block.start + match.start(), block.start + match.end())
            if portal := _PORTAL.match(page.text, start, end):
                end = portal.end()
            if issue := _ISSUE.search(page.text, start, end):
                end = issue.start()
            name = page.text[start:end]
            titled = name in title
            if not any(char.isalpha() for char in name) or (any(char.isdigit() for char in name) and not titled):
                continue
            if known(name) or (titled and name not in page.text[headline : headline + len(name)]):
                return Found(name, ((start, end),), Confidence.SURE, "outlet_masthead")
            above = block.start < headline or (match.end() < len(line) and page.text.count(name) > 1)
            if best is None and above and _could_name_outlet(page, start, end):
                best = Found(name, ((start, end),), Confidence.CHECK, "outlet_masthead")
            break
    return best


_PORTAL = re.compile(
    r"(?:Cổng|Trang) (?:thông tin|giao tiếp|TTĐT)(?: điện tử)?(?: (?!- )\S+)+(?= - )", re.IGNORECASE
)


_ISSUE = re.compile(  # behind the name of a paper: ` - Số ra Thứ Tư, 19-3-2003`
    r"(?<=\w)[\s,.;:(–—-]+(?:số(?: ra)?|ra (?:ngày|thứ)|phát hành|năm thứ|issue|no|n°|numéro|édition du|vol)\b.*\d",
    re.IGNORECASE,
)


def _could_name_outlet(page: Page, start: int, end: int) -> bool:
    name = page.text[start:end]
    if any(m.start < end and start < m.end for m in find_dates(page, Role.STAMP)) or len(name.split()) > 9:
        return False
    places = [m for m in find_places(page, (start, end)) if start <= m.start and m.end <= end]
    bare = fold(name)
    for place in places:  # a rubric such as `Vietnam - France` names no outlet
        bare = bare.replace(page.folded[place.start : place.end], "")
    return any(char.isalpha() for char in bare)


def _site_tail(page: Page, told: Metadata) -> Found | None:
    """The part of the page's title that is not the headline: `… | Tạp chí Ven Biển`, `QN Portal | …`."""
    headline = next((fold(line) for _block, line in page.article.parts(Role.HEADLINE)), "")
    best: Found | None = None
    for span in told.get("html:title", ())[:1]:
        at = 0
        for mark in [*_TITLE_MARK.finditer(span.quote), None]:
            name = span.quote[at : mark.start() if mark else len(span.quote)].strip()
            place = (span.start + at, span.start + at + len(name))
            at = mark.end() if mark else at
            long = len(name.split()) > (10 if _PUBLISHER.match(name) else 7)
            if not name or long or fold(name) in headline or (headline and headline in fold(name)):
                continue
            if known(name):
                return Found(name, (place,), Confidence.SURE, "outlet_title")
            best = Found(name, (place,), Confidence.CHECK if headline else Confidence.GUESS, "outlet_title")
    return best


def _signature(page: Page) -> Found | None:
    """A sign-off at the foot of the story that is an outlet, or capitals alone: `NDEL`, `FDM`, `QN Portal`."""
    lines = [*page.article.parts(Role.BYLINE)]
    if lines:
        block, line = lines[-1]
        if known(line) or _CAPITALS.fullmatch(line) or _OUTLET_WORD.search(fold(line)):
            return Found(line, ((block.start, block.end),), Confidence.GUESS, "outlet_signature")
    return None


_PUBLISHER = re.compile(r"(?:Cổng|Trang|Báo|Đài|Tạp chí|Thông tấn|Bản tin)\b", re.IGNORECASE)


def _imprint(page: Page) -> Found | None:
    """The outlet that the foot of the page names: `© 2003 Le Courrier du Fleuve`, `The Lotus Post Online`."""
    foot = max((block.end for block, _line in page.article.parts(Role.STORY)), default=0)
    for block, line in reversed([*page.article.parts(Role.STAMP)]):
        if block.start < foot:
            break
        match = _RIGHTS.search(line) or _OPENING_NAME.match(line)
        if match is None:
            continue
        start, end = page.trim(block.start + match.start("name"), block.start + match.end("name"))
        name = page.text[start:end]
        listed = (known(name) and len(name) > _SHORTEST) or (_OUTLET_WORD.search(fold(name)) and name[:1].isupper())
        if listed or (match.re is _RIGHTS and 1 < len(name.split()) <= 6 and not _NOTICE.search(fold(name))):
            return Found(name, ((start, end),), Confidence.GUESS, "outlet_imprint")
    return None


_NAME = r"(?P<name>[^\W\d][^.,|:;()\n–]*?)(?= - |[.,|:;()–]|$)"
_RIGHTS = re.compile(r"(?:©|\(c\)|\bCopyright\b)[ ©\d,–-]*(?:by |of |de )?" + _NAME)
_OPENING_NAME = re.compile(_NAME)
_NOTICE = re.compile(r"\b(?:rights|reserved|droits|copyright|contact|terms|sitemap)\b")


_SHORTEST = 3  # letters; `TP` opens an address


def _own_name(page: Page) -> Found | None:
    """The line that opens the page, where the page says that name again: the site of a body (`AIMF`)."""
    headline = next((block.start for block, _line in page.article.parts(Role.HEADLINE)), 0)
    for block, line in islice(page.article.parts(Role.STAMP), 1):
        name = line.strip()
        plain = name[:1].isupper() and not re.search(r"[\d|/>•:]|\s{2}", name) and len(name.split()) <= 7
        again = re.search(rf"\b{re.escape(name)}\b", page.text[block.end :]) or _OUTLET_WORD.search(fold(name))
        if block.start < headline and plain and again:
            return Found(name, ((block.start, block.end),), Confidence.GUESS, "outlet_opening")
    return None


_TITLE_MARK = re.compile(r" [|»–—-] |\s*\|\s*")
_CAPITALS = re.compile(r"[A-ZĐ]{3,6}(?:/[A-ZĐ]{3,6})?")
_OUTLET_WORD = re.compile(
    r"^(?:the |bao |dai |cong |tap chi )?(?:[\w.]+ ){0,3}(?:portal|online|news|times|herald|post|today|weekly|daily"
    r"|observer|chronicle|gazette|mail|tribune|voice|review|journal|star|standard|courier|express|bulletin|monitor|reporter)$"
    r"|^(?:le |la |l'|les )?(?:courrier|journal|gazette|quotidien|tribune|echos?|depeche|nouvelles|voix|fil)"
    r"(?: [\w.']+){1,4}$"
)


@cache
def _outlets() -> frozenset[str]:
    """All printed names of outlets, as folded words."""
    names: set[str] = set()
    for term in vocabulary("outlets"):
        for column in ("names_printed", "press_prefixes", "hosts"):
            names.update(map(_key, (term.row.get(column) or "").split("|")))
        names.add(_key(term.code))
    return frozenset(names - {""})


def known(name: str) -> bool:
    """Whether this is a printed name, a prefix or a host of a listed outlet."""
    return _key(name) in _outlets()


def _key(name: str) -> str:
    """A name as folded words; a final plus belongs to it: `Vietnam+` is an outlet, `VIETNAM` a rubric."""
    return " ".join(words(name)) + "+" * name.rstrip().endswith("+")


def names_site(line: str) -> bool:
    """Whether a line names an outlet or the body whose site this is: `Ambassade de Belgique à Hanoi`."""
    folded = fold(line.strip())
    return known(line) or _OUTLET_WORD.search(folded) is not None or _BODY_SITE.match(folded) is not None


_BODY_SITE = re.compile(
    r"(?:the )?(?:embassy|consulate(?: general)?|ambassade|consulat(?: general)?|chamber|chambre|ville|city|mairie"
    r"|permanent mission|delegation)(?: of| de| du| d')(?: ?\S+){1,4}$"
)


def city_of(name: str) -> str | None:
    """The city whose administration an outlet is, by its standard name: `Ville de Lyon`; None for other outlets."""
    said = words(name)
    if _ADMINISTRATION.isdisjoint(said) or len(said) > _LONGEST:
        return None
    runs = (tuple(said[i:j]) for j in range(len(said), 0, -1) for i in range(j))
    return next((city for run in sorted(runs, key=len, reverse=True) if (city := _cities().get(run))), None)


@cache
def _cities() -> Mapping[tuple[str, ...], str]:
    """The standard name of each foreign city by its French and English names, as folded words."""
    rows = ((term, term.row) for term in vocabulary("places") if term.row["country"] != "VN")
    named = ((term.code, f"{row['names_fr']}|{row['names_en']}") for term, row in rows)
    return {tuple(words(each)): code for code, names in named for each in names.split("|") if each}


def is_world_body(name: str) -> bool:
    """Whether an outlet is the site of an international body: `AIMF`, `UN-Habitat`."""
    return tuple(words(name)) in _world_bodies()


@cache
def _world_bodies() -> frozenset[tuple[str, ...]]:
    """The names of international bodies, as folded words."""
    term = vocabulary("bodies").get("igo")
    return frozenset(tuple(words(name)) for name in term.aliases) if term else frozenset()


_LONGEST = 9  # words in the name of an administration
_ADMINISTRATION = frozenset(
    ("ville", "mairie", "metropole", "city", "council", "municipality", "municipal", "town", "prefecture", "region",
     "government", "officiel", "official", "borough", "stadt", "comune", "ayuntamiento", "hall")
)  # fmt: skip
