"""Finding listed words and phrases: longest first, whole words, `*` at the end of a stem."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from curator.extract.page import Page, Range
from curator.model.text import fold

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
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
        for group in (*self._words.values(), *self._stems.values()):
            group.sort(key=lambda entry: -len(entry[0]))
        self._beginning = lru_cache(maxsize=50_000)(self._of_word)

    def find(self, text: str, start: int, end: int) -> Iterator[Hit[T]]:
        """The phrases in `text[start:end]`, in order, without overlap."""
        done = start
        words, offsets = _words(text, start, end)
        for named, at in zip(map(self._beginning, words), offsets, strict=True):
            if named and at >= done:
                hit = self._longest(named, text, at, end)
                if hit:
                    done = hit.end
                    yield hit

    def _of_word(self, word: str) -> list[tuple[str, bool, T]]:
        """The phrases that may begin with this word."""
        return [*self._words.get(word, ()), *self._stems.get(word[:_STEM], ())]

    def _longest(self, named: list[tuple[str, bool, T]], text: str, at: int, limit: int) -> Hit[T] | None:
        best: Hit[T] | None = None
        for stem, open_end, meaning in named:
            end = at + len(stem)
            if end > limit or not text.startswith(stem, at):
                continue
            while open_end and end < limit and text[end].isalnum():
                end += 1
            if (end == limit or not text[end].isalnum()) and (best is None or end > best.end):
                best = Hit(at, end, meaning)
        return best


@lru_cache(maxsize=64)
def _words(text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """The words of a passage and their offsets; kept because several lists are matched against one sentence."""
    return _WORD.findall(text, start, end), [match.start() for match in _WORD.finditer(text, start, end)]


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
_WORD = re.compile(r"[^\W_]+")
_STEM = 4  # letters by which stems are looked up
