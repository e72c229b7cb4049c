"""Saved pages: HTML to lines with what the markup tells of them, and the metadata of the page head."""

import re
from collections.abc import Sequence

from curator.ingest.encoding import clean, damaged, decode
from curator.ingest.legacy import convert
from curator.ingest.markup import Outline, read_outline
from curator.ingest.metadata import Structured, read_head
from curator.ingest.page import Line, Page, break_long_lines
from curator.ingest.text import plain_page

LARGEST_TREE = 1_000_000  # characters of markup; larger pages are read without a tree,
MOST_TAGS = 30_000  # as are those with more tags, so that no page takes more than a second or two
_SCRIPT = re.compile(r"<(script|style|svg|iframe|template|!--)", re.IGNORECASE)
_CLOSE = {
    "!--": re.compile("-->"),
    **{tag: re.compile(rf"</{tag}\s*>", re.I) for tag in ("script", "style", "svg", "iframe", "template")},
}
_JSON_LD = re.compile(r"<script[^<>]{0,300}application/ld\+json", re.IGNORECASE)
_PROLOG = re.compile(r"<\?[^<>]{0,300}>")
_EMBEDDED = re.compile(r"data:[a-z]+/[^\"'\s<>)]{200,}")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?\s*(https?://[^\s>]+)", re.IGNORECASE)
_BREAK = re.compile(
    r"<(?:br|/?(?:p|div|tr|table|li|ul|ol|h[1-6]|td|article|section|header|footer|nav))\b", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


def read_html(data: bytes, name: str) -> Page:
    """The page of an HTML file. Raises UnreadableFile if it holds no text."""
    text, encoding = decode(data)
    return html_page(text, encoding, name)


def html_page(markup: str, encoding: str, name: str) -> Page:
    """The page of `markup`, already decoded. Raises UnreadableFile if it holds no text."""
    saved = _SAVED_FROM.search(markup[:5_000])
    markup, scripts = _without_scripts(markup.replace("\x00", ""))
    if len(markup) > LARGEST_TREE or markup.count("<") > MOST_TAGS:
        page = plain_page(_flat(markup), encoding, name)
    else:
        page = _page(read_outline(markup), scripts, encoding)
        if not page.lines:
            page = plain_page(_flat(markup), encoding, name)
    page.media_type = "text/html"
    if saved:
        page.metadata.append(("html:saved_from", saved[1]))
    return page


def _page(outline: Outline, scripts: Sequence[str], encoding: str) -> Page:
    head = read_head(outline, Structured(scripts))
    text, converted = clean("\n".join(raw.text for raw in outline.lines))
    page = Page("", [], "text/html", converted or encoding, head.metadata, head.titles)
    if converted:
        page.metadata = [(key, convert(value, converted)) for key, value in head.metadata]
        page.titles = [convert(title, converted) for title in head.titles]
    pieces: list[str] = []
    at = 0
    index: list[int] = []  # of the first line of the page that each line of the outline became
    for raw, cleaned in zip(outline.lines, text.split("\n"), strict=False):
        index.append(len(page.lines))
        for number, piece in enumerate(break_long_lines(cleaned).split("\n")):
            gap = "" if not pieces else "\n\n" if raw.paragraph and number == 0 else "\n"
            at += len(gap)
            pieces += (gap, piece)
            stripped = piece.strip()
            if stripped:
                line = Line(at + piece.index(stripped[0]), stripped, raw.role, raw.level, raw.links, raw.aside)
                line.pictured = raw.pictured
                page.lines.append(line)
            at += len(piece)
    page.text = "".join(pieces) + "\n"
    page.damage = damaged(page.text)
    index.append(len(page.lines))
    page.pictures = [(index[i], source) for i, source in outline.pictures]
    page.times = [(index[i], moment) for i, moment in outline.times]
    return page


def _without_scripts(markup: str) -> tuple[str, list[str]]:
    """`markup` without scripts, styles, comments, drawings and embedded files; and the texts of JSON-LD scripts."""
    kept: list[str] = []
    found: list[str] = []
    unclosed: set[str] = set()  # tags that are never closed again: their words stay, and nobody looks again
    at = 0
    while opened := _SCRIPT.search(markup, at):
        kept.append(markup[at : opened.start()])
        tag = opened[1].lower()
        closed = None if tag in unclosed else _CLOSE[tag].search(markup, opened.end())
        if closed is None:
            unclosed.add(tag)
            at = opened.end()
            continue
        if tag == "script" and _JSON_LD.match(markup, opened.start()):
            found.append(markup[markup.find(">", opened.end()) + 1 : closed.start()])
        at = closed.end()
    kept.append(markup[at:])
    return _EMBEDDED.sub("", _PROLOG.sub("", "".join(kept))), found


def _flat(markup: str) -> str:
    """`markup` as plain lines, for pages that no tree can hold: too large or nested too deep."""
    from html import unescape

    return unescape(_TAG.sub(" ", _BREAK.sub("\n<", markup)))
