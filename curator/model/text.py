"""Folding text for matching without moving a single offset."""

import re
import unicodedata
from functools import cache
from itertools import pairwise

_SPECIAL = {
    "đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\u00ad": " ", "\t": " ",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‑": "-", "−": "-",
}  # fmt: skip


class _Folding(dict[int, str]):
    """A translation table that learns each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = _SPECIAL.get(char) or unicodedata.normalize("NFD", char)[0].lower()
        self[code] = folded = base if len(base) == 1 else char
        return folded


_FOLDING = _Folding()


class _Words(dict[str, str]):
    """Folded words, learned as they are met: texts repeat theirs, and to look one up is quick."""

    def __missing__(self, word: str) -> str:
        folded = word.translate(_FOLDING)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = folded
        return folded


_LONGEST = 24  # characters of a word that is remembered,
_MOST = 20_000  # and how many are: 4 MB
_WORDS = _Words()


def fold(text: str) -> str:
    """`text` (NFC) in lower case, without marks, đ as d, blanks, dashes and quotes made plain.

    The result has exactly the length of `text`, so that an offset in one is an offset in the other.
    """
    return " ".join(map(_WORDS.__getitem__, text.split(" ")))


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return _RUN.findall(fold(text))


_RUN = re.compile(r"[^\W_]+")


def canonical(text: str) -> str:
    """`text` as Curator stores it: NFC, LF line ends, no BOM, no control or non-characters.

    This is the form whose SHA-256 is kept and whose code points all offsets count. Qt would rewrite the
    characters removed here, so that its positions could not be trusted.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    rewritten, table = _rewriting()
    if rewritten.search(text):
        text = text.translate(table)
    return unicodedata.normalize("NFC", text)


@cache
def _rewriting() -> tuple[re.Pattern[str], dict[int, str | None]]:
    """What `canonical` rewrites, and into what. Made when an article first needs it: the window starts without."""
    table: dict[int, str | None] = {
        **dict.fromkeys(range(0x20)), 9: "\t", 10: "\n", 0x0B: "\n", 0x0C: "\n", 13: "\n", 0x7F: None, 0x85: "\n",
        0x2028: "\n", 0x2029: "\n", 0xFEFF: None,
        **dict.fromkeys(range(0xFDD0, 0xFDF0)), **dict.fromkeys(range(0xD800, 0xE000)),
        **{plane | low: None for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)},
    }  # fmt: skip
    rewritten = sorted(code for code, to in table.items() if to != chr(code))
    kept = (
        f"{re.escape(chr(above + 1))}-{re.escape(chr(below - 1))}"
        for above, below in pairwise([-1, *rewritten, 0x110000])
        if above + 1 < below
    )
    return re.compile(f"[^{''.join(kept)}]"), table  # told by what is kept: most characters are found at once
