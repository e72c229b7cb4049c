"""`vocab/<name>.csv`: the vocabularies that the columns of the release use: code, labels, definition."""

from collections.abc import Iterator

from curator.export.draft import Draft
from curator.export.tables import tables
from curator.i18n import LANGUAGES
from curator.model.vocab import Vocabulary, vocabulary

OTHERS = ("places", "exclusion_reasons")  # used by a column without being its only source
_ALIASES = ("names_", "terms_", "titles_", "press_", "adjectives_", "cues_", "label_")


def names() -> list[str]:
    """The vocabularies of a release, sorted."""
    used = {column.terms for table in tables() for column in table.columns if column.terms}
    return sorted({*used, *OTHERS})


def header(terms: Vocabulary) -> list[str]:
    """The columns of one vocabulary: code, labels, then what else it says, without the words that find it."""
    kept = [name for name in terms.terms[0].row if not name.startswith(_ALIASES)][1:] if terms.terms else []
    return ["code", *(f"label_{language}" for language in sorted(LANGUAGES)), *kept]


def write(draft: Draft) -> Iterator[int]:
    """Write every vocabulary, sorted by code."""
    for name in names():
        terms = vocabulary(name)
        columns = header(terms)
        kept = columns[1 + len(LANGUAGES) :]
        lines = [
            [
                term.code,
                *(term.label(language) for language in sorted(LANGUAGES)),
                *(term.row[each] for each in kept),
            ]
            for term in sorted(terms, key=lambda term: term.code)
        ]
        for _written in draft.write_csv(f"vocab/{name}.csv", columns, lines):
            yield 0
