"""The words of a page with what lies between them, and what the lexicon and the gazetteer know of each.

A word is a run of letters or of digits. `gaps[i]` tells what stands before word `i`: `" "` blank, `"-"` hyphen,
`"."` dot, `"'"` apostrophe (all three tight), `"–"` spaced dash, `","` `";"` `":"` `"("` `")"` `"/"` `'"'`,
`"|"` the start of a sentence.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, compress, repeat
from operator import add, itemgetter

from curator.extract.lexicon import Entry, Lexicon, Listed, lexicon
from curator.extract.page import Page
from curator.extract.words import Learned

_BREAKS = frozenset(',;:()|"')  # gaps that no phrase of the lexicon crosses; `M. Dupont` has no break


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
    opens: list[dict[str, list[Listed]]] = field(default_factory=list)  # phrases that may begin here
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
        for at, opens in compress(enumerate(self.opens), self.opens):
            listed = opens.get(keys[at + 1] if at + 1 < count else "") or opens[""]
            if not listed:
                continue
            taken: dict[str, int] = {}
            for phrase, entry in listed:
                end = at + len(phrase)
                if end > count or keys[end - 1] != phrase[-1] or run[end - 1] != run[at]:
                    continue
                if (end <= at + 3 or tuple(keys[at:end]) == phrase) and taken.setdefault(entry.kind, end) == end:
                    found.append((at, end, entry))
        return found


def read_tokens(page: Page) -> Tokens:
    """The words of every sentence of `page`."""
    known, words = lexicon(page.language), page.words
    tokens = Tokens(page, known)
    between: list[str] = []
    glued = any(map(known.pieces, words.raw))
    for position, sentence in enumerate(page.sentences):
        low, high = words.between(sentence.start, sentence.end)
        raw, starts, gaps = words.raw[low:high], words.starts[low:high], words.gaps[low:high]
        gaps[:1] = "|" * bool(raw)
        if glued and any(map(known.pieces, raw)):
            raw, starts, gaps = _divided(raw, starts, gaps, known)
        tokens.first.append(len(tokens.raw))
        tokens.raw += raw
        tokens.starts += starts
        tokens.sentence += [position] * len(raw)
        between += gaps
    tokens.first.append(len(tokens.raw))
    tokens.ends += map(add, tokens.starts, map(len, tokens.raw))
    tokens.gaps += map(_gap, between)
    tokens.keys += map(known.key, tokens.raw)
    tokens.opens += map(known.opens.get, tokens.keys, repeat({}))
    tokens.capital += map(str.isupper, map(itemgetter(0), tokens.raw))
    return tokens


def _divided(
    raw: list[str], starts: list[int], gaps: list[str], known: Lexicon
) -> tuple[list[str], list[int], list[str]]:
    """These words with each run that is several words in pieces, nothing between them."""
    divided: list[tuple[str, int, str]] = []
    for run, start, gap in zip(raw, starts, gaps, strict=True):
        for piece in known.pieces(run) or (run,):
            divided.append((piece, start, gap))
            start, gap = start + len(piece), ""
    words, offsets, between = zip(*divided, strict=True)
    return [*words], [*offsets], [*between]


_GAPS = {  # the commonest ones
    "|": "|", " ": " ", "\u00a0": " ", "": " ",
    ", ": ",", ",": ",", "), ": ",", "., ": ",", "; ": ";", ": ": ":", " (": "(",
    ") ": ")", "-": "-", "‑": "-", " - ": "–", " – ": "–", "–": "–", ".": ".", ". ": "~", ".\u00a0": "~", "'": "'",
    "’": "'", "/": "/",
}  # fmt: skip


def _sign(between: str) -> str:
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


_gap = Learned(_sign).__getitem__
