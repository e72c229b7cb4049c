"""PDF files with a text layer: lines joined to paragraphs by their place and size on the page."""

import ctypes
import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from curator.errors import UnreadableFile
from curator.i18n import _
from curator.ingest.encoding import clean, damaged
from curator.ingest.page import Line, Page, break_long_lines

_MOST_PAGES = 60
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad\u2010\ufffe\x02]$")


@dataclass(slots=True)
class _Row:
    """A printed line: its text, edges and size in points, measured from the lower left corner."""

    text: str
    left: float
    right: float
    top: float
    size: float


def read_pdf(data: bytes, name: str) -> Page:
    """The page of a PDF file. Raises UnreadableFile if it is broken, locked or holds pictures only."""
    paragraphs: list[tuple[str, float]] = []
    for rows in _pages(data, name):
        paragraphs += _joined(rows)
    page = Page("", [], "application/pdf")
    usual = median(size for text, size in paragraphs for _each in range(len(text))) if paragraphs else 0.0
    pieces: list[str] = []
    at = 0
    for text, size in paragraphs:
        for piece in break_long_lines(clean(text)[0]).split("\n"):
            stripped = piece.strip()
            if stripped:
                pieces.append(stripped)
                page.lines.append(Line(at, stripped, level=2 if size > 1.15 * usual and len(stripped) < 250 else 0))
                at += len(stripped) + 2
    if not any(map(str.isalpha, "".join(pieces))):
        raise UnreadableFile(
            _("“{name}” holds no text, only pictures of it.").format(name=name),
            _("Save the page as .html, or run text recognition (OCR) first."),
        )
    page.text = "\n\n".join(pieces) + "\n"
    page.damage = damaged(page.text)
    return page


def _pages(data: bytes, name: str) -> list[list[_Row]]:
    """The rows of every page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as reason:
        locked = "password" in str(reason).lower()
        raise UnreadableFile(
            _("“{name}” is locked with a password.").format(name=name)
            if locked
            else _("“{name}” is not a sound PDF file.").format(name=name),
            _("Print it to a new PDF file."),
        ) from reason
    try:
        return [_rows(document[number]) for number in range(min(len(document), _MOST_PAGES))]
    except pypdfium2.PdfiumError as reason:
        raise UnreadableFile(
            _("“{name}” is not a sound PDF file.").format(name=name), _("Print it to a new PDF file.")
        ) from reason
    finally:
        document.close()


def _rows(page: Any) -> list[_Row]:
    """The printed lines of a page in reading order."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    count = text_page.count_chars()
    text = text_page.get_text_range(0, count) if count else ""
    rows: list[_Row] = []
    at = 0
    for printed in text.split("\n"):
        start, at = at, at + len(printed) + 1
        stripped = printed.strip()
        if not stripped:
            continue
        first = start + printed.index(stripped[0])
        last = min(first + len(stripped), count) - 1
        if len(text) != count or last < first:  # places are not known: let the words decide
            rows.append(_Row(stripped, 0, 0, 0, 0))
            continue
        left, _bottom, _right, top = text_page.get_charbox(first, loose=True)
        right = text_page.get_charbox(last)[2]
        size = float(raw.FPDFText_GetFontSize(text_page, ctypes.c_int((first + last) // 2)))
        rows.append(_Row(stripped, left, right, top, size))
    return rows


def _joined(rows: list[_Row]) -> list[tuple[str, float]]:
    """Paragraphs, each with its font size."""
    if not rows:
        return []
    longest = max(len(row.text) for row in rows)
    steps = sorted(a.top - b.top for a, b in pairwise(rows) if a.top > b.top and a.size == b.size)
    pitch = steps[len(steps) // 3] if steps else 0.0
    paragraphs = [(rows[0].text, rows[0].size)]
    for before, row in pairwise(rows):
        text, size = paragraphs[-1]
        edge = max(other.right for other in rows if abs(other.left - before.left) < 40)
        if _continues(before, row, edge, pitch) if row.size else len(before.text) > 0.8 * longest:
            glued = _HYPHEN.sub("", text) + row.text if _HYPHEN.search(text) else f"{text} {row.text}"
            paragraphs[-1] = (glued, size)
        else:
            paragraphs.append((row.text, row.size))
    return paragraphs


def _continues(before: _Row, row: _Row, edge: float, pitch: float) -> bool:
    """Whether `row` goes on with the sentence of the row above it: same size, usual step, and that row is full."""
    usual = max(pitch * 1.12 + 0.5, row.size * 1.55)
    return (
        abs(before.size - row.size) < 0.6
        and 0 < before.top - row.top < usual
        and edge - before.right < 6 * row.size
        and row.left <= before.left + 0.5 * row.size
    )
