"""`flat/engagements_flat.xlsx`: the flat table with labels beside the codes, the codebook and the code lists.

Every cell is text or a number typed as such, so that no spreadsheet rewrites a date, drops a zero or computes a
text. Bytes depend on the content alone: the creation time is that of the release.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from curator.errors import Problem
from curator.export import dictionary
from curator.export.draft import EVERY, Draft, Record
from curator.export.formats import vocab
from curator.export.formats.flat import Flat, flat_table, neutral
from curator.export.tables import SEPARATOR, Column
from curator.i18n import LANGUAGES, _
from curator.model.vocab import vocabulary

PATH = "flat/engagements_flat.xlsx"
_MOST = 1_048_575  # rows below the header that a sheet can hold
_WIDTHS = {
    "id": 28,
    "article_headlines": 60,
    "home_people": 40,
    "partner_people": 40,
    "agreements": 36,
    "sectors": 30,
}


def write(draft: Draft) -> Iterator[int]:
    """Write the workbook. Raises Problem if the dataset has more rows than a sheet."""
    if draft.counts["engagements"] > _MOST:
        raise Problem(_("A workbook cannot hold that many engagements."), _("Export a selection."))
    from xlsxwriter import Workbook

    target = draft.folder / PATH
    book = Workbook(
        target,
        {"constant_memory": True, "tmpdir": str(draft.scratch.parent), "strings_to_formulas": False,
         "strings_to_urls": False, "strings_to_numbers": False},
    )  # fmt: skip
    created = datetime.fromisoformat(draft.options.created).replace(tzinfo=None)
    book.set_properties({"title": f"{draft.options.title} {draft.outcome.version}", "created": created})
    sheets = _Sheets(book)
    yield from _engagements(sheets, draft)
    sheets.add("codebook", dictionary.HEADER, [18, 20, 24, 24, 24, 10, 26, 10, 10, 60, 60, 60, 30, 30])
    for line in dictionary.lines():
        sheets.row(line)
    languages = sorted(LANGUAGES)
    sheets.add("codes", ("vocabulary", "code", *(f"label_{each}" for each in languages)), [20, 24, 32, 32, 32])
    for name in vocab.names():
        for term in sorted(vocabulary(name), key=lambda term: term.code):
            sheets.row([name, term.code, *(term.label(each) for each in languages)])
    book.close()


class _Sheets:
    """Sheets written row after row, with a frozen, bold header and a filter."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._guarded = book.add_format({"quote_prefix": True})
        self._sheet: Any = None
        self._next = 0

    def add(self, name: str, header: tuple[str, ...], widths: list[int], rows: int = 0) -> None:
        """Begin a sheet; `rows` below the header get the filter."""
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 1)
        for position, width in enumerate(widths):
            self._sheet.set_column(position, position, width)
        for position, title in enumerate(header):
            self._sheet.write_string(0, position, title, self._bold)
        if rows:
            self._sheet.autofilter(0, 0, rows, len(header) - 1)
        self._next = 1

    def row(self, cells: list[str]) -> None:
        """Write the next row. What a spreadsheet would compute is marked as text, its words unchanged."""
        for position, cell in enumerate(cells):
            if not cell:
                continue
            if neutral(cell) == cell:
                self._sheet.write_string(self._next, position, cell)
            else:
                self._sheet.write_string(self._next, position, cell, self._guarded)
        self._next += 1


def _engagements(sheets: _Sheets, draft: Draft) -> Iterator[int]:
    flat = flat_table()
    shown = _Labelled(flat, draft.options.language)
    widths = [_WIDTHS.get(name, 20 if name.endswith("_label") else 16) for name in shown.names]
    sheets.add("engagements", shown.names, widths, draft.counts["engagements"])
    for number, record in enumerate(draft.records(), 1):
        sheets.row(shown.cells(record))
        if number % EVERY == 0:
            yield number


class _Labelled:
    """The flat table with a column of labels after each coded one."""

    def __init__(self, flat: Flat, language: str) -> None:
        self._flat, self._language = flat, language
        names: list[str] = []
        for column in flat.columns:
            names += [column.name, f"{column.name}_label"] if _terms(column) else [column.name]
        self.names = tuple(names)

    def cells(self, record: Record) -> list[str]:
        out: list[str] = []
        for column, cell in zip(self._flat.columns, self._flat.cells(record), strict=True):
            out.append(cell)
            if terms := _terms(column):
                words = [vocabulary(terms).label(code, self._language) for code in cell.split(SEPARATOR) if code]
                out.append(f"{SEPARATOR} ".join(words))
        return out


def _terms(column: Column) -> str:
    return "sectors" if column.name == "sectors" else column.terms
