"""Authors: people who sign, at the head, at the foot, under `Tin, ảnh:` or in the page head."""

import re
from collections.abc import Iterator

from curator.extract.lexicon import surnames
from curator.extract.outlets import known
from curator.extract.page import Found, Page, Range
from curator.extract.places import find as find_places
from curator.extract.words import bare
from curator.model.article import Role
from curator.model.record import Confidence
from curator.model.text import fold, words

_KEYS = (
    "ld:author",
    "micro:author",
    "meta:author",
    "meta:dc.creator",
    "meta:sailthru.author",
    "meta:parsely-author",
)


def authors(page: Page, outlet: str = "") -> Found | None:
    """The names of the people who sign the article, as printed, the `outlet` aside; None where nobody does."""
    names: dict[str, tuple[str, Range]] = {}
    for name, span in [*_printed(page), *_in_head(page)]:
        names.setdefault(" ".join(words(name)), (name, span))
    names.pop(" ".join(words(outlet)), None)
    if not names:
        return None
    printed = any(page.article.role_at(span[0]) is not Role.METADATA for _name, span in names.values())
    values, spans = zip(*names.values(), strict=True)
    return Found(list(values), spans, Confidence.SURE, "author_byline" if printed else "author_metadata")


def _printed(page: Page) -> Iterator[tuple[str, Range]]:
    """Names in byline lines, behind words such as `Tin, ảnh:`, and before a photo credit at the foot."""
    foot = max((block.start for block, _line in page.article.parts(Role.STORY)), default=0)
    for block, line in page.article.parts(Role.BYLINE, Role.CAPTION, Role.STAMP):
        label = _LABEL.match(line)
        if block.role is Role.STAMP and not label:
            yield from _before_date(page, block.start, line)
            continue
        signed = label["author"] if label else _SIGNED.match(line) if block.start > foot else None
        if block.role is not Role.BYLINE and not signed:
            continue
        start = label.end() if label else 0
        rest = _PHOTO.split(line[start:], maxsplit=1)[0]
        yield from _people(page, block.start + start, rest)


def _before_date(page: Page, start: int, line: str) -> Iterator[tuple[str, Range]]:
    """The name that stands before the date of a stamp: `Mạnh Hùng 05/09/2024 - 10:48 AM`."""
    match = _NAME_BEFORE_DATE.match(line)
    parts = [part.split() for part in _SEPARATOR.split(match[1])] if match else []
    named = match is not None and all(_could_sign(p) for p in parts) and not _CALENDAR.search(fold(match[1]))
    if match and named and not any(place.start == start for place in find_places(page, (start, start + 1))):
        yield from _people(page, start, match[1])


def _could_sign(parts: list[str]) -> bool:
    """Whether these words may be a name before a date: one of four words begins with a family name."""
    return 2 <= len(parts) <= 3 or (len(parts) == 4 and (parts[0].isascii() or bare(parts[0]) in surnames()))


def _in_head(page: Page) -> Iterator[tuple[str, Range]]:
    for key, value, span in page.article.metadata():
        if key in _KEYS:
            yield from _people(page, span.start, value)


def _people(page: Page, start: int, text: str) -> Iterator[tuple[str, Range]]:
    """The personal names in a signature, each with its passage."""
    at = 0
    for mark in [*_SEPARATOR.finditer(text), None]:
        part = text[at : mark.start() if mark else len(text)]
        label = _LABEL.match(part)
        begin = at + (label.end() if label else 0)
        end = at + len(_BRACKET.split(part, maxsplit=1)[0])
        a, b = page.trim(start + begin, start + max(begin, end))
        name = page.text[a:b].strip(" .,-–—*")
        if name and is_person(name):
            a = page.text.index(name, a)
            yield name, (a, a + len(name))
        at = mark.end() if mark else at


def is_person(name: str) -> bool:
    """Whether a signature is a person's name: capitalised words, no agency, no outlet, no initials alone."""
    parts = name.split()
    if "  " in name or not 1 <= len(parts) <= 5 or any(char.isdigit() or char in "@/:|&+" for char in name):
        return False
    if not all(part[0].isupper() for part in parts) or not re.search(r"[^\W\d_]{2}", name):
        return False
    sign = name.isupper() or "." in name or len(name) < 3 or re.match(r"[A-ZĐ]{3}", name)
    if len(parts) == 1 and sign and not _INITIAL_AND_NAME.fullmatch(name):
        return False  # `NDEL`, `TTXVN`, `P.V`, `VOV-Praha`
    if parts[0].lower() == "the":
        return False
    return not _NO_PERSON.search(fold(name)) and not _BODY.match(name) and not known(name)


_LABEL = re.compile(
    r"\s*(?:(?P<author>(?:tin,? ?(?:và |- ?)?ảnh|tin, bài|tin|bài(?: viết)?(?:,? (?:và )?ảnh)?|bài, ảnh|tác giả"
    r"|thực hiện|écrit par|bởi|người viết|phóng viên|pv|nhóm pv|by|written by|reported by|story by|author"
    r"|textes?(?: et photos?)?|par|propos recueillis par|auteur|rédaction)\s*(?::|(?<=by)\s|(?<=par)\s|(?<=bởi)\s))"
    r"|(?:translated by|edited by|compiled by|traduit par|biên dịch|theo|ctv|ảnh|photos?|nguồn|source)\s*:?\s)\s*",
    re.IGNORECASE,
)
_INITIAL_AND_NAME = re.compile(r"[^\W\d_]\.[^\W\d_]{3,}")  # `T.SƠN`
_PHOTO = re.compile(r"\.?\s*[-–(,;/]?\s*(?:Ảnh|ẢNH|ảnh|Photos?|photos?|Nguồn|Source)\s*:")
_NAME_BEFORE_DATE = re.compile(  # `Thu Hà - Minh Anh (từ Paris) 06/06/2017`
    r"([^\W\d][^\d|,:;(]{3,40}?)(?:\s?\([^()\d]{2,30}\))?[\s|,–-]{1,4}"
    r"(?:(?:[Tt]hứ \w+|[Cc]hủ nhật|[Nn]gày),?\s(?:ngày )?)?\d{1,2}[/.:-]\d"
)
_CALENDAR = re.compile(
    r"\b(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|ngay|cap nhat|dang|xuat ban|publi\w*|posted|updated?|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|\w+day|le|no|so)\b"
)
_SIGNED = re.compile(r"[^.:]{3,40}\. Ảnh: [^.:]{3,40}$")  # `Phương Thảo. Ảnh: Đàm Quân` below the story
_SEPARATOR = re.compile(r"\s[-–—]\s|\s(?:và|and|et|&)\s|[,;/|\n•]")
_BRACKET = re.compile(r"\s*[(\[<]")
_BODY = re.compile(r"(?:Báo|Sở|BÁO|SỞ|Bao|So) ")  # with its marks: `Bảo Trâm` is a person
_NO_PERSON = re.compile(  # on a folded signature
    r"\b(?:ttxvn|vna|vnp|vietnam|theo|tong hop|toa soan|bien tap|phong vien|van phong|so ngoai vu|cong thong tin"
    r"|tap chi|thong tan|ubnd|hdnd|pv|ctv|btv|redaction|newsroom|staff|reporters?|editors?|desk|agence|agency|news"
    r"|online|admin|administrator|press|office|portal|team|website|thu do|dau tu|doanh nghiep|thoi bao|phap luat"
    r"|nations|organi[sz]ation|programme|foundation|fondation|embassy|ambassade|consulat|consulate|mairie|unicef"
    r"|unesco|undp|who|un-habitat|aimf|afd|jica|koica|giz|usaid|institut|institute|university|universite"
    r"|chamber|chambre|council|conseil|ministere|ministry|department|service)\b|^(?:nhom|dai truyen|dai phat) "
    r"|^(?:thoi su|tin tuc|tin moi|chinh tri|doi ngoai|trong nuoc|kinh te|xa hoi|van hoa|the gioi|the thao|giao duc"
    r"|phap luat|thu do|do thi|doi song|su kien|quoc te|hoat dong|home news|top news)\b"
)
