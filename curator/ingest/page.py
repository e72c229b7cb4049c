"""A page between its bytes and the article: lines, what their markup tells, metadata."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from curator.model.article import Article, Block, Role
from curator.model.text import canonical

LONGEST_LINE = 5_000  # characters; longer ones are broken at the end of a sentence
LONGEST_VALUE = 1_000  # characters of a metadata value


@dataclass(slots=True)
class Line:
    """A line or paragraph of the page. `start` counts code points of the canonical text."""

    start: int
    text: str  # without blanks around it
    role: Role | None = None  # what the markup says for certain
    level: int = 0  # heading level in the markup, 0 for none
    links: float = 0.0  # share of the characters that are links
    aside: bool = False  # after the element that holds most of the prose
    pictured: bool = False  # right under a picture in the markup

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)


@dataclass
class Page:
    """What a reader hands on: canonical text, its lines in order, and `(key, value)` pairs from head or companion.

    `titles` are the names that the page gives its article, the surest first; they help to find the headline.
    """

    text: str
    lines: list[Line]
    media_type: str
    encoding: str = "utf-8"
    metadata: list[tuple[str, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    damage: tuple[tuple[int, int], ...] = ()
    pictures: list[tuple[int, str]] = field(default_factory=list)  # index of the line it follows, address
    times: list[tuple[int, str]] = field(default_factory=list)  # index of the line it stands in, date and time


def lines_of(text: str) -> list[Line]:
    """The lines of canonical `text` that hold more than blanks."""
    found = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            found.append(Line(start + raw.index(stripped[0]), stripped))
        start += len(raw) + 1
    return found


def break_long_lines(text: str) -> str:
    """`text` with over-long lines broken at the ends of sentences, else at blanks, else anywhere.

    A blank becomes the line end, so that no offset moves where there are blanks.
    """
    if len(text) <= LONGEST_LINE or max(map(len, text.split("\n"))) <= LONGEST_LINE:
        return text
    return "\n".join(_broken(line) if len(line) > LONGEST_LINE else line for line in text.split("\n"))


def _broken(line: str) -> str:
    parts = []
    start = 0
    while len(line) - start > LONGEST_LINE:
        window = line[start : start + LONGEST_LINE]
        ends = [window.rfind(sign) + 1 for sign in (". ", "! ", "? ", "; ", "… ")]
        cut = max(ends) if max(ends) > LONGEST_LINE // 4 else window.rfind(" ")
        if cut <= 0:
            parts.append(window)
            start += LONGEST_LINE
        else:
            parts.append(window[:cut])
            start += cut + 1
    parts.append(line[start:])
    return "\n".join(parts)


def to_article(name: str, data: bytes, page: Page, parts: Iterable[tuple[int, int, Role]]) -> Article:
    """The article of `page` whose text lines have the blocks `parts`; metadata lines are added at its end."""
    blocks = [Block(start, end, role) for start, end, role in parts]
    text = page.text
    added = dict.fromkeys((key, _one_line(value)) for key, value in page.metadata)
    entries = [f"{key} = {value}" for key, value in added if value]
    if entries:
        text = text.rstrip("\n") + "\n\n"
        for entry in entries:
            blocks.append(Block(len(text), len(text) + len(entry), Role.METADATA))
            text += entry + "\n"
    return Article(name, data, page.media_type, page.encoding, text, tuple(blocks), page.damage)


def _one_line(value: str) -> str:
    return " ".join(canonical(value[: LONGEST_VALUE * 2]).split())[:LONGEST_VALUE].strip()
