"""Word files: paragraphs, table cells and captions in reading order, with the standard library alone."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from curator.errors import UnreadableFile
from curator.i18n import _
from curator.ingest.encoding import clean, damaged
from curator.ingest.page import Line, Page, break_long_lines
from curator.model.article import Role

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BROKEN = (  # what zipfile and ElementTree raise on files that are damaged, locked or packed in an unknown way
    *(zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, OSError),
    *(ElementTree.ParseError, LookupError),
)
_LARGEST_XML = 50_000_000  # bytes once unpacked
_HEADING = re.compile(r"(?:heading|titre|tiêuđề|title|u)\s*([1-6]?)$", re.IGNORECASE)
Paragraph = tuple[str, str, bool]  # text, style, whether it stands in a table


def read_docx(data: bytes, name: str) -> Page:
    """The page of a .docx file. Raises UnreadableFile if it is broken or holds no text."""
    page = Page("", [], "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    pieces: list[str] = []
    at = 0
    for text, style, cell in _paragraphs(_body(data, name)):
        for number, piece in enumerate(break_long_lines(clean(text)[0]).split("\n")):
            stripped = piece.strip()
            if not stripped:
                continue
            gap = "" if not pieces else "\n" if number or cell else "\n\n"
            at += len(gap)
            pieces += (gap, stripped)
            role = Role.CAPTION if style.lower().startswith(("caption", "légende", "chúthích")) else None
            heading = _HEADING.match(style)
            page.lines.append(Line(at, stripped, role, int(heading[1] or 1) if heading else 0))
            at += len(stripped)
    if not page.lines:
        raise UnreadableFile(_("“{name}” holds no text.").format(name=name), _("Open it in Word and look."))
    page.text = "".join(pieces) + "\n"
    page.damage = damaged(page.text)
    return page


def _body(data: bytes, name: str) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("word/document.xml") as part:
            xml = part.read(_LARGEST_XML + 1)
        if len(xml) > _LARGEST_XML or b"<!ENTITY" in xml or b"<!DOCTYPE" in xml:
            raise ValueError
        return ElementTree.fromstring(xml)
    except _BROKEN as reason:
        raise UnreadableFile(
            _("“{name}” is not a sound Word file.").format(name=name),
            _("Open it in Word or LibreOffice and save it as .docx."),
        ) from reason


def _paragraphs(body: ElementTree.Element) -> Iterator[Paragraph]:
    """The paragraphs of the document in order, those of tables and text boxes included."""
    stack: list[tuple[ElementTree.Element, bool]] = [(body, False)]
    while stack:
        node, cell = stack.pop()
        if node.tag == f"{_W}p":
            style = node.find(f"{_W}pPr/{_W}pStyle")
            yield _text(node), style.get(f"{_W}val", "") if style is not None else "", cell
            stack.extend((box, cell) for box in _boxes(node))
        elif not node.tag.endswith("}Fallback"):
            stack.extend((child, cell or node.tag == f"{_W}tbl") for child in reversed(node))


def _boxes(paragraph: ElementTree.Element) -> list[ElementTree.Element]:
    """The text boxes anchored in a paragraph, last first, without their copies for old programs."""
    found = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}txbxContent":
            found.append(node)
        elif not node.tag.endswith("}Fallback"):
            stack.extend(reversed(node))
    return found[::-1]


def _text(paragraph: ElementTree.Element) -> str:
    """The visible text of a paragraph: line breaks kept, deleted words and text boxes left out."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif node.tag == f"{_W}tab":
            pieces.append("\t")
        elif node.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif not node.tag.endswith(("}txbxContent", "}Fallback", "}instrText", "}del")):
            stack.extend(reversed(node))
    return "".join(pieces)
