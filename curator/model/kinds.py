"""Kinds of value: how each is typed in, shown, checked and stored. Every field of the codebook names one."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from curator.errors import Problem
from curator.i18n import N_, _
from curator.i18n import language as current_language
from curator.model import edtf, text
from curator.model.frozen import frozen
from curator.model.vocab import Term, Vocabulary, vocabulary


@frozen
class Kind:
    """Free text, and the contract of every other kind. Values are JSON scalars; None means empty."""

    name: str = "text"
    description: str = N_("text")
    column: str = "TEXT"  # the SQLite type
    long: bool = False  # worth several lines in a form

    def parse(self, typed: str) -> Any:
        """The value that a person means by `typed`; None for blanks. Raises Problem, whose hint names a way out."""
        return " ".join(typed.split()) or None

    def show(self, value: Any, language: str | None = None) -> str:
        """The value as a person reads it in `language`; empty for None."""
        return "" if value is None else str(value)

    def error(self, value: Any) -> str:
        """Why a stored `value` is not one of this kind, in words; empty if it is fine."""
        return "" if isinstance(value, str) and value else _("is not text")


@frozen
class LongText(Kind):
    """Free text that keeps its line breaks."""

    name: str = "long_text"
    long: bool = True

    def parse(self, typed: str) -> Any:
        """See Kind."""
        return typed.strip() or None


@frozen
class EdtfDate(Kind):
    """A date of the EDTF subset; `time` allows a local date-time, `interval` a period."""

    name: str = "date"
    description: str = N_("date (EDTF), XXXX for a year that is not stated")
    time: bool = False
    interval: bool = False

    def parse(self, typed: str) -> Any:
        """See Kind."""
        if not typed.strip():
            return None
        asked = _("Type 28/2, 28/2/2020, 2020-02-28 or XXXX-02-28.")
        try:
            value = edtf.from_typing(typed)
        except edtf.Impossible as impossible:
            raise Problem(f"{_no_date(typed)} {impossible.words()}", asked) from None
        except ValueError:
            raise Problem(_no_date(typed), asked) from None
        if "/" in value and not self.interval:
            raise Problem(
                _("“{typed}” is a period.").format(typed=typed.strip()),
                _("A meeting needs a day, a month or a year of its own."),
            )
        if not edtf.is_valid(value, time=self.time, interval=self.interval):
            raise Problem(_no_date(typed), asked)
        return value

    def show(self, value: Any, language: str | None = None) -> str:
        """See Kind."""
        return "" if value is None else str(value)

    def error(self, value: Any) -> str:
        """See Kind."""
        fine = isinstance(value, str) and edtf.is_valid(value, time=self.time, interval=self.interval)
        return "" if fine else _("is not a date")


@frozen
class Code(Kind):
    """A code of one vocabulary, typed as code or as any of its names in three languages."""

    name: str = "code"
    description: str = N_("code from a list")
    terms: str = ""  # the vocabulary's name

    @property
    def vocabulary(self) -> Vocabulary:
        """The list the code comes from."""
        return vocabulary(self.terms)

    def parse(self, typed: str) -> Any:
        """See Kind."""
        if not typed.strip():
            return None
        term = self.vocabulary.find(typed)
        if term and any(begins(name, typed) for name in names(term)):
            return term.code
        same = [one for one in self.vocabulary if any(_same(name, typed) for name in names(one))]
        if len(same) == 1:
            return same[0].code  # `Bỉ`: another term has the same letters without the accents
        raise Problem(
            _("“{typed}” is not in the list.").format(typed=typed.strip()), _nearest(self.vocabulary, typed)
        )

    def show(self, value: Any, language: str | None = None) -> str:
        """See Kind."""
        return "" if value is None else self.vocabulary.label(str(value), language)

    def error(self, value: Any) -> str:
        """See Kind."""
        return "" if value in self.vocabulary else _("is not in the list")


@frozen
class Place(Kind):
    """A city or region: the standard name of `places.csv` where one is known, else the name as printed."""

    name: str = "place"
    description: str = N_("place: standard English name where listed, else as printed")
    terms: str = "places"

    @property
    def vocabulary(self) -> Vocabulary:
        """The known places."""
        return vocabulary(self.terms)

    def parse(self, typed: str) -> Any:
        """See Kind."""
        name = " ".join(typed.split())
        known = self.vocabulary.find(name) if name else None
        return known.code if known else name or None

    def show(self, value: Any, language: str | None = None) -> str:
        """See Kind."""
        return "" if value is None else self.vocabulary.label(str(value), language)


@frozen
class Flag(Kind):
    """Yes or no."""

    name: str = "flag"
    description: str = N_("yes or no")
    column: str = "INTEGER"
    yes: Sequence[str] = field(default=("1", "yes", "true", "có", "oui", "x", "✓"))

    def parse(self, typed: str) -> Any:
        """See Kind."""
        return typed.strip().lower() in self.yes if typed.strip() else None

    def show(self, value: Any, language: str | None = None) -> str:
        """See Kind."""
        return "" if value is None else _("yes") if value else _("no")

    def error(self, value: Any) -> str:
        """See Kind."""
        return "" if isinstance(value, bool) else _("is neither yes nor no")


@frozen
class Url(Kind):
    """An absolute web address."""

    name: str = "url"
    description: str = N_("web address")

    def parse(self, typed: str) -> Any:
        """See Kind."""
        value = typed.strip()
        if value and self.error(value):
            raise Problem(
                _("“{typed}” is not a web address.").format(typed=value),
                _("It begins with https:// or http://."),
            )
        return value or None

    def error(self, value: Any) -> str:
        """See Kind."""
        try:
            parts = urlsplit(value) if isinstance(value, str) else None
        except ValueError:
            parts = None
        fine = parts and parts.scheme in ("http", "https") and parts.netloc and not set(str(value)) & set(" \t\n")
        return "" if fine else _("is not a web address")


def _no_date(typed: str) -> str:
    return _("“{typed}” is not a date.").format(typed=typed.strip())


def names(term: Term) -> tuple[str, ...]:
    """Everything that a term may be called by a person who types."""
    return (term.code, *term.labels.values(), *term.aliases)


def begins(name: str, typed: str) -> bool:
    """Whether `name` is `typed` or begins so. Case never counts; accents count where a beginning has any."""
    wanted, given = _spelt(typed), _spelt(name)
    if not wanted or len(wanted) > len(given) or not given[0][0].startswith(wanted[0][0]):
        return False
    whole = all(a[0] == b[0] for a, b in zip(wanted[:-1], given, strict=False))
    return whole and all(_opens(b, a) for a, b in zip(wanted, given, strict=False))


def holds(name: str, typed: str) -> bool:
    """Whether each word of `typed` begins a word of `name`; accents as in `begins`."""
    given = _spelt(name)
    for start in _spelt(typed):
        if not any([word[0].startswith(start[0]) and _opens(word, start) for word in given]):  # noqa: C419 - quicker
            return False
    return True


def _same(name: str, typed: str) -> bool:
    return begins(name, typed) and begins(typed, name)


def _opens(word: tuple[str, str], start: tuple[str, str]) -> bool:
    return word[0].startswith(start[0]) and word[1].startswith(start[1])


@lru_cache(maxsize=20_000)
def _spelt(name: str) -> tuple[tuple[str, str], ...]:
    """The words of `name`, each folded and with its accents. Lists are searched at every letter that is typed."""
    return tuple((text.fold(word), _accents(word)) for word in _RUN.findall(name))


def _accents(word: str) -> str:
    """The accents of a word in order, wherever in a syllable the tone is written (`hòa`, `hoà`)."""
    if word.isascii():
        return ""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c == "đ" or unicodedata.combining(c))


def _nearest(terms: Vocabulary, typed: str) -> str:
    """What to choose instead: terms that are really near, else all of a short list, else how to see them."""
    near = [term for term in terms if any(holds(name, typed) for name in names(term))]
    near += [term for term in terms.nearest(typed) if term not in near and _alike(term, typed)]
    if near:
        labels = ", ".join(term.label(current_language()) for term in near[:_NEAR])
        return _("Did you mean: {names}?").format(names=labels)
    if len(terms.terms) > _FEW:
        return _("Press ↓ in the field to choose from the list.")
    return _("It takes one of these: {names}.").format(names=", ".join(t.label(current_language()) for t in terms))


def _alike(term: Term, typed: str) -> bool:
    from difflib import SequenceMatcher  # as in Vocabulary.nearest

    wanted = " ".join(text.words(typed))
    found = (" ".join(text.words(name)) for name in names(term))
    return any(SequenceMatcher(None, wanted, name).ratio() >= _LIKENESS for name in found)


_RUN = re.compile(r"[^\W_]+")
_NEAR = 3  # terms that a refusal offers
_FEW = 8  # terms that it names all
_LIKENESS = 0.7  # of two names that one slip of the hand apart, or two, still have


TEXT = Kind()
LONG_TEXT = LongText()
DATE = EdtfDate()
PERIOD = EdtfDate(name="period", description=N_("date or period (EDTF)"), interval=True)
STAMP = EdtfDate(name="stamp", description=N_("date or local date-time"), time=True)
PLACE = Place()
FLAG = Flag()
URL = Url()
LANGUAGE = Code(name="language", description=N_("language code (BCP 47)"), terms="languages")
COUNTRY = Code(name="country", description=N_("country code (ISO 3166-1 alpha-2)"), terms="countries")


def code(terms: str) -> Code:
    """The kind of a field coded by the vocabulary `terms`."""
    return Code(terms=terms)
