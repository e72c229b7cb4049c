"""Plain text: flat dumps of pages, and text pasted by hand."""

from curator.errors import UnreadableFile
from curator.i18n import _
from curator.ingest.encoding import clean, damaged, decode
from curator.ingest.page import Page, break_long_lines, lines_of


def read_plain(data: bytes, name: str) -> Page:
    """The page of a text file; its text is the file's own, canonical. Raises UnreadableFile if there is none."""
    text, encoding = decode(data)
    return plain_page(text, encoding, name)


def plain_page(text: str, encoding: str, name: str) -> Page:
    """The page of `text`. Raises UnreadableFile if it holds no letters."""
    text, converted = clean(text)
    text = break_long_lines(text)
    if not any(map(str.isalpha, text)):
        raise UnreadableFile(
            _("“{name}” holds no text.").format(name=name), _("Open the page again and save it with its text.")
        )
    return Page(text, lines_of(text), "text/plain", converted or encoding, damage=damaged(text))
