"""One file's bytes to its articles: the reader for its kind, then the roles of its lines."""

from collections.abc import Callable
from pathlib import PurePath

from curator.errors import UnreadableFile
from curator.i18n import _
from curator.ingest import Companion
from curator.ingest.files import parse_rows
from curator.ingest.kind import Kind, named, sniff
from curator.ingest.page import Page, to_article
from curator.ingest.story import divide, parts
from curator.ingest.text import plain_page, read_plain
from curator.model.article import Article, Role

LARGEST = 30_000_000  # bytes of one file
Member = tuple[str, bytes]
DEEPEST = 3  # archives in mails in archives
_MOST_PICTURES = 30


def read_source(
    data: bytes, name: str, companion: Companion, refused: list[UnreadableFile], depth: int = 0
) -> list[Article]:
    """See `curator.ingest.read`."""
    name = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # a file may be called by any bytes
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableFile(_("“{name}” is empty.").format(name=name), _("Save the page again."))
    kind = sniff(data, name)
    if len(data) > LARGEST and kind is not Kind.ZIP:
        raise UnreadableFile(
            _("“{name}” is larger than {size} MB.").format(name=name, size=LARGEST // 1_000_000),
            _("Save only the page of the article."),
        )
    if kind is Kind.ZIP:
        from curator.ingest.archive import members

        return _read_members(members(data, name), name, refused, depth)
    if kind is Kind.MAIL:
        from curator.ingest.mail import open_mail

        page, attached = open_mail(data, name)
        articles = [_article(page, data, name, companion)] if page else []
        if attached:
            articles += _read_members(attached, name, refused, depth, needed=not articles)
        return articles
    return [_article(_reader(kind)(data, name), data, name, companion)]


def read_pasted(text: str, name: str, companion: Companion) -> Article:
    """See `curator.ingest.read_text`."""
    return _article(plain_page(text, "utf-8", name), text.encode("utf-8", "replace"), name, companion)


def _reader(kind: Kind) -> Callable[[bytes, str], Page]:
    """The reader for `kind`, imported when first needed."""
    if kind is Kind.HTML:
        from curator.ingest.html import read_html as reader
    elif kind is Kind.MHTML:
        from curator.ingest.mail import read_mhtml as reader
    elif kind is Kind.DOCX:
        from curator.ingest.docx import read_docx as reader
    elif kind is Kind.PDF:
        from curator.ingest.pdf import read_pdf as reader
    else:
        reader = read_plain
    return reader


def _article(page: Page, data: bytes, name: str, companion: Companion) -> Article:
    roles = divide(page)
    told = [role is not Role.FURNITURE for role in roles] + [False]  # index -1 and the end belong to nothing
    page.metadata += [("html:time", moment) for i, moment in page.times if told[i]]
    pictures = [source for i, source in page.pictures if told[i] or told[i - 1]]
    page.metadata += [("html:image", source) for source in pictures[:_MOST_PICTURES]]
    page.metadata += [
        (f"csv:{key}", companion[column])
        for key, column in (("url", "url"), ("outlet", "outlet"), ("published", "date"))
        if companion.get(column)
    ]
    return to_article(name, data, page, parts(page, roles))


def _read_members(
    members: list[Member], name: str, refused: list[UnreadableFile], depth: int, needed: bool = True
) -> list[Article]:
    """The articles of all members that can be read. Raises UnreadableFile if that is none and one is `needed`."""
    articles: list[Article] = []
    reasons: list[UnreadableFile] = []
    tables = [data for member, data in members if member.lower().endswith(".csv")]
    rows = {file: row for data in tables for file, row in parse_rows(data).items()}
    for member, data in members if depth < DEEPEST else ():
        if named(member):
            try:
                companion = rows.get(PurePath(member).name, {})
                articles += read_source(data, f"{name}/{member}", companion, refused, depth + 1)
            except UnreadableFile as reason:
                reasons.append(reason)
    if needed and not articles:
        raise (
            reasons[0]
            if len(reasons) == 1
            else UnreadableFile(
                _("“{name}” holds no file that can be read.").format(name=name),
                _("Curator reads .txt, .html, .mhtml, .docx, .pdf, .eml and .zip."),
            )
        )
    refused += reasons
    return articles
