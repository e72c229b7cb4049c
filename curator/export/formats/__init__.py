"""The formats of a release, one module each. Every module has `write(draft)`, a generator of rows written so far.

A writer makes its files below `draft.folder`, streams, and imports a foreign library only when it is called.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from curator.export.draft import Draft
from curator.export.formats import (
    croissant,
    flat,
    jsonl,
    page,
    parquet,
    plover,
    sqlite,
    tables_csv,
    vocab,
    workbook,
)
from curator.i18n import N_

Write = Callable[[Draft], Iterator[int]]


@dataclass(frozen=True)
class Format:
    """One format: its name for `Options.formats`, a label to translate, and the rows its progress counts.

    `needs` names a module without which it cannot be written.
    """

    name: str
    label: str
    write: Write
    counts: str = "engagements"  # a table, or `*` for the rows of all tables
    needs: str = ""

    def is_available(self) -> bool:
        """Whether the library it needs is on this computer."""
        return not self.needs or find_spec(self.needs) is not None


ALWAYS = (
    Format("tables", N_("Tables"), tables_csv.write, "*"),
    Format("flat", N_("Flat table"), flat.write),
    Format("workbook", N_("Workbook"), workbook.write),
    Format("jsonl", N_("JSON Lines"), jsonl.write),
    Format("vocab", N_("Vocabularies"), vocab.write),
    Format("page", N_("Page"), page.write),
)
EXTRA = {
    each.name: each
    for each in (
        Format("sqlite", N_("SQLite file"), sqlite.write, "*"),
        Format("parquet", N_("Parquet"), parquet.write, "*", needs="pyarrow"),
        Format("plover", N_("PLOVER events"), plover.write),
        Format("croissant", N_("Croissant"), croissant.write),
    )
}
