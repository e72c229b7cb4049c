"""When two values count as the same.

Text: case, punctuation and blanks aside. Places: accents, words such as `thành phố` and exonyms aside. People: the
same set of name words, honorifics and the place of tones aside. Roles: the same head post and four fifths of the
words of the shorter one; organisations: the words alone.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from curator.model.text import fold as without_marks
from curator.model.vocab import vocabulary


def plain(value: Any) -> str:
    """Text in its comparable form: NFC, case folded, words between single blanks."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", str(value)).casefold()).split())


def same_text(a: Any, b: Any) -> bool:
    """Text fields and codes."""
    return plain(a) == plain(b)


def same_date(a: Any, b: Any) -> bool:
    """EDTF dates, character for character."""
    return str(a).strip() == str(b).strip()


def same_day(a: Any, b: Any) -> bool:
    """Stamps: the day alone, for clocks are printed in many ways."""
    return same_date(str(a).partition("T")[0], str(b).partition("T")[0])


def same_place(a: Any, b: Any) -> bool:
    """Cities and regions."""
    return same_text(a, b) or _place(a) == _place(b)


def name_words(name: Any) -> frozenset[str]:
    """The words of a person's name without honorifics; empty for no name."""
    text = re.sub(r"đ\s*/\s*c\b", " ", str(name or ""), flags=re.IGNORECASE)
    return frozenset(_syllable(word) for word in plain(text).split() if word not in _HONORIFICS)


def same_person(a: Any, b: Any) -> bool:
    """Names of people."""
    return name_words(a) == name_words(b)


def same_role(a: Any, b: Any) -> bool:
    """Posts: `Chủ tịch` is not `Phó Chủ tịch`, whatever stands around it."""
    heads_a, heads_b = _heads(a), _heads(b)
    if heads_a and heads_b:
        return bool(heads_a & heads_b and same_body(a, b)) or same_text(a, b)
    return same_body(a, b)


def same_body(a: Any, b: Any) -> bool:
    """Organisations: four fifths of the words of the shorter name."""
    words_a, words_b = _words(a), _words(b)
    shorter = min(words_a, words_b, key=len)
    return bool(words_a and words_b) and len(words_a & words_b) / len(shorter) >= 0.8


def _set(line: str) -> frozenset[str]:
    return frozenset(line.split())


_HONORIFICS = _set(
    "ông bà ngài đồng chí c đc anh chị cô ts gs pgs tskh ths mr mrs ms miss dr prof sir madame mme mlle monsieur m"
    " he excellency comrade hon"
)
_GENERIC = re.compile(
    r"\b(?:tinh|thanh pho|tp|thu do|vung|bang|dac khu|province|prefecture|city|capital|region|municipality|ville de"
    r"|ville|capitale|la region|state)\b"
)
_LONG_FORMS = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc", "uỷ": "ủy",
    "tphcm": "thành phố hồ chí minh", "tp hcm": "thành phố hồ chí minh", "tp": "thành phố",
    "hcmc": "ho chi minh city", "pcv": "parti communiste du vietnam", "ha noi": "hanoi", "hanoï": "hanoi",
    "people s": "peoples", "rok": "republic of korea",
}  # fmt: skip
_SMALL = frozenset(("the", "of", "de", "du", "la", "le", "des", "et", "and", "l", "d", "cộng", "hòa"))


def _syllable(word: str) -> str:
    """A word with its marks behind its letters, so that `hòa` is `hoà`."""
    parts = unicodedata.normalize("NFD", word)
    marks = sorted(c for c in parts if unicodedata.combining(c))
    return "".join(c for c in parts if not unicodedata.combining(c)) + "".join(marks)


def _words(text: Any) -> frozenset[str]:
    padded = f" {plain(text)} "
    for short, full in _LONG_FORMS.items():
        padded = padded.replace(f" {short} ", f" {full} ")
    return frozenset(padded.split()) - _SMALL


def _heads(role: Any) -> frozenset[str]:
    return frozenset(_head_words()[match] for match in _head_pattern().findall(plain(role).replace("uỷ", "ủy")))


@cache
def _head_words() -> dict[str, str]:
    return {
        plain(word): term.code
        for term in vocabulary("role_heads")
        for column in ("words_vi", "words_fr", "words_en")
        for word in (term.row.get(column) or "").split("|")
        if word
    }


@cache
def _head_pattern() -> re.Pattern[str]:
    longest_first = sorted(_head_words(), key=lambda word: -len(word))
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b")


def _place(name: Any) -> str:
    """The letters of a place by its standard name; one that was renamed since keeps the name that is printed."""
    letters = _letters(name)
    return _standard_places().get(letters, letters)


def _letters(name: Any) -> str:
    return _GENERIC.sub(" ", without_marks(plain(name))).replace(" ", "")


@cache
def _standard_places() -> dict[str, str]:
    """The letters of every exonym, with those of the standard name."""
    found: dict[str, str] = {}
    for term in vocabulary("places"):
        if ".." not in (term.row.get("validity") or ""):
            for alias in term.aliases:
                found.setdefault(_letters(alias), _letters(term.code))
    return found
