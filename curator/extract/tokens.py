"""The words of a page with what lies between them, and what the lexicon and the gazetteer know of each.

A word is a run of letters or of digits. `gaps[i]` tells what stands before word `i`: `" "` blank, `"-"` hyphen,
`"."` dot, `"'"` apostrophe (all three tight), `"–"` spaced dash, `","` `";"` `":"` `"("` `")"` `"/"` `'"'`,
`"|"` the start of a sentence.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from curator.extract.lexicon import Entry, Lexicon, Listed, lexicon
from curator.extract.page import Page, Sentence

_WORD = re.compile(r"([^\W\d_]+|\d+)")
_BREAKS = frozenset(',;:()|"')  # gaps that no phrase of the lexicon crosses; a dot and a blank is a joint: `M. Dupont`


@dataclass
class Tokens:
    """Parallel lists over the words of all sentences of a page."""

    page: Page
    lexicon: Lexicon
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)  # position in page.sentences
    capital: list[bool] = field(default_factory=list)  # whether the word begins with a capital letter
    opens: list[dict[str, list[Listed]] | None] = field(default_factory=list)  # phrases that may begin here
    first: list[int] = field(default_factory=list)  # first word of each sentence, and one past the last word

    def __len__(self) -> int:
        return len(self.starts)

    def bounds(self, sentence: int) -> tuple[int, int]:
        """First word and one past the last word of a sentence."""
        return self.first[sentence], self.first[sentence + 1]

    def stop(self, at: int) -> int:
        """One past the last word of the sentence that holds word `at`."""
        return self.first[self.sentence[at] + 1]

    def at(self, offset: int) -> int:
        """The first word that begins at or after `offset`."""
        return bisect_left(self.starts, offset)

    def text(self, start: int, end: int) -> str:
        """The words from `start` to before `end` as printed, blanks made single."""
        a, b = self.span(start, end)
        return " ".join(self.page.text[a:b].split())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The words from `start` to before `end` as code points, an open bracket closed."""
        text, a, b = self.page.text, self.starts[start], self.ends[end - 1]
        if text[b : b + 1] == ")" and text.count("(", a, b) > text.count(")", a, b):
            b += 1
        return a, b

    def known(self) -> list[tuple[int, int, Entry]]:
        """Every longest phrase of each list: first word, one past the last, entry."""
        found: list[tuple[int, int, Entry]] = []
        keys, count = self.keys, len(self)
        run = [*accumulate(map(_BREAKS.__contains__, self.gaps))]  # words of one number have only joints between
        for at, (opens, second) in enumerate(zip(self.opens, [*keys, ""][1:], strict=True)):
            if opens is None:
                continue
            taken: dict[str, int] = {}
            for phrase, entry in opens.get(second) or opens[""]:
                end = at + len(phrase)
                if end > count or run[end - 1] != run[at] or taken.get(entry.kind, end) != end:
                    continue
                if end <= at + 2 or tuple(keys[at:end]) == phrase:
                    taken[entry.kind] = end
                    found.append((at, end, entry))
        return found


def read_tokens(page: Page) -> Tokens:
    """The words of every sentence of `page`."""
    tokens = Tokens(page, lexicon(page.language))
    for position, sentence in enumerate(page.sentences):
        tokens.first.append(len(tokens.starts))
        _read(tokens, position, sentence)
    tokens.first.append(len(tokens.starts))
    return tokens


def _read(tokens: Tokens, position: int, sentence: Sentence) -> None:
    """Add the words of one sentence."""
    parts = _WORD.split(tokens.page.text[sentence.start : sentence.end])  # gap, word, gap, ..., word, gap
    if len(parts) == 1:
        return
    know = tokens.lexicon.word
    keys, capitals, cuts, opens = zip(*map(know, parts[1::2]), strict=True)
    if any(cuts):
        parts = _divided(parts, cuts)
        keys, capitals, cuts, opens = zip(*map(know, parts[1::2]), strict=True)
    offsets = [*accumulate(map(len, parts), initial=sentence.start)]
    tokens.starts += offsets[1:-1:2]
    tokens.ends += offsets[2::2]
    tokens.raw += parts[1::2]
    tokens.keys += keys
    tokens.gaps += ["|", *map(_gap, parts[2:-1:2])]
    tokens.sentence += [position] * len(keys)
    tokens.capital += capitals
    tokens.opens += opens


def _divided(parts: list[str], cuts: tuple[int, ...]) -> list[str]:
    """`parts` with the words that lost a blank in two, nothing between them."""
    divided = parts[:1]
    for word, cut, gap in zip(parts[1::2], cuts, parts[2::2], strict=True):
        divided += (word[:cut], "", word[cut:], gap) if cut else (word, gap)
    return divided


_GAPS = {  # the commonest ones
    " ": " ", "\u00a0": " ", "": " ", ", ": ",", ",": ",", "), ": ",", "., ": ",", "; ": ";", ": ": ":", " (": "(",
    ") ": ")", "-": "-", "‑": "-", " - ": "–", " – ": "–", "–": "–", ".": ".", ". ": "~", ".\u00a0": "~", "'": "'",
    "’": "'", "/": "/",
}  # fmt: skip


@lru_cache(maxsize=1_000)
def _gap(between: str) -> str:
    """The one sign that stands for what lies between two words."""
    if code := _GAPS.get(between):
        return code
    if not between.strip():
        return " "
    for sign, code in (
        ("(", "("),
        (";", ";"),
        (":", ":"),
        (",", ","),
        (")", ")"),
        ("|", "|"),
        ("•", ";"),
        ("*", ";"),
    ):
        if sign in between:
            return code
    if between.strip() == "&":
        return "-"
    if any(c in between for c in '"“”«»'):
        return '"'
    if any(c in between for c in "–—-"):
        return "–" if between != between.strip() else "-"
    return "~" if "." in between else "'" if any(c in between for c in "’'") else "/" if "/" in between else '"'
