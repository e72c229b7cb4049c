"""Mail with its attachments, and web pages saved as one file (.mhtml), which are mail too."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from curator.errors import UnreadableFile
from curator.i18n import _
from curator.ingest.encoding import decode
from curator.ingest.html import html_page
from curator.ingest.kind import named
from curator.ingest.page import Page
from curator.ingest.text import plain_page

_HEADERS = ("subject", "from", "date")
_MOST_PARTS = 200


def open_mail(data: bytes, name: str) -> tuple[Page | None, list[tuple[str, bytes]]]:
    """The page of the mail's own text, if it has one, and name and bytes of each attachment that may be read."""
    message = _message(data)
    page = None
    for body in sorted(_bodies(message), key=lambda part: part.get_content_type() != "text/plain"):
        text = _content(body)
        if any(map(str.isalpha, text)):
            html = body.get_content_type() == "text/html"
            page = html_page(text, "utf-8", name) if html else plain_page(text, "utf-8", name)
            page.media_type = "message/rfc822"
            page.metadata += [(f"mail:{key}", _header(message, key)) for key in _HEADERS]
            break
    attached = list(_attachments(message))
    if page is None and not attached:
        raise UnreadableFile(_("“{name}” holds no text.").format(name=name), _("Open the mail and save it again."))
    return page, attached


def read_mhtml(data: bytes, name: str) -> Page:
    """The page of a web archive: its first HTML part. Raises UnreadableFile if there is none."""
    message = _message(data)
    for part in _parts(message):
        if part.get_content_type() == "text/html":
            payload = _payload(part)
            text, encoding = decode(payload, part.get_content_charset() or "")
            page = html_page(text, encoding, name)
            page.media_type = "multipart/related"
            address = _header(message, "snapshot-content-location") or _header(part, "content-location")
            page.metadata.append(("html:saved_from", address))
            return page
    raise UnreadableFile(
        _("“{name}” holds no web page.").format(name=name), _("Save the page again as .html or .mhtml.")
    )


def _message(data: bytes) -> EmailMessage:
    return message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """All parts that hold no parts themselves, in order."""
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _bodies(message: EmailMessage) -> Iterator[EmailMessage]:
    return (
        part
        for part in _parts(message)
        if part.get_content_type() in ("text/plain", "text/html") and not _filename(part)
    )


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Attached files of a kind that can be read, and the first file of a mail inside the mail."""
    for part in _parts(message):
        filename = _filename(part)
        if filename and named(filename):
            yield filename, _payload(part)


def _filename(part: EmailMessage) -> str:
    try:
        return (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):  # broken headers
        return ""


def _content(part: EmailMessage) -> str:
    """The text of a part, by its charset if that is right."""
    return decode(_payload(part), part.get_content_charset() or "")[0]


def _payload(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):  # broken transfer encoding
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, key: str) -> str:
    """A header, decoded; empty if it is missing or broken."""
    try:
        return str(message.get(key, "") or "")
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):  # broken headers
        return ""
