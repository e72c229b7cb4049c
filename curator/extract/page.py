"""The page as the rules read it: folded text, language and sentences, and what a rule answers with."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from curator.extract.words import Words, lowered, read_words
from curator.model.article import Article, Block, Role, Span
from curator.model.lazy import lazy
from curator.model.record import Confidence

Range = tuple[int, int]  # code points of the canonical text, the end not included

_LONGEST_BLOCK, _LONGEST_STORY = 8_000, 40_000  # a report has 2,000 to 10,000; more is read only so far
_NEARLY_ALL = 0.85  # of the story; furniture after it closes the article
READ = (Role.HEADLINE, Role.STORY, Role.CAPTION)  # where sentences are cut
TOLD = (Role.HEADLINE, Role.STAMP, Role.BYLINE, Role.STORY, Role.CAPTION)  # where words, places and dates are read


class Sentence(NamedTuple):
    """A sentence of headline, story or caption; `block` is the position of its block in the article."""

    start: int
    end: int
    role: Role
    block: int


class Found(NamedTuple):
    """What a rule found: the value, the shortest passages that prove it, how far to trust it, the rule's name."""

    value: Any
    spans: tuple[Range, ...]
    confidence: Confidence
    rule: str


@dataclass(frozen=True, eq=False)
class Page:
    """One article, opened for the rules. `home_city` is the city of the reader's own office (`Hanoi`).

    A page equals itself alone, so that what was found on it can be kept for the steps that ask again.
    """

    article: Article
    language: str  # vi, fr or en
    home_city: str

    @lazy
    def text(self) -> str:
        """The canonical text; every offset counts its code points."""
        return self.article.text

    @lazy
    def folded(self) -> str:
        """`text` folded for matching, offset for offset."""
        return self.words.folded

    @lazy
    def matchable(self) -> str:
        """`text` for matching listed phrases, offset for offset."""
        return lowered(self.article.text) if self.language == "vi" else self.folded

    @lazy
    def words(self) -> Words:
        """The words of all blocks that values are read from."""
        return read_words(self.article.text, self.told)

    @lazy
    def told(self) -> tuple[Block, ...]:
        """The blocks that words, places and dates are read from."""
        return tuple(block for block in self.article.blocks if block.role in TOLD)

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of headline, story and captions, in page order."""
        found: list[Sentence] = []
        last = self._last_block()
        text = self.article.text
        for position, block in enumerate(self.article.blocks):
            if block.role in READ and position <= last:
                cut = _cut(text, block.start, block.end)
                found += [Sentence(a, b, block.role, position) for a, b in cut if a < b]
        return tuple(found)

    def _last_block(self) -> int:
        """The last block of this article: what follows furniture at its very end is a teaser of another one."""
        blocks = self.article.blocks
        told = sum(block.end - block.start for block in blocks if block.role is Role.STORY)
        seen = 0
        for position, block in enumerate(blocks):
            if block.role is Role.STORY:
                seen += block.end - block.start
            elif block.role is Role.FURNITURE and seen > told * _NEARLY_ALL:
                return position
        return len(blocks)

    @lazy
    def story(self) -> tuple[Sentence, ...]:
        """The sentences of the body alone."""
        return tuple(s for s in self.sentences if s.role is Role.STORY)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds `offset`; None in furniture, stamps and blanks."""
        position = self.position_at(offset)
        return self.sentences[position] if position >= 0 else None

    def position_at(self, offset: int) -> int:
        """The position of the sentence that holds `offset`; -1 in furniture, stamps and blanks."""
        position = bisect_right(self._starts, offset) - 1
        return position if position >= 0 and offset < self.sentences[position].end else -1

    def spans(self, *ranges: Range) -> tuple[Span, ...]:
        """The passages at these ranges, blanks at their ends left out; empty and damaged ones dropped."""
        if self.article.damage:
            ranges = tuple(each for each in ranges if not self.damaged(*each))
        found: list[Span] = []
        text = self.article.text
        for start, end in ranges:
            printed = text[start:end]
            if quote := printed.strip():
                start += printed.index(quote) if len(quote) < len(printed) else 0
                found.append(Span(start, start + len(quote), quote))
        return tuple(found)

    def trim(self, start: int, end: int) -> Range:
        """`start` and `end` without the blanks at the ends of their passage."""
        return _trimmed(self.text, start, end)

    def damaged(self, start: int, end: int) -> bool:
        """Whether characters were lost in this passage; no value may use it."""
        return bool(self.article.damage) and any(a < end and start < b for a, b in self.article.damage)

    @lazy
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


def open_page(article: Article, home_city: str) -> Page:
    """`article` opened for the rules of an office in `home_city`.

    No report holds a paragraph of more than 8,000 or a story of more than 150,000 characters: the rest is not read,
    so that the time for any page has a bound.
    """
    article = _bounded(article)
    told = " ".join(text for _block, text in article.parts(*READ)) or article.text
    return Page(article, language_of(told[:6_000]), home_city)


def _bounded(article: Article) -> Article:
    """`article` with its blocks cut to what is read; offsets stay those of the whole text."""
    if len(article.text) <= _LONGEST_BLOCK:
        return article
    blocks: list[Block] = []
    left = _LONGEST_STORY
    for block in article.blocks:
        stop = min(block.end, block.start + _LONGEST_BLOCK)
        blocks.append(replace(block, end=stop) if stop < block.end else block)
        left -= stop - block.start
        if left < 0:
            break
    return replace(article, blocks=tuple(blocks))


def language_of(text: str) -> str:
    """`vi`, `fr` or `en`: by letters that only Vietnamese has, else by the commonest small words."""
    letters = len(_VIETNAMESE.findall(text))
    if letters * 12 > len(text):  # an English text full of Vietnamese names stays far below
        return "vi"
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(map(small.__contains__, words)) for code, small in _SMALL_WORDS.items()}
    counts["vi"] += letters // 4
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"


def _set(line: str) -> frozenset[str]:
    return frozenset(line.split())


_VIETNAMESE = re.compile(
    "[ạảấầẩẫậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơưăẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸĐƠƯĂ]"
)
_SMALL_WORDS = {
    "fr": _set("le la les des du et en une dans pour avec est sur par au aux ont que qui entre ses son"),
    "en": _set("the of and to in for with is on by at has have that between its was from as an"),
    "vi": _set("và của là các với cho trong những được đã hai giữa tại va cua cac voi duoc da giua tai"),
}

# A dot after one of these, or after a single letter, ends no sentence.
_ABBREVIATIONS = _set(
    "tp t.p tx q p mr mrs ms m mm mme mmes mlle dr prof gs pgs ts ths st ste no nr vs art "
    "jan feb mar apr jun jul aug sept sep oct nov dec janv févr avr juil déc gov sen rep amb maj brig adm capt "
    "tr cf jr sr gen col lt hon rev etc pr cllr assoc supt insp mgr đ/c"
)
_END = re.compile(r"[.!?…]")
_CLOSING = '"”’»)]'


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of one block; some may be empty."""
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop <= begin or not _ends(text, start, match.start(), end):
            continue  # within the closing marks of the last one, or no end at all
        while stop < end and text[stop] in _CLOSING:
            stop += 1
        yield _trimmed(text, begin, stop)
        begin = stop
    yield _trimmed(text, begin, end)


def _ends(text: str, start: int, dot: int, end: int) -> bool:
    """Whether the mark at `dot` ends a sentence."""
    after = dot + 1
    while after < end and text[after] in _CLOSING:
        after += 1
    glued = after < end and not text[after].isspace()
    while after < end and text[after].isspace():
        after += 1
    if after < end and text[after].islower():
        return False
    if text[dot] != ".":
        return not glued
    word = dot
    while word > start and dot - word < 12 and (text[word - 1].isalpha() or text[word - 1] in "./"):
        word -= 1
    before = text[word:dot]
    last = before.rsplit(".", 1)[-1]
    initial = last.isupper() and len(last) == 1
    if initial or before.lower().strip("./") in _ABBREVIATIONS or last.lower() in _ABBREVIATIONS:
        return after >= end
    if glued:  # a lost blank: `hai nước.Hà Nội`, but not `N.Tokaev` or `Mr.Lee`
        return len(before) > 1 and before[-1].islower() and after + 1 < end and text[after].isupper()
    return True


def _trimmed(text: str, start: int, end: int) -> Range:
    """The passage without the blanks at its ends; empty at `start` if it has nothing else."""
    printed = text[start:end]
    kept = printed.strip()
    if kept and len(kept) == len(printed):
        return start, end
    begin = start + printed.index(kept) if kept else start
    return begin, begin + len(kept)
