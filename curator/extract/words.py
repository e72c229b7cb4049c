"""The words of a page, cut out once for every list that is looked for among them, and how they are spelt there."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import NamedTuple, TypeVar

from curator.model.article import Block
from curator.model.text import fold

K = TypeVar("K")
V = TypeVar("V")
_MOST = 100_000  # answers that are kept


class Learned(dict[K, V]):
    """The answers of a pure function, each computed when it is first asked for; pages repeat their words.

    Asking again costs a look into a dict and no more, where `lru_cache` keeps an order besides.
    """

    def __init__(self, answer: Callable[[K], V]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST:
            self.clear()
        self[key] = value = self._answer(key)
        return value


class Words(NamedTuple):
    """Parallel lists over the runs of letters and digits of some blocks, in page order."""

    raw: list[str]
    starts: list[int]
    gaps: list[str]  # what stands before the word in its block
    folded: str  # the whole text, offset for offset

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The position of the first word that begins at or after `start`, and of the first at or after `end`."""
        low = bisect_left(self.starts, start)
        return low, bisect_left(self.starts, end, low)


def read_words(text: str, blocks: Iterable[Block]) -> Words:
    """The words of these blocks of `text`."""
    raw: list[str] = []
    starts: list[int] = []
    gaps: list[str] = []
    folded: list[str] = []
    done = 0
    for block in blocks:
        part = text[block.start : block.end]
        parts = (_RUN if "_" in part else _RUN_OR_LINE).split(part)  # gap, word, gap, ..., word, gap
        gaps += parts[0:-1:2]
        raw += parts[1::2]
        starts += [*accumulate(map(len, parts), initial=block.start)][1:-1:2]
        folded.append(fold(text[done : block.start]))
        folded += map(bare, parts)  # words are known, letters would be looked up
        done = block.end
    folded.append(fold(text[done:]))
    return Words(raw, starts, gaps, "".join(folded))


_RUN = re.compile(r"([^\W_]+)")
_RUN_OR_LINE = re.compile(r"(\w+)")  # the same where no low line is printed, and quicker


def lowered(text: str) -> str:
    """`text` in lower case, character for character, tones of `oa`, `oe`, `uy` on one agreed letter."""
    low = text.lower()
    if len(low) != len(text) or "Σ" in text:  # `İ` would become two characters, a last `Σ` another one
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for sign, simple in _SIGNS.items():
        low = low.replace(sign, simple)
    return _TONE.sub(lambda match: _TONES[match[0]], low)


def matchable(text: str, language: str) -> str:
    """`text` for matching, offset for offset: Vietnamese keeps its marks, French and English do not."""
    return lowered(text) if language == "vi" else fold(text)


def _plain(word: str) -> str:
    """A Vietnamese word in lower case with its accents, the tone mark where it is put by most."""
    low = word.lower()
    moved = _TONES.get(low[-2:])
    return low[:-2] + moved if moved and low[-3:-2] != "q" else low


plain = Learned(_plain).__getitem__
bare = Learned(fold).__getitem__  # a word in lower case without accents


_SIGNS = {"\u00a0": " ", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}
# the tone mark on the second vowel of an open oa, oe, uy: moved to the first, as most papers print it
_OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")
_TONES = dict(zip(_OLD, _NEW, strict=True))
_TONE = re.compile("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
