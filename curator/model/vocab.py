"""Controlled vocabularies: codes with labels, and the words that name them in three languages.

Each is one CSV file in `resources/vocab`, UTF-8, `|` between alternatives, first column the code. Columns
`label_<language>` hold labels; every column that begins with `names_`, `terms_`, `titles_`, `press_` or
`adjectives_` holds aliases. All other columns are kept as they are in `Term.row`.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from curator.errors import Problem
from curator.i18n import LANGUAGES, _
from curator.i18n import language as current_language
from curator.model.frozen import frozen
from curator.model.text import words
from curator.paths import resource

_ALIASES = ("names_", "terms_", "titles_", "press_", "adjectives_")


@frozen
class Term:
    """One entry: its code and the whole CSV row, which holds label and names in each language."""

    code: str
    row: Mapping[str, str]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The label in each language; where none is given, the first name, else the code."""
        found = {}
        for language in LANGUAGES:
            names = self.row.get(f"names_{language}") or ""
            found[language] = self.row.get(f"label_{language}") or names.partition("|")[0].strip() or self.code
        return found

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """The other names, each once, in the order of the columns."""
        cells = (names for column, names in self.row.items() if names and column.startswith(_ALIASES))
        found = (alias.strip() for names in cells for alias in names.split("|"))
        return tuple(dict.fromkeys(alias for alias in found if alias))

    def label(self, language: str | None = None) -> str:
        """The label in `language`, or in the language in force."""
        return self.labels.get(language or current_language()) or self.labels.get("en") or self.code


@frozen
class Vocabulary:
    """An ordered set of terms that can be found by code or by any name, accents and case aside."""

    name: str
    terms: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Term | None:
        """The term with exactly this code."""
        return self._by_code.get(code)

    def label(self, code: str, language: str | None = None) -> str:
        """The label of `code`; the code itself where it is unknown."""
        term = self._by_code.get(code)
        return term.label(language) if term else code

    def find(self, typed: str) -> Term | None:
        """The term whose code, label or alias is `typed`, or the only one whose name begins with it."""
        key = _key(typed)
        if not key:
            return None
        if code := self._by_name.get(key):
            return self._by_code[code]
        codes = {code for name, code in self._by_name.items() if name.startswith(key)}
        return self._by_code[codes.pop()] if len(codes) == 1 else None

    def nearest(self, typed: str, count: int = 3) -> list[Term]:
        """The terms whose names look most like `typed`, best first; fewer where few are alike."""
        from difflib import get_close_matches  # only for what nobody can read: the start does without

        key = _key(typed)
        starts = [name for name in self._by_name if key and name.startswith(key)]
        close = get_close_matches(key, self._by_name, n=count * 4, cutoff=0.4)
        codes = dict.fromkeys(self._by_name[name] for name in [*starts, *close])
        return [self._by_code[code] for code in codes][:count]

    @cached_property
    def _by_code(self) -> dict[str, Term]:
        return {term.code: term for term in self.terms}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for weight in ("code", "label", "alias"):  # a label beats an alias of another term
            for term in self.terms:
                names = {"code": [term.code], "label": [*term.labels.values()], "alias": [*term.aliases]}[weight]
                for name in names:
                    found.setdefault(_key(name), term.code)
        found.pop("", None)
        return found


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary in `resources/vocab/<name>.csv`. Raises FileNotFoundError."""
    text = resource("vocab", f"{name}.csv").read_text(encoding="utf-8").removeprefix("\ufeff")
    table = csv.reader(io.StringIO(text, newline=""))
    header = next(table)
    rows = (dict(zip(header, cells, strict=False)) for cells in table if cells)
    return Vocabulary(name, tuple(Term(next(iter(row.values())), row) for row in rows))


def place_called(name: str) -> Term:
    """The place called `name` in any language, accents aside. Raises Problem, which names similar places."""
    places = vocabulary("places")
    if term := places.find(name):
        return term
    near = ", ".join(each.label() for each in places.nearest(name))
    hint = _("Places with a similar name: {names}.").format(names=near) if near else _("Name one, such as Hanoi.")
    raise Problem(_("Curator does not know the place “{name}”.").format(name=name), hint)


def _key(name: str) -> str:
    return " ".join(words(name))
