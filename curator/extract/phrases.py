"""Finding listed words and phrases: longest first, whole words, `*` at the end of a stem."""

import re
from collections.abc import Iterable
from itertools import compress
from typing import Generic, NamedTuple, TypeVar

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
        raw = words.raw[low:high]
        begun = [*map(self._beginning, raw)]
        for word, named, at in compress(zip(raw, begun, words.starts[low:high], strict=True), begun):
            if at < done:
                continue
            after = at + len(word)
            listed = named.get(text[after : after + _AHEAD]) or named[""]
            if listed and (hit := _longest(listed, text, at, end)):
                done = hit.end
                found.append(hit)
        return found

    def _of_word(self, raw: str) -> dict[str, list[tuple[str, bool, T]]]:
        """The phrases that may begin with this word, longest first, by the letters that follow it.

        Under the empty string stand those that fit whatever follows; a word that begins none has an empty dict.
        """
        word = matchable(raw, self._language)
        named = [*self._words.get(word, ()), *self._stems.get(word[:_STEM], ())]
        named.sort(key=lambda entry: -len(entry[0]))
        begun = [(stem[len(word) :][:_AHEAD], (stem, open_end, meaning)) for stem, open_end, meaning in named]
        begun = [(ahead if len(ahead) == _AHEAD else "", entry) for ahead, entry in begun]
        aheads = {"", *(ahead for ahead, _entry in begun)} if begun else set()
        return {ahead: [entry for other, entry in begun if other in ("", ahead)] for ahead in aheads}


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
