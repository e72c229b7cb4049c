"""Where titles, bodies, honorifics, cues and places stand among the words of a page."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from curator.extract.lexicon import Entry
from curator.extract.places import PlaceMention
from curator.extract.tokens import Tokens

Mark = tuple[int, Entry]  # one past the last word, and what it is
Cue = tuple[int, int, str]  # first word, one past the last, code

HOME_COUNTRY = "VN"
_OPEN = frozenset(("same_day", "before", "future", "attend", "behalf", "invite"))  # other cues may begin within
_AREA = frozenset(("thủ", "đô", "thành", "phố", "tp", "tỉnh", "vùng", "bang", "hạt"))  # before a name
_COMPOUND = frozenset(("đảng", "trưởng", "tập", "thành", "tỉnh", "công", "quân", "sư"))  # before another `đoàn`
_SUFFIXES = frozenset(("do", "si", "gun", "gu", "ken", "shi", "fu", "to"))
CASELESS = frozenset({"executive", "council", "party_city", "front", "city_government", "igo", "domain"})


class Place(NamedTuple):
    """A place among the words: `code` names a city or region and is empty for a country."""

    start: int
    end: int
    country: str
    code: str
    kind: str

    @property
    def foreign(self) -> bool:
        """Whether it lies outside Viet Nam."""
        return bool(self.country) and self.country != HOME_COUNTRY


@dataclass
class Marks:
    """What is known of the words of one page, by the first word of each phrase."""

    tokens: Tokens
    titles: dict[int, Mark] = field(default_factory=dict)
    bodies: dict[int, Mark] = field(default_factory=dict)
    honorifics: dict[int, Mark] = field(default_factory=dict)
    cues: list[Cue] = field(default_factory=list)  # in page order
    cued: list[int] = field(default_factory=list)  # the word at which each of them begins
    told: dict[int, set[str]] = field(default_factory=dict)  # their codes, by sentence
    places: dict[int, Place] = field(default_factory=dict)
    body_ends: dict[int, int] = field(default_factory=dict)
    place_ends: dict[int, Place] = field(default_factory=dict)

    def cues_in(self, start: int, end: int, codes: frozenset[str]) -> list[Cue]:
        """The cues of these codes that begin from `start` to before `end`."""
        cued = self.cued
        low = bisect_left(cued, start)
        if low == len(cued) or cued[low] >= end:
            return []
        return [cue for cue in self.cues[low : bisect_left(cued, end, low)] if cue[2] in codes]

    def cues_of(self, sentence: int, codes: frozenset[str]) -> list[Cue]:
        """The cues of these codes in a whole sentence."""
        if codes.isdisjoint(self.told.get(sentence, ())):
            return []
        return self.cues_in(*self.tokens.bounds(sentence), codes)

    def cued_at(self, at: int) -> bool:
        """Whether a cue begins at word `at`."""
        low = bisect_left(self.cued, at)
        return low < len(self.cued) and self.cued[low] == at


def _lower_case(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a Vietnamese name of several words is not written as one."""
    return tokens.lexicon.language == "vi" and any(tokens.raw[k][0].islower() for k in range(start + 1, end))


def _past_suffix(tokens: Tokens, end: int) -> int:
    """One past what Korean and Japanese add to the name of a place: `Chungcheongnam-do`, `Fukuoka-ken`."""
    added = end < len(tokens) and tokens.gaps[end] == "-" and tokens.keys[end] in _SUFFIXES
    return end + 1 if added and tokens.lexicon.language != "vi" else end


def mark(tokens: Tokens, mentions: Iterable[PlaceMention]) -> Marks:
    """Everything the lexicon and the gazetteer (`mentions`) know of these words."""
    marks = Marks(tokens)
    for each in mentions:
        start, end = tokens.at(each.start), tokens.at(each.end)
        while start < end - 1 and not tokens.capital[start]:
            start += 1  # `vùng Île-de-France`: the area word belongs to the title
        while start < end - 1 and tokens.keys[start] in _AREA and tokens.lexicon.language == "vi":
            start += 1  # `Bộ Tư lệnh Thủ đô` and `Hà Nội`, `Công an TP` and `Hà Nội`
        if _lower_case(tokens, start, end) and each.country == HOME_COUNTRY:
            continue  # `Hội đồng Hòa bình`, not the province
        end = _past_suffix(tokens, end)
        if start < end:
            code = "" if each.kind in ("country", "adjective") else each.code
            place = Place(start, end, each.country, code, each.kind)
            marks.places[start] = marks.place_ends[end] = place
    hidden = within = posts = opened = 0
    last = -1
    for at, end, entry in tokens.known():
        if entry.kind == "titles":
            if opened < at and end <= within:
                continue  # `Bộ Tư lệnh Thủ đô`
            marks.titles[at] = (end, entry)
            posts = max(posts, end)
        elif entry.kind == "honorifics":
            marks.honorifics[at] = (end, entry)
        elif entry.kind == "bodies":
            several = end > at + 1 or tokens.lexicon.language == "vi"  # `who` is no WHO
            named = tokens.capital[at] or (entry.code in CASELESS and several) or tokens.lexicon.language == "fr"
            if named and end > within:
                marks.bodies[at] = (end, entry)
                if at >= posts:  # not in `Phó Bí thư Thường trực Thành ủy`
                    opened, within = at, max(within, end)  # `Đại hội` in the name of a body is no event
                marks.body_ends[end] = at
        elif entry.code == "delegation" and at and tokens.keys[at - 1] in _COMPOUND:
            continue  # `Bí thư Đảng đoàn`, `Trưởng đoàn đại biểu Quốc hội`
        elif (at >= hidden or at == last) and at >= within:
            marks.cues.append((at, end, entry.code))
            last = at
            if entry.code not in _OPEN:
                hidden = end
    marks.cued = [at for at, _end, _code in marks.cues]
    for at, _end, code in marks.cues:
        marks.told.setdefault(tokens.sentence[at], set()).add(code)
    return marks
