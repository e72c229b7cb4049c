"""Places named on a page: countries, cities, regions, and adjectives of countries.

The names are those of `countries.csv` and `places.csv`. The longest name wins. A name must be written with a
capital, and short Vietnamese names that are words or parts of personal names as well (`Đức`, `Nga`, `Mỹ`, `Anh`)
need a context that makes them a place.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import compress, groupby
from typing import Any, Literal, NamedTuple

from curator.extract.page import Page, Range
from curator.extract.words import Learned, lowered
from curator.model.text import fold
from curator.model.vocab import Term, vocabulary

Kind = Literal["country", "city", "region", "district", "adjective"]


class PlaceMention(NamedTuple):
    """A place where the page names it. `code` is the ISO code of a country or the standard name of a place."""

    start: int
    end: int
    kind: Kind
    code: str
    country: str  # ISO 3166-1 alpha-2


class _Name(NamedTuple):
    """One name of one place, ready to be compared with a page."""

    written: str  # lower case, with its marks
    folded: str
    kind: Kind
    code: str
    country: str
    capitals: tuple[int, ...]  # positions of the letters that must be capitals
    short: bool  # one Vietnamese syllable: needs a context
    personal: bool  # a given name or family name as well
    exact: bool  # marks must be those written


_Group = list[tuple[int, dict[str, list[_Name]]]]  # names by length, longest first, then by their folded form


def find(page: Page, within: Range | None = None) -> tuple[PlaceMention, ...]:
    """All places of headline, stamp, byline, story and captions, in page order, without overlap.

    With `within`, only those of the blocks that this passage touches.
    """
    if within is None:
        return _all(page)
    touched = [block for block in page.told if block.end > within[0] and within[1] > block.start]
    return tuple(place for place in _all(page) if any(b.start <= place.start < b.end for b in touched))


@lru_cache(maxsize=2)
def _all(page: Page) -> tuple[PlaceMention, ...]:
    """Kept for the page in hand: several steps of one extraction ask for its places."""
    names, text, folded, words = _names(page.language), page.text, page.folded, page.words
    found: list[PlaceMention] = []
    for block in page.told:
        done = block.start
        low, high = words.between(block.start, block.end)
        begun = [*map(names.beginning, words.raw[low:high])]
        for (length, ahead, single), at in compress(zip(begun, words.starts[low:high], strict=True), begun):
            named = ahead.get(folded[at + length : at + length + _AHEAD], single)
            name = _longest(named, text, folded, at, block.end) if named and at >= done else None
            if name and not page.damaged(at, at + len(name.folded)):
                done = at + len(name.folded)
                found.append(PlaceMention(at, done, name.kind, name.code, name.country))
    return tuple(found)


def country_of(place: str) -> str | None:
    """The country of a standard place name; None where unknown."""
    term = vocabulary("places").get(place)
    return term.row["country"] if term else None


def _longest(named: _Group, text: str, folded: str, at: int, limit: int) -> _Name | None:
    """The longest of these names that stands at this offset as a place; of equal ones that with the same marks."""
    for length, forms in named:  # longest first
        end = at + length
        if end > limit or (names := forms.get(folded[at:end])) is None:
            continue
        if end < limit and folded[end].isalnum() and not (text[end].isupper() and text[end - 1].islower()):
            continue  # a capital right behind lost its blank: `Hà NộiTrần`
        best: _Name | None = None
        written = _written(text[at:end])
        for name in names:
            same = written == name.written
            if (name.exact and not same) or (best and not same):
                continue
            if all(text[at + i].isupper() for i in name.capitals) and _is_place(name, text, at, end, limit):
                if same:
                    return name
                best = name
        if best:
            return best
    return None


_written = Learned(lowered).__getitem__


# Context: is a short or ambiguous name a place here?


def _is_place(name: _Name, text: str, at: int, end: int, limit: int) -> bool:
    if text.startswith("$", end):
        return False  # `US$480 million`
    if name.kind == "adjective":
        return True
    if ":" in text[max(0, at - 8) : at] and _CREDIT.search(text, max(0, at - 8), at):
        return False
    if name.short:
        return _short_is_place(name, text, *_word_before(text, at), _word_after(text, end, limit), end)
    if name.personal:
        return not _in_personal_name(*_word_before(text, at), _word_after(text, end, limit))
    if name.country != "VN":
        return True
    before, gap = _word_before(text, at)
    return not (gap == " " and before.lower() in _FAMILIES)


def _short_is_place(name: _Name, text: str, before: str, gap: str, after: str, end: int) -> bool:
    """Whether a one-syllable Vietnamese name is a place: after a word that takes one, or standing free."""
    if after and after in _not_before().get(name.code, ()):
        return False
    low = before.lower()
    if gap == " " and low in _TAKES_PLACE:
        return True
    if gap == " " and (low in _HONORIFICS or before[:1].isupper()):
        return False
    if after[:1].isupper() and fold(after) in _SYLLABLES:
        return False  # `Anh Thư`, `Đức Huy`: the name of a person begins here
    # `Anh cho biết`, `Ý của ông` at the start of a sentence
    return bool(before) or name.code not in ("GB", "IT")


def _in_personal_name(before: str, gap: str, after: str) -> bool:
    """Whether a city that is a given name or family name as well stands within a person's name."""
    if gap == " " and before.lower() in _TAKES_PLACE:
        return False
    if after[:1].isupper() and after.lower() in _FAMILIES | _PLAIN_FAMILIES:
        return True
    named = before[:1].isupper() and fold(before) not in _TITLES
    return gap == " " and (named or before.lower() in _HONORIFICS)


def _word_before(text: str, at: int) -> tuple[str, str]:
    """The word before this offset in its line, and what stands between; both empty at a line start."""
    end = at
    while end > 0 and not text[end - 1].isalnum():
        end -= 1
        if text[end] in "\n.:;!?" or at - end > 3:
            return "", text[end:at]
    start = end
    while start > 0 and text[start - 1].isalnum() and end - start < 20:
        start -= 1
    return text[start:end], text[end:at].replace("\u00a0", " ")


def _word_after(text: str, end: int, limit: int) -> str:
    """The word that follows after one blank; empty where a mark or the line end follows."""
    if end + 1 >= limit or text[end] not in " \u00a0" or not text[end + 1].isalnum():
        return ""
    stop = end + 1
    while stop < limit and text[stop].isalnum() and stop - end < 20:
        stop += 1
    return text[end + 1 : stop]


# The index


class _Names:
    """The names to look for on a page, by their first word."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self._listed: dict[str, list[_Name]] = {}  # longest first
        self._small: set[str] = set()  # first words of the names that need no capital there
        for name in sorted(names, key=lambda name: -len(name.folded)):
            if first := _WORD.match(name.folded):
                self._listed.setdefault(first[0], []).append(name)
                if 0 not in name.capitals:
                    self._small.add(name.written[: len(first[0])])
        self.beginning = Learned(self._of_word).__getitem__

    def _of_word(self, word: str) -> tuple[Any, ...]:
        """What may begin with this word: any name with a capital, a small one if it is listed so; else empty.

        Its length; the names by the letters that follow it; those that fit whatever follows.
        """
        listed = self._listed.get(fold(word)) if word[0].isupper() or word in self._small else None
        if not listed:
            return ()
        ahead = [name.folded[len(word) :][:_AHEAD] for name in listed]
        ahead = [letters if len(letters) == _AHEAD else "" for letters in ahead]
        fitting = {
            letters: _grouped(name for other, name in zip(ahead, listed, strict=True) if other in ("", letters))
            for letters in ("", *ahead)
        }
        return len(word), fitting, fitting[""]


def _grouped(names: Iterable[_Name]) -> _Group:
    """These names, longest first, by length and form."""
    group: _Group = []
    for length, same in groupby(names, key=lambda name: len(name.folded)):
        group.append((length, {}))
        for name in same:
            group[-1][1].setdefault(name.folded, []).append(name)
    return group


@cache
def _names(language: str) -> _Names:
    """The names to look for on a page in `language`."""
    names: dict[tuple[str, str, str], _Name] = {}
    for term in vocabulary("countries"):
        for tongue in _tongues(language):
            for written in _column(term, f"names_{tongue}"):
                _add(names, written, tongue, language, "country", term.code, term.code, False)
        for written in _column(term, f"adjectives_{language}"):
            _add(names, written, language, language, "adjective", term.code, term.code, False)
    for term in vocabulary("places"):
        kind: Kind = "region" if term.row["kind"] == "region" else "city"
        for tongue in _tongues(language):
            for written in _column(term, f"names_{tongue}"):
                personal = bool(term.row["also_name"]) and len(written.split()) == 1
                _add(names, written, tongue, language, kind, term.code, term.row["country"], personal)
    for term in vocabulary("districts"):  # `quận Tây Hồ` lies in its city, and is no person
        country = country_of(term.code) or ""
        for written in _column(term, "names_vi"):
            _add(names, written, "vi", language, "district", term.code, country, False)
    return _Names(names.values())


def _add(
    names: dict[tuple[str, str, str], _Name],
    written: str, tongue: str, language: str, kind: Kind, code: str, country: str, personal: bool,
) -> None:  # fmt: skip
    folded = fold(written)
    syllable = (
        tongue == "vi" and folded.isalpha() and len(folded) <= 6 and not (written.isupper() and len(written) > 1)
    )
    short = language == "vi" and syllable and _is_syllable(folded)
    if tongue == "vi" and language != "vi" and (folded == written.lower() or len(folded) < 5):
        return  # a Vietnamese name is known among foreign words by its marks alone
    small = kind == "adjective" and language == "fr"
    capitals = () if small else tuple(m.start() for m in _INITIAL.finditer(written) if m[0].isupper())
    brief = len(folded) < 6 and " " not in folded and "-" not in folded
    exact = brief or written.isupper() or (tongue == "vi" and language != "vi")
    name = _Name(
        lowered(written), folded, kind, code, country, capitals,
        short, personal, exact,
    )  # fmt: skip
    names.setdefault((folded, name.written, kind), name)


def _tongues(language: str) -> tuple[str, ...]:
    return {"vi": ("vi", "en", "fr"), "fr": ("fr", "en", "vi"), "en": ("en", "vi", "fr")}[language]


def _column(term: Term, column: str) -> list[str]:
    return [name.strip() for name in (term.row.get(column) or "").split("|") if name.strip()]


@cache
def _not_before() -> dict[str, frozenset[str]]:
    """For each country, the words that, following its short name, make it part of another word."""
    return {term.code: frozenset(_column(term, "not_before_vi")) for term in vocabulary("countries")}


_INITIAL = re.compile(r"(?<![^\s(])[^\W\d_]")  # the first letter of each word, not behind hyphens
_CREDIT = re.compile(r"(?:ảnh|photo|nguồn|tin|bài|par|by) ?: ?$", re.IGNORECASE)  # a photographer follows
_WORD = re.compile(r"[^\W_]+")
_AHEAD = 2  # letters after the first word, mostly a blank and one more, by which longer names are looked up


def _is_syllable(folded: str) -> bool:
    """Whether a word has the shape of one Vietnamese syllable: one run of vowels."""
    return re.fullmatch(r"[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?", folded) is not None


def _set(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Words that a country or city follows directly.
_TAKES_PLACE = _set(
    "nước quốc hòa hoà bang liên chlb lb ch người tiếng tại ở của sứ sự tướng thống trưởng từ với sang và hàng "
    "phía bạn đảng hội viện bộ đoàn đến thăm về hữu việt nghị quán phủ đồng gia đô phố tp tỉnh vùng in of from "
    "to the de du à en au aux mặt hoàng vương dân ngoài gốc giữa cùng báo hãng trường dân đẹp nhân sinh ty nghiệp "
    "tập đoàn khách chủ sản lính hậu quân đại gia kiều lịch chức sách giáo âu"
)
_HONORIFICS = _set("ông bà anh chị cô chú bác em đồng chí đ/c ngài mr mrs ms mme m cháu gs ts pgs")
_TITLES = _set("mayor governor president premier maire gouverneur tp thanh pho province city the")
_FAMILIES = _set(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh lương mai tạ tô đào"
)
_PLAIN_FAMILIES = frozenset(map(fold, _FAMILIES))
_SYLLABLES = _set(
    "anh an bao bich binh chau chi chung cuong dao diep dinh dong dung duong duc giang ha hai hang hanh hien hieu "
    "hoa hoai hoan hoang hong hue hung huong huy khanh khoa khoi kien kim lam lan le lien linh loan long mai manh "
    "minh my nam nga ngan ngoc nguyen nhan nhat nhu nhung ninh phong phu phuc phung phuong quan quang quoc quy "
    "quyen quynh sang son tam tan thang thanh thao thi thien thinh tho thu thuan thuong thuy tien tin toan trang "
    "tri trinh trung truong tu tuan tung tuyen tuyet van vi viet vinh vu xuan yen"
)
