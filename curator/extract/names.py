"""Names of people: where one begins and ends, and when two spellings mean one person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from curator.extract.lexicon import small_words, surnames
from curator.extract.marks import Marks
from curator.extract.words import Learned, bare

_WORD = re.compile(r"[^\W_]+")
_SYLLABLE = re.compile(
    r"(?:ngh?|[ckgpt]h|n[h]?|tr|gi|qu|[bcdghklmpqrstvx])?"
    r"(?:uye|uya|uyu|uay|uoi|uou|oai|oay|oeo|ieu|yeu|[aeo][iouy]|[iuy][aeiuoy]|oa|oe|oo|[aeiouy])(?:ch|ng|nh|[cmnpt])?"
)  # one Vietnamese syllable without its marks
_MARKED = re.compile(
    "[ạảấầẩẫậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơưăẢẠẤẬẮĐỦỤỨỪỬỰỈỊỌỎỐỒỔỘỚỜỞỢẺẸẾỀỂỆỶỴƠƯĂ]"
)  # Vietnamese only
_REGIONS = frozenset(  # no family names
    (("đông", "nam"), ("đông", "bắc"), ("đông", "á"), ("đông", "âu"), ("nam", "á"), ("nam", "mỹ"))
)
_OUT = 6  # letters that may differ between two spellings of one name
_LONGEST, _LONGEST_VIETNAMESE = 7, 5  # words
_WANTING = frozenset(
    ("company", "academic", "mass", "media", "department", "ministry", "party_foreign", "security")
)  # bodies whose own name follows


@dataclass
class NameReader:
    """Reads names among the marks of one page; `known` names, once learned, are recognised anywhere."""

    marks: Marks
    known: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)  # by first word, folded

    def __post_init__(self) -> None:
        language = self.marks.tokens.lexicon.language
        self._never = small_words("never_name", language)
        self._vi = language == "vi"
        self._address = small_words("address", language)
        self._area = small_words("area", language)
        self._surnames = surnames()
        self._korean = small_words("family_kr", language)
        self._particles = small_words("particle", language)

    def learn(self, names: Iterable[tuple[str, ...]]) -> None:
        """Remember these names (folded words) for the rest of the page."""
        self.known.clear()
        for name in names:
            self.known.setdefault(name[0], []).append(name)
        for listed in self.known.values():
            listed.sort(key=len, reverse=True)

    def known_at(self, at: int) -> int:
        """One past a known name that begins at word `at`; 0 if none does."""
        if not self.known:
            return 0
        raw, stop = self.marks.tokens.raw, self.marks.tokens.stop(at)
        for name in self.known.get(bare(raw[at]), ()):
            end = at + len(name)
            if end <= stop and all(bare(raw[at + i]) == word for i, word in enumerate(name)):
                return end
        return 0

    def begins(self, at: int, filled: bool) -> bool:
        """Whether a person's name begins at word `at` within an office; `filled` if that has a body or place."""
        tokens = self.marks.tokens
        if not tokens.capital[at] or at in self.marks.titles:
            return False
        if self.known_at(at):
            return True
        place = self.marks.places.get(at)
        vietnamese = self.vietnamese(at)
        if place or at in self.marks.bodies:
            return False
        end = self.read(at)
        if end - at < 2 or self._before_place(end) or self._before_kind(end):
            return False
        if tokens.raw[at].isupper() and len(tokens.raw[at]) > 1:
            return False
        if vietnamese:
            return True
        if any(k in self.marks.bodies for k in range(at + 1, end)):
            return False  # `Standing Committee of …`
        if any(self.vietnamese(k) for k in range(at + 1, end - 2)):
            return False  # `Metropolitan Railway Management Board Nguyen Cao Minh`
        opened = self._opened(at)
        if opened < 0:
            return True
        if opened and self._houses and (told := self._house(at - opened, at)) is not None:
            return told
        if opened and tokens.keys[at] in self._korean and end - at == 3:
            return True  # `Tập đoàn Hanwon Lee Kang Ho`
        return opened > 0 and sum(gap != "-" for gap in tokens.gaps[at + 1 : end]) == 1

    @cached_property
    def _houses(self) -> frozenset[tuple[str, ...]]:
        """The own names of companies, institutes and the like that stand free here: `Tập đoàn Hanwon đã …`."""
        tokens, found = self.marks.tokens, set()
        for end, at in self.marks.body_ends.items():
            k, stop = end, tokens.stop(at)
            if self.marks.bodies[at][1].code not in _WANTING:
                continue
            while k < stop and tokens.capital[k] and tokens.gaps[k] == " " and k not in self.marks.titles:
                k += 1
            if end < k < end + 3:
                found.add(tuple(tokens.keys[end:k]))
        return frozenset(found)

    def _house(self, start: int, at: int) -> bool | None:
        """Whether the name of a house that begins at word `start` ends before `at`; None where no page names it."""
        printed = tuple(self.marks.tokens.keys[start : start + 3])
        told = [house for house in self._houses if printed[: len(house)] == house]
        return any(len(house) == at - start for house in told) if told else None

    def vietnamese(self, at: int) -> bool:
        """Whether a Vietnamese family name with at least one more capitalised word stands at `at`."""
        tokens = self.marks.tokens
        if bare(tokens.raw[at]) not in self._surnames or tokens.raw[at].isupper():
            return False
        follows = at + 1 < tokens.stop(at) and tokens.capital[at + 1] and tokens.gaps[at + 1] == " "
        follows = follows and tokens.capital[at]
        if not follows or self._in_region(at):
            return False
        word = self.marks.cued_at(at) and at + 1 in self.marks.bodies  # `Đoàn Đảng Lao động …`
        return not word and (at + 1 not in self.marks.titles or self._given(at + 1))

    def _given(self, k: int) -> bool:
        """Whether the words of a title are a given name behind a family name: `Đinh Công Sứ`, not `Công sứ`."""
        raw, end = self.marks.tokens.raw, self.marks.titles[k][0]
        written = all(word.istitle() for word in raw[k - 1 : end])
        return end == k + 2 and written and bare(raw[k - 1]) in self._surnames

    def read(self, at: int) -> int:
        """One past the name that begins at word `at`; `at` itself where none does."""
        tokens, marks = self.marks.tokens, self.marks
        if known := self.known_at(at):
            return self._longer(at, known)
        if not self._fit(at):
            return at
        k, stop, blanks = at + 1, tokens.stop(at), 0
        while k < stop:
            gap = tokens.gaps[k]
            if gap not in " -.'~" or (gap == "~" and len(tokens.raw[k - 1]) > 1):
                break
            blanks += gap == " "
            if blanks >= _LONGEST or (blanks >= _LONGEST_VIETNAMESE and self.vietnamese(at)):
                break
            if gap != " " and gap != "~":
                if not tokens.raw[k].isalpha():
                    break
                if gap == "'" and tokens.raw[k] == "s":
                    break
            elif not self._goes_on(at, k, stop):
                break
            elif k > at + 1 and not tokens.raw[k].isascii() and self.vietnamese(k) and not self.vietnamese(at):
                return at  # `Autour de Hoàng Trung Hai`: the name begins later
            k += 1
        while k > at + 1 and not tokens.capital[k - 1] and tokens.gaps[k - 1] == " ":
            k -= 1
        if k == at + 1 and (at in marks.places or tokens.raw[at].isupper()):
            return at
        return k

    def may_go_on(self, at: int) -> bool:
        """Whether what follows word `at` may belong to the same name: quickly tells most words that are none."""
        tokens, k = self.marks.tokens, at + 1
        if k == len(tokens) or (gap := tokens.gaps[k]) not in " -.'~":
            return False
        if gap in "-.'" or tokens.capital[k]:
            return True
        return (tokens.raw[k] if self._vi else tokens.keys[k]) in self._particles

    def _longer(self, at: int, known: int) -> int:
        """A known name may be the beginning of a longer printed one (`Oh Se` of `Oh Se-hoon`)."""
        tokens = self.marks.tokens
        while known < tokens.stop(at) and tokens.gaps[known] == "-" and tokens.raw[known].isalpha():
            known += 1
        return known

    def _fit(self, at: int) -> bool:
        tokens = self.marks.tokens
        word = tokens.raw[at]
        if not word[0].isupper() or not word.isalpha() or tokens.keys[at] in self._never:
            return False
        if at in self.marks.place_ends and tokens.keys[at] in self._area:
            return False
        if self.marks.cued_at(at) and tokens.gaps[at] == "|":
            return False  # `Tiếp Ngài …`
        if at in self.marks.titles or (at in self.marks.bodies and len(word) > 1):
            return False
        if self._in_region(at):
            return False
        place = self.marks.places.get(at)
        return place is None or self.vietnamese(at) or place.end - place.start == 1

    def _in_region(self, at: int) -> bool:
        """Whether the words at `at` name a part of the world, not a person."""
        keys = self.marks.tokens.keys
        return keys[at] in ("đông", "nam") and tuple(keys[at : at + 2]) in _REGIONS

    def _goes_on(self, at: int, k: int, stop: int) -> bool:
        tokens, marks = self.marks.tokens, self.marks
        word = tokens.raw[k]
        if word.isalpha() and word[0].isupper():
            if tokens.keys[k] in self._never:
                return False
            place = marks.places.get(k)
            if tokens.keys[k] in self._address or (k in marks.titles and not (k == at + 1 and self._given(k))):
                return False
            if place is None:
                return not (self._vi and self._begins_a_word(at, k, stop))
            foreign = tokens.lexicon.language != "vi"
            if place.end - k > 1:
                return self.vietnamese(at) and k - at <= 2  # `Lưu Thị Thanh Hòa`: no name ends after two syllables
            if self.vietnamese(at):  # `Vuong Dinh Hue`, `Đỗ Anh Dũng`
                return k > at + 1 or not self._last(k, stop)
            return foreign and k == at + 1 and self._last(k, stop)
        particle = (word if self._vi else bare(word)) in self._particles  # in Vietnamese `dự` is no `du`
        if not particle or k + 1 >= stop or tokens.gaps[k + 1] not in " '-":
            return False
        twice = bare(tokens.raw[k + 1]) in self._particles and k + 2 < stop and tokens.capital[k + 2]  # `van der`
        return (tokens.capital[k + 1] or twice) and k not in marks.places and not marks.places.get(k + 1)

    def _begins_a_word(self, at: int, k: int, stop: int) -> bool:
        """Whether a foreign name ends before a Vietnamese word in capitals: `Gérard Daviot Kỷ niệm chương`."""
        tokens = self.marks.tokens
        if _MARKED.search(tokens.raw[at]) or self.vietnamese(at) or not _MARKED.search(tokens.raw[k]):
            return False
        goes_on = k + 1 < stop and (tokens.gaps[k + 1] == "-" or tokens.capital[k + 1])
        return bare(tokens.raw[k]) not in surnames() and not goes_on

    def _last(self, k: int, stop: int) -> bool:
        """Whether a word that is a place elsewhere may end a name: `Carolyn Turk`, but not `Rémy Paris Match`."""
        return k + 1 >= stop or not self.marks.tokens.capital[k + 1]

    def _before_place(self, end: int) -> bool:
        """Whether a place follows at once: then it is a body's name, not a person's."""
        tokens = self.marks.tokens
        return end in self.marks.places and end < len(tokens) and tokens.gaps[end] == " "

    def _before_kind(self, end: int) -> bool:
        """Whether a word that ends the name of a body follows at once: `Golden Lotus Holdings`."""
        tokens = self.marks.tokens
        if self._vi or end >= len(tokens) or tokens.gaps[end] != " " or not tokens.capital[end]:
            return False
        return end in self.marks.bodies or tokens.keys[end] in self._never

    def _opened(self, at: int) -> int:
        """Words since a body that still wants its name (`Tập đoàn`, `University of`); -1 where none is open."""
        tokens, k = self.marks.tokens, at
        while k > 0 and at - k < 8 and tokens.gaps[k] in " -'–":
            if opened := self.marks.body_ends.get(k):
                entry = self.marks.bodies[opened][1]
                if tokens.lexicon.language == "en" and tokens.gaps[opened] == " " and tokens.capital[opened - 1]:
                    return -1  # `Northern Star Group Michael Stone`
                return at - k if entry.code in _WANTING else -1
            if k in self.marks.place_ends or (k < at and k in self.marks.titles):
                return -1
            k -= 1
        return -1


# One person, several spellings


def _key_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, i for a final y, so that Sỹ and Sĩ agree."""
    return tuple(word[:-1] + "i" if word.endswith("y") else word for word in spelt(name))


def spelt(name: str) -> list[str]:
    """The folded words of a name."""
    return _WORD.findall(bare(name))


def _is_vietnamese(name: str) -> bool:
    """Whether a name has the shape of a Vietnamese one: a family name and two to five short syllables."""
    words = spelt(name)
    return 2 <= len(words) <= 5 and words[0] in surnames() and all(_SYLLABLE.fullmatch(word) for word in words)


key_of = Learned(_key_of).__getitem__
is_vietnamese = Learned(_is_vietnamese).__getitem__


_joined = Learned[tuple[str, ...], str]("".join).__getitem__  # the letters of a name


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two keys are one name: equal, or the same words in another order or otherwise divided."""
    if len(one := _joined(a)) != len(other := _joined(b)):
        return False
    return a == b or one == other or sorted(a) == sorted(b)


def near(a: tuple[str, ...], b: tuple[str, ...], least: float) -> float:
    """How alike two names are, 0 to 1; 0 where their letters already tell that it is less than `least`."""
    x, y = _joined(a), _joined(b)
    if abs(len(x) - len(y)) > _OUT or len(set(x) ^ set(y)) > _OUT:
        return 0.0
    shared = sum(min(x.count(letter), y.count(letter)) for letter in set(x))
    if 2 * shared < least * (len(x) + len(y)):
        return 0.0
    return SequenceMatcher(None, x, y, autojunk=False).ratio()
