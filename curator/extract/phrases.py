"""Finding listed words and phrases: longest first, whole words, `*` at the end of a stem."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from curator.extract.page import Page, Range
from curator.model.text import fold

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A phrase where it stands, and what it stands for."""

    start: int
    end: int
    meaning: T

    @property
    def span(self) -> Range:
        """The passage."""
        return self.start, self.end


class Phrases(Generic[T]):
    """A list of phrases, each with a meaning, matched against a text prepared by `matchable`."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._words: dict[str, list[tuple[str, bool, T]]] = {}  # by the whole first word
        self._stems: dict[str, list[tuple[str, bool, T]]] = {}  # by the first letters of an open first word
        for phrase, meaning in entries:
            stem, open_end = phrase.rstrip("*"), phrase.endswith("*")
            word = _WORD.match(stem)
            if word is None:
                continue
            alone = open_end and word.end() == len(stem) >= _STEM
            group = self._stems.setdefault(stem[:_STEM], []) if alone else self._words.setdefault(word[0], [])
            group.append((stem, open_end, meaning))
        self._beginning = lru_cache(maxsize=50_000)(self._of_word)

    def find(self, text: str, start: int, end: int) -> list[Hit[T]]:
        """The phrases in `text[start:end]`, in order, without overlap."""
        found: list[Hit[T]] = []
        done = start
        words, offsets = _words(text, start, end)
        for named, at in zip(map(self._beginning, words), offsets, strict=True):
            if named and at >= done and (hit := _longest(named, text, at, end)):
                done = hit.end
                found.append(hit)
        return found

    def _of_word(self, word: str) -> list[tuple[str, bool, T]]:
        """The phrases that may begin with this word, longest first."""
        named = [*self._words.get(word, ()), *self._stems.get(word[:_STEM], ())]
        return sorted(named, key=lambda entry: -len(entry[0]))


def _longest(named: list[tuple[str, bool, T]], text: str, at: int, limit: int) -> Hit[T] | None:
    """The first of these phrases that stands at `at`: none that is shorter, be its end open, reaches further."""
    for stem, open_end, meaning in named:
        if not text.startswith(stem, at):
            continue
        end = at + len(stem)
        while open_end and end < limit and text[end].isalnum():
            end += 1
        if end == limit or (end < limit and not text[end].isalnum()):
            return Hit(at, end, meaning)
    return None


@lru_cache(maxsize=64)
def _words(text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words of a passage and their offsets; kept because several lists are matched against one sentence."""
    parts = _WORD.split(text[start:end])  # gap, word, gap, ..., word, gap
    return parts[1::2], [*accumulate(map(len, parts), initial=start)][1:-1:2]


def matchable(page: Page) -> str:
    """The text for matching phrases, offset for offset: Vietnamese keeps its marks, French and English do not."""
    return _lowered_page(page.text) if page.language == "vi" else page.folded


def phrase_key(phrase: str, language: str) -> str:
    """A listed phrase in the form of `matchable`."""
    return lowered(phrase) if language == "vi" else fold(phrase)


def lowered(text: str) -> str:
    """`text` in lower case, character for character, tones of `oa`, `oe`, `uy` on one agreed letter."""
    low = text.lower()
    if len(low) != len(text) or "Σ" in text:  # `İ` would become two characters, a last `Σ` another one
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for sign, simple in _SIGNS.items():
        low = low.replace(sign, simple)
    return _TONE.sub(lambda match: _TONES[match[0]], low)


@lru_cache(maxsize=2)
def _lowered_page(text: str) -> str:
    """Kept for the page in hand: several steps of one extraction ask for it."""
    return lowered(text)


_SIGNS = {"\u00a0": " ", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}
_OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")
_TONES = dict(zip(_OLD, _NEW, strict=True))
_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
_WORD = re.compile(r"([^\W_]+)")
_STEM = 4  # letters by which stems are looked up
