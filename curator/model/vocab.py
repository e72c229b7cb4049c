"""Controlled vocabularies: codes with labels, and the words that name them in three languages.

Each is one CSV file in `resources/vocab`, UTF-8, `|` between alternatives, first column the code. Columns
`label_<language>` hold labels; every column that begins with `names_`, `terms_`, `titles_`, `press_` or
`adjectives_` holds aliases. All other columns are kept as they are in `Term.row`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from curator.i18n import LANGUAGES
from curator.i18n import language as current_language
from curator.model.text import words
from curator.paths import resource

_ALIASES = ("names_", "terms_", "titles_", "press_", "adjectives_")


@dataclass(frozen=True)
class Term:
    """One entry: its code, its label per language, its other names, and the whole CSV row."""

    code: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    row: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str | None = None) -> str:
        """The label in `language`, or in the language in force."""
        return self.labels.get(language or current_language()) or self.labels.get("en") or self.code


@dataclass(frozen=True)
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
    with resource("vocab", f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        table = csv.reader(lines)
        header = next(table)
        named = [column for column in header if column.startswith(_ALIASES)]
        rows = (dict(zip(header, cells, strict=False)) for cells in table if cells)
        return Vocabulary(name, tuple(_term(row, named) for row in rows))


def _term(row: dict[str, str], named: list[str]) -> Term:
    """The term of one CSV row; `named` are the columns that hold aliases."""
    code = next(iter(row.values()))
    values = (row.get(column) or "" for column in named)
    aliases = [alias.strip() for value in values if value for alias in value.split("|") if alias.strip()]
    labels = {}
    for language in LANGUAGES:
        names = row.get(f"names_{language}") or ""
        labels[language] = row.get(f"label_{language}") or names.partition("|")[0].strip() or code
    return Term(code, labels, tuple(dict.fromkeys(aliases)), row)


def _key(name: str) -> str:
    return " ".join(words(name))
