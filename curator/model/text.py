"""Folding text for matching without moving a single offset."""

import re
import unicodedata

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


def fold(text: str) -> str:
    """`text` (NFC) in lower case, without marks, đ as d, blanks, dashes and quotes made plain.

    The result has exactly the length of `text`, so that an offset in one is an offset in the other.
    """
    return text.translate(_FOLDING)


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def canonical(text: str) -> str:
    """`text` as Curator stores it: NFC, LF line ends, no BOM, no control or non-characters.

    This is the form whose SHA-256 is kept and whose code points all offsets count. Qt would rewrite the
    characters removed here, so that its positions could not be trusted.
    """
    text = text.replace("\r\n", "\n")
    if _REWRITTEN.search(text):
        text = text.translate(_CANONICAL)
    return unicodedata.normalize("NFC", text)


_CANONICAL: dict[int, str | None] = {
    **dict.fromkeys(range(0x20)), 9: "\t", 10: "\n", 0x0B: "\n", 0x0C: "\n", 13: "\n", 0x7F: None, 0x85: "\n",
    0x2028: "\n", 0x2029: "\n", 0xFEFF: None,
    **dict.fromkeys(range(0xFDD0, 0xFDF0)), **dict.fromkeys(range(0xD800, 0xE000)),
    **{plane | low: None for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)},
}  # fmt: skip
_REWRITTEN = re.compile(f"[{''.join(re.escape(chr(code)) for code, to in _CANONICAL.items() if to != chr(code))}]")
