"""The article: original bytes, canonical text, its blocks, and spans that point into it."""

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from curator.model.frozen import frozen
from curator.model.lazy import lazy


class Role(StrEnum):
    """What a block of the page is. Evidence may lie in any block but furniture."""

    HEADLINE = "headline"
    STAMP = "stamp"  # the line with date or outlet of this article
    BYLINE = "byline"
    STORY = "story"
    CAPTION = "caption"  # story of a lower rank
    FURNITURE = "furniture"  # menus, related items, widgets, comment forms, footers
    METADATA = "metadata"  # lines `key = value` taken from the page head or a companion file


@frozen
class Span:
    """A passage: code points `start` (inclusive) to `end` (exclusive) of the canonical text, and its words."""

    start: int
    end: int
    quote: str


@frozen
class Block:
    """A paragraph or line of the canonical text, without its line end."""

    start: int
    end: int
    role: Role


@frozen
class Article:
    """One source as it was imported. All offsets count code points of `text`.

    `text` is canonical (see `curator.model.text.canonical`) and holds the whole page: story, furniture and, at its
    end, the metadata lines; `blocks` cover it in order without overlap, blank lines lying between them.
    `damage` marks passages whose characters were lost before the page reached us; no value may use them.
    """

    name: str  # file name, or `archive.zip/member.html`
    data: bytes
    media_type: str
    encoding: str
    text: str
    blocks: tuple[Block, ...]
    damage: tuple[tuple[int, int], ...] = ()

    @lazy
    def sha256(self) -> str:
        """Of the original bytes, lower-case hex."""
        return sha256(self.data)

    @lazy
    def text_sha256(self) -> str:
        """Of the canonical text as UTF-8, lower-case hex."""
        return sha256(self.text.encode("utf-8"))

    def span(self, start: int, end: int) -> Span:
        """The passage at these offsets. Raises ValueError outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError((start, end))
        return Span(start, end, self.text[start:end])

    def holds(self, span: Span) -> bool:
        """Whether the quote still stands at its offsets."""
        return self.text[span.start : span.end] == span.quote

    def role_at(self, offset: int) -> Role:
        """The role of the block at `offset`; furniture between blocks."""
        index = bisect_right(self._starts, offset) - 1
        return self.blocks[index].role if index >= 0 and offset < self.blocks[index].end else Role.FURNITURE

    def parts(self, *roles: Role) -> Iterator[tuple[Block, str]]:
        """The blocks with one of these roles (all if none is named), each with its text, in page order."""
        for block in self.blocks:
            if not roles or block.role in roles:
                yield block, self.text[block.start : block.end]

    def metadata(self) -> Iterator[tuple[str, str, Span]]:
        """`(key, value, span of the value)` for each metadata line, such as `og:title`, `ld:datePublished`."""
        for block, line in self.parts(Role.METADATA):
            key, equals, value = line.partition(" = ")
            if equals and value:
                yield key, value, self.span(block.end - len(value), block.end)

    @lazy
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, lower-case hex."""
    import hashlib  # loads OpenSSL, 4 ms that the start of the window can do without

    return hashlib.sha256(data).hexdigest()
