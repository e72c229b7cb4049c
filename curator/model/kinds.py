"""Kinds of value: how each is typed in, shown, checked and stored. Every field of the codebook names one."""

from collections.abc import Sequence
from dataclasses import field
from typing import Any
from urllib.parse import urlsplit

from curator.errors import Problem
from curator.i18n import N_, _
from curator.i18n import language as current_language
from curator.model import edtf
from curator.model.frozen import frozen
from curator.model.vocab import Vocabulary, vocabulary


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
        try:
            value = edtf.from_typing(typed)
            edtf.parse(value, time=self.time, interval=self.interval)
        except ValueError:
            raise Problem(
                _("“{typed}” is not a date.").format(typed=typed.strip()),
                _("Type 28/2, 28/2/2020, 2020-02-28 or XXXX-02-28."),
            ) from None
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
        if term := self.vocabulary.find(typed):
            return term.code
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


def _nearest(terms: Vocabulary, typed: str) -> str:
    labels = [term.label(current_language()) for term in terms.nearest(typed)]
    return _("Did you mean: {names}?").format(names=", ".join(labels)) if labels else _("Choose from the list.")


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
