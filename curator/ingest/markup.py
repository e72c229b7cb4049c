"""The outline of a saved page: its lines in order, each with what tags, classes and links say of it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from curator.ingest.cues import cues
from curator.model.article import Role

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
        ),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "amp-sidebar", "button", "select", "option"),
        *("label", "textarea", "noscript"),
    )
)
_PARAGRAPHS = frozenset(
    (
        *(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "article",
            "section",
            "table",
            "ul",
            "ol",
            "blockquote",
            "figure",
        ),
        *("pre", "header", "footer", "nav"),
    )
)
_FURNITURE = frozenset(
    ("nav", "footer", "aside", "form", "button", "select", "textarea", "label", "menu", "dialog", "amp-sidebar")
)
_SKIPPED = frozenset(("script", "style", "template", "svg", "title", "iframe", "object", "canvas"))
_ROLES = {
    "class": Role.FURNITURE,
    "class_caption": Role.CAPTION,
    "class_byline": Role.BYLINE,
    "class_stamp": Role.STAMP,
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]+")
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


@dataclass(slots=True)
class _Context:
    """What holds for the text inside an open element."""

    block: int = 0  # number of the nearest block
    level: int = 0
    linked: bool = False
    slanted: bool = False
    hint: Role | None = None
    reasons: tuple[str, ...] = ()
    owners: tuple[int, ...] = ()


@dataclass(slots=True)
class _Chunk:
    text: str
    context: _Context


@dataclass
class Outline:
    """The lines of `soup`, its story pictures and its `<time>` elements with the index of their line."""

    soup: Any
    lines: list[Raw] = field(default_factory=list)
    pictures: list[tuple[int, str]] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)
    head: list[Any] = field(default_factory=list)  # `<meta>` and `<link>` elements

    def __post_init__(self) -> None:
        """Walk the tree, then weigh the hints against where most of the prose stands."""
        self._chunks: list[_Chunk] = []
        self._paragraph = False
        self._picture: tuple[int, int] | None = None  # block of the last picture, number of lines then
        self._first = [0]  # by block: index of its first line
        self._last = [0]  # by block: index after its last line
        self._walk()
        self._weigh()

    def _walk(self) -> None:
        """Visit every node in order without recursion, so that no nesting is too deep."""
        stack: list[tuple[Any, _Context, bool]] = [(self.soup, _Context(), False)]
        while stack:
            node, context, leaving = stack.pop()
            if leaving:
                self._leave(node, context)
            elif (name := getattr(node, "name", None)) is None:
                if type(node).__name__ == "NavigableString":
                    self._chunks.append(_Chunk(str(node), context))
            elif name in ("meta", "link"):
                self.head.append(node)
            elif name not in _SKIPPED:
                inside = self._enter(node, name, context)
                stack.append((node, inside, True))
                stack.extend((child, inside, False) for child in reversed(node.contents))

    def _enter(self, node: Any, name: str, context: _Context) -> _Context:
        attributes = node.attrs
        if name == "br":
            self._flush()
            return context
        if name == "a" and self._chunks and self._chunks[-1].context.linked:
            self._chunks.append(_Chunk(" ", context))  # menus whose links touch each other
        if name in ("img", "amp-img"):
            self._see(attributes, context)
            return context
        if name in _BLOCKS:
            self._flush()
            self._paragraph = self._paragraph or name in _PARAGRAPHS
        elif not attributes and name not in ("a", "em", "i", "time"):
            return context
        return self._inside(name, attributes, context)

    def _inside(self, name: str, attributes: Any, context: _Context) -> _Context:
        """The context inside an element."""
        hint, reasons = _hints(name, attributes)
        block, owners, level = context.block, context.owners, context.level
        if name in _BLOCKS:
            block = len(self._first)
            self._first.append(len(self.lines))
            self._last.append(0)
            owners = (block, *owners[:4])
            if len(name) == 2 and name[0] == "h" and name[1].isdigit():
                level = int(name[1])
        if name == "time" and attributes.get("datetime"):
            self.times.append((len(self.lines), str(attributes["datetime"])))
        return _Context(
            block,
            level,
            context.linked or name == "a",
            context.slanted or name in ("em", "i"),
            hint or context.hint,
            (*context.reasons, *reasons)[-6:],
            owners,
        )

    def _leave(self, node: Any, context: _Context) -> None:
        if node.name in _BLOCKS:
            self._flush()
            self._paragraph = self._paragraph or node.name in _PARAGRAPHS
            self._last[context.block] = len(self.lines)

    def _see(self, attributes: Any, context: _Context) -> None:
        """Note a picture: its address, and where a caption may follow."""
        source = str(attributes.get("data-src") or attributes.get("data-original") or attributes.get("src") or "")
        self._flush()
        if source and not source.startswith("data:") and not _SMALL.search(source):
            self.pictures.append((len(self.lines), source))
            self._picture = (context.block, len(self.lines))

    def _flush(self) -> None:
        """End the line that is being gathered."""
        if not self._chunks:
            return
        chunks, self._chunks = self._chunks, []
        text = " ".join("".join(chunk.text for chunk in chunks).split())
        if not text:
            return
        mixed = len(chunks) > 1 and len({chunk.context.hint for chunk in chunks if chunk.text.strip()}) > 1
        if mixed and len(text) <= 200:
            for group in _by_hint(chunks):
                self._add(group)
        else:
            self._add(chunks)

    def _add(self, chunks: list[_Chunk]) -> None:
        text = " ".join("".join(chunk.text for chunk in chunks).split())
        if not text:
            return
        context = next(chunk.context for chunk in chunks if chunk.text.strip())
        size = sum(len(chunk.text.strip()) for chunk in chunks) or 1
        linked = sum(len(chunk.text.strip()) for chunk in chunks if chunk.context.linked)
        slanted = all(chunk.context.slanted for chunk in chunks if chunk.text.strip())
        pictured = False
        if self._picture and self._picture[1] == len(self.lines):
            pictured = self._picture[0] in context.owners or slanted
        role = _fitting(context.hint, text)
        self.lines.append(
            Raw(
                text, role, context.level, linked / size, self._paragraph, pictured, context.reasons, context.owners
            )
        )
        self._paragraph = False

    def _weigh(self) -> None:
        """Drop hints that would call most of the prose furniture; find the block that holds most of the rest."""
        whole = sum(len(line.text) for line in self.lines if line.prose) or 1
        held: Counter[str] = Counter()
        for line in self.lines:
            if line.prose:
                held.update(dict.fromkeys(line.reasons, len(line.text)))
        wrong = {reason for reason, size in held.items() if size > 0.4 * whole}
        scores: Counter[int] = Counter()
        for line in self.lines:
            if any(reason not in wrong for reason in line.reasons):
                line.role = Role.FURNITURE
            elif line.prose:
                for block, weight in zip(line.owners, _WEIGHTS, strict=False):
                    scores[block] += int(weight * len(line.text))
        if scores:
            best = max(scores, key=lambda block: (scores[block], block))
            for line in self.lines[self._last[best] :]:
                line.aside = True


def _hints(name: str, attributes: Any) -> tuple[Role | None, tuple[str, ...]]:
    """What tag and classes say of the text inside: a role, and reasons to take it for furniture."""
    if name in ("html", "body"):
        return None, ()
    role: Role | None = Role.CAPTION if name == "figcaption" else Role.STAMP if name == "time" else None
    reasons: tuple[str, ...] = (name,) if name in _FURNITURE else ()
    if not attributes:
        return role, reasons
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        role = Role.BYLINE
    if "hidden" in attributes or "display:none" in str(attributes.get("style", "")).replace(" ", ""):
        reasons += ("hidden",)
    for word in f"{attributes.get('class', '')} {attributes.get('id', '')}".split():
        position, token = _class(word)
        if position == "class":
            reasons += (token,)
        elif position in _ROLES:
            role = _ROLES[position]
    return role, reasons


@lru_cache(maxsize=20_000)
def _class(word: str) -> tuple[str, str]:
    """The position of the cue in a class or id, and the cue; short cues count only as the whole word."""
    known = cues().classes
    lowered = word.lower()
    if lowered in known:
        return known[lowered], lowered
    parts = [part.lower() for part in _CAMEL.split(word)]
    for size in (2, 1):
        for i in range(len(parts) - size + 1):
            part = "-".join(parts[i : i + size])
            if len(part) >= 4 and part in known:
                return known[part], word
    return "", ""


def _fitting(hint: Role | None, text: str) -> Role | None:
    """`hint` if a line such as `text` can have this role."""
    if hint is None:
        return None
    digits = any(char.isdigit() for char in text)
    if hint is Role.STAMP:
        return hint if digits and len(text) <= 120 else None
    if hint is Role.BYLINE:
        return hint if len(text) <= 90 and not digits and any(map(str.isalpha, text)) else None
    return hint if hint is Role.CAPTION and len(text) <= 600 else None


def _by_hint(chunks: list[_Chunk]) -> list[list[_Chunk]]:
    """`chunks` in groups of the same hint; blanks go with what stands before them."""
    groups: list[list[_Chunk]] = []
    for chunk in chunks:
        if groups and (not chunk.text.strip() or groups[-1][0].context.hint is chunk.context.hint):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return groups
