"""Words that tell furniture from story, read from `resources/vocab/furniture_cues.csv` and `outlets.csv`."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from curator.model.text import words
from curator.model.vocab import vocabulary
from curator.paths import resource

# What a cue says of a line that begins with it; a cue that ends with a colon needs the colon on the page too
OPENING = (
    "tail", "box", "starts", "footer", "caption", "byline", "closing", "address", "banner", "reading", "portal",
)  # fmt: skip
# What a cue says of a line that holds it anywhere, accents and all
HELD = ("holds", "credit")

Tokens = tuple[str, ...]  # folded words


@dataclass(frozen=True)
class Cues:
    """The cue words, ready to be asked."""

    opening: dict[str, list[tuple[Tokens, bool, str]]]  # by first word: all words, colon needed, position
    signs: list[tuple[str, str]]  # cues that begin with no letter, such as the copyright sign; position
    held: dict[str, tuple[str, ...]]  # lower case
    menu: frozenset[Tokens]  # the words of menus, widgets and section lists
    lengths: dict[str, list[int]]  # how many words menu entries have that begin with this one, longest first
    stamp: frozenset[str]  # single words that may stand beside a date
    outlets: frozenset[Tokens]  # names and prefixes of known outlets
    mastheads: frozenset[Tokens]  # words in names of outlets
    classes: dict[str, str]  # class or id words of saved pages: word to position

    def opened(self, line: str, tokens: Sequence[str]) -> dict[str, int]:
        """The positions of the cues that `line` begins with, each with the number of words of its longest cue."""
        found: dict[str, int] = {}
        for cue, colon, position in self.opening.get(tokens[0], ()) if tokens else ():
            length = len(cue)
            if tuple(tokens[:length]) == cue and (not colon or colon_after(line, length)):
                found[position] = max(found.get(position, 0), length)
        if line and not line[0].isalnum():
            for sign, position in self.signs:
                if line.startswith(sign):
                    found.setdefault(position, 0)
        return found

    def holds(self, position: str, line: str) -> bool:
        """Whether `line` holds a cue of this position."""
        lowered = line.lower()
        for cue in self.held[position]:  # noqa: SIM110 - asked of every line; a generator takes twice the time
            if cue in lowered:
                return True
        return False

    def is_menu(self, tokens: Sequence[str]) -> bool:
        """Whether these words are menu words one after the other, a few strange ones aside."""
        at = known = 0
        total = len(tokens)
        while at < total:
            size = 0
            for length in self.lengths.get(tokens[at], ()):
                if tuple(tokens[at : at + length]) in self.menu:
                    size = length
                    break
            known += size
            at += size or 1
            if at - known > 0.3 * total:
                return False
        return known == total or known >= 4

    def sounds_like_outlet(self, tokens: Sequence[str]) -> bool:
        """Whether a word or two of these are usual in names of outlets (`Báo`, `Daily`, `Le Courrier`)."""
        return any(tuple(tokens[i : i + n]) in self.mastheads for n in (1, 2, 3, 4) for i in range(len(tokens)))


@cache
def cues() -> Cues:
    """The cues of this installation, read once."""
    with resource("vocab", "furniture_cues.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [(row["cue"], row["position"]) for row in csv.DictReader(lines)]
    opening: dict[str, list[tuple[Tokens, bool, str]]] = {}
    signs = []
    for cue, position in rows:
        if position in OPENING and cue[0].isalnum():
            tokens = tuple(words(cue))
            opening.setdefault(tokens[0], []).append((tokens, cue.endswith(":"), position))
        elif position in OPENING:
            signs.append((cue, position))
    menu = _tokens(cue for cue, at in rows if at in ("line", "section"))
    lengths: dict[str, set[int]] = {}
    for entry in menu:
        lengths.setdefault(entry[0], set()).add(len(entry))
    return Cues(
        opening,
        signs,
        {position: tuple(cue.lower() for cue, at in rows if at == position) for position in HELD},
        menu,
        {first: sorted(counts, reverse=True) for first, counts in lengths.items()},
        frozenset(word for cue, at in rows if at == "stamp" for word in words(cue)),
        _tokens(name for term in vocabulary("outlets") for name in (term.code, *term.aliases)),
        _tokens(cue for cue, at in rows if at == "masthead"),
        {cue: at for cue, at in rows if at.startswith("class")},
    )


def _tokens(names: Iterable[str]) -> frozenset[Tokens]:
    return frozenset(tuple(words(name)) for name in names) - {()}


def colon_after(line: str, count: int) -> bool:
    """Whether a colon follows the first `count` words of `line`."""
    seen = 0
    inside = False
    for char in line:
        if char.isalnum():
            seen += not inside
            inside = True
        else:
            inside = False
            if seen == count and char == ":":
                return True
        if seen > count:
            return False
    return False
