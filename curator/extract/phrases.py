"""Finding listed words and phrases: longest first, whole words, `*` at the end of a stem."""

import re
from collections.abc import Iterable
from itertools import compress
from typing import Any, Generic, NamedTuple, TypeVar

from curator.extract.page import Page, Range
from curator.extract.words import Learned, matchable

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
    """A list of phrases of one language, each with a meaning."""

    def __init__(self, language: str, entries: Iterable[tuple[str, T]]) -> None:
        self._language = language
        self._words: dict[str, list[tuple[str, bool, T]]] = {}  # by the whole first word
        self._stems: dict[str, list[tuple[str, bool, T]]] = {}  # by the first letters of an open first word
        for phrase, meaning in entries:
            stem, open_end = matchable(phrase, language).rstrip("*"), phrase.endswith("*")
            word = _WORD.match(stem)
            if word is None:
                continue
            alone = open_end and word.end() == len(stem) >= _STEM
            group = self._stems.setdefault(stem[:_STEM], []) if alone else self._words.setdefault(word[0], [])
            group.append((stem, open_end, meaning))
        self._beginning = Learned(self._of_word).__getitem__

    def find(self, page: Page, start: int, end: int) -> list[Hit[T]]:
        """The phrases in `page.matchable[start:end]`, in order, without overlap."""
        found: list[Hit[T]] = []
        done = start
        text, words = page.matchable, page.words
        low, high = words.between(start, end)
        begun = [*map(self._beginning, words.raw[low:high])]
        for at, (length, named, single) in compress(zip(words.starts[low:high], begun, strict=True), begun):
            listed = named.get(text[at + length : at + length + _AHEAD], single)
            if listed and at >= done and (hit := _longest(listed, text, at, end)):
                done = hit.end
                found.append(hit)
        return found

    def _of_word(self, raw: str) -> tuple[Any, ...]:
        """What may begin with this word; empty where nothing does.

        Its length; the phrases, longest first, by the letters that follow it; those that fit whatever follows.
        """
        word = matchable(raw, self._language)
        named = [*self._words.get(word, ()), *self._stems.get(word[:_STEM], ())]
        if not named:
            return ()
        named.sort(key=lambda entry: -len(entry[0]))
        ahead = [stem[len(word) :][:_AHEAD] for stem, _open_end, _meaning in named]
        ahead = [letters if len(letters) == _AHEAD else "" for letters in ahead]
        fitting = {
            letters: [entry for other, entry in zip(ahead, named, strict=True) if other in ("", letters)]
            for letters in ("", *ahead)
        }
        return len(word), fitting, fitting[""]


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


_WORD = re.compile(r"[^\W_]+")
_AHEAD = 3  # letters after the first word by which longer phrases are looked up
_STEM = 4  # letters by which stems are looked up
