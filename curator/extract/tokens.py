"""The words of a page with what lies between them, and what the lexicon and the gazetteer know of each.

A word is a run of letters or of digits. `gaps[i]` tells what stands before word `i`: `" "` blank, `"-"` hyphen,
`"."` dot, `"'"` apostrophe (all three tight), `"–"` spaced dash, `","` `";"` `":"` `"("` `")"` `"/"` `'"'`,
`"|"` the start of a sentence.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from curator.extract.lexicon import Entry, Lexicon, bare, lexicon, plain
from curator.extract.page import Page, Sentence

_WORD = re.compile(r"[^\W\d_]+|\d+")
JOINTS = frozenset(" -.'/~–")  # gaps inside a phrase of the lexicon; `~` is a dot and a blank, as in `M. Dupont`


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

    def capital(self, at: int) -> bool:
        """Whether word `at` begins with a capital letter."""
        return self.raw[at][0].isupper()

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

    def joined(self, start: int, end: int) -> bool:
        """Whether nothing but joints stands between the words from `start` to before `end`."""
        return all(gap in JOINTS for gap in self.gaps[start + 1 : end])

    def known(self) -> list[tuple[int, int, Entry]]:
        """Every longest phrase of each list: first word, one past the last, entry."""
        found: list[tuple[int, int, Entry]] = []
        phrases, opened, keys = self.lexicon.phrases, self.lexicon.opened, self.keys
        for at, (key, second) in enumerate(zip(keys, [*keys, ""][1:], strict=True)):
            if key not in phrases:
                continue
            listed = opened.get((key, second)) or opened[key, ""]
            if not listed:
                continue
            stop = self.stop(at)
            taken: dict[str, int] = {}
            for phrase, entry in listed:
                end = at + len(phrase)
                if end > stop or taken.get(entry.kind, end) != end:
                    continue
                if end == at + 1 or (tuple(keys[at:end]) == phrase and self.joined(at, end)):
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
    text = tokens.page.text
    pairs, link = _PAIRS[tokens.lexicon.language]
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group()
        mixed = not (word.islower() or word.istitle() or word.isupper())
        ends = len(word) > len(link) + 4 and word.endswith(link) and _before_link(word, link, tokens.lexicon)
        cut = _glued(word, tokens.lexicon) if mixed else pairs.get(word, 0) or ends
        if cut:
            spans += (match.start(), match.start() + cut), (match.start() + cut, match.end())
        else:
            spans.append(match.span())
    raw = [text[a:b] for a, b in spans]
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    tokens.starts += [start for start, _end in spans]
    tokens.ends += [end for _start, end in spans]
    tokens.raw += raw
    tokens.keys += map(plain if tokens.lexicon.language == "vi" else bare, raw)
    tokens.gaps += ["|", *(_GAPS.get(each) or _gap(each) for each in between)][: len(spans)]
    tokens.sentence += [position] * len(spans)


def _glued(word: str, lexicon: Lexicon) -> int:
    """Where a word that lost its blank is to be cut (`chíNguyễn`, `UBNDThành`); 0 where it is one word."""
    for cut in range(1, len(word)):
        if not word[cut].isupper() or (word[cut - 1].isupper() and word[cut + 1 : cut + 2].isupper()):
            continue
        left, right = lexicon.key(word[:cut]), lexicon.key(word[cut:])
        if (left in lexicon.vocabulary and len(left) > 1) or (right in lexicon.vocabulary and len(right) > 2):
            return cut
    return 0


def _before_link(word: str, link: str, lexicon: Lexicon) -> int:
    """Where `of` or `de` is glued to the end of a listed word (`populairede`); 0 where it is not."""
    cut = len(word) - len(link)
    listed = lexicon.key(word[:cut]) in lexicon.vocabulary and lexicon.key(word) not in lexicon.vocabulary
    return cut if listed else 0


_LOST = {  # small words between which a blank is lost, and the one that is glued to the word before it
    "vi": ("với của do và cùng là", "ông bà ngài", "của"),
    "fr": ("du par avec pour dans entre", "le les une ses", "de"),
    "en": ("of in to by for with and from on at led", "the mr mrs", "of"),
}
_PAIRS = {
    language: ({a + b: len(a) for a in lefts.split() for b in rights.split()}, link)
    for language, (lefts, rights, link) in _LOST.items()
}
_GAPS = {  # the commonest ones, looked up
    " ": " ", "\u00a0": " ", "": " ", ", ": ",", ",": ",", "), ": ",", "., ": ",", "; ": ";", ": ": ":", " (": "(",
    ") ": ")", "-": "-", "‑": "-", " - ": "–", " – ": "–", "–": "–", ".": ".", ". ": "~", ".\u00a0": "~", "'": "'",
    "’": "'", "/": "/",
}  # fmt: skip


def _gap(between: str) -> str:
    """The one sign that stands for what lies between two words."""
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
