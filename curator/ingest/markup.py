"""The outline of a saved page: its lines in order, each with what tags, classes and links say of it."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from curator.ingest.tags import BLOCKS, HEADINGS, PARAGRAPHS, SKIPPED, TELLING, Attributes, hints
from curator.model.article import Role

_SMALL = re.compile(r"logo|icon|avatar|banner|pixel|blank|spacer|loading|button|sprite|emoji|\.svg", re.IGNORECASE)
_WEIGHTS = (1.0, 1.0, 0.6, 0.36, 0.2)  # how much prose counts for the blocks around it, nearest first


@dataclass(slots=True)
class Raw:
    """A line of the outline before its text is cleaned."""

    text: str
    role: Role | None
    level: int
    links: float
    paragraph: bool
    pictured: bool  # a caption by its place under a picture
    reasons: tuple[str, ...]  # tags and classes that make it furniture
    owners: tuple[int, ...]  # the blocks around it, nearest first
    aside: bool = False

    @property
    def prose(self) -> bool:
        """Long enough to be a paragraph, and not made of links."""
        return len(self.text) >= 100 and self.links < 0.5


class _Context(NamedTuple):
    """What holds for the text inside an open element."""

    block: int = 0  # number of the nearest block
    level: int = 0
    linked: bool = False
    slanted: bool = False
    hint: Role | None = None
    reasons: tuple[str, ...] = ()
    owners: tuple[int, ...] = ()


_Piece = tuple[str, _Context]  # a stretch of text and what holds for it


def read_outline(markup: str) -> "Outline":
    """The outline of a page. Nothing is too broken for it; a page without words has no lines."""
    from lxml.etree import HTMLParser

    outline = Outline()
    parser = HTMLParser(target=outline, encoding="utf-8")  # type: ignore[arg-type]  # the stubs want bytes and comments too
    parser.feed(markup.encode("utf-8", "replace"))
    parser.close()
    return outline


class Outline:
    """The lines of a page, its title and language, its story pictures and its `<time>` elements.

    It is a target of lxml's parser, told of every tag as it is met: no tree is built, no nesting is too deep.
    """

    def __init__(self) -> None:
        """The outline of nothing; the parser calls `start`, `data`, `end` and at last `close`."""
        self.title = ""
        self.language = ""
        self.head: list[tuple[str, Attributes]] = []  # `<meta>` and `<link>` elements
        self.lines: list[Raw] = []
        self.pictures: list[tuple[int, str]] = []  # index of the line that follows, address
        self.times: list[tuple[int, str]] = []  # index of the line, date and time
        self._open = [_Context()]  # of every open element, the innermost last
        self._skipped = 0  # open elements from the one that is skipped on
        self._in_title = False
        self._pieces: list[_Piece] = []  # of the line that is being gathered
        self._paragraph = False
        self._picture: tuple[int, int] | None = None  # block of the last picture, number of lines then
        self._last = [0]  # by block: index after its last line

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""
        if self._skipped or name in SKIPPED:
            self._skipped += 1
            self._in_title = name == "title" and not self.title
            return
        context = self._open[-1]
        if name in BLOCKS:
            self._flush()
            self._paragraph = self._paragraph or name in PARAGRAPHS
            context = self._block(name, attributes, context)
        elif name == "br":
            self._flush()
        elif name in ("img", "amp-img"):
            self._see(attributes, context)
        elif name in ("meta", "link"):
            self.head.append((name, attributes))
        elif attributes or name in TELLING:
            context = self._inline(name, attributes, context)
        self._open.append(context)

    def data(self, text: str) -> None:
        """Text, perhaps only a part of what stands between two tags."""
        if self._skipped:
            if self._in_title:
                self.title += text
        elif self._pieces or not text.isspace():
            self._pieces.append((text, self._open[-1]))

    def end(self, name: str) -> None:
        """The innermost element closes."""
        if self._skipped:
            self._skipped -= 1
            self._in_title = False
            return
        context = self._open.pop()
        if name in BLOCKS:
            self._flush()
            self._paragraph = self._paragraph or name in PARAGRAPHS
            self._last[context.block] = len(self.lines)

    def close(self) -> None:
        """The page ends: weigh the hints against where most of the prose stands."""
        self.title = self.title.strip()
        self._weigh()

    def _block(self, name: str, attributes: Attributes, context: _Context) -> _Context:
        """The context inside a block."""
        hint, reasons = hints(name, attributes)
        if name == "html":
            self.language = self.language or attributes.get("lang", "")
        number = len(self._last)
        self._last.append(0)
        return _Context(
            number,
            int(name[1]) if name in HEADINGS else context.level,
            context.linked,
            context.slanted,
            hint or context.hint,
            (*context.reasons, *reasons)[-6:] if reasons else context.reasons,
            (number, *context.owners[:4]),
        )

    def _inline(self, name: str, attributes: Attributes, context: _Context) -> _Context:
        """The context inside an element that starts no line."""
        hint, reasons = hints(name, attributes)
        if name == "a" and self._pieces and self._pieces[-1][1].linked:
            self._pieces.append((" ", context))  # menus whose links touch each other
        if name == "time" and attributes.get("datetime"):
            self.times.append((len(self.lines), attributes["datetime"]))
        return _Context(
            context.block,
            context.level,
            context.linked or name == "a",
            context.slanted or name in ("em", "i"),
            hint or context.hint,
            (*context.reasons, *reasons)[-6:] if reasons else context.reasons,
            context.owners,
        )

    def _see(self, attributes: Attributes, context: _Context) -> None:
        """Note a picture: its address, and where a caption may follow."""
        source = attributes.get("data-src") or attributes.get("data-original") or attributes.get("src") or ""
        self._flush()
        if source and not source.startswith("data:") and not _SMALL.search(source):
            self.pictures.append((len(self.lines), source))
            self._picture = (context.block, len(self.lines))

    def _flush(self) -> None:
        """End the line that is being gathered."""
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        mixed = len(pieces) > 1 and len({context.hint for text, context in pieces if not text.isspace()}) > 1
        if mixed and len(_joined(pieces)) <= 200:
            for group in _by_hint(pieces):
                self._add(group)
        else:
            self._add(pieces)

    def _add(self, pieces: list[_Piece]) -> None:
        """One more line, which takes its place in the page from its first words. `pieces` begin with words."""
        context = pieces[0][1]
        pictured = False
        if self._picture and self._picture[1] == len(self.lines):
            slanted = all(within.slanted for text, within in pieces if not text.isspace())
            pictured = self._picture[0] in context.owners or slanted
        text, links = _joined(pieces), _linked(pieces)
        role = context.hint and _fitting(context.hint, text)
        level, reasons, owners = context.level, context.reasons, context.owners
        self.lines.append(Raw(text, role, level, links, self._paragraph, pictured, reasons, owners))
        self._paragraph = False

    def _weigh(self) -> None:
        """Drop hints that would call most of the prose furniture; find the block that holds most of the rest."""
        prose = [line for line in self.lines if line.prose]
        held: Counter[str] = Counter()
        for line in prose:
            held.update(dict.fromkeys(line.reasons, len(line.text)))
        whole = sum(len(line.text) for line in prose)
        wrong = {reason for reason, size in held.items() if size > 0.4 * whole}
        for line in self.lines:
            if line.reasons and not wrong.issuperset(line.reasons):
                line.role = Role.FURNITURE
        scores: Counter[int] = Counter()
        for line in prose:
            if line.role is not Role.FURNITURE:
                for block, weight in zip(line.owners, _WEIGHTS, strict=False):
                    scores[block] += int(weight * len(line.text))
        if scores:
            best = max(scores, key=lambda block: (scores[block], block))
            for line in self.lines[self._last[best] :]:
                line.aside = True


def _fitting(hint: Role, text: str) -> Role | None:
    """`hint` if a line such as `text` can have this role."""
    digits = any(char.isdigit() for char in text)
    if hint is Role.STAMP:
        return hint if digits and len(text) <= 120 else None
    if hint is Role.BYLINE:
        return hint if len(text) <= 90 and not digits and any(map(str.isalpha, text)) else None
    return hint if hint is Role.CAPTION and len(text) <= 600 else None


def _joined(pieces: list[_Piece]) -> str:
    """The words of `pieces`, one blank between them."""
    text = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _context in pieces])
    return " ".join(text.split())


def _linked(pieces: list[_Piece]) -> float:
    """The share of the characters that are links."""
    if len(pieces) == 1:
        return float(pieces[0][1].linked)
    linked = sum(len(text.strip()) for text, context in pieces if context.linked)
    return linked / sum(len(text.strip()) for text, _context in pieces) if linked else 0.0


def _by_hint(pieces: list[_Piece]) -> list[list[_Piece]]:
    """`pieces` in groups of the same hint; blanks go with what stands before them."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and (piece[0].isspace() or groups[-1][0][1].hint is piece[1].hint):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups
