"""Finding listed words and phrases: longest first, whole words, `*` at the end of a stem."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
        self._first: dict[str, list[tuple[str, bool, T]]] = {}
        for phrase, meaning in entries:
            stem, open_end = phrase.rstrip("*"), phrase.endswith("*")
            word = _WORD.match(stem)
            if word is None:
                continue
            alone = open_end and word.end() == len(stem)
            key = stem[:4] + "*" if alone and len(stem) >= 4 else word[0]
            self._first.setdefault(key, []).append((stem, open_end, meaning))
        for group in self._first.values():
            group.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, start: int, end: int) -> Iterator[Hit[T]]:
        """The phrases in `text[start:end]`, in order, without overlap."""
        done = start
        for word in _WORD.finditer(text, start, end):
            if word.start() < done:
                continue
            hit = self._at(text, word, end)
            if hit:
                done = hit.end
                yield hit

    def _at(self, text: str, word: re.Match[str], limit: int) -> Hit[T] | None:
        at, best = word.start(), None
        for key in (word[0], word[0][:4] + "*"):
            for stem, open_end, meaning in self._first.get(key, ()):
                end = at + len(stem)
                if best and end <= best.end:
                    break
                if end > limit or not text.startswith(stem, at):
                    continue
                if open_end:
                    while end < limit and text[end].isalnum():
                        end += 1
                elif end < limit and text[end].isalnum():
                    continue
                best = Hit(at, end, meaning)
                break
        return best


def matchable(page: Page) -> str:
    """The text for matching phrases, offset for offset: Vietnamese keeps its marks, French and English do not."""
    return _lowered(page.text) if page.language == "vi" else page.folded


def phrase_key(phrase: str, language: str) -> str:
    """A listed phrase in the form of `matchable`."""
    return _lowered(phrase) if language == "vi" else fold(phrase)


def _lowered(text: str) -> str:
    """`text` in lower case, character for character, tones of `oa`, `oe`, `uy` on one agreed letter."""
    return _TONE.sub(lambda match: _TONES[match[0]], text.translate(_LOWER))


class _Lowering(dict[int, str]):
    """A translation table that learns each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        low = _SIGNS.get(char) or char.lower()
        self[code] = lowered = low if len(low) == 1 else char
        return lowered


_SIGNS = {"\u00a0": " ", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}
_LOWER = _Lowering()
_OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")
_TONES = dict(zip(_OLD, _NEW, strict=True))
_TONE = re.compile("|".join(_TONES))
_WORD = re.compile(r"[^\W_]+")
