"""What kind of file some bytes are: by their content first, by the suffix of the name second."""

import re
from enum import StrEnum
from pathlib import PurePath

from curator.errors import UnreadableFile
from curator.i18n import N_, _
from curator.ingest.binary import is_text


class Kind(StrEnum):
    """Kinds of file that can be read; the value is the media type."""

    TEXT = "text/plain"
    HTML = "text/html"
    MHTML = "multipart/related"
    MAIL = "message/rfc822"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    ZIP = "application/zip"


SUFFIXES = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML, ".asp": Kind.HTML, ".aspx": Kind.HTML,
    ".php": Kind.HTML, ".shtml": Kind.HTML,
    ".mhtml": Kind.MHTML, ".mht": Kind.MHTML, ".eml": Kind.MAIL, ".docx": Kind.DOCX, ".pdf": Kind.PDF,
    ".zip": Kind.ZIP,
}  # fmt: skip

_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_("Open it in Word or LibreOffice and save it as .docx.")),
    (b"{\\rtf", N_("Open it in Word or LibreOffice and save it as .docx.")),
    (b"\x89PNG", N_("It is a picture; Curator reads text only.")),
    (b"\xff\xd8\xff", N_("It is a picture; Curator reads text only.")),
    (b"GIF8", N_("It is a picture; Curator reads text only.")),
    (b"II*\x00", N_("It is a picture; Curator reads text only.")),
    (b"7z\xbc\xaf\x27\x1c", N_("Unpack it first, or pack the files as .zip.")),
    (b"Rar!\x1a\x07", N_("Unpack it first, or pack the files as .zip.")),
    (b"\x1f\x8b\x08", N_("Unpack it first, or pack the files as .zip.")),
    (b"SQLite format 3\x00", N_("It is a database; open a Curator store with File › Open.")),
    (b"\x7fELF", N_("It is a program.")),
    (b"MZ\x90\x00", N_("It is a program.")),
)
_HEADER = re.compile(rb"(?:\A|\n)(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Content-Type|"
                     rb"Snapshot-Content-Location|Delivered-To|X-[A-Za-z-]+):[ \t\r]?", re.IGNORECASE)  # fmt: skip
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|br|table|td|tr|span|font|h[1-6]|ul|li|a|b|strong|article|meta)(?:\s[^<>]{0,400})?/?>", re.I
)


def sniff(data: bytes, name: str) -> Kind:
    """The kind of `data`. Raises UnreadableFile for kinds that hold no text we can read."""
    for magic, hint in _REFUSED:
        if data.startswith(magic):
            raise UnreadableFile(_("“{name}” is not a kind of file that Curator reads.").format(name=name), _(hint))
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.DOCX if b"word/document.xml" in data or named(name) is Kind.DOCX else Kind.ZIP
    if mail := _mail(data, name):
        return mail
    head = data[:8192].replace(b"\x00", b"").decode("latin-1")
    marked = _PAGE.search(head) or len(_TAG.findall(head)) >= (1 if named(name) is Kind.HTML else 6)
    if not marked and (named(name) is Kind.ZIP or (data.startswith(b"PK") and named(name) is Kind.DOCX)):
        raise UnreadableFile(_("“{name}” is no archive.").format(name=name), _("Pack the files again."))
    if not is_text(data[:8192], words=not marked):
        raise UnreadableFile(
            _("“{name}” is not a text.").format(name=name),
            _("Save the page as .html or .txt, or print it to .pdf."),
        )
    return Kind.HTML if marked else Kind.TEXT


def named(name: str) -> Kind | None:
    """The kind that the suffix of `name` promises."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def _mail(data: bytes, name: str) -> Kind | None:
    """Mail or a saved web archive: lines `Key: value` at the top, with a blank line after them."""
    head = data[:16_384].lstrip(b"\xef\xbb\xbf\r\n")
    if not re.match(rb"[A-Za-z-]{2,40}:", head):
        return None
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    found = {key.strip().rstrip(b": \t\r").lower() for key in _HEADER.findall(headers)}
    if len(found) < (2 if named(name) in (Kind.MAIL, Kind.MHTML) else 3):
        return None
    if b"multipart/related" in headers.lower() and (
        b"snapshot-content-location" in found or named(name) is Kind.MHTML or b"saved by" in headers.lower()
    ):
        return Kind.MHTML
    return Kind.MAIL if b"content-type" in found or b"mime-version" in found or b"message-id" in found else None
